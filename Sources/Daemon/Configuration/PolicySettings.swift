import Conferences
import Foundation
import WorkingDays

// The rules, in a configuration and in a file for `policy apply` alike.
extension SettingsReader {
    /// The rulebook's table with what is written under `policy` in its place.
    func policy() -> Policy {
        var policy = Policy.standard
        policy.cutOff = value("policy.cutOff", default: policy.cutOff) { try TimeOfDay(text: $0) }
        policy.sendingHours = sendingHours(policy.sendingHours)
        policy.exclusionNotice = offset("policy.exclusionNotice", default: policy.exclusionNotice)
        policy.conveneFrom = word("policy.conveneFrom", default: policy.conveneFrom)
        policy.quoracy = quoracy(policy.quoracy)
        if hasList("policy.discussionMinimum") {
            policy.discussionMinimum = items("policy.discussionMinimum") { text in
                guard let kind = AgencyKind(rawValue: text) else {
                    throw UnknownWord(word: text, kind: "kind of agency", accepted: AgencyKind.allCases.map(\.rawValue))
                }
                return kind
            }
        }
        for name in file.names(below: "policy.obligations") {
            guard let kind = ObligationKind(rawValue: name), let rule = rule(kind, in: policy) else { continue }
            policy.rules[kind] = rule
        }
        return policy
    }

    private func sendingHours(_ standard: SendingHours) -> SendingHours {
        let opens = value("policy.sendFrom", default: standard.opens) { try TimeOfDay(text: $0) }
        let closes = value("policy.sendUntil", default: standard.closes) { try TimeOfDay(text: $0) }
        let hours = SendingHours(opens: opens, closes: closes)
        attempt("policy.sendUntil") { try hours.check() }
        return hours
    }

    private func quoracy(_ standard: QuoracyRules) -> QuoracyRules {
        var rules = standard
        rules.minimum = count("policy.quoracy.minimum", default: rules.minimum, in: 1...20, unit: "groups")
        rules.requiresSocialCare = value(
            "policy.quoracy.socialCare", default: rules.requiresSocialCare, accepts: "true or false"
        ) { Bool($0) }
        let pairs = items("policy.quoracy.groups") { line -> (AgencyCode, QuoracyGroup) in
            let parts = line.split(separator: "=").map { $0.trimmingCharacters(in: .whitespaces) }
            guard parts.count == 2, !parts[1].isEmpty else {
                throw UnknownWord(
                    word: line, kind: "line of this list", accepted: ["a line like \"CAMHS = mental-health\""])
            }
            return (try Reference(parts[0]), try QuoracyGroup(typed: parts[1]))
        }
        for (code, group) in pairs { rules.groups[code] = group }
        return rules
    }

    private func offset(_ key: String, default standard: DeadlineOffset) -> DeadlineOffset {
        value(key, default: standard) { try DeadlineOffset(text: $0) }
    }

    private func rule(_ kind: ObligationKind, in policy: Policy) -> ObligationRule? {
        let key = "policy.obligations.\(kind.rawValue)"
        guard var rule = policy.rules[kind] ?? ownRule(kind, key) else { return nil }
        if policy.rules[kind] != nil {
            for fixed in ["owner", "anchor"] where text("\(key).\(fixed)") != nil {
                note("\(key).\(fixed)", "is settled by the rulebook for \(kind.rawValue); leave it out.")
            }
        }
        rule.title = text("\(key).title") ?? rule.title
        attempt("\(key).title") { try ObligationRule.checkTitle(rule.title) }
        rule.initial = offset("\(key).initial", default: rule.initial)
        rule.review = offset("\(key).review", default: kind.isOwn ? rule.initial : rule.review)
        rule.noLaterThan = value("\(key).noLaterThan", default: rule.noLaterThan) { try DeadlineOffset(text: $0) }
        rule.cutOff = value("\(key).cutOff", default: rule.cutOff) { try TimeOfDay(text: $0) }
        guard hasList("\(key).ladder") else { return rule }
        rule.ladder = items("\(key).ladder") { try LadderStep(text: $0) }
        attempt("\(key).ladder") { try rule.checkLadder() }
        return rule
    }

    /// One of the partnership's own, which says all there is to say of it.
    private func ownRule(_ kind: ObligationKind, _ key: String) -> ObligationRule? {
        guard text("\(key).anchor") != nil || text("\(key).owner") != nil else {
            note(
                key,
                "is no obligation of the rulebook; use one of \(ObligationKind.standard.map(\.rawValue).joined(separator: ", ")), or give title, owner, anchor and initial to add it as one of your own."
            )
            return nil
        }
        let title = required("\(key).title", "what is owed, in a few words")
        let owner = word("\(key).owner", default: ObligationOwner.administrator)
        let anchor = word("\(key).anchor", default: DeadlineAnchor.conference)
        let isRead = text("\(key).owner").map { ObligationOwner(rawValue: $0) != nil } ?? true
        if isRead { attempt("\(key).owner") { try anchor.check(owner) } }
        let offset = required("\(key).initial", "the deadline, such as \"5 working days before\"")
        guard !title.isEmpty, !offset.isEmpty,
            let initial = attempt("\(key).initial", { try DeadlineOffset(text: offset) })
        else { return nil }
        return ObligationRule(
            kind: kind, title: title, owner: owner, anchor: anchor, initial: initial, review: initial)
    }
}
