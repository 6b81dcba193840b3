import Conferences
import WorkingDays

/// The audit for the Quality Assurance Sub Group: figures over agencies and periods, and nothing of any case.
///
/// - Source: Rulebook 8.
public struct MeasureReadings {
    let session: any DatabaseSession

    public init(_ session: any DatabaseSession) { self.session = session }

    private static let hasMet = "c.status IN ('held', 'decided', 'record-issued', 'closed')"
    /// Of an invitation `i`: somebody was to come for the agency, and the register says what became of it.
    private static let isExpected = "i.capacity IN ('direct-contact', 'no-direct-contact')"
    private static let isAsked = "i.capacity <> 'note-taker' AND i.report <> 'exempt'"
    private static let isSubmitted = "i.report IN ('submitted', 'accepted', 'returned') AND i.report_on <= c.sits_on"
    private static let isToBeShared = "s.standing IN ('met', 'outstanding', 'impossible-notice')"

    /// Each agency that was invited to a conference of the period which has met, in order of code.
    ///
    /// - Parameter agency: Only this one.
    public func agencies(in period: MeasuredPeriod, only agency: AgencyCode? = nil) throws -> [AgencyMeasures] {
        let outcomes = try self.outcomes(in: period, only: agency)
        let register = "\(Self.isExpected) AND i.attendance"
        let report = "\(Self.isAsked) AND \(Self.isSubmitted)"
        return try session.rows(
            """
            SELECT i.agency, SUM(\(register) IS NOT NULL), SUM(\(register) IN ('present', 'part')),
                SUM(\(register) = 'delegate'), SUM(\(register) = 'apologies' AND \(Self.isSubmitted)),
                SUM(\(register) = 'apologies'), SUM(\(register) = 'absent'), SUM(\(register) IS NULL),
                SUM(\(Self.isAsked)), SUM(\(report)), SUM(\(Self.isAsked) AND COALESCE(r.noticed, 1) = 1),
                SUM(\(report) AND COALESCE(r.noticed, 1) = 1 AND (r.due_on IS NULL OR i.report_on <= r.due_on)),
                SUM(\(report) AND i.covers IS NOT NULL), SUM(\(report) AND i.covers = 1),
                SUM(\(Self.isToBeShared)), SUM(s.standing = 'met' AND s.settled_on <= c.sits_on),
                SUM(\(Self.isToBeShared) AND s.noticed = 1),
                SUM(s.standing = 'met' AND s.noticed = 1 AND s.settled_on <= s.due_on)
            \(Self.invitations)
                LEFT JOIN obligation r ON r.matter = i.conference AND r.place = i.number AND r.kind = 'submitReport'
                LEFT JOIN obligation s ON s.matter = i.conference AND s.place = i.number AND s.kind = 'shareWithFamily'
            WHERE \(Self.isInPeriod)
            GROUP BY i.agency ORDER BY i.agency
            """, period.from, period.to, agency?.text ?? ""
        ).map { row in
            func number(_ column: Int) throws -> Int { try row.optional(column, row.integer) ?? 0 }
            func share(_ column: Int, of whole: Int) throws -> Share {
                Share(try number(column), of: try number(whole))
            }
            let code: AgencyCode = try row.reference(0)
            let withReport = try number(4)
            return AgencyMeasures(
                agency: code, attended: try share(2, of: 1), delegates: try share(3, of: 1),
                apologiesWithReport: Share(withReport, of: try number(1)),
                apologiesWithoutReport: Share(try number(5) - withReport, of: try number(1)),
                absent: try share(6, of: 1), unrecorded: try number(7), reports: try share(9, of: 8),
                reportsOnTime: try share(11, of: 10), discussed: try share(15, of: 14),
                discussedOnTime: try share(17, of: 16), outcomes: outcomes[code] ?? [:],
                significantOthers: try share(13, of: 12))
        }
    }

    private static let invitations = "FROM conference c JOIN invitation i ON i.conference = c.reference"
    private static let isInPeriod = """
        c.sits_on >= $1 AND c.sits_on <= $2 AND \(hasMet) AND i.sent_on IS NOT NULL AND i.withdrawn_on IS NULL
            AND (i.agency = $3 OR $3 = '')
        """

    private func outcomes(
        in period: MeasuredPeriod, only agency: AgencyCode?
    ) throws -> [AgencyCode: [SharingWord: Int]] {
        var found: [AgencyCode: [SharingWord: Int]] = [:]
        for row in try session.rows(
            """
            SELECT i.agency, h.outcome, COUNT(*)
            \(Self.invitations) JOIN sharing h ON h.conference = i.conference AND h.number = i.number
            WHERE \(Self.isInPeriod) AND h.shared_on <= c.sits_on
            GROUP BY i.agency, h.outcome
            """, period.from, period.to, agency?.text ?? "")
        {
            found[try row.reference(0), default: [:]][try row.word(1)] = try row.integer(2)
        }
        return found
    }

    /// - Parameter now: Deadlines that are still to come count once they are met.
    public func partnership(
        in period: MeasuredPeriod, calendar: WorkingDayCalendar, now: Timestamp
    ) throws -> PartnershipMeasures {
        let met = try session.row(
            """
            SELECT COUNT(*), SUM(c.quoracy = 'quorate'), SUM(c.quoracy = 'inquorate-proceeded') FROM conference c
            WHERE c.sits_on >= $1 AND c.sits_on <= $2 AND \(Self.hasMet)
            """, period.from, period.to)
        let adjourned =
            try session.row(
                "SELECT COUNT(*) FROM adjournment WHERE adjourned_on >= $1 AND adjourned_on <= $2", period.from,
                period.to)?.integer(0) ?? 0
        let sittings = try (met?.integer(0) ?? 0) + adjourned
        func share(_ column: Int) throws -> Share {
            Share(try met.flatMap { try $0.optional(column, $0.integer) } ?? 0, of: sittings)
        }
        let kept = try self.kept(in: period, now: now)
        let (agendas, mandatory) = try discussions(in: period)
        return PartnershipMeasures(
            quorate: try share(1), proceededInquorate: try share(2), adjournedInquorate: Share(adjourned, of: sittings),
            decisionLetters: kept["decisionLetter"] ?? Share(0, of: 0),
            records: kept["conferenceRecord"] ?? Share(0, of: 0), coreGroups: kept["coreGroup"] ?? Share(0, of: 0),
            initialConferences: kept["conveneInitial"] ?? Share(0, of: 0),
            reviews: kept["holdReview"] ?? Share(0, of: 0),
            initialMedianDay: try initialMedianDay(in: period, calendar: calendar), agendas: agendas,
            mandatoryAreas: mandatory, minutes: try minutes(in: period, now: now))
    }

    /// What a conference or discussion as a whole owes, by kind: done by the deadline, of what was to be.
    private func kept(in period: MeasuredPeriod, now: Timestamp) throws -> [String: Share] {
        var found: [String: Share] = [:]
        for kind in ["decisionLetter", "conferenceRecord", "coreGroup", "conveneInitial", "holdReview"] {
            let row = try session.row(
                """
                SELECT COUNT(*), SUM(o.standing = 'met' AND o.settled_on <= o.due_on) FROM obligation o
                WHERE o.kind = $1 AND o.place IS NULL AND o.due_on >= $2 AND o.due_on <= $3 AND o.noticed = 1
                    AND (o.standing = 'met' OR o.standing = 'outstanding' AND o.due_at < $4)
                """, kind, period.from, period.to, now)
            guard let row else { continue }
            found[kind] = Share(try row.optional(1, row.integer) ?? 0, of: try row.integer(0))
        }
        return found
    }

    private func initialMedianDay(in period: MeasuredPeriod, calendar: WorkingDayCalendar) throws -> Double? {
        let days = try session.rows(
            """
            SELECT o.anchored_on, o.settled_on FROM obligation o
            WHERE o.kind = 'conveneInitial' AND o.place IS NULL AND o.due_on >= $1 AND o.due_on <= $2
                AND o.standing = 'met'
            """, period.from, period.to
        ).map { try calendar.workingDays(from: $0.date(0), to: $0.date(1)) }.sorted()
        guard !days.isEmpty else { return nil }
        let half = days.count / 2
        return days.count % 2 == 1 ? Double(days[half]) : Double(days[half - 1] + days[half]) / 2
    }

    private func discussions(in period: MeasuredPeriod) throws -> (complete: Share, mandatory: Share) {
        let row = try session.row(
            """
            SELECT COUNT(*), SUM(d.complete), SUM(d.mandatory) FROM discussion d
            WHERE d.sits_on >= $1 AND d.sits_on <= $2 AND d.status IN ('held', 'closed')
            """, period.from, period.to)
        guard let row else { return (Share(0, of: 0), Share(0, of: 0)) }
        func share(_ column: Int) throws -> Share {
            Share(try row.optional(column, row.integer) ?? 0, of: try row.integer(0))
        }
        return (try share(1), try share(2))
    }

    private func minutes(in period: MeasuredPeriod, now: Timestamp) throws -> Share {
        let row = try session.row(
            """
            SELECT COUNT(*), SUM(o.standing = 'met' AND o.settled_on <= o.due_on)
            FROM discussion d JOIN obligation o ON o.matter = 'sd:' || d.reference AND o.kind = 'discussionMinutes'
            WHERE d.sits_on >= $1 AND d.sits_on <= $2
                AND (o.standing = 'met' OR o.standing = 'outstanding' AND o.due_at < $3)
            """, period.from, period.to, now)
        return try row.map { Share(try $0.optional(1, $0.integer) ?? 0, of: try $0.integer(0)) } ?? Share(0, of: 0)
    }
}
