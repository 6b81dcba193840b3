import Conferences

/// The form of who must be there.
struct PresenceView {
    let policy: Policy
    let agencies: [Agency]
    let typed: [String: String]

    var content: [String: Any] {
        let fields = typed.isEmpty ? PresenceForm(policy).fields : typed
        let groups = Set(policy.quoracy.groups.values.map(\.name))
        return [
            "facts": PolicyView.presence(policy), "minimum": fields["minimum"] ?? "",
            "isSocialCareRequired": fields["socialCare"] == "yes",
            "agencies": codes(in: fields).map { row($0, fields) }.asTable,
            "groups": groups.union(AgencyKind.allCases.filter { $0 != .other }.map(\.rawValue)).sorted(),
            "needs": AgencyKind.allCases.map { FormText.tick(PresenceForm.field(of: $0), $0.title, fields) },
        ]
    }

    /// Those of the directory by name, then those that only the rules know.
    private func codes(in fields: [String: String]) -> [AgencyCode] {
        let known = agencies.sorted { ($0.name, $0.code) < ($1.name, $1.code) }.map(\.code)
        let further = Set(policy.quoracy.groups.keys).subtracting(known).sorted()
        return known + further
    }

    private func row(_ code: AgencyCode, _ fields: [String: String]) -> [String: Any] {
        let agency = agencies.first { $0.code == code }
        let field = PresenceForm.field(of: code)
        return [
            "field": field, "code": code.text, "name": agency?.name ?? "not in the directory",
            "kind": QuoracyRules(minimum: 1, requiresSocialCare: false).group(of: code, agency).name,
            "group": fields[field] ?? "",
        ]
    }
}
