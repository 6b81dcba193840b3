import Conferences
import Persistence
import WorkingDays

/// What the trail is narrowed to, as its form asks it.
struct TrailSearch {
    static let pageSize = 100

    let caseReference: String?
    let conference: String?
    let person: String?
    let account: String?
    let from: String?
    let to: String?
    private let through: String?

    init(_ visit: Visit) {
        (caseReference, conference, person) = (visit.asked("case"), visit.asked("conference"), visit.asked("person"))
        (account, from, to, through) = (
            visit.asked("account"), visit.asked("from"), visit.asked("to"), visit.asked("through")
        )
    }

    /// - Throws: ``FormProblem`` for what cannot be understood.
    func filter(_ period: AskedPeriod) throws(FormProblem) -> TrailFilter {
        if caseReference != nil, conference != nil {
            throw FormProblem("conference", "Give a case or a conference, not both.")
        }
        var filter = TrailFilter()
        filter.caseReference = try FormProblem.reading("case", caseReference) { try Reference($0) }
        filter.conference = try FormProblem.reading("conference", conference) { try Reference($0) }
        filter.person = try FormProblem.reading("person", person) { try Reference($0) }
        filter.actor = account
        (filter.from, filter.to) = (period.start, period.end)
        return filter
    }

    /// The last position that this part of the trail may hold; `nil` for the end.
    func end() throws(FormProblem) -> Int? {
        try FormProblem.reading("through", through) { text in
            guard let position = Int(text), position > 0 else {
                throw FormProblem("case", "That part of the trail is not there. Search again.")
            }
            return position
        }
    }

    /// The address of the part before an event.
    func preceding(_ event: LoggedEvent) -> String {
        PagePath.query(
            "/trail",
            [
                ("case", caseReference), ("conference", conference), ("person", person), ("account", account),
                ("from", from), ("to", to), ("through", "\(event.position - 1)"),
            ])
    }

    var content: [String: Any] {
        [
            "case": caseReference ?? "", "conference": conference ?? "", "person": person ?? "",
            "account": account ?? "", "from": from ?? "", "to": to ?? "",
            "isNarrowed": [caseReference, conference, person, account, from, to].contains { $0 != nil },
        ]
    }
}
