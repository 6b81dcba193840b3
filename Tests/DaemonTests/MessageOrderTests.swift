import Conferences
import Outbound
import TestPeers
import TestValues
import Testing
import WorkingDays

@testable import Daemon
@testable import Persistence

@Suite("Orders about messages")
struct MessageOrderTests {
    private func id(_ sample: DeliverySample) async throws -> String {
        try await sample.database.read {
            try $0.row("SELECT id FROM outbox WHERE content = 'reminders'")?.text(0) ?? ""
        }
    }

    private func order(
        _ sample: DeliverySample, _ body: @escaping @Sendable (OutboxOrders) throws -> Void
    ) async throws {
        try await sample.database.write { try body(OutboxOrders($0)) }
    }

    @Test("send a failed message once more, under its own id, and the trail says who ordered it")
    func resend() async throws {
        let sample = try await DeliverySample.due()
        let id = try await id(sample)
        let refuses = Locked(true)
        let transport = ScriptedTransport(sample.clock) { message in
            refuses.withLock { $0 } && message.id == id ? .permanent(reason: "554 no") : .accepted(detail: "250 OK")
        }
        _ = try await sample.dispatcher(transport).tick()
        #expect(try await sample.outbox() == ["failed 1 554 no"])
        refuses.withLock { $0 = false }
        let now = sample.clock.now
        try await order(sample) { try $0.resend(id, actor: "account/jo", now: now) }
        _ = try await sample.dispatcher(transport).tick()
        #expect(try await sample.outbox() == ["sent 1 250 OK"])
        #expect(transport.all.filter { $0.message.id == id }.count == 2)
        let (history, trail, reminders) = try await sample.database.read { session in
            (
                try MessageHistory(session).entries(of: id).map(\.incident),
                try EventLog(session).entries(of: "message/\(id)").map { "\($0.kind) by \($0.actor)" },
                try OutboxHistory(session).everything(in: id).map(\.state)
            )
        }
        #expect(history == [.resent])
        #expect(trail == ["messageResent by account/jo"])
        #expect(Set(reminders) == ["sent"])
    }

    @Test("do not send again what is no longer owed, or waits anyhow")
    func noResend() async throws {
        let sample = try await DeliverySample.due()
        let (id, now) = (try await id(sample), sample.clock.now)
        await #expect(throws: OutboxOrders.Refusal.alreadyUnderWay(id)) {
            try await order(sample) { try $0.resend(id, actor: "a", now: now) }
        }
        _ = try await sample.dispatcher(ScriptedTransport(sample.clock) { _ in .accepted(detail: "250 OK") }).tick()
        try await sample.act {
            try $0.perform(
                ConferenceCommand.cancel(on: "2026-11-23", reason: Note("Not needed")),
                on: "CP-1" as ConferenceReference)
        }
        await #expect(throws: OutboxOrders.Refusal.noLongerOwed(id)) {
            try await order(sample) { try $0.resend(id, actor: "a", now: now) }
        }
        #expect(try await sample.outbox() == ["sent 1 250 OK"])
    }

    /// From now on nobody is reached at somebody's address.
    private static func lose(_ person: String, _ session: any DatabaseSession, now: Timestamp) throws {
        try session.execute(
            "INSERT INTO address_failure (person, channel, failed_on, noted_at, reason) VALUES ($1, $2, $3, $4, $5)",
            person, "mail", "2026-11-23", now, "nobody")
    }

    @Test("do not send again what would reach nobody, and leave all as it was, within a transaction that goes on")
    func wouldReachNobody() async throws {
        let sample = try await DeliverySample.due()
        _ = try await sample.dispatcher(ScriptedTransport(sample.clock) { _ in .permanent(reason: "554 no") }).tick()
        let (id, now) = (try await id(sample), sample.clock.now)
        let refusal = try await sample.database.write { session -> OutboxOrders.Refusal? in
            try Self.lose("P-1", session, now: now)
            do { try OutboxOrders(session).resend(id, actor: "a", now: now) } catch let error as OutboxOrders.Refusal {
                return error
            }
            return nil
        }
        #expect(
            refusal
                == .wouldNotLeave(
                    id, because: "nobody has been reached at the recipient's address since 2026-11-23."))
        #expect(try await sample.outbox() == ["failed 1 554 no"])
        #expect(try await sample.database.read { try MessageHistory($0).entries(of: id) }.isEmpty)
    }

    @Test("send all that failed somewhere once more, but for what was met, told the other way, or reaches nobody")
    func resendFailed() async throws {
        let sample = try await DeliverySample.due(people: 5)
        _ = try await sample.dispatcher(ScriptedTransport(sample.clock) { _ in .permanent(reason: "554 no") }).tick()
        try await sample.act { registrar in
            try registrar.perform(.reply(invitation: 1, .accepted, on: "2026-11-23"), on: "CP-1")
        }
        let (start, now) = (sample.clock.now, sample.clock.now.adding(seconds: 60))
        let (first, later, text) = try await sample.database.write { session in
            try Self.lose("P-2", session, now: start)
            // Told by text meanwhile.
            try session.execute(
                """
                INSERT INTO outbox (id, channel, content, recipient, original, slot_at, created_at, state, settled_at)
                SELECT $1, 'text', content, recipient, id, slot_at, created_at, 'sent', $2 FROM outbox
                WHERE recipient = 'P-3' AND content = 'reminders'
                """, String(repeating: "a", count: 32), start)
            let failed = FailedMessages(session)
            return (
                try failed.resend("mail", since: start, actor: "account/jo", now: now),
                try failed.resend("mail", since: start.adding(seconds: 1), actor: "account/jo", now: now),
                try failed.resend("text", since: start, actor: "account/jo", now: now)
            )
        }
        #expect(first.messages.count == 2 && first.leftOut == 3)
        #expect(later == .init(messages: [], leftOut: 0) && text == .init(messages: [], leftOut: 0))
        _ = try await sample.dispatcher(ScriptedTransport(sample.clock) { _ in .accepted(detail: "250 OK") }).tick()
        let recipients = try await sample.database.read { session in
            try MessageReadings(session).list(.init(states: [.waiting, .sent]), limit: 100)
                .filter { $0.channel == .mail && $0.content == "reminders" }.map(\.recipient)
        }
        #expect(Set(recipients) == ["P-4", "P-5"])
    }

    @Test("cancel a message that waits: it never leaves")
    func cancel() async throws {
        let sample = try await DeliverySample.due()
        let (id, now) = (try await id(sample), sample.clock.now)
        try await order(sample) { try $0.cancel(id, actor: "account/jo", now: now) }
        let transport = ScriptedTransport(sample.clock) { _ in .accepted(detail: "250 OK") }
        sample.clock.move(to: now.adding(seconds: 3600))
        _ = try await sample.planner().tick(now: sample.clock.now)
        _ = try await sample.dispatcher(transport).tick()
        #expect(transport.all.isEmpty)
        #expect(try await sample.outbox() == ["superseded 0 cancelled by account/jo"])
    }

    @Test("cancel nothing that has left")
    func noCancel() async throws {
        let sample = try await DeliverySample.due()
        let (id, now) = (try await id(sample), sample.clock.now)
        _ = try await sample.dispatcher(ScriptedTransport(sample.clock) { _ in .accepted(detail: "250 OK") }).tick()
        await #expect(throws: OutboxOrders.Refusal.alreadySent(id)) {
            try await order(sample) { try $0.cancel(id, actor: "a", now: now) }
        }
    }

    @Test("name messages by the beginning of their id, and list them by state, person and conference")
    func readings() async throws {
        let sample = try await DeliverySample.due(people: 2)
        let id = try await id(sample)
        let (one, all, byState, byPerson, byMatter, none) = try await sample.database.read { session in
            let readings = MessageReadings(session)
            return (
                try readings.messages(beginning: String(id.prefix(8))).map(\.id),
                try readings.list(.init(), limit: 100).count,
                try readings.list(.init(states: [.waiting]), limit: 100).count,
                try readings.list(.init(recipient: "P-1"), limit: 100).map(\.recipient),
                try readings.list(.init(matter: .conference("CP-1")), limit: 100).count,
                try readings.list(.init(states: [.failed, .sent]), limit: 100).count
            )
        }
        #expect(one == [id])
        #expect([all, byState, byMatter, none] == [2, 2, 2, 0])
        #expect(byPerson == ["P-1"])
    }
}
