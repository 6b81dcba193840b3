import Conferences
import TestValues
import Testing
import WorkingDays

@Suite("A hold on reminders")
struct HoldTests {
    private let reckoning = Reckoning()
    private static let ordered: Timestamp = "2026-10-05T09:00:00Z"
    private static let final = "C-1 chair 2026-10-15T08:00:00Z"

    private func held(
        until: CalendarDate, _ obligation: ObligationID? = "HK-26-014#1/submitReport", from: Timestamp = ordered,
        in history: History = given(Sample.scheduled, Sample.invited)
    ) -> History {
        history.then(.remindersHeld(obligation: obligation, until: until, reason: "On leave"), recordedAt: from)
    }

    @Test(
        "lets the latest of its steps leave when it ends, in order, and what follows on its day",
        arguments: [
            (
                "two steps fall into it", "2026-10-12",
                [
                    "T-2 owner 2026-10-12T08:00:00Z", "T owner 2026-10-13T08:00:00Z",
                    "T+1 owner 2026-10-14T08:00:00Z", "T+1 agencyLead 2026-10-14T08:00:00Z", final,
                ]
            ),
            (
                "it ends on a Saturday", "2026-10-10",
                [
                    "T-2 owner 2026-10-12T08:00:00Z", "T owner 2026-10-13T08:00:00Z",
                    "T+1 owner 2026-10-14T08:00:00Z", "T+1 agencyLead 2026-10-14T08:00:00Z", final,
                ]
            ),
            (
                "it ends on the morning of a step", "2026-10-13",
                [
                    "T owner 2026-10-13T08:00:00Z", "T+1 owner 2026-10-14T08:00:00Z",
                    "T+1 agencyLead 2026-10-14T08:00:00Z", final,
                ]
            ),
            (
                "it ends on the conference’s morning, and the final step is not held", "2026-10-16",
                [
                    final, "T+1 owner 2026-10-16T08:00:00Z", "T+1 agencyLead 2026-10-16T08:00:00Z",
                ]
            ),
            ("it outlasts the conference, and the final step is not held", "2026-10-20", [final]),
        ] as [(String, CalendarDate, [String])])
    func until(reason: String, until: CalendarDate, steps: [String]) throws {
        #expect(try reckoning.steps(.submitReport, held(until: until)) == steps)
    }

    @Test("touches nothing that left before it was ordered")
    func from() throws {
        let steps = try reckoning.steps(.submitReport, held(until: "2026-10-13", from: "2026-10-06T09:00:00Z"))
        #expect(steps.prefix(2) == ["T-5 owner 2026-10-06T08:00:00Z", "T owner 2026-10-13T08:00:00Z"])
    }

    @Test("of one obligation leaves the others alone, and of the conference holds them all")
    func scope() throws {
        let one = held(until: "2026-10-12")
        #expect(try reckoning.steps(.shareWithFamily, one).first == "T-5 owner 2026-10-06T08:00:00Z")
        let all = held(until: "2026-10-12", nil)
        for kind in [ObligationKind.submitReport, .shareWithFamily] {
            #expect(try reckoning.steps(kind, all).first == "T-2 owner 2026-10-12T08:00:00Z")
        }
    }

    @Test("ends when it is released, and is replaced by a later one")
    func release() throws {
        let released = held(until: "2026-10-12").then(.remindersReleased(obligation: "HK-26-014#1/submitReport"))
        #expect(try reckoning.steps(.submitReport, released).first == "T-5 owner 2026-10-06T08:00:00Z")
        let other = held(until: "2026-10-12").then(.remindersReleased(obligation: nil))
        #expect(try reckoning.steps(.submitReport, other).first == "T-2 owner 2026-10-12T08:00:00Z")
        let replaced = held(until: "2026-10-07", in: held(until: "2026-10-12"))
        #expect(try reckoning.steps(.submitReport, replaced).first == "T-5 owner 2026-10-07T08:00:00Z")
    }

    @Test("that meets another one still leaves the final step alone")
    func twoHolds() throws {
        let both = held(until: "2026-10-20", nil, in: held(until: "2026-10-16"))
        #expect(try reckoning.steps(.submitReport, both) == [Self.final])
    }

    @Test("of a person quiets what they owe like one of the conference")
    func person() throws {
        let obligation = try reckoning.obligation(.submitReport, given(Sample.scheduled, Sample.invited))
        let quiet = obligation.holding(ReminderHold(from: Self.ordered, until: "2026-10-12"))
        let steps = try ladder(quiet, policy: .standard, calendar: reckoning.calendar)
        #expect(steps.first?.leavesAt == "2026-10-12T08:00:00Z" && steps.count == 5)
        #expect(obligation.holding(nil) == obligation)
    }

    @Test("after the conference holds every step, and ends with the latest")
    func afterwards() throws {
        let letter = held(until: "2026-10-26", nil, from: "2026-10-16T12:00:00Z", in: given(Story.quorate))
        #expect(try reckoning.steps(.decisionLetter, letter) == ["T+1 serviceManager 2026-10-26T09:00:00Z"])
    }

    @Test("lets an urgent step leave at its end, too")
    func urgent() throws {
        var urgent = Reckoning()
        urgent.policy.rules[.submitReport]?.ladder = ["T-5 owner urgent", "T owner"]
        #expect(
            try urgent.steps(.submitReport, held(until: "2026-10-08")) == [
                "T-5 owner 2026-10-08T08:00:00Z", "T owner 2026-10-13T08:00:00Z",
            ])
    }
}
