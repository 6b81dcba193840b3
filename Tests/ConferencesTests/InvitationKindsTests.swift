import Conferences
import TestValues
import Testing
import WorkingDays

@Suite("What each invitee owes after the conference, or anew")
struct InvitationKindsTests {
    private let reckoning = Reckoning()

    @Test("is to send corrections within ten working days of receiving the record, and lapses by itself")
    func corrections() throws {
        let out = try reckoning.obligation(.corrections, given(Story.circulated))
        #expect(out.deadline.on == "2026-11-05" && out.lapses && out.owedBy == "pol-1")
        let received = given(Story.circulated).then(.recordReceived(invitation: 1, on: "2026-10-23"))
        let owed = try reckoning.obligation(.corrections, received)
        #expect(owed.deadline.on == "2026-11-06" && owed.standing == .outstanding)
        #expect(owed.establishedAt == "2026-10-22T09:00:00Z" && owed.anchoredOn == "2026-10-23")
        #expect(try reckoning.steps(.corrections, received) == ["A+8 owner 2026-11-04T09:00:00Z"])
        #expect(try reckoning.obligation(.corrections, received, of: 2).deadline.on == "2026-11-05")
    }

    @Test("is met by corrections, or by the record’s being final, and is not there before the record is")
    func correctionsSettle() throws {
        let sent = ConferenceEvent.correctionRequested(invitation: 1, detail: "The date", on: "2026-10-26")
        let history = given(Story.circulated + [sent])
        #expect(try reckoning.standing(.corrections, history) == .met(on: "2026-10-26"))
        #expect(try reckoning.standing(.corrections, history, of: 2) == .outstanding)
        let final = history.then(.recordFinalised(on: "2026-11-04"))
        #expect(try reckoning.standing(.corrections, final, of: 2) == .met(on: "2026-11-04"))
        #expect(try reckoning.steps(.corrections, final, of: 2).isEmpty)
        #expect(try reckoning.all(given(Story.approved)).allSatisfy { $0.id.kind != .corrections })
    }

    @Test("is for the agency to explain an absence without apologies by the next working day")
    func explainAbsence() throws {
        let absent = given(Story.inquorate)
        let owed = try reckoning.obligation(.explainAbsence, absent, of: 2)
        #expect(owed.deadline.on == "2026-10-19" && owed.agency == "CSC" && owed.owedBy == nil)
        #expect(owed.standing == .outstanding && !owed.isRepetition)
        #expect(
            try reckoning.steps(.explainAbsence, absent, of: 2) == [
                "at-once agencyLead 2026-10-16T09:00:00Z", "T+1 agencyLead 2026-10-20T08:00:00Z",
            ])
        let explained = absent.then(.absenceExplained(invitation: 2, reason: "A flood", on: "2026-10-19"))
        #expect(try reckoning.standing(.explainAbsence, explained, of: 2) == .met(on: "2026-10-19"))
    }

    @Test("is to explain an absence from a second sitting under keys of its own")
    func explainAgain() throws {
        #expect(try reckoning.obligation(.explainAbsence, given(Story.inquorate), of: 2).generation == 0)
        let again = given(Story.redated).then(
            .attendanceRecorded(invitation: 2, attendance: .absent), recordedAt: "2026-10-28T11:00:00Z")
        let owed = try reckoning.obligation(.explainAbsence, again, of: 2)
        #expect(owed.generation == 1 && owed.deadline.on == "2026-10-29" && owed.standing == .outstanding)
    }

    @Test("is nothing to explain where apologies were entered, or the register is corrected")
    func nothingToExplain() throws {
        #expect(try places(given(Story.inquorate)) == [2])
        let corrected = given(Story.inquorate).then(
            .attendanceCorrected(
                invitation: 2, from: AttendanceEntry(.absent), to: AttendanceEntry(.apologies), reason: "Misread"))
        #expect(try places(corrected) == [])
        let reportOnly = ConferenceEvent.invited(
            invitation: 2, agency: "CSC", person: nil, on: "2026-09-21", capacity: .reportOnly)
        let events = [Story.arranged[0], Sample.invited, reportOnly, Story.health]
        #expect(try places(given(events + Story.register(.present, .absent, .present))) == [])
    }

    private func places(_ history: History) throws -> [Int] {
        try reckoning.all(history).filter { $0.id.kind == .explainAbsence }.compactMap(\.id.place)
    }

    @Test("climbs to the partnership at once when an agency was absent for the second time within six months")
    func repetition() throws {
        let again = given(
            Story.inquorate + [
                .absenceRepeated(invitation: 2, earlier: InvitationID(conference: "HK-26-002", number: 4))
            ])
        #expect(try reckoning.obligation(.explainAbsence, again, of: 2).isRepetition)
        #expect(
            try reckoning.steps(.explainAbsence, again, of: 2) == [
                "at-once agencyLead 2026-10-16T09:00:00Z", "at-once partnership 2026-10-16T09:00:00Z",
                "T+1 agencyLead 2026-10-20T08:00:00Z",
            ])
    }

    @Test("is to reply anew to an invitation that was sent anew, under keys of its own")
    func resent() throws {
        let resent = given(
            Sample.scheduled, Sample.invited, .invitationBounced(invitation: 1, on: "2026-09-24"),
            .invitationsSent(invitations: [1], on: "2026-09-28"))
        let reply = try reckoning.obligation(.reply, resent)
        #expect(reply.generation == 1 && reply.deadline.on == "2026-09-30" && reply.standing == .outstanding)
        #expect(try reckoning.obligation(.submitReport, resent).generation == 0)
    }

    @Test("is to report anew once a report was returned, and to share anew once that was asked for")
    func reopened() throws {
        let reported = given(Sample.scheduled, Sample.invited, Sample.reported)
        let returned = reported.then(.reportReturned(invitation: 1, reason: "Not signed", on: "2026-10-05"))
        let report = try reckoning.obligation(.submitReport, returned)
        #expect(report.standing == .outstanding && report.generation == 1)
        #expect(report.establishedAt == "2026-10-05T09:00:00Z" && report.deadline.on == "2026-10-13")
        let again = ConferenceEvent.reportSubmitted(invitation: 1, coversSignificantOthers: true, on: "2026-10-06")
        #expect(try reckoning.standing(.submitReport, returned.then(again)) == .met(on: "2026-10-06"))
        let shared = reported.then(Sample.shared("mother")).then(Sample.shared("father", .refused))
            .then(
                .reportSubmitted(
                    invitation: 1, coversSignificantOthers: true, on: "2026-10-07", shareAgain: true))
        let share = try reckoning.obligation(.shareWithFamily, shared)
        #expect(share.standing == .outstanding && share.generation == 1)
        #expect(share.establishedAt == "2026-10-07T09:00:00Z")
    }

    @Test("is to find another delegate once the one named declined")
    func declined() throws {
        let named = given(Sample.scheduled, Sample.invited, Sample.apologised, Sample.delegateNamed)
        let declined = named.then(
            .delegateDeclined(invitation: 1, reason: "In court", on: "2026-10-02"),
            recordedAt: "2026-10-02T13:20:00Z")
        let search = try reckoning.obligation(.nameDelegate, declined)
        #expect(search.generation == 2 && search.standing == .outstanding)
        #expect(
            try reckoning.steps(.nameDelegate, declined) == [
                "at-once owner 2026-10-02T13:30:00Z", "T agencyLead 2026-10-02T13:30:00Z",
            ])
    }

    @Test(
        "is what the capacity asks for",
        arguments: [
            (.directContact, ["reply", "submitReport", "shareWithFamily"]),
            (.noDirectContact, ["reply", "submitReport", "shareWithFamily"]),
            (.reportOnly, ["submitReport", "shareWithFamily"]), (.noteTaker, ["reply"]),
        ] as [(Invitation.Capacity, [String])])
    func capacities(capacity: Invitation.Capacity, kinds: [String]) throws {
        let history = given(
            Sample.scheduled,
            .invited(invitation: 1, agency: "POL", person: nil, on: "2026-09-21", capacity: capacity))
        #expect(try reckoning.all(history).filter { $0.id.place == 1 }.map(\.id.kind.rawValue) == kinds)
    }

    @Test("is nothing while the invitation is a draft")
    func drafts() throws {
        #expect(try reckoning.all(given(Story.draft)).map(\.id.kind) == [.sendInvitations])
    }
}
