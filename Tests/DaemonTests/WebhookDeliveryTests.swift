import Outbound
import Persistence
import TestValues
import Testing
import WorkingDays

@testable import Daemon

@Suite("Webhooks in the loops")
struct WebhookDeliveryTests {
    private static let more = """
        delivery: {attempts: 1}
        webhooks:
          desk: {url: https://desk.example/hook, secretFile: hook, events: [message.failed]}
          steps: {url: https://steps.example/hook, secretFile: hook, events: [obligation.overdue]}

        """

    @Test("tell those who asked for it of a message that was given up, and of an alert that was, too")
    func messageFailed() async throws {
        let sample = try await DeliverySample.due(more: Self.more)
        let transport = ScriptedTransport(sample.clock) { _ in .transient(reason: "452 disk full") }
        for _ in 0..<3 { _ = try await sample.dispatcher(transport).tick() }
        let calls = try await sample.database.read { session in
            try MessageReadings(session).list(.init(recipient: "desk"), limit: 10).map(\.state)
        }
        #expect(calls == [.waiting, .waiting])
        #expect(
            try await sample.database.read {
                try MessageReadings($0).list(.init(recipient: "steps"), limit: 10).isEmpty
            })
    }

    @Test("plan a call for each webhook that is told of steps")
    func steps() async throws {
        let sample = try await DeliverySample.due(more: Self.more)
        // What was planned without webhooks is not told of afterwards; the next step is.
        let planner = Planner(
            database: sample.database, rulebook: sample.configuration.rulebook,
            endpoints: sample.configuration.webhooks.map(\.subscription))
        sample.clock.move(to: "2026-11-24T09:00:00Z")
        let summary = try await planner.tick(now: sample.clock.now)
        let lines = try await sample.database.read { try MessageReadings($0).list(.init(), limit: 100) }
        let calls = lines.filter { $0.content == "call" }
        #expect(summary.webhookCalls == calls.count)
        #expect(Set(calls.map(\.recipient)) == ["steps"])
    }
}
