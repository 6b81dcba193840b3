import Conferences
import Outbound
import TestPeers
import TestValues
import Testing
import WorkingDays

@testable import Daemon
@testable import Persistence

@Suite("Delivery that meets with trouble")
struct DeliveryTroubleTests {
    private func history(_ sample: DeliverySample, _ recipient: String) async throws -> [MessageHistory.Incident] {
        try await sample.database.read { session in
            let id = try session.row(
                "SELECT id FROM outbox WHERE recipient = $1 AND content = 'reminders'", recipient)
            return try MessageHistory(session).entries(of: id?.text(0) ?? "").map(\.incident)
        }
    }

    @Test("leaves a server that is down alone but for one message at a time, and uses up no attempts")
    func outage() async throws {
        let sample = try await DeliverySample.due(people: 30, more: "delivery: {attempts: 2, firstRetry: 30}\n")
        let isUp = Locked(false)
        let transport = ScriptedTransport(sample.clock) { _ in
            isUp.withLock { $0 } ? .accepted(detail: "250 OK") : .unreachable(reason: "connection refused")
        }
        let dispatcher = try sample.dispatcher(transport)
        _ = try await dispatcher.tick()
        let first = transport.all.count
        // Half a day long, which is more than two attempts would have lasted.
        for _ in 0..<720 {
            sample.clock.move(to: sample.clock.now.adding(seconds: 60))
            _ = try await dispatcher.tick()
        }
        let trials = transport.all.count - first
        #expect((100...200).contains(trials), "\(trials) trials in twelve hours: one in five minutes or so")
        #expect(try await sample.outbox().allSatisfy { $0.hasPrefix("waiting 0") })
        isUp.withLock { $0 = true }
        sample.clock.move(to: sample.clock.now.adding(seconds: 600))
        _ = try await dispatcher.tick()
        _ = try await dispatcher.tick()
        #expect(try await sample.outbox().allSatisfy { $0.hasPrefix("sent 1") })
        #expect(try await sample.database.read { try Outages($0).open() } == [])
    }

    @Test(
        "fails the message that is not let in and leaves all others waiting for a trial; in the end all is sent once more"
    )
    func shutOut() async throws {
        let sample = try await DeliverySample.due(people: 30)
        let isMended = Locked(false)
        let transport = ScriptedTransport(sample.clock) { _ in
            isMended.withLock { $0 } ? .accepted(detail: "201") : .shutOut(reason: "HTTP 403, AuthError")
        }
        let lane = DeliveryLane(.mail, width: 1, slowest: 4)
        let dispatcher = try sample.dispatcher(transport, lane: lane)
        _ = try await dispatcher.tick()
        #expect(try await sample.outbox().count { $0 == "failed 1 HTTP 403, AuthError" } == 1)
        #expect(try await sample.outbox().count { $0.hasPrefix("waiting 0") } == 29)
        #expect(try await sample.outbox("alert").count == 1, "the administrator is told")
        // A trial fails one more, and no other.
        sample.clock.move(to: sample.clock.now.adding(seconds: 60))
        _ = try await dispatcher.tick()
        #expect(try await sample.outbox().count { $0.hasPrefix("failed") } == 2)
        #expect(transport.all.count == 2)

        isMended.withLock { $0 = true }
        sample.clock.move(to: sample.clock.now.adding(seconds: 600))
        let (start, now): (Timestamp, Timestamp) = ("2026-11-23T00:00:00Z", sample.clock.now)
        let resending = try await sample.database.write {
            try FailedMessages($0).resend("mail", since: start, actor: "account/jo", now: now)
        }
        #expect(resending.messages.count == 2 && resending.leftOut == 0)
        for _ in 0..<2 { _ = try await dispatcher.tick() }
        #expect(try await sample.outbox().count { $0.hasPrefix("sent") } == 30)
    }

    @Test("does not take one refusal for an outage")
    func notAnOutage() async throws {
        let sample = try await DeliverySample.due(people: 30)
        let transport = ScriptedTransport(sample.clock) {
            $0.to.address == "p7@csc.example" ? .unreachable(reason: "421 too busy") : .accepted(detail: "250 OK")
        }
        _ = try await sample.dispatcher(transport).tick()
        #expect(try await sample.outbox().count { $0.hasPrefix("sent") } == 29)
        #expect(try await history(sample, "P-7") == [.unreachable])
    }

    @Test(
        "gives up the message that is turned away again and again while others are taken, and tells the administrator")
    func turnedAwayAlone() async throws {
        let sample = try await DeliverySample.due(people: 2, more: "delivery: {attempts: 3, firstRetry: 30}\n")
        let transport = ScriptedTransport(sample.clock) {
            $0.to.address == "p2@csc.example" ? .unreachable(reason: "451 not now") : .accepted(detail: "250 OK")
        }
        let dispatcher = try sample.dispatcher(transport)
        _ = try await dispatcher.tick()
        // While nothing else is taken it may be the server.
        for _ in 0..<5 {
            sample.clock.move(to: sample.clock.now.adding(seconds: 300))
            _ = try await dispatcher.tick()
        }
        #expect(try await sample.outbox().contains { $0.hasPrefix("waiting") })
        for number in 3...6 {
            try await sample.act { registrar in
                let reference = try PersonReference("P-\(number)")
                try registrar.record(
                    Person(reference: reference, agency: "CSC", name: "One more", email: "p\(number)@csc.example"))
                try registrar.perform(.invite(agency: "CSC", person: reference, on: "2026-11-19"), on: "CP-1")
            }
            // With the digest of the next hour.
            sample.clock.move(to: sample.clock.now.adding(seconds: 3600))
            _ = try await sample.planner().tick(now: sample.clock.now)
            for _ in 0..<2 {
                sample.clock.move(to: sample.clock.now.adding(seconds: 600))
                _ = try await dispatcher.tick()
            }
        }
        let failed = try await sample.outbox().filter { $0.hasPrefix("failed") }
        #expect(failed == ["failed 3 given up after 3 attempts: 451 not now"])
        #expect(try await sample.outbox("alert").count == 1, "the administrator is told")
        #expect(try await sample.outbox().count { $0.hasPrefix("sent") } == 5)
    }

    @Test("waits as long as a server asks it to")
    func retryAfter() async throws {
        let sample = try await DeliverySample.due(more: "delivery: {firstRetry: 30}\n")
        let transport = ScriptedTransport(sample.clock) { _ in .transient(reason: "slow down", retryAfter: 900) }
        _ = try await sample.dispatcher(transport).tick()
        #expect(try await sample.nextAttempt() == sample.clock.now.adding(seconds: 900))
    }

    @Test("tells the administrator at once of an address at which nobody is reached, and sends nothing more there")
    func badAddress() async throws {
        let sample = try await DeliverySample.due(people: 2)
        let transport = ScriptedTransport(sample.clock) {
            $0.to.address == "p1@csc.example"
                ? .badAddress(reason: "550 5.1.1 no such user") : .accepted(detail: "250 OK")
        }
        let dispatcher = try sample.dispatcher(transport)
        for _ in 0..<2 { _ = try await dispatcher.tick() }
        let alert = try #require(transport.all.map(\.message).last { $0.to.address == "p0@csc.example" })
        #expect(alert.text.contains("P-1 (Social Care) came back"))
        #expect(alert.text.contains("550 5.1.1 no such user"))
        #expect(alert.text.contains("CP-1"))
        let before = transport.all.count { $0.message.to.address == "p1@csc.example" }
        // The next step of the ladder finds the address known as bad.
        sample.clock.move(to: "2026-11-24T09:00:00Z")
        _ = try await sample.planner().tick(now: sample.clock.now)
        for _ in 0..<2 { _ = try await dispatcher.tick() }
        #expect(transport.all.count { $0.message.to.address == "p1@csc.example" } == before)
        #expect(
            try await sample.outbox().contains(
                "failed 1 nobody has been reached at the recipient's address since 2026-11-23"))
        #expect(try await sample.outbox("alert").count == 1, "once for each failure of the address")
        #expect(
            try await sample.database.read { session in
                try session.rows("SELECT DISTINCT state FROM reminder WHERE reason LIKE 'nobody has%'").map {
                    try $0.text(0)
                }
            } == ["failed"])
    }

    @Test("tries an address again when the contact is recorded as it stood: the fault was the server's")
    func sameAddress() async throws {
        let sample = try await DeliverySample.due()
        let transport = ScriptedTransport(sample.clock) {
            $0.to.address == "p1@csc.example" ? .badAddress(reason: "550 5.1.1 no") : .accepted(detail: "250 OK")
        }
        _ = try await sample.dispatcher(transport).tick()
        let failures = "SELECT COUNT(*) FROM address_failure"
        #expect(try await sample.database.read { try $0.row(failures)?.integer(0) } == 1)
        try await sample.act {
            let isReleased = try $0.record(
                Person(reference: "P-1", agency: "CSC", name: "Person 1", email: "p1@csc.example"))
            #expect(isReleased)
        }
        #expect(try await sample.database.read { try $0.row(failures)?.integer(0) } == 0)
    }

    @Test("does not hold a late bounce of the old address against the new one")
    func lateBounce() async throws {
        let sample = try await DeliverySample.due()
        _ = try await sample.dispatcher(ScriptedTransport(sample.clock) { _ in .accepted(detail: "250 OK") }).tick()
        let id = try await sample.database.read {
            try $0.row("SELECT id FROM outbox WHERE content = 'reminders'")?.text(0) ?? ""
        }
        sample.clock.move(to: sample.clock.now.adding(seconds: 600))
        try await sample.act {
            try $0.record(Person(reference: "P-1", agency: "CSC", name: "Person 1", email: "new@csc.example"))
        }
        let now = sample.clock.now.adding(seconds: 600)
        try await sample.database.write {
            try AddressFailures($0).note(recipientOf: id, because: "no such user", now: now)
        }
        #expect(
            try await sample.database.read { try $0.row("SELECT COUNT(*) FROM address_failure")?.integer(0) } == 0)
    }

    @Test("keeps to what a day allows also when everything waited and comes in one claim")
    func ceilingInOneClaim() async throws {
        let sample = try await DeliverySample.due(people: 1, more: "delivery: {messagesPerPerson: 3}\n")
        try await sample.database.write { session in
            for number in 1...10 {
                try session.execute(
                    """
                    INSERT INTO outbox (id, channel, content, recipient, slot_at, created_at, state, next_attempt_at)
                    SELECT $1, channel, content, recipient, slot_at, created_at, 'waiting', next_attempt_at FROM outbox
                    WHERE content = 'reminders' AND length(id) = 32 LIMIT 1
                    """, "m\(number)")
                try session.execute(
                    """
                    INSERT INTO reminder (obligation, generation, step, audience, matter, leaves_at, urgent, state, message)
                    SELECT obligation, generation, $1, audience, matter, leaves_at, urgent, 'planned', $2 FROM reminder
                    WHERE state = 'planned' LIMIT 1
                    """, "X\(number)", "m\(number)")
            }
        }
        let transport = ScriptedTransport(sample.clock) { _ in .accepted(detail: "250 OK") }
        _ = try await sample.dispatcher(transport).tick()
        #expect(transport.all.count { $0.message.to.address == "p1@csc.example" } == 3)
    }

    @Test("says nothing of what did not arrive once it is settled")
    func settledMeanwhile() async throws {
        let sample = try await DeliverySample.due()
        let refuses = Locked(true)
        let transport = ScriptedTransport(sample.clock) { _ in
            refuses.withLock { $0 } ? .permanent(reason: "554 no") : .accepted(detail: "250 OK")
        }
        try await sample.database.write { session in
            let id = try session.row("SELECT id FROM outbox")?.text(0) ?? ""
            try Outbox(session).settle([(id, .failed(reason: "554 no"))], now: sample.clock.now)
        }
        try await sample.act {
            try $0.perform(.reply(invitation: 1, .accepted, on: "2026-11-23"), on: "CP-1")
        }
        refuses.withLock { $0 = false }
        _ = try await sample.dispatcher(transport).tick()
        #expect(transport.all.isEmpty)
        #expect(try await sample.outbox("alert").first?.hasPrefix("superseded") == true)
    }

    @Test("tries an address again once it is recorded anew")
    func mendedAddress() async throws {
        let sample = try await DeliverySample.due()
        let transport = ScriptedTransport(sample.clock) {
            $0.to.address == "p1@csc.example" ? .badAddress(reason: "550 no") : .accepted(detail: "250 OK")
        }
        let dispatcher = try sample.dispatcher(transport)
        for _ in 0..<2 { _ = try await dispatcher.tick() }
        try await sample.act {
            try $0.record(Person(reference: "P-1", agency: "CSC", name: "Person 1", email: "person1@csc.example"))
        }
        sample.clock.move(to: "2026-11-24T09:00:00Z")
        _ = try await sample.planner().tick(now: sample.clock.now)
        _ = try await dispatcher.tick()
        #expect(transport.all.contains { $0.message.to.address == "person1@csc.example" })
    }

    @Test("tells the administrator of a reminder that was given up, but of a failed alert nobody")
    func givenUp() async throws {
        let sample = try await DeliverySample.due(more: "delivery: {attempts: 1}\n")
        let transport = ScriptedTransport(sample.clock) { _ in .transient(reason: "452 disk full") }
        let dispatcher = try sample.dispatcher(transport)
        for _ in 0..<4 { _ = try await dispatcher.tick() }
        #expect(try await sample.outbox() == ["failed 1 given up after 1 attempts: 452 disk full"])
        #expect(try await sample.outbox("alert") == ["failed 1 given up after 1 attempts: 452 disk full"])
        #expect(transport.all.last?.message.text.contains("was given up") == true)
    }

    @Test("tells the chair where the administrator's own message fails")
    func administratorsOwn() async throws {
        let sample = try await DeliverySample.due(people: 1)
        try await sample.act {
            try $0.record(Person(reference: "P-9", agency: "CSC", name: "Chair", email: "chair@csc.example"))
            try $0.perform(.assign(.chair, "P-9", on: "2026-11-23"), on: "CP-1")
            try $0.perform(.assign(.administrator, "P-1", on: "2026-11-23"), on: "CP-1")
        }
        let transport = ScriptedTransport(sample.clock) {
            $0.to.address == "p1@csc.example" ? .permanent(reason: "554 no") : .accepted(detail: "250 OK")
        }
        let dispatcher = try sample.dispatcher(transport)
        for _ in 0..<2 { _ = try await dispatcher.tick() }
        #expect(transport.all.last?.message.to.address == "chair@csc.example")
    }

    @Test("warns the administrator before the deadline of a reminder that will come after it, and once only")
    func late() async throws {
        let sample = try await DeliverySample.due(
            more: "delivery: {attempts: 50, firstRetry: 3000, longestRetry: 3600}\n")
        // The reply is due at the end of this day; the server refuses all day long.
        let transport = ScriptedTransport(sample.clock) {
            $0.to.address == "p1@csc.example" ? .transient(reason: "451 later") : .accepted(detail: "250 OK")
        }
        let dispatcher = try sample.dispatcher(transport)
        while sample.clock.now < "2026-11-24T12:00:00Z" {
            _ = try await dispatcher.tick()
            sample.clock.move(to: sample.clock.now.adding(seconds: 300))
        }
        let warnings = transport.all.filter { $0.message.to.address == "p0@csc.example" }
        #expect(warnings.count == 1)
        let warned = try #require(warnings.first)
        #expect(warned.at > "2026-11-23T20:00:00Z" && warned.at < "2026-11-24T00:00:00Z", "\(warned.at)")
        #expect(warned.message.text.contains("may not be delivered before the deadline"))
        #expect(try await history(sample, "P-1").contains(.late))
    }

    @Test("sends one person no more than a day allows, and tells the administrator")
    func ceiling() async throws {
        let sample = try await DeliverySample.due(people: 2, more: "delivery: {messagesPerPerson: 1}\n")
        let transport = ScriptedTransport(sample.clock) { _ in .accepted(detail: "250 OK") }
        let dispatcher = try sample.dispatcher(transport)
        _ = try await dispatcher.tick()
        // A second message to each of them on the same day.
        try await sample.act {
            try $0.perform(.reply(invitation: 1, .apologies(reason: nil), on: "2026-11-23"), on: "CP-1")
        }
        sample.clock.move(to: "2026-11-23T10:00:00Z")
        _ = try await sample.planner().tick(now: sample.clock.now)
        for _ in 0..<2 { _ = try await dispatcher.tick() }
        #expect(transport.all.count { $0.message.to.address == "p1@csc.example" } == 1)
        let alerts = transport.all.filter { $0.message.text.contains("is held back until the next working day") }
        #expect(alerts.map(\.message.to.address) == ["p0@csc.example"])
        sample.clock.move(to: "2026-11-24T09:00:00Z")
        _ = try await dispatcher.tick()
        #expect(transport.all.count { $0.message.to.address == "p1@csc.example" } == 2)
    }

    @Test("gives the mail server no more in a minute than is set, a restart between or not")
    func pace() async throws {
        let sample = try await DeliverySample.due(people: 25, more: "delivery: {messagesPerMinute: 10}\n")
        let transport = ScriptedTransport(sample.clock) { _ in .accepted(detail: "250 OK") }
        for minute in 1...3 {
            // A new dispatcher each time: it remembers nothing.
            for _ in 0..<3 { _ = try await sample.dispatcher(transport).tick() }
            #expect(transport.all.count == min(10 * minute, 25))
            sample.clock.move(to: sample.clock.now.adding(seconds: 60))
        }
    }
}
