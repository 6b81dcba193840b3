import Conferences
import Outbound
import TestValues
import Testing
import WorkingDays

@testable import Daemon
@testable import Persistence

@Suite("A day's limit")
struct DayLimitTests {
    @Test("that the peer tells of, lets everything wait until it counts anew, and uses up no attempts")
    func closed() async throws {
        let isOpen = Locked(false)
        let sample = try await DeliverySample.due(people: 5, more: "delivery: {attempts: 1}\n")
        let transport = ScriptedTransport(sample.clock) { _ in
            isOpen.withLock { $0 } ? .accepted(detail: "taken") : .closed(reason: "no more today", seconds: 15 * 3600)
        }
        let dispatcher = try sample.dispatcher(transport)
        for _ in 0..<3 { _ = try await dispatcher.tick() }
        let first = transport.all.count
        #expect(try await sample.outbox().allSatisfy { $0 == "waiting 0 no more today" })
        let told = try await sample.database.read {
            try $0.row("SELECT COUNT(*) FROM outbox WHERE payload LIKE '%\"closed\"%'")?.integer(0)
        }
        #expect(told == 1, "once a day, whatever else will come too late for its deadline")
        sample.clock.move(to: "2026-11-23T23:59:00Z")
        _ = try await dispatcher.tick()
        #expect(transport.all.count == first, "not even one tries before")
        isOpen.withLock { $0 = true }
        sample.clock.move(to: "2026-11-24T00:00:01Z")
        for _ in 0..<2 { _ = try await dispatcher.tick() }
        #expect(try await sample.outbox().allSatisfy { $0 == "sent 1 taken" })
    }

    @Test("that is set, is counted by days in UTC, and told when it is reached")
    func counted() async throws {
        let sample = try await TextSample(prefers: .text, more: "")
        let limits = DeliveryLimits(texts: .init(perDay: 2))
        let (database, now) = (sample.delivery.database, sample.delivery.clock.now)
        try await database.write { session in
            for number in 1...5 {
                try session.execute(
                    """
                    INSERT INTO outbox (id, channel, content, recipient, obligation, generation, slot_at, created_at,
                        state, next_attempt_at)
                    SELECT $1, 'text', 'reminders', recipient, NULL, NULL, slot_at, created_at, 'waiting', $2
                    FROM outbox WHERE content = 'reminders' AND state = 'waiting' LIMIT 1
                    """, "extra\(number)", now)
            }
        }
        func claim(_ moment: Timestamp) async throws -> Int {
            try await database.write { session in
                _ = try Outbox(session).claim(
                    50, of: .text, as: "c\(moment.seconds)", now: moment, leaseUntil: moment.adding(seconds: 600),
                    limits: limits)
                return try session.row(
                    "SELECT COUNT(*) FROM outbox WHERE channel = 'text' AND state <> 'waiting'")?.integer(0) ?? 0
            }
        }
        #expect(try await claim(now) == 2)
        #expect(try await claim(now.adding(seconds: 60)) == 2)
        let outage = try await database.read { try Outages($0).open(.text).first }
        #expect(outage?.probeAt == "2026-11-24T00:00:00Z")
        #expect(outage?.reason.contains("as are set for a day") == true)
    }
}
