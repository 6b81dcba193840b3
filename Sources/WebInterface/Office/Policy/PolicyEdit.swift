import Conferences
import Foundation
import Persistence
import WorkingDays

/// A change of the rules as it is typed: of one kind, or of what holds for all of them.
struct PolicyEdit: Sendable {
    enum Part: Hashable, Sendable {
        case rule(ObligationKind)
        case general

        var path: String {
            switch self {
            case .rule(let kind): "/policy/\(PagePath.escaped(kind.rawValue))"
            case .general: "/policy-general"
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
    /// - Parameter latest: The set that it changes: the last adopted that stands.
    /// - Throws: ``FormProblem`` where something is missing, or is not of its kind.
    func policy(over latest: RuleSet) throws(FormProblem) -> Policy {
        guard fields["base"] == "\(latest.number)" else {
            throw FormProblem(
                "base",
                "The rules were changed by somebody else in the meantime. Open this page anew, and look at them again.")
        }
        switch part {
        case .general: return try GeneralForm(fields: fields).policy(latest.policy)
        case .rule(let kind):
            guard let known = latest.policy.rules[kind] else {
                throw FormProblem("base", "There is no such rule any more.")
            }
            var policy = latest.policy
            policy.rules[kind] = try RuleForm(fields: fields).rule(known)
            return policy
        }
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
