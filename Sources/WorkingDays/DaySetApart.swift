/// A day that a partnership sets apart while it works, on the pages or by a command.
///
/// - Source: Rulebook 3.7 and 3.8.
public struct DaySetApart: Codable, Hashable, Sendable {
    public enum Kind: String, Codable, CaseIterable, Sendable {
        /// The offices are closed, though it is no bank holiday.
        case closed
        /// A bank holiday that the published list lacks.
        case holiday
    }

    public let on: CalendarDate
    public let kind: Kind
    /// Why the offices are closed, or the holiday's name; shown wherever the day is explained.
    public let title: String

    public init(on: CalendarDate, kind: Kind, title: String) {
        (self.on, self.kind, self.title) = (on, kind, title)
    }
}

extension WorkingDayCalendar {
    /// The same calendar with these days set apart as well.
    ///
    /// What is a bank holiday or closed already stays as it is, and so does a bank holiday that the partnership works on:
    /// list and configuration may have caught up since.
    /// - Throws: ``WorkingDayError`` for a date twice in `days`, and for one outside the calendar.
    public func settingApart(_ days: [DaySetApart]) throws(WorkingDayError) -> WorkingDayCalendar {
        let holidays = days.filter { $0.kind == .holiday }
        let closed = days.filter { $0.kind == .closed }
        var widened = self
        if !holidays.isEmpty {
            widened = try adding(
                holidays.map { LocalHoliday(date: $0.on, title: $0.title, reason: "entered while it is not listed") })
        }
        return try widened.closing(closed.map { Closure(date: $0.on, reason: $0.title) })
    }
}
