import Conferences
import Foundation
import TestValues
import Testing
import WorkingDays

/// One conference that commands are given to, day after day, and whose obligations are looked at after each.
struct RandomRun {
    let world: World
    private var today: CalendarDate
    private var history: [(event: ConferenceEvent, at: Timestamp)] = []
    private var state: ConferenceState?
    /// As they were when last looked at: a ladder follows from its obligation alone.
    private var checked: [ObligationID: Obligation] = [:]
    /// How often each event, refusal, standing and reason was met with.
    private(set) var seen: [String: Int] = [:]

    init(world: World, from today: CalendarDate) {
        self.world = world
        self.today = today
    }

    /// Whether hardly anything can happen to it any more.
    var isOver: Bool {
        switch state {
        case .requestDropped?: true
        case .arranged(let conference)?: ["cancelled", "closed"].contains(conference.status.word)
        case .requested?, nil: false
        }
    }

    mutating func give(_ random: inout RandomCommands) throws {
        passTime(&random)
        let command = random.next(today: today, state: state)
        let at = EuropeLondon.timestamp(on: today, at: "00:00").adding(seconds: random.number(in: 0...80_000))
        let context = world.context(today: today, missedBefore: random.one(of: ["HEA", "EDU"]))
        do throws(ConferenceRefusal) {
            let events = try Conference.decide(command, reference: Sample.reference, state: state, context: context)
            note("accepted \(CommandName(command))")
            #expect(!events.isEmpty)
            for event in events { record(event, at: at) }
        } catch {
            check(error)
            return
        }
        if let conference = state?.conference { try check(conference, holdingUntil: random.number(in: 1...30)) }
    }

    /// Days go by: mostly few, sometimes just until the conference, sometimes weeks after it.
    private mutating func passTime(_ random: inout RandomCommands) {
        guard random.chance(20) else { return }
        if random.chance(25), let sitting = state?.conference?.sitting.on, sitting > today {
            today = sitting
        } else {
            today = today.adding(days: random.number(in: 1...(random.chance(10) ? 40 : 5)))
        }
    }

    private mutating func record(_ event: ConferenceEvent, at: Timestamp) {
        note("event \(event.kind)")
        let json = try? JSONEncoder().encode(event)
        #expect(json.flatMap { try? JSONDecoder().decode(ConferenceEvent.self, from: $0) } == event)
        state = Conference.evolve(state, reference: Sample.reference, event, at: at)
        history.append((event, at))
    }

    private mutating func check(_ refusal: ConferenceRefusal) {
        note("refused \(RefusalName(refusal))")
        let sentence = refusal.description
        #expect(sentence.hasSuffix(".") && sentence != "It cannot be done.")
        #expect(!sentence.contains("Okafor") && !sentence.contains("measles"))
    }

    func checkReplay() {
        #expect(Conference.state(replaying: history, reference: Sample.reference) == state)
    }

    private mutating func note(_ what: String) { seen[what, default: 0] += 1 }
}

// What holds for whatever is on record.
extension RandomRun {
    private mutating func check(_ conference: Conference, holdingUntil days: Int) throws {
        note("status \(conference.status.word)")
        let obligations = try conference.obligations(under: world.policy, calendar: world.calendar)
        #expect(Set(obligations.map(\.id)).count == obligations.count)
        for obligation in obligations where obligation != checked[obligation.id] {
            #expect(obligation.generation >= checked[obligation.id]?.generation ?? 0, "\(obligation.id)")
            checked[obligation.id] = obligation
            #expect(obligation.deadline.workTo <= obligation.deadline.on)
            note("standing \(obligation.standing.word)")
            try checkSteps(of: obligation)
            if obligation.id.kind == .submitReport {
                try checkFinalStep(of: obligation, until: today.adding(days: days))
            }
        }
        checkQuoracy(conference)
    }

    private mutating func checkSteps(of obligation: Obligation) throws {
        let steps = try ladder(obligation, policy: world.policy, calendar: world.calendar)
        let rungs = try Conferences.rungs(of: obligation, policy: world.policy, calendar: world.calendar)
        #expect(steps.isEmpty || (obligation.standing == .outstanding && obligation.arrangedFor == nil))
        #expect(rungs.filter { $0.silence == nil }.map(\.leavesAt) == steps.map(\.leavesAt))
        #expect(rungs.count == world.policy.rules[obligation.id.kind]?.ladder.flatMap(\.audiences).count)
        #expect(steps.map(\.leavesAt) == steps.map(\.leavesAt).sorted())
        // A step's key is its time and audience, and nobody is told twice at one moment of the same thing.
        #expect(Set(steps.map { "\($0.step) \($0.audience)" }).count == steps.count)
        #expect(Set(steps.map { "\($0.leavesAt) \($0.audience)" }).count == steps.count)
        for step in steps { try check(step, of: obligation) }
        if steps.isEmpty, obligation.standing == .outstanding { checkSilence(rungs, of: obligation) }
    }

    private mutating func check(_ step: ReminderStep, of obligation: Obligation) throws {
        note("step")
        #expect(step.leavesAt >= obligation.establishedAt)
        if let endsAt = obligation.endsAt { #expect(step.leavesAt < endsAt) }
        let isPermitted = try world.policy.sendingHours.permit(step.leavesAt, calendar: world.calendar)
        #expect(step.isUrgent || isPermitted, "\(obligation.id) \(step)")
    }

    /// Only what is arranged or prepares for a conference that has begun may be outstanding in silence.
    private mutating func checkSilence(_ rungs: [LadderRung], of obligation: Obligation) {
        if obligation.arrangedFor != nil {
            note("silent, as it is arranged")
        } else {
            note("silent, as the conference has begun")
            #expect(obligation.endsAt != nil && rungs.contains { $0.silence == .conferenceBegun }, "\(obligation.id)")
        }
    }

    private func checkFinalStep(of obligation: Obligation, until: CalendarDate) throws {
        let open = try ladder(obligation, policy: world.policy, calendar: world.calendar)
        let quiet = obligation.holding(ReminderHold(from: obligation.establishedAt, until: until))
        let held = try ladder(quiet, policy: world.policy, calendar: world.calendar)
        // Holds that stand already may have put a step off to the very end.
        guard obligation.holds.isEmpty, let last = open.last else { return }
        #expect(held.contains { $0.step == last.step && $0.leavesAt == last.leavesAt }, "\(obligation.id)")
    }

    private mutating func checkQuoracy(_ conference: Conference) {
        let forecast = conference.quoracyForecast(world.policy.quoracy, agencies: world.agencies)
        note("forecast \(forecast.verdict.rawValue)")
        #expect(!forecast.expected.isQuorate || forecast.possible.isQuorate)
        #expect(forecast.verdict != .inquorate || forecast.tippedBy.isEmpty)
        #expect(forecast.tippedBy.allSatisfy { conference.invitation($0)?.stands ?? false })
        let count = conference.quoracyOnTheDay(world.policy.quoracy, agencies: world.agencies)
        #expect(count.isQuorate == (count.shortfall == nil))
    }
}
