import Conferences
import Foundation
import Logging
import Outbound
import Persistence
import WorkingDays

/// Where claimed messages go.
public struct Channels: Sendable {
    let mail: any MailTransport
    let webhooks: WebhookChannel?

    public init(mail: any MailTransport, webhooks: WebhookChannel?) {
        self.mail = mail
        self.webhooks = webhooks
    }

    public struct WebhookChannel: Sendable {
        let transport: WebhookTransport
        let endpoints: [String: PartnershipConfiguration.Webhook]

        public init(transport: WebhookTransport, endpoints: [PartnershipConfiguration.Webhook]) {
            self.transport = transport
            self.endpoints = Dictionary(uniqueKeysWithValues: endpoints.map { ($0.name, $0) })
        }
    }
}

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
    private let lease: Int
    private let clock: any WallClock
    private let logger: Logger
    /// Messages in one claim: enough to keep every connection busy, few enough to be done well within the lease.
    private let batch: Int

    public init(
        database: any Database, composer: MailComposer, channels: Channels,
        delivery: PartnershipConfiguration.Delivery, clock: any WallClock, logger: Logger, batch: Int = 64
    ) {
        self.database = database
        self.composer = composer
        self.channels = channels
        retries = RetryPolicy(delivery)
        lease = delivery.lease
        self.clock = clock
        self.logger = logger
        self.batch = batch
    }

    /// Sends everything that is due, claiming the next batch while the present one is under way.
    ///
    /// Cancelling the task stops it softly: what is with a server is waited for, the rest is given back.
    public func tick() async throws -> DeliverySummary {
        let settler = Settler(database: database, clock: clock, logger: logger)
        var summary = DeliverySummary()
        var claimed = try await claim()
        do {
            while !claimed.isEmpty {
                async let next = Task.isCancelled ? [] : claim()
                await send(claimed, settler, &summary)
                claimed = try await next
            }
        } catch {
            try await settler.finish()
            throw error
        }
        try await settler.finish()
        return summary
    }

    private func send(_ messages: [ClaimedMessage], _ settler: Settler, _ summary: inout DeliverySummary) async {
        await withTaskGroup(of: (String, Settlement).self) { group in
            for message in messages { group.addTask { (message.id, await attempt(message)) } }
            for await (id, settlement) in group {
                summary.count(settlement)
                await settler.settle(id, settlement)
            }
        }
    }

    private func claim() async throws -> [ClaimedMessage] {
        let now = clock.now
        let name = UUID().uuidString
        return try await database.write { [batch, lease] session in
            let outbox = Outbox(session)
            guard let next = try outbox.nextAttempt(), next <= now else { return [] }
            return try outbox.claim(batch, as: name, now: now, leaseUntil: now.adding(seconds: lease))
        }
    }

    private func attempt(_ message: ClaimedMessage) async -> Settlement {
        if Task.isCancelled { return .released }
        let now = clock.now
        let outcome = await outcome(of: message, now: now)
        let settlement = retries.settlement(of: outcome, message, now: clock.now)
        log(settlement, message)
        return settlement
    }

    private func outcome(of message: ClaimedMessage, now: Timestamp) async -> DeliveryOutcome {
        switch message.content {
        case .mail(let recipient, let items):
            do {
                return await channels.mail.deliver(
                    try composer.compose(id: message.id, recipient: recipient, items: items, now: now))
            } catch {
                return .permanent(reason: "it could not be written: \(error)")
            }
        case .webhook(let name, let payload):
            guard let webhooks = channels.webhooks, let endpoint = webhooks.endpoints[name] else {
                return .permanent(reason: "no webhook is called \(name) any more")
            }
            return await webhooks.transport.deliver(
                WebhookCall(
                    id: message.id, url: endpoint.url, secret: endpoint.secret, timestamp: now.seconds,
                    body: Array(payload.utf8), caFile: endpoint.caFile))
        }
    }

    private func log(_ settlement: Settlement, _ message: ClaimedMessage) {
        switch settlement {
        case .sent: logger.debug("message sent", metadata: ["message": "\(message.id)"])
        case .deferred(let until, let reason):
            logger.warning(
                "message deferred",
                metadata: [
                    "message": "\(message.id)", "attempt": "\(message.attempt)", "until": "\(until)",
                    "reason": "\(reason)",
                ])
        case .failed(let reason):
            logger.error("message failed", metadata: ["message": "\(message.id)", "reason": "\(reason)"])
        case .released: logger.debug("message given back", metadata: ["message": "\(message.id)"])
        }
    }
}

extension DeliverySummary {
    fileprivate mutating func count(_ settlement: Settlement) {
        switch settlement {
        case .sent: sent += 1
        case .deferred, .released: deferred += 1
        case .failed: failed += 1
        }
    }
}

/// When to try again, and when to give up.
struct RetryPolicy: Sendable {
    private let delivery: PartnershipConfiguration.Delivery

    init(_ delivery: PartnershipConfiguration.Delivery) { self.delivery = delivery }

    func settlement(of outcome: DeliveryOutcome, _ message: ClaimedMessage, now: Timestamp) -> Settlement {
        switch outcome {
        case .accepted(let detail): .sent(detail: detail)
        case .permanent(let reason): .failed(reason: reason)
        case .notBegun: .released
        case .transient(let reason), .unknown(let reason):
            message.attempt < delivery.attempts
                ? .deferred(until: now.adding(seconds: wait(after: message)), reason: reason)
                : .failed(reason: "given up after \(message.attempt) attempts: \(reason)")
        }
    }

    /// Seconds: twice as long each time up to the longest, and up to a fifth more or less, so that what failed together
    /// does not come back together. The spread follows from the message, so a repeat of the sum gives the same.
    func wait(after message: ClaimedMessage) -> Int {
        let doublings = min(message.attempt - 1, 20)
        let plain = min(delivery.firstRetry << doublings, delivery.longestRetry)
        var hash: UInt64 = 14_695_981_039_346_656_037
        for byte in "\(message.id) \(message.attempt)".utf8 { hash = (hash ^ UInt64(byte)) &* 1_099_511_628_211 }
        let spread = Int(hash >> 16 % 401) - 200
        return max(1, plain + plain * spread / 1000)
    }
}
