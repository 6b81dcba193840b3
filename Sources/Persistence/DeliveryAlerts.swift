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
///
/// A fault meets many messages at once, and whoever is told should not have as many mails: the first few leave at once, and
/// what follows within a quarter of an hour leaves with the next quarter as one.
struct DeliveryAlerts {
    let session: any DatabaseSession
    private let texting: Texting

    /// - Parameter texting: Whether alerts leave by text while no mail does.
    init(_ session: any DatabaseSession, _ texting: Texting = .off) {
        (self.session, self.texting) = (session, texting)
    }

    private struct Payload: Codable {
        let kind: DeliveryAlert.Kind
        let message: String
        let reason: String
        /// What else is told in the same message.
        var others: [Payload]?

        /// One by one.
        var all: [Payload] { [Payload(kind: kind, message: message, reason: reason)] + (others ?? []) }
    }

    /// Seconds within which so many alerts leave at once, each when it comes about.
    private static let quarter: Int64 = 900
    private static let atOnce = 3
    /// More than that many in one message nobody reads.
    private static let most = 100

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
            let channel = try channel(to: recipient)
            try session.execute(
                """
                INSERT INTO outbox (id, channel, content, recipient, payload, slot_at, created_at, state,
                    next_attempt_at)
                VALUES ($1, $2, 'alert', $3, $4, $5, $5, 'waiting', $6)
                ON CONFLICT (id) DO NOTHING
                """, MessageID.digest(of: "alert \(kind.rawValue) \(recipient)\n\(onceFor ?? "\(message) \(turn)")"),
                channel.rawValue, recipient, payload, now, try leavesAt(kind, recipient, by: channel, now: now))
        }
    }

    /// While no mail leaves, what tells so would wait with it.
    private func channel(to recipient: PersonReference) throws -> MessageChannel {
        guard texting.isOn, try !Outages(session).open(.mail).isEmpty,
            try session.row("SELECT 1 FROM person WHERE reference = $1 AND has_mobile = 1", recipient) != nil
        else { return .mail }
        return .text
    }

    private func leavesAt(
        _ kind: DeliveryAlert.Kind, _ recipient: PersonReference, by channel: MessageChannel, now: Timestamp
    ) throws -> Timestamp {
        let earliest = channel == .text ? try texting.nextMoment(session, now) : now
        // What is to come in time waits for nothing.
        guard kind != .late else { return earliest }
        let before = try session.row(
            """
            SELECT COUNT(*) FROM outbox WHERE recipient = $1 AND created_at > $2 AND created_at <= $3 AND content = 'alert'
                AND state <> 'superseded'
            """, recipient, now.adding(seconds: -Int(Self.quarter)), now)
        guard try before?.integer(0) ?? 0 >= Self.atOnce else { return earliest }
        return max(earliest, Timestamp(seconds: (now.seconds / Self.quarter + 1) * Self.quarter))
    }

    /// Makes one message of the alerts to one person that are about to leave, and of all others that wait for them.
    ///
    /// - Parameter ids: Of alerts that wait, in the order in which they leave.
    /// - Returns: Those that the others were taken into.
    func gather(_ ids: [String], of channel: MessageChannel, now: Timestamp) throws -> Set<String> {
        var kept: Set<String> = []
        for id in ids {
            let row = try session.row(
                "SELECT recipient, payload, attempts FROM outbox WHERE id = $1 AND state = 'waiting'", id)
            // Taken into another, or tried before: what may have been read already says what it said.
            guard let row else { continue }
            kept.insert(id)
            guard try row.integer(2) == 0 else { continue }
            let others = try others(to: row.reference(0), than: id, by: channel, now: now)
            try take(others.filter { !kept.contains($0.id) }, into: id, row.text(1), now: now)
        }
        return kept
    }

    private func others(
        to recipient: PersonReference, than id: String, by channel: MessageChannel, now: Timestamp
    ) throws -> [(id: String, payload: String)] {
        // One may have been created some days before, for an outage's sake.
        try session.rows(
            """
            SELECT id, payload FROM outbox
            WHERE recipient = $1 AND created_at >= $2 AND content = 'alert' AND channel = $3 AND state = 'waiting'
                AND attempts = 0 AND id <> $4
            ORDER BY created_at, id LIMIT \(Self.most)
            """, recipient, now.adding(seconds: -7 * 86_400), channel.rawValue, id
        ).map { (try $0.text(0), try $0.text(1)) }
    }

    private func take(
        _ others: [(id: String, payload: String)], into id: String, _ written: String, now: Timestamp
    ) throws {
        guard !others.isEmpty else { return }
        var payload: Payload = try EventCoding.decode(written)
        let more = try others.flatMap { try (EventCoding.decode($0.payload) as Payload).all }
        payload.others = (payload.others ?? []) + more
        try session.execute("UPDATE outbox SET payload = $1 WHERE id = $2", EventCoding.encode(payload), id)
        for part in IDList.parts(of: others.map(\.id)) {
            try session.execute(
                """
                UPDATE outbox SET state = 'superseded', settled_at = $1, detail = $2, next_attempt_at = NULL
                WHERE id IN \(part.parameters(from: 3))
                """, [now, "told in message \(id)"] + part.arguments)
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

    /// The message that an alert is about, the first of several.
    func message(_ payload: String) throws -> String {
        let payload: Payload = try EventCoding.decode(payload)
        return payload.message
    }

    /// - Returns: Those of which there is something left to see to.
    func alerts(_ payload: String) throws -> [DeliveryAlert] {
        try (EventCoding.decode(payload) as Payload).all.compactMap(alert)
    }

    private func alert(_ payload: Payload) throws -> DeliveryAlert? {
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
