import Conferences
import Persistence
import WorkingDays

/// What a change of the rules brings about, before it is made.
struct PolicyChangeView {
    let change: PolicyChange

    var content: [String: Any] {
        [
            "number": change.after.number, "from": change.after.effectiveOn.spelledOut,
            "insteadOf": change.before.number, "clauses": change.difference.clauses.map(clause).asTable,
            "openMatters": change.openMatters, "isNobodyOpen": change.openMatters == 0,
            "keeps": change.pinned == nil, "pinned": change.pinned ?? 0,
            "changes": ChangesView(reports: change.reports, policy: change.after.policy).content,
        ]
    }

    private func clause(_ clause: PolicyDifference.Clause) -> [String: Any] {
        ["clause": title(of: clause.clause), "was": words(clause.was), "now": words(clause.now)]
    }

    /// *Submit the written report: initial conference* for `submitReport.initial`.
    private func title(of clause: String) -> String {
        let parts = clause.split(separator: ".").map(String.init)
        guard parts.count == 2, let kind = ObligationKind(rawValue: parts[0]),
            change.before.policy.rules[kind] != nil || change.after.policy.rules[kind] != nil
        else { return Self.general[clause] ?? clause }
        let policy = change.before.policy.rules[kind] == nil ? change.after.policy : change.before.policy
        return "\(policy.title(of: kind)): \(Self.ofRule[parts[1]] ?? parts[1])"
    }

    private static let ofRule = [
        "title": "what it is called", "owner": "owed by", "anchor": "counted from", "initial": "initial conference",
        "review": "review conference", "noLaterThan": "never later than, from the conference",
        "cutOff": "the day ends at", "ladder": "reminders",
    ]
    private static let general = [
        "cutOff": "A deadline’s day ends at", "sendFrom": "Messages leave from", "sendUntil": "Messages leave until",
        "exclusionNotice": "An exclusion is asked for, from the conference",
        "conveneFrom": "The initial conference counts from", "discussionMinimum": "A strategy discussion needs",
        "quoracy.minimum": "Groups that make a conference quorate",
        "quoracy.socialCare": "Children’s social care must be there",
        "quoracy.groups": "Agencies that count as one group",
    ]

    /// Steps are told as sentences; what else a clause holds reads as it stands.
    private func words(_ text: String?) -> String {
        guard let text, !text.isEmpty else { return "none" }
        let steps = text.split(separator: ";").map { try? LadderStep(text: $0.drop { $0 == " " }.description) }
        guard !steps.contains(where: { $0 == nil }) else {
            return ["true": "yes", "false": "no"][text] ?? text
        }
        return steps.compactMap { $0?.phrase }.joined(separator: "; ")
    }
}
