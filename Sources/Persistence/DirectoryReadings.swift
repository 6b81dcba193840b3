import Conferences
import WorkingDays

/// What lists and pages read of agencies and people.
public struct DirectoryReadings {
    let session: any DatabaseSession

    public init(_ session: any DatabaseSession) { self.session = session }

    public init(_ registrar: Registrar) { session = registrar.session }

    /// A person, and how much they owe.
    public struct PersonLine: Sendable {
        public let reference: PersonReference
        public let agency: AgencyCode
        /// Absent once they were erased.
        public let contact: Contact?
        public let prefers: PreferredChannel
        /// Absent for whoever has said nothing.
        public let language: ReadingLanguage?
        public let outstanding: Int
        public let overdue: Int
        /// Until when their reminders are held back, if they are.
        public let heldUntil: CalendarDate?

        func holds(_ text: String) -> Bool {
            let text = text.lowercased()
            return reference.text.lowercased().contains(text) || contact?.name.lowercased().contains(text) ?? false
        }
    }

    public struct Contact: Sendable {
        public let name: String
        public let email: String
        public let mobile: String?
    }

    /// People in order of reference.
    ///
    /// - Parameter now: Against which *overdue* is reckoned.
    public func people(
        of agency: AgencyCode? = nil, only person: PersonReference? = nil, now: Timestamp
    ) throws -> [PersonLine] {
        try session.rows(
            """
            \(Self.lines) WHERE ($2 = '' OR p.agency = $2) AND ($3 = '' OR p.reference = $3) ORDER BY p.reference
            """, now, agency?.text ?? "", person?.text ?? ""
        ).map(line)
    }

    /// Some of the people in order of reference: those whose reference or name holds a text.
    ///
    /// Names are sealed, so a search opens one contact after the other until it has found enough.
    /// - Parameters:
    ///   - text: In capitals or small letters; `nil` for everybody.
    ///   - last: Only who comes after this one.
    ///   - limit: At most so many.
    ///   - isUnreached: Only those at one of whose addresses nobody is reached.
    public func people(
        holding text: String?, of agency: AgencyCode?, after last: PersonReference?, limit: Int, now: Timestamp,
        isUnreached: Bool = false
    ) throws -> [PersonLine] {
        var (found, place): ([PersonLine], String) = ([], last?.text ?? "")
        while true {
            let part = try session.rows(
                """
                \(Self.lines) WHERE ($2 = '' OR p.agency = $2) AND p.reference > $3
                    \(isUnreached ? "AND p.reference IN (SELECT person FROM address_failure)" : "")
                ORDER BY p.reference LIMIT $4
                """, now, agency?.text ?? "", place, Self.partSize
            ).map(line)
            for line in part where text.map(line.holds) ?? true {
                found.append(line)
                if found.count == limit { return found }
            }
            guard part.count == Self.partSize, let end = part.last else { return found }
            place = end.reference.text
        }
    }

    private static let partSize = 200
    private static let owed =
        "(SELECT COUNT(*) FROM obligation o WHERE o.owed_by = p.reference AND"
    private static let lines = """
        SELECT p.reference, p.agency, p.contact, \(owed) \(OwedCondition.isOpen)),
            \(owed) \(OwedCondition.isOverdue(at: "$1"))), h.until_on, p.prefers, p.language
        FROM person p LEFT JOIN person_hold h ON h.person = p.reference
        """

    private func line(_ row: DatabaseRow) throws -> PersonLine {
        let reference: PersonReference = try row.reference(0)
        let contact = try PersonContact(row.text(2), Keyring(session).opener(for: .person(reference)))
        return PersonLine(
            reference: reference, agency: try row.reference(1),
            contact: contact.map { Contact(name: $0.name, email: $0.email, mobile: $0.mobile) },
            prefers: try row.word(6), language: try row.optional(7) { try row.word($0) },
            outstanding: try row.integer(3),
            overdue: try row.integer(4), heldUntil: try row.optional(5, row.date))
    }

    /// Something that a person owes.
    public struct OwedLine: Sendable {
        public let obligation: String
        public let title: String
        public let dueOn: CalendarDate
        public let workTo: CalendarDate
        public let isProvisional: Bool
        public let isOverdue: Bool
        public let arrangedFor: CalendarDate?
    }

    /// What a person owes still, in order of deadline; not what a conference has met without.
    public func owed(by person: PersonReference, now: Timestamp) throws -> [OwedLine] {
        try owed("o.owed_by = $2", person, now: now)
    }

    /// What a person is asked for, in order of deadline: what they owe, and what their agency does by invitations to
    /// nobody by name, which they answer as its safeguarding lead.
    public func asked(of person: PersonReference, now: Timestamp) throws -> [OwedLine] {
        try owed(
            """
            o.id IN (
                SELECT p.id FROM obligation p WHERE p.owed_by = $2 AND p.standing = 'outstanding'
                UNION ALL
                SELECT p.id FROM agency a
                JOIN invitation i ON i.agency = a.code AND i.person IS NULL AND i.sent_on IS NOT NULL
                JOIN obligation p ON p.matter = i.conference AND p.place = i.number AND p.owed_by IS NULL
                WHERE a.lead = $2)
            """, person, now: now)
    }

    private func owed(_ isAsked: String, _ person: PersonReference, now: Timestamp) throws -> [OwedLine] {
        try session.rows(
            """
            SELECT o.id, o.title, o.due_on, o.work_to, o.provisional, o.arranged_for,
                CASE WHEN \(OwedCondition.isOverdue(at: "$1")) THEN 1 ELSE 0 END
            FROM obligation o WHERE \(isAsked) AND \(OwedCondition.isOpen) ORDER BY o.due_at, o.id
            """, now, person
        ).map { row in
            OwedLine(
                obligation: try row.text(0), title: try row.text(1), dueOn: try row.date(2), workTo: try row.date(3),
                isProvisional: try row.flag(4), isOverdue: try row.flag(6), arrangedFor: try row.optional(5, row.date))
        }
    }

    /// The agencies whose safeguarding lead a person is.
    public func agencies(ledBy person: PersonReference) throws -> [AgencyCode] {
        try session.rows("SELECT code FROM agency WHERE lead = $1 ORDER BY code", person).map { try $0.reference(0) }
    }

    /// The names of some agencies, as far as the directory knows them.
    public func names(of agencies: some Sequence<AgencyCode>) throws -> [AgencyCode: String] {
        try AgencyRegister(session).entries(agencies).mapValues(\.name)
    }

    /// Agencies in order of name: those whose code or name holds a text.
    ///
    /// - Parameters:
    ///   - text: In capitals or small letters; `nil` for all of them.
    ///   - lines: Which of what is found.
    public func agencies(holding text: String? = nil, lines: Range<Int>) throws -> [Agency] {
        let register = AgencyRegister(session)
        return try session.rows(
            """
            SELECT code FROM agency WHERE $1 = '' OR instr(lower(code), $1) > 0 OR instr(lower(name), $1) > 0
            ORDER BY name, code LIMIT $2 OFFSET $3
            """, text?.lowercased() ?? "", lines.count, lines.lowerBound
        ).compactMap { try register.agency($0.reference(0)) }
    }

    /// How many people each agency has.
    public func headcounts() throws -> [AgencyCode: Int] {
        Dictionary(
            uniqueKeysWithValues: try session.rows("SELECT agency, COUNT(*) FROM person GROUP BY agency").map {
                (try $0.reference(0), try $0.integer(1))
            })
    }
}
