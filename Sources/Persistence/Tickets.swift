import Conferences
import WorkingDays

/// What a peer knows a message by that it took, and whether it has said what became of it.
public struct Tickets {
    let session: any DatabaseSession
    private let history: MessageHistory

    public init(_ session: any DatabaseSession) {
        self.session = session
        history = MessageHistory(session)
    }

    /// What has become of a message, as the peer says.
    public enum Standing: Sendable, Equatable {
        case arrived
        /// Nobody is there.
        case failedForGood(String)
        /// It may arrive if it is sent once more.
        case failedForNow(String)
        /// Nothing yet, or it could not be asked.
        case open
        /// The peer does not know it any more.
        case unknown
    }

    public struct Ticket: Sendable, Equatable {
        public let message: String
        public let number: String
        public let takenAt: Timestamp
    }

    /// How often a message is given to a peer that cannot deliver it for now: what it has tried for three days.
    private static let turns = 2
    /// Seconds until the second turn.
    private static let rest = 3600
    /// Seconds after which the peer has forgotten a message.
    private static let memory = 7 * 86_400

    func open(_ message: String, _ number: String, now: Timestamp) throws {
        try session.execute(
            """
            INSERT INTO ticket (message, ticket, taken_at, turn, standing, ask_at) VALUES ($1, $2, $3, 1, 'open', $4)
            ON CONFLICT (message) DO UPDATE SET
                ticket = excluded.ticket, taken_at = excluded.taken_at, turn = ticket.turn + 1, standing = 'open',
                ask_at = excluded.ask_at
            """, message, number, now, now.adding(seconds: Self.wait(since: 0)))
    }

    /// Those that are to be asked about now, the longest waiting first.
    public func due(now: Timestamp, limit: Int) throws -> [Ticket] {
        try session.rows(
            """
            SELECT message, ticket, taken_at FROM ticket WHERE standing = 'open' AND ask_at <= $1
            ORDER BY ask_at LIMIT $2
            """, now, limit
        ).map(Self.ticket)
    }

    /// The message that a peer took under a number.
    public func ticket(_ number: String) throws -> Ticket? {
        try session.row("SELECT message, ticket, taken_at FROM ticket WHERE ticket = $1 AND standing = 'open'", number)
            .map(Self.ticket)
    }

    private static func ticket(_ row: DatabaseRow) throws -> Ticket {
        Ticket(message: try row.text(0), number: try row.text(1), takenAt: try row.timestamp(2))
    }

    /// How a message stands with the peer, for a page: its number, and a word.
    public func standing(of message: String) throws -> (number: String, standing: String)? {
        try session.row("SELECT ticket, standing FROM ticket WHERE message = $1", message).map {
            (try $0.text(0), try $0.text(1))
        }
    }

    /// Records what the peer said, with what follows from it. Said twice, it has its effect once.
    ///
    /// - Parameters:
    ///   - subscriptions: The webhooks that are told of what was not delivered.
    ///   - texting: Whether it may leave by text.
    public func record(
        _ ticket: Ticket, _ standing: Standing, telling subscriptions: [WebhookSubscription] = [], texting: Texting,
        now: Timestamp
    ) throws {
        guard try self.ticket(ticket.number) != nil else { return }
        switch standing {
        case .open: try postpone(ticket, now: now)
        case .unknown: try close(ticket, as: "unknown")
        case .arrived:
            try close(ticket, as: "arrived")
            try history.note(.arrived, "delivered, as \(Self.peer) says", of: ticket.message, at: now)
        case .failedForGood(let reason):
            try close(ticket, as: "failed")
            try history.note(.bounced, reason, of: ticket.message, at: now)
            _ = try OtherWay(session, texting).replace(ticket.message, now: now)
            try AddressFailures(session, texting).note(recipientOf: ticket.message, because: reason, now: now)
            try WebhookCalls(session: session, subscriptions: subscriptions)
                .tell(ofFailed: ticket.message, .address, now: now)
        case .failedForNow(let reason):
            try close(ticket, as: "failed")
            if try sendAgain(ticket, because: reason, texting: texting, now: now) { return }
            guard try fail(ticket, because: reason, texting: texting, now: now) else { return }
            try WebhookCalls(session: session, subscriptions: subscriptions)
                .tell(ofFailed: ticket.message, .failed, now: now)
        }
    }

    private static let peer = "GOV.UK Notify"

    private func close(_ ticket: Ticket, as standing: String) throws {
        try session.execute(
            "UPDATE ticket SET standing = $1, ask_at = NULL WHERE message = $2", standing, ticket.message)
    }

    /// Asks again after as long as it has been waited already, and gives up once the peer has forgotten it.
    private func postpone(_ ticket: Ticket, now: Timestamp) throws {
        let waited = Int(now.seconds - ticket.takenAt.seconds)
        guard waited < Self.memory else { return try close(ticket, as: "unknown") }
        try session.execute(
            "UPDATE ticket SET ask_at = $1 WHERE message = $2", now.adding(seconds: Self.wait(since: waited)),
            ticket.message)
    }

    private static func wait(since waited: Int) -> Int { min(max(15, waited), 3600) }

    /// A new attempt while there are turns left.
    ///
    /// - Returns: Whether there was one.
    private func sendAgain(
        _ ticket: Ticket, because reason: String, texting: Texting, now: Timestamp
    ) throws -> Bool {
        let turn = try session.row("SELECT turn FROM ticket WHERE message = $1", ticket.message)?.integer(0) ?? 0
        guard turn < Self.turns else { return false }
        try history.note(.deferred, reason, of: ticket.message, at: now)
        try session.execute(
            """
            UPDATE outbox SET state = 'waiting', next_attempt_at = $1, settled_at = NULL, detail = $2
            WHERE id = $3 AND state = 'sent'
            """, OtherWay(session, texting).moment(for: ticket.message, now.adding(seconds: Self.rest)), reason,
            ticket.message)
        // What is no longer owed by then drops out when it is claimed.
        try session.execute(
            "UPDATE reminder SET state = 'planned' WHERE message = $1 AND state = 'sent'", ticket.message)
        return true
    }

    /// - Returns: Whether it does not leave the other way either, and the administrator was told.
    private func fail(
        _ ticket: Ticket, because reason: String, texting: Texting, now: Timestamp
    ) throws -> Bool {
        let changed = try session.execute(
            "UPDATE outbox SET state = 'failed', settled_at = $1, detail = $2 WHERE id = $3 AND state = 'sent'", now,
            reason, ticket.message)
        guard changed == 1 else { return false }
        try session.execute(
            "UPDATE reminder SET state = 'failed', reason = $1 WHERE message = $2 AND state = 'sent'", reason,
            ticket.message)
        guard try !OtherWay(session, texting).replace(ticket.message, now: now) else { return false }
        try DeliveryAlerts(session, texting).raise(.failed, about: ticket.message, because: reason, now: now)
        return true
    }
}
