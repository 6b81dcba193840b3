/// What one policy says otherwise than another.
public struct PolicyDifference: Sendable {
    public struct Clause: Encodable, Sendable {
        /// As the configuration names it: `submitReport.initial`.
        public let clause: String
        /// Absent where there was none.
        public let was: String?
        public let now: String?
    }

    public let clauses: [Clause]

    public init(from old: Policy, to new: Policy) {
        let (before, after) = (Self.clauses(of: old), Self.clauses(of: new))
        let known = Dictionary(uniqueKeysWithValues: before)
        let wanted = Dictionary(uniqueKeysWithValues: after)
        let names = before.map(\.0) + after.map(\.0).filter { known[$0] == nil }
        clauses = names.compactMap { name in
            (known[name] ?? "") == (wanted[name] ?? "")
                ? nil : Clause(clause: name, was: known[name], now: wanted[name])
        }
    }

    /// Clause by clause, in the words of the configuration.
    private static func clauses(of policy: Policy) -> [(String, String)] {
        [
            ("cutOff", "\(policy.cutOff)"), ("sendFrom", "\(policy.sendingHours.opens)"),
            ("sendUntil", "\(policy.sendingHours.closes)"), ("exclusionNotice", "\(policy.exclusionNotice)"),
            ("conveneFrom", policy.conveneFrom.rawValue),
            ("discussionMinimum", policy.discussionMinimum.map(\.rawValue).joined(separator: ", ")),
            ("quoracy.minimum", "\(policy.quoracy.minimum)"),
            ("quoracy.socialCare", "\(policy.quoracy.requiresSocialCare)"),
            (
                "quoracy.groups",
                policy.quoracy.groups.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }
                    .joined(separator: ", ")
            ),
        ] + policy.kinds.compactMap { policy.rules[$0] }.flatMap(clauses)
    }

    private static func clauses(of rule: ObligationRule) -> [(String, String)] {
        let kind = rule.kind.rawValue
        return [
            ("\(kind).title", rule.title), ("\(kind).owner", rule.owner.rawValue),
            ("\(kind).anchor", rule.anchor.rawValue), ("\(kind).initial", "\(rule.initial)"),
            ("\(kind).review", "\(rule.review)"), ("\(kind).noLaterThan", rule.noLaterThan.map { "\($0)" } ?? ""),
            ("\(kind).cutOff", rule.cutOff.map { "\($0)" } ?? ""),
            ("\(kind).ladder", rule.ladder.map(\.description).joined(separator: "; ")),
        ]
    }
}
