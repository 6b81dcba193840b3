import Conferences
import Persistence
import WorkingDays

/// One obligation as `explain obligation` prints it.
struct ObligationPage: Sendable {
    let account: ObligationAccount

    private var obligation: Obligation { account.obligation }
    private var rule: ObligationRule { account.rule }
    private var ruleSet: RuleSet { account.ruleSet }

    func text() throws -> String {
        let sections = [heading, clause] + [try count(), deadline, ladder, earlier, holds].compactMap(\.self)
        return sections.joined(separator: "\n\n")
    }

    private var heading: String {
        let isOfAgency = rule.owner == .invitee || rule.owner == .agency
        let agency = obligation.agency.map { isOfAgency ? " of \($0)" : " to \($0)" } ?? ""
        let owner =
            obligation.owedBy.map { "\($0)\(agency)" } ?? obligation.agency.map { "\($0), by role" } ?? "nobody named"
        return """
            \(obligation.id)  \(rule.title)
            \(account.subject)
            owed by \(owner) (\(rule.owner.phrase)): \(obligation.stands(account.now))
            """
    }

    // The rule.

    private var clause: String {
        let since =
            ruleSet.effectiveOn == WorkingDayCalendar.firstDate ? "" : ", in force from \(ruleSet.effectiveOn.brief)"
        let limit = rule.noLaterThan.map { ", no later than \($0) the conference" } ?? ""
        return """
            RULE
              rule set \(ruleSet.number)\(since): \(account.clause)
              \(account.offset) \(rule.anchor.phrase)\(limit)
              counted from \(rule.anchor.phrase), on \(obligation.anchoredOn.spelledOut)
            """
    }

    // The count.

    private func count() throws -> String {
        switch try account.arrival() {
        case .rule(let count): "COUNT\n" + (try lines(count))
        case .limit(let count):
            "COUNT, back from the conference: the rule’s own day lies later\n" + (try lines(count))
        case .atOnce: "COUNT\n  it arose so late that it is owed on the same day"
        }
    }

    private func lines(_ count: DeadlineCount) throws -> String {
        try Explanation(count).lines(account.calendar).joined(separator: "\n")
    }

    private var deadline: String {
        let (date, time) = EuropeLondon.local(obligation.deadline.at)
        let until =
            account.offset.unit == .hours ? "until \(time) on \(date.brief)" : "until \(time) London time on that day"
        return """
            DEADLINE
              \(obligation.deadline.on.spelledOut), \(until)\(obligation.deadline.isProvisional ? " (provisional)" : "")
            """
    }

    private var ladder: String {
        let steps = account.steps
        guard !steps.isEmpty else { return "LADDER\n  the rule has no reminders" }
        var table = Table(header: ["step", "to", "leaves", "what becomes of it"])
        for step in steps {
            table.add([step.name, step.audience?.rawValue ?? "", step.leavesAt?.brief ?? "", step.fate])
        }
        return "LADDER\n" + table.text(indent: "  ")
    }

    /// What was sent before the date moved, the report was sent back, or the like.
    private var earlier: String? {
        let steps = account.earlierSteps
        guard !steps.isEmpty else { return nil }
        var table = Table(header: ["turn", "step", "to", "leaves", "what became of it"])
        for step in steps {
            table.add([
                "\(step.turn)", step.name, step.audience?.rawValue ?? "", step.leavesAt?.brief ?? "", step.fate,
            ])
        }
        return "EARLIER TURNS\n" + table.text(indent: "  ")
    }

    private var holds: String? {
        let lines =
            account.ownHolds.map { "  silent until \($0.until.brief), ordered \($0.from.brief)" }
            + (account.personHold.map {
                [
                    "  everything that \(obligation.owedBy?.text ?? "") owes is silent until \($0.until.brief), ordered \($0.from.brief)"
                ]
            } ?? [])
        return lines.isEmpty ? nil : "SILENCE\n" + lines.joined(separator: "\n")
    }
}

// For programs.
extension ObligationPage {
    struct Described: Encodable {
        let obligation: DescribedObligation
        let ruleSet: Int
        let clause: String
        let rule: String
        let anchor: String
        let anchoredOn: CalendarDate
        let count: Explanation.Explained?
        let limited: Bool
        let dueAt: String
        let ladder: [Rung]
        let earlier: [DescribedLine]
        let holds: [Hold]

        struct Rung: Encodable {
            let step: String
            let audience: String
            let leavesAt: String?
            let state: String
            let recipient: String?
            let message: String?
            let settledAt: String?
            let explanation: String
        }

        struct DescribedLine: Encodable {
            let key: String
            let leavesAt: String
            let state: String
        }

        struct Hold: Encodable {
            let until: CalendarDate
            let from: String
            let ofPerson: Bool
        }
    }

    func described() throws -> Described {
        let (count, isLimited): (DeadlineCount?, Bool) =
            switch try account.arrival() {
            case .rule(let count): (count, false)
            case .limit(let count): (count, true)
            case .atOnce: (nil, true)
            }
        return Described(
            obligation: DescribedObligation(obligation, ruleSet.policy), ruleSet: ruleSet.number,
            clause: account.clause,
            rule: "\(account.offset)", anchor: rule.anchor.rawValue, anchoredOn: obligation.anchoredOn,
            count: try count.map { try Explanation($0).explained(account.calendar) }, limited: isLimited,
            dueAt: obligation.deadline.at.iso8601,
            ladder: account.steps.map {
                .init(
                    step: $0.name, audience: $0.audience?.rawValue ?? "", leavesAt: $0.leavesAt?.iso8601,
                    state: $0.state,
                    recipient: $0.recipient?.text, message: $0.message?.id, settledAt: $0.message?.settledAt?.iso8601,
                    explanation: $0.fate)
            },
            earlier: account.reminders.filter { $0.key.generation < obligation.generation && $0.state != "stopped" }.map
            {
                .init(key: $0.key.description, leavesAt: $0.leavesAt.iso8601, state: $0.state)
            },
            holds: account.ownHolds.map { .init(until: $0.until, from: $0.from.iso8601, ofPerson: false) }
                + (account.personHold.map { [.init(until: $0.until, from: $0.from.iso8601, ofPerson: true)] } ?? []))
    }
}
