import Conferences
import WorkingDays

/// What is past its term, and what a legal hold keeps all the same.
///
/// - Source: Rulebook 7 (*retention*): a schedule for each class of record, with legal hold; what is erased leaves a
///   tombstone in the trail that can be verified.
public struct Retention {
    let session: any DatabaseSession

    public init(_ session: any DatabaseSession) { self.session = session }

    /// Something sealed whose term is over.
    public struct Due: Hashable, Sendable {
        public let subject: SealingSubject
        /// When anything of it was last recorded or sat.
        public let lastOn: CalendarDate
        /// The first day on which it may go.
        public let dueOn: CalendarDate
        public let isHeld: Bool
    }

    /// Nothing of the subject is erased while it stands.
    public struct LegalHold: Hashable, Sendable {
        public let subject: SealingSubject
        public let heldAt: Timestamp
        public let actor: String
    }

    // The schedule.

    /// What the schedule lets go, the longest past first; what is held is listed, and said to be.
    public func due(on today: CalendarDate, by schedule: RetentionSchedule) throws -> [Due] {
        var found: [Due] = []
        if let years = schedule.caseYears { found += try due(Self.cases, "case/", years, today) }
        if let years = schedule.personYears { found += try due(Self.people, "person/", years, today) }
        return found.sorted { ($0.dueOn, $0.subject.description) < ($1.dueOn, $1.subject.description) }
    }

    private func due(_ lastDays: String, _ prefix: String, _ years: Int, _ today: CalendarDate) throws -> [Due] {
        try session.rows(
            """
            SELECT k.subject, l.day, CASE WHEN h.subject IS NULL THEN 0 ELSE 1 END
            FROM (\(lastDays)) l JOIN sealing_key k ON k.subject = $1 || l.reference
                LEFT JOIN legal_hold h ON h.subject = k.subject
            WHERE k.wrapped IS NOT NULL AND l.day <= $2
            """, prefix, today.adding(months: -12 * years)
        ).map { row in
            let last = try row.date(1)
            return Due(
                subject: try SealingSubject(text: row.text(0)), lastOn: last, dueOn: last.adding(months: 12 * years),
                isHeld: try row.flag(2))
        }
    }

    /// The last day of each case: on which one of its conferences or discussions sits, or anything of it was recorded.
    private static let cases = """
        SELECT reference, MAX(day) AS day FROM (
            SELECT case_reference AS reference, sits_on AS day FROM conference WHERE sits_on IS NOT NULL
            UNION ALL SELECT case_reference, sits_on FROM discussion
            UNION ALL SELECT c.case_reference, \(recorded("'conference/' || c.reference")) FROM conference c
            UNION ALL SELECT d.case_reference, \(recorded("'discussion/' || d.reference")) FROM discussion d)
        GROUP BY reference
        """

    /// The last day of each person who leads no agency, fills no post and has no account: on which something sits in which
    /// they have a part, or they were last recorded.
    private static let people = """
        SELECT person AS reference, MAX(day) AS day FROM (
            SELECT p.reference AS person, \(recorded("'person/' || p.reference")) AS day FROM person p
            UNION ALL SELECT i.person, c.sits_on FROM invitation i JOIN conference c ON c.reference = i.conference
            UNION ALL SELECT i.delegate, c.sits_on FROM invitation i JOIN conference c ON c.reference = i.conference
            UNION ALL SELECT n.person, d.sits_on FROM participant n JOIN discussion d ON d.reference = n.discussion
            UNION ALL SELECT chair, sits_on FROM conference UNION ALL SELECT administrator, sits_on FROM conference
            UNION ALL SELECT lead_social_worker, sits_on FROM conference
            UNION ALL SELECT chair, sits_on FROM discussion UNION ALL SELECT lead_social_worker, sits_on FROM discussion)
        WHERE person IS NOT NULL AND day IS NOT NULL
            AND person NOT IN (SELECT lead FROM agency WHERE lead IS NOT NULL)
            AND person NOT IN (SELECT person FROM post)
            AND person NOT IN (SELECT person FROM account WHERE person IS NOT NULL)
        GROUP BY person
        """

    /// The day of the last entry of a stream.
    private static func recorded(_ stream: String) -> String {
        "(SELECT date(e.recorded_at, 'unixepoch') FROM event e WHERE e.stream = \(stream) ORDER BY e.version DESC LIMIT 1)"
    }

    /// Erases what is past its term and not held.
    ///
    /// - Returns: What is erased.
    public func apply(
        _ schedule: RetentionSchedule, limit: Int = .max, actor: String, now: Timestamp
    ) throws -> [Due] {
        let going = try due(on: EuropeLondon.local(now).date, by: schedule).filter { !$0.isHeld }.prefix(limit)
        for due in going {
            try Keyring(session).erase(
                due.subject, reason: "Retention: the term after \(due.lastOn) ended on \(due.dueOn)", actor: actor,
                now: now)
        }
        return Array(going)
    }

    // Legal holds.

    /// Those in force, in order of subject.
    public func holds() throws -> [LegalHold] {
        try session.rows("SELECT subject, held_at, actor FROM legal_hold ORDER BY subject").map { row in
            LegalHold(
                subject: try SealingSubject(text: row.text(0)), heldAt: try row.timestamp(1), actor: try row.text(2))
        }
    }

    /// - Throws: ``SealingError/nothingToErase(_:)`` where nothing is sealed for it, ``SealingError/erased(_:)``,
    ///   ``SealingError/legallyHeld(_:)`` where it is held already.
    public func hold(_ subject: SealingSubject, reason: String, actor: String, now: Timestamp) throws {
        let key = try session.row("SELECT wrapped FROM sealing_key WHERE subject = $1", subject)
        guard let key else { throw SealingError.nothingToErase(subject) }
        guard !key.isNull(0) else { throw SealingError.erased(subject) }
        guard try !isHeld(subject) else { throw SealingError.legallyHeld(subject) }
        try session.execute(
            "INSERT INTO legal_hold (subject, held_at, actor) VALUES ($1, $2, $3)", subject, now, actor)
        try TrailRecorder(session).record(
            .legallyHeld(subject: "\(subject)", reason: reason), in: "key/\(subject)", actor: actor, at: now)
    }

    /// - Throws: ``SealingError/notHeld(_:)``.
    public func release(_ subject: SealingSubject, reason: String, actor: String, now: Timestamp) throws {
        guard try isHeld(subject) else { throw SealingError.notHeld(subject) }
        try session.execute("DELETE FROM legal_hold WHERE subject = $1", subject)
        try TrailRecorder(session).record(
            .legallyReleased(subject: "\(subject)", reason: reason), in: "key/\(subject)", actor: actor, at: now)
    }

    func isHeld(_ subject: SealingSubject) throws -> Bool {
        try session.row("SELECT 1 FROM legal_hold WHERE subject = $1", subject) != nil
    }
}
