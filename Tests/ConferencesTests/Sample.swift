import Conferences
import TestValues
import WorkingDays

/// One conference that most tests are about: initial, Friday 16 October 2026 at 10:00, police invited first.
///
/// Its reports are due on Tuesday 13 October, and the reply to the invitation of Monday 21 September on the 23rd.
enum Sample {
    static let reference: ConferenceReference = "HK-26-014"
    static let today: CalendarDate = "2026-10-01"
    /// What people type. None of it may come back in a refusal.
    static let personalText = "Maya Okafor caught measles"
    static let personalNote = Note(personalText)

    static let agencyOfPerson: [PersonReference: AgencyCode] = [
        "csc-1": "CSC", "csc-2": "CSC", "csc-3": "CSC", "pol-1": "POL", "pol-2": "POL", "hea-1": "HEA", "hea-2": "HEA",
        "edu-1": "EDU", "edu-2": "EDU",
    ]
    static let agencies: [AgencyCode: Agency] = [
        "CSC": Agency(code: "CSC", name: "Social care", safeguardingLead: "csc-3", kind: .socialCare),
        "POL": Agency(code: "POL", name: "Police", safeguardingLead: "pol-2", kind: .police),
        "HEA": Agency(code: "HEA", name: "Health", safeguardingLead: "hea-2", kind: .health),
        "EDU": Agency(code: "EDU", name: "A school", safeguardingLead: nil, kind: .education),
    ]

    static func context(
        today: CalendarDate, policy: Policy = .standard, agencies: [AgencyCode: Agency] = agencies, ruleSet: Int = 1,
        earlierAbsences: [AgencyCode: InvitationID] = [:]
    ) -> DecisionContext {
        DecisionContext(
            today: today, calendar: GovUKList.englandAndWales, agencyOfPerson: agencyOfPerson, agencies: agencies,
            policy: policy, ruleSet: ruleSet, earlierAbsences: earlierAbsences,
            caseOfDiscussion: ["SD-26-009": "C-771"])
    }

    static func sitting(
        _ on: CalendarDate = "2026-10-16", at: TimeOfDay = "10:00", place: String = "Town Hall, room 4",
        videoLink: String? = nil
    ) -> Sitting {
        Sitting(on: on, at: at, place: place, videoLink: videoLink)
    }

    /// - Parameter ruleSet: The rule set that the decision puts in; absent in what is asked for.
    static func scheduling(
        _ type: ConferenceType = .initial, _ sitting: Sitting = sitting(), settledOn: CalendarDate = "2026-09-14",
        chair: PersonReference = "csc-1", family: [FamilyRecipient] = ["mother", "father"],
        leadSocialWorker: PersonReference? = nil, children: [ChildReference]? = nil, ruleSet: Int? = nil
    ) -> Scheduling {
        Scheduling(
            type: type, caseReference: "C-771", sitting: sitting, chair: chair, administrator: "csc-2",
            familyRecipients: family, on: settledOn, leadSocialWorker: leadSocialWorker, children: children,
            ruleSet: ruleSet)
    }

    static let scheduled = ConferenceEvent.scheduled(as: scheduling(ruleSet: 1))
    static let invited = ConferenceEvent.invited(invitation: 1, agency: "POL", person: "pol-1", on: "2026-09-21")
    static let apologised = ConferenceEvent.replied(
        invitation: 1, reply: .apologies(reason: personalNote), on: "2026-10-01")
    static let delegateNamed = ConferenceEvent.delegateNamed(invitation: 1, delegate: "pol-2", on: "2026-10-01")
    static let delegateBriefed = ConferenceEvent.delegateBriefed(invitation: 1, on: "2026-10-02")
    static let reported = ConferenceEvent.reportSubmitted(
        invitation: 1, coversSignificantOthers: true, on: "2026-10-01")
    static let exempted = ConferenceEvent.reportExempted(
        invitation: 1, approvedBy: "csc-3", reason: personalNote, on: "2026-10-01")

    static func shared(
        _ recipient: FamilyRecipient, _ outcome: SharingOutcome = .discussed(method: .faceToFace),
        on: CalendarDate = "2026-10-01"
    ) -> ConferenceEvent {
        .reportShared(invitation: 1, with: recipient, outcome: outcome, on: on)
    }
}
