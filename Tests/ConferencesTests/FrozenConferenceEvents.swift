import Conferences
import TestValues
import WorkingDays

extension Frozen<ConferenceEvent> {
    /// Every kind there is.
    static let kinds = [
        "requested", "requestDropped", "scheduled", "rescheduled", "cancelled", "closed", "assigned", "childAdded",
        "rulesPinned", "inviteeListed", "invited", "invitationsSent", "inviteeNamed", "invitationBounced",
        "withdrawn", "replied", "delegateNamed", "delegateAccepted", "delegateDeclined", "delegateBriefed",
        "reportSubmitted", "reportAccepted", "reportReturned", "reportCirculated", "reportExempted", "reportShared",
        "contactAttempted", "needRecorded", "needArranged", "exclusionRequested", "exclusionDecided", "split",
        "attendanceRecorded", "attendanceCorrected", "absenceRepeated", "absenceExplained", "quoracyRuled",
        "childDecided", "decisionCorrected", "reviewArranged", "reviewLost", "reviewHeld", "letterIssued",
        "coreGroupHeld",
        "recordDrafted", "recordSentToChair", "recordReturned", "recordApproved", "recordCirculated",
        "recordReceived", "correctionRequested", "recordFinalised", "ownObligationMet", "remindersHeld",
        "remindersReleased",
    ]

    /// The first twelve kinds, as the log has had them from the beginning.
    static let conference = [
        Frozen(
            .scheduled(as: Sample.scheduling(.preBirth, family: ["mother", "carer:2"])),
            #"{"scheduled":{"as":{"administrator":"csc-2","caseReference":"C-771","chair":"csc-1","#
                + #""familyRecipients":["mother","carer:2"],"on":"2026-09-14","sitting":{"at":"10:00","#
                + #""on":"2026-10-16","place":"Town Hall, room 4"},"type":"pre-birth"}}}"#),
        Frozen(
            .rescheduled(to: Sample.sitting("2026-10-19", at: "14:30:15", place: "video"), on: "2026-10-01"),
            #"{"rescheduled":{"on":"2026-10-01","to":{"at":"14:30:15","on":"2026-10-19","place":"video"}}}"#),
        Frozen(
            .cancelled(on: "2026-10-01", reason: "Moved “away” / ünknown"),
            #"{"cancelled":{"on":"2026-10-01","reason":"Moved “away” / ünknown"}}"#),
        Frozen(Sample.invited, #"{"invited":{"agency":"POL","invitation":1,"on":"2026-09-21","person":"pol-1"}}"#),
        Frozen(
            .invited(invitation: 2, agency: "A/b_c.d", person: nil, on: "2026-09-21"),
            #"{"invited":{"agency":"A/b_c.d","invitation":2,"on":"2026-09-21"}}"#),
        Frozen(.withdrawn(invitation: 1, on: "2026-10-01"), #"{"withdrawn":{"invitation":1,"on":"2026-10-01"}}"#),
        Frozen(
            .replied(invitation: 1, reply: .accepted, on: "2026-10-01"),
            #"{"replied":{"invitation":1,"on":"2026-10-01","reply":{"accepted":{}}}}"#),
        Frozen(
            .replied(invitation: 1, reply: .tentative, on: "2026-10-01"),
            #"{"replied":{"invitation":1,"on":"2026-10-01","reply":{"tentative":{}}}}"#),
        Frozen(
            .replied(invitation: 1, reply: .apologies(reason: "In court"), on: "2026-10-01"),
            #"{"replied":{"invitation":1,"on":"2026-10-01","reply":{"apologies":{"reason":"In court"}}}}"#),
        Frozen(
            Sample.delegateNamed, #"{"delegateNamed":{"delegate":"pol-2","invitation":1,"on":"2026-10-01"}}"#),
        Frozen(Sample.delegateBriefed, #"{"delegateBriefed":{"invitation":1,"on":"2026-10-02"}}"#),
        Frozen(
            Sample.reported,
            #"{"reportSubmitted":{"coversSignificantOthers":true,"invitation":1,"on":"2026-10-01"}}"#),
        Frozen(
            .reportExempted(invitation: 1, approvedBy: "csc-3", reason: "No contact", on: "2026-10-01"),
            #"{"reportExempted":{"approvedBy":"csc-3","invitation":1,"on":"2026-10-01","reason":"No contact"}}"#),
        shared(.sentOnly, #"{"sentOnly":{}}"#),
        shared(.discussed(method: .faceToFace), #"{"discussed":{"method":"face-to-face"}}"#),
        shared(.refused, #"{"refused":{}}"#),
        shared(
            .unableToContact(attemptedOn: ["2026-09-30", "2026-10-01"]),
            #"{"unableToContact":{"attemptedOn":["2026-09-30","2026-10-01"]}}"#),
        shared(
            .exempt(approvedBy: "csc-3", reason: "A court order"),
            #"{"exempt":{"approvedBy":"csc-3","reason":"A court order"}}"#),
        Frozen(
            .attendanceRecorded(invitation: 1, attendance: .delegatePresent),
            #"{"attendanceRecorded":{"attendance":"delegate","invitation":1}}"#),
    ]

    private static func shared(_ outcome: SharingOutcome, _ json: String) -> Frozen {
        Frozen(
            Sample.shared("mother", outcome),
            #"{"reportShared":{"invitation":1,"on":"2026-10-01","outcome":\#(json),"with":"mother"}}"#)
    }
}
