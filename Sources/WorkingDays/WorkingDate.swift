/// A date that the calendar answered with.
public struct WorkingDate: Hashable, Sendable {
    public let date: CalendarDate
    /// Whether it rests on days for which GOV.UK has not published the bank holidays.
    ///
    /// - Source: Rulebook 3.8.
    public let isProvisional: Bool

    @inlinable
    public init(date: CalendarDate, isProvisional: Bool) {
        self.date = date
        self.isProvisional = isProvisional
    }
}
