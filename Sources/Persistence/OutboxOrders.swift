import Conferences
import WorkingDays

/// What people order of messages; each order goes into the trail.
public struct OutboxOrders {
    let session: any DatabaseSession

    public init(_ session: any DatabaseSession) { self.session = session }

    /// Why an order cannot be carried out. Trying again does not help.
    public enum Refusal: Error, Equatable, CustomStringConvertible {
        /// It waits or is on its way anyhow.
        case alreadyUnderWay(String)
        case noLongerOwed(String)
        /// It would be dropped, or fail, at once.
        case wouldNotLeave(String, because: String)
        case alreadySent(String)
        case alreadySettled(String, as: String)
        case onItsWay(String)

        public var description: String {
            switch self {
            case .alreadyUnderWay(let id): "Message \(id) waits to be sent already; there is nothing to send again."
            case .noLongerOwed(let id):
                "Nothing that message \(id) was about is owed any more; it is not sent again."
            case .wouldNotLeave(let id, let reason): "Message \(id) is not sent again: \(reason)"
            case .alreadySent(let id): "Message \(id) has been sent; it cannot be taken back."
            case .alreadySettled(let id, let state): "Message \(id) is \(state); there is nothing to cancel."
            case .onItsWay(let id):
                "Message \(id) is with the server at this moment; look again in a minute (\"quorate message show\")."
            }
        }
    }

    /// Sends a message that failed, or was sent, once more under the same Message-ID, with the facts of that moment.
    ///
    /// - Throws: ``Refusal`` when it waits anyhow, nothing that it was about is owed any more, or it would reach nobody.
    public func resend(_ id: String, actor: String, now: Timestamp) throws {
        let objection = try session.takingBack {
            try queue(id, actor: actor, now: now)
            return try Outbox(session).objection(to: id, now: now)
        }
        if let objection { throw Refusal.wouldNotLeave(id, because: objection) }
        try queue(id, actor: actor, now: now)
    }

    /// The same, without a look at whether it would leave: of many at once, those that would not drop out by themselves.
    func queue(_ id: String, actor: String, now: Timestamp) throws {
        let state = try state(of: id)
        guard state != .waiting, state != .claimed else { throw Refusal.alreadyUnderWay(id) }
        try session.execute(
            """
            UPDATE reminder SET state = 'planned', reason = NULL
            WHERE message = $1 AND (state IN ('sent', 'failed') OR state = 'stopped' AND reason LIKE 'cancelled by %')
                AND EXISTS (
                SELECT 1 FROM obligation o WHERE o.id = reminder.obligation AND o.generation = reminder.generation
                    AND o.standing = 'outstanding')
            """, id)
        let isReminder = try session.row("SELECT 1 FROM outbox WHERE id = $1 AND content = 'reminders'", id) != nil
        guard try !isReminder || tellsWhatIsOwed(id) else { throw Refusal.noLongerOwed(id) }
        try session.execute(
            """
            UPDATE outbox SET state = 'waiting', next_attempt_at = $1, settled_at = NULL, attempts = 0 WHERE id = $2
            """, now, id)
        try MessageHistory(session).note(.resent, "ordered by \(actor); it had been \(state.rawValue)", of: id, at: now)
        try TrailRecorder(session).record(.messageResent(message: id), in: "message/\(id)", actor: actor, at: now)
    }

    /// Whether it would carry something: its own planned reminders, or what its original was to tell.
    private func tellsWhatIsOwed(_ id: String) throws -> Bool {
        try session.row(
            """
            SELECT 1 FROM outbox m
            JOIN reminder r ON r.message = COALESCE(m.original, m.id) AND (r.state = 'planned'
                OR m.original IS NOT NULL AND (r.state = 'sent' OR r.state = 'failed'))
            JOIN obligation o ON o.id = r.obligation AND o.generation = r.generation AND o.standing = 'outstanding'
            WHERE m.id = $1 LIMIT 1
            """, id) != nil
    }

    /// Takes a message that waits out of the queue: what it was to tell is not told.
    ///
    /// - Throws: ``Refusal`` when it has been sent, is with the server, or is settled otherwise.
    public func cancel(_ id: String, actor: String, now: Timestamp) throws {
        switch try state(of: id) {
        case .waiting: break
        case .claimed: throw Refusal.onItsWay(id)
        case .sent: throw Refusal.alreadySent(id)
        case .failed: throw Refusal.alreadySettled(id, as: "failed")
        case .superseded: throw Refusal.alreadySettled(id, as: "superseded")
        }
        let reason = "cancelled by \(actor)"
        try session.execute(
            """
            UPDATE outbox SET state = 'superseded', settled_at = $1, detail = $2, next_attempt_at = NULL WHERE id = $3
            """, now, reason, id)
        try session.execute(
            "UPDATE reminder SET state = 'stopped', reason = $1 WHERE message = $2 AND state = 'planned'", reason, id)
        try MessageHistory(session).note(.cancelled, reason, of: id, at: now)
        try TrailRecorder(session).record(.messageCancelled(message: id), in: "message/\(id)", actor: actor, at: now)
    }

    private func state(of id: String) throws -> MessageReadings.State {
        guard let row = try session.row("SELECT state FROM outbox WHERE id = $1", id) else {
            throw StoreError.unexpectedValue(column: 0)
        }
        return try row.word(0)
    }
}
