import Conferences
import WorkingDays

/// A conference or strategy discussion that somebody has a part in.
public struct Engagement: Hashable, Sendable {
    public enum Part: String, Hashable, Sendable {
        case invitee, delegate, participant
        /// The safeguarding lead of an agency for which nobody is named yet.
        case lead
    }

    public let person: PersonReference
    public let part: Part
    public let matter: Matter
    /// The invitation's or participant's number.
    public let number: Int
    /// The invitation's; 0 for a discussion.
    public let turn: Int
    /// Absent for a strategy discussion.
    public let type: ConferenceType?
    public let sitting: Sitting
    public let agencyName: String
    /// Whether somebody comes to it, rather than only reports.
    public let attends: Bool
    /// Whether it does not take place, or no longer concerns them.
    public let isCancelled: Bool
    /// Whether they were at a discussion, and have no minutes of it.
    public let lacksMinutes: Bool
    /// When anything about it was last recorded.
    public let changedAt: Timestamp

    /// What calendars that are subscribed to know it by: the same as long as the part lasts.
    public var uid: String { MessageID.digest(of: "subscribed \(matter) \(number) \(part.rawValue) \(person)") }

    /// The link that leads to it.
    ///
    /// - Parameter email: Of the person, as the directory has it now.
    public func link(sentTo email: String) -> SignedLink {
        let purpose: SignedLink.Purpose =
            switch part {
            case .invitee, .lead: .answer
            case .delegate: .delegate
            case .participant: .minutes
            }
        return SignedLink(
            purpose, matter: matter, number: number, person: person, turn: SignedLink.turn(turn, sentTo: email),
            expiresAt: SignedLink.expiry(after: sitting))
    }
}

/// What one person has a part in, and owes.
public struct EngagementReadings {
    let session: any DatabaseSession

    public init(_ session: any DatabaseSession) { self.session = session }

    public init(_ registrar: Registrar) { session = registrar.session }

    /// In order of day.
    ///
    /// - Parameter day: The first day that counts.
    public func engagements(of person: PersonReference, from day: CalendarDate) throws -> [Engagement] {
        let found =
            try conferences(.invitee, of: person, from: day) + conferences(.delegate, of: person, from: day)
            + conferences(.lead, of: person, from: day) + discussions(of: person, from: day)
        return found.sorted {
            ($0.sitting.startsAt, $0.matter, $0.number) < ($1.sitting.startsAt, $1.matter, $1.number)
        }
    }

    private func conferences(
        _ part: Engagement.Part, of person: PersonReference, from day: CalendarDate
    ) throws -> [Engagement] {
        let isTheirs =
            switch part {
            case .delegate: "i.delegate = $1"
            case .lead: "i.person IS NULL AND i.agency IN (SELECT code FROM agency WHERE lead = $1)"
            case .invitee, .participant: "i.person = $1"
            }
        return try session.rows(
            """
            SELECT i.conference, i.number, i.turn, c.type, c.sits_on, c.sits_at, c.place, COALESCE(a.name, i.agency),
                CASE WHEN i.capacity = 'report-only' THEN 0 ELSE 1 END,
                CASE WHEN c.status = 'cancelled' OR i.withdrawn_on IS NOT NULL THEN 1 ELSE 0 END
            FROM invitation i
            JOIN conference c ON c.reference = i.conference
            LEFT JOIN agency a ON a.code = i.agency
            WHERE \(isTheirs) AND i.sent_on IS NOT NULL AND c.sits_on >= $2
            """, person, day
        ).map { row in
            let reference: ConferenceReference = try row.reference(0)
            return Engagement(
                person: person, part: part, matter: .conference(reference), number: try row.integer(1),
                turn: try row.integer(2),
                type: try row.word(3), sitting: try Self.sitting(row, from: 4), agencyName: try row.text(7),
                attends: try row.flag(8), isCancelled: try row.flag(9), lacksMinutes: false,
                changedAt: try changed(.conference(reference)))
        }
    }

    private func discussions(of person: PersonReference, from day: CalendarDate) throws -> [Engagement] {
        try session.rows(
            """
            SELECT p.discussion, p.number, d.sits_on, d.sits_at, d.place, COALESCE(a.name, p.agency),
                CASE WHEN d.status = 'cancelled' OR p.withdrawn_on IS NOT NULL THEN 1 ELSE 0 END,
                CASE WHEN p.attendance = 'present' AND p.minutes_received_on IS NULL THEN 1 ELSE 0 END
            FROM participant p
            JOIN discussion d ON d.reference = p.discussion
            LEFT JOIN agency a ON a.code = p.agency
            WHERE p.person = $1 AND d.sits_on >= $2
            """, person, day
        ).map { row in
            let reference: DiscussionReference = try row.reference(0)
            return Engagement(
                person: person, part: .participant, matter: .discussion(reference), number: try row.integer(1), turn: 0,
                type: nil,
                sitting: try Self.sitting(row, from: 2), agencyName: try row.text(5), attends: true,
                isCancelled: try row.flag(6), lacksMinutes: try row.flag(7),
                changedAt: try changed(.discussion(reference)))
        }
    }

    private static func sitting(_ row: DatabaseRow, from column: Int) throws -> Sitting {
        Sitting(on: try row.date(column), at: try row.time(column + 1), place: try row.text(column + 2))
    }

    private func changed(_ matter: Matter) throws -> Timestamp {
        try session.row(
            "SELECT recorded_at FROM event WHERE stream = $1 ORDER BY version DESC LIMIT 1", matter.stream
        )?.timestamp(0) ?? Timestamp(seconds: 0)
    }
}
