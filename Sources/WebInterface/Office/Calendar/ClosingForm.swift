import Conferences
import Persistence
import WorkingDays

/// Days to be set apart, as they are typed: what they are, from when to when, and why.
struct ClosingForm: Sendable {
    private let form: FormFields

    init(fields: [String: String]) { form = FormFields(fields) }

    init(_ visit: Visit) { self.init(fields: visit.fields) }

    /// What is asked for.
    struct Days: Sendable {
        let kind: DaySetApart.Kind
        let first: CalendarDate
        let last: CalendarDate
        let title: String

        func setApart(by registrar: Registrar) throws -> CalendarChange {
            try registrar.setApart(kind, from: first, to: last, title: title)
        }
    }

    /// - Throws: ``FormProblem`` where something is missing, or is not of its kind.
    func days() throws(FormProblem) -> Days {
        let kind: DaySetApart.Kind = try form.word("kind", "Choose what these days are.")
        let first = try form.day("from", "Choose the first day, or the only one.")
        return Days(
            kind: kind, first: first, last: form["to"].isEmpty ? first : try form.day("to", ""),
            title: try form.text("title", "Enter why, or the holiday’s name.", atMost: Registrar.longestTitle))
    }

    /// The first day's year, where it can be told.
    var year: Int? { (try? form.day("from", ""))?.year }

    /// - Returns: `nil` for what is no fault of whoever typed.
    static func problem(_ error: any Error) -> FormProblem? {
        switch error {
        case let problem as FormProblem: problem
        case let refusal as DaysApartRefusal: FormProblem(refusal.field, "\(refusal)")
        default: nil
        }
    }

    private static let names = ["kind", "from", "to", "title"]

    /// What the form sent, for a form that sends it once more.
    var hidden: [[String: Any]] { Self.names.map { ["name": $0, "value": form[$0]] } }

    func content(today: CalendarDate) -> [String: Any] {
        [
            "kinds": DaySetApart.Kind.allCases.map {
                ["value": $0.rawValue, "label": $0.label, "isChosen": form["kind"] == $0.rawValue] as [String: Any]
            }, "from": form["from"], "to": form["to"], "what": form["title"], "earliest": today.description,
            "longest": Registrar.longestTitle,
        ]
    }
}

extension DaySetApart.Kind {
    fileprivate var label: String {
        switch self {
        case .closed: "The offices are closed"
        case .holiday: "A bank holiday that GOV.UK’s list lacks"
        }
    }
}

extension DaysApartRefusal {
    fileprivate var field: String {
        switch self {
        case .title: "title"
        case .over, .noWorkingDay, .noWorkingDays, .notSetApart: "from"
        case .backwards, .tooMany, .outside: "to"
        }
    }
}
