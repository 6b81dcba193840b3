import Conferences
import TestValues
import WorkingDays

// Drafts, reports and their versions, the letter and the record.
extension RefusedCase {
    static let ofDrafts = [
        RefusedCase(
            "a draft is answered", given: Story.draft, when: accept, refusal: .invitationNotSent(first),
            says: "Invitation HK-26-014#1 is a draft; send it first."),
        RefusedCase(
            "all drafts are sent, and there are none", when: .sendInvitations([], on: "2026-10-01"),
            refusal: .nothingToSend(Sample.reference),
            says: "Conference HK-26-014 has no draft invitations; name those to send anew."),
        RefusedCase(
            "an invitation is sent anew before it was sent", when: .sendInvitations([1], on: "2026-09-20"),
            refusal: .beforeInvitation("2026-09-20", sentOn: "2026-09-21"), names: ["2026-09-20", "2026-09-21"]),
        RefusedCase(
            "drafts are sent before the calendar begins", given: Story.draft,
            when: .sendInvitations([], on: "1926-10-01"),
            refusal: .outsideCalendar("1926-10-01", first: "2012-03-01", last: "2099-11-26"), names: ["1926-10-01"]),
        RefusedCase(
            "drafts are sent after the conference", given: Story.draft, when: .sendInvitations([1], on: "2026-10-17"),
            today: "2026-10-20", refusal: .invitedAfterSitting(on: "2026-10-17", sitting: "2026-10-16"),
            names: ["2026-10-17"]),
        RefusedCase(
            "somebody is named for an invitation that names them",
            when: .nameInvitee(invitation: 1, "pol-1", on: "2026-10-01"),
            refusal: .namedAlready(first), says: "Invitation HK-26-014#1 names them already."),
        RefusedCase(
            "somebody of another agency is named for one by role", given: byRole,
            when: .nameInvitee(invitation: 2, "hea-1", on: "2026-10-01"),
            refusal: .ofAnotherAgency("hea-1", agency: "HEA", invitedFor: "POL"), names: ["hea-1", "HEA", "POL"]),
        RefusedCase(
            "somebody invited is named for an invitation by role", given: byRole,
            when: .nameInvitee(invitation: 2, "pol-1", on: "2026-10-01"), refusal: .alreadyInvited("POL", "pol-1"),
            names: ["pol-1", "POL"]),
        RefusedCase(
            "the delegate accepts twice",
            given: apologised + [Sample.delegateNamed, .delegateAccepted(invitation: 1, on: "2026-10-01")],
            when: .acceptDelegation(invitation: 1, on: "2026-10-01"),
            refusal: .delegateAcceptedAlready(first, on: "2026-10-01"),
            says: "The delegate of invitation HK-26-014#1 accepted on 2026-10-01 already."),
        RefusedCase(
            "nobody is there to decline", given: apologised,
            when: .declineDelegation(invitation: 1, reason: Sample.personalNote, on: "2026-10-01"),
            refusal: .noDelegate(first), names: ["HK-26-014#1"]),
    ]

    private static let byRole = [
        Sample.scheduled, Sample.invited,
        .invited(invitation: 2, agency: "POL", person: nil, on: "2026-09-21"),
    ]
    private static let accepted = reported + [.reportAccepted(invitation: 1, on: "2026-10-01")]

    static let ofVersions = [
        RefusedCase(
            "a note-taker reports",
            given: [
                Sample.scheduled,
                .invited(
                    invitation: 1, agency: "POL", person: "pol-1", on: "2026-09-21", capacity: .noteTaker),
            ], when: submit, refusal: .noReportAsked(first),
            says: "Invitation HK-26-014#1 is a note-taker's; no report is asked for."),
        RefusedCase(
            "a report covers a crowd", when: covering(51, 0), refusal: .tooManyCovered(limit: 50),
            says: "A report covers 0 to 50 household members and significant adults."),
        RefusedCase(
            "a report covers fewer than nobody", when: covering(0, -1), refusal: .tooManyCovered(limit: 50),
            names: ["0 to 50"]),
        RefusedCase(
            "nobody says whether the family hears the new version", given: reported + [Sample.shared("mother")],
            when: submit, refusal: .sayWhetherToShareAgain(first),
            says: "The family has talked through an earlier version of the report of HK-26-014#1; "
                + "say whether this one is to be shared again."),
        RefusedCase(
            "a report is to be shared again that was only posted",
            given: reported + [Sample.shared("mother", .sentOnly)],
            when: .submitReport(invitation: 1, coversSignificantOthers: true, on: "2026-10-01", shareAgain: true),
            refusal: .nothingToShareAgain(first),
            says: "No earlier version of the report of HK-26-014#1 was discussed; there is nothing to share again."),
        RefusedCase(
            "a report is accepted before it came", given: reported,
            when: .acceptReport(invitation: 1, on: "2026-09-30"),
            refusal: .beforeReport("2026-09-30", submittedOn: "2026-10-01"),
            says: "2026-09-30 lies before the report of 2026-10-01; give that day or a later one."),
        RefusedCase(
            "a report is circulated before it came", given: reported,
            when: .circulateReport(invitation: 1, to: ["POL"], on: "2026-09-30"),
            refusal: .beforeReport("2026-09-30", submittedOn: "2026-10-01"), names: ["2026-09-30"]),
        RefusedCase(
            "there is no report to accept", when: .acceptReport(invitation: 1, on: "2026-10-01"),
            refusal: .noReportYet(first),
            says: "Invitation HK-26-014#1 has no report waiting; record one as submitted first."),
        RefusedCase(
            "a report is returned twice",
            given: reported + [.reportReturned(invitation: 1, reason: Sample.personalNote, on: "2026-10-01")],
            when: .returnReport(invitation: 1, reason: Sample.personalNote, on: "2026-10-01"),
            refusal: .noReportYet(first), names: ["HK-26-014#1"]),
        RefusedCase(
            "there is no report to circulate",
            when: .circulateReport(invitation: 1, to: ["POL"], on: "2026-10-01"), refusal: .noReportYet(first),
            names: ["HK-26-014#1"]),
        RefusedCase(
            "a report is returned after it was accepted", given: accepted,
            when: .returnReport(invitation: 1, reason: Sample.personalNote, on: "2026-10-01"),
            refusal: .reportAlreadyAccepted(first, on: "2026-10-01"),
            says: "The report of invitation HK-26-014#1 was accepted on 2026-10-01 already."),
    ]

    private static func covering(_ household: Int, _ adults: Int) -> ConferenceCommand {
        .submitReport(
            invitation: 1, coversSignificantOthers: true, on: "2026-10-01",
            covered: SignificantOthersCovered(householdMembers: household, significantAdults: adults))
    }

    static let ofPapers = [
        RefusedCase(
            "a report goes to nobody", given: reported,
            when: .circulateReport(invitation: 1, to: [], on: "2026-10-01"), refusal: .noAgencyNamed,
            says: "No agency is named; give those that the report goes to."),
        RefusedCase(
            "a report goes to an agency that is not invited", given: reported,
            when: .circulateReport(invitation: 1, to: ["POL", "HEA"], on: "2026-10-01"),
            refusal: .agencyNotInvited("HEA", Sample.reference),
            says: "HEA is not invited to HK-26-014; a report goes to agencies that are."),
        RefusedCase(
            "sharing is exempted when it is done",
            given: reported + [Sample.shared("mother"), Sample.shared("father", .refused)],
            when: .exemptSharing(
                invitation: 1, approvedBy: "csc-3", reason: Sample.personalNote, on: "2026-10-01"),
            refusal: .sharingSettledWithAll(first),
            says: "Sharing the report of invitation HK-26-014#1 is settled with everybody already."),
        RefusedCase(
            "an attempt to reach somebody of another family",
            when: .recordAttempt(invitation: 1, with: "child", method: .video, by: nil, on: "2026-10-01"),
            refusal: .notAFamilyRecipient("child", expected: ["mother", "father"]), names: ["child"]),
        RefusedCase(
            "an attempt about a report that is not owed", given: exempted,
            when: .recordAttempt(invitation: 1, with: "mother", method: .video, by: nil, on: "2026-10-01"),
            refusal: .reportExempt(first), names: ["HK-26-014#1"]),
        RefusedCase(
            "the letter goes out twice", given: Story.approved, when: .issueLetter(on: "2026-10-22"),
            today: "2026-10-22", refusal: .letterIssuedAlready(Sample.reference, on: "2026-10-19"),
            says: "The decision letter of HK-26-014 was issued on 2026-10-19 already."),
        RefusedCase(
            "there is no plan for a core group", given: Story.quorate + [Story.noPlan],
            when: .recordCoreGroup(on: "2026-10-22"), today: "2026-10-22",
            refusal: .noPlanMade(Sample.reference),
            says: "Conference HK-26-014 made no plan; there is no core group to record."),
        RefusedCase(
            "the first core group meets twice", given: Story.decided + [.coreGroupHeld(on: "2026-10-22")],
            when: .recordCoreGroup(on: "2026-10-23"), today: "2026-10-23",
            refusal: .coreGroupHeldAlready(Sample.reference, on: "2026-10-22"),
            says: "The first core group of HK-26-014 was held on 2026-10-22 already."),
    ]

    static let ofTheRecord = [
        RefusedCase(
            "the record is begun twice", given: Story.approved, when: .draftRecord(on: "2026-10-22"),
            today: "2026-10-22",
            refusal: .recordNotThere(Sample.reference, stage: "approved", wanted: "not begun"),
            says: "The record of HK-26-014 is approved; for this it must be not begun."),
        RefusedCase(
            "the record is approved unseen", given: Story.decided, when: .approveRecord(on: "2026-10-22"),
            today: "2026-10-22",
            refusal: .recordNotThere(Sample.reference, stage: "not begun", wanted: "with the chair"),
            names: ["not begun", "with the chair"]),
        RefusedCase(
            "the record goes out unapproved", given: Story.decided + [.recordSentToChair(on: "2026-10-20")],
            when: .circulateRecord([], on: "2026-10-22"), today: "2026-10-22",
            refusal: .recordNotThere(
                Sample.reference, stage: "with the chair", wanted: "approved by the chair"),
            names: ["approved by the chair"]),
        RefusedCase(
            "the record is final already",
            given: Story.circulated + [.recordFinalised(on: "2026-11-05")], when: .finaliseRecord(on: "2026-11-06"),
            today: "2026-11-06",
            refusal: .recordNotThere(Sample.reference, stage: "final", wanted: "circulated and not final"),
            names: ["final"]),
        RefusedCase(
            "the record went to everybody", given: Story.circulated, when: .circulateRecord([], on: "2026-10-23"),
            today: "2026-10-23", refusal: .circulatedToAll(Sample.reference),
            says: "The record of HK-26-014 has been circulated to everybody invited."),
        RefusedCase(
            "the record went to that one", given: Story.circulated, when: .circulateRecord([2], on: "2026-10-23"),
            today: "2026-10-23",
            refusal: .circulatedAlready(
                InvitationID(conference: Sample.reference, number: 2), on: "2026-10-22"),
            says: "The record went to invitation HK-26-014#2 on 2026-10-22 already."),
        RefusedCase(
            "the record goes to somebody never invited",
            given: Story.draft + [
                .invited(invitation: 2, agency: "HEA", person: "hea-1", on: "2026-09-21"),
                .attendanceRecorded(invitation: 2, attendance: .present), .recordSentToChair(on: "2026-10-20"),
                .recordApproved(on: "2026-10-20"),
            ], when: .circulateRecord([1, 2], on: "2026-10-22"), today: "2026-10-22",
            refusal: .invitationNotSent(first), names: ["HK-26-014#1"]),
        RefusedCase(
            "somebody received what did not go out", given: Story.approved,
            when: .recordReceipt(invitation: 1, on: "2026-10-22"), today: "2026-10-22",
            refusal: .notCirculated(first),
            says: "The record has not been circulated to invitation HK-26-014#1; circulate it first."),
        RefusedCase(
            "somebody received it before it went out", given: Story.circulated,
            when: .recordReceipt(invitation: 1, on: "2026-10-21"), today: "2026-10-22",
            refusal: .beforeCirculation("2026-10-21", circulatedOn: "2026-10-22"),
            says: "2026-10-21 lies before the circulation of 2026-10-22; give that day or a later one."),
        RefusedCase(
            "somebody received it twice",
            given: Story.circulated + [.recordReceived(invitation: 1, on: "2026-10-23")],
            when: .recordReceipt(invitation: 1, on: "2026-10-26"), today: "2026-10-26",
            refusal: .receivedAlready(first, on: "2026-10-23"),
            says: "Invitation HK-26-014#1 received the record on 2026-10-23 already."),
        RefusedCase(
            "a correction is empty", given: Story.circulated,
            when: .requestCorrection(invitation: 1, detail: " ", on: "2026-10-23"), today: "2026-10-23",
            refusal: .emptyReason(of: "A correction"), names: ["A correction"]),
    ]
}
