import Conferences
import Persistence
import WorkingDays

/// A rule set as a table, as its template sees it.
struct PolicyView: Sendable {
    let shown: RuleSet
    /// In the order of number.
    let sets: [RuleSet]
    let inForce: Int
    let today: CalendarDate
    let exempt: [Agency]

    func content(for visitor: Visitor) -> [String: Any] {
        let policy = shown.policy
        return [
            "number": shown.number, "isInForce": shown.number == inForce, "from": Self.from(shown),
            "rules": policy.kinds.compactMap { policy.rules[$0] }.map(row), "general": Self.general(policy),
            "sets": sets.reversed().map { row($0, visitor) }, "mayChange": visitor.may(.changeRules),
            "hasToCome": sets.contains { $0.effectiveOn > today && $0.withdrawnAt == nil },
            "exempt": exempt.map { ["name": $0.name, "link": PagePath.of($0.code)] }.asTable,
            "maySeeAgencies": visitor.may(.readDirectory),
        ]
    }

    private static func from(_ set: RuleSet) -> String {
        set.effectiveOn == WorkingDayCalendar.firstDate ? "the start" : set.effectiveOn.spelledOut
    }

    private func row(_ set: RuleSet, _ visitor: Visitor) -> [String: Any] {
        let isToCome = set.effectiveOn > today && set.withdrawnAt == nil
        var content: [String: Any] = [
            "setNumber": set.number, "setFrom": Self.from(set), "page": "/policy-sets/\(set.number)",
            "adopted": set.adoptedAt.seconds > 0 ? set.adoptedAt.brief : "with the configuration",
            "standing": set.withdrawnAt.map { "taken back \($0.brief)" }
                ?? (set.number == inForce ? "in force" : isToCome ? "to come" : "kept by what was arranged under it"),
        ]
        if isToCome, visitor.may(.changeRules) { content["takeBack"] = "/policy-sets/\(set.number)/take-back" }
        return content
    }

    private func row(_ rule: ObligationRule) -> [String: Any] {
        var content: [String: Any] = [
            "page": PolicyEdit.Part.rule(rule.kind).path, "title": rule.title, "kind": rule.kind.rawValue,
            "owner": rule.owner.phrase, "initial": "\(rule.initial) \(rule.anchor.phrase)",
            "ladder": rule.ladder.map(\.phrase), "hasLadder": !rule.ladder.isEmpty, "isOwn": rule.kind.isOwn,
        ]
        if rule.review != rule.initial { content["review"] = "\(rule.review) \(rule.anchor.phrase)" }
        content["limit"] = rule.noLaterThan?.description
        content["cutOff"] = rule.cutOff?.shortText
        return content
    }

    static func general(_ policy: Policy) -> [[String: Any]] {
        let quoracy = policy.quoracy
        let groups = quoracy.groups.sorted { $0.key < $1.key }.map { "\($0.key) counts as \($0.value)" }
        let facts: [(String, String)] = [
            ("A deadline’s day ends at", policy.cutOff.shortText),
            (
                "Messages leave",
                "from \(policy.sendingHours.opens.shortText) to \(policy.sendingHours.closes.shortText)"
            ),
            (
                "Quorate",
                "\(quoracy.minimum) groups" + (quoracy.requiresSocialCare ? ", children’s social care among them" : "")
                    + (groups.isEmpty ? "" : "; " + groups.joined(separator: ", "))
            ),
            (
                "A strategy discussion needs",
                policy.discussionMinimum.map { $0.title.lowercased() }.joined(separator: ", ")
            ),
            (
                "The initial conference counts from",
                policy.conveneFrom == .initiating ? "the first discussion of an enquiry" : "its last discussion"
            ),
            ("An exclusion is asked for", "\(policy.exclusionNotice) the conference"),
        ]
        return facts.map { ["label": $0.0, "value": $0.1] }
    }
}
