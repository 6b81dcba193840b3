import Outbound
import Persistence
import WorkingDays

/// When to try again, and when to give up: mail and texts with waits that double, calls of webhooks by their standard's table.
struct RetryPolicy: Sendable {
    private let delivery: PartnershipConfiguration.Delivery
    private let channel: MessageChannel

    /// Seconds before the second attempt of a call, the third, and so on up to the tenth, which is the last.
    ///
    /// - Source: Standard Webhooks, *Deliverability and reliability*, the retry schedule.
    private static let webhookWaits = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400]

    init(_ delivery: PartnershipConfiguration.Delivery, of channel: MessageChannel) {
        self.delivery = delivery
        self.channel = channel
    }

    /// How many attempts there are.
    private var attempts: Int {
        switch channel {
        case .mail, .text: delivery.attempts
        case .webhook: Self.webhookWaits.count + 1
        }
    }

    func settlement(of outcome: DeliveryOutcome, _ message: ClaimedMessage, now: Timestamp) -> Settlement {
        switch outcome {
        case .accepted(let detail, let ticket): .sent(detail: detail, ticket: ticket)
        case .permanent(let reason): .failed(reason: reason)
        case .badAddress(let reason): .badAddress(reason: reason)
        case .gone(let reason): .gone(reason: reason)
        case .notBegun: .released
        case .unreachable(let reason):
            // How long it stays out decides when it is tried again; this only spreads what then waits.
            .unreachable(
                until: now.adding(seconds: wait(after: message)), reason: reason,
                givenUp: message.attempt < attempts ? nil : Self.givenUp(message, reason))
        case .shutOut(let reason): .shutOut(reason: reason)
        case .closed(let reason, let seconds): .closed(until: now.adding(seconds: seconds), reason: reason)
        case .transient(let reason, let retryAfter): again(message, reason, after: retryAfter ?? 0, now: now)
        case .unknown(let reason): again(message, reason, after: 0, now: now)
        }
    }

    /// - Parameter after: Seconds that the peer asks to wait. It is heeded up to a day.
    private func again(_ message: ClaimedMessage, _ reason: String, after: Int, now: Timestamp) -> Settlement {
        guard message.attempt < attempts else {
            return .failed(reason: Self.givenUp(message, reason))
        }
        return .deferred(
            until: now.adding(seconds: max(wait(after: message), min(after, 86_400))), reason: reason)
    }

    private static func givenUp(_ message: ClaimedMessage, _ reason: String) -> String {
        "\(CalendarEntries.givenUp) \(message.attempt) attempts: \(reason)"
    }

    /// Seconds: the channel's own, and up to a fifth more or less, so that what failed together does not come back
    /// together. The spread follows from the message, so a repeat of the sum gives the same.
    func wait(after message: ClaimedMessage) -> Int {
        let plain = plainWait(after: message.attempt)
        var hash: UInt64 = 14_695_981_039_346_656_037
        for byte in "\(message.id) \(message.attempt)".utf8 { hash = (hash ^ UInt64(byte)) &* 1_099_511_628_211 }
        let spread = Int(hash >> 16 % 401) - 200
        return max(1, plain + plain * spread / 1000)
    }

    private func plainWait(after attempt: Int) -> Int {
        switch channel {
        case .mail, .text: min(delivery.firstRetry << min(attempt - 1, 20), delivery.longestRetry)
        case .webhook: Self.webhookWaits[min(attempt, Self.webhookWaits.count) - 1]
        }
    }
}
