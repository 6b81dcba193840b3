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
    /// What a change is laid over, which says what has a page of its own still.
    let latest: RuleSet

    func content(for visitor: Visitor) -> [String: Any] {
        let policy = shown.policy
        return [
            "number": shown.number, "isWhole": !sets.isEmpty, "isInForce": shown.number == inForce,
            "from": Self.from(shown),
            "rules": policy.kinds.compactMap { policy.rules[$0] }.map(row), "times": Self.times(policy),
            "presence": Self.presence(policy), "toCome": sets.filter(isToCome).map { coming($0, visitor) }.asTable,
            "sets": sets.reversed().map { row($0) }, "mayChange": visitor.may(.changeRules),
            "exempt": exempt.map { ["name": $0.name, "link": PagePath.of($0.code)] }.asTable,
            "maySeeAgencies": visitor.may(.readDirectory),
        ]
    }

    private static func from(_ set: RuleSet) -> String {
        set.effectiveOn == WorkingDayCalendar.firstDate ? "the start" : set.effectiveOn.spelledOut
    }

    private func isToCome(_ set: RuleSet) -> Bool { set.effectiveOn > today && set.withdrawnAt == nil }

    /// A set whose day has not come, and what it changes.
    private func coming(_ set: RuleSet, _ visitor: Visitor) -> [String: Any] {
        let before = sets.last { $0.number < set.number && $0.withdrawnAt == nil && $0.effectiveOn <= set.effectiveOn }
        var content: [String: Any] = [
            "setNumber": set.number, "setFrom": Self.from(set), "page": "/policy-sets/\(set.number)",
            "clauses": ClauseWords(before: (before ?? shown).policy, after: set.policy).rows.asTable,
        ]
        if visitor.may(.changeRules) { content["takeBack"] = "/policy-sets/\(set.number)/take-back" }
        return content
    }

    private func row(_ set: RuleSet) -> [String: Any] {
        [
            "setNumber": set.number, "setFrom": Self.from(set), "page": "/policy-sets/\(set.number)",
            "adopted": set.adoptedAt.seconds > 0 ? set.adoptedAt.spelledOut : "with the configuration",
            "standing": set.withdrawnAt.map { "taken back \($0.spelledOut)" }
                ?? (set.number == inForce
                    ? "in force" : isToCome(set) ? "to come" : "kept by what was arranged under it")
                ,
        ]
    }

    private func row(_ rule: ObligationRule) -> [String: Any] {
        var content: [String: Any] = [
            "page": PolicyEdit.Part.rule(rule.kind).path,
            "isEnding": !sets.isEmpty && latest.policy.rules[rule.kind] == nil,
            "title": rule.title, "kind": rule.kind.rawValue,
            "owner": rule.owner.whom, "initial": "\(rule.initial) \(rule.anchor.phrase)",
            "ladder": rule.ladder.map(\.phrase), "hasLadder": !rule.ladder.isEmpty, "isOwn": rule.kind.isOwn,
        ]
        if rule.review != rule.initial, rule.anchor.isOfConference {
            content["review"] = "\(rule.review) \(rule.anchor.phrase)"
        }
        content["limit"] = rule.noLaterThan?.description
        content["cutOff"] = rule.cutOff?.shortText
        return content
    }

    /// The times that hold for every kind.
    static func times(_ policy: Policy) -> [[String: Any]] {
        let hours = policy.sendingHours
        return facts([
            ("A deadline’s day ends at", policy.cutOff.shortText),
            ("Messages leave", "from \(hours.opens.shortText) to \(hours.closes.shortText), on working days"),
            ("The initial conference counts from", policy.conveneFrom.phrase),
            ("An exclusion is asked for", "\(policy.exclusionNotice) the conference"),
        ])
    }

    /// Who must be there.
    static func presence(_ policy: Policy) -> [[String: Any]] {
        let quoracy = policy.quoracy
        let count = "\(quoracy.minimum) group\(quoracy.minimum == 1 ? "" : "s")"
        return facts(
            [
                (
                    "A conference is quorate with",
                    count + (quoracy.requiresSocialCare ? ", children’s social care among them" : "")
                )
            ]
                + (quoracy.groups.isEmpty ? [] : [("Other groups", groups(policy).joined(separator: "; "))])
                + [("A strategy discussion needs", needed(policy))])
    }

    /// Agencies that count in another group than their kind's.
    static func groups(_ policy: Policy) -> [String] {
        policy.quoracy.groups.sorted { $0.key < $1.key }.map { "\($0.key) counts as \($0.value)" }
    }

    static func needed(_ policy: Policy) -> String {
        policy.discussionMinimum.isEmpty
            ? "nobody in particular" : policy.discussionMinimum.map { $0.title.lowercased() }.joined(separator: ", ")
    }

    private static func facts(_ facts: [(String, String)]) -> [[String: Any]] {
        facts.map { ["label": $0.0, "value": $0.1] }
    }
}
