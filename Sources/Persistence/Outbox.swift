import Conferences
import WorkingDays

/// The messages that have been decided on: claimed with a lease, sent, settled.
///
/// A claim that is not settled before its lease ends is made again: the process that held it has died, and a repeat
/// with the same Message-ID is better than a loss.
public struct Outbox {
    let session: any DatabaseSession
    let history: MessageHistory
    let calls: WebhookCalls
    let otherWay: OtherWay
    let alerts: DeliveryAlerts

    /// - Parameters:
    ///   - subscriptions: The webhooks that are told of what cannot be delivered.
    ///   - texting: Whether what fails may leave by text, or by mail in place of a text.
    public init(
        _ session: any DatabaseSession, telling subscriptions: [WebhookSubscription] = [], texting: Texting = .off
    ) {
        self.session = session
        otherWay = OtherWay(session, texting)
        alerts = DeliveryAlerts(session, texting)
        calls = WebhookCalls(session: session, subscriptions: subscriptions)
        history = MessageHistory(session)
    }

    /// Takes up to `limit` messages that are due, and leaves out what is no longer owed: a message with nothing left
    /// in it settles as *superseded*. One to an address at which nobody is reached fails, and its administrator is told.
    ///
    /// A destination that is out is left alone but for one message at a time, which tries whether it is back.
    ///
    /// - Parameters:
    ///   - channel: Only messages that leave this way.
    ///   - claim: A name for this claim that nobody else uses.
    ///   - held: Earlier claims that the caller is still at work on. They are not taken over from it, though by a clock
    ///     that was set forward their leases have ended.
    ///   - leaseUntil: When others may take over.
    public func claim(
        _ limit: Int, of channel: MessageChannel = .mail, as claim: String, holding held: Set<String> = [],
        now: Timestamp, leaseUntil: Timestamp, limits: DeliveryLimits = DeliveryLimits()
    ) throws -> [ClaimedMessage] {
        try takeOver(channel, except: held, now: now)
        let ids = try due(limit, of: channel, now: now, limits)
        guard !ids.isEmpty else { return [] }
        var claimed: [ClaimedMessage] = []
        var taken: [PersonReference: Int] = [:]
        for (row, content) in try take(ids, of: channel, as: claim, leaseUntil: leaseUntil, now: now) {
            let id = try row.text(0)
            switch content {
            case .nothing(let withheld): try withhold(id, withheld, now: now)
            case .something(.invitation(_, let letter)) where try changesTooOften(id, letter.entry, now: now):
                try hold(id, letter.entry, limits, now: now)
            case .something(let content):
                if let reader = content.counted {
                    let count = taken[reader, default: 0]
                    if try isBeyond(limits, reader, having: count, claim, now: now) {
                        try hold(id, reader, limits, now: now)
                        continue
                    }
                    taken[reader] = count + 1
                }
                claimed.append(
                    ClaimedMessage(
                        id: id, slot: try row.timestamp(6), attempt: try row.integer(7), content: content,
                        orderedAt: try row.optional(9, row.timestamp)))
            }
        }
        return claimed
    }

    /// Why a message would not leave that waits, for whoever ordered it; `nil` where it would. It counts as claimed
    /// afterwards, which the caller takes back.
    func objection(to id: String, now: Timestamp) throws -> String? {
        guard let row = try session.row("SELECT channel FROM outbox WHERE id = $1", id) else { return nil }
        for (_, content) in try take([id], of: row.word(0), as: "rehearsal", leaseUntil: now, now: now) {
            switch content {
            case .nothing(let withheld): return "\(withheld.reason)."
            case .something(.unaddressed(let reason)): return reason
            case .something: return nil
            }
        }
        return nil
    }

    /// Claims these, and gives them in the same order, with what they carry.
    private func take(
        _ ids: [String], of channel: MessageChannel, as claim: String, leaseUntil: Timestamp, now: Timestamp
    ) throws -> [(DatabaseRow, OutboxContents.Content)] {
        let rows = try marked(ids, as: claim, leaseUntil: leaseUntil)
        let contents = OutboxContents(session)
        let calls = channel == .webhook ? try contents.calls(claimed: claim, leaseUntil: leaseUntil) : [:]
        let items = channel == .webhook ? [:] : try contents.items(claimed: claim, leaseUntil: leaseUntil)
        return try rows.map { row in
            let id = try row.text(0)
            return (row, try contents.content(of: row, items: items[id], call: calls[id], now: now))
        }
    }

    private func marked(_ ids: [String], as claim: String, leaseUntil: Timestamp) throws -> [DatabaseRow] {
        let rows = try IDList.parts(of: ids).flatMap { part in
            try session.rows(
                """
                UPDATE outbox SET state = 'claimed', claim = $1, lease_until = $2, next_attempt_at = NULL,
                    attempts = attempts + 1
                WHERE id IN \(part.parameters(from: 3))
                RETURNING id, content, recipient, obligation, generation, payload, slot_at, attempts, channel,
                    CASE WHEN attempts > 1 THEN (SELECT MAX(h.at) FROM message_history h
                        WHERE h.message = outbox.id AND h.what = 'resent') END
                """, [claim, leaseUntil] + part.arguments)
        }
        let byID = try Dictionary(uniqueKeysWithValues: rows.map { (try $0.text(0), $0) })
        return ids.compactMap { byID[$0] }
    }

    /// What others claimed and did not settle in time waits again.
    private func takeOver(_ channel: MessageChannel, except held: Set<String>, now: Timestamp) throws {
        let expired = try session.rows(
            """
            SELECT id, claim FROM outbox WHERE state = 'claimed' AND lease_until <= $1 AND channel = $2
            ORDER BY lease_until
            """, now, channel.rawValue)
        for row in expired where !held.contains(try row.text(1)) {
            try history.note(
                .takenOver, "the lease ended before it was settled; it may have been delivered", of: row.text(0),
                at: now)
            try session.execute(
                """
                UPDATE outbox SET state = 'waiting', next_attempt_at = lease_until, lease_until = NULL, claim = NULL,
                    detail = 'the lease ended before it was settled'
                WHERE id = $1
                """, row.text(0))
        }
    }

    /// The messages whose turn it is: those to destinations that are up, as far as the pace allows, and one to each that
    /// is out and may be tried again.
    private func due(
        _ limit: Int, of channel: MessageChannel, now: Timestamp, _ limits: DeliveryLimits
    ) throws -> [String] {
        let outages = Outages(session)
        let out = try outages.open(channel)
        let pace = Pace(session, of: channel, limits)
        let allowed = min(limit, try pace.left(now: now))
        guard allowed > 0 else {
            try closeForTheDay(channel, pace, now: now)
            return []
        }
        var ids = try out.filter { $0.probeAt <= now }.compactMap { outage in
            try session.row(
                """
                SELECT id FROM outbox
                WHERE state = 'waiting' AND channel = $1 AND next_attempt_at <= $2 AND \(Outages.destination) = $3
                ORDER BY next_attempt_at LIMIT 1
                """, channel.rawValue, now, outage.destination
            ).map { row in
                let id = try row.text(0)
                try outages.probe(outage, with: id, now: now)
                return id
            }
        }
        let spared = out.isEmpty ? "" : "AND \(Outages.destination) NOT IN (\(Outages.openOnes))"
        let rows = try session.rows(
            """
            SELECT id, content = 'alert' FROM outbox
            WHERE state = 'waiting' AND channel = $1 AND next_attempt_at <= $2 \(spared)
            ORDER BY next_attempt_at LIMIT $3
            """, channel.rawValue, now, allowed)
        let due = try rows.map { (id: try $0.text(0), isAlert: try $0.flag(1)) }
        let told = try alerts.gather(due.filter(\.isAlert).map(\.id), of: channel, now: now)
        ids += due.filter { !$0.isAlert || told.contains($0.id) }.map(\.id)
        try pace.took(ids.count, now: now)
        return ids
    }

    /// Where the day has had its number, what waits does so visibly, and whoever can see to it is told.
    private func closeForTheDay(_ channel: MessageChannel, _ pace: Pace, now: Timestamp) throws {
        guard let until = try pace.closedUntil(now: now), try Outages(session).open(channel).isEmpty,
            let first = try session.row(
                """
                SELECT id FROM outbox WHERE state = 'waiting' AND channel = $1 AND next_attempt_at <= $2
                ORDER BY next_attempt_at LIMIT 1
                """, channel.rawValue, now)
        else { return }
        let reason = "as many messages have left by \(channel.rawValue) today as are set for a day"
        try Outages(session).closed(channel.rawValue, until: until, reason: reason, now: now)
        try alerts.raise(
            .closed, about: first.text(0), because: reason, onceFor: "\(channel.rawValue) \(until)", now: now)
    }

    /// How many messages are in each state.
    public func counts() throws -> [String: Int] {
        let rows = try session.rows("SELECT state, COUNT(*) FROM outbox GROUP BY state")
        return try Dictionary(uniqueKeysWithValues: rows.map { (try $0.text(0), try $0.integer(1)) })
    }

    /// When the next message that waits to leave this way, or lease that ends, wants attention.
    public func nextAttempt(of channel: MessageChannel = .mail) throws -> Timestamp? {
        let isOut = try !Outages(session).open(channel).isEmpty
        let waiting = try session.row(
            isOut
                ? """
                SELECT MIN(CASE WHEN u.probe_at > m.next_attempt_at THEN u.probe_at ELSE m.next_attempt_at END)
                FROM (SELECT next_attempt_at, \(Outages.destination) AS destination FROM outbox
                    WHERE state = 'waiting' AND channel = $1) m
                LEFT JOIN outage u ON u.destination = m.destination AND u.failures >= \(Outages.patience)
                """
                : """
                SELECT next_attempt_at FROM outbox WHERE state = 'waiting' AND channel = $1
                ORDER BY next_attempt_at LIMIT 1
                """, channel.rawValue)
        let leased = try session.row(
            "SELECT lease_until FROM outbox WHERE state = 'claimed' AND channel = $1 ORDER BY lease_until LIMIT 1",
            channel.rawValue)
        return [try waiting.flatMap { try $0.optional(0, $0.timestamp) }, try leased?.timestamp(0)].compactMap { $0 }
            .min()
    }

    private func withhold(_ id: String, _ withheld: OutboxContents.Withheld, now: Timestamp) throws {
        if case .reachesNobody(let person, _, _) = withheld {
            try finish(id, state: "failed", detail: withheld.reason, now: now)
            _ = try otherWay.replace(id, now: now)
            try AddressFailures(session, otherWay.texting).tell(
                about: id, to: person, because: withheld.reason, now: now)
            try calls.tell(ofFailed: id, .address, now: now)
            return
        }
        try session.execute(
            """
            UPDATE outbox SET state = 'superseded', settled_at = $1, detail = $2, next_attempt_at = NULL,
                lease_until = NULL, claim = NULL
            WHERE id = $3
            """, now, withheld.reason, id)
        try session.execute(
            "UPDATE reminder SET state = 'stopped', reason = $1 WHERE message = $2 AND state = 'planned'",
            withheld.reason, id)
    }
}
