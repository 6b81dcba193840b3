import Outbound
import Persistence
import Synchronization
import WorkingDays

/// The calls of one claim, handed over at once: each is written, signed and made when a connection to its receiver is
/// free.
final class CallBurst: Sendable {
    private let batch: ClaimedBatch
    private let webhooks: Channels.WebhookChannel
    private let settler: Settler
    private let retries: RetryPolicy
    /// Seconds that one call may take.
    private let slowest: Int
    private let wording: String?
    private let clock: any WallClock
    private let log: @Sendable (Settlement, ClaimedMessage) -> Void
    private let isCancelled = Atomic(false)
    private let ended = Locked<[Settlement]>([])

    init(
        _ batch: ClaimedBatch, by webhooks: Channels.WebhookChannel, _ settler: Settler, retries: RetryPolicy,
        slowest: Int, wording: String? = nil, clock: any WallClock,
        log: @escaping @Sendable (Settlement, ClaimedMessage) -> Void
    ) {
        (self.batch, self.webhooks, self.settler, self.retries) = (batch, webhooks, settler, retries)
        (self.slowest, self.wording, self.clock, self.log) = (slowest, wording, clock, log)
    }

    /// Returns when each has ended and been handed to the settler. Cancelling the task gives back those not begun.
    func make() async -> [Settlement] {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                webhooks.transport.deliver(
                    batch.messages.map { message in
                        WaitingCall(
                            address: endpoint(of: message)?.access?.address, write: { self.write(message) },
                            ended: { if self.end(message, $0) { continuation.resume() } })
                    })
            }
        } onCancel: {
            isCancelled.store(true, ordering: .relaxed)
        }
        return ended.withLock { $0 }
    }

    private func endpoint(of message: ClaimedMessage) -> PartnershipConfiguration.Webhook? {
        guard case .webhook(let name, _) = message.content else { return nil }
        return webhooks.endpoints[name]
    }

    private func write(_ message: ClaimedMessage) -> WaitingCall.Writing {
        let now = clock.now
        // Begun too late it could outlast its lease, and be made a second time by whoever claims it then. And where what
        // was made could not be recorded lately, more calls would only mean more repeats after a crash.
        let isTooLate = now.adding(seconds: slowest) >= batch.leaseUntil
        if isCancelled.load(ordering: .relaxed) || isTooLate || settler.isHeldUp { return .over(.notBegun) }
        guard case .webhook(let name, let payload) = message.content else {
            return .over(.permanent(reason: "it is no call of a webhook's"))
        }
        guard let endpoint = webhooks.endpoints[name] else {
            return .over(.permanent(reason: "no webhook is called \(name) any more"))
        }
        do {
            return .call(try webhooks.composer.compose(id: message.id, to: endpoint, payload: payload, now: now))
        } catch { return .over(.permanent(reason: "it could not be written: \(error)")) }
    }

    /// - Returns: Whether it was the last.
    private func end(_ message: ClaimedMessage, _ outcome: DeliveryOutcome) -> Bool {
        let settlement = retries.settlement(of: outcome, message, now: clock.now)
        log(settlement, message)
        settler.settle(message.id, settlement, wording: wording)
        return ended.withLock { ended in
            ended.append(settlement)
            return ended.count == batch.messages.count
        }
    }
}
