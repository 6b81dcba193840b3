import Conferences
import WorkingDays

/// What claimed messages carry, as it stands when they are about to leave.
struct OutboxContents {
    let session: any DatabaseSession

    init(_ session: any DatabaseSession) { self.session = session }

    enum Content {
        case something(ClaimedMessage.Content)
        /// It is not to leave any more, and why.
        case nothing(Withheld)
    }

    enum Withheld {
        case notOwed(because: String)
        /// Still owed, yet it would reach nobody.
        case reachesNobody(String, since: String, by: MessageChannel)
        case endpointDisabled(because: String)

        var reason: String {
            switch self {
            case .notOwed(let reason): "no longer owed: \(reason)"
            case .reachesNobody(_, let day, let channel):
                "nobody has been reached at the recipient's \(channel == .text ? "number" : "address") since \(day)"
            case .endpointDisabled(let reason): "\(Self.switchedOff)\(reason)"
            }
        }

        /// How the reason begins where the receiver is switched off: a replay looks for it.
        static let switchedOff = "the receiver is switched off: "
    }

    func content(of row: DatabaseRow, items: Digested?, call: CallStanding?, now: Timestamp) throws -> Content {
        switch try row.text(1) {
        case "call": try content(of: row, call)
        case "alert": try alert(row)
        case "invitation": try invitation(row, now: now)
        default: try digest(row, items)
        }
    }

    private func digest(_ row: DatabaseRow, _ items: Digested?) throws -> Content {
        switch items?.addressee {
        case .known(let recipient)?: return .something(.reminders(recipient: recipient, items: items?.items ?? []))
        case .unreachable(let reason)?: return .something(.unaddressed(reason: reason))
        case .failed(let on)?:
            return .nothing(.reachesNobody(try row.text(2), since: on, by: try row.word(8)))
        case .somebodyElse?: return .nothing(.notOwed(because: "by others than its reader now"))
        case nil:
            let why = try session.row(
                "SELECT reason FROM reminder WHERE message = $1 AND state = 'stopped' ORDER BY step LIMIT 1",
                row.text(0))
            return .nothing(.notOwed(because: try why?.text(0) ?? "settled before it left"))
        }
    }

    private func content(of row: DatabaseRow, _ standing: CallStanding?) throws -> Content {
        switch standing {
        case .disabled(let reason)?: .nothing(.endpointDisabled(because: reason))
        case .owed?: .something(.webhook(endpoint: try row.text(2), payload: try row.text(5)))
        case .notOwed?, nil: .nothing(.notOwed(because: "settled before it left"))
        }
    }

    /// Whether a call is still to be made.
    enum CallStanding {
        case owed, notOwed
        case disabled(because: String)
    }

    /// How the calls of a claim stand. What is about no obligation, such as a message that failed, is told in any case.
    /// As for ``items(claimed:leaseUntil:)``, the lease leads to them.
    func calls(claimed claim: String, leaseUntil: Timestamp) throws -> [String: CallStanding] {
        let rows = try session.rows(
            """
            SELECT m.id, d.reason, m.obligation IS NULL OR o.id IS NOT NULL FROM outbox m
            LEFT JOIN webhook_disabled d ON d.endpoint = m.recipient
            LEFT JOIN obligation o
                ON o.id = m.obligation AND o.generation = m.generation AND o.standing = 'outstanding'
            WHERE m.state = 'claimed' AND m.lease_until = $1 AND m.claim = $2 AND m.content = 'call'
            """, leaseUntil, claim)
        return try Dictionary(
            uniqueKeysWithValues: rows.map { row in
                let disabled = try row.optional(1, row.text).map(CallStanding.disabled)
                return (try row.text(0), try disabled ?? (row.flag(2) ? .owed : .notOwed))
            })
    }

    private func alert(_ row: DatabaseRow) throws -> Content {
        let alerts = try DeliveryAlerts(session).alerts(row.text(5))
        guard !alerts.isEmpty else {
            return .nothing(.notOwed(because: "nothing of what had not arrived is owed any more"))
        }
        return try personal(row) { .alert(recipient: $0, alerts) }
    }

    private func invitation(_ row: DatabaseRow, now: Timestamp) throws -> Content {
        let facts = try CalendarEntries(session).facts(uid: row.text(3), sequence: row.integer(4))
        // Sent once more, it has the same sequence; of the two mails the later one leaves.
        guard let facts, try facts.entry.writtenAt <= row.timestamp(6) else {
            return .nothing(.notOwed(because: "a later change replaces it"))
        }
        guard now < facts.entry.sitting.startsAt else {
            return .nothing(.notOwed(because: "the conference has begun"))
        }
        return try personal(row) { .invitation(recipient: $0, facts) }
    }

    /// What is for one person and does not come from a ladder.
    private func personal(
        _ row: DatabaseRow, _ content: (ClaimedMessage.Recipient) throws -> ClaimedMessage.Content
    ) throws -> Content {
        let recipient: PersonReference = try row.reference(2)
        let person = try session.row(
            """
            SELECT p.contact, k.master, k.wrapped, f.failed_on, p.language FROM person p
            LEFT JOIN sealing_key k ON k.subject = 'person/' || p.reference
            LEFT JOIN address_failure f ON f.person = p.reference AND f.channel = $1
            WHERE p.reference = $2
            """, row.text(8), recipient)
        guard let person else { return .nothing(.notOwed(because: "the directory does not know \(recipient)")) }
        let channel: MessageChannel = try row.word(8)
        let addressee = try addressee(
            recipient, by: channel, contact: person.text(0), master: person.optional(1, person.text),
            wrapped: person.optional(2, person.bytes), failedOn: person.optional(3, person.text),
            language: person.optional(4) { try person.word($0) })
        switch addressee {
        case .known(let recipient):
            return .something(try content(recipient))
        case .unreachable(let reason): return .something(.unaddressed(reason: reason))
        case .failed(let on): return .nothing(.reachesNobody(recipient.text, since: on, by: channel))
        case .somebodyElse: return .nothing(.notOwed(because: "by others than its reader now"))
        }
    }

    typealias Digested = (addressee: Addressee, items: [ReminderItem])

    enum Addressee {
        case known(ClaimedMessage.Recipient)
        case unreachable(reason: String)
        /// Nobody is reached at the address since that day.
        case failed(on: String)
        /// What it was to tell is others' to do by now.
        case somebodyElse
    }

    /// One message that cannot be addressed fails; it holds up no other. A master key that is missing is another matter.
    private func addressee(
        _ reference: PersonReference, by channel: MessageChannel, contact: String, master: String?, wrapped: [UInt8]?,
        failedOn: String?, language: ReadingLanguage?
    ) throws -> Addressee {
        if let failedOn { return .failed(on: failedOn) }
        do {
            let sealer = try Keyring(session).opener(for: .person(reference), master: master, wrapped: wrapped)
            guard let contact = try PersonContact(contact, sealer) else {
                return .unreachable(reason: "The name and address of \(reference) were erased.")
            }
            guard channel != .text || contact.mobile != nil else {
                return .unreachable(reason: "No mobile number of \(reference) is recorded.")
            }
            return .known(
                ClaimedMessage.Recipient(
                    reference: reference, name: contact.name, email: contact.email, mobile: contact.mobile,
                    language: language))
        } catch let error as SealingError where error == .tampered(.person(reference)) {
            return .unreachable(reason: "\(error)")
        }
    }

    /// What a claim's messages carry. What somebody else has to do by now, who was named since it was planned, is given
    /// back to be planned for them. The lease is named because an index leads from it to the claimed messages;
    /// without it every message ever sent would be looked at.
    func items(claimed claim: String, leaseUntil: Timestamp) throws -> [String: Digested] {
        let rows = try session.rows(
            """
            SELECT r.obligation, r.generation, r.step, r.audience, \(ReminderItem.columns), m.id, p.reference,
                p.contact, k.master, k.wrapped, f.failed_on, m.channel, p.language, r.state <> 'sent',
                COALESCE(\(ReminderQueue.reader) = m.recipient, 0)
            FROM outbox m
            JOIN person p ON p.reference = m.recipient
            LEFT JOIN sealing_key k ON k.subject = 'person/' || p.reference
            LEFT JOIN address_failure f ON f.person = p.reference AND f.channel = m.channel
            JOIN reminder r ON r.message = COALESCE(m.original, m.id) AND (r.state = 'planned'
                OR m.original IS NOT NULL AND (r.state = 'sent' OR r.state = 'failed'))
            JOIN obligation o ON o.id = r.obligation AND o.generation = r.generation AND o.standing = 'outstanding'
            \(ReminderItem.joins)
            WHERE m.state = 'claimed' AND m.lease_until = $1 AND m.claim = $2
            ORDER BY o.due_at, r.obligation
            """, leaseUntil, claim)
        var found: [String: Digested] = [:]
        var others: Set<String> = []
        for row in rows {
            let at = 4 + ReminderItem.columnCount
            let id = try row.text(at)
            guard try row.flag(at + 9) else {
                if try row.flag(at + 8) { try giveBack(ReminderKey(row)) }
                others.insert(id)
                continue
            }
            if found[id] == nil {
                let addressee = try addressee(
                    row.reference(at + 1), by: row.word(at + 6), contact: row.text(at + 2),
                    master: row.optional(at + 3, row.text),
                    wrapped: row.optional(at + 4, row.bytes), failedOn: row.optional(at + 5, row.text),
                    language: row.optional(at + 7) { try row.word($0) })
                found[id] = (addressee, [])
            }
            found[id]?.items.append(try ReminderItem(row))
        }
        for id in others where found[id] == nil { found[id] = (.somebodyElse, []) }
        return found
    }

    private func giveBack(_ key: ReminderKey) throws {
        try session.execute(
            """
            UPDATE reminder SET state = 'pending', message = NULL, reason = NULL
            WHERE obligation = $1 AND generation = $2 AND step = $3 AND audience = $4
            """, key.obligation, key.generation, key.step, key.audience.rawValue)
    }
}
