import WorkingDays

/// How one deadline comes about: counted how far, from which day, and over which days.
public struct DeadlineCount: Hashable, Sendable {
    public let offset: DeadlineOffset
    /// Day 0.
    public let from: CalendarDate
    /// Matters to hours alone.
    public let time: TimeOfDay
    /// When a deadline's day ends, Europe/London.
    public let cutOff: TimeOfDay

    public init(
        _ offset: DeadlineOffset, from: CalendarDate, at time: TimeOfDay = Policy.standard.sendingHours.opens,
        cutOff: TimeOfDay = Policy.standard.cutOff
    ) {
        (self.offset, self.from, self.time, self.cutOff) = (offset, from, time, cutOff)
    }

    /// One day of the count, and why it is counted or passed over.
    public struct Day: Hashable, Sendable {
        public enum Mark: Hashable, Sendable {
            /// The day counted from.
            case start
            /// With its number, from 1.
            case counted(Int)
            case passedOver
            /// The far end of a clear count, which counts neither end day.
            case clearEnd
        }

        public let date: CalendarDate
        public let mark: Mark
        public let because: String
    }

    /// - Throws: ``WorkingDayError`` when it falls outside the calendar.
    public func deadline(by calendar: WorkingDayCalendar) throws(WorkingDayError) -> Deadline {
        try offset.deadline(from: from, at: time, cutOff: cutOff, calendar: calendar)
    }

    /// Every day that was looked at, the day counted from first and the answer last; nothing for a count that is not of
    /// working days.
    public func days(by calendar: WorkingDayCalendar) throws(WorkingDayError) -> [Day] {
        guard offset.unit == .workingDays else { return [] }
        let answer = try deadline(by: calendar).on
        let start = Day(date: from, mark: .start, because: "the day counted from")
        return try [start]
            + walk(calendar).filter { $0.date != from || offset.count == 0 }.map { day in
                let isEnd = offset.clear && day.date == answer
                return Day(
                    date: day.date, mark: day.number.map(Day.Mark.counted) ?? (isEnd ? .clearEnd : .passedOver),
                    because: isEnd
                        ? "working day; neither end day of a clear count is counted"
                        : day.kind.because(isProvisional: day.isProvisional))
            }
    }

    /// The days that the calendar looks at; nothing for a count that is not of working days.
    public func walk(_ calendar: WorkingDayCalendar) throws(WorkingDayError) -> [WalkedDay] {
        guard offset.unit == .workingDays else { return [] }
        return switch offset.direction {
        case .before: try calendar.walk(offset.count, workingDaysBefore: from, clear: offset.clear)
        case .after: try calendar.walk(offset.count, workingDaysAfter: from)
        }
    }
}
