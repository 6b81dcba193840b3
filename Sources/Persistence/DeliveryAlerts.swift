import Conferences
import WorkingDays

/// What whoever runs the conference is told of a message that does not reach its reader.
public struct DeliveryAlert: Sendable, Hashable {
    public enum Kind: String, Sendable, Codable {
        /// It was given up.
        case failed
        /// Nobody is reached at the address, and nothing more is sent there.
        case address
        /// It will come after the deadline.
        case late
        /// Its recipient has had as many as a day allows.
        case held
        /// Nothing more leaves that way today.
        case closed
    }

    public let kind: Kind
    /// The message's id.
    public let message: String
    /// How it was to leave.
    public let channel: MessageChannel
    /// Whom it was for.
    public let person: PersonReference
    public let agencyName: String?
    public let reason: String
    /// What it reminded of and is still owed; of an address that is bad, all that it reminded of.
    public let items: [ReminderItem]
    public let isInvitation: Bool
    /// What it invited to.
    public let invitation: InvitationLetter?

    package init(
        kind: Kind, message: String, channel: MessageChannel = .mail, person: PersonReference, agencyName: String?,
        reason: String,
        items: [ReminderItem], isInvitation: Bool, invitation: InvitationLetter?
    ) {
        (self.kind, self.message, self.channel) = (kind, message, channel)
        (self.person, self.agencyName) = (person, agencyName)
        (self.reason, self.items, self.isInvitation, self.invitation) = (reason, items, isInvitation, invitation)
    }
}

/// Writes such alerts into the outbox, each once, and reads them again when they leave.
struct DeliveryAlerts {
    let session: any DatabaseSession

    init(_ session: any DatabaseSession) { self.session = session }

    private struct Payload: Codable {
        let kind: DeliveryAlert.Kind
        let message: String
        let reason: String
    }

    /// Tells the administrators of the conferences that a message is about, or their chairs where the message is the
    /// administrator's own. Of an alert that fails itself nobody is told: it stays listed as failed.
    ///
    /// - Parameter onceFor: What it is told once for; `nil` for the message.
    func raise(
        _ kind: DeliveryAlert.Kind, about message: String, because reason: String, onceFor: String? = nil,
        now: Timestamp
    ) throws {
        let payload = try EventCoding.encode(Payload(kind: kind, message: message, reason: reason))
        // A message that was sent once more may fail once more, and that is to be told too.
        let turn =
            try session.row(
                "SELECT COUNT(*) FROM message_history WHERE message = $1 AND what = 'resent'", message
            )?.integer(0) ?? 0
        for recipient in try recipients(of: message) {
            try session.execute(
                """
                INSERT INTO outbox (id, channel, content, recipient, payload, slot_at, created_at, state,
                    next_attempt_at)
                VALUES ($1, 'mail', 'alert', $2, $3, $4, $4, 'waiting', $4)
                ON CONFLICT (id) DO NOTHING
                """, MessageID.digest(of: "alert \(kind.rawValue) \(recipient)\n\(onceFor ?? "\(message) \(turn)")"),
                recipient,
                payload, now)
        }
    }

    private func recipients(of message: String) throws -> [PersonReference] {
        let rows = try session.rows(
            """
            SELECT DISTINCT
                CASE WHEN c.administrator IS NULL OR c.administrator = m.recipient OR f.person IS NOT NULL
                    THEN COALESCE(c.chair, d.chair) ELSE c.administrator END
            FROM outbox m
            JOIN reminder r ON r.message = COALESCE(m.original, m.id)
            LEFT JOIN conference c ON c.reference = r.matter
            LEFT JOIN discussion d ON d.reference = CASE WHEN r.matter LIKE 'sd:%' THEN substr(r.matter, 4) END
            LEFT JOIN address_failure f ON f.person = c.administrator AND f.channel = 'mail'
            WHERE m.id = $1 AND m.content = 'reminders'
            UNION SELECT
                CASE WHEN c.administrator = m.recipient OR f.person IS NOT NULL THEN c.chair ELSE c.administrator END
            FROM outbox m
            JOIN calendar_entry e ON e.uid = m.obligation
            JOIN conference c ON c.reference = e.conference
            LEFT JOIN address_failure f ON f.person = c.administrator AND f.channel = 'mail'
            WHERE m.id = $1 AND m.content = 'invitation'
            ORDER BY 1
            """, message)
        let recipient = try session.row("SELECT recipient FROM outbox WHERE id = $1", message)?.text(0)
        return try rows.compactMap { row in try row.optional(0, row.reference) }
            .filter { $0.text != recipient }
    }

    /// The message that an alert is about.
    func message(_ payload: String) throws -> String {
        let payload: Payload = try EventCoding.decode(payload)
        return payload.message
    }

    /// - Returns: `nil` when there is nothing left to see to.
    func alert(_ payload: String) throws -> DeliveryAlert? {
        let payload: Payload = try EventCoding.decode(payload)
        let about = try session.row(
            """
            SELECT m.recipient, a.name, m.content, m.obligation, m.generation, m.channel FROM outbox m
            LEFT JOIN person p ON p.reference = m.recipient LEFT JOIN agency a ON a.code = p.agency
            WHERE m.id = $1
            """, payload.message)
        guard let about else { throw StoreError.unexpectedValue(column: 0) }
        let isInvitation = try about.text(2) == "invitation"
        let items = try OutboxHistory(session).lines(of: payload.message, owedOnly: payload.kind != .address)
        let invitation =
            try isInvitation
            ? CalendarEntries(session).facts(uid: about.text(3), sequence: about.integer(4)) : nil
        guard payload.kind == .address || !items.isEmpty || invitation != nil else { return nil }
        return DeliveryAlert(
            kind: payload.kind, message: payload.message, channel: try about.word(5), person: try about.reference(0),
            agencyName: try about.optional(1, about.text), reason: payload.reason, items: items,
            isInvitation: isInvitation, invitation: invitation)
    }
}
