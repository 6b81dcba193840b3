import Conferences
import TestValues
import Testing
import WorkingDays

/// A calendar and a policy to live under.
struct World: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let seed: UInt64
    let firstDay: CalendarDate
    let calendar: WorkingDayCalendar
    let policy: Policy

    static let all = [
        World(
            testDescription: "England and Wales, the standard policy", seed: 1, firstDay: "2026-02-01",
            calendar: GovUKList.englandAndWales, policy: .standard),
        World(
            testDescription: "offices closed at Christmas, and an urgent policy", seed: 2, firstDay: "2026-10-01",
            calendar: GovUKList.calendar(closed: ["2026-12-24", "2026-12-29", "2026-12-30", "2026-12-31", "2027-01-04"]
            ),
            policy: urgent),
        World(
            testDescription: "Scotland, counting in days, hours and months", seed: 3, firstDay: "2027-09-01",
            calendar: GovUKList.calendar(.scotland), policy: otherUnits),
        World(
            testDescription: "Northern Ireland, years past the published list, with obligations of its own", seed: 4,
            firstDay: "2035-01-01", calendar: GovUKList.calendar(.northernIreland), policy: Sample.ownPolicy),
    ]

    private static var urgent: Policy {
        var policy = Policy.standard
        policy.rules[.nameDelegate]?.ladder = ["at-once owner urgent", "T agencyLead", "C-1 chair urgent"]
        policy.rules[.submitReport]?.ladder = [
            "T-5 owner", "T-1 owner urgent", "T+1 owner agencyLead", "C-1 chair urgent",
        ]
        policy.rules[.decisionLetter]?.ladder = ["at-once owner urgent", "A+1 owner", "T+1 chair urgent"]
        return policy
    }

    private static var otherUnits: Policy {
        var policy = Sample.ownPolicy
        policy.cutOff = "17:00"
        policy.sendingHours = SendingHours(opens: "08:20", closes: "16:50")
        policy.rules[.reply]?.initial = "48 hours after"
        policy.rules[.submitReport]?.initial = "5 calendar days before"
        policy.rules[.shareWithFamily]?.review = "1 month before"
        policy.rules[.shareWithFamily]?.initial = "5 clear working days before"
        policy.rules[.coreGroup]?.initial = "10 calendar days after"
        policy.quoracy = QuoracyRules(minimum: 2, requiresSocialCare: false, groups: ["EDU": .socialCare])
        return policy
    }

    /// The police of these worlds never share beforehand.
    var agencies: [AgencyCode: Agency] {
        var all = Sample.agencies
        all["POL"] = Agency(
            code: "POL", name: "Police", safeguardingLead: "pol-2", kind: .police,
            sharingExemption: SharingExemption(approvedBy: "pol-2", reason: "Enquiries"))
        return all
    }

    func context(today: CalendarDate, missedBefore agency: AgencyCode) -> DecisionContext {
        DecisionContext(
            today: today, calendar: calendar, agencyOfPerson: Sample.agencyOfPerson, agencies: agencies,
            policy: policy, ruleSet: 1,
            earlierAbsences: [agency: InvitationID(conference: "HK-25-001", number: 2)],
            caseOfDiscussion: ["SD-26-009": "C-771"])
    }
}
