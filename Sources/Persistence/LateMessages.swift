import Conferences
import WorkingDays

/// Messages that cannot leave before the deadline that they remind of, or hardly: a reminder that comes after it is none,
/// so whoever can see to it is told while there is time, once of each.
struct LateMessages {
    let session: any DatabaseSession
    let texting: Texting
    private let history: MessageHistory
    private let calls: WebhookCalls

    /// - Parameter calls: Puts the webhooks that are told of it into the outbox.
    init(_ session: any DatabaseSession, _ texting: Texting, _ calls: WebhookCalls) {
        (self.session, self.texting, self.calls) = (session, texting, calls)
        history = MessageHistory(session)
    }

    /// Seconds that what waits for a destination that is out, or behind others, is thought to wait yet.
    private static let furtherWait = 3600
    /// Seconds after its turn when a message counts as waiting behind others.
    private static let queueing = 900

    /// Tells of one that has just been put off.
    func warn(of message: String, now: Timestamp) throws {
        try tell(reminders("m.id = $2", message, now: now) + invitations("m.id = $2", message, now: now), now: now)
    }

    /// Tells of all that wait to leave this way: for a destination that is out or takes nothing more today, behind others,
    /// for the day on which their reader may have more, or for the hours in which texts leave.
    ///
    /// - Returns: How many were told of.
    func warn(of channel: MessageChannel, now: Timestamp) throws -> Int {
        let late = try all(channel, now: now)
        try tell(late, now: now)
        return late.count
    }

    /// Whether there is anything to tell.
    func areAny(_ channel: MessageChannel, now: Timestamp) throws -> Bool { try !all(channel, now: now).isEmpty }

    private struct Late {
        let message: String
        let reason: String
    }

    private func all(_ channel: MessageChannel, now: Timestamp) throws -> [Late] {
        try reminders("m.channel = $2", channel.rawValue, now: now)
            + invitations("m.channel = $2", channel.rawValue, now: now)
    }

    private func tell(_ all: [Late], now: Timestamp) throws {
        for late in all {
            try history.note(
                .late, "it may not leave before the deadline of what it reminds of", of: late.message, at: now)
            try DeliveryAlerts(session, texting).raise(.late, about: late.message, because: late.reason, now: now)
        }
        try calls.tell(ofLate: all.map(\.message), now: now)
    }

    /// What waits, when it leaves at the soonest, whether it may well wait longer, and what it waits for.
    private static let columns = """
        m.id, CASE WHEN u.probe_at > m.next_attempt_at THEN u.probe_at
            WHEN m.next_attempt_at < $1 THEN $1 ELSE m.next_attempt_at END,
        u.destination IS NOT NULL OR m.next_attempt_at < $1 - \(queueing), COALESCE(u.reason, m.detail)
        """
    private static let untold = """
        m.state = 'waiting'
            AND NOT EXISTS (SELECT 1 FROM message_history h WHERE (h.message = m.id OR h.message = m.original) AND h.what = 'late')
        """
    private static let outage = """
        LEFT JOIN outage u ON u.destination = \(Outages.destination(of: "m")) AND u.failures >= \(Outages.patience)
        """

    /// - Parameter condition: Which, of `$2`.
    private func reminders(_ condition: String, _ argument: String, now: Timestamp) throws -> [Late] {
        try session.rows(
            """
            SELECT \(Self.columns), MIN(o.due_at) FROM outbox m
            \(Self.outage)
            JOIN reminder r ON r.message = COALESCE(m.original, m.id)
                AND (r.state = 'planned' OR m.original IS NOT NULL AND r.state = 'failed')
            JOIN obligation o ON o.id = r.obligation AND o.generation = r.generation AND o.standing = 'outstanding'
                AND o.due_at > $1
            WHERE \(condition) AND m.content = 'reminders' AND \(Self.untold)
            GROUP BY m.id
            """, now, argument
        ).compactMap { try late($0, deadline: $0.timestamp(4)) }
    }

    private func invitations(_ condition: String, _ argument: String, now: Timestamp) throws -> [Late] {
        try session.rows(
            """
            SELECT \(Self.columns) FROM outbox m
            \(Self.outage)
            WHERE \(condition) AND m.content = 'invitation' AND \(Self.untold)
            """, now, argument
        ).compactMap { row in
            guard let beginning = try CalendarEntries(session).beginning(of: row.text(0), after: now) else {
                return nil
            }
            return try late(row, deadline: beginning)
        }
    }

    private func late(_ row: DatabaseRow, deadline: Timestamp) throws -> Late? {
        let soonest = try row.timestamp(1)
        // What may well wait longer is told of while somebody is still at work, rather than in the night.
        if soonest < deadline {
            guard try row.flag(2) else { return nil }
            let expected = soonest.adding(seconds: Self.furtherWait)
            guard try expected >= deadline || texting.nextMoment(session, expected) >= deadline else { return nil }
        }
        return Late(
            message: try row.text(0),
            reason: try row.optional(3, row.text) ?? "more waits before it than leaves in time")
    }
}

extension Outbox {
    /// Tells whoever can see to it of messages that may not leave before the deadlines that they remind of.
    ///
    /// - Returns: How many were told of.
    public func warnOfLate(_ channel: MessageChannel, now: Timestamp) throws -> Int {
        try late.warn(of: channel, now: now)
    }

    /// Whether there is anything of that to tell.
    public func isAnyLate(_ channel: MessageChannel, now: Timestamp) throws -> Bool {
        try late.areAny(channel, now: now)
    }

    var late: LateMessages { LateMessages(session, otherWay.texting, calls) }
}
