/// A bank holiday that the partnership keeps and the list lacks, such as one proclaimed too late to be listed.
public struct LocalHoliday: Hashable, Sendable {
    public let date: CalendarDate
    public let title: String
    /// Why the list alone will not do; shown wherever the day is explained.
    public let reason: String

    public init(date: CalendarDate, title: String, reason: String) {
        self.date = date
        self.title = title
        self.reason = reason
    }
}

/// A listed bank holiday on which the partnership works.
public struct LocalRemoval: Hashable, Sendable {
    public let date: CalendarDate
    public let reason: String

    public init(date: CalendarDate, reason: String) {
        self.date = date
        self.reason = reason
    }
}

/// A day on which the offices are closed, though it is no bank holiday.
///
/// - Source: Rulebook 3.7.
public struct Closure: Hashable, Sendable {
    public let date: CalendarDate
    public let reason: String

    public init(date: CalendarDate, reason: String) {
        self.date = date
        self.reason = reason
    }
}
