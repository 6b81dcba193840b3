import Conferences
import WorkingDays

/// What the partnership asks by rules of its own and nobody has recorded as done, each with its form.
struct OwnObligationsView {
    let obligations: [Obligation]
    let policy: Policy
    let today: CalendarDate
    /// The form that was sent and could not be taken, where one of these was.
    let sent: [String: String]?

    var rows: [[String: Any]] { obligations.compactMap(row) }

    private func row(_ obligation: Obligation) -> [String: Any]? {
        guard case .own(let name) = obligation.id.kind else { return nil }
        switch obligation.standing {
        case .outstanding, .impossibleNotice: break
        case .met, .exempt, .withdrawn, .cancelled: return nil
        }
        let number = obligation.id.place
        var row: [String: Any] = [
            "name": name.text, "place": number.map(String.init) ?? "", "field": "\(name)-\(number ?? 0)-on",
            "title": policy.title(of: obligation.id.kind), "by": obligation.deadline.workTo.spelledOut,
            "explanation": PagePath.explanation(of: "\(obligation.id)"), "on": today.description,
        ]
        if let sent, sent["name"] == name.text, sent["place"] == row["place"] as? String { row["on"] = sent["on"] }
        row["invitee"] = number.map { "invitee \($0)" + (obligation.agency.map { ", \($0)" } ?? "") }
        return row
    }
}
