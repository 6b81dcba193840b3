import Conferences
import WorkingDays

/// A policy as a table for a terminal of 120 columns: `config check` and `policy show` print it.
struct PolicyTable {
    let policy: Policy

    var text: String { (rows + [""] + others).joined(separator: "\n") }

    private static let width = 120

    private var rows: [String] {
        var table = Table(header: ["obligation", "owed by", "initial", "review", "counted from"])
        let rules = policy.kinds.compactMap { policy.rules[$0] }
        for rule in rules {
            table.add([
                rule.kind.rawValue, rule.owner.phrase, "\(rule.initial)",
                rule.review == rule.initial ? "the same" : "\(rule.review)", rule.anchor.phrase,
            ])
        }
        let lines = table.text().split(separator: "\n").map(String.init)
        let margin = String(repeating: " ", count: 4)
        return [lines[0]]
            + zip(rules, lines.dropFirst()).flatMap { rule, line in
                ["", line, margin + rule.title + limits(of: rule)] + ladder(rule, margin: margin)
            }
    }

    private func limits(of rule: ObligationRule) -> String {
        (rule.noLaterThan.map { "; no later than \($0) the conference" } ?? "")
            + (rule.cutOff.map { "; the day ends at \($0.shortText)" } ?? "")
    }

    private func ladder(_ rule: ObligationRule, margin: String) -> [String] {
        guard !rule.ladder.isEmpty else { return [margin + "no reminders"] }
        var lines: [String] = [margin]
        for (index, step) in rule.ladder.enumerated() {
            let word = "\(step)" + (index == rule.ladder.count - 1 ? "" : "; ")
            if lines[lines.count - 1].count + word.count > Self.width { lines.append(margin) }
            lines[lines.count - 1] += word
        }
        return lines.map { line in String(line.reversed().drop { $0 == " " }.reversed()) }
    }

    private var others: [String] {
        let quoracy = policy.quoracy
        let groups = quoracy.groups.sorted { $0.key < $1.key }.map { "\($0.key) counts as \($0.value)" }
        return [
            "Quorate: \(quoracy.minimum) groups"
                + (quoracy.requiresSocialCare ? ", children’s social care among them" : "")
                + (groups.isEmpty ? "" : "; \(groups.joined(separator: ", "))") + ".",
            "A strategy discussion needs: \(policy.discussionMinimum.map(\.rawValue).joined(separator: ", ")).",
            "The initial conference counts from the \(policy.conveneFrom.rawValue) discussion of an enquiry.",
            "Somebody’s exclusion is asked for \(policy.exclusionNotice) the conference.",
            "A deadline’s day ends at \(policy.cutOff); messages leave from \(policy.sendingHours.opens.shortText) to "
                + "\(policy.sendingHours.closes.shortText), London time.",
            "",
            "Steps: T is the deadline, C the conference, A the day counted from; T-5 is five working days before T.",
        ]
    }
}

extension PolicyDifference {
    /// One line for each clause, or two where the two texts are long.
    var lines: [String] {
        clauses.flatMap { clause -> [String] in
            let (was, now) = (Self.shown(clause.was), Self.shown(clause.now))
            let line = "\(clause.clause): \(was) → \(now)"
            return line.count <= 110 ? [line] : ["\(clause.clause): \(was)", "  → \(now)"]
        }
    }

    private static func shown(_ text: String?) -> String { text.map { $0.isEmpty ? "none" : $0 } ?? "none" }
}
