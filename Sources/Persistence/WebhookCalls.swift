import Conferences
import WorkingDays

/// Puts the calls of webhooks into the outbox: one for each event and each webhook that is told of its kind.
struct WebhookCalls {
    let session: any DatabaseSession
    let subscriptions: [WebhookSubscription]

    /// Tells of a step, once however many people it addresses.
    ///
    /// - Parameter dueAt: When the step fell due.
    /// - Returns: How many calls that adds.
    func tell(of key: ReminderKey, dueAt: Timestamp, now: Timestamp) throws -> Int {
        guard !subscriptions.isEmpty,
            let row = try session.row(
                "SELECT matter, kind, due_on, due_at FROM obligation WHERE id = $1", key.obligation)
        else { return 0 }
        let (conference, discussion) = Self.references(try Matter(text: row.text(0)))
        let step = WebhookEvent.Step(
            obligation: key.obligation, conference: conference, discussion: discussion, kind: try row.text(1),
            step: key.step, dueOn: try row.date(2))
        let isOverdue = try row.timestamp(3) < dueAt
        let event = isOverdue ? WebhookEvent.obligationOverdue(step, at: dueAt) : .reminderDue(step, at: dueAt)
        return try enqueue(
            event, of: isOverdue ? .obligationOverdue : .reminderDue,
            key: "\(key.obligation)@\(key.generation) \(key.step)", obligation: key, now: now)
    }

    /// Tells that a mail or text could not be delivered. Of a call that failed itself nobody is told.
    func tell(ofFailed message: String, _ reason: WebhookEvent.Failure.Reason, now: Timestamp) throws {
        guard areTold(of: .messageFailed),
            let mail = try session.row(
                "SELECT content, payload FROM outbox WHERE id = $1 AND channel <> 'webhook'", message)
        else { return }
        let content = try mail.text(0)
        let subject = try subject(
            of: [content == "alert" ? DeliveryAlerts(session).message(mail.text(1)) : message])
        let failure = WebhookEvent.Failure(
            message: message, content: content, reason: reason, conferences: subject.conferences,
            discussions: subject.discussions, obligations: subject.obligations, kinds: subject.kinds)
        _ = try enqueue(
            .messageFailed(failure, at: now), of: .messageFailed, key: "failed \(message) \(now.seconds)",
            obligation: nil, now: now)
    }

    /// Tells that mails or texts may not leave in time: where it is mail that is out, nobody can be told by mail.
    func tell(ofLate messages: [String], now: Timestamp) throws {
        guard areTold(of: .messageLate) else { return }
        for start in stride(from: 0, to: messages.count, by: WebhookEvent.Lateness.most) {
            let part = Array(messages[start...].prefix(WebhookEvent.Lateness.most))
            let subject = try subject(of: part)
            let lateness = WebhookEvent.Lateness(
                messages: part, conferences: subject.conferences, discussions: subject.discussions,
                obligations: subject.obligations, kinds: subject.kinds)
            _ = try enqueue(
                .messageLate(lateness, at: now), of: .messageLate, key: "late \(part[0])", obligation: nil, now: now)
        }
    }

    private func areTold(of kind: WebhookEventKind) -> Bool { subscriptions.contains { $0.events.contains(kind) } }

    /// What messages are about, each in order.
    private struct Subject {
        let conferences: [String]
        let discussions: [String]
        let obligations: [String]
        let kinds: [String]
    }

    private func subject(of messages: [String]) throws -> Subject {
        var (conferences, discussions) = (Set<String>(), Set<String>())
        var (obligations, kinds) = (Set<String>(), Set<String>())
        for message in messages {
            let rows = try session.rows(
                """
                SELECT DISTINCT r.matter, r.obligation, o.kind FROM reminder r
                LEFT JOIN obligation o ON o.id = r.obligation
                WHERE r.message = \(Outbox.carrier(of: "$1"))
                UNION SELECT e.conference, NULL, NULL FROM outbox m JOIN calendar_entry e ON e.uid = m.obligation
                WHERE m.id = $1 AND m.content = 'invitation'
                """, message)
            for row in rows {
                let (conference, discussion) = Self.references(try Matter(text: row.text(0)))
                if let conference { conferences.insert(conference) }
                if let discussion { discussions.insert(discussion) }
                if let obligation = try row.optional(1, row.text) { obligations.insert(obligation) }
                if let kind = try row.optional(2, row.text) { kinds.insert(kind) }
            }
        }
        return Subject(
            conferences: conferences.sorted(), discussions: discussions.sorted(), obligations: obligations.sorted(),
            kinds: kinds.sorted())
    }

    private static func references(_ matter: Matter) -> (conference: String?, discussion: String?) {
        switch matter {
        case .conference(let reference): (reference.text, nil)
        case .discussion(let reference): (nil, reference.text)
        }
    }

    /// - Parameter key: What the event is told once for.
    private func enqueue(
        _ event: WebhookEvent, of kind: WebhookEventKind, key: String, obligation: ReminderKey?, now: Timestamp
    ) throws -> Int {
        let payload = try event.json()
        return try subscriptions.reduce(0) { count, subscription in
            guard subscription.events.contains(kind) else { return count }
            return try count
                + session.execute(
                    """
                    INSERT INTO outbox (id, channel, content, recipient, obligation, generation, payload, slot_at,
                        created_at, state, next_attempt_at)
                    VALUES ($1, 'webhook', 'call', $2, $3, $4, $5, $6, $7, 'waiting', $7)
                    ON CONFLICT (id) DO NOTHING
                    """, MessageID.digest(of: "webhook \(subscription.endpoint)\n\(key)"), subscription.endpoint,
                    obligation?.obligation, obligation?.generation, payload, event.at, now)
        }
    }
}
