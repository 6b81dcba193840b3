import Conferences
import WorkingDays

/// What messages carry, whether they have been sent or are only foreseen.
public struct OutboxHistory {
    let session: any DatabaseSession

    public init(_ session: any DatabaseSession) { self.session = session }

    /// The recipient of a message in the outbox, when it fell due, and what it carried.
    public func contents(
        of id: String
    ) throws -> (recipient: PersonReference, dueAt: Timestamp, items: [ReminderItem]) {
        guard let row = try session.row("SELECT recipient, slot_at FROM outbox WHERE id = $1", id) else {
            throw StoreError.unexpectedValue(column: 0)
        }
        let items = try session.rows(
            Self.lines
                + " WHERE r.message = \(Outbox.carrier(of: "$1")) AND r.state <> 'stopped' ORDER BY o.due_at, r.obligation",
            id
        )
        .map(ReminderItem.init)
        return (try row.reference(0), try row.timestamp(1), items)
    }

    /// The recipient of a message in the outbox, and the keys of what it carried.
    public func carried(by id: String) throws -> (recipient: PersonReference, keys: [ReminderKey]) {
        guard let row = try session.row("SELECT recipient FROM outbox WHERE id = $1", id) else {
            throw StoreError.unexpectedValue(column: 0)
        }
        let keys = try session.rows(
            """
            SELECT obligation, generation, step, audience FROM reminder
            WHERE message = \(Outbox.carrier(of: "$1")) AND state <> 'stopped'
            """, id)
        return (try row.reference(0), try keys.map(ReminderKey.init))
    }

    /// The keys of everything that a message was to tell, and how each stands.
    public func everything(in id: String) throws -> [(key: ReminderKey, state: String)] {
        try session.rows(
            """
            SELECT obligation, generation, step, audience, state || COALESCE(': ' || reason, '') FROM reminder
            WHERE message = \(Outbox.carrier(of: "$1")) ORDER BY obligation, step, audience
            """, id
        ).map { (try ReminderKey($0), try $0.text(4)) }
    }

    /// The recipient and the lines of a digest that is not in the outbox yet; `nil` when the directory has lost the
    /// recipient, or their address was erased.
    public func draft(
        _ digest: ReminderDigest
    ) throws -> (recipient: ClaimedMessage.Recipient, items: [ReminderItem])? {
        guard
            let person = try session.row(
                "SELECT contact, language FROM person WHERE reference = $1", digest.recipient),
            let contact = try PersonContact(
                person.text(0), Keyring(session).opener(for: .person(digest.recipient)))
        else { return nil }
        var items: [ReminderItem] = []
        for key in digest.carried {
            items += try session.rows(
                Self.lines + " WHERE r.obligation = $1 AND r.generation = $2 AND r.step = $3 AND r.audience = $4",
                key.obligation, key.generation, key.step, key.audience.rawValue
            ).map(ReminderItem.init)
        }
        return (
            ClaimedMessage.Recipient(
                reference: digest.recipient, name: contact.name, email: contact.email, mobile: contact.mobile,
                language: try person.optional(1) { try person.word($0) }),
            items.sorted { ($0.dueAt, $0.key.obligation) < ($1.dueAt, $1.key.obligation) }
        )
    }

    /// What a message was to tell: all of it, or what is owed still.
    func lines(of id: String, owedOnly: Bool) throws -> [ReminderItem] {
        try session.rows(
            Self.lines + """
                 WHERE r.message = \(Outbox.carrier(of: "$1"))
                    AND ($2 = 0 OR o.standing = 'outstanding' AND o.generation = r.generation)
                ORDER BY o.due_at, r.obligation
                """, id, owedOnly
        ).map(ReminderItem.init)
    }

    private static let lines = """
        SELECT r.obligation, r.generation, r.step, r.audience, \(ReminderItem.columns)
        FROM reminder r
        JOIN obligation o ON o.id = r.obligation
        \(ReminderItem.joins)
        """
}
