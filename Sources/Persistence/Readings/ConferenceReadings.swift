import Conferences
import WorkingDays

/// What lists and pages read of conferences.
public struct ConferenceReadings {
    let session: any DatabaseSession

    public init(_ session: any DatabaseSession) { self.session = session }

    /// The conference as its events make it; `nil` when there is none of that reference.
    public func conference(_ reference: ConferenceReference) throws -> Conference? {
        try state(reference)?.conference
    }

    /// All that is on record under the reference, a request included.
    public func state(_ reference: ConferenceReference) throws -> ConferenceState? {
        Conference.state(
            replaying: try CaseStream<ConferenceEvent>(reference, in: session).events(session), reference: reference)
    }

    /// The strategy discussion as its events make it; `nil` when there is none of that reference.
    public func discussion(_ reference: DiscussionReference) throws -> Discussion? {
        Discussion.replaying(
            try CaseStream<DiscussionEvent>(reference, in: session).events(session), reference: reference)
    }

    /// References of conferences that resemble one that is not known; at most three.
    public func references(like text: String) throws -> [ConferenceReference] {
        try near(text, "SELECT reference FROM conference ORDER BY reference")
    }

    /// References of strategy discussions that resemble one that is not known; at most three.
    public func discussions(like text: String) throws -> [DiscussionReference] {
        try near(text, "SELECT reference FROM discussion ORDER BY reference")
    }

    public func people(like text: String) throws -> [PersonReference] {
        try near(text, "SELECT reference FROM person ORDER BY reference")
    }

    public func agencies(like text: String) throws -> [AgencyCode] {
        try near(text, "SELECT code FROM agency ORDER BY code")
    }

    /// Nothing when `text` is known: then it was not mistyped.
    private func near<Subject>(_ text: String, _ all: String) throws -> [Reference<Subject>] {
        let known = try session.rows(all).map { try $0.text(0) }
        return known.contains(text) ? [] : try Resemblance.nearest(to: text, in: known).map { try Reference($0) }
    }

    /// How many of the things that a summary counts there are.
    public struct Totals: Sendable {
        public let agencies: Int
        public let people: Int
        public let conferences: Int
        public let invitations: Int
        /// By standing.
        public let obligations: [String: Int]
        public let overdue: Int
        /// By state.
        public let reminders: [String: Int]
    }

    public func totals(now: Timestamp) throws -> Totals {
        Totals(
            agencies: try count("SELECT COUNT(*) FROM agency"), people: try count("SELECT COUNT(*) FROM person"),
            conferences: try count("SELECT COUNT(*) FROM conference"),
            invitations: try count("SELECT COUNT(*) FROM invitation"),
            obligations: try groups("SELECT standing, COUNT(*) FROM obligation GROUP BY standing"),
            overdue: try session.row(
                "SELECT COUNT(*) FROM obligation o WHERE \(OwedCondition.isOverdue(at: "$1"))", now)?.integer(0) ?? 0,
            reminders: try groups("SELECT state, COUNT(*) FROM reminder GROUP BY state"))
    }

    private func count(_ sql: String) throws -> Int { try session.row(sql)?.integer(0) ?? 0 }

    private func groups(_ sql: String) throws -> [String: Int] {
        Dictionary(uniqueKeysWithValues: try session.rows(sql).map { (try $0.text(0), try $0.integer(1)) })
    }

    /// One reminder of a conference or discussion, whatever has become of it.
    public struct ReminderLine: Sendable {
        public let key: ReminderKey
        public let leavesAt: Timestamp
        public let state: String
        public let message: String?
        public let reason: String?
    }

    public func reminders(of matter: Matter) throws -> [ReminderLine] {
        try session.rows(
            """
            SELECT obligation, generation, step, audience, leaves_at, state, message, reason FROM reminder
            WHERE matter = $1 ORDER BY leaves_at, obligation, step, audience
            """, matter.description
        ).map { row in
            ReminderLine(
                key: try ReminderKey(row), leavesAt: try row.timestamp(4), state: try row.text(5),
                message: try row.optional(6, row.text), reason: try row.optional(7, row.text))
        }
    }
}
