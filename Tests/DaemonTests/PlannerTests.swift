import Conferences
import Outbound
import TestPeers
import TestValues
import Testing
import WorkingDays

@testable import Daemon
@testable import Persistence

@Suite("The plan loop")
struct PlannerTests {
    /// Runs both loops every quarter of an hour up to a moment.
    private func run(_ sample: DeliverySample, _ transport: ScriptedTransport, to end: Timestamp) async throws {
        let (planner, dispatcher) = (sample.planner(), try sample.dispatcher(transport))
        while sample.clock.now <= end {
            try await planner.tick(now: sample.clock.now)
            _ = try await dispatcher.tick()
            sample.clock.move(to: sample.clock.now.adding(seconds: 900))
        }
    }

    @Test("lets messages leave in sending hours of open days alone")
    func hours() async throws {
        let sample = try await DeliverySample.due(
            people: 3,
            more: "policy: {sendFrom: \"08:30\", sendUntil: \"16:00\"}\ncalendar: {closures: [2026-11-25 | Closed]}\n")
        let transport = ScriptedTransport(sample.clock)
        try await run(sample, transport, to: "2027-01-20T00:00:00Z")
        let calendar = sample.configuration.calendar
        #expect(transport.all.count > 15)
        for attempt in transport.all {
            let (day, time) = EuropeLondon.local(attempt.at)
            #expect(try calendar.isOpen(day), "\(attempt.at)")
            #expect(time >= TimeOfDay(hour: 8, minute: 30)! && time < TimeOfDay(hour: 16, minute: 0)!, "\(attempt.at)")
        }
    }

    @Test("rests on a day that was set apart while it ran, and counts by it in what it says")
    func daySetApart() async throws {
        let sample = try await DeliverySample.due(people: 3)
        let transport = ScriptedTransport(sample.clock)
        try await run(sample, transport, to: "2026-12-11T18:00:00Z")
        try await sample.act { registrar in
            _ = try registrar.setApart(.closed, from: "2027-01-12", to: "2027-01-12", title: "Flood")
            _ = try registrar.setApart(.holiday, from: "2027-01-08", to: "2027-01-08", title: "Mourning")
        }
        try await run(sample, transport, to: "2027-01-20T00:00:00Z")
        let days = Set(transport.all.map { EuropeLondon.local($0.at).date })
        #expect(!days.contains("2027-01-12") && !days.contains("2027-01-08") && days.contains("2027-01-11"))
        // Of the report, due on Thursday 14 January: Friday 8 January is no working day any more.
        let said = transport.all.filter { $0.message.text.contains("Thursday 14 January 2027") }.compactMap { attempt in
            attempt.message.text.firstMatch(of: /Due in (\d) working days/).map { text in
                (on: EuropeLondon.local(attempt.at).date, days: Int(text.1))
            }
        }
        let calendar = try await sample.database.read { try sample.configuration.rulebook.calendar($0) }
        #expect(said.contains { $0.on < "2027-01-08" })
        for (day, days) in said { #expect(days == (try calendar.workingDays(from: day, to: "2027-01-14")), "\(day)") }
    }

    @Test("plans in the evening nothing, and in the morning what waited", arguments: [false, true])
    func evening(isUrgent: Bool) async throws {
        let sample = try await DeliverySample.due(
            more: isUrgent ? "policy: {obligations: {submitReport: {ladder: [T-5 owner urgent]}}}\n" : "")
        // The steps of 7 January at 09:00 were missed.
        sample.clock.move(to: "2027-01-07T20:00:00Z")
        let evening = try await sample.planner().tick(now: sample.clock.now)
        #expect(evening.messages == (isUrgent ? 1 : 0))
        sample.clock.move(to: "2027-01-08T09:00:00Z")
        let morning = try await sample.planner().tick(now: sample.clock.now)
        #expect(morning.messages > 0)
    }

    @Test("sends each step once, though the clock on the wall changes and the daemon starts again")
    func restart() async throws {
        let sample = try await DeliverySample.due(people: 2)
        let transport = ScriptedTransport(sample.clock)
        for _ in 0..<3 { try await run(sample, transport, to: sample.clock.now) }
        let count = transport.all.count
        for _ in 0..<3 {
            _ = try await sample.planner().tick(now: "2026-11-23T09:00:00Z")
            _ = try await sample.dispatcher(transport).tick()
        }
        #expect(transport.all.count == count)
    }
}
