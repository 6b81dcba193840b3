import Conferences
import WorkingDays

/// Addresses and numbers at which nobody is reached: nothing is sent there until the contact is recorded anew.
public struct AddressFailures {
    let session: any DatabaseSession
    private let texting: Texting

    /// - Parameter texting: Whether administrators are told by text while no mail leaves.
    public init(_ session: any DatabaseSession, _ texting: Texting = .off) {
        (self.session, self.texting) = (session, texting)
    }

    /// Notes that a message's recipient is not reached, and tells the administrator once for each failure.
    ///
    /// What comes back of a message that left before the contact was last recorded says nothing of the present one.
    func note(recipientOf message: String, because reason: String, now: Timestamp) throws {
        let row = try session.row(
            """
            SELECT m.recipient, m.settled_at, (
                SELECT MAX(e.recorded_at) FROM event e WHERE e.stream = 'person/' || m.recipient
                    AND e.kind = 'personRecorded'), m.channel
            FROM outbox m WHERE m.id = $1 AND m.channel <> 'webhook'
            """, message)
        guard let row else { return }
        let person = try row.text(0)
        if let sentAt = try row.optional(1, row.timestamp), let recordedAt = try row.optional(2, row.timestamp),
            sentAt < recordedAt
        {
            // The present contact has not had it.
            if try sendAgain("id = $2", message, now: now) == 0 {
                try DeliveryAlerts(session, texting).raise(.failed, about: message, because: reason, now: now)
            }
            return
        }
        try session.execute(
            """
            INSERT INTO address_failure (person, channel, failed_on, noted_at, reason) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (person, channel) DO NOTHING
            """, person, row.text(3), EuropeLondon.local(now).date, now, reason)
        try tell(about: message, to: person, because: reason, now: now)
    }

    /// Tells whoever administers what a message is about that its recipient is not reached: each of them once.
    func tell(about message: String, to person: String, because reason: String, now: Timestamp) throws {
        let failure = try session.row(
            """
            SELECT f.channel, f.noted_at FROM outbox m
            JOIN address_failure f ON f.person = m.recipient AND f.channel = m.channel
            WHERE m.id = $1
            """, message)
        let (channel, since) = (try failure?.text(0) ?? "mail", try failure?.integer(1) ?? 0)
        try DeliveryAlerts(session, texting).raise(
            .address, about: message, because: reason,
            onceFor: channel == "mail" ? "\(person) \(since)" : "\(person) \(since) \(channel)", now: now)
    }

    /// An address or number of a person at which nobody is reached.
    public struct Failure: Sendable, Equatable {
        public let channel: MessageChannel
        public let notedAt: Timestamp
        public let reason: String
    }

    public func failures(of person: PersonReference) throws -> [Failure] {
        try session.rows(
            "SELECT channel, noted_at, reason FROM address_failure WHERE person = $1 ORDER BY channel", person
        ).map { Failure(channel: try $0.word(0), notedAt: try $0.timestamp(1), reason: try $0.text(2)) }
    }

    /// Those at one of whose addresses nobody is reached, in order.
    public func people() throws -> [PersonReference] {
        try session.rows("SELECT DISTINCT person FROM address_failure ORDER BY person").map { try $0.reference(0) }
    }

    /// Lets the person be written to again. Invitations that did not reach them, and still stand, leave now.
    ///
    /// - Returns: Whether nothing was sent to them before.
    func release(_ person: PersonReference, now: Timestamp) throws -> Bool {
        guard try session.execute("DELETE FROM address_failure WHERE person = $1", person) > 0 else { return false }
        _ = try sendAgain("recipient = $2", person.text, now: now)
        return true
    }

    /// Lets invitations leave again that were refused or came back, and are what is said yet.
    ///
    /// - Parameter condition: Which, of `$2`.
    private func sendAgain(_ condition: String, _ argument: String, now: Timestamp) throws -> Int {
        try session.execute(
            """
            UPDATE outbox SET state = 'waiting', next_attempt_at = $1, settled_at = NULL, attempts = 0, detail = NULL
            WHERE \(condition) AND content = 'invitation' AND channel = 'mail'
                AND (state = 'failed' OR state = 'sent' AND EXISTS (
                    SELECT 1 FROM message_history h
                    WHERE h.message = outbox.id AND h.what = 'bounced' AND h.at >= outbox.settled_at))
                AND EXISTS (
                    SELECT 1 FROM calendar_entry e WHERE e.uid = outbox.obligation AND e.sequence = outbox.generation
                        AND e.written_at = outbox.slot_at AND e.cancelled = 0)
            """, now, argument)
    }
}
