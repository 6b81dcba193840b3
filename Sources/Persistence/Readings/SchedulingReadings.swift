import Conferences
import WorkingDays

/// What whoever chooses a day for a conference has to know of everything else that is arranged.
public struct SchedulingReadings {
    let session: any DatabaseSession

    public init(_ session: any DatabaseSession) { self.session = session }

    /// What the chair has on a day already.
    public func conferences(
        chairedBy chair: PersonReference, on day: CalendarDate, beside own: ConferenceReference?
    ) throws -> [ConferenceReadings.Entry] {
        try ConferenceReadings(session).entries(from: day, to: day, chair: chair).filter { $0.reference != own }
    }

    /// By when the initial conference is due that follows from a strategy discussion; `nil` where none is.
    public func conveneBy(after discussion: DiscussionReference) throws -> CalendarDate? {
        try dueOn("conveneInitial", of: Matter.discussion(discussion).description)
    }

    /// By when the next review of a case is due, and the conference from which it is counted.
    public func reviewDue(
        of caseReference: CaseReference
    ) throws -> (conference: ConferenceReference, dueOn: CalendarDate)? {
        try session.row(
            """
            SELECT c.reference, o.due_on FROM conference c JOIN obligation o ON o.matter = c.reference
            WHERE c.case_reference = $1 AND o.kind = 'holdReview' AND o.standing = 'outstanding'
            ORDER BY o.due_on LIMIT 1
            """, caseReference
        ).map { (try $0.reference(0), try $0.date(1)) }
    }

    private func dueOn(_ kind: String, of matter: String) throws -> CalendarDate? {
        try session.row(
            "SELECT due_on FROM obligation WHERE matter = $1 AND kind = $2 AND standing = 'outstanding'", matter, kind
        ).map { try $0.date(0) }
    }

    /// Those of children's social care, by name: who chairs, arranges and leads.
    public func socialCare(atMost limit: Int) throws -> [(reference: PersonReference, name: String)] {
        try people("JOIN agency a ON a.code = p.agency WHERE a.kind = $1", "social-care", limit)
    }

    /// Those of an agency, by name: who may be named to attend or to stand in.
    public func colleagues(
        of agency: AgencyCode, atMost limit: Int
    ) throws -> [(reference: PersonReference, name: String)] {
        try people("WHERE p.agency = $1", agency.text, limit)
    }

    private func people(
        _ condition: String, _ value: String, _ limit: Int
    ) throws -> [(reference: PersonReference, name: String)] {
        let found = try session.rows(
            "SELECT p.reference FROM person p \(condition) ORDER BY p.reference LIMIT $2", value, limit
        ).map { row -> PersonReference in try row.reference(0) }
        let names = try DirectoryReadings(session).names(of: found)
        return found.compactMap { person in names[person].map { (person, $0) } }
    }
}
