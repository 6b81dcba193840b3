import Conferences
import Foundation

/// What is typed of an agency.
struct AgencyForm: Sendable {
    let fields: [String: String]

    init(_ visit: Visit) { fields = visit.fields.mapValues { $0.trimmingCharacters(in: .whitespacesAndNewlines) } }

    /// The fields of what is on record.
    static func fields(of agency: Agency) -> [String: String] {
        [
            "name": agency.name, "kind": agency.kind?.rawValue ?? "", "lead": agency.safeguardingLead?.text ?? "",
            "approver": agency.sharingExemption?.approvedBy.text ?? "",
            "exemption": agency.sharingExemption?.reason ?? "",
        ]
    }

    /// What the form was opened with.
    var opened: OpenedRecord {
        OpenedRecord(
            [
                .init(name: "name", label: "The name"),
                .init(name: "kind", label: "The kind") { AgencyKind(rawValue: $0)?.title ?? $0 },
                .init(name: "lead", label: "The safeguarding lead"),
                .init(name: "approver", label: "Who approved that it does not share its reports"),
                .init(name: "exemption", label: "Why it does not share its reports"),
            ], sent: fields)
    }

    /// The code of a new one.
    func code() throws(FormProblem) -> AgencyCode {
        guard let text = text("code") else { throw FormProblem("code", "Enter a code for it, such as NHS.") }
        return try FormProblem.reading("code", text) { try Reference($0) }
    }

    /// - Throws: ``FormProblem`` where something is missing, or is not of its kind.
    func agency(_ code: AgencyCode) throws(FormProblem) -> Agency {
        guard let name = text("name") else { throw FormProblem("name", "Enter its name.") }
        do { try SingleLine.check(name, what: "The name", limit: 500) } catch { throw FormProblem("name", "\(error)") }
        return Agency(
            code: code, name: name,
            safeguardingLead: try FormProblem.reading("lead", text("lead")) { try Reference($0) },
            kind: try FormProblem.reading("kind", text("kind")) { text in
                guard let kind = AgencyKind(rawValue: text) else { throw FormProblem("kind", "Choose a kind.") }
                return kind
            }, sharingExemption: try exemption())
    }

    private func exemption() throws(FormProblem) -> SharingExemption? {
        switch (text("approver"), text("exemption")) {
        case (nil, nil): return nil
        case (let approver?, let reason?):
            do { try SingleLine.check(reason, what: "The reason", limit: 500) } catch {
                throw FormProblem("exemption", "\(error)")
            }
            return SharingExemption(
                approvedBy: try FormProblem.reading("approver", approver) { try Reference($0) }, reason: reason)
        case (nil, .some): throw FormProblem("approver", "Enter who approved that it does not share its reports.")
        case (.some, nil): throw FormProblem("exemption", "Enter why it does not share its reports beforehand.")
        }
    }

    private func text(_ field: String) -> String? { fields[field].flatMap { $0.isEmpty ? nil : $0 } }

    /// The field that an unknown person was typed into.
    func field(naming person: PersonReference) -> String { fields["lead"] == person.text ? "lead" : "approver" }
}
