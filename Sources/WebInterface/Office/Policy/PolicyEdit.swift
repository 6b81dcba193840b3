import Conferences
import Foundation
import Persistence
import WorkingDays

/// A change of the rules as it is typed.
struct PolicyEdit: Sendable {
    /// What is changed.
    enum Part: Hashable, Sendable {
        case rule(ObligationKind)
        /// One more kind, of the partnership's own.
        case addition
        /// The end of one of those.
        case ending(ObligationKind)
        /// The times that hold for all of them.
        case general
        /// Who must be there.
        case presence

        var path: String {
            switch self {
            case .rule(let kind): "/policy/\(PagePath.escaped(kind.rawValue))"
            case .addition: "/policy-new"
            case .ending(let kind): "/policy/\(PagePath.escaped(kind.rawValue))/end"
            case .general: "/policy-general"
            case .presence: "/policy-quoracy"
            }
        }
    }

    let part: Part
    let fields: [String: String]
    let today: CalendarDate

    /// Whether what has not met yet follows it at once.
    var isForOpen: Bool { fields["open"] == "yes" }

    /// The policy as it becomes.
    ///
    /// - Parameters:
    ///   - latest: The set that it changes: the last adopted that stands.
    ///   - sets: All there were.
    /// - Throws: ``FormProblem`` where something is missing, or is not of its kind.
    func policy(over latest: RuleSet, _ sets: [RuleSet]) throws(FormProblem) -> Policy {
        guard fields["base"] == "\(latest.number)" else { throw Self.overtaken }
        var policy = latest.policy
        switch part {
        case .general: return try GeneralForm(fields: fields).policy(policy)
        case .presence: return try PresenceForm(fields: fields).policy(policy)
        case .rule(let kind):
            guard let known = policy.rules[kind] else { throw FormProblem("base", "This is not asked for any more.") }
            policy.rules[kind] = try RuleForm(fields: fields).rule(known)
        case .addition:
            let former = Set(sets.flatMap { $0.policy.ownNames.map(\.text) })
            let rule = try RuleForm(fields: fields).addition(to: policy, former: former)
            policy.rules[rule.kind] = rule
        case .ending(let kind):
            guard kind.isOwn, policy.rules[kind] != nil else {
                throw FormProblem("base", "This is not asked for any more.")
            }
            policy.rules[kind] = nil
        }
        return policy
    }

    private static var overtaken: FormProblem {
        FormProblem(
            "base",
            "The rules were changed by somebody else in the meantime. What stands now is shown here, and what you typed is kept. Look at both, then preview again."
        )
    }

    /// The day from which it is in force.
    func effectiveOn(over latest: RuleSet) throws(FormProblem) -> CalendarDate {
        let text = (fields["effective"] ?? "").trimmingCharacters(in: .whitespaces)
        guard !text.isEmpty else { throw FormProblem("effective", "Choose the day from which it is in force.") }
        let day = try FormProblem.reading("effective", text) { try CalendarDate(iso: $0) }
        guard day >= today else { throw FormProblem("effective", "Choose today or a later day.") }
        guard day >= latest.effectiveOn else {
            throw FormProblem(
                "effective",
                "Rule set \(latest.number) comes into force on \(latest.effectiveOn.spelledOut). Choose that day or a later one, or take that set back first."
            )
        }
        return day
    }
}
