import Conferences
import WorkingDays

/// What people order of webhooks; each order goes into the trail.
public struct WebhookOrders {
    let session: any DatabaseSession

    public init(_ session: any DatabaseSession) { self.session = session }

    /// Why an order cannot be carried out. Trying again does not help.
    public enum Refusal: Error, Equatable, CustomStringConvertible {
        case notSwitchedOff(String)
        case switchedOff(String)

        public var description: String {
            switch self {
            case .notSwitchedOff(let name): "The webhook \(name) is not switched off; there is nothing to enable."
            case .switchedOff(let name):
                "The webhook \(name) is switched off; \"quorate webhook enable \(name)\" comes first."
            }
        }
    }

    /// Calls a receiver again that had said it was gone for good.
    ///
    /// - Throws: ``Refusal`` when it is not switched off.
    public func enable(_ endpoint: String, actor: String, now: Timestamp) throws {
        let changed = try session.execute("DELETE FROM webhook_disabled WHERE endpoint = $1", endpoint)
        guard changed == 1 else { throw Refusal.notSwitchedOff(endpoint) }
        try TrailRecorder(session).record(
            .webhookEnabled(webhook: endpoint), in: "webhook/\(endpoint)", actor: actor, at: now)
    }

    /// Which calls of a time can be made again.
    public struct Replay: Sendable, Equatable {
        /// The ids of those that are made again, in the order in which they fell due.
        public let calls: [String]
        /// How many are left out, since what they told of is no longer owed.
        public let noLongerOwed: Int
    }

    /// The calls that ``replay(_:on:actor:now:)`` makes again: those of these days that were sent, failed, or were
    /// not made because the receiver was switched off, and whose obligation is still owed as it was then.
    ///
    /// - Throws: ``Refusal`` when the receiver is switched off.
    public func replayable(_ endpoint: String, on days: ClosedRange<CalendarDate>) throws -> Replay {
        guard try session.row("SELECT 1 FROM webhook_disabled WHERE endpoint = $1", endpoint) == nil else {
            throw Refusal.switchedOff(endpoint)
        }
        let midnight = TimeOfDay(hour: 0, minute: 0)!
        let switchedOff = OutboxContents.Withheld.switchedOff
        let rows = try session.rows(
            """
            SELECT m.id, m.obligation IS NULL OR EXISTS (
                SELECT 1 FROM obligation o
                WHERE o.id = m.obligation AND o.generation = m.generation AND o.standing = 'outstanding')
            FROM outbox m
            WHERE m.recipient = $1 AND m.content = 'call' AND m.slot_at >= $2 AND m.slot_at < $3
                AND (m.state = 'sent' OR m.state = 'failed'
                    OR (m.state = 'superseded' AND substr(m.detail, 1, \(switchedOff.count)) = $4))
            ORDER BY m.slot_at, m.id
            """, endpoint, EuropeLondon.timestamp(on: days.lowerBound, at: midnight),
            EuropeLondon.timestamp(on: days.upperBound.adding(days: 1), at: midnight), switchedOff)
        let owed = try rows.filter { try $0.flag(1) }
        return Replay(calls: try owed.map { try $0.text(0) }, noLongerOwed: rows.count - owed.count)
    }

    /// Makes those calls again, each under its own id, so that a receiver that had one knows it.
    ///
    /// - Throws: ``Refusal`` when the receiver is switched off.
    @discardableResult
    public func replay(
        _ endpoint: String, on days: ClosedRange<CalendarDate>, actor: String, now: Timestamp
    ) throws -> Replay {
        let replay = try replayable(endpoint, on: days)
        guard !replay.calls.isEmpty else { return replay }
        for id in replay.calls {
            try MessageHistory(session).note(.resent, "ordered by \(actor), with the calls of its day", of: id, at: now)
            try session.execute(
                """
                UPDATE outbox SET state = 'waiting', next_attempt_at = $1, settled_at = NULL, attempts = 0 WHERE id = $2
                """, now, id)
        }
        try TrailRecorder(session).record(
            .webhookReplayed(
                webhook: endpoint, from: days.lowerBound, to: days.upperBound, calls: replay.calls.count),
            in: "webhook/\(endpoint)", actor: actor, at: now)
        return replay
    }
}
