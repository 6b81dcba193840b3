import Conferences
import WorkingDays

/// What keeps a fault from flooding anyone.
public struct DeliveryLimits: Sendable {
    /// How many messages leave one way.
    public struct Pace: Sendable, Equatable {
        /// In a minute; `nil` for no limit.
        public let perMinute: Int?
        /// In a day, which begins at midnight UTC; `nil` for no limit.
        public let perDay: Int?

        public init(perMinute: Int? = nil, perDay: Int? = nil) {
            (self.perMinute, self.perDay) = (perMinute, perDay)
        }
    }

    public let mails: Pace
    public let texts: Pace
    /// Messages that one person is sent on one day in London.
    public let messagesPerPerson: Int
    /// When messages beyond that leave: given the moment at which they were held.
    public let resume: @Sendable (any DatabaseSession, Timestamp) throws -> Timestamp

    public init(
        mails: Pace = Pace(), texts: Pace = Pace(), messagesPerPerson: Int = .max,
        resume: @escaping @Sendable (any DatabaseSession, Timestamp) throws -> Timestamp = {
            $1.adding(seconds: 86_400)
        }
    ) {
        (self.mails, self.texts) = (mails, texts)
        self.messagesPerPerson = messagesPerPerson
        self.resume = resume
    }

    func pace(of channel: MessageChannel) -> Pace {
        switch channel {
        case .mail: mails
        case .text: texts
        case .webhook: Pace()
        }
    }
}

extension ClaimedMessage.Content {
    /// Of whose messages in a day it is counted; nobody waits for an invitation, whose changes have a ceiling of their own, or
    /// for what is to be told in time.
    var counted: PersonReference? {
        switch self {
        case .reminders(let recipient, _): recipient.reference
        case .alert(let recipient, let alerts): alerts.contains { $0.kind == .late } ? nil : recipient.reference
        case .invitation, .webhook, .unaddressed: nil
        }
    }
}

extension Outbox {
    /// Whether a person has had as many messages today as a day allows.
    ///
    /// - Parameters:
    ///   - taken: How many the present claim has taken up for them already.
    ///   - claim: The present claim; what others have taken up counts as if it had left.
    func isBeyond(
        _ limits: DeliveryLimits, _ person: PersonReference, having taken: Int, _ claim: String, now: Timestamp
    ) throws -> Bool {
        guard limits.messagesPerPerson < .max else { return false }
        let today = EuropeLondon.timestamp(
            on: EuropeLondon.local(now).date, at: TimeOfDay(hour: 0, minute: 0)!)
        // A message may have been created some days before it left, for an outage's sake.
        let sent = try session.row(
            """
            SELECT COUNT(*) FROM outbox WHERE recipient = $1 AND created_at >= $2
                AND (state = 'sent' AND settled_at >= $3 OR state = 'claimed' AND claim <> $4)
            """, person, today.adding(seconds: -7 * 86_400), today, claim)
        return try (sent?.integer(0) ?? 0) + taken >= limits.messagesPerPerson
    }

    /// So many versions of one invitation leave in a day: more are a fault, such as an import that changes it back and forth.
    private static let versionsPerDay = 10

    /// Whether a person has been told of so many versions of one invitation today. One more may say that it is cancelled, so
    /// that this is the last word; and what somebody orders leaves.
    func changesTooOften(_ id: String, _ entry: CalendarEntry, now: Timestamp) throws -> Bool {
        let today = EuropeLondon.timestamp(
            on: EuropeLondon.local(now).date, at: TimeOfDay(hour: 0, minute: 0)!)
        let told = try session.row(
            """
            SELECT COUNT(*) FROM outbox WHERE recipient = $1 AND created_at >= $2 AND content = 'invitation'
                AND channel = 'mail' AND obligation = $3 AND state = 'sent'
            """, entry.person, today, entry.uid)
        return try told?.integer(0) ?? 0 >= Self.versionsPerDay + (entry.isCancelled ? 1 : 0)
            && !history.has(.resent, id)
    }

    /// Puts a version of an invitation off that changes too often.
    func hold(_ id: String, _ entry: CalendarEntry, _ limits: DeliveryLimits, now: Timestamp) throws {
        try hold(
            id, because: "it has changed \(Self.versionsPerDay) times today, which may be a fault",
            onceFor: nil, limits, now: now)
    }

    /// Puts a message off until its recipient may be written to again.
    func hold(_ id: String, _ person: PersonReference, _ limits: DeliveryLimits, now: Timestamp) throws {
        try hold(
            id, because: "\(person) has had \(limits.messagesPerPerson) messages today, as many as one person is sent",
            onceFor: "\(person) \(EuropeLondon.local(now).date)", limits, now: now)
    }

    /// Whoever can see to it is told.
    private func hold(
        _ id: String, because reason: String, onceFor: String?, _ limits: DeliveryLimits, now: Timestamp
    ) throws {
        try session.execute(
            """
            UPDATE outbox SET state = 'waiting', next_attempt_at = $1, attempts = attempts - 1, lease_until = NULL,
                claim = NULL, detail = $2
            WHERE id = $3
            """, try limits.resume(session, now), reason, id)
        try history.note(.held, reason, of: id, at: now)
        try alerts.raise(.held, about: id, because: reason, onceFor: onceFor, now: now)
    }
}
