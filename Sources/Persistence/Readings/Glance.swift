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

    /// Invitations to conferences of the time ahead that lack something; see ``InvitationReadings/Lack/daysAhead``.
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
    /// People, whatever they do, at one of whose addresses nobody is reached.
    public let unreached: Int
    /// The next that sit, up to tomorrow; at most one more than ``shown``.
    public let conferences: [ConferenceReadings.Line]
    /// Those whose time has passed and of which nobody has recorded anything; at most one more than
    /// ``shown``, the longest past first.
    public let unregistered: [ConferenceReadings.Line]
    public let enquiries: [DailyReadings.Enquiry]
    /// Those that nobody has arranged, and those of the next two weeks.
    public let needs: [DailyReadings.Need]
    public let records: [DailyReadings.WaitingRecord]

    /// Lines of a list; the rest is behind a link.
    public static let shown = 12

    public var dueToday: Int { owed.reduce(0) { $0 + $1.dueToday } }
    public var overdue: Int { owed.reduce(0) { $0 + $1.overdue } }
}

extension DailyReadings {
    public func glance(rulebook: Rulebook, now: Timestamp) throws -> Glance {
        let today = EuropeLondon.local(now).date
        let tomorrow = try rulebook.calendar(session).date(1, workingDaysAfter: today).date
        var coming = ConferenceReadings.Filter(from: today, to: tomorrow, status: "scheduled")
        coming.beginning = .from(now)
        var past = ConferenceReadings.Filter(to: today, status: "scheduled")
        past.beginning = .before(now)
        let (readings, rules) = (ConferenceReadings(session), RuleSets(session, rulebook: rulebook))
        return Glance(
            today: today, tomorrow: tomorrow, owed: try owedByAgency(on: today, now: now),
            lacks: try lacks(from: today, now: now),
            unreached: try session.row("SELECT COUNT(DISTINCT person) FROM address_failure")?.integer(0) ?? 0,
            conferences: try readings.list(coming, rules: rules, now: now, page: 0..<Glance.shown + 1),
            unregistered: try readings.list(past, rules: rules, now: now, page: 0..<Glance.shown + 1),
            enquiries: try enquiriesWithoutConference(),
            needs: try needs(from: today, arrangedUpTo: today.adding(days: 14)),
            records: try recordsWithChair())
    }

    private func owedByAgency(on today: CalendarDate, now: Timestamp) throws -> [Glance.Owed] {
        try session.rows(
            """
            SELECT \(Self.answerable), SUM(o.due_at >= $1), SUM(o.due_at < $1) FROM obligation o
            WHERE \(OwedCondition.isChased) AND o.work_to <= $2
            GROUP BY 1 ORDER BY 3 DESC, 2 DESC, 1
            """, now, today
        ).map { row in
            Glance.Owed(
                agency: try row.optional(0, row.reference), dueToday: try row.integer(1), overdue: try row.integer(2))
        }
    }

    private func lacks(from today: CalendarDate, now: Timestamp) throws -> Glance.Lacks {
        let (day, time) = EuropeLondon.local(now)
        // Parameters are numbered in the order in which a statement first names them.
        func coming(_ first: Int) -> String {
            """
            c.sits_on >= $\(first) AND c.sits_on <= $\(first + 1) AND c.status = 'scheduled'
                AND (c.sits_on > $\(first + 2) OR c.sits_at >= $\(first + 3))
            """
        }
        func period(_ lack: InvitationReadings.Lack) -> [any Storable] {
            [today, today.adding(days: lack.daysAhead), day, time]
        }
        let invited = try session.rows(
            """
            SELECT COALESCE(SUM(i.reply IS NULL AND i.capacity <> 'report-only'), 0),
                COALESCE(SUM(i.report IN ('requested', 'returned') AND i.capacity <> 'note-taker' AND c.sits_on <= $1), 0),
                COALESCE(SUM(i.bounced_on IS NOT NULL OR f.person IS NOT NULL), 0)
            FROM conference c JOIN invitation i ON i.conference = c.reference
                LEFT JOIN address_failure f ON f.person = i.person AND f.channel = 'mail'
            WHERE \(coming(2)) AND i.withdrawn_on IS NULL AND i.sent_on IS NOT NULL
            """, [today.adding(days: InvitationReadings.Lack.report.daysAhead)] + period(.reply)
        ).first
        // By conference: by invitation, each would look through all that its conference owes.
        let unshared = try session.rows(
            """
            SELECT COUNT(*) FROM conference c JOIN obligation o ON o.matter = c.reference
            WHERE \(coming(1)) AND o.kind = 'shareWithFamily' AND o.standing IN ('outstanding', 'impossible-notice')
            """, period(.sharing)
        ).first
        return Glance.Lacks(
            reply: try invited?.integer(0) ?? 0, report: try invited?.integer(1) ?? 0,
            sharing: try unshared?.integer(0) ?? 0, bounced: try invited?.integer(2) ?? 0)
    }
}
