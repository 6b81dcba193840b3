import Conferences
import WorkingDays

/// What lists read of invitations.
public struct InvitationReadings {
    let session: any DatabaseSession

    public init(_ session: any DatabaseSession) { self.session = session }

    /// One line of a list.
    public struct Line: Sendable {
        public let conference: ConferenceReference
        public let sitsOn: CalendarDate
        public let sitsAt: TimeOfDay
        /// The conference's.
        public let status: String
        public let label: InvitationLabel
        public let capacity: Invitation.Capacity
        public let sentOn: CalendarDate?
        public let withdrawnOn: CalendarDate?
        public let bouncedOn: CalendarDate?
        public let reply: String?
        public let repliedOn: CalendarDate?
        public let delegate: PersonReference?
        public let briefedOn: CalendarDate?
        public let report: String
        public let reportOn: CalendarDate?
        /// Where sharing with the family stands; absent where it is not asked for.
        public let sharing: String?
        public let sharingDueOn: CalendarDate?
        public let attendance: Attendance?
    }

    /// What an administrator looks for.
    public enum Lack: String, CaseIterable, Sendable {
        case bounced, reply, report, sharing

        /// How many calendar days ahead conferences are looked through for it: invitations to reviews leave four weeks
        /// before and earlier, and are to be answered within two days.
        public var daysAhead: Int {
            switch self {
            case .bounced, .reply: 42
            case .report, .sharing: 14
            }
        }

        /// The same in words.
        public var timeAhead: String { daysAhead == 42 ? "six weeks" : "two weeks" }
    }

    public struct Filter: Sendable {
        public var conference: ConferenceReference?
        public var from: CalendarDate?
        public var to: CalendarDate?
        public var agency: AgencyCode?
        /// Those that have any of these; all, when empty.
        public var lacks: Set<Lack> = []
        /// Only of conferences that stand like this.
        public var status: String?
        /// Which lines, counted from 0; all of them otherwise.
        public var page: Range<Int>?

        public init(
            conference: ConferenceReference? = nil, from: CalendarDate? = nil, to: CalendarDate? = nil,
            agency: AgencyCode? = nil, lacks: Set<Lack> = []
        ) {
            self.conference = conference
            self.from = from
            self.to = to
            self.agency = agency
            self.lacks = lacks
        }
    }

    /// Invitations in order of the conference's day, then of their number.
    public func list(_ filter: Filter) throws -> [Line] {
        try session.rows(
            """
            SELECT i.conference, c.sits_on, c.sits_at, i.number, i.agency, i.person, i.capacity, i.sent_on,
                i.withdrawn_on, COALESCE(i.bounced_on, f.failed_on), i.reply, i.replied_on, i.delegate, i.briefed_on, i.report, i.report_on,
                o.standing, o.due_on, i.attendance, c.status
            FROM invitation i JOIN conference c ON c.reference = i.conference
                LEFT JOIN obligation o
                    ON o.matter = i.conference AND o.place = i.number AND o.kind = 'shareWithFamily'
                LEFT JOIN address_failure f ON f.person = i.person AND f.channel = 'mail'
            WHERE c.sits_on >= $1 AND c.sits_on <= $2 AND (i.conference = $3 OR $3 = '')
                AND (i.agency = $4 OR $4 = '')
                AND ($5 = 1 OR i.withdrawn_on IS NULL AND i.sent_on IS NOT NULL AND c.status <> 'cancelled'
                    AND (($6 = 1 AND (i.bounced_on IS NOT NULL OR f.person IS NOT NULL))
                        OR ($7 = 1 AND i.reply IS NULL AND i.capacity <> 'report-only')
                        OR ($8 = 1 AND i.report IN ('requested', 'returned') AND i.capacity <> 'note-taker')
                        OR ($9 = 1 AND o.standing IN ('outstanding', 'impossible-notice'))))
                AND (c.status = $10 OR $10 = '')
            ORDER BY c.sits_on, c.sits_at, i.conference, i.number LIMIT $11 OFFSET $12
            """, filter.from?.description ?? "0000", filter.to?.description ?? "9999", filter.conference?.text ?? "",
            filter.agency?.text ?? "", filter.lacks.isEmpty, filter.lacks.contains(.bounced),
            filter.lacks.contains(.reply), filter.lacks.contains(.report), filter.lacks.contains(.sharing),
            filter.status ?? "", filter.page?.count ?? -1, filter.page?.lowerBound ?? 0
        ).map(Self.line)
    }

    private static func line(_ row: DatabaseRow) throws -> Line {
        Line(
            conference: try row.reference(0), sitsOn: try row.date(1), sitsAt: try row.time(2),
            status: try row.text(19),
            label: InvitationLabel(
                number: try row.integer(3), agency: try row.reference(4), person: try row.optional(5, row.reference)),
            capacity: try row.word(6), sentOn: try row.optional(7, row.date),
            withdrawnOn: try row.optional(8, row.date),
            bouncedOn: try row.optional(9, row.date), reply: try row.optional(10, row.text),
            repliedOn: try row.optional(11, row.date), delegate: try row.optional(12, row.reference),
            briefedOn: try row.optional(13, row.date), report: try row.text(14),
            reportOn: try row.optional(15, row.date), sharing: try row.optional(16, row.text),
            sharingDueOn: try row.optional(17, row.date), attendance: try row.optional(18) { try row.word($0) })
    }

    /// The invitations of one conference, by number.
    public func numbers(of conference: ConferenceReference) throws -> [InvitationLabel] {
        try session.rows(
            "SELECT number, agency, person FROM invitation WHERE conference = $1 ORDER BY number", conference
        )
        .map { row in
            InvitationLabel(
                number: try row.integer(0), agency: try row.reference(1),
                person: try row.optional(2, row.reference))
        }
    }
}
