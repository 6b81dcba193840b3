import Conferences
import Persistence
import WorkingDays

/// The list of people as its template sees it.
struct PersonListView {
    static let pageSize = 100

    let text: String?
    /// As it was typed.
    let agency: String?
    let names: [AgencyCode: String]
    let choice: AgencyChoice
    /// Whether only those are asked for at one of whose addresses nobody is reached.
    let isUnreached: Bool
    /// One more than a page holds where there are more.
    let people: [DirectoryReadings.PersonLine]

    func content(for visitor: Visitor) -> [String: Any] {
        let shown = people.prefix(Self.pageSize)
        var content: [String: Any] = [
            "text": text ?? "", "found": shown.map(row).asTable, "isEmpty": people.isEmpty,
            "isNarrowed": text != nil || agency != nil || isUnreached, "isUnreached": isUnreached,
            "mayChange": visitor.may(.changeDirectory),
            "agencyChoice": choice.content(agency, among: [("", "Any")]),
        ]
        if people.count > shown.count, let last = shown.last {
            content["more"] = PagePath.query(
                "/people",
                [
                    ("text", text), ("agency", agency), ("unreached", isUnreached ? "yes" : nil),
                    ("after", last.reference.text),
                ])
        }
        return content
    }

    private func row(_ person: DirectoryReadings.PersonLine) -> [String: Any] {
        [
            "page": PagePath.of(person.reference), "reference": person.reference.text,
            "name": person.contact?.name ?? "[erased]", "agency": names[person.agency] ?? person.agency.text,
            "outstanding": person.outstanding, "overdue": person.overdue, "isOverdue": person.overdue > 0,
            "heldUntil": person.heldUntil?.spelledOut ?? "", "how": person.prefers == .text ? "text" : "mail",
        ]
    }
}
