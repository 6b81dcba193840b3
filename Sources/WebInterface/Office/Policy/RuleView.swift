import Conferences
import Persistence
import WorkingDays

/// The page of one part of the rules: how it stands, and the form that changes it.
struct RuleView: Sendable {
    let part: PolicyEdit.Part
    /// The set that a change is laid over: the last adopted that stands.
    let latest: RuleSet
    let today: CalendarDate
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
        case .rule(let kind): if let rule = latest.policy.rules[kind] { content.merge(form(rule)) { $1 } }
        }
        return content
    }

    // One kind.

    private func form(_ rule: ObligationRule) -> [String: Any] {
        let fields = typed.isEmpty ? RuleForm(rule).fields : typed
        return [
            "what": rule.title, "kind": rule.kind.rawValue, "owner": rule.owner.phrase, "anchor": rule.anchor.phrase,
            "clause": rule.kind.isOwn ? "the partnership’s own" : "Rulebook 4", "typedTitle": fields["title"] ?? "",
            "stands": [
                ["label": "Initial conference", "value": "\(rule.initial) \(rule.anchor.phrase)"],
                ["label": "Review conference", "value": "\(rule.review) \(rule.anchor.phrase)"],
            ] + (rule.noLaterThan.map { [["label": "Never later than", "value": "\($0) the conference"]] } ?? []),
            "ladder": rule.ladder.map(\.phrase), "hasLadder": !rule.ladder.isEmpty,
            "offsets": [
                offset("initial", "For an initial conference", fields),
                offset("review", "For a review conference", fields),
                offset(
                    "limit", "Never later than this from the conference; leave the number empty for no limit", fields),
            ], "cutOff": fields["cutOff"] ?? "", "policyCutOff": latest.policy.cutOff.shortText,
            "steps": (1...max(RuleForm.steps(for: rule), lastStep(in: fields))).map { step($0, fields) },
        ]
    }

    private func lastStep(in fields: [String: String]) -> Int {
        (1...30).last { fields["step-\($0)-when"]?.isEmpty == false } ?? 1
    }

    private func offset(_ name: String, _ label: String, _ fields: [String: String]) -> [String: Any] {
        let units = [
            ("workingDays", "working days"), ("clear", "clear working days"), ("calendarDays", "calendar days"),
            ("hours", "hours"), ("months", "months"),
        ]
        return [
            "field": name, "legend": label, "count": fields["\(name)-count"] ?? "",
            "units": units.map { choice($0.0, $0.1, fields["\(name)-unit"]) },
            "directions": ["before", "after"].map { choice($0, $0, fields["\(name)-direction"]) },
        ]
    }

    private func step(_ number: Int, _ fields: [String: String]) -> [String: Any] {
        let name = "step-\(number)"
        let extras = [
            ("urgent", "urgent: at any hour of any day"), ("text", "by text message too"),
            ("repeated", "only where it happened before within six months"),
        ]
        return [
            "field": name, "number": number, "days": fields["\(name)-days"] ?? "",
            "whens": [choice("", "no such step", fields["\(name)-when"] ?? "")]
                + RuleForm.When.allCases.map { choice($0.rawValue, $0.label, fields["\(name)-when"]) },
            "audiences": Audience.allCases.map { tick(name, $0.rawValue, $0.phrase, fields) },
            "extras": extras.map { tick(name, $0.0, $0.1, fields) },
        ]
    }

    private func choice(_ value: String, _ label: String, _ chosen: String?) -> [String: Any] {
        ["value": value, "label": label, "isChosen": value == chosen]
    }

    private func tick(_ name: String, _ field: String, _ label: String, _ fields: [String: String]) -> [String: Any] {
        ["tick": "\(name)-\(field)", "label": label, "isTicked": fields["\(name)-\(field)"] == "yes"]
    }

    // What holds for all.

    private var general: [String: Any] {
        let fields = typed.isEmpty ? GeneralForm(latest.policy).fields : typed
        var content: [String: Any] = [
            "facts": PolicyView.general(latest.policy), "isSocialCareRequired": fields["socialCare"] == "yes",
            "exclusion": "\(latest.policy.exclusionNotice)",
            "clocks": [
                choice("initiating", "the first discussion of an enquiry", fields["conveneFrom"]),
                choice("last", "its last discussion", fields["conveneFrom"]),
            ],
        ]
        for field in ["cutOff", "sendFrom", "sendUntil", "minimum"] { content[field] = fields[field] ?? "" }
        content["exclusionCount"] = fields["exclusion-count"] ?? ""
        return content
    }
}
