import Conferences
import TestValues
import Testing
import WorkingDays

@Suite("Convening the initial conference after a strategy discussion")
struct ConveningTests {
    private let reckoning = DiscussionReckoning()

    @Test("is owed by the lead social worker from the discussion on, once an enquiry began")
    func begins() throws {
        for history in [SD.arranged, SD.held] {
            #expect(try reckoning.find(.conveneInitial, discussed(history)) == nil)
        }
        let refused = SD.held + [.section47Recorded(isInitiated: false, leadSocialWorker: nil, on: "2026-10-01")]
        #expect(try reckoning.find(.conveneInitial, discussed(refused)) == nil)
        let owed = try reckoning.obligation(.conveneInitial, discussed(SD.decided))
        #expect(owed.id == SD.convening && owed.owedBy == "csc-3" && owed.agency == nil)
        #expect(owed.anchoredOn == "2026-10-01" && owed.deadline.on == "2026-10-22")
        #expect(owed.standing == .outstanding && owed.arrangedFor == nil && owed.generation == 0)
        #expect(owed.establishedAt == "2026-10-01T15:30:00Z" && owed.endsAt == nil)
    }

    @Test("ends with the enquiry, where that was recorded by mistake")
    func ends() throws {
        let corrected = SD.decided + [.section47Recorded(isInitiated: false, leadSocialWorker: nil, on: "2026-10-01")]
        #expect(try reckoning.find(.conveneInitial, discussed(corrected)) == nil)
    }

    @Test("falls to the chair while no lead social worker is named")
    func unnamed() throws {
        let begun = SD.held + [.section47Recorded(isInitiated: true, leadSocialWorker: nil, on: "2026-10-01")]
        #expect(try reckoning.obligation(.conveneInitial, discussed(begun)).owedBy == "csc-1")
        let other = begun + [.chairAssigned(person: "csc-2", on: "2026-10-02")]
        #expect(try reckoning.obligation(.conveneInitial, discussed(other)).owedBy == "csc-2")
    }

    @Test(
        "is due 15 working days after the discussion",
        arguments: [
            ("2026-12-01", "2026-12-22"), ("2026-12-14", "2027-01-07"), ("2026-12-26", "2027-01-19"),
            ("2026-03-16", "2026-04-08"),
        ] as [(CalendarDate, CalendarDate)])
    func deadline(on day: CalendarDate, due: CalendarDate) throws {
        let owed = try reckoning.obligation(.conveneInitial, .enquiry(on: day))
        #expect(owed.anchoredOn == day && owed.deadline.on == due && owed.deadline.workTo == due)
    }

    @Test("is due no later where offices close: forward days count on through closures")
    func closures() throws {
        let closed = DiscussionReckoning(
            calendar: GovUKList.calendar(closed: ["2026-12-29", "2026-12-30", "2026-12-31"]))
        #expect(try closed.obligation(.conveneInitial, .enquiry(on: "2026-12-14")).deadline.on == "2027-01-07")
    }

    @Test(
        "is reminded of on days 3 and 5, then climbs to the team manager and the head of service",
        arguments: [
            ("2026-12-01", ["2026-12-04T09", "2026-12-08T09", "2026-12-10T09", "2026-12-15T09"]),
            ("2026-12-14", ["2026-12-17T09", "2026-12-21T09", "2026-12-23T09", "2026-12-30T09"]),
            // Summer time begins on 29 March.
            ("2026-03-16", ["2026-03-19T09", "2026-03-23T09", "2026-03-25T09", "2026-03-30T08"]),
        ] as [(CalendarDate, [String])])
    func climbs(on day: CalendarDate, leaves: [String]) throws {
        let rungs = ["A+3 owner", "A+5 owner", "A+7 teamManager", "A+10 headOfService"]
        #expect(
            try reckoning.steps(.conveneInitial, .enquiry(on: day))
                == zip(rungs, leaves).map { "\($0) \($1):00:00Z" })
    }

    @Test("begins late with the latest step that has passed")
    func lateStart() throws {
        let late = discussed(SD.held).then(
            .section47Recorded(isInitiated: true, leadSocialWorker: "csc-3", on: "2026-10-01"),
            recordedAt: "2026-10-09T10:05:00Z")
        #expect(
            try reckoning.steps(.conveneInitial, late) == [
                "A+5 owner 2026-10-09T10:15:00Z", "A+7 teamManager 2026-10-12T08:00:00Z",
                "A+10 headOfService 2026-10-15T08:00:00Z",
            ])
    }
}

// The conferences that follow.
extension ConveningTests {
    private func linked(_ sitsOn: CalendarDate, _ conference: ConferenceReference = "HK-26-014") -> DiscussionEvent {
        .conferenceLinked(conference: conference, sitsOn: sitsOn, on: "2026-10-02")
    }

    @Test("is quiet while a conference is arranged in time", arguments: ["2026-10-16", "2026-10-22"] as [CalendarDate])
    func arrangedInTime(_ sitsOn: CalendarDate) throws {
        let history = discussed(SD.decided + [linked(sitsOn)])
        let owed = try reckoning.obligation(.conveneInitial, history)
        #expect(owed.standing == .outstanding && owed.arrangedFor == sitsOn)
        #expect(try reckoning.steps(.conveneInitial, history) == [])
        let rungs = try rungs(of: owed, policy: reckoning.policy, calendar: reckoning.calendar)
        #expect(rungs.count == 4 && rungs.allSatisfy { $0.silence == .arranged(for: sitsOn) })
    }

    @Test("is not quiet for one too late, moved too late, or cancelled")
    func arrangedTooLate() throws {
        for events in [
            [linked("2026-10-23")], [linked("2026-10-16"), linked("2026-10-23")],
            [linked("2026-10-16"), .conferenceUnlinked(conference: "HK-26-014", on: "2026-10-02")],
        ] {
            let history = discussed(SD.decided + events)
            #expect(try reckoning.obligation(.conveneInitial, history).arrangedFor == nil)
            #expect(try reckoning.steps(.conveneInitial, history).count == 4)
        }
    }

    @Test("begins late when what was arranged in time is put off or called off, with the latest step that has passed")
    func noLongerArranged() throws {
        for event in [linked("2026-10-23"), .conferenceUnlinked(conference: "HK-26-014", on: "2026-10-13")] {
            let history = discussed(SD.decided + [linked("2026-10-16")])
                .then(event, recordedAt: "2026-10-13T10:05:00Z")
            #expect(
                try reckoning.steps(.conveneInitial, history) == [
                    "A+7 teamManager 2026-10-13T10:15:00Z", "A+10 headOfService 2026-10-15T08:00:00Z",
                ])
        }
    }

    @Test("is owed again when the conference that the register made look held was adjourned")
    func adjourned() throws {
        let held = discussed(
            SD.decided + [linked("2026-10-16"), .conferenceHeld(conference: "HK-26-014", on: "2026-10-16")])
        held.when(.unlinkConference("HK-26-014", on: "2026-10-05"))
            .then(.conferenceUnlinked(conference: "HK-26-014", on: "2026-10-05"))
        let adjourned = held.then(
            .conferenceUnlinked(conference: "HK-26-014", on: "2026-10-16"), linked("2026-10-16"))
        let owed = try reckoning.obligation(.conveneInitial, adjourned)
        #expect(owed.standing == .outstanding && owed.arrangedFor == "2026-10-16")
    }

    @Test("goes by the earliest of several conferences")
    func several() throws {
        let history = discussed(SD.decided + [linked("2026-10-23"), linked("2026-10-20", "HK-26-015")])
        #expect(try reckoning.obligation(.conveneInitial, history).arrangedFor == "2026-10-20")
    }

    @Test("is met by a conference that was held, in time or late, and by the first of several")
    func met() throws {
        for (sitsOn, other) in [("2026-10-16", "2026-10-20"), ("2026-10-27", "2026-10-30")]
            as [(CalendarDate, CalendarDate)]
        {
            let history = discussed(
                SD.decided + [
                    linked(other, "HK-26-015"), .conferenceHeld(conference: "HK-26-015", on: other), linked(sitsOn),
                    .conferenceHeld(conference: "HK-26-014", on: sitsOn),
                ])
            #expect(try reckoning.obligation(.conveneInitial, history).standing == .met(on: sitsOn))
            #expect(try reckoning.steps(.conveneInitial, history) == [])
        }
    }

    @Test("is not met by one that came to be held while another is only arranged")
    func arrangedIsNotHeld() throws {
        let history = discussed(SD.decided + [linked("2026-10-16")])
        #expect(try reckoning.obligation(.conveneInitial, history).standing == .outstanding)
    }
}

// Several discussions, and reminders held back.
extension ConveningTests {
    @Test("counts from the discussion that began the enquiry, or from the last, as the partnership says")
    func clock() throws {
        var last = reckoning
        last.policy.conveneFrom = .last
        let history = discussed(SD.decided + [.followedUp(by: "SD-26-040", on: "2026-10-08")])
        let initiating = try reckoning.obligation(.conveneInitial, history)
        #expect(initiating.anchoredOn == "2026-10-01" && initiating.deadline.on == "2026-10-22")
        let later = try last.obligation(.conveneInitial, history)
        #expect(later.anchoredOn == "2026-10-08" && later.deadline.on == "2026-10-29")
        #expect(try last.obligation(.conveneInitial, discussed(SD.decided)).deadline.on == "2026-10-22")
        #expect(
            try last.steps(.conveneInitial, history) == [
                "A+3 owner 2026-10-13T08:00:00Z", "A+5 owner 2026-10-15T08:00:00Z",
                "A+7 teamManager 2026-10-19T08:00:00Z", "A+10 headOfService 2026-10-22T08:00:00Z",
            ])
    }

    @Test("climbs anew from a later discussion, for what left before it says nothing of the new date")
    func followedUp() throws {
        var last = reckoning
        last.policy.conveneFrom = .last
        let history = discussed(SD.decided)
        let once = history.then(.followedUp(by: "SD-26-040", on: "2026-10-08"), recordedAt: "2026-10-16T10:05:00Z")
        let owed = try last.obligation(.conveneInitial, once)
        #expect(owed.generation == 1 && owed.establishedAt == "2026-10-16T10:05:00Z")
        #expect(
            try last.steps(.conveneInitial, once) == [
                "A+5 owner 2026-10-16T10:15:00Z", "A+7 teamManager 2026-10-19T08:00:00Z",
                "A+10 headOfService 2026-10-22T08:00:00Z",
            ])
        let noted = once.then(.followedUp(by: "SD-26-040", on: "2026-10-08"), recordedAt: "2026-10-20T10:00:00Z")
        #expect(try last.obligation(.conveneInitial, noted) == owed)
        let twice = once.then(.followedUp(by: "SD-26-041", on: "2026-10-15"), recordedAt: "2026-10-16T10:05:00Z")
        #expect(try last.obligation(.conveneInitial, twice).generation == 2)
        let initiating = try reckoning.obligation(.conveneInitial, once)
        #expect(initiating.generation == 0 && initiating.establishedAt == "2026-10-01T15:30:00Z")
    }

    @Test("is held back with the whole discussion or for itself, the latest step leaving when that ends")
    func held() throws {
        for obligation in [nil, SD.convening] {
            let history = discussed(SD.decided).then(
                .remindersHeld(obligation: obligation, until: "2026-10-09", reason: SD.secret),
                recordedAt: "2026-10-02T09:00:00Z")
            #expect(
                try reckoning.steps(.conveneInitial, history) == [
                    "A+5 owner 2026-10-09T08:00:00Z", "A+7 teamManager 2026-10-12T08:00:00Z",
                    "A+10 headOfService 2026-10-15T08:00:00Z",
                ])
            let released = history.then(.remindersReleased(obligation: obligation))
            #expect(try reckoning.steps(.conveneInitial, released).count == 4)
        }
        let other = discussed(SD.decided).then(
            .remindersHeld(obligation: SD.minutes(of: 1), until: "2026-10-09", reason: SD.secret))
        #expect(try reckoning.steps(.conveneInitial, other).count == 4)
    }
}
