import Conferences
import WorkingDays

extension ReadTables {
    /// A table that rebuilding would make another.
    public struct Difference: Sendable, Equatable {
        public let table: String
        /// Rows that are there and would not be.
        public let surplus: Int
        /// Rows that would be there and are not. A row that differs is one of each.
        public let lacking: Int
        /// What some of those rows are about, at most five.
        public let examples: [String]
    }

    static let tables = [
        "conference", "invitation", "need", "sharing", "adjournment", "discussion", "participant", "obligation",
        "rule_set", "post", "agenda_template",
        "agency", "person_hold", "reminder", "day_apart",
    ]

    /// Rebuilds, and compares with what stood there. Call it in a transaction that is taken back.
    public func differences(
        rulebook: Rulebook, now: Timestamp, progress: (Int) -> Void = { _ in }
    ) throws -> (matters: Int, differences: [Difference]) {
        for table in Self.tables {
            try session.execute("CREATE TEMPORARY TABLE was_\(table) AS SELECT * FROM \(table)")
        }
        let matters = try rebuild(rulebook: rulebook, now: now, progress: progress)
        let differences = try Self.tables.compactMap { table -> Difference? in
            let (surplus, lacking) = (
                try rows(of: "was_\(table)", notIn: table), try rows(of: table, notIn: "was_\(table)")
            )
            if surplus.count + lacking.count == 0 { return nil }
            return Difference(
                table: table, surplus: surplus.count, lacking: lacking.count,
                examples: Array(Set(surplus.names + lacking.names).sorted().prefix(5)))
        }
        for table in Self.tables { try session.execute("DROP TABLE was_\(table)") }
        return (matters, differences)
    }

    private func rows(of table: String, notIn other: String) throws -> (count: Int, names: [String]) {
        let difference = "(SELECT * FROM \(table) EXCEPT SELECT * FROM \(other)) AS difference"
        let count = try session.row("SELECT COUNT(*) FROM \(difference)")?.integer(0) ?? 0
        let names = try session.rows("SELECT * FROM \(difference) LIMIT 5").map { row -> String in
            switch row.values.first {
            case .text(let text)?: text
            case .integer(let number)?: "\(number)"
            default: ""
            }
        }
        return (count, names)
    }
}
