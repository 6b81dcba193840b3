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
        public var chair: PersonReference?
        /// Only those that begin at this moment or later, or only those that began before it.
        public var beginning: Beginning?

        public enum Beginning: Sendable {
            case from(Timestamp)
            case before(Timestamp)
        }

        public init(
            from: CalendarDate? = nil, to: CalendarDate? = nil, status: String? = nil,
            caseReference: CaseReference? = nil, chair: PersonReference? = nil
        ) {
            self.from = from
            self.to = to
            self.status = status
            self.caseReference = caseReference
            self.chair = chair
        }

        fileprivate var arguments: [any Storable] {
            [
                from?.description ?? "0000", to?.description ?? "9999", from == nil && to == nil, status ?? "",
                caseReference?.text ?? "", chair?.text ?? "",
            ] + beginningArguments
        }

        private var beginningArguments: [any Storable] {
            let (word, moment): (String, Timestamp) =
                switch beginning {
                case .from(let moment): ("from", moment)
                case .before(let moment): ("before", moment)
                case nil: ("", Timestamp(seconds: 0))
                }
            let (day, time) = EuropeLondon.local(moment)
            return [word, day, time]
        }
    }

    /// - Parameter first: The number of its first parameter.
    private static func condition(_ first: Int) -> String {
        """
        (c.sits_on >= $\(first) AND c.sits_on <= $\(first + 1) OR c.sits_on IS NULL AND $\(first + 2) = 1)
            AND (c.status = $\(first + 3) OR $\(first + 3) = '')
            AND (c.case_reference = $\(first + 4) OR $\(first + 4) = '')
            AND (c.chair = $\(first + 5) OR $\(first + 5) = '')
            AND ($\(first + 6) = '' OR ($\(first + 6) = 'from')
                = (c.sits_on > $\(first + 7) OR c.sits_on = $\(first + 7) AND c.sits_at >= $\(first + 8)))
        """
    }

    /// Conferences in order of day, those without one first.
    ///
    /// - Parameters:
    ///   - now: Against which *overdue* is reckoned.
    ///   - page: Which lines, counted from 0; all of them otherwise.
    public func list(
        _ filter: Filter, rules: RuleSets, now: Timestamp, page: Range<Int>? = nil
    ) throws -> [Line] {
        let agencies = Dictionary(uniqueKeysWithValues: try AgencyRegister(session).all().map { ($0.code, $0) })
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
                (SELECT COUNT(*) FROM obligation o WHERE o.matter = c.reference AND \(OwedCondition.isOpen)),
                (SELECT COUNT(*) FROM obligation o
                    WHERE o.matter = c.reference AND \(OwedCondition.isOverdue(at: "$1")))
            FROM conference c
            WHERE \(Self.condition(2))
            ORDER BY COALESCE(c.sits_on, ''), c.sits_at, c.reference LIMIT $11 OFFSET $12
            """, [now] + filter.arguments + [page?.count ?? -1, page?.lowerBound ?? 0]
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
            if line.status == "scheduled", let (forecast, labels) = try forecast(reference, rules, agencies) {
                line.forecast = forecast
                line.tippedBy = labels.filter { forecast.tippedBy.contains($0.number) }
                line.awaitedDelegates = labels.filter { forecast.awaitedDelegates.contains($0.number) }
            }
            return line
        }
    }

    /// What replies let expect of one that is still to sit; `nil` while nobody is invited.
    private func forecast(
        _ reference: ConferenceReference, _ rules: RuleSets, _ agencies: [AgencyCode: Agency]
    ) throws -> (QuoracyForecast, [InvitationLabel])? {
        let rows = try session.rows(
            """
            SELECT c.rule_set, i.number, i.agency, i.person, i.capacity, i.withdrawn_on IS NULL,
                COALESCE(i.person = c.chair, FALSE), i.reply, i.briefed_on IS NOT NULL, i.attendance
            FROM conference c JOIN invitation i ON i.conference = c.reference
            WHERE c.reference = $1 ORDER BY i.number
            """, reference)
        guard let first = rows.first else { return nil }
        let seats = try rows.map { row in
            let label = InvitationLabel(
                number: try row.integer(1), agency: try row.reference(2), person: try row.optional(3, row.reference))
            let seat = QuoracySeat(
                number: label.number, agency: label.agency, capacity: try row.word(4), stands: try row.flag(5),
                isChairs: try row.flag(6), reply: try row.optional(7, row.text), isDelegateBriefed: try row.flag(8),
                attendance: try row.optional(9) { try row.word($0) })
            return (seat: seat, label: label)
        }
        let forecast = try rules.policy(first.integer(0)).quoracy.forecast(seats.map(\.seat), agencies: agencies)
        return (forecast, seats.map(\.label))
    }

    /// One conference as a calendar shows it.
    public struct Entry: Sendable {
        public let reference: ConferenceReference
        public let type: ConferenceType
        public let status: String
        public let on: CalendarDate
        public let at: TimeOfDay
        public let chair: PersonReference
    }

    /// Those that have a day, in order of day and time; cancelled ones are left out.
    public func entries(from: CalendarDate, to: CalendarDate, chair: PersonReference? = nil) throws -> [Entry] {
        try session.rows(
            """
            SELECT reference, type, status, sits_on, sits_at, chair FROM conference
            WHERE sits_on >= $1 AND sits_on <= $2 AND status <> 'cancelled' AND (chair = $3 OR $3 = '')
            ORDER BY sits_on, sits_at, reference
            """, from, to, chair?.text ?? ""
        ).map { row in
            Entry(
                reference: try row.reference(0), type: try row.word(1), status: try row.text(2), on: try row.date(3),
                at: try row.time(4), chair: try row.reference(5))
        }
    }
}
