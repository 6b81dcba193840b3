import Conferences
import TestValues
import WorkingDays

// Invitees, their delegates, their reports, and the family.
extension AcceptedCase {
    private static let apologised = [Sample.scheduled, Sample.invited, Sample.apologised]
    private static let delegated = apologised + [Sample.delegateNamed]
    private static let reported = [Sample.scheduled, Sample.invited, Sample.reported]
    private static let discussed = reported + [Sample.shared("mother")]

    static let ofInvitees = [
        AcceptedCase(
            "somebody is listed", given: [Sample.scheduled],
            when: .listInvitee(agency: "EDU", person: nil, capacity: .reportOnly, on: "2026-10-01"),
            then: .inviteeListed(invitation: 1, agency: "EDU", person: nil, capacity: .reportOnly, on: "2026-10-01")),
        AcceptedCase(
            "a note-taker is invited",
            when: .invite(agency: "EDU", person: "edu-1", on: "2026-10-01", capacity: .noteTaker),
            then: .invited(invitation: 4, agency: "EDU", person: "edu-1", on: "2026-10-01", capacity: .noteTaker)),
        AcceptedCase(
            "all drafts are sent", given: Story.draft + [.withdrawn(invitation: 1, on: "2026-09-22")] + lateDrafts,
            when: .sendInvitations([], on: "2026-10-01"),
            then: .invitationsSent(invitations: [2, 3], on: "2026-10-01")),
        AcceptedCase(
            "invitations are sent anew, each once, in order", when: .sendInvitations([3, 1, 3], on: "2026-10-01"),
            then: .invitationsSent(invitations: [1, 3], on: "2026-10-01")),
        AcceptedCase(
            "an agency says who comes",
            given: [Sample.scheduled, .invited(invitation: 1, agency: "EDU", person: nil, on: "2026-09-21")],
            when: .nameInvitee(invitation: 1, "edu-1", on: "2026-10-01"),
            then: .inviteeNamed(invitation: 1, person: "edu-1", on: "2026-10-01")),
        AcceptedCase(
            "an invitation comes back", when: .recordBounce(invitation: 1, on: "2026-10-01"),
            then: .invitationBounced(invitation: 1, on: "2026-10-01")),
        AcceptedCase(
            "a draft is withdrawn", given: Story.draft, when: .withdraw(invitation: 1, on: "2026-10-01"),
            then: .withdrawn(invitation: 1, on: "2026-10-01")),
        AcceptedCase(
            "apologies come, and their reason is still to be given",
            when: .reply(invitation: 1, .apologies(reason: nil), on: "2026-10-01"),
            then: .replied(invitation: 1, reply: .apologies(reason: nil), on: "2026-10-01")),
    ]

    private static let lateDrafts: [ConferenceEvent] = [
        .inviteeListed(invitation: 2, agency: "HEA", person: "hea-1", capacity: .directContact, on: "2026-09-22"),
        .inviteeListed(invitation: 3, agency: "EDU", person: nil, capacity: .directContact, on: "2026-09-22"),
    ]

    static let ofDelegates = [
        AcceptedCase(
            "a delegate is named", given: apologised, when: .nameDelegate(invitation: 1, "pol-2", on: "2026-10-01"),
            then: Sample.delegateNamed),
        AcceptedCase(
            "a delegate is replaced", given: delegated + [.delegateBriefed(invitation: 1, on: "2026-10-01")],
            when: .nameDelegate(invitation: 1, "pol-2", on: "2026-10-01"), then: Sample.delegateNamed),
        AcceptedCase(
            "a delegate accepts", given: delegated, when: .acceptDelegation(invitation: 1, on: "2026-10-01"),
            then: .delegateAccepted(invitation: 1, on: "2026-10-01")),
        AcceptedCase(
            "a delegate declines", given: delegated,
            when: .declineDelegation(invitation: 1, reason: "In court", on: "2026-10-01"),
            then: .delegateDeclined(invitation: 1, reason: "In court", on: "2026-10-01")),
        AcceptedCase(
            "a delegate is briefed", given: delegated, when: .confirmDelegateBriefed(invitation: 1, on: "2026-10-01"),
            then: .delegateBriefed(invitation: 1, on: "2026-10-01")),
    ]

    static let ofReports = [
        AcceptedCase(
            "a report says how many it covers",
            when: .submitReport(
                invitation: 1, coversSignificantOthers: true, on: "2026-10-01",
                covered: SignificantOthersCovered(householdMembers: 0, significantAdults: 50)),
            then: .reportSubmitted(
                invitation: 1, coversSignificantOthers: true, on: "2026-10-01",
                covered: SignificantOthersCovered(householdMembers: 0, significantAdults: 50))),
        AcceptedCase(
            "a new version is to be shared again", given: discussed,
            when: .submitReport(invitation: 1, coversSignificantOthers: true, on: "2026-10-01", shareAgain: true),
            then: .reportSubmitted(
                invitation: 1, coversSignificantOthers: true, on: "2026-10-01", shareAgain: true)),
        AcceptedCase(
            "a report is accepted", given: reported, when: .acceptReport(invitation: 1, on: "2026-10-01"),
            then: .reportAccepted(invitation: 1, on: "2026-10-01")),
        AcceptedCase(
            "a report is returned", given: reported,
            when: .returnReport(invitation: 1, reason: "Not signed", on: "2026-10-01"),
            then: .reportReturned(invitation: 1, reason: "Not signed", on: "2026-10-01")),
        AcceptedCase(
            "a report goes to the agencies that need it", given: reported + [Story.csc, Story.health],
            when: .circulateReport(invitation: 1, to: ["HEA", "CSC"], on: "2026-10-01"),
            then: .reportCirculated(invitation: 1, to: ["HEA", "CSC"], on: "2026-10-01")),
        AcceptedCase(
            "an invitee is exempt from a report",
            when: .exemptReport(invitation: 1, approvedBy: "csc-3", reason: Sample.personalNote, on: "2026-10-01"),
            then: Sample.exempted),
    ]

    static let ofSharing = [
        AcceptedCase(
            "a report is discussed, and by whom is known",
            when: .recordSharing(
                invitation: 1, with: "mother", .discussed(method: .video, by: "pol-1"), on: "2026-10-01"),
            then: Sample.shared("mother", .discussed(method: .video, by: "pol-1"))),
        AcceptedCase(
            "a parent cannot be reached, and the attempts are on record",
            given: [
                Sample.scheduled, Sample.invited,
                .contactAttempted(
                    invitation: 1, with: "mother", method: .telephone, by: "pol-1", on: "2026-09-30"),
            ],
            when: .recordSharing(invitation: 1, with: "mother", .unableToContact(attemptedOn: []), on: "2026-10-01"),
            then: Sample.shared("mother", .unableToContact(attemptedOn: []))),
        AcceptedCase(
            "sharing is exempted for whoever is left", given: discussed,
            when: .exemptSharing(invitation: 1, approvedBy: "csc-3", reason: "A court order", on: "2026-10-01"),
            then: Sample.shared("father", .exempt(approvedBy: "csc-3", reason: "A court order"))),
        AcceptedCase(
            "an attempt to reach a parent",
            when: .recordAttempt(
                invitation: 1, with: "mother", method: .telephone, by: "pol-1", on: "2026-10-01"),
            then: .contactAttempted(
                invitation: 1, with: "mother", method: .telephone, by: "pol-1", on: "2026-10-01")),
        AcceptedCase(
            "an agency that never shares beforehand is invited", given: [Sample.scheduled],
            when: .invite(agency: "POL", person: nil, on: "2026-10-01"), in: neverShares,
            then: .invited(invitation: 1, agency: "POL", person: nil, on: "2026-10-01"),
            Sample.shared("mother", .exempt(approvedBy: "pol-2", reason: "Enquiries")),
            Sample.shared("father", .exempt(approvedBy: "pol-2", reason: "Enquiries"))),
        AcceptedCase(
            "its note-taker has nothing to share", given: [Sample.scheduled],
            when: .listInvitee(agency: "POL", person: nil, capacity: .noteTaker, on: "2026-10-01"), in: neverShares,
            then: .inviteeListed(invitation: 1, agency: "POL", person: nil, capacity: .noteTaker, on: "2026-10-01")),
    ]

    private static let neverShares = Sample.context(
        today: "2026-10-01",
        agencies: [
            "POL": Agency(
                code: "POL", name: "Police", safeguardingLead: "pol-2", kind: .police,
                sharingExemption: SharingExemption(approvedBy: "pol-2", reason: "Enquiries"))
        ])
}
