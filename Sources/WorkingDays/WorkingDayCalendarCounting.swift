extension WorkingDayCalendar {
    /// The date `count` working days before `day`; `day` itself is day 0.
    ///
    /// Closed days are passed over, which pulls the answer earlier.
    /// - Parameters:
    ///   - count: Working days, 0 or more. With 0 it is `day` itself if that is open, or else the last open day
    ///     before it.
    ///   - day: Any calendar day; it need not be a working day.
    ///   - clear: Whether neither end day counts, which is one working day earlier.
    /// - Returns: An open day, and whether a day looked at on the way lies outside the published list.
    /// - Throws: ``WorkingDayError`` when the count is negative, or day or answer lie outside the calendar.
    /// - Source: Rulebook 3.2 and 3.7, from the letter's "at least 3 working days before".
    @inlinable @inline(__always)
    public func date(
        _ count: Int, workingDaysBefore day: CalendarDate, clear: Bool = false
    ) throws(WorkingDayError) -> WorkingDate {
        let steps = clear ? count &+ 1 : count
        guard closedRanks.isEmpty, count >= 0, steps > 0, let offset = offsetIfInside(day) else {
            return try dateInSpecialCase(count, before: day, clear: clear)
        }
        let rank = Int(ranks[offset]) &- steps
        guard rank >= 0 else { throw .leavesCalendar(count: count, before: true, day: day) }
        return workingDate(rank, lookingFrom: day.dayNumber &- 1)
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
    @inlinable @inline(__always)
    public func date(_ count: Int, workingDaysAfter day: CalendarDate) throws(WorkingDayError) -> WorkingDate {
        guard count >= 0, let offset = offsetIfInside(day) else { throw refusal(count, day) }
        let first = count == 0 ? 0 : 1
        let rank = Int(ranks[offset &+ first]) &+ (count &- first)
        // A count so large that the sum wraps has made it negative.
        guard 0..<selected.count ~= rank else { throw .leavesCalendar(count: count, before: false, day: day) }
        return workingDate(rank, lookingFrom: day.dayNumber &+ Int32(truncatingIfNeeded: first))
    }

    /// How many working days lie after `start`, up to and including `end`. Closures are ignored.
    ///
    /// When `end` comes first, it is minus the number of working days from `end` up to but not including `start`. So
    /// the answer is `n` for the date `n` working days after `start`, and `-n` for the date `n` working days before
    /// it.
    /// - Throws: ``WorkingDayError/outsideCalendar(_:)``.
    /// - Source: Rulebook 3.2 and 3.3.
    @inlinable @inline(__always)
    public func workingDays(from start: CalendarDate, to end: CalendarDate) throws(WorkingDayError) -> Int {
        let (from, to) = (try offset(of: start), try offset(of: end))
        let step = to < from ? 0 : 1
        return Int(ranks[to &+ step]) &- Int(ranks[from &+ step])
    }

    /// The last open day on or before `day`: what is to leave before a deadline leaves on it.
    ///
    /// - Source: Rulebook 3.7.
    public func lastOpenDay(onOrBefore day: CalendarDate) throws(WorkingDayError) -> WorkingDate {
        try date(0, workingDaysBefore: day)
    }

    /// The first open day on or after `day`: what is to leave after a deadline leaves on it.
    ///
    /// - Source: Rulebook 3.7.
    public func firstOpenDay(onOrAfter day: CalendarDate) throws(WorkingDayError) -> WorkingDate {
        var rank = Int(ranks[try offset(of: day)])
        for closed in closedRanks where closed == rank { rank += 1 }
        guard rank < selected.count else { throw .leavesCalendar(count: 0, before: false, day: day) }
        return workingDate(rank, lookingFrom: day.dayNumber)
    }

    /// The last working day on or before `day`, closed or not.
    ///
    /// - Source: Rulebook 3.4.
    public func lastWorkingDay(onOrBefore day: CalendarDate) throws(WorkingDayError) -> WorkingDate {
        let rank = Int(ranks[try offset(of: day) + 1]) - 1
        guard rank >= 0 else { throw .leavesCalendar(count: 0, before: true, day: day) }
        return workingDate(rank, lookingFrom: day.dayNumber)
    }
}

extension WorkingDayCalendar {
    /// What the short way above leaves out: closures, a count of 0, and whatever is refused.
    @usableFromInline
    func dateInSpecialCase(
        _ count: Int, before day: CalendarDate, clear: Bool
    ) throws(WorkingDayError) -> WorkingDate {
        guard count >= 0, let offset = offsetIfInside(day) else { throw refusal(count, day) }
        guard count <= selected.count else { throw .leavesCalendar(count: count, before: true, day: day) }
        let includesDay = count == 0 && !clear
        let steps = clear ? count + 1 : max(count, 1)
        let rank = openRank(steps, before: Int(ranks[includesDay ? offset + 1 : offset]))
        guard rank >= 0 else { throw .leavesCalendar(count: count, before: true, day: day) }
        return workingDate(rank, lookingFrom: includesDay ? day.dayNumber : day.dayNumber - 1)
    }

    @usableFromInline
    func refusal(_ count: Int, _ day: CalendarDate) -> WorkingDayError {
        count < 0 ? .negativeCount(count) : .outsideCalendar(day)
    }

    /// The working day with a rank, reached from the day first looked at, which may lie on either side of it.
    @inlinable @inline(__always)
    func workingDate(_ rank: Int, lookingFrom dayNumber: Int32) -> WorkingDate {
        let answer = Self.firstDayNumber &+ Int32(truncatingIfNeeded: selected[rank])
        return WorkingDate(
            date: CalendarDate(unchecked: answer),
            isProvisional: max(answer, dayNumber) > publishedThrough.dayNumber
                || min(answer, dayNumber) < publishedFrom.dayNumber)
    }

    @inlinable @inline(__always)
    func offset(of day: CalendarDate) throws(WorkingDayError) -> Int {
        guard let offset = offsetIfInside(day) else { throw .outsideCalendar(day) }
        return offset
    }

    /// Days since the first date, or nil outside the calendar.
    @inlinable @inline(__always)
    func offsetIfInside(_ day: CalendarDate) -> Int? {
        let offset = Int(day.dayNumber &- Self.firstDayNumber)
        return UInt(bitPattern: offset) < UInt(bitPattern: ranks.count &- 1) ? offset : nil
    }
}
