/// A day that a count looked at.
public struct WalkedDay: Hashable, Sendable {
    public let date: CalendarDate
    public let kind: DayKind
    /// Its number in the count; nil for a day passed over, and for the end day of a clear count.
    public let number: Int?
    /// Whether GOV.UK has not published the bank holidays for this day.
    public let isProvisional: Bool

    /// Whether it was counted.
    public var counts: Bool { number != nil }
}

extension WorkingDayCalendar {
    /// Every day looked at for ``date(_:workingDaysBefore:clear:)``, in the order of the count, the answer last.
    ///
    /// Day 0 is among them only for a count of 0.
    /// - Throws: ``WorkingDayError`` as the question itself does.
    /// - Source: Rulebook 3.2 and 3.7.
    public func walk(
        _ count: Int, workingDaysBefore day: CalendarDate, clear: Bool = false
    ) throws(WorkingDayError) -> [WalkedDay] {
        let answer = try date(count, workingDaysBefore: day, clear: clear).date
        let includesDay = count == 0 && !clear
        let first = includesDay ? day : day.adding(days: -1)
        return try walk(from: first, to: answer, numbers: (includesDay ? 0 : 1)..<(count + 1)) { $0.isOpen }
    }

    /// Every day looked at for ``date(_:workingDaysAfter:)``, in the order of the count, the answer last.
    ///
    /// Day 0 is among them only for a count of 0. Closed days count.
    /// - Throws: ``WorkingDayError`` as the question itself does.
    /// - Source: Rulebook 3.3 and 3.7.
    public func walk(_ count: Int, workingDaysAfter day: CalendarDate) throws(WorkingDayError) -> [WalkedDay] {
        let answer = try date(count, workingDaysAfter: day).date
        let first = count == 0 ? day : day.adding(days: 1)
        return try walk(from: first, to: answer, numbers: min(count, 1)..<(count + 1)) { $0.isWorkingDay }
    }

    private func walk(
        from first: CalendarDate, to last: CalendarDate, numbers: Range<Int>, where counted: (DayKind) -> Bool
    ) throws(WorkingDayError) -> [WalkedDay] {
        var days: [WalkedDay] = []
        var number = numbers.lowerBound
        for day in stride(from: first.dayNumber, through: last.dayNumber, by: first <= last ? 1 : -1) {
            let date = CalendarDate(unchecked: day)
            let kind = try kind(of: date)
            let counts = counted(kind) && number < numbers.upperBound
            days.append(
                WalkedDay(
                    date: date, kind: kind, number: counts ? number : nil,
                    isProvisional: date > publishedThrough || date < publishedFrom))
            if counts { number += 1 }
        }
        return days
    }
}
