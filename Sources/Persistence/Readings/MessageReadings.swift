import Conferences
import WorkingDays

/// Messages as they stand, sent or not.
public struct MessageReadings {
    let session: any DatabaseSession

    public init(_ session: any DatabaseSession) { self.session = session }

    public enum State: String, CaseIterable, Sendable { case waiting, claimed, sent, failed, superseded }

    public struct Line: Sendable {
        public let id: String
        public let channel: MessageChannel
        /// `reminders`, `alert`, `invitation` or `call`.
        public let content: String
        /// Of what a calendar is told: whether it invites, changes or ends.
        public let letter: ChangeReport.Letter.Kind?
        /// A person's reference, or a webhook's name.
        public let recipient: String
        public let state: State
        public let dueAt: Timestamp
        public let attempts: Int
        public let nextAttemptAt: Timestamp?
        public let settledAt: Timestamp?
        /// What the server said, or why it has not gone.
        public let detail: String?
        /// The version of the templates that a mail was written with when it was sent.
        public let wording: String?
        /// The message that it stands beside, or leaves in place of.
        public let original: String?
        /// Whether it came back after it had been accepted.
        public let hasBounced: Bool
        /// The conferences and discussions that it is about.
        public let matters: [Matter]
    }

    /// One message's place in the list, by which the next part of it is asked for.
    public struct Place: Hashable, Sendable {
        public let dueAt: Timestamp
        public let id: String

        public init(dueAt: Timestamp, id: String) { (self.dueAt, self.id) = (dueAt, id) }
    }

    public struct Filter: Sendable {
        var states: Set<State> = []
        var hasBounced = false
        var recipient: String?
        var matter: Matter?
        var from: Timestamp?
        var to: Timestamp?
        var beyond: Place?

        /// - Parameters:
        ///   - hasBounced: Whether only what came back is wanted.
        ///   - beyond: Only what stands behind this place, counted from the latest.
        public init(
            states: Set<State> = [], hasBounced: Bool = false, recipient: String? = nil, matter: Matter? = nil,
            from: Timestamp? = nil, to: Timestamp? = nil, beyond: Place? = nil
        ) {
            (self.states, self.hasBounced, self.recipient) = (states, hasBounced, recipient)
            (self.matter, self.from, self.to, self.beyond) = (matter, from, to, beyond)
        }
    }

    /// - Parameter limit: At most so many, the latest.
    /// - Returns: In the order in which they fell due.
    public func list(_ filter: Filter, limit: Int) throws -> [Line] {
        var (conditions, arguments): ([String], [any Storable]) = ([], [])
        func parameter(_ value: any Storable) -> String {
            arguments.append(value)
            return "$\(arguments.count)"
        }
        if !filter.states.isEmpty {
            let words = filter.states.map(\.rawValue).sorted().map { parameter($0) }
            conditions.append("m.state IN (\(words.joined(separator: ", ")))")
        }
        if filter.hasBounced { conditions.append(Self.bounced) }
        if let recipient = filter.recipient { conditions.append("m.recipient = \(parameter(recipient))") }
        if let matter = filter.matter {
            conditions.append(
                """
                (COALESCE(m.original, m.id) IN (SELECT message FROM reminder WHERE matter = \(parameter(matter.description)))
                OR m.obligation IN (SELECT id FROM obligation WHERE matter = \(parameter(matter.description)))
                OR m.obligation IN (SELECT uid FROM calendar_entry WHERE conference = \(parameter(matter.description))))
                """)
        }
        if let from = filter.from { conditions.append("m.slot_at >= \(parameter(from))") }
        if let to = filter.to { conditions.append("m.slot_at <= \(parameter(to))") }
        if let beyond = filter.beyond {
            let (dueAt, again, id) = (parameter(beyond.dueAt), parameter(beyond.dueAt), parameter(beyond.id))
            conditions.append("m.slot_at <= \(dueAt) AND (m.slot_at < \(again) OR m.id > \(id))")
        }
        let rows = try session.rows(
            """
            SELECT \(Self.columns) FROM outbox m
            \(conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND "))
            ORDER BY m.slot_at DESC, m.id LIMIT \(parameter(limit))
            """, arguments)
        return try rows.reversed().map(line)
    }

    /// The messages whose id begins like this.
    public func messages(beginning prefix: String) throws -> [Line] {
        // Ids are hexadecimal: nothing sorts between a prefix and the prefix with a "g" behind it but what it begins.
        try session.rows(
            "SELECT \(Self.columns) FROM outbox m WHERE m.id >= $1 AND m.id < $2 ORDER BY m.id LIMIT 3", prefix,
            prefix + "g"
        ).map(line)
    }

    private static let bounced =
        "EXISTS (SELECT 1 FROM message_history h WHERE h.message = m.id AND h.what = 'bounced')"

    private static let columns = """
        m.id, m.channel, m.content, m.recipient, m.state, m.slot_at, m.attempts, m.next_attempt_at, m.settled_at,
        m.detail, m.payload, m.wording, m.original, \(bounced),
        (SELECT CASE WHEN e.cancelled = 1 AND e.sequence = m.generation THEN 'cancellation'
            WHEN m.generation > e.begun_with THEN 'change' ELSE 'invitation' END
        FROM calendar_entry e WHERE e.uid = m.obligation AND m.content = 'invitation')
        """

    private func line(_ row: DatabaseRow) throws -> Line {
        let (id, content) = (try row.text(0), try row.text(2))
        let about = content == "alert" ? try DeliveryAlerts(session).message(row.text(10)) : id
        return Line(
            id: id, channel: try row.word(1), content: content,
            letter: try row.optional(14) { try row.word($0) }, recipient: try row.text(3), state: try row.word(4),
            dueAt: try row.timestamp(5), attempts: try row.integer(6),
            nextAttemptAt: try row.optional(7, row.timestamp), settledAt: try row.optional(8, row.timestamp),
            detail: try row.optional(9, row.text), wording: try row.optional(11, row.text),
            original: try row.optional(12, row.text), hasBounced: try row.flag(13), matters: try matters(of: about))
    }

    private func matters(of id: String) throws -> [Matter] {
        try session.rows(
            """
            SELECT matter FROM reminder WHERE message = \(Outbox.carrier(of: "$1"))
            UNION SELECT o.matter FROM outbox m JOIN obligation o ON o.id = m.obligation WHERE m.id = $1
            UNION SELECT e.conference FROM outbox m JOIN calendar_entry e ON e.uid = m.obligation WHERE m.id = $1
            ORDER BY 1
            """, id
        ).map { try Matter(text: $0.text(0)) }
    }
}
