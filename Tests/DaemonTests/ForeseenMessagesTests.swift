import Conferences
import Foundation
import Logging
import Outbound
import TestPeers
import TestValues
import Testing
import WorkingDays

@testable import Daemon
@testable import Persistence

/// What is previewed is what is rehearsed is what is sent (design, promise 3).
@Suite("Preview, rehearsal and the loops")
struct ForeseenMessagesTests {
    private static let weeks: Int64 = 8 * 7 * 86_400

    /// The sample partnership as the demonstration has it on the morning of a day, its past weeks lived through.
    private func lived(on day: CalendarDate) async throws -> (TemporaryFolder, Demonstration, MovingStart) {
        let folder = try TemporaryFolder("foreseen")
        let demonstration = try await Demonstration(
            folder: .init(fileURLWithPath: "\(folder.path)/demonstration"), today: day)
        try await demonstration.liveThroughPast { _ in }
        return (folder, demonstration, MovingStart(demonstration.start))
    }

    private struct MovingStart {
        let start: Timestamp
        let end: Timestamp

        init(_ start: Timestamp) {
            self.start = start
            end = Timestamp(seconds: start.seconds + ForeseenMessagesTests.weeks)
        }
    }

    /// The loops themselves, ticking every quarter of an hour.
    private func delivered(
        _ demonstration: Demonstration, from start: Timestamp, to end: Timestamp
    ) async throws -> [ForeseenMessage] {
        let clock = VirtualClock(at: start)
        let transport = ScriptedTransport(clock)
        let configuration = demonstration.configuration
        let planner = Planner(database: demonstration.database, rulebook: configuration.rulebook, endpoints: [])
        let dispatcher = Dispatcher(
            database: demonstration.database,
            composer: try MailComposer(configuration, keys: demonstration.database.keys),
            channels: Channels(mail: transport, webhooks: nil), lane: DeliveryLane(.mail, width: 4, slowest: 4),
            configuration: configuration, clock: clock,
            logger: .init(label: "test"))
        var now = start
        while now <= end {
            clock.move(to: now)
            try await planner.tick(now: now)
            _ = try await dispatcher.tick()
            now = Timestamp(seconds: (now.seconds / 900 + 1) * 900)
        }
        return try await demonstration.database.read { session in
            try transport.all.map { attempt in
                let (recipient, _, items) = try OutboxHistory(session).contents(of: attempt.message.id)
                return ForeseenMessage(
                    .mail(attempt.message), leavesAt: attempt.at, recipient: recipient, items: items)
            }.sorted { ($0.leavesAt, $0.recipient) < ($1.leavesAt, $1.recipient) }
        }
    }

    private func expectSame(_ one: [ForeseenMessage], _ other: [ForeseenMessage], _ names: String) {
        #expect(one.count == other.count, "\(names)")
        for (left, right) in zip(one, other) where left != right {
            Issue.record("\(names):\n\(left)\n\(right)")
            return
        }
    }

    @Test(
        "name the same messages, one by one, over eight weeks",
        arguments: ["2026-11-23", "2026-12-21", "2027-03-22"] as [CalendarDate])
    func equal(day: CalendarDate) async throws {
        let (folder, demonstration, period) = try await lived(on: day)
        let preview = try await Preview(database: demonstration.database, configuration: demonstration.configuration)
            .messages(now: period.start, from: period.start, to: period.end)
        let rehearsal = try await Rehearsal(
            database: demonstration.database, configuration: demonstration.configuration
        ).run(now: period.start, from: period.start, to: period.end)
        let delivered = try await delivered(demonstration, from: period.start, to: period.end)
        expectSame(preview, rehearsal, "preview and rehearsal")
        expectSame(rehearsal, delivered, "rehearsal and the loops")
        #expect(preview.count > 100)
        #expect(Set(preview.flatMap { $0.items.map(\.audience) }).count >= 3)
        #expect(preview.contains { $0.items.count > 1 })
        withExtendedLifetime(folder) {}
    }

    @Test("leave the database as it was")
    func untouched() async throws {
        let (folder, demonstration, period) = try await lived(on: "2026-11-23")
        let counts = { @Sendable () async throws -> [String] in
            try await demonstration.database.read { session in
                try ["event", "outbox", "reminder WHERE state = 'pending'"].map { table in
                    "\(try session.row("SELECT COUNT(*) FROM \(table)")?.integer(0) ?? -1)"
                }
            }
        }
        let before = try await counts()
        _ = try await Preview(database: demonstration.database, configuration: demonstration.configuration)
            .messages(now: period.start, from: period.start, to: period.end)
        _ = try await Rehearsal(database: demonstration.database, configuration: demonstration.configuration)
            .run(now: period.start, from: period.start, to: period.end)
        #expect(try await counts() == before)
        withExtendedLifetime(folder) {}
    }

    @Test("carry nothing about a child or a family but opaque references")
    func confidential() async throws {
        let (folder, demonstration, period) = try await lived(on: "2026-11-23")
        let preview = try await Preview(database: demonstration.database, configuration: demonstration.configuration)
            .messages(now: period.start, from: period.start, to: period.end)
        let cases = try await demonstration.database.read { session in
            try session.rows("SELECT case_reference FROM conference").map { try $0.text(0) }
        }
        #expect(!cases.isEmpty)
        for message in preview {
            for reference in cases { #expect(!message.text.contains(reference)) }
            for word in ["mother", "father", "carer", "Court"] { #expect(!message.text.contains(word)) }
        }
        withExtendedLifetime(folder) {}
    }
}
