import Conferences
import Outbound
import TestPeers
import TestValues
import Testing
import WorkingDays

@testable import Daemon
@testable import Persistence

@Suite("What may not leave before the deadline that it reminds of")
struct LateMessageTests {
    /// When alerts of a kind were written, in order.
    private func alerts(_ sample: DeliverySample, _ kind: String = "late") async throws -> [Timestamp] {
        try await sample.database.read { session in
            try session.rows(
                """
                SELECT created_at FROM outbox WHERE content = 'alert' AND payload LIKE '{"kind":"' || $1 || '"%'
                ORDER BY created_at
                """, kind
            ).map { try $0.timestamp(0) }
        }
    }

    @Test("is told of in working hours while the server is out, once of each, and as one when it is back")
    func outage() async throws {
        let sample = try await DeliverySample.due(people: 3)
        let isUp = Locked(false)
        let transport = ScriptedTransport(sample.clock) { _ in
            isUp.withLock { $0 } ? .accepted(detail: "250 OK") : .unreachable(reason: "connection refused")
        }
        let dispatcher = try sample.dispatcher(transport)
        // The replies are due at the end of this day.
        while sample.clock.now < "2026-11-23T23:30:00Z" {
            _ = try await dispatcher.tick()
            sample.clock.move(to: sample.clock.now.adding(seconds: 60))
        }
        let told = try await alerts(sample)
        #expect(told.count == 3, "\(told)")
        #expect(told.allSatisfy { ("2026-11-23T15:00:00Z"..<"2026-11-23T18:00:00Z").contains($0) }, "\(told)")
        isUp.withLock { $0 = true }
        for _ in 0..<2 {
            sample.clock.move(to: sample.clock.now.adding(seconds: 301))
            _ = try await dispatcher.tick()
        }
        let mails = transport.all.map(\.message)
            .filter { $0.to.address == "p0@csc.example" && $0.text.contains("have not reached their readers") }
        #expect(mails.count == 1)
        #expect(mails.first?.text.contains("3 messages have not reached their readers") == true)
        for person in 1...3 { #expect(mails.first?.text.contains("P-\(person) (Social Care)") == true) }
    }

    @Test("is told of by webhook while mail is out, before the deadline")
    func byWebhook() async throws {
        let sample = try await DeliverySample.due(
            more: "webhooks: {desk: {url: https://desk.example/hook, secretFile: hook, events: [message.late]}}\n",
            secrets: ["hook": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"])
        let dispatcher = try sample.dispatcher(
            ScriptedTransport(sample.clock) { _ in .unreachable(reason: "connection refused") })
        while sample.clock.now < "2026-11-23T18:00:00Z" {
            _ = try await dispatcher.tick()
            sample.clock.move(to: sample.clock.now.adding(seconds: 60))
        }
        let calls = try await sample.database.read { session in
            try session.rows("SELECT payload FROM outbox WHERE content = 'call'").map { try $0.text(0) }
        }
        #expect(calls.count == 1, "\(calls)")
        #expect(calls.first?.contains(#""conferences":["CP-1"]"#) == true)
        #expect(calls.first?.hasSuffix(#""type":"message.late"}"#) == true)
        // Whoever looks sees how much waits, and for what it may be too late.
        let (outages, queue) = try await sample.database.read { session in
            let outages = try Outages(session).open()
            return (outages, try outages.first.map { try Outages(session).queue($0) })
        }
        #expect(outages.map(\.destination) == ["mail"])
        #expect(queue == .init(waiting: 2, late: 1), "the reminder and what tells of it")
        #expect(
            outages.first?.sentence({ _ in "then" }, with: queue) == """
                The mail server has not been reached since then: connection refused. It is tried again at then. \
                2 messages wait, of which 1 may leave after the deadline.
                """)
    }

    @Test("is told of by one webhook call, however much it is")
    func byOneCall() async throws {
        let sample = try await DeliverySample.due(
            people: 130,
            more: "webhooks: {desk: {url: https://desk.example/hook, secretFile: hook, events: [message.late]}}\n",
            secrets: ["hook": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"])
        let dispatcher = try sample.dispatcher(
            ScriptedTransport(sample.clock) { _ in .unreachable(reason: "connection refused") })
        while sample.clock.now < "2026-11-23T18:00:00Z" {
            _ = try await dispatcher.tick()
            sample.clock.move(to: sample.clock.now.adding(seconds: 300))
        }
        let told = try await sample.database.read { session in
            try session.rows("SELECT payload FROM outbox WHERE content = 'call' ORDER BY created_at").map { row in
                guard case .messageLate(let lateness, _) = try WebhookEvent(json: row.text(0)) else {
                    return [String]()
                }
                return lateness.messages
            }
        }
        #expect(Set(told.joined()).count == 130 && told.joined().count == 130, "each once")
        #expect(told.allSatisfy { $0.count <= 100 } && told.count <= 4, "\(told.map(\.count))")
    }

    @Test("is told of by text where mail is what is out")
    func byText() async throws {
        let sample = try await TextSample(mobile: nil, mail: { _ in .unreachable(reason: "connection refused") })
        try await sample.delivery.act {
            try $0.record(
                Person(
                    reference: "P-0", agency: "CSC", name: "Admin", email: "p0@csc.example", mobile: "+447900900100"))
        }
        while sample.delivery.clock.now < "2026-11-23T18:00:00Z" {
            try await sample.deliver()
            sample.delivery.clock.move(to: sample.delivery.clock.now.adding(seconds: 60))
        }
        #expect(sample.texts.all.map(\.to.text) == ["+447900900100"])
        #expect(sample.texts.all.first?.text.contains("CP-1") == true)
    }

    @Test("is told of where a text takes a mail's place but has to wait for the morning")
    func replacedTooLate() async throws {
        let isDark = Locked(false)
        let sample = try await TextSample(mail: {
            if $0.to.address != "p1@csc.example" { return .accepted(detail: "250 OK") }
            return isDark.withLock { $0 }
                ? .permanent(reason: "554 no") : .transient(reason: "451 later", retryAfter: 12 * 3600)
        })
        try await sample.deliver()
        #expect(try await alerts(sample.delivery) == [])
        isDark.withLock { $0 = true }
        sample.delivery.clock.move(to: "2026-11-23T21:30:00Z")
        try await sample.deliver()
        #expect(try await sample.outbox() == ["mail failed", "text waiting"])
        #expect(try await alerts(sample.delivery) == [sample.delivery.clock.now])
        #expect(sample.mail.all.map(\.message.to.address).last == "p0@csc.example")
    }

    @Test("is told of once its reader has had as much as a day allows")
    func held() async throws {
        let sample = try await DeliverySample.due(more: "delivery: {messagesPerPerson: 1}\n")
        // Something else has been sent to them on this day.
        try await sample.database.write { session in
            try session.execute(
                """
                INSERT INTO outbox (id, channel, content, recipient, slot_at, created_at, state, settled_at)
                SELECT 'm1', channel, content, recipient, slot_at, created_at, 'sent', created_at FROM outbox
                """)
        }
        let transport = ScriptedTransport(sample.clock) { _ in .accepted(detail: "250 OK") }
        let dispatcher = try sample.dispatcher(transport)
        _ = try await dispatcher.tick()
        sample.clock.move(to: sample.clock.now.adding(seconds: 61))
        _ = try await dispatcher.tick()
        #expect(try await alerts(sample, "held").count == 1)
        #expect(
            try await alerts(sample) == [sample.clock.now], "held back until the next working day, and due today")
    }
}

@Suite("Alerts of many messages at once")
struct GatheredAlertTests {
    @Test("leave as one mail, with what became of each")
    func gathered() async throws {
        let sample = try await DeliverySample.due(people: 30)
        let transport = ScriptedTransport(sample.clock) {
            $0.to.address == "p0@csc.example" ? .accepted(detail: "250 OK") : .permanent(reason: "550 5.7.1 spam")
        }
        let dispatcher = try sample.dispatcher(transport)
        for _ in 0..<30 {
            _ = try await dispatcher.tick()
            sample.clock.move(to: sample.clock.now.adding(seconds: 60))
        }
        let mails = transport.all.map(\.message).filter { $0.to.address == "p0@csc.example" }
        #expect(mails.count == 1)
        let mail = try #require(mails.first)
        #expect(mail.subject == "For your attention: 30 messages not delivered")
        #expect(mail.text.contains("30 messages have not reached their readers"))
        for person in 1...30 { #expect(mail.text.contains("P-\(person) (Social Care)")) }
        #expect(try await sample.outbox("alert").count { $0.hasPrefix("superseded 0 told in message") } == 29)
    }

    @Test("are no more than a few mails where hundreds fail")
    func hundreds() async throws {
        let sample = try await DeliverySample.due(people: 350)
        let transport = ScriptedTransport(sample.clock) {
            $0.to.address == "p0@csc.example" ? .accepted(detail: "250 OK") : .permanent(reason: "550 5.7.1 spam")
        }
        let dispatcher = try sample.dispatcher(transport, batch: 512)
        for _ in 0..<20 {
            _ = try await dispatcher.tick()
            sample.clock.move(to: sample.clock.now.adding(seconds: 60))
        }
        let mails = transport.all.map(\.message).filter { $0.to.address == "p0@csc.example" }
        #expect((1...8).contains(mails.count), "\(mails.count)")
        let texts = mails.map(\.text).joined()
        #expect((1...350).allSatisfy { texts.contains("P-\($0) (Social Care)") })
    }

    @Test("that follow the first three within a quarter of an hour leave with the next quarter")
    func spaced() async throws {
        let sample = try await DeliverySample.due(people: 6, more: "delivery: {firstRetry: 1, attempts: 2}\n")
        // Each is given up two minutes after the one before.
        let transport = ScriptedTransport(sample.clock) {
            let address = $0.to.address
            if address == "p0@csc.example" { return .accepted(detail: "250 OK") }
            return .transient(reason: "451 later", retryAfter: 120 * (address.dropFirst().first?.wholeNumberValue ?? 0))
        }
        let dispatcher = try sample.dispatcher(transport)
        for _ in 0..<60 {
            for _ in 0..<2 { _ = try await dispatcher.tick() }
            sample.clock.move(to: sample.clock.now.adding(seconds: 60))
        }
        let mails = transport.all.filter { $0.message.to.address == "p0@csc.example" }
        #expect(mails.map { ($0.at.seconds - ("2026-11-23T09:00:00Z" as Timestamp).seconds) / 60 } == [2, 4, 6, 15])
        #expect(mails.last?.message.text.contains("3 messages have not reached their readers") == true)
    }

    @Test("count among what one person is sent in a day, and nobody is told of those that are held")
    func ceiling() async throws {
        let sample = try await DeliverySample.due(
            people: 3, more: "delivery: {messagesPerPerson: 1, firstRetry: 120, attempts: 2}\n")
        let transport = ScriptedTransport(sample.clock) {
            switch $0.to.address {
            case "p0@csc.example": .accepted(detail: "250 OK")
            case "p1@csc.example": .permanent(reason: "554 no")
            default: .transient(reason: "451 later")
            }
        }
        let dispatcher = try sample.dispatcher(transport)
        for _ in 0..<40 {
            _ = try await dispatcher.tick()
            sample.clock.move(to: sample.clock.now.adding(seconds: 60))
        }
        func told() -> Int { transport.all.count { $0.message.to.address == "p0@csc.example" } }
        #expect(told() == 1)
        sample.clock.move(to: "2026-11-24T09:00:00Z")
        _ = try await dispatcher.tick()
        #expect(told() == 2, "on the next working day, the rest as one")
    }
}

@Suite("A message that was planned for somebody")
struct OvertakenReaderTests {
    /// A report is due on this day, from P-1.
    private func reportDue(texting: Bool = false) async throws -> DeliverySample {
        let sample = try await DeliverySample(
            at: "2027-01-13T09:00:00Z", more: texting ? TextSample.notify : "",
            secrets: texting ? TextSample.secrets : [:])
        try await sample.act { registrar in
            try registrar.record(Agency(code: "CSC", name: "Social Care", safeguardingLead: nil))
            for number in 0...2 {
                try registrar.record(
                    Person(
                        reference: try Reference("P-\(number)"), agency: "CSC", name: "Person \(number)",
                        email: "p\(number)@csc.example", mobile: number == 1 ? "+447900900101" : nil))
            }
            try registrar.perform(
                .schedule(
                    Scheduling(
                        type: .initial, caseReference: "C-1",
                        sitting: Sitting(on: "2027-01-19", at: TimeOfDay(hour: 10, minute: 0)!, place: "Civic Centre"),
                        chair: "P-0", administrator: "P-0", familyRecipients: [FamilyRecipient(.mother)],
                        on: "2027-01-04")), on: "CP-1")
            try registrar.perform(.invite(agency: "CSC", person: "P-1", on: "2027-01-04"), on: "CP-1")
            try registrar.perform(.reply(invitation: 1, .accepted, on: "2027-01-05"), on: "CP-1")
        }
        try await plan(sample)
        return sample
    }

    private func plan(_ sample: DeliverySample) async throws {
        _ = try await Planner(
            database: sample.database, rulebook: sample.configuration.rulebook, endpoints: [],
            texting: sample.configuration.texting
        ).tick(now: sample.clock.now)
    }

    private func name(_ person: PersonReference, in sample: DeliverySample) async throws {
        try await sample.act {
            try $0.perform(.nameInvitee(invitation: 1, person, on: "2027-01-13"), on: "CP-1" as ConferenceReference)
        }
    }

    @Test("goes to whoever has been named in their place before it left, and once only")
    func namedAnew() async throws {
        let sample = try await reportDue()
        let refuses = Locked(true)
        let transport = ScriptedTransport(sample.clock) { _ in
            refuses.withLock { $0 } ? .transient(reason: "451 greylisted") : .accepted(detail: "250 OK")
        }
        _ = try await sample.dispatcher(transport).tick()
        #expect(transport.all.map(\.message.to.address) == ["p1@csc.example"])
        try await name("P-2", in: sample)
        refuses.withLock { $0 = false }
        sample.clock.move(to: sample.clock.now.adding(seconds: 3600))
        for _ in 0..<3 {
            _ = try await sample.dispatcher(transport).tick()
            try await plan(sample)
        }
        let sent = transport.all.dropFirst().map(\.message).filter { $0.calendar == nil }
        #expect(Set(sent.map(\.to.address)) == ["p2@csc.example"])
        #expect(sent.count { $0.text.contains("Submit your written report") } == 1)
        let outbox = try await sample.outbox()
        #expect(outbox.contains("superseded 2 no longer owed: by others than its reader now"), "\(outbox)")
    }

    @Test("is not sent again to whoever it was for before")
    func notForThemAnyMore() async throws {
        let sample = try await reportDue()
        _ = try await sample.dispatcher(ScriptedTransport(sample.clock) { _ in .permanent(reason: "554 no") }).tick()
        try await name("P-2", in: sample)
        let now = sample.clock.now
        let id = try await sample.database.read { session in
            try session.row("SELECT id FROM outbox WHERE content = 'reminders' AND recipient = 'P-1'")?.text(0) ?? ""
        }
        await #expect(
            throws: OutboxOrders.Refusal.wouldNotLeave(
                id, because: "no longer owed: by others than its reader now.")
        ) { try await sample.database.write { try OutboxOrders($0).resend(id, actor: "a", now: now) } }
    }

    @Test("and failed for good, reaches whoever is named before the text in its place has left")
    func namedAfterFailure() async throws {
        let sample = try await reportDue(texting: true)
        let texts = ScriptedTexts { .accepted(detail: "taken", ticket: $0.id) }
        let transport = ScriptedTransport(sample.clock) {
            $0.to.address == "p1@csc.example" ? .permanent(reason: "554 no") : .accepted(detail: "250 OK")
        }
        func deliver() async throws {
            for channel in [MessageChannel.mail, .text] {
                _ = try await sample.dispatcher(
                    transport, lane: DeliveryLane(channel, width: 4, slowest: 4), texts: texts
                ).tick()
            }
        }
        // Mail fails within sending hours; the text waits for its lane.
        _ = try await sample.dispatcher(transport, texts: texts).tick()
        try await name("P-2", in: sample)
        for _ in 0..<3 {
            sample.clock.move(to: sample.clock.now.adding(seconds: 600))
            try await deliver()
            try await plan(sample)
        }
        #expect(texts.all.isEmpty)
        let reached = transport.all.map(\.message).filter { $0.to.address == "p2@csc.example" && $0.calendar == nil }
        #expect(reached.count { $0.text.contains("Submit your written report") } == 1)
    }
}
