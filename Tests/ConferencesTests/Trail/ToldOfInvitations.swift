import Conferences
import TestValues
import WorkingDays

extension Told<ConferenceEvent> {
    static let invitations = inviting + replies + reports + sharing + attendance

    private static let inviting = [
        Told(
            .inviteeListed(
                invitation: 2, agency: "POL", person: "pol-1", capacity: .directContact, on: "2026-09-21"),
            "listed pol-1 of POL as invitation 2 of HK-26-014 on Mon 21 Sep 2026, in direct contact with the child"),
        Told(
            .inviteeListed(invitation: 2, agency: "HEA", person: nil, capacity: .reportOnly, on: "2026-09-21"),
            "listed HEA as invitation 2 of HK-26-014 on Mon 21 Sep 2026, for a report only"),
        Told(
            .invited(invitation: 2, agency: "POL", person: nil, on: "2026-09-21"),
            "invited POL as invitation 2 of HK-26-014 on Mon 21 Sep 2026"),
        Told(
            .invited(
                invitation: 2, agency: "POL", person: "pol-1", on: "2026-09-21", capacity: .noDirectContact),
            "invited pol-1 of POL as invitation 2 of HK-26-014 on Mon 21 Sep 2026, "
                + "without direct contact with the child"),
        Told(
            .invited(invitation: 2, agency: "CSC", person: "csc-4", on: "2026-09-21", capacity: .noteTaker),
            "invited csc-4 of CSC as invitation 2 of HK-26-014 on Mon 21 Sep 2026, as note-taker"),
        Told(
            .invitationsSent(invitations: [1, 2, 3], on: "2026-09-21"),
            "sent invitations 1, 2 and 3 of HK-26-014 on Mon 21 Sep 2026"),
        Told(
            .invitationsSent(invitations: [2], on: "2026-09-21"),
            "sent invitation 2 of HK-26-014 on Mon 21 Sep 2026"),
        Told(
            .inviteeNamed(invitation: 3, person: "pol-1", on: "2026-10-01"),
            "named pol-1 as invitee for invitation 3 of HK-26-014 on Thu 1 Oct 2026"),
        Told(
            .invitationBounced(invitation: 3, on: "2026-10-01"),
            "recorded that invitation 3 of HK-26-014 came back undelivered on Thu 1 Oct 2026"),
        Told(
            .withdrawn(invitation: 3, on: "2026-10-01"), "withdrew invitation 3 of HK-26-014 on Thu 1 Oct 2026"),
    ]

    private static let replies = [
        Told(
            .replied(invitation: 3, reply: .accepted, on: "2026-10-01"),
            "recorded the reply “accepted” for invitation 3 of HK-26-014 on Thu 1 Oct 2026"),
        Told(
            .replied(invitation: 3, reply: .tentative, on: "2026-10-01"),
            "recorded the reply “tentative” for invitation 3 of HK-26-014 on Thu 1 Oct 2026"),
        Told(
            .replied(invitation: 3, reply: .apologies(reason: typed), on: "2026-10-01"),
            "recorded apologies for invitation 3 of HK-26-014 on Thu 1 Oct 2026, reason: …"),
        Told(
            .replied(invitation: 3, reply: .apologies(reason: nil), on: "2026-10-01"),
            "recorded apologies for invitation 3 of HK-26-014 on Thu 1 Oct 2026, with the reason still to come"),
    ]

    static let delegates = [
        Told(
            .delegateNamed(invitation: 3, delegate: "pol-2", on: "2026-10-01"),
            "named pol-2 as delegate for invitation 3 of HK-26-014 on Thu 1 Oct 2026"),
        Told(
            .delegateAccepted(invitation: 3, on: "2026-10-01"),
            "recorded that the delegate for invitation 3 of HK-26-014 accepted on Thu 1 Oct 2026"),
        Told(
            .delegateDeclined(invitation: 3, reason: typed, on: "2026-10-01"),
            "recorded that the delegate for invitation 3 of HK-26-014 declined on Thu 1 Oct 2026, reason: …"),
        Told(
            .delegateBriefed(invitation: 3, on: "2026-10-02"),
            "confirmed the delegate for invitation 3 of HK-26-014 as briefed on Fri 2 Oct 2026"),
    ]

    private static let reports = [
        Told(
            .reportSubmitted(invitation: 3, coversSignificantOthers: true, on: "2026-10-01"),
            "recorded the report for invitation 3 of HK-26-014 on Thu 1 Oct 2026, with significant others"),
        Told(
            .reportSubmitted(invitation: 3, coversSignificantOthers: false, on: "2026-10-01", shareAgain: false),
            "recorded the report for invitation 3 of HK-26-014 on Thu 1 Oct 2026, without significant others, "
                + "not to be shared again"),
        Told(
            .reportSubmitted(
                invitation: 3, coversSignificantOthers: true, on: "2026-10-01",
                covered: SignificantOthersCovered(householdMembers: 2, significantAdults: 1), shareAgain: true),
            "recorded the report for invitation 3 of HK-26-014 on Thu 1 Oct 2026, with significant others "
                + "(2 household members, 1 significant adult), to be shared again"),
        Told(
            .reportAccepted(invitation: 3, on: "2026-10-02"),
            "accepted the report for invitation 3 of HK-26-014 on Fri 2 Oct 2026"),
        Told(
            .reportReturned(invitation: 3, reason: typed, on: "2026-10-02"),
            "returned the report for invitation 3 of HK-26-014 on Fri 2 Oct 2026, reason: …"),
        Told(
            .reportCirculated(invitation: 3, to: ["CSC", "HEA"], on: "2026-10-02"),
            "circulated the report for invitation 3 of HK-26-014 to CSC and HEA on Fri 2 Oct 2026"),
        Told(
            .reportExempted(invitation: 3, approvedBy: "csc-3", reason: typed, on: "2026-10-02"),
            "exempted invitation 3 of HK-26-014 from a report, approved by csc-3 on Fri 2 Oct 2026, reason: …"),
    ]

    private static let sharing = [
        shared(
            .sentOnly,
            "recorded the report for invitation 3 of HK-26-014 as sent to the mother, not discussed, "
                + "on Thu 1 Oct 2026"),
        shared(
            .discussed(method: .faceToFace, by: "pol-1"),
            "recorded the report for invitation 3 of HK-26-014 as discussed with the mother face to face "
                + "on Thu 1 Oct 2026, by pol-1"),
        shared(
            .discussed(method: .video),
            "recorded the report for invitation 3 of HK-26-014 as discussed with the mother by video "
                + "on Thu 1 Oct 2026"),
        shared(
            .refused,
            "recorded that the mother refused the report for invitation 3 of HK-26-014 on Thu 1 Oct 2026"),
        shared(
            .unableToContact(attemptedOn: []),
            "recorded the report for invitation 3 of HK-26-014 as not shared with the mother, "
                + "who could not be reached, on Thu 1 Oct 2026"),
        shared(
            .unableToContact(attemptedOn: ["2026-09-29", "2026-09-30"]),
            "recorded the report for invitation 3 of HK-26-014 as not shared with the mother, "
                + "who could not be reached, on Thu 1 Oct 2026, "
                + "after attempts on Tue 29 Sep 2026 and Wed 30 Sep 2026"),
        shared(
            .exempt(approvedBy: "csc-3", reason: typed),
            "exempted the report for invitation 3 of HK-26-014 from being shared with the mother, "
                + "approved by csc-3 on Thu 1 Oct 2026, reason: …"),
        Told(
            .contactAttempted(invitation: 3, with: "father", method: .telephone, by: "pol-1", on: "2026-10-01"),
            "recorded an attempt by pol-1 to reach the father by telephone for invitation 3 of HK-26-014 "
                + "on Thu 1 Oct 2026"),
        Told(
            .contactAttempted(invitation: 3, with: "father", method: .faceToFace, by: nil, on: "2026-10-01"),
            "recorded an attempt to reach the father face to face for invitation 3 of HK-26-014 on Thu 1 Oct 2026"),
    ]

    private static func shared(_ outcome: SharingOutcome, _ sentence: String) -> Told {
        Told(.reportShared(invitation: 3, with: "mother", outcome: outcome, on: "2026-10-01"), sentence)
    }

    private static let attendance = [
        Told(
            .attendanceRecorded(invitation: 3, attendance: .present),
            "recorded invitation 3 of HK-26-014 as present"),
        Told(
            .attendanceRecorded(invitation: 3, attendance: .part, joinedAt: "10:30", leftAt: "11:15"),
            "recorded invitation 3 of HK-26-014 as present in part from 10:30 until 11:15"),
        Told(
            .attendanceRecorded(invitation: 3, attendance: .part),
            "recorded invitation 3 of HK-26-014 as present in part"),
        Told(
            .attendanceRecorded(invitation: 3, attendance: .delegatePresent),
            "recorded invitation 3 of HK-26-014 as represented by its delegate"),
        Told(
            .attendanceRecorded(invitation: 3, attendance: .apologies),
            "recorded invitation 3 of HK-26-014 as absent with apologies"),
        Told(
            .attendanceCorrected(
                invitation: 3, from: AttendanceEntry(.absent), to: AttendanceEntry(.present), reason: typed),
            "corrected invitation 3 of HK-26-014 from absent to present, reason: …"),
        Told(
            .absenceRepeated(invitation: 3, earlier: InvitationID(conference: "HK-26-002", number: 1)),
            "noted invitation 3 of HK-26-014 as absent without apologies again within six months, "
                + "after invitation 1 of HK-26-002"),
        Told(
            .absenceExplained(invitation: 3, reason: typed, on: "2026-10-19"),
            "explained the absence of invitation 3 of HK-26-014 on Mon 19 Oct 2026, reason: …"),
    ]
}
