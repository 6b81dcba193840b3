import Conferences
import WorkingDays

/// What lists read of strategy discussions.
public struct DiscussionReadings {
    let session: any DatabaseSession

    public init(_ session: any DatabaseSession) { self.session = session }

    /// One line of a list.
    public struct Line: Sendable {
        public let reference: DiscussionReference
        public let sitting: Sitting
        public let status: String
        /// `nil` until it is recorded.
        public let isSection47: Bool?
        public let participants: Int
        public let present: Int
        public let minutesReceived: Int
        public let outstanding: Int
        public let overdue: Int
    }

    /// Discussions in order of day.
    ///
    /// - Parameter now: Against which *overdue* is reckoned.
    /// - Parameter chair: Whose discussions alone are listed; all where absent.
    public func list(
        from: CalendarDate?, to: CalendarDate?, chair: PersonReference? = nil, lines: Range<Int>? = nil, now: Timestamp
    ) throws -> [Line] {
        let participants = "(SELECT COUNT(*) FROM participant p WHERE p.discussion = d.reference AND"
        let owed = "(SELECT COUNT(*) FROM obligation o WHERE o.matter = 'sd:' || d.reference AND"
        return try session.rows(
            """
            SELECT d.reference, d.sits_on, d.sits_at, d.place, d.status, d.section_47,
                \(participants) p.withdrawn_on IS NULL),
                \(participants) p.withdrawn_on IS NULL AND p.attendance = 'present'),
                \(participants) p.withdrawn_on IS NULL AND p.minutes_received_on IS NOT NULL),
                \(owed) \(OwedCondition.isOpen)),
                \(owed) \(OwedCondition.isOverdue(at: "$1")))
            FROM discussion d
            WHERE d.sits_on >= $2 AND d.sits_on <= $3 AND (d.chair = $4 OR $4 = '')
            ORDER BY d.sits_on, d.sits_at, d.reference LIMIT $5 OFFSET $6
            """, now, from?.description ?? "0000", to?.description ?? "9999", chair?.text ?? "", lines?.count ?? -1,
            lines?.lowerBound ?? 0
        ).map { row in
            Line(
                reference: try row.reference(0),
                sitting: Sitting(on: try row.date(1), at: try row.time(2), place: try row.text(3)),
                status: try row.text(4), isSection47: try row.optional(5, row.flag), participants: try row.integer(6),
                present: try row.integer(7), minutesReceived: try row.integer(8), outstanding: try row.integer(9),
                overdue: try row.integer(10))
        }
    }

    /// The kinds of the agencies.
    public func agencyKinds() throws -> [AgencyCode: AgencyKind] {
        var kinds: [AgencyCode: AgencyKind] = [:]
        for row in try session.rows("SELECT code, kind FROM agency WHERE kind IS NOT NULL") {
            kinds[try row.reference(0)] = try row.word(1)
        }
        return kinds
    }
}
