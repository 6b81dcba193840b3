import Conferences
import WorkingDays

/// The agencies of the directory.
public struct AgencyRegister {
    let session: any DatabaseSession

    public init(_ session: any DatabaseSession) { self.session = session }

    public func agency(_ code: AgencyCode) throws -> Agency? {
        try session.row(
            "SELECT name, lead, kind, sharing_exempt_by, sharing_exempt_reason FROM agency WHERE code = $1", code
        ).map { row in
            let approver: PersonReference? = try row.optional(3, row.reference)
            return Agency(
                code: code, name: try row.text(0), safeguardingLead: try row.optional(1, row.reference),
                kind: try row.optional(2) { try row.word($0) },
                sharingExemption: try approver.map { SharingExemption(approvedBy: $0, reason: try row.text(4)) })
        }
    }

    /// Those of the agencies that the directory knows.
    public func entries(_ codes: some Sequence<AgencyCode>) throws -> [AgencyCode: Agency] {
        var found: [AgencyCode: Agency] = [:]
        for code in codes where found[code] == nil { found[code] = try agency(code) }
        return found
    }

    /// All agencies in order of code.
    public func all() throws -> [Agency] {
        try session.rows("SELECT code FROM agency ORDER BY code").compactMap { try agency($0.reference(0)) }
    }

    func write(_ agency: Agency) throws {
        try session.execute(
            """
            INSERT INTO agency (code, name, lead, kind, sharing_exempt_by, sharing_exempt_reason)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (code) DO UPDATE SET
                name = excluded.name, lead = excluded.lead, kind = excluded.kind,
                sharing_exempt_by = excluded.sharing_exempt_by, sharing_exempt_reason = excluded.sharing_exempt_reason
            """, agency.code, agency.name, agency.safeguardingLead, agency.kind?.rawValue,
            agency.sharingExemption?.approvedBy, agency.sharingExemption?.reason)
    }
}

/// Who fills the posts that ladders climb to.
public struct PostRegister {
    let session: any DatabaseSession

    public init(_ session: any DatabaseSession) { self.session = session }

    public func holders() throws -> [Post: PersonReference] {
        var found: [Post: PersonReference] = [:]
        for row in try session.rows("SELECT post, person FROM post") { found[try row.word(0)] = try row.reference(1) }
        return found
    }

    func write(_ post: Post, _ person: PersonReference) throws {
        try session.execute(
            """
            INSERT INTO post (post, person) VALUES ($1, $2) ON CONFLICT (post) DO UPDATE SET person = excluded.person
            """, post.rawValue, person)
    }
}

/// The people whose reminders are held back; read once in a transaction, since there are few.
public final class PersonHolds {
    private let session: any DatabaseSession
    private var known: [PersonReference: ReminderHold]?

    public init(_ session: any DatabaseSession) { self.session = session }

    public func all() throws -> [PersonReference: ReminderHold] {
        if let known { return known }
        var found: [PersonReference: ReminderHold] = [:]
        for row in try session.rows("SELECT person, held_at, until_on FROM person_hold") {
            found[try row.reference(0)] = ReminderHold(from: try row.timestamp(1), until: try row.date(2))
        }
        known = found
        return found
    }

    func hold(of person: PersonReference?) throws -> ReminderHold? { try person.flatMap { try all()[$0] } }

    func write(_ hold: ReminderHold?, of person: PersonReference) throws {
        known = nil
        guard let hold else {
            try session.execute("DELETE FROM person_hold WHERE person = $1", person)
            return
        }
        try session.execute(
            """
            INSERT INTO person_hold (person, held_at, until_on) VALUES ($1, $2, $3)
            ON CONFLICT (person) DO UPDATE SET held_at = excluded.held_at, until_on = excluded.until_on
            """, person, hold.from, hold.until)
    }
}
