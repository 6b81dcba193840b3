import Conferences
import TestValues
import Testing
import WorkingDays

@Suite("An obligation's standing")
struct StandingTests {
    private let reckoning = Reckoning()
    private let invited = given(Sample.scheduled, Sample.invited)

    @Test(
        "is met by any reply",
        arguments: [Reply.accepted, .tentative, .apologies(reason: "In court")])
    func reply(_ reply: Reply) throws {
        #expect(try reckoning.standing(.reply, invited) == .outstanding)
        let replied = invited.then(.replied(invitation: 1, reply: reply, on: "2026-09-22"))
        #expect(try reckoning.standing(.reply, replied) == .met(on: "2026-09-22"))
    }

    @Test("of a reply is met by apologies once they carry their reason")
    func apologiesWithoutReason() throws {
        let bare = invited.then(.replied(invitation: 1, reply: .apologies(reason: nil), on: "2026-09-22"))
        #expect(try reckoning.standing(.reply, bare) == .outstanding)
        let full = bare.then(.replied(invitation: 1, reply: .apologies(reason: "In court"), on: "2026-09-23"))
        #expect(try reckoning.standing(.reply, full) == .met(on: "2026-09-23"))
    }

    @Test("is met by a report, even one that does not cover significant others, and is lifted by an exemption")
    func report() throws {
        #expect(try reckoning.standing(.submitReport, invited) == .outstanding)
        let reported = ConferenceEvent.reportSubmitted(
            invitation: 1, coversSignificantOthers: false, on: "2026-10-01")
        #expect(try reckoning.standing(.submitReport, invited.then(reported)) == .met(on: "2026-10-01"))
        let exempted = invited.then(Sample.exempted)
        #expect(try reckoning.standing(.submitReport, exempted) == .exempt(on: "2026-10-01"))
        #expect(try reckoning.standing(.shareWithFamily, exempted) == .exempt(on: "2026-10-01"))
    }

    @Test("stays outstanding while a report was only posted, or one of the family is left")
    func notYetShared() throws {
        let posted = invited.then(Sample.shared("mother", .sentOnly)).then(Sample.shared("father", .sentOnly))
        #expect(try reckoning.standing(.shareWithFamily, posted) == .outstanding)
        let one = invited.then(Sample.shared("mother"))
        #expect(try reckoning.standing(.shareWithFamily, one) == .outstanding)
        #expect(
            try reckoning.standing(.shareWithFamily, one.then(Sample.shared("father", .sentOnly))) == .outstanding)
    }

    @Test(
        "is met once every family recipient was spoken with, refused or could not be reached, on the last of the days",
        arguments: [
            SharingOutcome.discussed(method: .faceToFace), .discussed(method: .video), .discussed(method: .telephone),
            .refused, .unableToContact(attemptedOn: ["2026-09-30"]), .exempt(approvedBy: "csc-3", reason: "Order"),
        ])
    func shared(_ outcome: SharingOutcome) throws {
        let history = invited.then(Sample.shared("father", outcome, on: "2026-10-02")).then(Sample.shared("mother"))
        #expect(try reckoning.standing(.shareWithFamily, history) == .met(on: "2026-10-02"))
    }

    @Test("is exempt where every family recipient is")
    func allExempt() throws {
        let exemption = SharingOutcome.exempt(approvedBy: "csc-3", reason: "Order")
        let history = invited.then(Sample.shared("father", exemption, on: "2026-10-02"))
            .then(Sample.shared("mother", exemption))
        #expect(try reckoning.standing(.shareWithFamily, history) == .exempt(on: "2026-10-02"))
    }

    @Test("is met by a delegate who is named and briefed, not by one who is only named")
    func delegate() throws {
        let apologised = invited.then(Sample.apologised)
        #expect(try reckoning.standing(.nameDelegate, apologised) == .outstanding)
        let named = apologised.then(Sample.delegateNamed)
        #expect(try reckoning.standing(.nameDelegate, named) == .outstanding)
        #expect(try reckoning.standing(.nameDelegate, named.then(Sample.delegateBriefed)) == .met(on: "2026-10-02"))
    }

    @Test("is withdrawn when apologies are taken back, and when the conference moves on")
    func apologiesTakenBack() throws {
        let apologised = invited.then(Sample.apologised)
        let back = apologised.then(.replied(invitation: 1, reply: .tentative, on: "2026-10-05"))
        #expect(try reckoning.standing(.nameDelegate, back) == .withdrawn(on: "2026-10-05"))
        let moved = apologised.then(.rescheduled(to: Sample.sitting("2026-10-23"), on: "2026-10-06"))
        #expect(try reckoning.standing(.nameDelegate, moved) == .withdrawn(on: "2026-10-06"))
        #expect(try reckoning.standing(.reply, moved) == .outstanding)
    }

    @Test("survives a move where a report or a talk with the family met it")
    func moving() throws {
        let moved = invited.then(Sample.reported).then(Sample.shared("mother")).then(Sample.shared("father"))
            .then(.rescheduled(to: Sample.sitting("2026-10-23"), on: "2026-10-06"))
        #expect(try reckoning.standing(.submitReport, moved) == .met(on: "2026-10-01"))
        #expect(try reckoning.standing(.shareWithFamily, moved) == .met(on: "2026-10-01"))
    }

    @Test("is withdrawn with the invitation, unless a fact had settled it")
    func withdrawn() throws {
        let withdrawn = invited.then(Sample.reported).then(.withdrawn(invitation: 1, on: "2026-10-02"))
        #expect(try reckoning.standing(.submitReport, withdrawn) == .met(on: "2026-10-01"))
        #expect(try reckoning.standing(.shareWithFamily, withdrawn) == .withdrawn(on: "2026-10-02"))
        #expect(try reckoning.standing(.reply, withdrawn) == .withdrawn(on: "2026-10-02"))
    }

    @Test("is cancelled with the conference, unless a fact had settled it")
    func cancelled() throws {
        let cancelled = invited.then(Sample.exempted).then(.cancelled(on: "2026-10-02", reason: "The family moved"))
        #expect(try reckoning.standing(.submitReport, cancelled) == .exempt(on: "2026-10-01"))
        #expect(try reckoning.standing(.reply, cancelled) == .cancelled(on: "2026-10-02"))
    }

    @Test("is impossible notice when the date, once settled, left no time: brought forward, or invited late")
    func impossibleNotice() throws {
        let brought = invited.then(.rescheduled(to: Sample.sitting("2026-10-07"), on: "2026-10-05"))
        #expect(try reckoning.standing(.submitReport, brought) == .impossibleNotice)
        #expect(try reckoning.standing(.shareWithFamily, brought) == .impossibleNotice)
        #expect(try reckoning.standing(.reply, brought) == .outstanding)
        let lateInvited = invited.then(.invited(invitation: 2, agency: "HEA", person: nil, on: "2026-10-14"))
        #expect(try reckoning.standing(.submitReport, lateInvited, of: 2) == .impossibleNotice)
        #expect(try reckoning.standing(.submitReport, lateInvited, of: 1) == .outstanding)
        #expect(try reckoning.standing(.submitReport, brought.then(Sample.reported)) == .met(on: "2026-10-01"))
    }

    @Test("is outstanding when the date was settled on the very day of the deadline")
    func justInTime() throws {
        let brought = invited.then(.rescheduled(to: Sample.sitting("2026-10-08"), on: "2026-10-05"))
        #expect(try reckoning.obligation(.submitReport, brought).deadline.on == "2026-10-05")
        #expect(try reckoning.standing(.submitReport, brought) == .outstanding)
    }

    @Test("is outstanding again once a later move leaves time")
    func possibleAgain() throws {
        let moved = invited.then(.rescheduled(to: Sample.sitting("2026-10-07"), on: "2026-10-05"))
            .then(.rescheduled(to: Sample.sitting("2026-10-30"), on: "2026-10-06"))
        #expect(try reckoning.standing(.submitReport, moved) == .outstanding)
    }

    @Test("is not excused by another hour on the same day: what was late stays late and is chased")
    func anotherHour() throws {
        let moved = invited.then(.rescheduled(to: Sample.sitting(at: "14:30"), on: "2026-10-14"))
        #expect(try reckoning.standing(.submitReport, moved) == .outstanding)
        #expect(
            try reckoning.steps(.submitReport, moved) == [
                "T+1 owner 2026-10-14T09:00:00Z", "T+1 agencyLead 2026-10-14T09:00:00Z",
                "C-1 chair 2026-10-15T08:00:00Z",
            ])
        let lateInvited = moved.then(.invited(invitation: 2, agency: "HEA", person: nil, on: "2026-10-14"))
            .then(.rescheduled(to: Sample.sitting(at: "15:30"), on: "2026-10-15"))
        #expect(try reckoning.standing(.submitReport, lateInvited, of: 2) == .impossibleNotice)
    }

    @Test("is not excused by putting off a conference whose report was late: only an earlier day may come too late")
    func postponed() throws {
        // Friday 16 October, due on the 13th; put off on the 15th to the 19th, due on the 14th.
        let late = invited.then(.rescheduled(to: Sample.sitting("2026-10-19"), on: "2026-10-15"))
        #expect(try reckoning.standing(.submitReport, late) == .outstanding)
        let forward = invited.then(.rescheduled(to: Sample.sitting("2026-10-15"), on: "2026-10-14"))
        #expect(try reckoning.standing(.submitReport, forward) == .impossibleNotice)
        let back = forward.then(.rescheduled(to: Sample.sitting("2026-10-16"), on: "2026-10-14"))
        #expect(try reckoning.standing(.submitReport, back) == .impossibleNotice)
        let far = forward.then(.rescheduled(to: Sample.sitting("2026-10-30"), on: "2026-10-14"))
        #expect(try reckoning.standing(.submitReport, far) == .outstanding)
    }

    @Test("says in a word where it stands, and when it was settled")
    func words() {
        let day: CalendarDate = "2026-10-01"
        let all: [Obligation.Standing] = [
            .outstanding, .met(on: day), .exempt(on: day), .withdrawn(on: day), .cancelled(on: day), .impossibleNotice,
        ]
        #expect(
            all.map(\.word) == ["outstanding", "met", "exempt", "withdrawn", "cancelled", "impossible-notice"])
        #expect(all.map(\.settledOn) == [nil, day, day, day, day, nil])
    }
}
