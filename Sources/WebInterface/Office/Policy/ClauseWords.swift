import Conferences
import WorkingDays

/// What a change of the rules says otherwise than before, in plain words.
struct ClauseWords {
    let before: Policy
    let after: Policy

    /// A row for each kind that comes or goes, and one for each clause of the others.
    var rows: [[String: Any]] {
        let clauses = PolicyDifference(from: before, to: after).clauses.map(\.clause)
        var told: Set<ObligationKind> = []
        return clauses.compactMap { clause in
            guard let (kind, part) = Self.ofKind(clause) else {
                return row(Self.general[clause] ?? clause, Self.words(clause, before), Self.words(clause, after))
            }
            if let was = before.rules[kind], let now = after.rules[kind] {
                return row("\(was.title): \(Self.ofRule[part] ?? part)", Self.words(part, was), Self.words(part, now))
            }
            guard told.insert(kind).inserted, let rule = after.rules[kind] ?? before.rules[kind] else { return nil }
            let (new, whole) = (after.rules[kind] != nil, Self.whole(rule))
            return row(
                "\(rule.title): \(new ? "new" : "ends")", new ? ["not asked for"] : whole,
                new ? whole : ["not asked for any more"])
        }
    }

    private func row(_ clause: String, _ was: [String], _ now: [String]) -> [String: Any] {
        var row: [String: Any] = ["clause": clause]
        for (key, lines) in [("was", was), ("now", now)] {
            if lines.count == 1 { row[key] = lines[0] } else { row["\(key)Lines"] = lines.map { ["line": $0] }.asTable }
        }
        return row
    }

    private static func ofKind(_ clause: String) -> (ObligationKind, String)? {
        let parts = clause.split(separator: ".").map(String.init)
        guard parts.count == 2, parts[0] != "quoracy", let kind = ObligationKind(rawValue: parts[0]) else { return nil }
        return (kind, parts[1])
    }

    // One kind.

    private static let ofRule = [
        "title": "what it is called", "owner": "owed by", "anchor": "counted from", "initial": "initial conference",
        "review": "review conference", "noLaterThan": "never later than", "cutOff": "the day ends at",
        "ladder": "reminders",
    ]

    private static func words(_ part: String, _ rule: ObligationRule) -> [String] {
        switch part {
        case "title": [rule.title]
        case "owner": [rule.owner.whom]
        case "anchor": [rule.anchor.phrase]
        case "initial": ["\(rule.initial) \(rule.anchor.phrase)"]
        case "review": ["\(rule.review) \(rule.anchor.phrase)"]
        case "noLaterThan": [rule.noLaterThan.map { "\($0) the conference" } ?? "no limit"]
        case "cutOff": [rule.cutOff?.shortText ?? "as for all others"]
        default: rule.ladder.isEmpty ? ["none"] : rule.ladder.map(\.phrase)
        }
    }

    private static func whole(_ rule: ObligationRule) -> [String] {
        ["owed by \(rule.owner.whom)", "\(rule.initial) \(rule.anchor.phrase)"]
            + (rule.review == rule.initial || !rule.anchor.isOfConference
                ? [] : ["for a review: \(rule.review) \(rule.anchor.phrase)"])
            + (rule.noLaterThan.map { ["never later than \($0) the conference"] } ?? [])
            + (rule.cutOff.map { ["the day ends at \($0.shortText)"] } ?? [])
            + (rule.ladder.isEmpty ? ["no reminders"] : rule.ladder.map { "reminder \($0.phrase)" })
    }

    // What holds for all.

    private static let general = [
        "cutOff": "A deadline’s day ends at", "sendFrom": "Messages leave from", "sendUntil": "Messages leave until",
        "exclusionNotice": "An exclusion is asked for", "conveneFrom": "The initial conference counts from",
        "discussionMinimum": "A strategy discussion needs",
        "quoracy.minimum": "Groups that make a conference quorate",
        "quoracy.socialCare": "Children’s social care must be among them",
        "quoracy.groups": "Agencies that count in another group than their kind’s",
    ]

    private static func words(_ clause: String, _ policy: Policy) -> [String] {
        switch clause {
        case "cutOff": [policy.cutOff.shortText]
        case "sendFrom": [policy.sendingHours.opens.shortText]
        case "sendUntil": [policy.sendingHours.closes.shortText]
        case "exclusionNotice": ["\(policy.exclusionNotice) the conference"]
        case "conveneFrom": [policy.conveneFrom.phrase]
        case "discussionMinimum": [PolicyView.needed(policy)]
        case "quoracy.minimum": ["\(policy.quoracy.minimum)"]
        case "quoracy.socialCare": [policy.quoracy.requiresSocialCare ? "yes" : "no"]
        default: policy.quoracy.groups.isEmpty ? ["none"] : PolicyView.groups(policy)
        }
    }
}
