import Outbound
import TestValues
import Testing
import WorkingDays

@testable import Daemon
@testable import Persistence

@Suite("Trying again")
struct RetryPolicyTests {
    private static let now: Timestamp = "2026-11-23T09:00:00Z"

    private func policy(_ channel: MessageChannel, more: String = "") async throws -> RetryPolicy {
        RetryPolicy(try await ConfigurationSample(more: more).load().delivery, of: channel)
    }

    private func call(_ id: String = "m", attempt: Int) -> ClaimedMessage {
        ClaimedMessage(
            id: id, slot: Self.now, attempt: attempt, content: .webhook(endpoint: "desk", payload: "{}"))
    }

    /// Seconds until the next attempt; `nil` when there is none.
    private func wait(
        _ policy: RetryPolicy, _ message: ClaimedMessage, retryAfter: Int? = nil
    ) -> Int? {
        let outcome = DeliveryOutcome.transient(reason: "busy", retryAfter: retryAfter)
        guard case .deferred(let until, _) = policy.settlement(of: outcome, message, now: Self.now) else { return nil }
        return Int(until.seconds - Self.now.seconds)
    }

    static let schedule = [
        (1, 5), (2, 5 * 60), (3, 30 * 60), (4, 2 * 3600), (5, 5 * 3600), (6, 10 * 3600), (7, 14 * 3600),
        (8, 20 * 3600), (9, 24 * 3600),
    ]

    @Test("of a webhook's call follows the standard's table, with a fifth more or less", arguments: schedule)
    func table(attempt: Int, plain: Int) async throws {
        let policy = try await policy(.webhook, more: "delivery: {firstRetry: 900, attempts: 2}\n")
        let waits = try (0..<200).map { try #require(wait(policy, call("m\($0)", attempt: attempt))) }
        #expect(waits.allSatisfy { abs($0 - plain) <= plain / 5 }, "\(waits)")
        // What failed together does not come back together, once the waits have room for it.
        #expect(plain < 60 || Set(waits).count > 50)
        #expect(wait(policy, call(attempt: attempt)) == wait(policy, call(attempt: attempt)))
    }

    @Test("of a call ends with the tenth attempt, and says so")
    func last() async throws {
        let settlement = try await policy(.webhook)
            .settlement(of: .transient(reason: "busy", retryAfter: nil), call(attempt: 10), now: Self.now)
        #expect(settlement == .failed(reason: "given up after 10 attempts: busy"))
    }

    @Test("waits as long as a receiver asks for where that is longer, up to a day")
    func retryAfter() async throws {
        let policy = try await policy(.webhook)
        #expect(wait(policy, call(attempt: 1), retryAfter: 900) == 900)
        let own = wait(policy, call(attempt: 5))
        #expect(wait(policy, call(attempt: 5), retryAfter: 60) == own)
        #expect(wait(policy, call(attempt: 1), retryAfter: 1_000_000) == 86_400)
    }

    @Test("of mail doubles its waits up to the longest, as configured")
    func mail() async throws {
        let policy = try await policy(.mail, more: "delivery: {firstRetry: 100, longestRetry: 300, attempts: 5}\n")
        let waits = (1...4).map { wait(policy, call(attempt: $0)) ?? 0 }
        for (wait, plain) in zip(waits, [100, 200, 300, 300]) { #expect(abs(wait - plain) <= plain / 5) }
        #expect(wait(policy, call(attempt: 5)) == nil)
    }
}
