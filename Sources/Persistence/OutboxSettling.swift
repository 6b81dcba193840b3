import Conferences
import WorkingDays

// How attempts ended, and what follows from it.
extension Outbox {
    /// Records how attempts ended. One that somebody else settled meanwhile stays as it is.
    public func settle(_ settlements: [(id: String, settlement: Settlement)], now: Timestamp) throws {
        try settle(settlements.map { ($0.id, $0.settlement, nil) }, now: now)
    }

    /// - Parameter settlements: Each with the version of the templates that the message was written with, and its language.
    public func settle(
        _ settlements: [(id: String, settlement: Settlement, wording: String?)], now: Timestamp
    ) throws {
        let outages = Outages(session)
        let late = late
        var mayBeBack = try outages.areAny()
        try send(settlements, now: now)
        for (id, settlement, _) in settlements {
            switch settlement {
            case .sent: break
            case .failed(let reason): try fail(id, reason, now: now)
            case .shutOut(let reason):
                try fail(id, reason, now: now)
                try outages.shutOut(destinationOf: id, reason: reason, now: now)
                mayBeBack = true
                continue
            case .badAddress(let reason): try failAddress(id, reason, now: now)
            case .gone(let reason): try disable(id, reason, now: now)
            case .released:
                try wait(id, until: now, detail: nil, counts: false)
            case .deferred(let until, let reason):
                try wait(id, until: until, detail: reason, counts: true)
                try history.note(.deferred, reason, of: id, at: now)
                try late.warn(of: id, now: now)
            case .unreachable(let until, let reason, let givenUp):
                try outages.failed(destinationOf: id, reason: reason, now: now)
                mayBeBack = true
                // What was turned away before belonged to an outage that is over: others were taken since.
                let counts =
                    try history.latest(.unreachable, id).map { before in
                        try outages.since(destinationOf: id).map { before < $0 } ?? false
                    } ?? false
                try history.note(.unreachable, reason, of: id, at: now)
                if counts, let givenUp {
                    try fail(id, givenUp, now: now)
                    continue
                }
                try wait(id, until: until, detail: reason, counts: counts)
                try late.warn(of: id, now: now)
                continue
            case .closed(let until, let reason):
                try close(id, until, reason, now: now)
                mayBeBack = true
                try late.warn(of: id, now: now)
                continue
            }
            if mayBeBack, settlement.spokeToDestination { try outages.succeeded(destinationOf: id) }
        }
    }

    /// Those that were sent, together: they concern nothing but themselves.
    private func send(
        _ settlements: [(id: String, settlement: Settlement, wording: String?)], now: Timestamp
    ) throws {
        var (ids, tickets): ([Sending: [String]], [String: String]) = ([:], [:])
        for case (let id, .sent(let detail, let ticket), let wording) in settlements {
            ids[Sending(detail: detail, wording: wording), default: []].append(id)
            tickets[id] = ticket
        }
        for (sending, ids) in ids {
            for part in IDList.parts(of: ids) {
                let settled = try finish(part, as: sending, now: now)
                for id in settled {
                    if let ticket = tickets[id] { try Tickets(session).open(id, ticket, now: now) }
                }
            }
        }
    }

    /// What the rows of messages say alike that were sent together.
    private struct Sending: Hashable {
        let detail: String
        let wording: String?
    }

    /// - Returns: Those that it was this call that settled.
    private func finish(_ sent: IDList, as sending: Sending, now: Timestamp) throws -> [String] {
        let rows = try session.rows(
            """
            UPDATE outbox SET state = 'sent', settled_at = $1, detail = $2, wording = $3, next_attempt_at = NULL,
                lease_until = NULL, claim = NULL
            WHERE id IN \(sent.parameters(from: 4)) AND state IN ('claimed', 'waiting')
            RETURNING id, channel, original
            """, [now, sending.detail, sending.wording] + sent.arguments)
        let settled = try rows.map { try $0.text(0) }
        // Calls stand for no reminder: the mail does that.
        for part in try IDList.parts(of: rows.filter { try $0.text(1) != "webhook" }.map { try $0.text(0) }) {
            try session.execute(
                """
                UPDATE reminder SET state = 'sent', reason = NULL
                WHERE message IN \(part.parameters(from: 1)) AND state = 'planned'
                """, part.arguments)
        }
        // What its original could not tell has now been told.
        for part in try IDList.parts(of: rows.compactMap { row in try row.optional(2, row.text) }) {
            try session.execute(
                """
                UPDATE reminder SET state = 'sent', reason = NULL
                WHERE message IN \(part.parameters(from: 1)) AND state = 'failed'
                """, part.arguments)
        }
        return settled
    }

    private func close(_ id: String, _ until: Timestamp, _ reason: String, now: Timestamp) throws {
        try wait(id, until: until, detail: reason, counts: false)
        try history.note(.held, reason, of: id, at: now)
        let destination = try Outages(session).closed(destinationOf: id, until: until, reason: reason, now: now)
        try alerts.raise(
            .closed, about: id, because: reason, onceFor: "\(destination) \(until)", now: now)
    }

    private func wait(_ id: String, until: Timestamp, detail: String?, counts: Bool) throws {
        try session.execute(
            """
            UPDATE outbox SET state = 'waiting', next_attempt_at = $1, detail = COALESCE($2, detail),
                attempts = attempts - $3, lease_until = NULL, claim = NULL
            WHERE id = $4 AND state = 'claimed'
            """, until, detail, counts ? 0 : 1, id)
    }

    /// - Returns: Whether it was this call that settled it.
    @discardableResult
    func finish(
        _ id: String, state: String, detail: String, wording: String? = nil, now: Timestamp
    ) throws -> Bool {
        let changed = try session.execute(
            """
            UPDATE outbox SET state = $1, settled_at = $2, detail = $3, wording = $4, next_attempt_at = NULL,
                lease_until = NULL, claim = NULL
            WHERE id = $5 AND state IN ('claimed', 'waiting')
            """, state, now, detail, wording, id)
        guard changed == 1 else { return false }
        let reason: String? = state == "failed" ? detail : nil
        try session.execute(
            "UPDATE reminder SET state = $1, reason = $2 WHERE message = $3 AND state = 'planned'",
            state, reason, id)
        return true
    }

    private func fail(_ id: String, _ reason: String, now: Timestamp) throws {
        guard try finish(id, state: "failed", detail: reason, now: now) else { return }
        if try otherWay.replace(id, now: now) { return try warnOfReplacement(of: id, now: now) }
        try alerts.raise(.failed, about: id, because: reason, now: now)
        try calls.tell(ofFailed: id, .failed, now: now)
    }

    /// Nobody is reached at the address: the administrator is told once, and nothing more is sent there until the
    /// person's contact is recorded anew.
    private func failAddress(_ id: String, _ reason: String, now: Timestamp) throws {
        guard try finish(id, state: "failed", detail: reason, now: now) else { return }
        if try otherWay.replace(id, now: now) { try warnOfReplacement(of: id, now: now) }
        try AddressFailures(session, otherWay.texting).note(recipientOf: id, because: reason, now: now)
        try calls.tell(ofFailed: id, .address, now: now)
    }

    /// Texts leave within sending hours, which may be after the deadline.
    private func warnOfReplacement(of id: String, now: Timestamp) throws {
        let late = late
        for row in try session.rows("SELECT id FROM outbox WHERE original = $1", id) {
            try late.warn(of: row.text(0), now: now)
        }
    }

    private func disable(_ id: String, _ reason: String, now: Timestamp) throws {
        guard try finish(id, state: "failed", detail: reason, now: now) else { return }
        try session.execute(
            """
            INSERT INTO webhook_disabled (endpoint, disabled_at, reason)
            SELECT recipient, $1, $2 FROM outbox WHERE id = $3
            ON CONFLICT (endpoint) DO NOTHING
            """, now, reason, id)
    }
}

extension Settlement {
    /// Whether it shows that the destination is there.
    fileprivate var spokeToDestination: Bool {
        switch self {
        case .sent, .deferred, .badAddress, .gone: true
        case .unreachable, .shutOut, .closed, .failed, .released: false
        }
    }
}
