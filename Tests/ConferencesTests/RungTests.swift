import Conferences
import TestValues
import Testing
import WorkingDays

@Suite("A rung of a ladder")
struct RungTests {
    private let reckoning = Reckoning()
    private let invited = given(Sample.scheduled, Sample.invited)

    /// Each step with its reason for not leaving, or nothing where it leaves: `T-5 owner: …`.
    private func rungs(
        _ kind: ObligationKind, _ history: History, of invitation: Int = 1, _ reckoning: Reckoning? = nil
    ) throws -> [String] {
        let reckoning = reckoning ?? self.reckoning
        return try Conferences.rungs(
            of: reckoning.obligation(kind, history, of: invitation), policy: reckoning.policy,
            calendar: reckoning.calendar
        ).map { "\($0.step) \($0.audience.rawValue): \($0.silence?.phrase ?? "leaves")" }
    }

    @Test("leaves where nothing is against it")
    func leaves() throws {
        #expect(
            try rungs(.reply, invited) == [
                "T owner: leaves", "T+1 owner: leaves", "T+2 owner: leaves", "T+3 agencyLead: leaves",
            ])
    }

    @Test("that had passed when its obligation came to be known gives way to the latest that had")
    func passedBefore() throws {
        let late = given(Sample.scheduled).then(Sample.invited, recordedAt: "2026-10-12T13:07:00Z")
        let passed = "it had passed when this came to be known, and a later step leaves"
        #expect(
            try rungs(.submitReport, late).prefix(3)
                == ["T-5 owner: \(passed)", "T-2 owner: leaves", "T owner: leaves"])
        #expect(
            try rungs(.reply, late) == [
                "T owner: \(passed)", "T+1 owner: \(passed)", "T+2 owner: \(passed)", "T+3 agencyLead: leaves",
            ])
    }

    @Test("does not leave once the conference will have begun")
    func conferenceBegun() throws {
        let onTheDay = given(.scheduled(as: Sample.scheduling()))
            .then(.invited(invitation: 1, agency: "POL", person: "pol-1", on: "2026-10-14"))
        #expect(
            try rungs(.reply, onTheDay) == [
                "T owner: leaves", "T+1 owner: the conference will have begun",
                "T+2 owner: the conference will have begun", "T+3 agencyLead: the conference will have begun",
            ])
        let tooLate = given(Sample.scheduled).then(Sample.invited, recordedAt: "2026-10-16T09:00:00Z")
        #expect(try rungs(.submitReport, tooLate).last == "C-1 chair: the conference will have begun")
    }

    @Test("is overtaken by a later one for the same audience that leaves at the same time")
    func overtaken() throws {
        let closed = Reckoning(
            calendar: GovUKList.calendar(closed: ["2026-12-24", "2026-12-29", "2026-12-30", "2026-12-31"]))
        let history = given(
            .scheduled(as: Sample.scheduling(.initial, Sample.sitting("2027-01-15"), settledOn: "2026-12-22")),
            .invited(invitation: 1, agency: "POL", person: "pol-1", on: "2026-12-22"))
        #expect(
            try rungs(.reply, history, of: 1, closed) == [
                "T owner: leaves", "T+1 owner: the one 2 working days after the deadline leaves by then",
                "T+2 owner: leaves", "T+3 agencyLead: leaves",
            ])
    }

    @Test("is held with a day, and the latest of the held leaves then")
    func held() throws {
        let held = invited.then(
            .remindersHeld(obligation: nil, until: "2026-10-12", reason: "On leave"),
            recordedAt: "2026-10-05T09:00:00Z")
        #expect(
            try rungs(.submitReport, held).prefix(2)
                == ["T-5 owner: held until Mon 12 Oct 2026", "T-2 owner: leaves"])
        let long = invited.then(
            .remindersHeld(obligation: nil, until: "2026-10-20", reason: "On leave"),
            recordedAt: "2026-10-05T09:00:00Z")
        #expect(try rungs(.submitReport, long).filter { $0.hasSuffix("held until Tue 20 Oct 2026") }.count == 5)
        #expect(try rungs(.submitReport, long).filter { $0.hasSuffix("leaves") } == ["C-1 chair: leaves"])
    }

    @Test("waits for nothing where what it asks is arranged")
    func arranged() throws {
        let review = given(Story.decided + [.reviewArranged(conference: "HK-27-003", sitsOn: "2027-01-12")])
        #expect(
            try rungs(.holdReview, review) == [
                "T-30 owner: arranged for Tue 12 Jan 2027", "T-20 owner: arranged for Tue 12 Jan 2027",
                "T-15 chair: arranged for Tue 12 Jan 2027",
            ])
    }

    @Test("for a repetition waits for one")
    func firstTime() throws {
        #expect(
            try rungs(.explainAbsence, given(Story.inquorate), of: 2) == [
                "at-once agencyLead: leaves",
                "at-once partnership: only for a second time within six months", "T+1 agencyLead: leaves",
            ])
    }

    @Test(
        "of what is settled says how",
        arguments: [
            (.replied(invitation: 1, reply: .accepted, on: "2026-09-22"), "met"),
            (.withdrawn(invitation: 1, on: "2026-09-22"), "withdrawn"),
            (.cancelled(on: "2026-09-22", reason: "No need"), "cancelled"),
        ] as [(ConferenceEvent, String)])
    func settled(event: ConferenceEvent, word: String) throws {
        #expect(try rungs(.reply, invited.then(event)).allSatisfy { $0.hasSuffix(": \(word)") })
    }

    @Test("of impossible notice says so, and an exempt one too")
    func notOwed() throws {
        let brought = invited.then(.rescheduled(to: Sample.sitting("2026-10-07"), on: "2026-10-05"))
        let rungs = try rungs(.submitReport, brought)
        #expect(rungs.count == 6 && rungs.allSatisfy { $0.hasSuffix(": impossible-notice") })
        #expect(try self.rungs(.submitReport, invited.then(Sample.exempted)).allSatisfy { $0.hasSuffix(": exempt") })
    }

    @Test("has a phrase for every reason, each another")
    func phrases() {
        let all: [LadderRung.Silence] = [
            .passedBefore("2026-10-01T09:00:00Z"), .conferenceBegun, .overtaken(by: .deadline(1)),
            .held(until: "2026-10-01"), .arranged(for: "2026-10-01"), .firstTime, .noConference, .settled(.outstanding),
        ]
        #expect(Set(all.map(\.phrase)).count == all.count)
    }

    @Test("from the anchor counts from the day that the deadline is counted from, over clock changes and closures")
    func anchors() throws {
        #expect(
            try reckoning.steps(.coreGroup, given(Story.decided)) == [
                "A+5 owner 2026-10-23T08:00:00Z", "A+8 owner 2026-10-28T09:00:00Z", "T+1 chair 2026-11-02T09:00:00Z",
            ])
        #expect(
            try reckoning.steps(.conferenceRecord, given(Story.decided)) == [
                "A+10 owner 2026-10-30T09:00:00Z", "A+13 owner 2026-11-04T09:00:00Z",
                "T+1 serviceManager 2026-11-09T09:00:00Z",
            ])
        let closed = Reckoning(calendar: GovUKList.calendar(closed: ["2026-10-23"]))
        #expect(try closed.steps(.coreGroup, given(Story.decided)).first == "A+5 owner 2026-10-22T08:00:00Z")
    }

    @Test("of the letter leaves on the deadline’s morning, then to the service manager")
    func letter() throws {
        #expect(
            try reckoning.steps(.decisionLetter, given(Story.quorate)) == [
                "T owner 2026-10-19T08:00:00Z", "T+1 serviceManager 2026-10-20T08:00:00Z",
            ])
        #expect(try reckoning.steps(.decisionLetter, given(Story.approved)).isEmpty)
    }

    @Test("of the review leaves thirty, twenty and fifteen working days before the day to work to")
    func review() throws {
        #expect(
            try reckoning.steps(.holdReview, given(Story.decided)) == [
                "T-30 owner 2026-12-01T09:00:00Z", "T-20 owner 2026-12-15T09:00:00Z",
                "T-15 chair 2026-12-22T09:00:00Z",
            ])
    }

    @Test("of a new date after an adjournment climbs to the chair")
    func redate() throws {
        #expect(
            try reckoning.steps(.redate, given(Story.adjourned)) == [
                "T-5 owner 2026-10-23T08:00:00Z", "T owner 2026-10-30T09:00:00Z", "T+1 chair 2026-11-02T09:00:00Z",
            ])
        #expect(try reckoning.steps(.redate, given(Story.redated)).isEmpty)
    }
}
