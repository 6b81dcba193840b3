import Conferences
import WorkingDays

/// One invitation by number, with whom it is for.
public struct InvitationLabel: Sendable {
    public let number: Int
    public let agency: AgencyCode
    public let person: PersonReference?
}

// Conferences as lines of a list.
extension ConferenceReadings {
    /// One line of a list.
    public struct Line: Sendable {
        public let reference: ConferenceReference
        public let type: ConferenceType
        public let caseReference: CaseReference
        /// Absent while it is only requested.
        public let sitting: Sitting?
        public let status: String
        public let invited: Int
        public let replied: Int
        /// How many owe a report, and how many reports have come or are exempt.
        public let asked: Int
        public let reports: Int
        /// What the register showed; absent before the meeting.
        public let quoracy: String?
        /// What replies let expect; absent once it has met.
        public internal(set) var forecast: QuoracyForecast?
        /// Those who tip the forecast, and those whose delegate is awaited.
        public internal(set) var tippedBy: [InvitationLabel] = []
        public internal(set) var awaitedDelegates: [InvitationLabel] = []
        public let outstanding: Int
        public let overdue: Int
    }

    /// Which conferences a list is of.
    public struct Filter: Sendable {
        /// With a first or last day, those that have no day are left out.
        public var from: CalendarDate?
        public var to: CalendarDate?
        public var status: String?
        public var caseReference: CaseReference?

        public init(
            from: CalendarDate? = nil, to: CalendarDate? = nil, status: String? = nil,
            caseReference: CaseReference? = nil
        ) {
            self.from = from
            self.to = to
            self.status = status
            self.caseReference = caseReference
        }

        fileprivate var arguments: [any Storable] {
            [
                from?.description ?? "0000", to?.description ?? "9999", from == nil && to == nil, status ?? "",
                caseReference?.text ?? "",
            ]
        }
    }

    /// Of obligation `o` and conference `c`: it was to be done before the conference, which has met.
    static let isMissed = """
        c.status IN ('held', 'decided', 'record-issued', 'closed')
            AND (o.due_on < c.sits_on OR o.kind IN ('reply', 'nameDelegate'))
        """

    /// - Parameter first: The number of its first parameter.
    private static func condition(_ first: Int) -> String {
        """
        (c.sits_on >= $\(first) AND c.sits_on <= $\(first + 1) OR c.sits_on IS NULL AND $\(first + 2) = 1)
            AND (c.status = $\(first + 3) OR $\(first + 3) = '')
            AND (c.case_reference = $\(first + 4) OR $\(first + 4) = '')
        """
    }

    /// Conferences in order of day, those without one first.
    ///
    /// - Parameter now: Against which *overdue* is reckoned.
    public func list(_ filter: Filter, rules: RuleSets, now: Timestamp) throws -> [Line] {
        let forecasts = try forecasts(filter, rules: rules)
        return try session.rows(
            """
            SELECT c.reference, c.type, c.case_reference, c.sits_on, c.sits_at, c.place, c.status, c.quoracy,
                (SELECT COUNT(*) FROM invitation i WHERE i.conference = c.reference AND i.withdrawn_on IS NULL),
                (SELECT COUNT(*) FROM invitation i
                    WHERE i.conference = c.reference AND i.withdrawn_on IS NULL AND i.reply IS NOT NULL),
                (SELECT COUNT(*) FROM invitation i
                    WHERE i.conference = c.reference AND i.withdrawn_on IS NULL AND i.capacity <> 'note-taker'),
                (SELECT COUNT(*) FROM invitation i
                    WHERE i.conference = c.reference AND i.withdrawn_on IS NULL AND i.capacity <> 'note-taker'
                        AND i.report NOT IN ('requested', 'returned')),
                (SELECT COUNT(*) FROM obligation o WHERE o.matter = c.reference AND o.standing = 'outstanding'),
                (SELECT COUNT(*) FROM obligation o
                    WHERE o.matter = c.reference AND o.standing = 'outstanding' AND o.lapses = 0
                        AND o.arranged_for IS NULL AND o.due_at < $1 AND NOT (\(Self.isMissed)))
            FROM conference c
            WHERE \(Self.condition(2))
            ORDER BY COALESCE(c.sits_on, ''), c.sits_at, c.reference
            """, [now] + filter.arguments
        ).map { row in
            let reference: ConferenceReference = try row.reference(0)
            var line = Line(
                reference: reference, type: try row.word(1), caseReference: try row.reference(2),
                sitting: try row.optional(3) { on in
                    Sitting(on: try row.date(on), at: try row.time(4), place: try row.text(5))
                },
                status: try row.text(6), invited: try row.integer(8), replied: try row.integer(9),
                asked: try row.integer(10), reports: try row.integer(11), quoracy: try row.optional(7, row.text),
                outstanding: try row.integer(12), overdue: try row.integer(13))
            if let (forecast, labels) = forecasts[reference] {
                line.forecast = forecast
                line.tippedBy = labels.filter { forecast.tippedBy.contains($0.number) }
                line.awaitedDelegates = labels.filter { forecast.awaitedDelegates.contains($0.number) }
            }
            return line
        }
    }

    /// What replies let expect of those that are still to sit.
    private func forecasts(
        _ filter: Filter, rules: RuleSets
    ) throws -> [ConferenceReference: (QuoracyForecast, [InvitationLabel])] {
        let agencies = Dictionary(
            uniqueKeysWithValues: try AgencyRegister(session).all().map { ($0.code, $0) })
        var seats: [ConferenceReference: [(seat: QuoracySeat, label: InvitationLabel)]] = [:]
        var ruleSets: [ConferenceReference: Int] = [:]
        for row in try session.rows(
            """
            SELECT c.reference, c.rule_set, i.number, i.agency, i.person, i.capacity, i.withdrawn_on IS NULL,
                COALESCE(i.person = c.chair, FALSE), i.reply, i.briefed_on IS NOT NULL, i.attendance
            FROM conference c JOIN invitation i ON i.conference = c.reference
            WHERE c.status = 'scheduled' AND \(Self.condition(1))
            ORDER BY c.reference, i.number
            """, filter.arguments)
        {
            let reference: ConferenceReference = try row.reference(0)
            ruleSets[reference] = try row.integer(1)
            let label = InvitationLabel(
                number: try row.integer(2), agency: try row.reference(3), person: try row.optional(4, row.reference))
            let seat = QuoracySeat(
                number: label.number, agency: label.agency, capacity: try row.word(5), stands: try row.flag(6),
                isChairs: try row.flag(7), reply: try row.optional(8, row.text), isDelegateBriefed: try row.flag(9),
                attendance: try row.optional(10) { try row.word($0) })
            seats[reference, default: []].append((seat, label))
        }
        var found: [ConferenceReference: (QuoracyForecast, [InvitationLabel])] = [:]
        for (reference, all) in seats {
            let forecast = try rules.policy(ruleSets[reference] ?? 1).quoracy.forecast(
                all.map(\.seat), agencies: agencies)
            found[reference] = (forecast, all.map(\.label))
        }
        return found
    }
}
