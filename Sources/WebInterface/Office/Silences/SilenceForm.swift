import Conferences
import Foundation
import Persistence
import WorkingDays

/// A silence as it is typed: of what, until when, and why.
struct SilenceForm: Sendable {
    let fields: [String: String]

    /// What a silence is of, as the form asks it.
    enum Scope: String, CaseIterable {
        case person, conference, discussion, obligation

        var label: String {
            switch self {
            case .person: "Everything that a person owes"
            case .conference: "A whole conference"
            case .discussion: "A whole strategy discussion"
            case .obligation: "One thing that is owed"
            }
        }
    }

    init(_ visit: Visit) { fields = visit.fields.mapValues { $0.trimmingCharacters(in: .whitespacesAndNewlines) } }

    /// - Throws: ``FormProblem`` where something is missing, or is not of its kind.
    func subject() throws(FormProblem) -> SilenceReadings.Subject {
        guard let scope = fields["scope"].flatMap(Scope.init(rawValue:)) else {
            throw FormProblem("scope", "Choose what is to be silent.")
        }
        let text = try needed("reference", "Enter the reference.")
        return try FormProblem.reading("reference", text) {
            switch scope {
            case .person: .person(try Reference($0))
            case .conference: .matter(.conference(try Reference($0)))
            case .discussion: .matter(.discussion(try Reference($0)))
            case .obligation: .obligation(try ObligationID(text: $0))
            }
        }
    }

    func hold(today: CalendarDate) throws(FormProblem) -> (until: CalendarDate, reason: Note) {
        let until = try FormProblem.reading(
            "until", needed("until", "Choose the day on which reminders leave again.")
        ) { try CalendarDate(iso: $0) }
        guard until > today else { throw FormProblem("until", "Choose a day after today.") }
        return (until, Note(try needed("reason", "Enter why reminders are held back.")))
    }

    private func needed(_ field: String, _ sentence: String) throws(FormProblem) -> String {
        guard let text = fields[field], !text.isEmpty else { throw FormProblem(field, sentence) }
        return text
    }

    var content: [String: Any] {
        [
            "scopes": Scope.allCases.map {
                ["value": $0.rawValue, "label": $0.label, "isChosen": fields["scope"] == $0.rawValue] as [String: Any]
            }, "reference": fields["reference"] ?? "", "until": fields["until"] ?? "", "reason": fields["reason"] ?? "",
        ]
    }
}

extension SilenceReadings.Subject {
    /// As the form would ask it.
    var asked: (scope: SilenceForm.Scope, reference: String) {
        switch self {
        case .person(let person): (.person, person.text)
        case .matter(.conference(let conference)): (.conference, conference.text)
        case .matter(.discussion(let discussion)): (.discussion, discussion.text)
        case .obligation(let id): (.obligation, id.description)
        }
    }

    var link: String {
        switch self {
        case .person(let person): PagePath.of(person)
        case .matter(let matter): PagePath.of(matter)
        case .obligation(let id): PagePath.explanation(of: id.description)
        }
    }

    /// Holds its reminders back, or with `nil` releases them.
    func hold(_ hold: (until: CalendarDate, reason: Note)?, by registrar: Registrar) throws {
        switch self {
        case .person(let person): try registrar.hold(person, hold)
        case .matter(let matter): try Self.hold(hold, nil, of: matter, by: registrar)
        case .obligation(let id): try Self.hold(hold, id, of: id.matter, by: registrar)
        }
    }

    private static func hold(
        _ hold: (until: CalendarDate, reason: Note)?, _ id: ObligationID?, of matter: Matter, by registrar: Registrar
    ) throws {
        switch matter {
        case .conference(let reference):
            try registrar.perform(
                hold.map { .holdReminders(id, until: $0.until, reason: $0.reason) } ?? .releaseReminders(id),
                on: reference)
        case .discussion(let reference):
            try registrar.perform(
                hold.map { .holdReminders(id, until: $0.until, reason: $0.reason) } ?? .releaseReminders(id),
                on: reference)
        }
    }
}
