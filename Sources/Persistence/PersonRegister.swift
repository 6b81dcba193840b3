import Conferences
import WorkingDays

/// The people of the directory, their names and addresses sealed.
struct PersonRegister {
    let session: any DatabaseSession

    init(_ session: any DatabaseSession) { self.session = session }

    /// The person as last recorded.
    ///
    /// - Throws: ``SealingError/erased(_:)``.
    func person(_ reference: PersonReference) throws -> Person? {
        guard
            let row = try session.row(
                "SELECT agency, contact, prefers, language FROM person WHERE reference = $1", reference)
        else { return nil }
        let sealer = try Keyring(session).opener(for: .person(reference))
        guard let contact = try PersonContact(row.text(1), sealer) else {
            throw SealingError.erased(.person(reference))
        }
        return Person(
            reference: reference, agency: try row.reference(0), name: contact.name, email: contact.email,
            mobile: contact.mobile, preferredChannel: try row.word(2),
            language: try row.optional(3) { try row.word($0) })
    }

    /// What somebody chose to read; `nil` for whoever has said nothing, or is unknown.
    func language(of reference: PersonReference) throws -> ReadingLanguage? {
        try session.row("SELECT language FROM person WHERE reference = $1", reference).flatMap { row in
            try row.optional(0) { try row.word($0) }
        }
    }

    func write(_ language: ReadingLanguage, of reference: PersonReference) throws {
        try session.execute("UPDATE person SET language = $1 WHERE reference = $2", language.rawValue, reference)
    }

    /// Records a person as they now are, in the log and in the table.
    func write(_ person: Person, actor: String, now: Timestamp) throws {
        let sealer = try Keyring(session).sealer(for: .person(person.reference), now: now)
        let log = EventLog(session)
        let stream = "person/\(person.reference)"
        try log.append(
            [("personRecorded", try EventCoding.encode(DirectoryEvent.personRecorded(person: person), sealer: sealer))],
            to: stream, after: log.version(of: stream), actor: actor, at: now)
        try session.execute(
            """
            INSERT INTO person (reference, agency, contact, prefers, has_mobile, language)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (reference) DO UPDATE SET
                agency = excluded.agency, contact = excluded.contact, prefers = excluded.prefers,
                has_mobile = excluded.has_mobile, language = excluded.language
            """, person.reference, person.agency,
            try PersonContact(name: person.name, email: person.email, mobile: person.mobile).sealed(by: sealer),
            person.preferredChannel.rawValue, person.mobile != nil, person.language?.rawValue)
    }
}
