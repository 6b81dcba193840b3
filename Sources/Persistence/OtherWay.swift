import Conferences
import WorkingDays

/// Whether text messages are sent, and when.
public struct Texting: Sendable {
    public let isOn: Bool
    /// When somebody may be written to who has not been reached: given the moment at which that came to be known.
    public let nextMoment: @Sendable (any DatabaseSession, Timestamp) throws -> Timestamp

    public init(isOn: Bool, nextMoment: @escaping @Sendable (any DatabaseSession, Timestamp) throws -> Timestamp) {
        self.isOn = isOn
        self.nextMoment = nextMoment
    }

    public static let off = Texting(isOn: false) { $1 }
}

/// The other way to a person: text where mail does not reach them, mail where text does not, and both at once where a
/// step asks for it.
///
/// What leaves the other way is a message of its own, which names its *original* and says what that one was to say. There
/// is one at the most for each original and channel.
struct OtherWay {
    let session: any DatabaseSession
    let texting: Texting
    private let history: MessageHistory

    init(_ session: any DatabaseSession, _ texting: Texting) {
        self.session = session
        self.texting = texting
        history = MessageHistory(session)
    }

    /// Lets a message that has failed for good leave the other way: within sending hours, unless it is urgent.
    ///
    /// - Returns: Whether it does, or has: then nobody needs to be told of the failure.
    func replace(_ message: String, now: Timestamp) throws -> Bool {
        guard let other = try other(of: message), !other.isItselfAnother else { return try originalIsUnderWay(message) }
        // What was to leave by text may leave by mail, though no texts are sent any more.
        guard texting.isOn || other.channel == .mail else { return false }
        guard try add(other, of: message, leavesAt: moment(for: message, now), now: now) else { return false }
        try history.note(.rerouted, "leaves by \(other.channel.rawValue) as \(other.id)", of: message, at: now)
        return true
    }

    /// Lets a message leave by both ways at once.
    func double(_ message: String, now: Timestamp) throws {
        guard texting.isOn, let other = try other(of: message) else { return }
        _ = try add(other, of: message, leavesAt: now, now: now)
    }

    /// When a message may leave that was found not to have reached anybody.
    func moment(for message: String, _ now: Timestamp) throws -> Timestamp {
        let urgent = try session.row(
            "SELECT 1 FROM reminder WHERE message = \(Outbox.carrier(of: "$1")) AND urgent = 1 LIMIT 1", message)
        return urgent == nil ? try texting.nextMoment(session, now) : now
    }

    private struct Other {
        let id: String
        let channel: MessageChannel
        let isItselfAnother: Bool
    }

    private func other(of message: String) throws -> Other? {
        guard let row = try session.row("SELECT channel, original IS NOT NULL FROM outbox WHERE id = $1", message),
            let channel = try (row.word(0) as MessageChannel).other
        else { return nil }
        return Other(id: Self.id(of: message, by: channel), channel: channel, isItselfAnother: try row.flag(1))
    }

    static func id(of message: String, by channel: MessageChannel) -> String {
        MessageID.digest(of: "\(channel.rawValue) beside \(message)")
    }

    /// Of a message that left beside its original, whether that one has been sent, or still may be.
    private func originalIsUnderWay(_ message: String) throws -> Bool {
        try session.row(
            """
            SELECT 1 FROM outbox o JOIN outbox m ON m.original = o.id
            WHERE m.id = $1 AND (o.state = 'sent' OR o.state = 'waiting' OR o.state = 'claimed')
            """, message) != nil
    }

    /// - Returns: Whether it leaves, or has left: not where there is no number, or nobody is reached at it.
    private func add(_ other: Other, of message: String, leavesAt: Timestamp, now: Timestamp) throws -> Bool {
        try session.execute(
            """
            INSERT INTO outbox (id, channel, content, recipient, original, obligation, generation, payload, slot_at,
                created_at, state, next_attempt_at)
            SELECT $1, $2, m.content, m.recipient, m.id, m.obligation, m.generation, m.payload, m.slot_at, $3, 'waiting',
                $4
            FROM outbox m
            JOIN person p ON p.reference = m.recipient
            JOIN sealing_key k ON k.subject = 'person/' || m.recipient AND k.wrapped IS NOT NULL
            LEFT JOIN address_failure f ON f.person = m.recipient AND f.channel = $2
            WHERE m.id = $5 AND ($2 = 'mail' OR p.has_mobile = 1) AND f.person IS NULL
            ON CONFLICT (id) DO UPDATE SET
                state = 'waiting', next_attempt_at = excluded.next_attempt_at, settled_at = NULL, attempts = 0,
                detail = NULL
            WHERE outbox.state = 'superseded'
            """, other.id, other.channel.rawValue, now, leavesAt, message)
        let stands = try session.row("SELECT 1 FROM outbox WHERE id = $1 AND state <> 'failed'", other.id)
        return stands != nil
    }
}

extension Outbox {
    /// In SQL, the message whose reminders one carries: its original's, if it has one.
    static func carrier(of parameter: String) -> String {
        "COALESCE((SELECT original FROM outbox WHERE id = \(parameter)), \(parameter))"
    }
}
