import Conferences
import WorkingDays

/// What a change of some days can touch at all.
///
/// Counting looks at days one after the other. Where none of the days that it looked at has changed, counting anew comes to
/// the same: a deadline looks from the day that it is counted from to itself, a step from the deadline, the conference or
/// that day to itself, and whatever waits for an open day at the days until then.
struct AffectedMatters {
    let session: any DatabaseSession
    let policies: [Policy]
    /// The days as they now are.
    let calendar: WorkingDayCalendar
    let changed: [CalendarDate]

    func all() throws -> Set<Matter> {
        try changed.reduce(into: []) { found, day in
            found.formUnion(try owing(around: day))
            found.formUnion(try sitting(after: day))
            found.formUnion(try reminded(around: day))
        }
    }

    /// How far the steps of one kind's ladders reach, in open days, whatever the rule set.
    private struct Reach {
        var beforeDeadline = 0
        var afterDeadline = 0
        var afterAnchor = 0
        /// Whether the deadline is so many working days from the day that it is counted from, rather than a date by itself.
        var isCounted = false

        mutating func cover(_ rule: ObligationRule) {
            isCounted = isCounted || [rule.initial, rule.review].contains { $0.unit == .workingDays }
            for step in rule.ladder {
                switch step.time {
                case .deadline(let days): days > 0 ? raise(&afterDeadline, days) : raise(&beforeDeadline, -days)
                case .anchor(let days): raise(&afterAnchor, days)
                case .conference, .atOnce: break
                }
            }
        }

        mutating func cover(_ other: Reach) {
            raise(&beforeDeadline, other.beforeDeadline)
            raise(&afterDeadline, other.afterDeadline)
            raise(&afterAnchor, other.afterAnchor)
        }

        private func raise(_ reach: inout Int, _ days: Int) { reach = max(reach, days) }
    }

    private var reaches: [ObligationKind: Reach] {
        var reaches: [ObligationKind: Reach] = [:]
        for policy in policies {
            for (kind, rule) in policy.rules { reaches[kind, default: Reach()].cover(rule) }
        }
        return reaches
    }

    private func owing(around day: CalendarDate) throws -> [Matter] {
        let reaches = reaches
        var values: [any Storable] = []
        var lines: [String] = []
        for (kind, reach) in reaches.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            let row: [any Storable] = [
                kind.rawValue, try earlier(reach.afterDeadline, than: day), try later(reach.beforeDeadline, than: day),
                try earlier(reach.afterAnchor, than: day), try later(0, than: day), reach.isCounted,
            ]
            lines.append("(" + row.indices.map { "$\(values.count + $0 + 1)" }.joined(separator: ", ") + ")")
            values += row
        }
        let longest = reaches.values.reduce(into: Reach()) { $0.cover($1) }
        let widest: [any Storable] = [
            day, try earlier(longest.afterDeadline, than: day), try later(longest.beforeDeadline, than: day),
            try earlier(longest.afterAnchor, than: day), try later(0, than: day),
        ]
        let (today, from) = ("$\(values.count + 1)", values.count + 2)
        let spans =
            "(o.anchored_on <= \(today) OR o.due_on <= \(today)) AND (o.anchored_on >= \(today) OR o.due_on >= \(today))"
        // Nearly all obligations lie outside the widest reach of all kinds: they are passed over before looking a kind up.
        return try matters(
            """
            WITH reach (kind, due_from, due_to, anchored_from, anchored_to, counted) AS (
                VALUES \(lines.joined(separator: ", ")))
            SELECT DISTINCT o.matter FROM obligation o JOIN reach r ON r.kind = o.kind
            WHERE ((\(spans)) OR o.due_on BETWEEN $\(from) AND $\(from + 1)
                    OR o.anchored_on BETWEEN $\(from + 2) AND $\(from + 3))
                AND (o.due_on BETWEEN r.due_from AND r.due_to
                    OR o.anchored_on BETWEEN r.anchored_from AND r.anchored_to OR (r.counted = 1 AND \(spans)))
            """, values + widest)
    }

    /// Conferences from which steps and latest deadlines are counted back.
    private func sitting(after day: CalendarDate) throws -> [Matter] {
        let furthest = policies.flatMap(\.rules.values).map { rule in
            let steps = rule.ladder.map { if case .conference(let days) = $0.time { abs(days) } else { 0 } }
            return max(rule.noLaterThan?.count ?? 0, steps.max() ?? 0)
        }.max()
        return try matters(
            "SELECT reference FROM conference WHERE sits_on BETWEEN $1 AND $2",
            [try earlier(furthest ?? 0, than: day), try later(furthest ?? 0, than: day)])
    }

    /// Reminders that wait for an open day.
    private func reminded(around day: CalendarDate) throws -> [Matter] {
        let midnight = TimeOfDay(hour: 0, minute: 0)!
        return try matters(
            "SELECT DISTINCT matter FROM reminder WHERE state = 'pending' AND leaves_at BETWEEN $1 AND $2",
            [
                EuropeLondon.timestamp(on: day, at: midnight),
                EuropeLondon.timestamp(on: try later(0, than: day).adding(days: 1), at: midnight),
            ])
    }

    private func matters(_ sql: String, _ values: [any Storable]) throws -> [Matter] {
        try session.rows(sql, values).map { try Matter(text: $0.text(0)) }
    }

    /// At least so many open days and one more after a day, as the days were before they changed as well.
    private func later(_ count: Int, than day: CalendarDate) throws -> CalendarDate {
        var found = day
        for _ in 0...(count + changed.count) {
            found = try calendar.firstOpenDay(onOrAfter: found.adding(days: 1)).date
        }
        return found
    }

    /// The same before a day.
    private func earlier(_ count: Int, than day: CalendarDate) throws -> CalendarDate {
        try calendar.date(count + changed.count + 1, workingDaysBefore: day).date
    }
}
