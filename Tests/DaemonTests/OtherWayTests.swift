import Conferences
import Logging
import Outbound
import TestValues
import Testing
import WorkingDays

@testable import Daemon
@testable import Persistence

@Suite("The other way to a person")
struct OtherWayTests {
    @Test("is not taken while mail arrives")
    func mailArrives() async throws {
        let sample = try await TextSample()
        try await sample.deliver()
        #expect(try await sample.outbox() == ["mail sent"])
        #expect(sample.texts.all.isEmpty)
    }

    @Test("is the first for whoever prefers text, and what it says is short, and names nobody")
    func preferred() async throws {
        let sample = try await TextSample(prefers: .text)
        try await sample.deliver()
        #expect(try await sample.outbox() == ["text sent"])
        #expect(try await sample.reminders() == ["sent"])
        let text = try #require(sample.texts.all.first)
        #expect(text.to.text == "+447900900123" && text.kind == .reminder)
        #expect(text.text.contains("CP-1") && !text.text.contains("Person 1"))
        #expect(TextLength("Somewhere: \(text.text)").fragments <= 2)
        #expect(sample.mail.all.isEmpty)
    }

    @Test("is text where the mail server knows nobody at the address, once, and the administrator is told")
    func badAddress() async throws {
        let sample = try await TextSample(mail: {
            $0.to.address == "p1@csc.example" ? .badAddress(reason: "550 no such user") : .accepted(detail: "250 OK")
        })
        try await sample.deliver()
        #expect(try await sample.outbox() == ["mail failed", "text sent"])
        #expect(try await sample.reminders() == ["sent"], "it has been told")
        #expect(try await sample.outbox("alert") == ["mail sent"])
        // The next step finds the address known as bad, and takes the text at once.
        sample.delivery.clock.move(to: "2026-11-24T09:00:00Z")
        try await sample.plan()
        try await sample.deliver()
        #expect(try await sample.outbox() == ["mail failed", "mail failed", "text sent", "text sent"])
        #expect(try await sample.outbox("alert") == ["mail sent"], "told once for each failure of the address")
    }

    @Test("needs no alert where a message is refused for good and the text takes its place")
    func refused() async throws {
        let sample = try await TextSample(mail: { _ in .permanent(reason: "554 no") })
        try await sample.deliver()
        #expect(try await sample.outbox() == ["mail failed", "text sent"])
        #expect(try await sample.outbox("alert") == [])
        let history = try await sample.delivery.database.read { session in
            let id = try session.row("SELECT id FROM outbox WHERE channel = 'mail'")?.text(0) ?? ""
            return try MessageHistory(session).entries(of: id).map(\.incident)
        }
        #expect(history == [.rerouted])
    }

    @Test("is mail where texts fail for whoever prefers them")
    func textFails() async throws {
        let sample = try await TextSample(prefers: .text, texts: { _ in .badAddress(reason: "no such number") })
        try await sample.deliver()
        #expect(try await sample.outbox() == ["mail sent", "text failed"])
        #expect(try await sample.reminders() == ["sent"])
        let alert = try #require(sample.mail.all.map(\.message).last { $0.to.address == "p0@csc.example" })
        #expect(alert.text.contains("A text message to P-1") && alert.text.contains("correct the number"))
    }

    @Test("ends there: where both fail, the message has failed, and the administrator is told")
    func bothFail() async throws {
        let sample = try await TextSample(
            mail: { $0.to.address == "p1@csc.example" ? .permanent(reason: "554 no") : .accepted(detail: "250 OK") },
            texts: { _ in .permanent(reason: "not this one") })
        try await sample.deliver()
        #expect(try await sample.outbox() == ["mail failed", "text failed"])
        #expect(try await sample.reminders() == ["failed"])
        let alert = try #require(sample.mail.all.map(\.message).last { $0.to.address == "p0@csc.example" })
        #expect(alert.text.contains("not this one") && alert.text.contains("CP-1"))
    }

    @Test("is not taken without a number")
    func noNumber() async throws {
        let sample = try await TextSample(
            mobile: nil,
            mail: {
                $0.to.address == "p1@csc.example" ? .permanent(reason: "554 no") : .accepted(detail: "250 OK")
            })
        try await sample.deliver()
        #expect(try await sample.outbox() == ["mail failed"])
        #expect(try await sample.outbox("alert") == ["mail sent"])
    }

    @Test("is looked at anew when it leaves: what has been met meanwhile is not texted")
    func noLongerOwed() async throws {
        let sample = try await TextSample(mail: { _ in .permanent(reason: "554 no") })
        _ = try await sample.delivery.dispatcher(sample.mail, texts: sample.texts).tick()
        #expect(try await sample.outbox() == ["mail failed", "text waiting"])
        try await sample.delivery.act { try $0.perform(.reply(invitation: 1, .accepted, on: "2026-11-23"), on: "CP-1") }
        try await sample.deliver()
        #expect(try await sample.outbox() == ["mail failed", "text superseded"])
        #expect(sample.texts.all.isEmpty)
    }

    @Test("waits for the sending hours where it is found out at night")
    func atNight() async throws {
        let sample = try await TextSample()
        try await sample.deliver()
        let id = try #require(sample.mail.all.first).message.id
        sample.delivery.clock.move(to: "2026-11-23T23:00:00Z")
        let (rulebook, now, texting) = (
            sample.delivery.configuration.rulebook, sample.delivery.clock.now, sample.delivery.configuration.texting
        )
        try await sample.delivery.database.write { session in
            let registrar = Registrar(session, rulebook: rulebook, actor: "reply-mailbox", now: now)
            _ = try IncomingPost(registrar, texting: texting).record(
                IncomingMessage(
                    numbering: 1, number: 1, digest: "d",
                    finding: .bounced(message: id, isForGood: true, summary: "no such user")), now: now)
            try registrar.finish()
        }
        try await sample.deliver()
        #expect(sample.texts.all.isEmpty)
        sample.delivery.clock.move(to: "2026-11-24T09:00:00Z")
        try await sample.deliver()
        #expect(sample.texts.all.count == 1)
    }

    @Test("is mail for what waits as a text when no texts are sent any more")
    func switchedOff() async throws {
        let sample = try await TextSample(prefers: .text)
        #expect(try await sample.outbox() == ["text waiting"])
        let configuration = try ConfigurationSample(more: "")
        let without = try await configuration.load()
        for lane in [DeliveryLane(.text, width: 1, slowest: 1), DeliveryLane(.mail, width: 1, slowest: 1)] {
            _ = try await Dispatcher(
                database: sample.delivery.database,
                composer: MailComposer(without, keys: sample.delivery.database.keys),
                channels: Channels(mail: sample.mail, webhooks: nil), lane: lane, configuration: without,
                clock: sample.delivery.clock, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            ).tick()
        }
        #expect(try await sample.outbox() == ["mail sent", "text failed"])
        #expect(try await sample.reminders() == ["sent"])
    }

    @Test("is taken besides the first where a step says so")
    func bothWays() async throws {
        let sample = try await TextSample(
            more: "policy: {obligations: {reply: {ladder: [T owner urgent text, T+1 owner]}}}\n")
        try await sample.deliver()
        #expect(try await sample.outbox() == ["mail sent", "text sent"])
        #expect(sample.mail.all.count == 1 && sample.texts.all.count == 1)
        sample.delivery.clock.move(to: "2026-11-24T09:00:00Z")
        try await sample.plan()
        try await sample.deliver()
        #expect(try await sample.outbox() == ["mail sent", "mail sent", "text sent"], "the next step does not")
    }

    @Test("is previewed and rehearsed as it is taken", arguments: [PreferredChannel.mail, .text])
    func foreseen(prefers: PreferredChannel) async throws {
        let sample = try await TextSample(
            prefers: prefers, more: "policy: {obligations: {reply: {ladder: [T owner urgent text, T+1 owner]}}}\n")
        let (database, configuration) = (sample.delivery.database, sample.delivery.configuration)
        let (from, to) = ("2026-11-24T00:00:00Z", "2027-01-10T00:00:00Z") as (Timestamp, Timestamp)
        // Another conference, so that the step by both ways is yet to come.
        try await sample.delivery.act { registrar in
            try registrar.perform(
                .schedule(
                    Scheduling(
                        type: .initial, caseReference: "C-2",
                        sitting: Sitting(on: "2027-01-26", at: TimeOfDay(hour: 10, minute: 0)!, place: "Civic Centre"),
                        chair: "P-0", administrator: "P-0", familyRecipients: [FamilyRecipient(.mother)],
                        on: "2026-11-23")), on: "CP-2")
            try registrar.perform(.invite(agency: "CSC", person: "P-1", on: "2026-11-23"), on: "CP-2")
        }
        try await sample.deliver()
        let previewed = try await Preview(database: database, configuration: configuration)
            .messages(now: sample.delivery.clock.now, from: from, to: to)
        let rehearsed = try await Rehearsal(database: database, configuration: configuration)
            .run(now: sample.delivery.clock.now, from: from, to: to)
        #expect(previewed == rehearsed)
        #expect(Set(previewed.filter { $0.recipient == "P-1" }.map(\.channel)) == ["mail", "text"])
        #expect(previewed.contains { $0.channel == "text" && $0.text.contains("CP-2") })
    }

    @Test("does not tell anew what was met after it left")
    func resendMet() async throws {
        let sample = try await TextSample(mail: { _ in .permanent(reason: "554 no") })
        try await sample.deliver()
        let text = try #require(sample.texts.all.first).id
        try await sample.delivery.act { try $0.perform(.reply(invitation: 1, .accepted, on: "2026-11-23"), on: "CP-1") }
        let now = sample.delivery.clock.now
        await #expect(throws: OutboxOrders.Refusal.noLongerOwed(text)) {
            try await sample.delivery.database.write { try OutboxOrders($0).resend(text, actor: "a", now: now) }
        }
    }

    @Test("can be cancelled and ordered anew as any message")
    func orders() async throws {
        let sample = try await TextSample(mail: { _ in .permanent(reason: "554 no") })
        try await sample.deliver()
        let text = try #require(sample.texts.all.first).id
        let now = sample.delivery.clock.now
        try await sample.delivery.database.write { try OutboxOrders($0).resend(text, actor: "a", now: now) }
        try await sample.deliver()
        #expect(sample.texts.all.map(\.id) == [text, text])
        #expect(sample.texts.all.map(\.isRepeat) == [false, false], "an order means to send it twice")
    }
}
