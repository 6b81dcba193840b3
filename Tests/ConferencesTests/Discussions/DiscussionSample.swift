import Conferences
import TestValues
import WorkingDays

/// One strategy discussion that most tests are about: Thursday 1 October 2026 at 14:00, arranged the day before with
/// social care, police and health.
enum SD {
    static let reference: DiscussionReference = "SD-26-031"
    static let today: CalendarDate = "2026-10-05"
    /// What people type. None of it may come back in a refusal.
    static let secret: Note = "Maya Okafor lives in Mare Street"

    /// Four areas, of which every agency answers the first for itself.
    static let agenda = AgendaTemplate(
        version: 3,
        areas: [
            AgendaArea(
                name: .backgroundHistory, title: "Background history", prompts: ["What is known?"],
                isMandatory: true, perAgency: true),
            AgendaArea(
                name: .significantOthers, title: "Significant others", prompts: ["Who?", "What risk?"],
                isMandatory: true),
            AgendaArea(name: .identity, title: "Identity", prompts: [], isMandatory: true),
            AgendaArea(name: .legal, title: "Legal", prompts: ["Which orders?"]),
        ])

    /// The rule set in force is the fourth.
    static func context(
        today: CalendarDate, policy: Policy = policy, requiredKinds: [AgencyKind] = Discussion.minimum
    ) -> DiscussionContext {
        DiscussionContext(
            decision: DecisionContext(
                today: today, calendar: GovUKList.englandAndWales, agencyOfPerson: agencyOfPerson, agencies: agencies,
                policy: policy, ruleSet: 4),
            agencyKinds: agencyKinds, requiredKinds: requiredKinds)
    }

    static let agencyKinds: [AgencyCode: AgencyKind] = [
        "CSC": .socialCare, "POL": .police, "HEA": .health, "EDU": .education,
    ]

    static let agencyOfPerson: [PersonReference: AgencyCode] = [
        "csc-1": "CSC", "csc-2": "CSC", "csc-3": "CSC", "pol-1": "POL", "pol-2": "POL", "hea-1": "HEA", "hea-2": "HEA",
        "edu-1": "EDU",
    ]

    static let agencies = Dictionary(
        uniqueKeysWithValues: agencyKinds.map { code, kind in
            (code, Agency(code: code, name: code.text, safeguardingLead: nil, kind: kind))
        })

    static func sitting(
        _ on: CalendarDate = "2026-10-01", at: TimeOfDay = "14:00", place: String = "video"
    ) -> Sitting {
        Sitting(on: on, at: at, place: place)
    }

    static func arrangement(
        _ sitting: Sitting = sitting(), chair: PersonReference = "csc-1", agenda: AgendaTemplate = agenda,
        ruleSet: Int? = nil, settledOn: CalendarDate = "2026-09-30"
    ) -> Arrangement {
        Arrangement(
            caseReference: "C-771", sitting: sitting, chair: chair, isCaseOpen: true, agenda: agenda,
            ruleSet: ruleSet, on: settledOn)
    }

    static func considered(
        _ area: AgendaAreaName, _ agency: AgencyCode? = nil, _ outcome: AreaOutcome = .noActionNeeded,
        on: CalendarDate = "2026-10-01"
    ) -> DiscussionEvent {
        .areaConsidered(area: area, agency: agency, note: secret, outcome: outcome, on: on)
    }

    static let visit = AgreedAction(what: secret, owner: "csc-2", dueOn: "2026-10-08")
    static let call = AgreedAction(what: secret, owner: "hea-1", dueOn: "2026-10-02")
}

// What is owed, and what the partnership added to the standard rules.
extension SD {
    /// Owed by the chair, 5 working days after a discussion.
    static let chronology = name("chronology")
    /// Owed by the lead social worker, a working day after it.
    static let visitHome = name("visit-home")
    /// Owed by the chair, 2 working days before it.
    static let papers = name("papers")
    /// Of a conference, not of a discussion.
    static let venue = name("venue")

    static let policy = {
        var policy = Policy.standard
        for rule in [
            own(chronology, .discussionChair, .discussion, "5 working days after"),
            own(visitHome, .leadSocialWorker, .discussion, "1 working day after"),
            own(papers, .discussionChair, .discussion, "2 working days before"),
            own(venue, .administrator, .conference, "5 working days before"),
        ] { policy.rules[rule.kind] = rule }
        return policy
    }()

    static let convening = ObligationID(.discussion(reference), kind: .conveneInitial)

    static func minutes(of participant: Int) -> ObligationID {
        ObligationID(.discussion(reference), place: participant, kind: .discussionMinutes)
    }

    private static func name(_ text: String) -> ObligationName {
        do { return try ObligationName(text) } catch { fatalError("\(error)") }
    }

    private static func own(
        _ name: ObligationName, _ owner: ObligationOwner, _ anchor: DeadlineAnchor, _ offset: DeadlineOffset
    ) -> ObligationRule {
        ObligationRule(
            kind: .own(name), title: "Of our own", owner: owner, anchor: anchor, initial: offset, review: offset,
            ladder: ["T owner", "T+1 owner"])
    }
}

// Longer and longer histories.
extension SD {
    static let arranged = [DiscussionEvent.arranged(as: arrangement())]

    static let invited =
        arranged + [
            .participantAdded(participant: 1, agency: "CSC", person: "csc-2", on: "2026-09-30"),
            .participantAdded(participant: 2, agency: "POL", person: "pol-1", on: "2026-09-30"),
            .participantAdded(participant: 3, agency: "HEA", person: nil, on: "2026-09-30"),
        ]

    static let registered = invited + [.attendanceRecorded(of: [1: .present, 2: .present, 3: .present])]

    static let held = registered + [.held(on: "2026-10-01", shortfall: nil)]

    /// Held with the police away.
    static let short =
        invited + [
            .attendanceRecorded(of: [1: .present, 2: .apologies, 3: .present]),
            .held(on: "2026-10-01", shortfall: Shortfall(missing: [.police], reason: secret)),
        ]

    static let decided =
        held + [.section47Recorded(isInitiated: true, leadSocialWorker: "csc-3", on: "2026-10-01")]

    /// Every area addressed, with two open actions.
    static let complete =
        decided + [
            considered(.backgroundHistory, "CSC"), considered(.backgroundHistory, "POL"),
            considered(.backgroundHistory, "HEA"),
            considered(.significantOthers, nil, .actions(agreed: [visit, call])), considered(.identity),
            considered(.legal),
        ]

    static let closed = complete + [.closed(on: "2026-10-02", unaddressed: nil)]

    static let linked =
        decided + [.conferenceLinked(conference: "HK-26-014", sitsOn: "2026-10-16", on: "2026-10-02")]

    static let drafting = held + [.minutesDrafted(on: "2026-10-01")]
    static let reviewed = drafting + [.minutesSubmitted(on: "2026-10-02")]
    static let approved = reviewed + [.minutesApproved(on: "2026-10-02")]
    static let circulated = approved + [.minutesCirculated(to: [1, 2], on: "2026-10-02")]
    static let final = circulated + [.minutesFinalised(on: "2026-10-05")]
}
