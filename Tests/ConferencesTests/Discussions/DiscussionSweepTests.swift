import Conferences
import Foundation
import TestValues
import Testing
import WorkingDays

@Suite("Whatever is asked of strategy discussions")
struct DiscussionSweepTests {
    @Test("they hold to the rules, and their events replay to the same state", arguments: [1, 2, 3, 4] as [UInt64])
    func sweep(seed: UInt64) throws {
        var random = RandomDiscussionCommands(seed: seed)
        var tally: [String: Int] = [:]
        for _ in 0..<60 {
            var run = DiscussionRun(from: "2026-09-21", conveneFrom: seed.isMultiple(of: 2) ? .last : .initiating)
            for _ in 0..<120 { tally[try run.give(&random) ?? "refused", default: 0] += 1 }
            run.checkReplay(&random)
            tally.merge(run.seen, uniquingKeysWith: +)
        }
        // Unless everything was met with, the sweep has proved nothing.
        for kind in Set(Frozen<DiscussionEvent>.discussion.map(\.event.kind)).union(["refused"]) {
            #expect(tally[kind, default: 0] >= 5, "\(kind)")
        }
        for word in ["outstanding", "met", "impossible-notice", "step", "arranged"] {
            #expect(tally["owed \(word)", default: 0] >= 20, "\(word)")
        }
    }
}

/// One discussion that commands are given to, day after day.
private struct DiscussionRun {
    private var today: CalendarDate
    private var history: [(event: DiscussionEvent, at: Timestamp)] = []
    private var state: Discussion?
    private var generations: [ObligationID: Int] = [:]
    private let reckoning: DiscussionReckoning
    /// How often each standing, and a step, was met with.
    private(set) var seen: [String: Int] = [:]

    init(from today: CalendarDate, conveneFrom: ConveneClock) {
        self.today = today
        var reckoning = DiscussionReckoning()
        reckoning.policy.conveneFrom = conveneFrom
        self.reckoning = reckoning
    }

    /// - Returns: The kind of what happened, or `nil` when the command was refused.
    mutating func give(_ random: inout RandomDiscussionCommands) throws -> String? {
        if random.chance(15) { today = today.adding(days: random.number(in: 1...3)) }
        let events: [DiscussionEvent]
        do throws(DiscussionRefusal) {
            events = try Discussion.decide(
                random.next(today: today, state: state), reference: SD.reference, state: state,
                context: SD.context(today: today))
        } catch {
            #expect(!error.description.contains("Okafor") && error.description.hasSuffix("."))
            return nil
        }
        let event = try #require(events.first)
        #expect(events.count == 1)
        #expect(try JSONDecoder().decode(DiscussionEvent.self, from: JSONEncoder().encode(event)) == event)
        let at = EuropeLondon.timestamp(on: today, at: "10:00")
        state = Discussion.evolve(state, reference: SD.reference, event, at: at)
        history.append((event, at))
        try check(try #require(state))
        try checkObligations(try #require(state))
        return event.kind
    }

    private mutating func checkObligations(_ discussion: Discussion) throws {
        let obligations = try discussion.obligations(under: reckoning.policy, calendar: reckoning.calendar)
        #expect(Set(obligations.map(\.id)).count == obligations.count)
        for obligation in obligations {
            #expect(obligation.id.matter == .discussion(SD.reference) && obligation.owedBy != nil)
            #expect(obligation.generation >= generations[obligation.id, default: 0])
            generations[obligation.id] = obligation.generation
            seen["owed \(obligation.standing.word)", default: 0] += 1
            if obligation.arrangedFor != nil { seen["owed arranged", default: 0] += 1 }
            try checkSteps(of: obligation)
        }
    }

    private mutating func checkSteps(of obligation: Obligation) throws {
        let steps = try ladder(obligation, policy: reckoning.policy, calendar: reckoning.calendar)
        #expect(steps.isEmpty || obligation.standing == .outstanding && obligation.arrangedFor == nil)
        #expect(steps.map(\.leavesAt) == steps.map(\.leavesAt).sorted())
        // Nobody is told twice at one moment of the same thing.
        #expect(Set(steps.map { "\($0.leavesAt) \($0.audience)" }).count == steps.count)
        for step in steps {
            #expect(step.leavesAt >= obligation.establishedAt)
            #expect(obligation.endsAt.map { step.leavesAt < $0 } ?? true)
            #expect(try reckoning.policy.sendingHours.permit(step.leavesAt, calendar: reckoning.calendar))
            seen["owed step", default: 0] += 1
        }
    }

    private func check(_ discussion: Discussion) throws {
        #expect(discussion.participants.map(\.number) == Array(1..<discussion.participants.count + 1))
        #expect(discussion.actions.map(\.number) == Array(1..<discussion.actions.count + 1))
        #expect(discussion.flags.map(\.number) == Array(1..<discussion.flags.count + 1))
        switch discussion.status {
        case .arranged: #expect(discussion.holding == nil && discussion.minutes == .notBegun)
        case .held(let on): #expect(discussion.heldOn == on && on == discussion.sitting.on)
        case .closed(let on):
            #expect(try on >= #require(discussion.heldOn) && discussion.section47 != nil)
            #expect(discussion.agendaIsComplete == (discussion.closedUnaddressed == nil))
        case .cancelled: #expect(discussion.holding == nil && discussion.linkedConferences.isEmpty)
        }
        for area in discussion.agenda.areas where !discussion.openFlags(of: area.name).isEmpty {
            #expect(discussion.unaddressedAreas.contains(area))
        }
        #expect(discussion.actions.allSatisfy { $0.agreedOn <= $0.dueOn })
        checkMinutes(of: discussion)
        #expect(!AgendaSheet(of: discussion).text.contains("Okafor"))
    }

    private func checkMinutes(of discussion: Discussion) {
        switch discussion.minutes {
        case .notBegun, .drafting, .chairReview, .approved: #expect(discussion.minutesCirculatedOn == nil)
        case .circulated, .correctionsOpen, .final: #expect(discussion.minutesCirculatedOn != nil)
        }
        for participant in discussion.participants {
            guard let receivedOn = participant.minutesReceivedOn else { continue }
            #expect(discussion.minutesCirculatedOn.map { $0 <= receivedOn } == true)
            #expect(!discussion.participantsWithoutMinutes.contains(participant))
        }
    }

    /// The log keeps order; even without it nothing stops the program.
    func checkReplay(_ random: inout RandomDiscussionCommands) {
        #expect(Discussion.replaying(history, reference: SD.reference) == state)
        _ = Discussion.replaying(random.shuffled(history), reference: SD.reference)
    }
}
