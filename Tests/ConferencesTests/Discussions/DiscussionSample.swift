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

    static func context(
        today: CalendarDate, requiredKinds: [AgencyKind] = Discussion.minimum
    ) -> DiscussionContext {
        DiscussionContext(
            decision: DecisionContext(
                today: today, calendar: GovUKList.englandAndWales,
                agencyOfPerson: Sample.agencyOfPerson.merging(["edu-1": "EDU"]) { own, _ in own },
                agencies: Sample.agencies.union(["EDU"])),
            agencyKinds: agencyKinds, requiredKinds: requiredKinds)
    }

    static let agencyKinds: [AgencyCode: AgencyKind] = [
        "CSC": .socialCare, "POL": .police, "HEA": .health, "EDU": .education,
    ]

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
