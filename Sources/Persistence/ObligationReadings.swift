import Conferences
import WorkingDays

/// What was and will be sent about one obligation.
public struct ObligationReadings {
    let session: any DatabaseSession

    public init(_ session: any DatabaseSession) { self.session = session }

    /// One reminder, and the message that carries or carried it.
    public struct ReminderLine: Sendable {
        public let key: ReminderKey
        public let leavesAt: Timestamp
        /// `pending`, `planned`, `sent`, `overtaken`, `stopped` or `failed`.
        public let state: String
        public let reason: String?
        /// By when it was due before; only in a notice of a moved deadline.
        public let wasDueOn: CalendarDate?
        public let message: Message?
        /// Whom it is for, as far as is known: of a message, or as the directory says now.
        public let recipient: PersonReference?
    }

    public struct Message: Sendable {
        public let id: String
        /// `waiting`, `claimed`, `sent`, `failed` or `superseded`.
        public let state: String
        public let attempts: Int
        public let settledAt: Timestamp?
        public let detail: String?
    }

    /// The reminders of an obligation in all its turns, in the order of leaving.
    public func reminders(of obligation: ObligationID) throws -> [ReminderLine] {
        let due = try ReminderQueue(session).pending(of: obligation.description)
        let recipients = Dictionary(due.map { ($0.key, $0.recipient) }) { first, _ in first }
        return try session.rows(
            """
            SELECT r.obligation, r.generation, r.step, r.audience, r.leaves_at, r.state, r.reason, r.was_due_on,
                b.id, b.state, b.attempts, b.settled_at, b.detail, b.recipient
            FROM reminder r LEFT JOIN outbox b ON b.id = r.message
            WHERE r.obligation = $1
            ORDER BY r.generation, r.leaves_at, r.step, r.audience
            """, obligation.description
        ).map { row in
            let key = try ReminderKey(row)
            let message = try row.optional(8, row.text).map { id in
                Message(
                    id: id, state: try row.text(9), attempts: try row.integer(10),
                    settledAt: try row.optional(11, row.timestamp), detail: try row.optional(12, row.text))
            }
            return ReminderLine(
                key: key, leavesAt: try row.timestamp(4), state: try row.text(5),
                reason: try row.optional(6, row.text), wasDueOn: try row.optional(7, row.date), message: message,
                recipient: try row.optional(13, row.reference) ?? recipients[key])
        }
    }

    /// Obligations that resemble one that is not known: of the same conference or discussion, or, where that is not
    /// known either, the same of one that resembles it.
    public func obligations(like id: ObligationID) throws -> [String] {
        let own = try session.rows("SELECT id FROM obligation WHERE matter = $1 ORDER BY id", id.matter.description)
            .map { try $0.text(0) }
        if !own.isEmpty {
            let near = Resemblance.nearest(to: id.description, in: own)
            // Any other kind of the same place, or place of the same kind.
            return near.isEmpty
                ? Array(own.filter { $0.hasSuffix("/\(id.kind.rawValue)") || $0.hasPrefix(stem(of: id)) }.prefix(3))
                : near
        }
        let readings = ConferenceReadings(session)
        let matters: [Matter] =
            switch id.matter {
            case .conference(let reference): try readings.references(like: reference.text).map { .conference($0) }
            case .discussion(let reference): try readings.discussions(like: reference.text).map { .discussion($0) }
            }
        return matters.map { "\(ObligationID($0, place: id.place, kind: id.kind))" }
    }

    private func stem(of id: ObligationID) -> String { "\(id.matter)\(id.place.map { "#\($0)" } ?? "")/" }
}
