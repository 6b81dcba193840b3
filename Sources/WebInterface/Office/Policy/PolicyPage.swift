import Conferences
import Persistence
import WorkingDays

/// What the page of one part of the rules is made from.
struct PolicyPage: Sendable {
    let part: PolicyEdit.Part
    let latest: RuleSet
    /// All there were, in the order of number.
    let sets: [RuleSet]
    let agencies: [Agency]
    /// An open obligation of the kind, to see one counted.
    let example: ObligationID?

    /// - Returns: `nil` where there never was such a kind, or it cannot be ended.
    func content(
        for visit: Visit, typed: [String: String], _ problem: FormProblem?
    ) -> (template: String, title: String, content: [String: Any])? {
        let view = RuleView(
            part: part, latest: latest, today: visit.today, agencies: agencies, problem: problem,
            typed: typed.isEmpty ? begun(visit) : typed)
        let content = view.content(for: visit.visitor)
        switch part {
        case .general: return ("policy-general", "Times that hold for all", content)
        case .presence: return ("policy-presence", "Who must be there", content)
        case .addition: return ("policy-new", "Add an obligation", content)
        case .ending(let kind):
            guard kind.isOwn, let rule = latest.policy.rules[kind] else { return nil }
            return ("policy-end", "End: \(rule.title)", content)
        case .rule(let kind):
            if let rule = latest.policy.rules[kind] {
                return ("policy-rule", rule.title, content.merging(worked) { $1 })
            }
            return ended(kind, visit).map { ("policy-ended", "An obligation that has ended", $0) }
        }
    }

    /// An addition that brings back what has ended begins with how that was.
    private func begun(_ visit: Visit) -> [String: String] {
        guard part == .addition, let name = visit.asked("like"), let kind = ObligationKind(rawValue: name), kind.isOwn,
            let rule = last(of: kind)?.policy.rules[kind]
        else { return [:] }
        return RuleForm(rule).fields.merging(["name": name]) { $1 }
    }

    /// The last set that had a kind; one that was taken back only where no other did.
    private func last(of kind: ObligationKind) -> RuleSet? {
        let having = sets.filter { $0.policy.rules[kind] != nil }
        return having.last { $0.withdrawnAt == nil } ?? having.last
    }

    private func ended(_ kind: ObligationKind, _ visit: Visit) -> [String: Any]? {
        guard let set = last(of: kind), let rule = set.policy.rules[kind] else { return nil }
        let ender = sets.first { $0.number > set.number && $0.withdrawnAt == nil && $0.policy.rules[kind] == nil }
        var content = RuleView.stands(rule)
        content["set"] = set.number
        content["isTakenBack"] = set.withdrawnAt != nil
        if let ender, ender.effectiveOn > visit.today, set.withdrawnAt == nil {
            content["ending"] = ["by": ender.number, "from": ender.effectiveOn.spelledOut]
        }
        content["mayChange"] = visit.visitor.may(.changeRules)
        content["again"] = PagePath.query("/policy-new", [("like", kind.rawValue)])
        return content
    }

    private var worked: [String: Any] {
        guard let example else { return [:] }
        return ["example": PagePath.explanation(of: "\(example)"), "exampleName": "\(example)"]
    }
}

extension PolicyEdit.Part {
    /// The kind whose page it is.
    var kind: ObligationKind? { if case .rule(let kind) = self { kind } else { nil } }
}
