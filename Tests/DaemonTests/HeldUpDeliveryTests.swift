import Outbound
import TestPeers
import TestValues
import Testing
import WorkingDays

@testable import Daemon
@testable import Persistence

@Suite("The deliver loop, when the clock is set or the disk is full")
struct HeldUpDeliveryTests {
    @Test("does not take over from itself what is under way when the clock is set forward")
    func clockSetForward() async throws {
        let sample = try await DeliverySample.due(people: 1)
        let isUnderWay = Locked(false)
        // The second look for messages comes when the first message is under way and the clock has been set.
        let database = WatchedDatabase(database: sample.database) { reads in
            guard reads == 2 else { return }
            try? await wait(for: "the message to be under way") { isUnderWay.withLock { $0 } }
        }
        let transport = ScriptedTransport(sample.clock) { [clock = sample.clock] _ in
            clock.move(to: clock.now.adding(seconds: 31 * 86_400))
            isUnderWay.withLock { $0 = true }
            try? await wait(for: "the second claim") { database.writes.withLock { $0 } >= 2 }
            return .accepted(detail: "250 OK")
        }
        let lane = DeliveryLane(.mail, width: 1, slowest: 4)
        #expect(try await sample.dispatcher(transport, lane: lane, over: database).tick().sent == 1)
        #expect(transport.all.count == 1)
        #expect(try await sample.outbox() == ["sent 1 250 OK"])
    }

    @Test("sends nothing more while what was sent cannot be recorded, and all of it once there is room")
    func fullDisk() async throws {
        let sample = try await DeliverySample.due(people: 8)
        let disk = FillingDatabase(database: sample.database)
        let sent = Locked(0)
        let transport = ScriptedTransport(sample.clock) { _ in
            sent.withLock { $0 += 1 }
            if sent.withLock({ $0 }) == 1 { disk.isFull.withLock { $0 = true } }
            return .accepted(detail: "250 OK")
        }
        let dispatcher = try sample.dispatcher(
            transport, lane: DeliveryLane(.mail, width: 1, slowest: 4), over: disk)
        let running = Task { try await dispatcher.tick() }
        try await wait(for: "some tries to record it") { disk.failures.withLock { $0 } >= 3 }
        // The second may have begun before the first try failed.
        #expect((1...2).contains(transport.all.count))
        disk.isFull.withLock { $0 = false }
        #expect(try await running.value.sent == 8)
        #expect(transport.all.count == 8)
        #expect(Set(transport.all.map(\.message.id)).count == 8)
        #expect(Set(try await sample.outbox()) == ["sent 1 250 OK"])
    }
}
