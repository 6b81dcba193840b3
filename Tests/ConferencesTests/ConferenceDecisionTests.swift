import Conferences
import TestValues
import Testing
import WorkingDays

@Suite("A conference")
struct ConferenceDecisionTests {
    @Test("is scheduled once, with all that was settled")
    func schedules() {
        given().when(.schedule(Sample.scheduling())).then(Sample.scheduled)
    }

    @Test("may be scheduled today for today")
    func schedulesToday() {
        let scheduling = Sample.scheduling(.initial, Sample.sitting(Sample.today), settledOn: Sample.today)
        given().when(.schedule(scheduling)).then(.scheduled(as: pinned(scheduling)))
    }

    @Test("may have several family recipients of one relationship")
    func schedulesCarers() {
        let scheduling = Sample.scheduling(family: ["carer", "carer:2", "child"])
        given().when(.schedule(scheduling)).then(.scheduled(as: pinned(scheduling)))
    }

    @Test(
        "moves to another day, time or place",
        arguments: [
            Sample.sitting("2026-10-19"), Sample.sitting(at: "14:30"), Sample.sitting(place: "video"),
        ])
    func reschedules(to sitting: Sitting) {
        given(Sample.scheduled).when(.reschedule(sitting, on: "2026-09-30"))
            .then(.rescheduled(to: sitting, on: "2026-09-30"))
    }

    @Test("is cancelled with a reason")
    func cancels() {
        given(Sample.scheduled).when(.cancel(on: "2026-09-30", reason: "The family moved"))
            .then(.cancelled(on: "2026-09-30", reason: "The family moved"))
    }

    @Test("numbers its invitations in the order of inviting, those withdrawn included")
    func invites() {
        let command = ConferenceCommand.invite(agency: "POL", person: "pol-1", on: "2026-10-01")
        given(Sample.scheduled).when(command)
            .then(.invited(invitation: 1, agency: "POL", person: "pol-1", on: "2026-10-01"))
        given(Sample.scheduled, Sample.invited, .withdrawn(invitation: 1, on: "2026-09-30")).when(command)
            .then(.invited(invitation: 2, agency: "POL", person: "pol-1", on: "2026-10-01"))
    }

    @Test("invites an agency by role beside a person of it")
    func invitesByRole() {
        given(Sample.scheduled, Sample.invited).when(.invite(agency: "POL", person: nil, on: "2026-10-01"))
            .then(.invited(invitation: 2, agency: "POL", person: nil, on: "2026-10-01"))
    }

    @Test("invites on its own day too")
    func invitesOnTheDay() {
        given(Sample.scheduled)
            .when(.invite(agency: "HEA", person: "hea-1", on: "2026-10-16"), today: "2026-10-16")
            .then(.invited(invitation: 1, agency: "HEA", person: "hea-1", on: "2026-10-16"))
    }

    @Test("withdraws an invitation")
    func withdraws() {
        given(Sample.scheduled, Sample.invited).when(.withdraw(invitation: 1, on: "2026-10-01"))
            .then(.withdrawn(invitation: 1, on: "2026-10-01"))
    }

    @Test(
        "takes every reply, from the invitation's day to its own",
        arguments: [Reply.accepted, .tentative, .apologies(reason: "In court")],
        ["2026-09-21", "2026-10-01", "2026-10-16"] as [CalendarDate])
    func replies(_ reply: Reply, on: CalendarDate) {
        given(Sample.scheduled, Sample.invited)
            .when(.reply(invitation: 1, reply, on: on), today: "2026-10-20")
            .then(.replied(invitation: 1, reply: reply, on: on))
    }

    @Test("lets a colleague of the same agency stand in for whoever apologised")
    func namesADelegate() {
        given(Sample.scheduled, Sample.invited, Sample.apologised)
            .when(.nameDelegate(invitation: 1, "pol-2", on: "2026-10-01")).then(Sample.delegateNamed)
    }

    @Test("confirms that a delegate is briefed, and asks anew for the next delegate")
    func briefsADelegate() {
        let named = given(Sample.scheduled, Sample.invited, Sample.apologised, Sample.delegateNamed)
        let command = ConferenceCommand.confirmDelegateBriefed(invitation: 1, on: "2026-10-01")
        named.when(command).then(.delegateBriefed(invitation: 1, on: "2026-10-01"))
        named.then(Sample.delegateBriefed).then(Sample.delegateNamed).when(command)
            .then(.delegateBriefed(invitation: 1, on: "2026-10-01"))
    }

    @Test("takes a report, whether or not it covers significant others", arguments: [true, false])
    func takesAReport(covers: Bool) {
        given(Sample.scheduled, Sample.invited)
            .when(.submitReport(invitation: 1, coversSignificantOthers: covers, on: "2026-10-01"))
            .then(.reportSubmitted(invitation: 1, coversSignificantOthers: covers, on: "2026-10-01"))
    }

    @Test("takes a new version of a report that came already")
    func takesANewVersion() {
        given(Sample.scheduled, Sample.invited, Sample.reported)
            .when(.submitReport(invitation: 1, coversSignificantOthers: false, on: "2026-10-01"))
            .then(.reportSubmitted(invitation: 1, coversSignificantOthers: false, on: "2026-10-01"))
    }

    @Test("takes a report that was written before the invitation went out")
    func takesAnEarlyReport() {
        given(Sample.scheduled, Sample.invited)
            .when(.submitReport(invitation: 1, coversSignificantOthers: true, on: "2026-09-01"))
            .then(.reportSubmitted(invitation: 1, coversSignificantOthers: true, on: "2026-09-01"))
    }

    @Test("exempts from a report with an approver and a reason")
    func exempts() {
        given(Sample.scheduled, Sample.invited)
            .when(
                .exemptReport(invitation: 1, approvedBy: "csc-3", reason: Sample.personalNote, on: "2026-10-01")
            ).then(Sample.exempted)
    }

    @Test(
        "records every way of sharing a report",
        arguments: [
            SharingOutcome.sentOnly, .discussed(method: .faceToFace), .discussed(method: .video),
            .discussed(method: .telephone), .refused, .unableToContact(attemptedOn: ["2026-09-30", "2026-10-01"]),
            .exempt(approvedBy: "csc-3", reason: "A court order"),
        ])
    func shares(_ outcome: SharingOutcome) {
        given(Sample.scheduled, Sample.invited)
            .when(.recordSharing(invitation: 1, with: "father", outcome, on: "2026-10-01"))
            .then(Sample.shared("father", outcome))
    }

    @Test("lets a discussion follow what was only posted, or refused at first")
    func sharesAgain() {
        let command = ConferenceCommand.recordSharing(
            invitation: 1, with: "mother", .discussed(method: .video), on: "2026-10-01")
        for earlier in [SharingOutcome.sentOnly, .refused] {
            given(Sample.scheduled, Sample.invited, Sample.shared("mother", earlier)).when(command)
                .then(Sample.shared("mother", .discussed(method: .video)))
        }
    }

    @Test("records a second posting while nothing is settled")
    func postsAgain() {
        given(Sample.scheduled, Sample.invited, Sample.shared("mother", .sentOnly, on: "2026-09-30"))
            .when(.recordSharing(invitation: 1, with: "mother", .sentOnly, on: "2026-10-01"))
            .then(Sample.shared("mother", .sentOnly))
    }

    @Test("registers attendance from its day on, and corrects it with a reason", arguments: Attendance.allCases)
    func registers(_ attendance: Attendance) {
        let delegated = given(
            Sample.scheduled, Sample.invited, Sample.apologised, Sample.delegateNamed, Sample.delegateBriefed)
        let recorded = ConferenceEvent.attendanceRecorded(invitation: 1, attendance: attendance)
        delegated.when(.recordAttendance([RegisterLine(invitation: 1, attendance)]), today: "2026-10-16").then(recorded)
        let other: Attendance = attendance == .absent ? .present : .absent
        delegated.then(.attendanceRecorded(invitation: 1, attendance: other))
            .when(
                .correctAttendance(invitation: 1, AttendanceEntry(attendance), reason: "Misread"), today: "2026-10-20"
            ).then(
                .attendanceCorrected(
                    invitation: 1, from: AttendanceEntry(other), to: AttendanceEntry(attendance), reason: "Misread"))
    }

    @Test("takes reports, sharing and late word of replies after it was held")
    func recordsAfterwards() {
        let held = given(Sample.scheduled, Sample.invited, .attendanceRecorded(invitation: 1, attendance: .present))
        held.when(
            .submitReport(invitation: 1, coversSignificantOthers: true, on: "2026-10-20"), today: "2026-10-20"
        ).then(.reportSubmitted(invitation: 1, coversSignificantOthers: true, on: "2026-10-20"))
        held.when(.recordSharing(invitation: 1, with: "mother", .refused, on: "2026-10-20"), today: "2026-10-20")
            .then(Sample.shared("mother", .refused, on: "2026-10-20"))
        held.when(.reply(invitation: 1, .accepted, on: "2026-10-02"), today: "2026-10-20")
            .then(.replied(invitation: 1, reply: .accepted, on: "2026-10-02"))
    }

    @Test("takes a text of exactly the greatest length, in any script")
    func takesLongTexts() {
        let place = String(repeating: "é", count: 200)
        given(Sample.scheduled).when(.reschedule(Sample.sitting(place: place), on: "2026-10-01"))
            .then(.rescheduled(to: Sample.sitting(place: place), on: "2026-10-01"))
        let reason = Note(String(repeating: "字", count: 500))
        given(Sample.scheduled).when(.cancel(on: "2026-10-01", reason: reason))
            .then(.cancelled(on: "2026-10-01", reason: reason))
    }

    /// As the decision records it: with the rule set in force.
    private func pinned(_ scheduling: Scheduling) -> Scheduling {
        Scheduling(
            type: scheduling.type, caseReference: scheduling.caseReference, sitting: scheduling.sitting,
            chair: scheduling.chair, administrator: scheduling.administrator,
            familyRecipients: scheduling.familyRecipients, on: scheduling.on, ruleSet: 1)
    }
}
