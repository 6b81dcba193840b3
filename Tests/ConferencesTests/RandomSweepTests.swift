import Conferences
import Foundation
import TestValues
import Testing
import WorkingDays

@Suite("Whatever is asked of conferences")
struct RandomSweepTests {
    /// Twenty thousand commands in all: four worlds, each with a hundred conferences of fifty.
    @Test(
        "their obligations and ladders hold to the rules, and their events replay to the same state",
        arguments: World.all)
    func sweep(_ world: World) throws {
        var random = RandomCommands(seed: world.seed)
        var tally: [String: Int] = [:]
        for _ in 0..<100 {
            var run = Run(world: world, from: world.firstDay.adding(days: random.number(in: 0...300)))
            for _ in 0..<50 {
                let event = try run.give(&random)
                tally["event \(event?.kind ?? "refused")", default: 0] += 1
            }
            try run.checkReplay()
            for (word, count) in run.seen { tally[word, default: 0] += count }
        }
        // Unless everything was met with, the sweep has proved nothing.
        for kind in Frozen.conference.map(\.event.kind) + ["refused"] {
            #expect(tally["event \(kind)", default: 0] >= 5, "\(kind)")
        }
        for word in ["outstanding", "met", "exempt", "withdrawn", "cancelled", "impossible-notice", "step"] {
            #expect(tally[word, default: 0] >= 20, "\(word)")
        }
    }
}

/// A calendar and a policy to live under.
struct World: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let seed: UInt64
    let firstDay: CalendarDate
    let calendar: WorkingDayCalendar
    let policy: Policy

    static let all = [
        World(
            testDescription: "England and Wales, the standard policy", seed: 1, firstDay: "2026-02-01",
            calendar: GovUKList.englandAndWales, policy: .standard),
        World(
            testDescription: "offices closed at Christmas, and an urgent policy", seed: 2, firstDay: "2026-10-01",
            calendar: GovUKList.calendar(closed: ["2026-12-24", "2026-12-29", "2026-12-30", "2026-12-31", "2027-01-04"]
            ),
            policy: urgent),
        World(
            testDescription: "Scotland, counting in days, hours and months", seed: 3, firstDay: "2027-09-01",
            calendar: GovUKList.calendar(.scotland), policy: otherUnits),
        World(
            testDescription: "Northern Ireland, years past the published list", seed: 4, firstDay: "2035-01-01",
            calendar: GovUKList.calendar(.northernIreland), policy: .standard),
    ]

    private static var urgent: Policy {
        var policy = Policy.standard
        policy.rules[.nameDelegate]?.ladder = ["at-once owner urgent", "T agencyLead", "C-1 chair urgent"]
        policy.rules[.submitReport]?.ladder = [
            "T-5 owner", "T-1 owner urgent", "T+1 owner agencyLead", "C-1 chair urgent",
        ]
        return policy
    }

    private static var otherUnits: Policy {
        var policy = Policy.standard
        policy.cutOff = "17:00"
        policy.sendingHours = SendingHours(opens: "08:20", closes: "16:50")
        policy.rules[.reply]?.initial = "48 hours after"
        policy.rules[.submitReport]?.initial = "5 calendar days before"
        policy.rules[.shareWithFamily]?.review = "1 month before"
        policy.rules[.shareWithFamily]?.initial = "5 clear working days before"
        return policy
    }
}

/// One conference that commands are given to, day after day.
private struct Run {
    let world: World
    private var today: CalendarDate
    private var history: [(event: ConferenceEvent, at: Timestamp)] = []
    private var state: ConferenceState?
    private var generations: [ObligationID: Int] = [:]
    /// How often each standing, and a step, was met with.
    private(set) var seen: [String: Int] = [:]

    init(world: World, from today: CalendarDate) {
        self.world = world
        self.today = today
    }

    mutating func give(_ random: inout RandomCommands) throws -> ConferenceEvent? {
        if random.chance(35) { today = today.adding(days: random.number(in: 1...6)) }
        let command = random.next(today: today, state: state?.conference)
        let at = EuropeLondon.timestamp(on: today, at: "00:00").adding(seconds: random.number(in: 0...80_000))
        let context = DecisionContext(
            today: today, calendar: world.calendar, agencyOfPerson: Sample.agencyOfPerson, agencies: Sample.agencies)
        let events: [ConferenceEvent]
        do throws(ConferenceRefusal) {
            events = try Conference.decide(command, reference: Sample.reference, state: state, context: context)
        } catch {
            #expect(!error.description.isEmpty)
            return nil
        }
        let event = try #require(events.first)
        #expect(events.count == 1)
        #expect(try JSONDecoder().decode(ConferenceEvent.self, from: JSONEncoder().encode(event)) == event)
        state = Conference.evolve(state, reference: Sample.reference, event, at: at)
        history.append((event, at))
        try checkObligations()
        return event
    }

    func checkReplay() throws {
        #expect(Conference.state(replaying: history, reference: Sample.reference) == state)
    }

    private mutating func checkObligations() throws {
        let conference = try #require(state?.conference)
        let obligations = try conference.obligations(under: world.policy, calendar: world.calendar)
        #expect(Set(obligations.map(\.id)).count == obligations.count)
        for obligation in obligations {
            #expect(obligation.generation >= generations[obligation.id, default: 0])
            generations[obligation.id] = obligation.generation
            #expect(obligation.deadline.workTo <= obligation.deadline.on)
            // Never past the last working day before, unless the apologies came later still.
            if obligation.id.kind == .nameDelegate {
                #expect(
                    obligation.deadline.on < conference.sitting.on
                        || obligation.deadline.on == obligation.anchoredOn)
            }
            seen[obligation.standing.word, default: 0] += 1
            try checkSteps(of: obligation)
        }
    }

    private mutating func checkSteps(of obligation: Obligation) throws {
        let steps = try ladder(obligation, policy: world.policy, calendar: world.calendar)
        #expect(steps.isEmpty || obligation.standing == .outstanding)
        #expect(steps.map(\.leavesAt) == steps.map(\.leavesAt).sorted())
        #expect(Set(steps.map { "\($0.step) \($0.audience)" }).count == steps.count)
        for step in steps {
            #expect(step.leavesAt >= obligation.establishedAt)
            if let endsAt = obligation.endsAt { #expect(step.leavesAt < endsAt) }
            let isPermitted = try world.policy.sendingHours.permit(step.leavesAt, calendar: world.calendar)
            #expect(step.isUrgent || isPermitted, "\(obligation.id) \(step)")
            seen["step", default: 0] += 1
        }
        // Nobody is told twice at one moment of the same thing.
        #expect(Set(steps.map { "\($0.leavesAt) \($0.audience)" }).count == steps.count)
    }
}
