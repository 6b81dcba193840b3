import Conferences
import WorkingDays

/// What an administrator asks every day.
///
/// - Source: Rulebook 10.
public struct DailyReadings {
    let session: any DatabaseSession

    public init(_ session: any DatabaseSession) { self.session = session }

    /// Something that is to be done by today, or should have been.
    public struct Owed: Sendable {
        public let id: ObligationID
        public let title: String
        public let agency: AgencyCode?
        public let owedBy: PersonReference?
        public let dueOn: CalendarDate
        public let isOverdue: Bool
    }

    /// Which part of what is owed a list shows.
    public struct OwedFilter: Sendable {
        public enum When: String, Sendable {
            case dueToday = "today"
            case overdue
        }

        /// Both, where absent.
        public var when: When?
        /// `nil` for all; see ``ownRoles`` for what no agency owes.
        public var agency: String?
        /// Which lines, counted from 0; all of them otherwise.
        public var page: Range<Int>?

        /// As an agency: what the roles of a conference owe.
        public static let ownRoles = "none"

        public init(when: When? = nil, agency: String? = nil, page: Range<Int>? = nil) {
            (self.when, self.agency, self.page) = (when, agency, page)
        }
    }

    /// Whose agency answers for what is owed: a participant's minutes are the chair's to send.
    static let answerable = """
        CASE o.kind WHEN 'discussionMinutes' THEN (SELECT p.agency FROM person p WHERE p.reference = o.owed_by)
            ELSE o.agency END
        """

    /// What is to be done by today, the longest overdue first. What is arranged in time already is left out, and so is
    /// what a conference that has met went without.
    public func owed(on today: CalendarDate, now: Timestamp, _ filter: OwedFilter = OwedFilter()) throws -> [Owed] {
        try session.rows(
            """
            SELECT o.id, o.title, \(Self.answerable), o.owed_by, o.due_on, o.due_at
            FROM obligation o
            WHERE \(OwedCondition.isChased) AND o.work_to <= $1
                AND ($2 = '' OR ($2 = 'overdue') = (o.due_at < $3))
                AND ($4 = '' OR COALESCE(\(Self.answerable), 'none') = $4)
            ORDER BY o.due_at, o.matter, o.kind, o.place LIMIT $5 OFFSET $6
            """, today, filter.when?.rawValue ?? "", now, filter.agency ?? "", filter.page?.count ?? -1,
            filter.page?.lowerBound ?? 0
        ).map { row in
            Owed(
                id: try ObligationID(text: row.text(0)), title: try row.text(1),
                agency: try row.optional(2, row.reference), owedBy: try row.optional(3, row.reference),
                dueOn: try row.date(4), isOverdue: try row.timestamp(5) < now)
        }
    }

    /// A section 47 enquiry whose initial conference is not arranged in time.
    public struct Enquiry: Sendable {
        public let discussion: DiscussionReference
        public let satOn: CalendarDate
        public let leadSocialWorker: PersonReference?
        /// The fifteenth working day.
        public let dueOn: CalendarDate
        /// The earliest conference that is arranged for it, too late.
        public let conferenceOn: CalendarDate?
    }

    public func enquiriesWithoutConference() throws -> [Enquiry] {
        try session.rows(
            """
            SELECT d.reference, d.sits_on, d.lead_social_worker, o.due_on,
                (SELECT MIN(c.sits_on) FROM conference c
                    WHERE c.discussion = d.reference AND c.status IN ('scheduled', 'adjourned'))
            FROM obligation o JOIN discussion d ON d.reference = SUBSTR(o.matter, 4)
            WHERE o.kind = 'conveneInitial' AND o.standing = 'outstanding' AND o.arranged_for IS NULL
            ORDER BY o.due_at, d.reference
            """
        ).map { row in
            Enquiry(
                discussion: try row.reference(0), satOn: try row.date(1),
                leadSocialWorker: try row.optional(2, row.reference), dueOn: try row.date(3),
                conferenceOn: try row.optional(4, row.date))
        }
    }

    /// An interpreter, an advocate or an access need.
    public struct Need: Sendable {
        public let conference: ConferenceReference
        public let sitsOn: CalendarDate
        public let number: Int
        public let kind: NeedKind
        /// Absent where it is a professional's.
        public let recipient: FamilyRecipient?
        /// Absent while nobody has arranged it.
        public let arrangedOn: CalendarDate?
    }

    /// Those of conferences to come that nobody has arranged yet, and those that are arranged for one up to a day.
    public func needs(from today: CalendarDate, arrangedUpTo last: CalendarDate? = nil) throws -> [Need] {
        try session.rows(
            """
            SELECT n.conference, c.sits_on, n.number, n.kind, n.recipient, n.arranged_on
            FROM need n JOIN conference c ON c.reference = n.conference
            WHERE c.status = 'scheduled' AND c.sits_on >= $1 AND (n.arranged_on IS NULL OR c.sits_on <= $2)
            ORDER BY c.sits_on, c.sits_at, n.conference, n.number
            """, today, last?.description ?? ""
        ).map { row in
            Need(
                conference: try row.reference(0), sitsOn: try row.date(1), number: try row.integer(2),
                kind: try row.word(3), recipient: try row.optional(4) { try FamilyRecipient(text: row.text($0)) },
                arrangedOn: try row.optional(5, row.date))
        }
    }

    /// A record that waits for the chair.
    public struct WaitingRecord: Sendable {
        public let conference: ConferenceReference
        public let chair: PersonReference
        public let since: CalendarDate
        /// By when it is to be circulated.
        public let dueOn: CalendarDate?
    }

    /// Records that wait for their chairs' review.
    ///
    /// - Parameter chair: `nil` for every chair's.
    public func recordsWithChair(_ chair: PersonReference? = nil) throws -> [WaitingRecord] {
        try session.rows(
            """
            SELECT c.reference, c.chair, c.record_on, o.due_on
            FROM conference c
                LEFT JOIN obligation o ON o.matter = c.reference AND o.kind = 'conferenceRecord'
            WHERE c.record = 'chair-review' AND ($1 = '' OR c.chair = $1)
            ORDER BY c.chair, c.record_on, c.reference
            """, chair?.text ?? ""
        ).map { row in
            WaitingRecord(
                conference: try row.reference(0), chair: try row.reference(1), since: try row.date(2),
                dueOn: try row.optional(3, row.date))
        }
    }
}
