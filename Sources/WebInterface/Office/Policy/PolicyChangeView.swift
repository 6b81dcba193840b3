import Persistence
import WorkingDays

/// What a change of the rules brings about, before it is made.
struct PolicyChangeView {
    let change: PolicyChange

    var content: [String: Any] {
        [
            "number": change.after.number, "from": change.after.effectiveOn.spelledOut,
            "insteadOf": change.before.number,
            "clauses": ClauseWords(before: change.before.policy, after: change.after.policy).rows.asTable,
            "openMatters": change.openMatters, "isNobodyOpen": change.openMatters == 0,
            "keeps": change.pinned == nil, "pinned": change.pinned ?? 0,
            "changes": ChangesView(reports: change.reports, policy: change.after.policy).content,
        ]
    }
}
