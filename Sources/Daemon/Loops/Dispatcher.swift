import Conferences
import Foundation
import Inbound
import Logging
import Outbound
import Persistence
import WorkingDays

/// How the messages of one tick ended.
public struct DeliverySummary: Sendable, Equatable {
    public var sent = 0
    public var deferred = 0
    public var failed = 0
}

/// The deliver loop's work: claim with a lease, send, settle.
public struct Dispatcher: Sendable {
    private let database: any Database
    private let composer: MailComposer
    private let channels: Channels
    private let retries: RetryPolicy
    private let subscriptions: [WebhookSubscription]
    private let limits: DeliveryLimits
    private let returnPaths: ReturnPath?
    private let lane: DeliveryLane
    private let lease: Int
    private let texting: Texting
    private let rulebook: Rulebook
    private let clock: any WallClock
    private let logger: Logger
    /// Messages in the first claim: enough to keep every connection busy, few enough to be done well within the lease.
    private let batch: Int
    private let lookedForLate = Locked<Timestamp?>(nil)

    /// While batches are through as quickly, the next are larger, up to so many times: a claim costs nearly as much for
    /// few messages as for many. The claims in hand are well within their leases then, each twice as slow.
    private var quick: Duration { min(.seconds(1), .seconds(max(0, lease - lane.slowest)) / 8) }
    private static let growth = 8

    public init(
        database: any Database, composer: MailComposer, channels: Channels, lane: DeliveryLane,
        configuration: PartnershipConfiguration, clock: any WallClock, logger: Logger, batch: Int = 64,
        returnPaths: ReturnPath? = nil
    ) {
        self.lane = lane
        self.database = database
        self.composer = composer
        self.channels = channels
        retries = RetryPolicy(configuration.delivery, of: lane.channel)
        subscriptions = configuration.webhooks.map(\.subscription)
        limits = configuration.deliveryLimits
        self.returnPaths = returnPaths
        lease = configuration.delivery.lease
        texting = configuration.texting
        rulebook = configuration.rulebook
        self.clock = clock
        self.logger = logger
        self.batch = batch
    }

    var channel: MessageChannel { lane.channel }

    /// Sends everything that is due, claiming the next batch while the present ones are under way.
    ///
    /// Cancelling the task stops it softly: what is with a server is waited for, the rest is given back. So is it once
    /// the destination has said that it does not let us in.
    public func tick() async throws -> DeliverySummary {
        try await warnOfLate()
        var summary = DeliverySummary()
        var isToBeRepeated = true
        let isShutOut = Locked(false)
        while isToBeRepeated, !Task.isCancelled {
            let settler = Settler(
                database: database, subscriptions: subscriptions, texting: texting, clock: clock, logger: logger)
            let released: Int
            do { released = try await round(settler, isShutOut, &summary) } catch {
                try await settler.finish()
                throw error
            }
            try await settler.finish()
            // What was given back because its lease ran short is claimed anew; a destination that is shut is left alone.
            isToBeRepeated = released > 0 && !isShutOut.withLock { $0 }
        }
        return summary
    }

    /// Looks once in a minute whether something that waits may miss what it reminds of, for whatever it waits.
    private func warnOfLate() async throws {
        guard lane.channel != .webhook else { return }
        let now = clock.now
        let isTurn = lookedForLate.withLock { looked in
            guard looked.map({ now.seconds - $0.seconds >= 60 || now < $0 }) ?? true else { return false }
            looked = now
            return true
        }
        guard isTurn,
            try await database.read({ [lane, texting] in
                try Outbox($0, texting: texting).isAnyLate(lane.channel, now: now)
            })
        else { return }
        let count = try await database.write { [lane, subscriptions, texting] in
            try Outbox($0, telling: subscriptions, texting: texting).warnOfLate(lane.channel, now: now)
        }
        logger.error(
            "messages may not leave before the deadlines that they remind of; \"quorate message list\" says what keeps them",
            metadata: ["channel": "\(lane.channel.rawValue)", "messages": "\(count)"])
    }

    /// Claims, and sends what was claimed, until nothing is due.
    ///
    /// - Returns: How many messages were given back untried.
    private func round(
        _ settler: Settler, _ isShutOut: Locked<Bool>, _ summary: inout DeliverySummary
    ) async throws -> Int {
        let (ended, released, failure) = await withTaskGroup(of: Sent.self) { group in
            var (limit, held, underWay) = (batch, Set<String>(), 0)
            var (ended, released) = (DeliverySummary(), 0)
            var failure: (any Error)?
            func end(_ sent: Sent) {
                underWay -= 1
                for settlement in sent.settlements { released += ended.count(settlement) }
                limit = sent.took < quick ? min(limit * 2, batch * Self.growth) : batch
            }
            do {
                while !Task.isCancelled {
                    let next = try await claim(limit, holding: held)
                    if next.messages.isEmpty { break }
                    held.insert(next.claim)
                    if underWay == claimsAtOnce, let sent = await group.next() { end(sent) }
                    underWay += 1
                    if lane.channel == .webhook {
                        // Begun before the next claim is looked for, which the loop's own queue does too.
                        group.addImmediateTask { await send(next, settler, isShutOut) }
                    } else {
                        // Many are written at once, and none waits for what the loop's own queue does.
                        group.addTask(executorPreference: globalConcurrentExecutor) {
                            await send(next, settler, isShutOut)
                        }
                    }
                    // With many to send a round lasts long, and what waits behind them may be late.
                    try await warnOfLate()
                }
            } catch { failure = error }
            for await sent in group { end(sent) }
            return (ended, released, failure)
        }
        summary.add(ended)
        if let failure { throw failure }
        return released
    }

    /// How many claims' messages may be under way: of calls the next claim's wait with the transport, so that no
    /// connection is idle between two claims.
    private var claimsAtOnce: Int { lane.channel == .webhook ? 2 : 1 }

    /// How the messages of one claim ended, and how long they took together.
    private struct Sent {
        let settlements: [Settlement]
        let took: Duration
    }

    private func send(_ batch: ClaimedBatch, _ settler: Settler, _ isShutOut: Locked<Bool>) async -> Sent {
        let start = ContinuousClock.now
        let settlements: [Settlement]
        if lane.channel == .webhook, let webhooks = channels.webhooks {
            settlements = await CallBurst(
                batch, by: webhooks, settler, retries: retries, slowest: lane.slowest,
                wording: composer.wording(to: nil), clock: clock,
                log: log
            ).make()
        } else {
            settlements = await sendInTurn(batch, settler, isShutOut)
        }
        return Sent(settlements: settlements, took: ContinuousClock.now - start)
    }

    /// Keeps the lane full until the batch is through.
    private func sendInTurn(
        _ batch: ClaimedBatch, _ settler: Settler, _ isShutOut: Locked<Bool>
    ) async -> [Settlement] {
        await withTaskGroup(of: Settlement.self) { group in
            var settlements: [Settlement] = []
            for (index, message) in batch.messages.enumerated() {
                if index >= lane.width, let settlement = await group.next() { settlements.append(settlement) }
                group.addTask {
                    // What was sent could not be recorded lately: sending more would only mean more repeats after a crash.
                    let mayGo = !settler.isHeldUp && !isShutOut.withLock { $0 }
                    let settlement = mayGo ? await attempt(message, of: batch) : .released
                    if case .shutOut = settlement { isShutOut.withLock { $0 = true } }
                    settler.settle(message.id, settlement, wording: composer.wording(to: message.content.recipient))
                    return settlement
                }
            }
            for await settlement in group { settlements.append(settlement) }
            return settlements
        }
    }

    /// - Parameter held: The claims of this round, all of whose messages may not be settled yet.
    private func claim(_ limit: Int, holding held: Set<String>) async throws -> ClaimedBatch {
        // Most looks find nothing, and take no turn at writing.
        let next = try await database.read { [lane] in try Outbox($0).nextAttempt(of: lane.channel) }
        let now = clock.now
        guard let next, next <= now else { return ClaimedBatch() }
        let name = UUID().uuidString
        let leaseUntil = now.adding(seconds: lease)
        let (messages, calendar) = try await database.write {
            [lane, limits, subscriptions, texting, rulebook] session in
            (
                try Outbox(session, telling: subscriptions, texting: texting).claim(
                    limit, of: lane.channel, as: name, holding: held, now: now, leaseUntil: leaseUntil, limits: limits),
                try rulebook.calendar(session)
            )
        }
        return ClaimedBatch(claim: name, messages: messages, leaseUntil: leaseUntil, calendar: calendar)
    }

    private func attempt(_ message: ClaimedMessage, of batch: ClaimedBatch) async -> Settlement {
        let now = clock.now
        // Begun too late it could outlast its lease, and be sent a second time by whoever claims it then.
        if Task.isCancelled || now.adding(seconds: lane.slowest) >= batch.leaseUntil { return .released }
        let outcome = await outcome(of: message, counting: batch.calendar, now: now)
        let settlement = retries.settlement(of: outcome, message, now: clock.now)
        log(settlement, message)
        return settlement
    }

    private func outcome(
        of message: ClaimedMessage, counting calendar: WorkingDayCalendar?, now: Timestamp
    ) async -> DeliveryOutcome {
        switch message.content {
        case .reminders, .alert, .invitation:
            return lane.channel == .text
                ? await text(message, counting: calendar, now: now) : await mail(message, counting: calendar, now: now)
        case .unaddressed(let reason): return .permanent(reason: reason)
        case .webhook: return .permanent(reason: "no webhook is set any more")
        }
    }

    private func mail(
        _ claimed: ClaimedMessage, counting calendar: WorkingDayCalendar?, now: Timestamp
    ) async -> DeliveryOutcome {
        let message: MailMessage
        do {
            var written = try composer.mail(claimed, counting: calendar, now: now)
            written.returnPath = try returnPaths.map { try MailAddress($0.address(of: written.id)) }
            (written.isRepeat, written.orderedAt) = (claimed.attempt > 1, claimed.orderedAt?.seconds)
            message = written
        } catch { return .permanent(reason: "it could not be written: \(error)") }
        return await channels.mail.deliver(message)
    }

    private func text(
        _ claimed: ClaimedMessage, counting calendar: WorkingDayCalendar?, now: Timestamp
    ) async -> DeliveryOutcome {
        guard let texts = channels.texts else { return .permanent(reason: "no text messages are sent any more") }
        let message: TextMessage
        do {
            var written = try composer.text(claimed, counting: calendar, now: now)
            (written.isRepeat, written.orderedAt) = (claimed.attempt > 1, claimed.orderedAt?.seconds)
            message = written
        } catch { return .permanent(reason: "it could not be written: \(error)") }
        return await texts.deliver(message)
    }

    @Sendable private func log(_ settlement: Settlement, _ message: ClaimedMessage) {
        switch settlement {
        case .sent: logger.debug("message sent", metadata: ["message": "\(message.id)"])
        case .deferred(let until, let reason):
            logger.warning(
                "message deferred",
                metadata: [
                    "message": "\(message.id)", "attempt": "\(message.attempt)", "until": "\(until)",
                    "reason": "\(reason)",
                ])
        case .closed(let until, let reason):
            logger.error(
                "destination takes nothing more for now",
                metadata: [
                    "channel": "\(lane.channel.rawValue)", "message": "\(message.id)", "until": "\(until)",
                    "reason": "\(reason)",
                ])
        case .unreachable(let until, let reason, _):
            logger.warning(
                "destination not reached",
                metadata: [
                    "channel": "\(lane.channel.rawValue)", "message": "\(message.id)", "until": "\(until)",
                    "reason": "\(reason)",
                ])
        case .shutOut(let reason):
            logger.error(
                "destination does not let us in: this message failed, the others wait",
                metadata: [
                    "channel": "\(lane.channel.rawValue)", "message": "\(message.id)", "reason": "\(reason)",
                ])
        case .gone(let reason):
            guard case .webhook(let name, _) = message.content else { return }
            logger.error(
                "webhook switched off; \"quorate webhook enable\" calls it again",
                metadata: ["webhook": "\(name)", "message": "\(message.id)", "reason": "\(reason)"])
        case .failed(let reason), .badAddress(let reason):
            logger.error("message failed", metadata: ["message": "\(message.id)", "reason": "\(reason)"])
        case .released: logger.debug("message given back", metadata: ["message": "\(message.id)"])
        }
    }
}

/// What one claim took up.
struct ClaimedBatch: Sendable {
    var claim = ""
    var messages: [ClaimedMessage] = []
    var leaseUntil = Timestamp(seconds: 0)
    /// What the days that are left are counted by; otherwise the configuration's.
    var calendar: WorkingDayCalendar?
}

extension DeliverySummary {
    fileprivate mutating func add(_ other: DeliverySummary) {
        sent += other.sent
        deferred += other.deferred
        failed += other.failed
    }

    /// - Returns: 1 for a message that was given back untried, otherwise 0.
    fileprivate mutating func count(_ settlement: Settlement) -> Int {
        switch settlement {
        case .sent: sent += 1
        case .deferred, .unreachable, .closed: deferred += 1
        case .failed, .shutOut, .badAddress, .gone: failed += 1
        case .released: return 1
        }
        return 0
    }
}
