import Conferences
import Foundation
import Persistence
import WorkingDays

/// What is typed of a person, or of a silence for them.
struct PersonForm: Sendable {
    let fields: [String: String]

    init(_ visit: Visit) { fields = visit.fields.mapValues { $0.trimmingCharacters(in: .whitespacesAndNewlines) } }

    /// The fields of what is on record; `nil` once it was erased.
    static func fields(of person: DirectoryReadings.PersonLine) -> [String: String]? {
        person.contact.map { contact in
            [
                "agency": person.agency.text, "name": contact.name, "email": contact.email,
                "mobile": contact.mobile ?? "", "prefers": person.prefers.rawValue,
                "language": person.language?.rawValue ?? "",
            ]
        }
    }

    /// What the form was opened with.
    var opened: OpenedRecord {
        OpenedRecord(
            [
                .init(name: "name", label: "The name"), .init(name: "agency", label: "The agency"),
                .init(name: "email", label: "The mail address"), .init(name: "mobile", label: "The mobile number"),
                .init(name: "language", label: "What they read") { ReadingLanguage(rawValue: $0)?.ownName ?? $0 },
                .init(name: "prefers", label: "How reminders reach them"),
            ], sent: fields)
    }

    /// - Throws: ``FormProblem`` where something is missing, or is not of its kind.
    func details(of reference: PersonReference) throws(FormProblem) -> ContactDetails {
        ContactDetails(
            reference: reference,
            agency: try FormProblem.reading("agency", needed("agency", "Choose the agency that they work for.")) {
                try Reference($0)
            },
            name: try needed("name", "Enter their name."), email: try needed("email", "Enter their mail address."),
            mobile: text("mobile"),
            preferredChannel: try FormProblem.reading("prefers", text("prefers") ?? PreferredChannel.mail.rawValue) {
                guard let channel = PreferredChannel(rawValue: $0) else {
                    throw FormProblem("prefers", "Choose mail or text.")
                }
                return channel
            },
            language: try FormProblem.reading("language", text("language")) { text in
                guard let language = ReadingLanguage(rawValue: text) else {
                    throw FormProblem("language", "Choose one of the languages.")
                }
                return language
            })
    }

    /// The reference of somebody new.
    func reference() throws(FormProblem) -> PersonReference {
        try FormProblem.reading(
            "reference", needed("reference", "Enter a reference for them, such as NHS-014.")
        ) { try Reference($0) }
    }

    /// A silence: until when, and why.
    func hold(today: CalendarDate) throws(FormProblem) -> (until: CalendarDate, reason: Note) {
        let until = try FormProblem.reading(
            "until", needed("until", "Choose the day on which reminders leave again.")
        ) { try CalendarDate(iso: $0) }
        guard until > today else { throw FormProblem("until", "Choose a day after today.") }
        return (until, Note(try needed("reason", "Enter why their reminders are held back.")))
    }

    private func text(_ field: String) -> String? { fields[field].flatMap { $0.isEmpty ? nil : $0 } }

    private func needed(_ field: String, _ sentence: String) throws(FormProblem) -> String {
        guard let text = text(field) else { throw FormProblem(field, sentence) }
        return text
    }
}
