import Conferences
import Outbound
import TestValues
import Testing
import WorkingDays

@testable import Daemon
@testable import Persistence

@Suite("What a peer says later of a message that it took")
struct TicketTests {
    private func standing(_ sample: TextSample, _ message: String) async throws -> String? {
        try await sample.delivery.database.read { try Tickets($0).standing(of: message)?.standing }
    }

    private func sent() async throws -> (sample: TextSample, id: String) {
        let sample = try await TextSample(prefers: .text)
        try await sample.deliver()
        return (sample, try #require(sample.texts.all.first).id)
    }

    @Test("is asked for soon, then ever more seldom, and no longer once it is forgotten")
    func asked() async throws {
        let (sample, id) = try await sent()
        let start = sample.delivery.clock.now
        var asked: [Int] = []
        for quarter in 1...(8 * 5760) {
            let now = start.adding(seconds: quarter * 15)
            let due = try await sample.delivery.database.read { try Tickets($0).due(now: now, limit: 10) }
            guard let ticket = due.first else { continue }
            asked.append(quarter * 15)
            try await sample.delivery.database.write {
                try Tickets($0).record(ticket, .open, texting: .off, now: now)
            }
        }
        #expect(asked.prefix(6) == [15, 30, 60, 120, 240, 480])
        #expect((150...180).contains(asked.count), "\(asked.count): hourly for a week")
        #expect(try await standing(sample, id) == "unknown")
    }

    @Test("that it arrived, is noted once")
    func arrived() async throws {
        let (sample, id) = try await sent()
        for _ in 0..<2 { try await sample.tell(id, .arrived) }
        #expect(try await standing(sample, id) == "arrived")
        let history = try await sample.delivery.database.read { try MessageHistory($0).entries(of: id).map(\.incident) }
        #expect(history == [.arrived])
    }

    @Test("that nobody is there, makes the number known as bad, and the other way is taken")
    func failedForGood() async throws {
        let (sample, id) = try await sent()
        try await sample.tell(id, .failedForGood("nobody is reached there"))
        try await sample.deliver()
        #expect(try await sample.outbox() == ["mail sent", "text sent"])
        #expect(try await sample.outbox("alert") == ["mail sent"])
        let failures = try await sample.delivery.database.read {
            try $0.rows("SELECT person, channel FROM address_failure").map { "\(try $0.text(0)) \(try $0.text(1))" }
        }
        #expect(failures == ["P-1 text"])
        // The next step leaves by mail as soon as its text is found to reach nobody.
        sample.delivery.clock.move(to: "2026-11-24T09:00:00Z")
        try await sample.plan()
        try await sample.deliver()
        #expect(sample.texts.all.count == 1)
        #expect(sample.mail.all.count { $0.message.to.address == "p1@csc.example" } == 2)
    }

    @Test("that it was not delivered, is told to webhooks too: of an address at once, of what is given up then")
    func toldToWebhooks() async throws {
        let desk = WebhookSubscription("desk", to: [.messageFailed])
        func calls(_ sample: TextSample) async throws -> [String] {
            try await sample.delivery.database.read { session in
                try session.rows("SELECT payload FROM outbox WHERE channel = 'webhook' ORDER BY created_at").map {
                    try $0.text(0)
                }
            }
        }
        let (gone, id) = try await sent()
        try await gone.tell(id, .failedForGood("nobody is reached there"), telling: [desk])
        #expect(try await calls(gone).map { $0.contains(#""reason":"address""#) } == [true])

        let sample = try await TextSample(prefers: .text, mail: { _ in .permanent(reason: "554 no") })
        try await sample.deliver()
        let other = try #require(sample.texts.all.first).id
        // Mail cannot take its place.
        try await sample.delivery.database.write {
            try $0.execute(
                "INSERT INTO address_failure (person, channel, failed_on, noted_at, reason) VALUES ($1, $2, $3, 0, $4)",
                "P-1", "mail", "2026-11-20", "no")
        }
        for turn in 1...2 {
            try await sample.tell(other, .failedForNow("the telephone was off"), telling: [desk])
            #expect(try await calls(sample).count == turn - 1)
            sample.delivery.clock.move(to: sample.delivery.clock.now.adding(seconds: 3600))
            try await sample.deliver()
        }
        #expect(try await calls(sample).map { $0.contains(#""reason":"failed""#) } == [true])
    }

    @Test("that it failed for now, sends it once more, and then the other way")
    func failedForNow() async throws {
        let (sample, id) = try await sent()
        try await sample.tell(id, .failedForNow("the telephone was off"))
        #expect(try await sample.outbox() == ["text waiting"])
        #expect(try await sample.reminders() == ["planned"])
        sample.delivery.clock.move(to: sample.delivery.clock.now.adding(seconds: 3600))
        try await sample.deliver()
        #expect(sample.texts.all.map(\.id) == [id, id])
        #expect(sample.texts.all.map(\.isRepeat) == [false, true])
        try await sample.tell(id, .failedForNow("the telephone was off"))
        try await sample.deliver()
        #expect(try await sample.outbox() == ["mail sent", "text failed"])
        #expect(try await sample.outbox("alert") == [])
        #expect(try await sample.reminders() == ["sent"])
    }

    @Test("that it failed for now, is nothing any more once it has been met")
    func metMeanwhile() async throws {
        let (sample, id) = try await sent()
        try await sample.tell(id, .failedForNow("the telephone was off"))
        try await sample.delivery.act { try $0.perform(.reply(invitation: 1, .accepted, on: "2026-11-23"), on: "CP-1") }
        sample.delivery.clock.move(to: sample.delivery.clock.now.adding(seconds: 3600))
        try await sample.deliver()
        #expect(sample.texts.all.count == 1)
        #expect(try await sample.outbox() == ["text superseded"])
    }
}
