import Conferences
import Persistence
import WorkingDays

/// What the partnership asks of a conference by rules of its own and nobody has recorded as done, each with its form.
struct OwnObligationsView {
    let page: ConferenceView
    let conference: Conference

    var rows: [[String: Any]] {
        guard page.mayChange else { return [] }
        return page.dossier.obligations.compactMap(row)
    }

    private func row(_ obligation: Obligation) -> [String: Any]? {
        guard case .own(let name) = obligation.id.kind else { return nil }
        switch obligation.standing {
        case .outstanding, .impossibleNotice: break
        case .met, .exempt, .withdrawn, .cancelled: return nil
        }
        let place = obligation.id.place
        var row: [String: Any] = [
            "name": name.text, "place": place.map(String.init) ?? "", "field": "\(name)-\(place ?? 0)-on",
            "title": page.dossier.policy.title(of: obligation.id.kind), "by": obligation.deadline.workTo.spelledOut,
        ]
        row["invitee"] = place.flatMap(conference.invitation).map { "invitee \($0.number), \($0.agency)" }
        return row
    }
}
