import Conferences
import TestValues
import WorkingDays

/// How the sample goes on: three agencies and two children, the day itself, and what follows.
enum Story {
    static let csc = ConferenceEvent.invited(invitation: 2, agency: "CSC", person: "csc-3", on: "2026-09-21")
    static let health = ConferenceEvent.invited(invitation: 3, agency: "HEA", person: "hea-1", on: "2026-09-21")

    static let requested = ConferenceEvent.requested(
        as: ConferenceRequest(
            type: .initial, caseReference: "C-771", requestedBy: "csc-3", discussion: "SD-26-009", on: "2026-09-10"))
    static let dropped = ConferenceEvent.requestDropped(on: "2026-09-11", reason: Sample.personalNote)

    /// The police, children's social care and health, about two children.
    static let arranged: [ConferenceEvent] = [
        .scheduled(as: Sample.scheduling(leadSocialWorker: "csc-3", children: ["ch-1", "ch-2"], ruleSet: 1)),
        Sample.invited, csc, health,
    ]
    static let draft: [ConferenceEvent] = [
        Sample.scheduled,
        .inviteeListed(invitation: 1, agency: "POL", person: "pol-1", capacity: .directContact, on: "2026-09-21"),
    ]

    static func register(_ police: Attendance, _ csc: Attendance, _ health: Attendance) -> [ConferenceEvent] {
        [
            .attendanceRecorded(invitation: 1, attendance: police),
            .attendanceRecorded(invitation: 2, attendance: csc),
            .attendanceRecorded(invitation: 3, attendance: health),
        ]
    }

    static let quorate = arranged + register(.present, .present, .present)
    /// Social care and health are missing.
    static let inquorate = arranged + register(.present, .absent, .apologies)
    static let proceeded =
        inquorate + [.quoracyRuled(ruling: .proceeded(because: .delayHarmful, note: nil), on: "2026-10-16")]
    static let adjourned =
        inquorate + [.quoracyRuled(ruling: .adjourned(note: Sample.personalNote), on: "2026-10-16")]
    static let redated = adjourned + [.rescheduled(to: Sample.sitting("2026-10-28"), on: "2026-10-20")]

    static let plan = ConferenceEvent.childDecided(
        child: "ch-1", decision: ChildDecision(plan: .neglect), on: "2026-10-16")
    static let noPlan = ConferenceEvent.childDecided(
        child: "ch-2", decision: ChildDecision(plan: nil), on: "2026-10-16")
    static let decided = quorate + [plan, noPlan]
    static let letter = ConferenceEvent.letterIssued(on: "2026-10-19")
    static let approved = decided + [letter, .recordSentToChair(on: "2026-10-20"), .recordApproved(on: "2026-10-21")]
    static let circulated = approved + [.recordCirculated(invitations: [1, 2, 3], on: "2026-10-22")]
    static let closed = circulated + [.closed(on: "2026-10-30")]
}

extension Sample {
    /// The rulebook's table and four obligations of the partnership's own: of the conference and of each invitee,
    /// before it and after it.
    static var ownPolicy: Policy {
        var policy = Policy.standard
        policy.add("book-room", "Book the room", .administrator, "5 working days before", ["T owner", "T+1 chair"])
        policy.add("read-papers", "Read the papers", .invitee, "1 working day before", ["T owner"])
        policy.add("thank-family", "Thank the family", .administrator, "2 working days after", ["A+1 owner"])
        policy.add("feedback", "Give feedback", .invitee, "5 working days after", ["T owner", "T+1 agencyLead"])
        return policy
    }
}

extension Policy {
    mutating func add(
        _ name: ObligationName, _ title: String, _ owner: ObligationOwner, anchor: DeadlineAnchor = .conference,
        _ offset: DeadlineOffset, _ ladder: [LadderStep]
    ) {
        rules[.own(name)] = ObligationRule(
            kind: .own(name), title: title, owner: owner, anchor: anchor, initial: offset, review: offset,
            ladder: ladder)
    }
}
