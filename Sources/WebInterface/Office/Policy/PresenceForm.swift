import Conferences
import Foundation

/// Who must be there, as it is typed: at a conference for it to be quorate, and at a strategy discussion.
struct PresenceForm: Sendable {
    let fields: [String: String]

    init(fields: [String: String]) { self.fields = fields }

    init(_ policy: Policy) {
        var fields = [
            "minimum": "\(policy.quoracy.minimum)", "socialCare": policy.quoracy.requiresSocialCare ? "yes" : "",
        ]
        for (code, group) in policy.quoracy.groups { fields[Self.field(of: code)] = group.name }
        for kind in policy.discussionMinimum { fields[Self.field(of: kind)] = "yes" }
        self.fields = fields
    }

    static func field(of agency: AgencyCode) -> String { "group-\(agency)" }
    static func field(of kind: AgencyKind) -> String { "needs-\(kind.rawValue)" }

    /// What is typed, over the policy that it changes.
    ///
    /// - Throws: ``FormProblem`` where something is missing, or is not of its kind.
    func policy(_ known: Policy) throws(FormProblem) -> Policy {
        var policy = known
        guard let minimum = FormText.trimmed(fields["minimum"]).flatMap({ Int($0) }), (1...20).contains(minimum) else {
            throw FormProblem("minimum", "Enter a whole number of groups from 1 to 20.")
        }
        policy.quoracy.minimum = minimum
        policy.quoracy.requiresSocialCare = fields["socialCare"] == "yes"
        policy.quoracy.groups = try groups()
        // What stays keeps its order, so that nothing seems to change.
        let wanted = AgencyKind.allCases.filter { fields[Self.field(of: $0)] == "yes" }
        policy.discussionMinimum =
            known.discussionMinimum.filter(wanted.contains) + wanted.filter { !known.discussionMinimum.contains($0) }
        return policy
    }

    /// An agency whose field is empty counts as its kind.
    private func groups() throws(FormProblem) -> [AgencyCode: QuoracyGroup] {
        var groups: [AgencyCode: QuoracyGroup] = [:]
        for (field, value) in fields.sorted(by: { $0.key < $1.key }) where field.hasPrefix("group-") {
            guard let typed = FormText.trimmed(value) else { continue }
            let code: AgencyCode = try FormProblem.reading(field, String(field.dropFirst(6))) { try Reference($0) }
            do { groups[code] = try QuoracyGroup(typed: typed) } catch { throw FormProblem(field, "\(error)") }
        }
        return groups
    }
}
