import Conferences
import Persistence
import WorkingDays

/// The page of one part of the rules: how it stands, and the form that changes it.
struct RuleView: Sendable {
    let part: PolicyEdit.Part
    /// The set that a change is laid over: the last adopted that stands.
    let latest: RuleSet
    let today: CalendarDate
    /// The directory, for the groups that agencies count in.
    var agencies: [Agency] = []
    var problem: FormProblem?
    /// What was typed, where it comes back.
    var typed: [String: String] = [:]

    func content(for visitor: Visitor) -> [String: Any] {
        var content: [String: Any] = [
            "action": part.path, "base": latest.number, "mayChange": visitor.may(.changeRules),
            "effective": typed["effective"] ?? max(today.adding(days: 1), latest.effectiveOn).description,
            "earliest": max(today, latest.effectiveOn).description, "isForOpen": typed["open"] == "yes",
            "set": latest.number, "isToCome": latest.effectiveOn > today, "from": latest.effectiveOn.spelledOut,
        ]
        content["problem"] = problem?.content
        switch part {
        case .general: content.merge(general) { $1 }
        case .presence:
            content.merge(PresenceView(policy: latest.policy, agencies: agencies, typed: typed).content) { $1 }
        case .addition:
            content["mayName"] = true
            content.merge(form(typed.isEmpty ? RuleForm.empty : typed)) { $1 }
        case .ending(let kind): if let rule = latest.policy.rules[kind] { content.merge(Self.stands(rule)) { $1 } }
        case .rule(let kind):
            if let rule = latest.policy.rules[kind] {
                content.merge(Self.stands(rule)) { $1 }
                content.merge(form(typed.isEmpty ? RuleForm(rule).fields : typed, of: rule)) { $1 }
            }
        }
        return content
    }

    // One kind.

    /// How a rule reads.
    static func stands(_ rule: ObligationRule) -> [String: Any] {
        let isOfConference = rule.anchor.isOfConference
        var facts = [
            ("Owed by", rule.owner.whom), ("Counted from", rule.anchor.phrase),
            (isOfConference ? "Initial conference" : "By when", "\(rule.initial) \(rule.anchor.phrase)"),
        ]
        if isOfConference { facts.append(("Review conference", "\(rule.review) \(rule.anchor.phrase)")) }
        if let limit = rule.noLaterThan { facts.append(("Never later than", "\(limit) the conference")) }
        if let cutOff = rule.cutOff { facts.append(("The day ends at", cutOff.shortText)) }
        var content: [String: Any] = [
            "what": rule.title, "kind": rule.kind.rawValue, "meaning": rule.kind.meaning,
            "counting": rule.anchor.counting, "source": rule.kind.source,
            "stands": facts.map { ["label": $0.0, "value": $0.1] },
            "ladder": rule.ladder.map(\.phrase), "hasLadder": !rule.ladder.isEmpty,
            "messages": "/templates/\(PagePath.escaped(rule.kind.rawValue))",
        ]
        if rule.kind.isOwn { content["end"] = PolicyEdit.Part.ending(rule.kind).path }
        return content
    }

    /// - Parameter rule: Absent where one is added.
    private func form(_ fields: [String: String], of rule: ObligationRule? = nil) -> [String: Any] {
        var content: [String: Any] = [
            "typedTitle": fields["title"] ?? "", "typedName": fields["name"] ?? "", "cutOff": fields["cutOff"] ?? "",
            "offsets": offsets(fields, isOfConference: rule?.anchor.isOfConference ?? true || rule?.kind.isOwn ?? true),
            "policyCutOff": latest.policy.cutOff.shortText, "steps": StepFields.content(of: fields),
            "hasNoStep": StepFields.count(in: fields) == 0,
            "mayAddStep": StepFields.count(in: fields) < StepFields.most,
        ]
        if rule?.kind.isOwn ?? true {
            content["ownChoices"] = [
                "anchors": DeadlineAnchor.allCases.map {
                    FormText.choice($0.rawValue, $0.phrase, fields["anchor"])
                }, "owners": ObligationOwner.allCases.map { FormText.choice($0.rawValue, $0.whom, fields["owner"]) },
            ]
        }
        return content
    }

    private func offsets(_ fields: [String: String], isOfConference: Bool) -> [[String: Any]] {
        let initial = OffsetFields(name: "initial")
        guard isOfConference else { return [initial.content("By when", fields)] }
        return [
            initial.content("For an initial conference", fields),
            OffsetFields(name: "review").content(
                "For a review conference", hint: "Leave the number empty for the same as an initial conference.", fields
            ),
            OffsetFields(name: "limit").content(
                "Never later than this, from the conference", hint: "Leave the number empty for no such limit.", fields),
        ]
    }

    // What holds for all.

    private var general: [String: Any] {
        let fields = typed.isEmpty ? GeneralForm(latest.policy).fields : typed
        var content: [String: Any] = [
            "facts": PolicyView.times(latest.policy),
            "offsets": [
                GeneralForm.exclusion.content("When somebody’s exclusion is asked for, from the conference", fields)
            ],
            "clocks": ConveneClock.allCases.map {
                FormText.choice($0.rawValue, $0.phrase, fields["conveneFrom"])
            },
        ]
        for field in ["cutOff", "sendFrom", "sendUntil"] { content[field] = fields[field] ?? "" }
        return content
    }
}
