import Conferences
import TestValues
import WorkingDays

// What invitees answer, write and share, and whether they came.
extension RefusedCase {
    static let ofReplies = [
        RefusedCase(
            "a reply comes before the invitation", when: .reply(invitation: 1, .accepted, on: "2026-09-20"),
            refusal: .beforeInvitation("2026-09-20", sentOn: "2026-09-21"), names: ["2026-09-20", "2026-09-21"]),
        RefusedCase(
            "a reply comes in the future", when: .reply(invitation: 1, .accepted, on: "2026-10-02"),
            refusal: .inTheFuture("2026-10-02", today: "2026-10-01"), names: ["2026-10-02"]),
        RefusedCase(
            "a reply comes after the conference", when: .reply(invitation: 1, .accepted, on: "2026-10-17"),
            today: "2026-10-20", refusal: .replyAfterSitting("2026-10-17", sitting: "2026-10-16"),
            says: "A reply of 2026-10-17 comes after the conference of 2026-10-16; record the attendance instead."),
        RefusedCase(
            "a delegate comes without apologies",
            given: [Sample.scheduled, Sample.invited, .replied(invitation: 1, reply: .tentative, on: "2026-09-22")],
            when: .nameDelegate(invitation: 1, "pol-2", on: "2026-10-01"), refusal: .noApologies(first),
            says: "Invitation HK-26-014#1 carries no apologies; a delegate is named for an invitee who sent them."),
        RefusedCase(
            "the invitee stands in for themselves", given: apologised,
            when: .nameDelegate(invitation: 1, "pol-1", on: "2026-10-01"), refusal: .delegateIsInvitee("pol-1"),
            says: "pol-1 is the invitee; name somebody else of the agency as delegate."),
        RefusedCase(
            "the delegate is of another agency", given: apologised,
            when: .nameDelegate(invitation: 1, "hea-1", on: "2026-10-01"),
            refusal: .delegateOfAnotherAgency("hea-1", "POL"),
            says: "hea-1 does not belong to POL; the delegate must speak for the invitee's agency."),
        RefusedCase(
            "the delegate is unknown", given: apologised,
            when: .nameDelegate(invitation: 1, "pol-9", on: "2026-10-01"), refusal: .unknownPerson("pol-9"),
            names: ["pol-9"]),
        RefusedCase(
            "nobody is there to be briefed", given: apologised,
            when: .confirmDelegateBriefed(invitation: 1, on: "2026-10-01"), refusal: .noDelegate(first),
            says: "Invitation HK-26-014#1 has no delegate; name one first."),
        RefusedCase(
            "the delegate is briefed already",
            given: apologised + [Sample.delegateNamed, .delegateBriefed(invitation: 1, on: "2026-10-01")],
            when: .confirmDelegateBriefed(invitation: 1, on: "2026-10-01"),
            refusal: .delegateAlreadyBriefed(first, on: "2026-10-01"),
            says: "The delegate of invitation HK-26-014#1 was confirmed as briefed on 2026-10-01 already."),
    ]

    static let ofReports = [
        RefusedCase(
            "an exemption comes after the report", given: reported, when: exempt,
            refusal: .reportAlreadySubmitted(first, on: "2026-10-01"),
            says: "The report of invitation HK-26-014#1 was submitted on 2026-10-01 already."),
        RefusedCase(
            "no report is owed", given: exempted, when: submit, refusal: .reportExempt(first),
            says: "Invitation HK-26-014#1 is exempt from a report; there is nothing to record."),
        RefusedCase(
            "the invitee is exempt already", given: exempted, when: exempt, refusal: .reportExempt(first),
            names: ["HK-26-014#1"]),
        RefusedCase(
            "there is no report to share", given: exempted, when: share(.refused), refusal: .reportExempt(first),
            names: ["HK-26-014#1"]),
        RefusedCase(
            "the approver of an exemption is unknown",
            when: .exemptReport(invitation: 1, approvedBy: "csc-9", reason: Sample.personalNote, on: "2026-10-01"),
            refusal: .unknownPerson("csc-9"), names: ["csc-9"]),
        RefusedCase(
            "the approver of a family recipient's exemption is unknown",
            when: share(.exempt(approvedBy: "csc-9", reason: Sample.personalNote)), refusal: .unknownPerson("csc-9"),
            names: ["csc-9"]),
        RefusedCase(
            "a report is submitted in the future",
            when: .submitReport(invitation: 1, coversSignificantOthers: true, on: "2026-10-02"),
            refusal: .inTheFuture("2026-10-02", today: "2026-10-01"), names: ["2026-10-02"]),
        RefusedCase(
            "a report is shared with somebody else", when: share(.refused, with: "child"),
            refusal: .notAFamilyRecipient("child", expected: ["mother", "father"]),
            says: "\"child\" is no family recipient of this conference; use mother, father."),
        RefusedCase(
            "a report is posted after it was discussed",
            given: [Sample.scheduled, Sample.invited, Sample.shared("mother", on: "2026-09-30")],
            when: share(.sentOnly), refusal: .sharingAlreadySettled("mother", on: "2026-09-30"),
            says: "Sharing with \"mother\" was settled on 2026-09-30; posting it once more changes nothing."),
        RefusedCase(
            "no attempt to contact is recorded", when: share(.unableToContact(attemptedOn: [])),
            refusal: .noAttemptRecorded,
            says: "Unable to contact needs the day of at least one attempt; give each, none of them in the future."),
        RefusedCase(
            "an attempt to contact is yet to come",
            when: share(.unableToContact(attemptedOn: ["2026-10-01", "2026-10-02"])), refusal: .noAttemptRecorded,
            names: ["future"]),
    ]

    static let ofAttendance = [
        RefusedCase(
            "attendance is recorded the day before", when: .recordAttendance([RegisterLine(invitation: 1, .present)]),
            today: "2026-10-15", refusal: .registerBeforeSitting(Sample.reference, sitting: "2026-10-16"),
            says: "Attendance at HK-26-014 can be recorded from 2026-10-16, the day of the conference."),
        RefusedCase(
            "a delegate attended whom nobody named", given: apologised,
            when: .recordAttendance([RegisterLine(invitation: 1, .delegatePresent)]), today: "2026-10-16",
            refusal: .delegateNotNamed(first),
            says: "Invitation HK-26-014#1 has no delegate who could have attended; name the delegate first."),
    ]
}
