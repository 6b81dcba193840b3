import Conferences
import WorkingDays

/// The answers to what an administrator asks every day, as counts and the first few lines of each: it stays short whatever
/// the number of conferences.
///
/// - Source: Rulebook 10.
public struct Glance: Sendable {
    public struct Owed: Sendable {
        /// Absent for what is owed by a role of the conference.
        public let agency: AgencyCode?
        public let dueToday: Int
        public let overdue: Int
    }

    /// Invitations to conferences of the days ahead that lack something.
    public struct Lacks: Sendable {
        public let reply: Int
        public let report: Int
        public let sharing: Int
        public let bounced: Int
    }

    public let today: CalendarDate
    /// The next working day after today.
    public let tomorrow: CalendarDate
    /// In order of how much is overdue.
    public let owed: [Owed]
    public let lacks: Lacks
    /// Up to tomorrow, those that are still to sit.
    public let conferences: [ConferenceReadings.Line]
    /// Those whose time has passed and of which nobody has recorded anything.
    public let unregistered: [ConferenceReadings.Line]
    public let enquiries: [DailyReadings.Enquiry]
    public let needs: [DailyReadings.OpenNeed]
    public let records: [DailyReadings.WaitingRecord]

    /// Calendar days that *the days ahead* are.
    public static let daysAhead = 14

    public var dueToday: Int { owed.reduce(0) { $0 + $1.dueToday } }
    public var overdue: Int { owed.reduce(0) { $0 + $1.overdue } }
}

extension DailyReadings {
    public func glance(rulebook: Rulebook, now: Timestamp) throws -> Glance {
        let today = EuropeLondon.local(now).date
        let tomorrow = try rulebook.calendar.date(1, workingDaysAfter: today).date
        let scheduled = try ConferenceReadings(session).list(
            .init(to: tomorrow, status: "scheduled"), rules: RuleSets(session, rulebook: rulebook), now: now)
        return Glance(
            today: today, tomorrow: tomorrow, owed: try owedByAgency(on: today, now: now),
            lacks: try lacks(from: today, now: now),
            conferences: scheduled.filter { $0.sitting.map { $0.startsAt >= now } ?? false },
            unregistered: scheduled.filter { $0.sitting.map { $0.startsAt < now } ?? false },
            enquiries: try enquiriesWithoutConference(), needs: try openNeeds(from: today),
            records: try recordsWithChair())
    }

    private func owedByAgency(on today: CalendarDate, now: Timestamp) throws -> [Glance.Owed] {
        try session.rows(
            """
            SELECT o.agency, SUM(o.due_at >= $1), SUM(o.due_at < $1)
            FROM obligation o LEFT JOIN conference c ON c.reference = o.matter
            WHERE \(Self.isOwed(through: "$2"))
            GROUP BY o.agency ORDER BY 3 DESC, 2 DESC, o.agency
            """, now, today
        ).map { row in
            Glance.Owed(
                agency: try row.optional(0, row.reference), dueToday: try row.integer(1), overdue: try row.integer(2))
        }
    }

    private func lacks(from today: CalendarDate, now: Timestamp) throws -> Glance.Lacks {
        let (day, time) = EuropeLondon.local(now)
        let row = try session.row(
            """
            SELECT COALESCE(SUM(i.reply IS NULL AND i.capacity <> 'report-only'), 0),
                COALESCE(SUM(i.report IN ('requested', 'returned') AND i.capacity <> 'note-taker'), 0),
                COALESCE(SUM(o.standing IN ('outstanding', 'impossible-notice')), 0),
                COALESCE(SUM(i.bounced_on IS NOT NULL OR f.person IS NOT NULL), 0)
            FROM conference c JOIN invitation i ON i.conference = c.reference
                LEFT JOIN obligation o ON o.matter = c.reference AND o.place = i.number AND o.kind = 'shareWithFamily'
                LEFT JOIN address_failure f ON f.person = i.person AND f.channel = 'mail'
            WHERE c.sits_on >= $1 AND c.sits_on <= $2 AND c.status = 'scheduled'
                AND (c.sits_on > $3 OR c.sits_at >= $4)
                AND i.withdrawn_on IS NULL AND i.sent_on IS NOT NULL
            """, today, today.adding(days: Glance.daysAhead), day, time)
        return Glance.Lacks(
            reply: try row?.integer(0) ?? 0, report: try row?.integer(1) ?? 0, sharing: try row?.integer(2) ?? 0,
            bounced: try row?.integer(3) ?? 0)
    }

    /// Of obligation `o` and its conference `c`: it is to be done by the day, is not arranged in time already, and is not
    /// what a conference that has met went without.
    static func isOwed(through day: String) -> String {
        """
        o.standing = 'outstanding' AND o.lapses = 0 AND o.arranged_for IS NULL AND o.work_to <= \(day)
            AND (c.reference IS NULL OR NOT (\(ConferenceReadings.isMissed)))
        """
    }
}
