import Conferences
import Persistence

/// One agency as its template sees it.
struct AgencyView: Sendable {
    let agency: Agency
    let people: [DirectoryReadings.PersonLine]
    var problem: FormProblem?
    var overtaken: Overtaken?
    var done: String?
    /// What was typed and refused.
    var typed: [String: String] = [:]

    func content(for visitor: Visitor) -> [String: Any] {
        var content: [String: Any] = [
            "code": agency.code.text, "name": agency.name, "action": PagePath.of(agency.code),
            "kind": agency.kind?.title ?? "Not said: it counts as a quoracy group of its own",
            "people": people.map(row).asTable,
            "newPerson": PagePath.query("/new-person", [("agency", agency.code.text)]),
        ]
        content["problem"] = problem?.content
        content["overtaken"] = overtaken?.content
        content["done"] = done
        if let lead = agency.safeguardingLead {
            content["lead"] = ["reference": lead.text, "link": PagePath.of(lead)]
        }
        if let exemption = agency.sharingExemption {
            content["exemption"] = ["reason": exemption.reason, "approver": exemption.approvedBy.text]
        }
        if visitor.may(.changeDirectory) {
            let known = AgencyForm.fields(of: agency)
            content["change"] = AgencyFormView(typed: typed.isEmpty ? known : typed).content
            content["opened"] = OpenedRecord.hidden(known)
        }
        return content
    }

    private func row(_ person: DirectoryReadings.PersonLine) -> [String: Any] {
        [
            "page": PagePath.of(person.reference), "reference": person.reference.text,
            "name": person.contact?.name ?? "[erased]", "outstanding": person.outstanding, "overdue": person.overdue,
            "isOverdue": person.overdue > 0, "isLead": person.reference == agency.safeguardingLead,
        ]
    }
}

/// The fields that an agency is recorded with.
struct AgencyFormView {
    let typed: [String: String]

    var content: [String: Any] {
        var content: [String: Any] = [:]
        for field in ["code", "name", "lead", "approver", "exemption"] { content[field] = typed[field] ?? "" }
        content["kinds"] = [("", "Not said")].map(choice) + AgencyKind.allCases.map { choice(($0.rawValue, $0.title)) }
        return content
    }

    private func choice(_ kind: (value: String, label: String)) -> [String: Any] {
        ["value": kind.value, "label": kind.label, "isChosen": kind.value == typed["kind"] ?? ""]
    }
}
