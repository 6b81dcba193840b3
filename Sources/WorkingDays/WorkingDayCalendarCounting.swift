extension WorkingDayCalendar {
    /// The date `count` working days before `day`; `day` itself is day 0.
    ///
    /// Closed days are passed over, which pulls the answer earlier.
    /// - Parameters:
    ///   - count: Working days, 0 or more. With 0 it is `day` itself if that is open, or else the last open day before it.
    ///   - day: Any calendar day; it need not be a working day.
    ///   - clear: Whether neither end day counts, which is one working day earlier.
    /// - Returns: An open day, and whether a day looked at on the way lies outside the published list.
    /// - Throws: ``WorkingDayError`` when the count is negative, or day or answer lie outside the calendar.
    /// - Source: Rulebook 3.2 and 3.7, from the letter's "at least 3 working days before".
    @inlinable
    public func date(
        _ count: Int, workingDaysBefore day: CalendarDate, clear: Bool = false
    ) throws(WorkingDayError) -> WorkingDate {
        let offset = try self.offset(of: day)
        guard 0...selected.count ~= count else { throw tooMany(count, before: true, day) }
        let includesDay = count == 0 && !clear
        let steps = clear ? count + 1 : includesDay ? 1 : count
        let end = Int(includesDay ? ranks[offset + 1] : ranks[offset])
        let rank = closedRanks.isEmpty ? end - steps : openRank(steps, before: end)
        guard rank >= 0 else { throw tooMany(count, before: true, day) }
        let answer = self.date(ofRank: rank)
        let latestSeen = includesDay ? day.dayNumber : day.dayNumber - 1
        return WorkingDate(
            date: answer,
            isProvisional: latestSeen > publishedThrough.dayNumber || answer < publishedFrom)
    }

    /// The date `count` working days after `day`; `day` itself is day 0.
    ///
    /// Closed days count, so that they never extend it.
    /// - Parameters:
    ///   - count: Working days, 0 or more. With 0 it is `day` itself if that is a working day, or else the next one.
    ///   - day: Any calendar day; it need not be a working day.
    /// - Returns: A working day, and whether a day looked at on the way lies outside the published list.
    /// - Throws: ``WorkingDayError`` when the count is negative, or day or answer lie outside the calendar.
    /// - Source: Rulebook 3.3 and 3.7.
    @inlinable
    public func date(_ count: Int, workingDaysAfter day: CalendarDate) throws(WorkingDayError) -> WorkingDate {
        let offset = try self.offset(of: day)
        guard 0...selected.count ~= count else { throw tooMany(count, before: false, day) }
        let rank = count == 0 ? Int(ranks[offset]) : Int(ranks[offset + 1]) + count - 1
        guard rank < selected.count else { throw tooMany(count, before: false, day) }
        let answer = self.date(ofRank: rank)
        let earliestSeen = count == 0 ? day.dayNumber : day.dayNumber + 1
        return WorkingDate(
            date: answer,
            isProvisional: answer > publishedThrough || earliestSeen < publishedFrom.dayNumber)
    }

    /// How many working days lie after `start`, up to and including `end`. Closures are ignored.
    ///
    /// When `end` comes first, it is minus the number of working days from `end` up to but not including `start`. So the answer is
    /// `n` for the date `n` working days after `start`, and `-n` for the date `n` working days before it.
    /// - Throws: ``WorkingDayError/outsideCalendar(_:)``.
    /// - Source: Rulebook 3.2 and 3.3.
    @inlinable
    public func workingDays(from start: CalendarDate, to end: CalendarDate) throws(WorkingDayError) -> Int {
        let (from, to) = (try offset(of: start), try offset(of: end))
        let step = to < from ? 0 : 1
        return Int(ranks[to + step]) - Int(ranks[from + step])
    }

    /// The last open day on or before `day`: what is to leave before a deadline leaves on it.
    ///
    /// - Source: Rulebook 3.7.
    @inlinable
    public func lastOpenDay(onOrBefore day: CalendarDate) throws(WorkingDayError) -> WorkingDate {
        try date(0, workingDaysBefore: day)
    }

    /// The first open day on or after `day`: what is to leave after a deadline leaves on it.
    ///
    /// - Source: Rulebook 3.7.
    public func firstOpenDay(onOrAfter day: CalendarDate) throws(WorkingDayError) -> WorkingDate {
        var rank = Int(ranks[try offset(of: day)])
        for closed in closedRanks where closed == rank { rank += 1 }
        guard rank < selected.count else { throw tooMany(0, before: false, day) }
        let answer = date(ofRank: rank)
        return WorkingDate(date: answer, isProvisional: answer > publishedThrough || day < publishedFrom)
    }

    /// The last working day on or before `day`, closed or not.
    ///
    /// - Source: Rulebook 3.4.
    public func lastWorkingDay(onOrBefore day: CalendarDate) throws(WorkingDayError) -> WorkingDate {
        let rank = Int(ranks[try offset(of: day) + 1]) - 1
        guard rank >= 0 else { throw tooMany(0, before: true, day) }
        let answer = date(ofRank: rank)
        return WorkingDate(date: answer, isProvisional: day > publishedThrough || answer < publishedFrom)
    }

    @inlinable
    func offset(of day: CalendarDate) throws(WorkingDayError) -> Int {
        let offset = Int(day.dayNumber) - 15_340
        guard 0..<(ranks.count - 1) ~= offset else { throw .outsideCalendar(day) }
        return offset
    }

    @inlinable
    func date(ofRank rank: Int) -> CalendarDate {
        CalendarDate(unchecked: 15_340 + Int32(selected[rank]))
    }

    @usableFromInline
    func tooMany(_ count: Int, before: Bool, _ day: CalendarDate) -> WorkingDayError {
        count < 0 ? .negativeCount(count) : .leavesCalendar(count: count, before: before, day: day)
    }
}
