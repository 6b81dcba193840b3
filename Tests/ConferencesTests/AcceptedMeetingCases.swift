import Conferences
import TestValues
import WorkingDays

// The meeting, the day, and what follows.
extension AcceptedCase {
    private static let excluding = ConferenceEvent.exclusionRequested(
        exclusion: 1, of: "father", by: "csc-3", reason: "Violence", lateBecause: nil, on: "2026-10-01")

    static let ofTheMeeting = [
        AcceptedCase(
            "somebody needs an interpreter",
            when: .recordNeed(.interpreter, for: "mother", detail: "Twi", on: "2026-10-01"),
            then: .needRecorded(need: 1, kind: .interpreter, recipient: "mother", detail: "Twi", on: "2026-10-01")),
        AcceptedCase(
            "a professional needs step-free access",
            when: .recordNeed(.access, for: nil, detail: "No stairs", on: "2026-10-01"),
            then: .needRecorded(need: 1, kind: .access, recipient: nil, detail: "No stairs", on: "2026-10-01")),
        AcceptedCase(
            "a need is arranged for",
            given: Story.arranged + [
                .needRecorded(need: 1, kind: .advocate, recipient: "child", detail: "Any", on: "2026-10-01")
            ], when: .arrangeNeed(1, on: "2026-10-01"), then: .needArranged(need: 1, on: "2026-10-01")),
        AcceptedCase(
            "a parent is to stay out",
            when: .requestExclusion(of: "father", by: "csc-3", reason: "Violence", on: "2026-10-01"), then: excluding),
        AcceptedCase(
            "a reason for being late is left out of a request in time",
            when: .requestExclusion(
                of: "father", by: "csc-3", reason: "Violence", lateBecause: "Leave", on: "2026-10-13"),
            today: "2026-10-13",
            then: .exclusionRequested(
                exclusion: 1, of: "father", by: "csc-3", reason: "Violence", lateBecause: nil, on: "2026-10-13")),
        AcceptedCase(
            "a late request says why",
            when: .requestExclusion(
                of: "father", by: "csc-3", reason: "Violence", lateBecause: "A threat today", on: "2026-10-14"),
            today: "2026-10-14",
            then: .exclusionRequested(
                exclusion: 1, of: "father", by: "csc-3", reason: "Violence", lateBecause: "A threat today",
                on: "2026-10-14")),
        AcceptedCase(
            "the chair decides on it", given: Story.arranged + [excluding],
            when: .decideExclusion(1, granted: true, reason: "For safety", on: "2026-10-01"),
            then: .exclusionDecided(exclusion: 1, granted: true, reason: "For safety", on: "2026-10-01")),
        AcceptedCase(
            "the parents come at two times",
            when: .split(into: [["mother"], ["father"]], reason: "Violence", on: "2026-10-01"),
            then: .split(into: [["mother"], ["father"]], reason: "Violence", on: "2026-10-01")),
    ]

    static let ofTheDay = [
        AcceptedCase(
            "the register is taken at once",
            when: .recordAttendance([
                RegisterLine(invitation: 1, .present),
                RegisterLine(invitation: 3, AttendanceEntry(.part, joinedAt: "10:15", leftAt: "11:00")),
            ]), today: "2026-10-16", then: .attendanceRecorded(invitation: 1, attendance: .present),
            .attendanceRecorded(invitation: 3, attendance: .part, joinedAt: "10:15", leftAt: "11:00")),
        AcceptedCase(
            "an agency is absent for the second time within six months",
            when: .recordAttendance([RegisterLine(invitation: 3, .absent), RegisterLine(invitation: 1, .absent)]),
            in: Sample.context(today: "2026-10-16", earlierAbsences: ["HEA": missed]),
            then: .attendanceRecorded(invitation: 3, attendance: .absent),
            .absenceRepeated(invitation: 3, earlier: missed),
            .attendanceRecorded(invitation: 1, attendance: .absent)),
        AcceptedCase(
            "the register is corrected to a second absence", given: Story.quorate,
            when: .correctAttendance(invitation: 3, AttendanceEntry(.absent), reason: "Misread"),
            in: Sample.context(today: "2026-10-19", earlierAbsences: ["HEA": missed]),
            then: .attendanceCorrected(
                invitation: 3, from: AttendanceEntry(.present), to: AttendanceEntry(.absent), reason: "Misread"),
            .absenceRepeated(invitation: 3, earlier: missed)),
        AcceptedCase(
            "an absence is explained", given: Story.inquorate,
            when: .explainAbsence(invitation: 2, reason: "A flood", on: "2026-10-19"), today: "2026-10-19",
            then: .absenceExplained(invitation: 2, reason: "A flood", on: "2026-10-19")),
        AcceptedCase(
            "the chair goes on without a quorum", given: Story.inquorate,
            when: .rule(.proceeded(because: .enoughInformation, note: nil), on: "2026-10-16"), today: "2026-10-16",
            then: .quoracyRuled(ruling: .proceeded(because: .enoughInformation, note: nil), on: "2026-10-16")),
        AcceptedCase(
            "the chair adjourns", given: Story.inquorate,
            when: .rule(.adjourned(note: "No health"), on: "2026-10-16"), today: "2026-10-16",
            then: .quoracyRuled(ruling: .adjourned(note: "No health"), on: "2026-10-16")),
        AcceptedCase(
            "a plan is made, with dissent", given: Story.quorate,
            when: .decide(child: "ch-1", dissented, on: "2026-10-16"), today: "2026-10-16",
            then: .childDecided(child: "ch-1", decision: dissented, on: "2026-10-16")),
        AcceptedCase(
            "a decision is corrected", given: Story.decided,
            when: .correctDecision(child: "ch-1", ChildDecision(plan: nil), reason: "Misheard"), today: "2026-10-19",
            then: .decisionCorrected(
                child: "ch-1", from: ChildDecision(plan: .neglect), to: ChildDecision(plan: nil), reason: "Misheard")),
        AcceptedCase(
            "a plan ends without a quorum, as the chair ruled", given: Story.proceeded,
            when: .decide(child: "ch-2", ChildDecision(plan: nil), on: "2026-10-16"), today: "2026-10-16",
            then: Story.noPlan),
    ]

    private static let missed = InvitationID(conference: "HK-26-002", number: 4)
    private static let dissented = ChildDecision(
        plan: .physicalAbuse, dissent: [.init(agency: "HEA", note: "Not proportionate")])

    static let ofTheRecord = [
        AcceptedCase(
            "the letter goes out", given: Story.decided, when: .issueLetter(on: "2026-10-19"), today: "2026-10-19",
            then: Story.letter),
        AcceptedCase(
            "the core group meets", given: Story.closed, when: .recordCoreGroup(on: "2026-10-29"),
            today: "2026-11-02", then: .coreGroupHeld(on: "2026-10-29")),
        AcceptedCase(
            "the record is begun", given: Story.quorate, when: .draftRecord(on: "2026-10-19"), today: "2026-10-19",
            then: .recordDrafted(on: "2026-10-19")),
        AcceptedCase(
            "the record goes to the chair", given: Story.quorate + [.recordDrafted(on: "2026-10-19")],
            when: .sendRecordToChair(on: "2026-10-20"), today: "2026-10-20",
            then: .recordSentToChair(on: "2026-10-20")),
        AcceptedCase(
            "the chair returns it", given: Story.quorate + [.recordSentToChair(on: "2026-10-20")],
            when: .returnRecord(reason: "Too short", on: "2026-10-21"), today: "2026-10-21",
            then: .recordReturned(reason: "Too short", on: "2026-10-21")),
        AcceptedCase(
            "the chair approves it", given: Story.quorate + [.recordSentToChair(on: "2026-10-20")],
            when: .approveRecord(on: "2026-10-21"), today: "2026-10-21", then: .recordApproved(on: "2026-10-21")),
        AcceptedCase(
            "it goes to everybody who was invited and stands",
            given: Story.approved, when: .circulateRecord([], on: "2026-10-22"), today: "2026-10-22",
            then: .recordCirculated(invitations: [1, 2, 3], on: "2026-10-22")),
        AcceptedCase(
            "it goes to one who was left out, once",
            given: Story.approved + [.recordCirculated(invitations: [1, 2], on: "2026-10-22")],
            when: .circulateRecord([3, 3], on: "2026-10-23"), today: "2026-10-23",
            then: .recordCirculated(invitations: [3], on: "2026-10-23")),
        AcceptedCase(
            "somebody received it", given: Story.closed, when: .recordReceipt(invitation: 1, on: "2026-10-23"),
            today: "2026-11-02", then: .recordReceived(invitation: 1, on: "2026-10-23")),
        AcceptedCase(
            "somebody asks for a correction", given: Story.circulated,
            when: .requestCorrection(invitation: 1, detail: "The date", on: "2026-10-23"), today: "2026-10-23",
            then: .correctionRequested(invitation: 1, detail: "The date", on: "2026-10-23")),
        AcceptedCase(
            "it is final", given: Story.circulated, when: .finaliseRecord(on: "2026-11-05"), today: "2026-11-05",
            then: .recordFinalised(on: "2026-11-05")),
    ]
}
