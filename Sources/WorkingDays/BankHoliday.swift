/// Where a bank holiday comes from.
public enum HolidaySource: Hashable, Sendable {
    /// GOV.UK's list.
    case published
    /// The statutory pattern, because the list does not reach that year.
    case projected
    /// The partnership's own configuration.
    case local(reason: String)
}

/// A bank holiday in one division.
public struct BankHoliday: Hashable, Sendable {
    /// The day off, which for a substitute day is not the feast itself.
    public let date: CalendarDate
    /// As GOV.UK words it: `Early May bank holiday`.
    public let title: String
    /// `Substitute day`, `Extra bank holiday`, or empty.
    public let notes: String
    public let source: HolidaySource

    public init(date: CalendarDate, title: String, notes: String = "", source: HolidaySource = .published) {
        self.date = date
        self.title = title
        self.notes = notes
        self.source = source
    }
}
