import Outbound
import TestPeers
import TestValues
import Testing
import WorkingDays

@testable import Daemon
@testable import Persistence

@Suite("The deliver loop")
struct DispatcherTests {
    @Test("hands each message to the transport once and keeps it as sent")
    func sends() async throws {
        let sample = try await DeliverySample.due(people: 200)
        let transport = ScriptedTransport(sample.clock)
        let summary = try await sample.dispatcher(transport, batch: 7).tick()
        #expect(summary.sent == 200)
        #expect(Set(transport.all.map(\.message.id)).count == 200)
        #expect(transport.all.count == 200)
        #expect(Set(try await sample.outbox()) == ["sent 1 250 OK"])
        let wording = try await sample.database.read {
            try $0.rows("SELECT DISTINCT wording FROM outbox").map { try $0.text(0) }
        }
        let version = sample.configuration.mail.templates.version
        #expect(wording == ["\(version) english"])
        #expect(try await sample.dispatcher(transport).tick() == DeliverySummary())
    }

    @Test("writes and sends elsewhere than on the loop's own queue, which does one thing at a time")
    func onItsQueue() async throws {
        let sample = try await DeliverySample.due(people: 20)
        let places = Locked<[Bool]>([])
        let transport = ScriptedTransport(sample.clock) { _ in
            places.withLock { $0.append(LoopQueue.isCurrent) }
            return .accepted(detail: "250 OK")
        }
        let dispatcher = try sample.dispatcher(transport, batch: 7)
        let summary = try await withTaskExecutorPreference(LoopQueue("test")) { try await dispatcher.tick() }
        #expect(summary.sent == 20)
        #expect(places.withLock { $0 } == Array(repeating: false, count: 20))
    }

    @Test("tries again what may succeed later, after waits that double within a fifth and never pass the longest")
    func transient() async throws {
        let sample = try await DeliverySample.due(
            more: "delivery: {attempts: 10, firstRetry: 60, longestRetry: 1000}\n")
        let transport = ScriptedTransport(sample.clock) {
            $0.to.address == "p1@csc.example" ? .transient(reason: "451 greylisted") : .accepted(detail: "250 OK")
        }
        let dispatcher = try sample.dispatcher(transport)
        for attempt in 1...9 {
            #expect(try await dispatcher.tick().deferred == 1)
            let next = try #require(try await sample.nextAttempt())
            let wait = Int(next.seconds - sample.clock.now.seconds)
            let plain = min(60 << (attempt - 1), 1000)
            #expect(((plain * 4 / 5)...(plain * 6 / 5)).contains(wait), "attempt \(attempt): \(wait) s")
            sample.clock.move(to: next.adding(seconds: -1))
            #expect(try await dispatcher.tick() == DeliverySummary(), "too early")
            sample.clock.move(to: next)
        }
        #expect(try await dispatcher.tick().failed == 1)
        #expect(try await sample.outbox() == ["failed 10 given up after 10 attempts: 451 greylisted"])
        let attempts = transport.all.filter { $0.message.to.address == "p1@csc.example" }
        #expect(Set(attempts.map(\.message.id)).count == 1)
        #expect(attempts.count == 10)
    }

    @Test("does not bring back together what failed together")
    func spread() async throws {
        let sample = try await DeliverySample.due(people: 60, more: "delivery: {firstRetry: 1000}\n")
        _ = try await sample.dispatcher(ScriptedTransport(sample.clock) { _ in .transient(reason: "no") }).tick()
        let waits = try await sample.database.read { session in
            try session.rows("SELECT next_attempt_at FROM outbox").map { try $0.integer(0) }
        }.map { $0 - Int(sample.clock.now.seconds) }
        #expect(waits.allSatisfy { (800...1200).contains($0) })
        #expect(Set(waits).count > 30)
        #expect(waits.contains { $0 < 900 })
        #expect(waits.contains { $0 > 1100 })
    }

    @Test("lets what will never succeed fail at once, and shows it")
    func permanent() async throws {
        let sample = try await DeliverySample.due()
        let transport = ScriptedTransport(sample.clock) {
            $0.to.address == "p1@csc.example" ? .permanent(reason: "550 no such mailbox") : .accepted(detail: "250 OK")
        }
        #expect(try await sample.dispatcher(transport).tick().failed == 1)
        #expect(try await sample.outbox() == ["failed 1 550 no such mailbox"])
        let reminders = try await sample.database.read { session in
            try session.rows("SELECT DISTINCT reason FROM reminder WHERE state = 'failed'").map { try $0.text(0) }
        }
        #expect(reminders == ["550 no such mailbox"])
        #expect(try await sample.dispatcher(transport).tick().failed == 0)
        sample.clock.move(to: "2026-11-24T09:00:00Z")
        #expect(try await sample.dispatcher(transport).tick() == DeliverySummary())
    }

    @Test("sends again, as the same message, what may have been delivered")
    func unknown() async throws {
        let sample = try await DeliverySample.due()
        let answers = Locked<[DeliveryOutcome]>([.unknown(reason: "no answer"), .accepted(detail: "250 OK")])
        let transport = ScriptedTransport(sample.clock) { _ in answers.withLock { $0.removeFirst() } }
        #expect(try await sample.dispatcher(transport).tick().deferred == 1)
        sample.clock.move(to: try #require(try await sample.nextAttempt()))
        #expect(try await sample.dispatcher(transport).tick().sent == 1)
        let ids = transport.all.map(\.message.messageID)
        #expect(ids.count == 2)
        #expect(Set(ids).count == 1)
        #expect(try await sample.outbox() == ["sent 2 250 OK"])
    }

    @Test("gives back, as untried, what had not begun when it was stopped, and keeps what had")
    func stopped() async throws {
        let sample = try await DeliverySample.due(people: 40)
        let first = Locked<CheckedContinuation<Void, Never>?>(nil)
        let begun = AsyncStream<Void>.makeStream()
        let transport = ScriptedTransport(sample.clock) { _ in
            // The first is with the server; whatever comes after a stop is refused, as real transports do.
            if Task.isCancelled { return .notBegun }
            await withCheckedContinuation { continuation in
                first.withLock { $0 = continuation }
                begun.continuation.yield()
            }
            return .accepted(detail: "250 OK")
        }
        let dispatcher = try sample.dispatcher(transport, batch: 1)
        let running = Task { try await dispatcher.tick() }
        for await _ in begun.stream { break }
        running.cancel()
        first.withLock { $0 }?.resume()
        _ = try? await running.value
        let states = try await sample.outbox()
        #expect(states.count { $0 == "sent 1 250 OK" } == 1)
        #expect(states.count { $0.hasPrefix("waiting 0") } == 39, "\(states)")
    }

    @Test("gives back what a stopping transport did not begin")
    func notBegun() async throws {
        let sample = try await DeliverySample.due(people: 3)
        let transport = ScriptedTransport(sample.clock) { _ in .notBegun }
        let dispatcher = try sample.dispatcher(transport, batch: 2)
        let running = Task { try await dispatcher.tick() }
        running.cancel()
        _ = try? await running.value
        #expect(try await sample.outbox().allSatisfy { $0.hasPrefix("waiting 0") })
    }

    @Test("never sends a message a second time because a server is slow")
    func slow() async throws {
        let sample = try await DeliverySample.due(people: 12, more: "delivery: {lease: 120}\n")
        // One after the other, of which three fit into a lease: the fourth of a batch must be claimed anew.
        let transport = ScriptedTransport(sample.clock) { [clock = sample.clock] _ in
            clock.move(to: clock.now.adding(seconds: 40))
            return .accepted(detail: "250 OK")
        }
        _ = try await sample.dispatcher(transport, batch: 4, lane: DeliveryLane(.mail, width: 1, slowest: 40)).tick()
        #expect(transport.all.count == 12)
        #expect(Set(try await sample.outbox().map { $0.prefix(4) }) == ["sent"])
    }

    @Test("fails what can be addressed no more, for good, and sends the rest")
    func erased() async throws {
        let sample = try await DeliverySample.due(people: 3)
        try await sample.database.write {
            try Keyring($0).erase(.person("P-2"), reason: "left", actor: "tester", now: sample.clock.now)
        }
        let transport = ScriptedTransport(sample.clock) { _ in .accepted(detail: "250 OK") }
        let summary = try await sample.dispatcher(transport).tick()
        #expect(summary.sent == transport.all.count)
        #expect(summary.failed == 1)
        #expect(
            try await sample.outbox().filter { !$0.hasPrefix("sent") }
                == ["failed 1 The name and address of P-2 were erased."])
        let reminders = try await sample.database.read {
            try $0.rows("SELECT DISTINCT reason FROM reminder WHERE state = 'failed'").map { try $0.text(0) }
        }
        #expect(reminders == ["The name and address of P-2 were erased."])
    }
}
