import Conferences
import TestValues
import WorkingDays

/// Lives of a conference that between them meet with every event.
enum WholeLife {
    static let all = [toTheEnd, dropped, [Sample.scheduled, .cancelled(on: "2026-09-30", reason: "The family moved")]]

    private static let dropped = [Story.requested, Story.dropped]
    private static let toTheEnd = arranging + inviting + preparing + adjourning + sitting + following

    private static let arranging: [ConferenceEvent] = [
        Story.requested,
        .scheduled(as: Sample.scheduling(children: ["ch-1"], ruleSet: 1)),
        .childAdded(child: "ch-2", on: "2026-09-15"),
        .assigned(role: .chair, person: "csc-2", on: "2026-09-15"),
        .rulesPinned(ruleSet: 2),
        .remindersHeld(obligation: nil, until: "2026-09-24", reason: "An illness"),
        .remindersReleased(obligation: nil),
    ]

    private static let inviting: [ConferenceEvent] = [
        .inviteeListed(invitation: 1, agency: "POL", person: nil, capacity: .directContact, on: "2026-09-18"),
        .invitationsSent(invitations: [1], on: "2026-09-21"),
        .inviteeNamed(invitation: 1, person: "pol-1", on: "2026-09-22"),
        Story.csc, Story.health,
        .invited(invitation: 4, agency: "EDU", person: "edu-1", on: "2026-09-21", capacity: .noteTaker),
        .withdrawn(invitation: 4, on: "2026-09-22"),
        .invitationBounced(invitation: 3, on: "2026-09-22"),
        .ownObligationMet(name: "book-room", invitation: nil, on: "2026-09-22"),
        .replied(invitation: 1, reply: .apologies(reason: nil), on: "2026-09-22"),
        .delegateNamed(invitation: 1, delegate: "pol-2", on: "2026-09-23"),
        .delegateDeclined(invitation: 1, reason: "In court", on: "2026-09-23"),
        .delegateNamed(invitation: 1, delegate: "pol-2", on: "2026-09-24"),
        .delegateAccepted(invitation: 1, on: "2026-09-24"),
        .delegateBriefed(invitation: 1, on: "2026-09-24"),
    ]

    private static let preparing: [ConferenceEvent] = [
        Sample.reported,
        .reportReturned(invitation: 1, reason: "Not signed", on: "2026-10-02"),
        .reportSubmitted(invitation: 1, coversSignificantOthers: true, on: "2026-10-05"),
        .reportAccepted(invitation: 1, on: "2026-10-05"),
        .reportCirculated(invitation: 1, to: ["CSC"], on: "2026-10-06"),
        .reportExempted(invitation: 3, approvedBy: "csc-3", reason: "No contact", on: "2026-10-06"),
        .contactAttempted(invitation: 1, with: "father", method: .telephone, by: nil, on: "2026-10-06"),
        Sample.shared("mother"),
        .needRecorded(need: 1, kind: .interpreter, recipient: "mother", detail: "Twi", on: "2026-10-06"),
        .needArranged(need: 1, on: "2026-10-07"),
        .exclusionRequested(
            exclusion: 1, of: "father", by: "csc-3", reason: "Violence", lateBecause: nil, on: "2026-10-07"),
        .exclusionDecided(exclusion: 1, granted: false, reason: "A split will do", on: "2026-10-08"),
        .split(into: [["mother"], ["father"]], reason: "Violence", on: "2026-10-08"),
    ]

    private static let adjourning: [ConferenceEvent] = [
        .attendanceRecorded(invitation: 1, attendance: .delegatePresent),
        .attendanceRecorded(invitation: 2, attendance: .absent),
        .absenceRepeated(invitation: 2, earlier: InvitationID(conference: "HK-26-002", number: 4)),
        .absenceExplained(invitation: 2, reason: "A flood", on: "2026-10-16"),
        .quoracyRuled(ruling: .adjourned(note: "Too few"), on: "2026-10-16"),
        .rescheduled(to: Sample.sitting("2026-10-28"), on: "2026-10-19"),
    ]

    private static let sitting: [ConferenceEvent] = [
        .attendanceRecorded(invitation: 1, attendance: .present),
        .attendanceRecorded(invitation: 2, attendance: .apologies),
        .attendanceCorrected(
            invitation: 2, from: AttendanceEntry(.apologies), to: AttendanceEntry(.present), reason: "Misread"),
        .attendanceRecorded(invitation: 3, attendance: .part, joinedAt: "10:30"),
        .childDecided(child: "ch-1", decision: ChildDecision(plan: .neglect), on: "2026-10-28"),
        .childDecided(child: "ch-2", decision: ChildDecision(plan: nil), on: "2026-10-28"),
        .decisionCorrected(
            child: "ch-1", from: ChildDecision(plan: .neglect), to: ChildDecision(plan: .physicalAbuse),
            reason: "Misheard"),
    ]

    private static let following: [ConferenceEvent] = [
        .letterIssued(on: "2026-10-29"),
        .recordDrafted(on: "2026-10-29"),
        .recordSentToChair(on: "2026-10-30"),
        .recordReturned(reason: "Too short", on: "2026-11-02"),
        .recordSentToChair(on: "2026-11-03"),
        .recordApproved(on: "2026-11-04"),
        .recordCirculated(invitations: [1, 2, 3], on: "2026-11-05"),
        .recordReceived(invitation: 1, on: "2026-11-06"),
        .correctionRequested(invitation: 1, detail: "The date", on: "2026-11-09"),
        .coreGroupHeld(on: "2026-11-10"),
        .reviewArranged(conference: "HK-27-003", sitsOn: "2027-01-12"),
        .reviewLost(conference: "HK-27-003"),
        .recordFinalised(on: "2026-11-20"),
        .closed(on: "2026-11-23"),
        .reviewHeld(conference: "HK-27-005", on: "2027-01-12"),
    ]
}
