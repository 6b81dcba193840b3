import Conferences
import WorkingDays

/// What failed at one destination, sent once more in one go: a key that was revoked is mended, and what met it meanwhile
/// is to leave after all.
public struct FailedMessages {
    let session: any DatabaseSession

    public init(_ session: any DatabaseSession) { self.session = session }

    /// A destination at which messages have failed.
    public struct Destination: Sendable, Equatable {
        /// `mail`, `text`, or `webhook/` and the receiver's name.
        public let name: String
        public let failed: Int
    }

    /// What is sent once more, and what is not.
    public struct Resending: Sendable, Equatable {
        /// The ids, in the order in which they failed.
        public let messages: [String]
        /// How many are left out: what they were about is no longer owed, has been told the other way, or would go to
        /// an address at which nobody is reached.
        public let leftOut: Int
    }

    /// Where messages have failed since then, in order of name.
    public func destinations(since: Timestamp) throws -> [Destination] {
        try session.rows(
            """
            SELECT \(Outages.destination), COUNT(*) FROM outbox WHERE state = 'failed' AND settled_at >= $1
            GROUP BY 1 ORDER BY 1
            """, since
        ).map { Destination(name: try $0.text(0), failed: try $0.integer(1)) }
    }

    /// Sends all that failed at a destination since then once more, each under its own id, and enters each in the trail.
    @discardableResult
    public func resend(_ destination: String, since: Timestamp, actor: String, now: Timestamp) throws -> Resending {
        let (all, reachable) = (try failed(destination, since), try unreached(destination, since))
        let orders = OutboxOrders(session)
        let sent = try reachable.filter { id in
            do { try orders.queue(id, actor: actor, now: now) } catch OutboxOrders.Refusal.noLongerOwed {
                return false
            }
            return true
        }
        return Resending(messages: sent, leftOut: all - sent.count)
    }

    private func failed(_ destination: String, _ since: Timestamp) throws -> Int {
        try session.row(
            """
            SELECT COUNT(*) FROM outbox WHERE state = 'failed' AND settled_at >= $1 AND \(Outages.destination) = $2
            """, since, destination
        )?.integer(0) ?? 0
    }

    /// Those whose readers have not been told the other way, and may be reached this way.
    private func unreached(_ destination: String, _ since: Timestamp) throws -> [String] {
        try session.rows(
            """
            SELECT m.id FROM outbox m
            LEFT JOIN address_failure f ON f.person = m.recipient AND f.channel = m.channel
            WHERE m.state = 'failed' AND m.settled_at >= $1 AND \(Outages.destination(of: "m")) = $2
                AND f.person IS NULL
                AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.original = m.id AND \(Self.tells("o")))
                AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.id = m.original AND \(Self.tells("o")))
            ORDER BY m.settled_at, m.id
            """, since, destination
        ).map { try $0.text(0) }
    }

    private static func tells(_ alias: String) -> String { "\(alias).state IN ('sent', 'waiting', 'claimed')" }
}
