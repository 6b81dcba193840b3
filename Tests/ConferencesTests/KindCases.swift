import Conferences
import TestValues
import Testing
import WorkingDays

/// One kind of obligation in one history.
struct KindCase: Sendable, CustomTestStringConvertible {
    let kind: ObligationKind
    let reason: String
    let events: [ConferenceEvent]
    let due: CalendarDate
    let owner: PersonReference?
    let standing: Obligation.Standing

    var testDescription: String { "\(kind.rawValue): \(reason)" }

    init(
        _ kind: ObligationKind, _ reason: String, _ events: [ConferenceEvent], due: CalendarDate,
        owner: PersonReference?, _ standing: Obligation.Standing = .outstanding
    ) {
        self.kind = kind
        self.reason = reason
        self.events = events
        self.due = due
        self.owner = owner
        self.standing = standing
    }

    /// The same history, of a review.
    static func reviewed(_ events: [ConferenceEvent]) -> [ConferenceEvent] {
        [.scheduled(as: Sample.scheduling(.review, leadSocialWorker: "csc-3", children: ["ch-1", "ch-2"]))]
            + events.dropFirst()
    }
}

extension KindCase {
    static let ofTheConference = beforehand + papers + whatFollows

    private static let admin: PersonReference = "csc-2"

    private static let beforehand = [
        KindCase(.sendInvitations, "nobody is listed", [Sample.scheduled], due: "2026-10-07", owner: admin),
        KindCase(.sendInvitations, "a draft waits", Story.draft, due: "2026-10-07", owner: admin),
        KindCase(
            .sendInvitations, "one of a review waits", reviewed(Story.arranged) + [late], due: "2026-09-18",
            owner: admin),
        KindCase(
            .sendInvitations, "all are sent", Story.draft + [.invitationsSent(invitations: [1], on: "2026-09-24")],
            due: "2026-10-07", owner: admin, .met(on: "2026-09-24")),
        KindCase(
            .sendInvitations, "all are sent but one that is withdrawn",
            Story.arranged + [late, .withdrawn(invitation: 4, on: "2026-09-25")], due: "2026-10-07", owner: admin,
            .met(on: "2026-09-21")),
        KindCase(
            .sendInvitations, "whoever was invited is withdrawn",
            [Sample.scheduled, Sample.invited, .withdrawn(invitation: 1, on: "2026-09-25")], due: "2026-10-07",
            owner: admin),
        KindCase(
            .sendInvitations, "it is cancelled", Story.draft + [.cancelled(on: "2026-09-30", reason: "No need")],
            due: "2026-10-07", owner: admin, .cancelled(on: "2026-09-30")),
        KindCase(.redate, "it was adjourned", Story.adjourned, due: "2026-10-30", owner: admin),
        KindCase(
            .redate, "a new day is found", Story.redated, due: "2026-10-30", owner: admin, .met(on: "2026-10-20")),
        KindCase(
            .redate, "it is given up", Story.adjourned + [.cancelled(on: "2026-10-20", reason: "No need")],
            due: "2026-10-30", owner: admin, .cancelled(on: "2026-10-20")),
    ]

    private static let late = ConferenceEvent.inviteeListed(
        invitation: 4, agency: "EDU", person: nil, capacity: .directContact, on: "2026-09-22")

    private static let papers = [
        KindCase(.decisionLetter, "it met", Story.quorate, due: "2026-10-19", owner: admin),
        KindCase(
            .decisionLetter, "it has another administrator",
            Story.quorate + [.assigned(role: .administrator, person: "csc-3", on: "2026-10-16")], due: "2026-10-19",
            owner: "csc-3"),
        KindCase(
            .decisionLetter, "it is out", Story.decided + [Story.letter], due: "2026-10-19", owner: admin,
            .met(on: "2026-10-19")),
        KindCase(.conferenceRecord, "it met", Story.quorate, due: "2026-11-06", owner: admin),
        KindCase(.conferenceRecord, "the chair approved it", Story.approved, due: "2026-11-06", owner: admin),
        KindCase(
            .conferenceRecord, "it first went out", Story.circulated, due: "2026-11-06", owner: admin,
            .met(on: "2026-10-22")),
    ]

    private static let whatFollows = [
        KindCase(.coreGroup, "a plan is made for one", Story.decided, due: "2026-10-30", owner: "csc-3"),
        KindCase(
            .coreGroup, "nobody leads yet, so that the administrator is asked",
            [.scheduled(as: Sample.scheduling(children: ["ch-1", "ch-2"]))] + Story.decided.dropFirst(),
            due: "2026-10-30", owner: admin),
        KindCase(
            .coreGroup, "it met", Story.decided + [.coreGroupHeld(on: "2026-10-29")], due: "2026-10-30",
            owner: "csc-3", .met(on: "2026-10-29")),
        KindCase(.holdReview, "a plan is made", Story.decided, due: "2027-01-16", owner: admin),
        KindCase(.holdReview, "a plan is kept", reviewed(Story.decided), due: "2027-04-16", owner: admin),
        KindCase(
            .holdReview, "it was held",
            Story.closed + [
                .reviewArranged(conference: "HK-27-003", sitsOn: "2027-01-12"),
                .reviewHeld(conference: "HK-27-003", on: "2027-01-12"),
            ], due: "2027-01-16", owner: admin, .met(on: "2027-01-12")),
        KindCase(
            .holdReview, "the one arranged was lost",
            Story.closed + [
                .reviewArranged(conference: "HK-27-003", sitsOn: "2027-01-12"),
                .reviewLost(conference: "HK-27-003"),
            ], due: "2027-01-16", owner: admin),
    ]
}
