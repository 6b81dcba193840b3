import Outbound
import TestPeers
import TestValues
import Testing
import WorkingDays

@testable import Daemon
@testable import Persistence

@Suite("The deliver loop, when the clock is set or the disk is full")
struct HeldUpDeliveryTests {
    @Test("never sends a message a second time because the clock was set forward while it was under way")
    func clockSetForward() async throws {
        let sample = try await DeliverySample.due(people: 40)
        let transport = ScriptedTransport(sample.clock) { [clock = sample.clock, database = sample.database] _ in
            clock.move(to: clock.now.adding(seconds: 31 * 86_400))
            // Meanwhile the next one is claimed, and whatever seems to be nobody's any more is taken over.
            for _ in 0..<20 { _ = try? await database.read { try $0.rows("SELECT 1 FROM outbox") } }
            return .accepted(detail: "250 OK")
        }
        _ = try await sample.dispatcher(transport, batch: 1, lane: DeliveryLane(.mail, width: 1, slowest: 4)).tick()
        #expect(transport.all.count == 40)
        #expect(Set(transport.all.map(\.message.id)).count == 40)
        #expect(Set(try await sample.outbox().map { $0.prefix(4) }) == ["sent"])
    }

    @Test("sends nothing more while what was sent cannot be recorded, and all of it once there is room")
    func fullDisk() async throws {
        let sample = try await DeliverySample.due(people: 8)
        let disk = FillingDatabase(database: sample.database)
        let sent = Locked(0)
        let transport = ScriptedTransport(sample.clock) { _ in
            if sent.withLock({
                $0 += 1
                return $0
            }) == 1 {
                disk.isFull.withLock { $0 = true }
            }
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
