import Conferences
import Foundation
import Persistence

/// What was typed about an account.
struct UserEntry: Sendable {
    var name = ""
    var displayName = ""
    var roles: Set<Role> = []
    var person = ""
    var agency = ""

    init() {}

    init(_ account: Account) {
        (name, displayName, roles) = (account.name.text, account.displayName, account.roles)
        (person, agency) = (account.person?.text ?? "", account.agency?.text ?? "")
    }

    init(_ fields: [String: String]) {
        func text(_ field: String) -> String { (fields[field] ?? "").trimmingCharacters(in: .whitespaces) }
        (name, displayName, person, agency) = (text("name"), text("displayName"), text("person"), text("agency"))
        roles = Set(Role.allCases.filter { fields["role-\($0.rawValue)"] == "yes" })
    }

    /// The fields as their form sends them.
    var fields: [String: String] {
        ["displayName": displayName, "person": person, "agency": agency].merging(
            Role.allCases.map { ("role-\($0.rawValue)", roles.contains($0) ? "yes" : "") }
        ) { $1 }
    }

    /// What a form was opened with.
    static func opened(_ sent: [String: String]) -> OpenedRecord {
        OpenedRecord(
            [
                .init(name: "displayName", label: "The name"), .init(name: "person", label: "The reference"),
                .init(name: "agency", label: "The agency code"),
            ] + Role.allCases.map { .init(name: "role-\($0.rawValue)", label: "The role \($0.title)") }, sent: sent)
    }

    func accountName() throws(SignInFrame.Problem) -> AccountName {
        do { return try AccountName(name) } catch { throw .init(field: "name", sentence: "\(error)") }
    }

    func details() throws(SignInFrame.Problem) -> AccountDetails {
        AccountDetails(
            displayName: displayName, roles: roles, person: try reference(person, "person"),
            agency: try reference(agency, "agency"))
    }

    private func reference<Subject>(
        _ text: String, _ field: String
    ) throws(SignInFrame.Problem) -> Reference<Subject>? {
        if text.isEmpty { return nil }
        do { return try Reference(text) } catch { throw .init(field: field, sentence: "\(error)") }
    }

    /// The fields as a template sees them.
    func content(_ problem: SignInFrame.Problem?) -> [String: Any] {
        var content: [String: Any] = [
            "name": name, "displayName": displayName, "person": person, "agency": agency,
            "roles": Role.allCases.map { role in
                [
                    "id": "role-\(role.rawValue)", "label": role.title, "hint": role.meaning,
                    "isChosen": roles.contains(role),
                ] as [String: Any]
            },
        ]
        if let problem { content["\(problem.field)Problem"] = problem.sentence }
        return content
    }
}

extension Role {
    /// What whoever has it sees and does, in a few words.
    var meaning: String {
        switch self {
        case .administrator: "Arranges everything, and manages accounts."
        case .chair: "Sees the conferences that they chair, takes the register, rules and approves."
        case .agencyLead: "Sees what their own agency is asked."
        case .qualityAssurance: "Reads figures; no case, no notes."
        case .auditor: "Reads the trail: who changed and who read what."
        case .operator: "Manages accounts, sees deliveries; no case."
        }
    }
}
