import Outbound
import Persistence
import WorkingDays

/// When to try again, and when to give up.
struct RetryPolicy: Sendable {
    private let delivery: PartnershipConfiguration.Delivery

    init(_ delivery: PartnershipConfiguration.Delivery) { self.delivery = delivery }

    func settlement(of outcome: DeliveryOutcome, _ message: ClaimedMessage, now: Timestamp) -> Settlement {
        switch outcome {
        case .accepted(let detail): .sent(detail: detail)
        case .permanent(let reason): .failed(reason: reason)
        case .badAddress(let reason): .badAddress(reason: reason)
        case .gone(let reason): .gone(reason: reason)
        case .notBegun: .released
        case .unreachable(let reason):
            // How long it stays out decides when it is tried again; this only spreads what then waits.
            .unreachable(until: now.adding(seconds: wait(after: message)), reason: reason)
        case .transient(let reason, let retryAfter): again(message, reason, after: retryAfter ?? 0, now: now)
        case .unknown(let reason): again(message, reason, after: 0, now: now)
        }
    }

    /// - Parameter after: Seconds that the peer asks to wait. It is heeded up to a day.
    private func again(_ message: ClaimedMessage, _ reason: String, after: Int, now: Timestamp) -> Settlement {
        guard message.attempt < delivery.attempts else {
            return .failed(reason: "given up after \(message.attempt) attempts: \(reason)")
        }
        return .deferred(
            until: now.adding(seconds: max(wait(after: message), min(after, 86_400))), reason: reason)
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
