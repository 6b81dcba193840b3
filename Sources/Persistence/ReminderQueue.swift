import Conferences
import WorkingDays

/// What one planning transaction did.
public struct PlanSummary: Sendable, Equatable {
    public var messages = 0
    public var reminders = 0
    public var overtaken = 0
    public var webhookCalls = 0
    /// Whether a further transaction is needed to plan all that is due.
    public var isPartial = false

    public init() {}
}

/// The reminders that are yet to leave, and how they become messages.
public struct ReminderQueue {
    let session: any DatabaseSession
    let texting: Texting

    /// - Parameter texting: Whether reminders leave by text to whoever prefers that.
    public init(_ session: any DatabaseSession, texting: Texting = .off) {
        (self.session, self.texting) = (session, texting)
    }

    /// Turns what is due at `now` into messages in the outbox: one digest for each recipient.
    ///
    /// - Parameters:
    ///   - withinHours: Whether ordinary messages may leave now; urgent ones always may.
    ///   - endpoints: The webhooks, and of which events each is told.
    ///   - limit: At most so many reminders in this transaction.
    public func plan(
        now: Timestamp, withinHours: Bool, endpoints: [WebhookSubscription], limit: Int = 4000
    ) throws -> PlanSummary {
        var due = try reminders(
            where: "r.leaves_at <= $1 AND r.urgent >= $2", limit: limit, now, withinHours ? 0 : 1)
        var summary = PlanSummary()
        if due.count == limit {
            summary.isPartial = true
            // The last recipient's reminders may not all be here: leave them for the next transaction.
            let last = due.last?.recipient
            if due.first?.recipient != last { due.removeAll { $0.recipient == last } }
        }
        let calls = WebhookCalls(session: session, subscriptions: endpoints)
        for digest in ReminderDigest.gather(due, slot: { _ in now }) {
            try enqueue(digest, now: now)
            summary.messages += 1
            summary.reminders += digest.carried.count
            summary.overtaken += digest.overtaken.count
            for key in digest.carried {
                summary.webhookCalls += try calls.tell(of: key, dueAt: digest.dueAt, now: now)
            }
        }
        return summary
    }

    /// The digests that will leave from `now` up to and including `to` if nothing changes meanwhile.
    ///
    /// - Parameter behind: When whatever is overdue for sending leaves.
    public func preview(
        now: Timestamp, to: Timestamp, behind: Timestamp
    ) throws -> [(id: String, digest: ReminderDigest)] {
        let pending = try reminders(where: "r.leaves_at <= $1", limit: .max, to)
        return ReminderDigest.gather(pending) { max($0.leavesAt, $0.isUrgent ? now : $0.leavesAt < now ? behind : now) }
            .filter { $0.slot <= to }
            .map { (Self.messageID(of: $0), $0) }
    }

    /// By which ways a digest leaves: the one that its reader prefers, and the other where a step asks for both.
    public func channels(of digest: ReminderDigest) throws -> [MessageChannel] {
        guard texting.isOn,
            let person = try session.row(
                "SELECT prefers, has_mobile FROM person WHERE reference = $1", digest.recipient),
            try person.flag(1)
        else { return [.mail] }
        let preferred: MessageChannel = try person.word(0)
        return digest.goesBothWays ? [preferred, preferred.other].compactMap { $0 } : [preferred]
    }

    /// The id of what leaves by another way than a digest's first.
    public static func id(of message: String, by channel: MessageChannel) -> String {
        OtherWay.id(of: message, by: channel)
    }

    /// When the next pending reminder leaves; absent when none is pending.
    public func nextDue(after: Timestamp? = nil) throws -> Timestamp? {
        try session.row(
            "SELECT leaves_at FROM reminder WHERE state = 'pending' AND leaves_at > $1 ORDER BY leaves_at LIMIT 1",
            after ?? Timestamp(seconds: .min)
        )?.timestamp(0)
    }

    /// What is yet to leave about an obligation, with whom it is for.
    func pending(of obligation: String) throws -> [DueReminder] {
        try reminders(where: "r.obligation = $1", limit: .max, obligation)
    }

    /// How many notices of a moved deadline are yet to leave.
    public func noticesPending() throws -> Int {
        try session.row("SELECT COUNT(*) FROM reminder WHERE state = 'pending' AND was_due_on IS NOT NULL")?.integer(0)
            ?? 0
    }

    /// A message is known by what it carries and to whom: 128 bits of SHA-256 over its reader and its sorted reminder keys.
    /// Were it the same for whoever takes a reader's place, what had left for one could be taken for the other's.
    static func messageID(of digest: ReminderDigest) -> String {
        MessageID.digest(of: ([digest.recipient.text] + digest.carried.map(\.description)).joined(separator: "\n"))
    }

    /// Whom a reminder is for as things stand, in SQL over ``ReminderItem/joins``: whoever owes, the agency's lead while
    /// nobody is named, and the conference administrator where an agency has no lead.
    static let reader = """
        COALESCE(
            CASE r.audience
                WHEN 'owner' THEN COALESCE(o.owed_by, a.lead)
                WHEN 'agencyLead' THEN a.lead
                WHEN 'chair' THEN COALESCE(c.chair, d.chair)
                WHEN 'administrator' THEN c.administrator
                WHEN 'participant' THEN
                    (SELECT COALESCE(p.person, a.lead) FROM participant p
                    WHERE p.discussion = d.reference AND p.number = o.place)
                ELSE (SELECT h.person FROM post h WHERE h.post = r.audience)
            END,
            c.administrator, d.chair)
        """

    /// Pending reminders in order of recipient, each with the person who gets it.
    private func reminders(
        where condition: String, limit: Int, _ arguments: any Storable...
    ) throws -> [DueReminder] {
        try session.rows(
            """
            SELECT r.obligation, r.generation, r.step, r.audience, r.leaves_at, r.urgent, r.also_text,
                \(Self.reader) AS recipient
            FROM reminder r
            JOIN obligation o ON o.id = r.obligation
            \(ReminderItem.joins)
            WHERE r.state = 'pending' AND \(condition)
            ORDER BY recipient, r.leaves_at, r.obligation
            LIMIT $\(arguments.count + 1)
            """, arguments + [limit]
        ).map { row in
            DueReminder(
                key: try ReminderKey(row), recipient: try row.reference(7), leavesAt: try row.timestamp(4),
                isUrgent: try row.flag(5), isAlsoByText: try row.flag(6))
        }
    }

    private func enqueue(_ digest: ReminderDigest, now: Timestamp) throws {
        let id = Self.messageID(of: digest)
        let channels = try channels(of: digest)
        try session.execute(
            """
            INSERT INTO outbox (id, channel, content, recipient, slot_at, created_at, state, next_attempt_at)
            VALUES ($1, $2, 'reminders', $3, $4, $5, 'waiting', $6)
            ON CONFLICT (id) DO UPDATE SET
                channel = excluded.channel, slot_at = excluded.slot_at, state = 'waiting',
                next_attempt_at = excluded.next_attempt_at, settled_at = NULL, attempts = 0, detail = NULL
            WHERE outbox.state = 'superseded' OR outbox.state = 'failed'
            """, id, channels[0].rawValue, digest.recipient, digest.dueAt, now, now)
        if channels.count > 1 { try OtherWay(session, texting).double(id, now: now) }
        for key in digest.carried { try mark(key, state: "planned", message: id) }
        for key in digest.overtaken {
            try mark(key, state: "overtaken", reason: "a later step left in the same message")
        }
    }

    private func mark(_ key: ReminderKey, state: String, message: String? = nil, reason: String? = nil) throws {
        try session.execute(
            """
            UPDATE reminder SET state = $1, message = $2, reason = $3
            WHERE obligation = $4 AND generation = $5 AND step = $6 AND audience = $7
            """, state, message, reason, key.obligation, key.generation, key.step, key.audience.rawValue)
    }
}
