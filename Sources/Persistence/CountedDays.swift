import WorkingDays

/// The days that a calendar counts by, as the database keeps them with the deadlines that were counted by them: of another
/// calendar it can then be told where the two differ.
public struct CountedDays: Equatable {
    /// What they rest on: whose days they are, and which years are published.
    private let basis: String
    private let holidays: Set<String>
    private let closures: Set<String>

    public init(_ calendar: WorkingDayCalendar) {
        basis = "\(calendar.division.rawValue) \(calendar.publishedFrom) \(calendar.publishedThrough)"
        holidays = Set(calendar.holidays.map { $0.date.description })
        closures = Set(calendar.closures.map { $0.date.description })
    }

    /// - Returns: `nil` for what an earlier version kept, which told no days.
    init?(text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count == 3 else { return nil }
        basis = String(lines[0])
        holidays = Set(lines[1].split(separator: " ").map(String.init))
        closures = Set(lines[2].split(separator: " ").map(String.init))
    }

    public var text: String {
        [basis, holidays.sorted().joined(separator: " "), closures.sorted().joined(separator: " ")]
            .joined(separator: "\n")
    }

    /// - Returns: The days on which the two differ; `nil` when they differ in more than days.
    func changedDays(since earlier: CountedDays) -> [CalendarDate]? {
        guard basis == earlier.basis else { return nil }
        let days = holidays.symmetricDifference(earlier.holidays).union(closures.symmetricDifference(earlier.closures))
        return days.sorted().compactMap { CalendarDate($0) }
    }
}
