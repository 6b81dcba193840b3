import Conferences
import WorkingDays

/// A message that somebody has claimed and is about to send.
public struct ClaimedMessage: Sendable {
    public enum Content: Sendable {
        case mail(recipient: Recipient, items: [ReminderItem])
        case webhook(endpoint: String, payload: String)
        /// A mail whose recipient's address cannot be had any more.
        case unaddressed(reason: String)
    }

    public struct Recipient: Sendable, Hashable {
        public let reference: PersonReference
        public let name: String
        public let email: String
    }

    public let id: String
    public let slot: Timestamp
    /// 1 for the first.
    public let attempt: Int
    public let content: Content
}

/// One line of a digest: everything a message may say of a step.
public struct ReminderItem: Sendable, Hashable {
    public let key: ReminderKey
    public let kind: ObligationKind
    /// What is owed, in the words of a heading.
    public let title: String
    public let matter: Matter
    /// Absent for a strategy discussion.
    public let type: ConferenceType?
    public let sitting: Sitting
    /// Absent for what is owed by a role of the conference.
    public let agencyName: String?
    public let dueOn: CalendarDate
    public let workTo: CalendarDate
    public let dueAt: Timestamp
    public let isProvisional: Bool
    /// Whether whoever owes it is known; otherwise the agency was invited by role.
    public let isNamed: Bool
    /// Whether the agency has a safeguarding lead; otherwise the conference administrator stands in.
    public let hasLead: Bool
    /// By when it was due before the rules or the calendar changed; only in the notice that tells so.
    public let wasDueOn: CalendarDate?
}

/// The ways a message leaves.
public enum MessageChannel: String, Sendable { case mail, webhook }

/// How an attempt ended.
public enum Settlement: Sendable, Equatable {
    case sent(detail: String)
    /// To be tried again.
    case deferred(until: Timestamp, reason: String)
    case failed(reason: String)
    /// Given back untried, since the daemon stops.
    case released
}

/// The messages that have been decided on: claimed with a lease, sent, settled.
///
/// A claim that is not settled before its lease ends is made again: the process that held it has died, and a repeat
/// with the same Message-ID is better than a loss.
public struct Outbox {
    let session: any DatabaseSession

    public init(_ session: any DatabaseSession) { self.session = session }

    /// Takes up to `limit` messages that are due, and leaves out what is no longer owed: a message with nothing left
    /// in it settles as *superseded*.
    ///
    /// - Parameters:
    ///   - channel: Only messages that leave this way.
    ///   - claim: A name for this claim that nobody else uses.
    ///   - leaseUntil: When others may take over.
    public func claim(
        _ limit: Int, of channel: MessageChannel = .mail, as claim: String, now: Timestamp, leaseUntil: Timestamp
    ) throws -> [ClaimedMessage] {
        try session.execute(
            """
            UPDATE outbox SET state = 'waiting', next_attempt_at = lease_until, lease_until = NULL, claim = NULL,
                detail = 'the lease ended before it was settled'
            WHERE state = 'claimed' AND lease_until <= $1
            """, now)
        let rows = try session.rows(
            """
            UPDATE outbox SET state = 'claimed', claim = $1, lease_until = $2, next_attempt_at = NULL,
                attempts = attempts + 1
            WHERE id IN (
                SELECT id FROM outbox WHERE state = 'waiting' AND channel = $3 AND next_attempt_at <= $4
                ORDER BY next_attempt_at LIMIT $5)
            RETURNING id, channel, recipient, obligation, generation, payload, slot_at, attempts
            """, claim, leaseUntil, channel.rawValue, now, limit)
        guard !rows.isEmpty else { return [] }
        let items = try items(claimed: claim, leaseUntil: leaseUntil)
        return try rows.compactMap { row in
            let id = try row.text(0)
            guard let content = try content(of: row, items: items[id]) else {
                try supersede(id, now: now)
                return nil
            }
            return ClaimedMessage(
                id: id, slot: try row.timestamp(6), attempt: try row.integer(7), content: content)
        }
    }

    /// Records how attempts ended. One that somebody else settled meanwhile stays as it is.
    public func settle(_ settlements: [(id: String, settlement: Settlement)], now: Timestamp) throws {
        for (id, settlement) in settlements {
            switch settlement {
            case .sent(let detail): try finish(id, state: "sent", detail: detail, now: now)
            case .failed(let reason): try finish(id, state: "failed", detail: reason, now: now)
            case .released:
                try session.execute(
                    """
                    UPDATE outbox SET state = 'waiting', next_attempt_at = $1, attempts = attempts - 1,
                        lease_until = NULL, claim = NULL
                    WHERE id = $2 AND state = 'claimed'
                    """, now, id)
            case .deferred(let until, let reason):
                try session.execute(
                    """
                    UPDATE outbox SET state = 'waiting', next_attempt_at = $1, detail = $2, lease_until = NULL,
                        claim = NULL
                    WHERE id = $3 AND state = 'claimed'
                    """, until, reason, id)
            }
        }
    }

    /// How many messages are in each state.
    public func counts() throws -> [String: Int] {
        let rows = try session.rows("SELECT state, COUNT(*) FROM outbox GROUP BY state")
        return try Dictionary(uniqueKeysWithValues: rows.map { (try $0.text(0), try $0.integer(1)) })
    }

    /// When the next message that waits to leave this way, or lease that ends, wants attention.
    public func nextAttempt(of channel: MessageChannel = .mail) throws -> Timestamp? {
        let waiting = try session.row(
            """
            SELECT next_attempt_at FROM outbox WHERE state = 'waiting' AND channel = $1
            ORDER BY next_attempt_at LIMIT 1
            """, channel.rawValue)
        let leased = try session.row(
            "SELECT lease_until FROM outbox WHERE state = 'claimed' ORDER BY lease_until LIMIT 1")
        return [try waiting?.timestamp(0), try leased?.timestamp(0)].compactMap { $0 }.min()
    }

    private func finish(_ id: String, state: String, detail: String, now: Timestamp) throws {
        let changed = try session.execute(
            """
            UPDATE outbox SET state = $1, settled_at = $2, detail = $3, next_attempt_at = NULL, lease_until = NULL,
                claim = NULL
            WHERE id = $4 AND state IN ('claimed', 'waiting')
            """, state, now, detail, id)
        guard changed == 1 else { return }
        let reason: String? = state == "failed" ? detail : nil
        try session.execute(
            "UPDATE reminder SET state = $1, reason = $2 WHERE message = $3 AND state = 'planned'",
            state, reason, id)
    }

    private func supersede(_ id: String, now: Timestamp) throws {
        let why = try session.row(
            "SELECT reason FROM reminder WHERE message = $1 AND state = 'stopped' ORDER BY step LIMIT 1", id)
        try session.execute(
            """
            UPDATE outbox SET state = 'superseded', settled_at = $1, detail = $2, lease_until = NULL, claim = NULL
            WHERE id = $3
            """, now, "no longer owed: \(try why?.text(0) ?? "settled before it left")", id)
    }

    private func content(of row: DatabaseRow, items: Digested?) throws -> ClaimedMessage.Content? {
        guard try row.text(1) == "webhook" else {
            return switch items?.addressee {
            case .known(let recipient)?: .mail(recipient: recipient, items: items?.items ?? [])
            case .unreachable(let reason)?: .unaddressed(reason: reason)
            case nil: nil
            }
        }
        let owed = try session.rows(
            "SELECT 1 FROM obligation WHERE id = $1 AND generation = $2 AND standing = 'outstanding'",
            row.optional(3, row.text), row.optional(4, row.integer))
        return owed.isEmpty ? nil : .webhook(endpoint: try row.text(2), payload: try row.text(5))
    }

    private typealias Digested = (addressee: Addressee, items: [ReminderItem])

    private enum Addressee {
        case known(ClaimedMessage.Recipient)
        case unreachable(reason: String)
    }

    /// One message that cannot be addressed fails; it holds up no other. A master key that is missing is another matter.
    private func addressee(
        _ reference: PersonReference, contact: String, master: String?, wrapped: [UInt8]?
    ) throws -> Addressee {
        do {
            let sealer = try Keyring(session).opener(for: .person(reference), master: master, wrapped: wrapped)
            guard let contact = try PersonContact(contact, sealer) else {
                return .unreachable(reason: "The name and address of \(reference) were erased.")
            }
            return .known(
                ClaimedMessage.Recipient(reference: reference, name: contact.name, email: contact.email))
        } catch let error as SealingError where error == .tampered(.person(reference)) {
            return .unreachable(reason: "\(error)")
        }
    }

    /// What a claim's messages carry. The lease is named because an index leads from it to the claimed messages;
    /// without it every message ever sent would be looked at.
    private func items(claimed claim: String, leaseUntil: Timestamp) throws -> [String: Digested] {
        let rows = try session.rows(
            """
            SELECT r.obligation, r.generation, r.step, r.audience, \(ReminderItem.columns), m.id, p.reference,
                p.contact, k.master, k.wrapped
            FROM outbox m
            JOIN person p ON p.reference = m.recipient
            LEFT JOIN sealing_key k ON k.subject = 'person/' || p.reference
            JOIN reminder r ON r.message = m.id AND r.state = 'planned'
            JOIN obligation o ON o.id = r.obligation AND o.generation = r.generation AND o.standing = 'outstanding'
            \(ReminderItem.joins)
            WHERE m.state = 'claimed' AND m.lease_until = $1 AND m.claim = $2
            ORDER BY o.due_at, r.obligation
            """, leaseUntil, claim)
        var found: [String: Digested] = [:]
        for row in rows {
            let at = 4 + ReminderItem.columnCount
            let id = try row.text(at)
            if found[id] == nil {
                let addressee = try addressee(
                    row.reference(at + 1), contact: row.text(at + 2), master: row.optional(at + 3, row.text),
                    wrapped: row.optional(at + 4, row.bytes))
                found[id] = (addressee, [])
            }
            found[id]?.items.append(try ReminderItem(row))
        }
        return found
    }
}

extension ReminderItem {
    static let columns = """
        o.kind, o.title, o.matter, c.type, COALESCE(c.sits_on, d.sits_on), COALESCE(c.sits_at, d.sits_at),
        COALESCE(c.place, d.place), a.name, o.due_on, o.work_to, o.due_at, o.provisional, o.owed_by IS NOT NULL,
        a.lead IS NOT NULL, r.was_due_on
        """
    static let columnCount = 15

    /// From a reminder `r` and its obligation `o` to what they are about and to the agency, where there is one.
    static let joins = """
        LEFT JOIN conference c ON c.reference = o.matter
        LEFT JOIN discussion d ON d.reference = CASE WHEN o.matter LIKE 'sd:%' THEN substr(o.matter, 4) END
        LEFT JOIN agency a ON a.code = o.agency
        """

    /// Reads the key's four columns and then ``columns``.
    init(_ row: DatabaseRow) throws {
        let kind = try row.text(4)
        guard let kind = ObligationKind(rawValue: kind) else { throw StoreError.unexpectedValue(column: 4) }
        self.init(
            key: try ReminderKey(row), kind: kind, title: try row.text(5), matter: try Matter(text: row.text(6)),
            type: try row.optional(7) { try row.word($0) },
            sitting: Sitting(on: try row.date(8), at: try row.time(9), place: try row.text(10)),
            agencyName: try row.optional(11, row.text), dueOn: try row.date(12), workTo: try row.date(13),
            dueAt: try row.timestamp(14), isProvisional: try row.flag(15), isNamed: try row.flag(16),
            hasLead: try row.flag(17), wasDueOn: try row.optional(18, row.date))
    }
}
