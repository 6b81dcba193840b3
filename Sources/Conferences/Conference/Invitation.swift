import WorkingDays

/// One professional, or one agency by role, invited to a conference: what they answered, reported, shared, and whether
/// they came.
///
/// - Source: Rulebook 5 (*invitation*, *report*, *sharing*).
public struct Invitation: Equatable, Sendable {
    public let number: Int
    public let agency: AgencyCode
    /// Absent while an agency is invited by role; its safeguarding lead answers until a name is known.
    public internal(set) var person: PersonReference?
    public internal(set) var capacity: Capacity
    /// The day the invitation to the present sitting went out; absent for a draft.
    public internal(set) var sentOn: CalendarDate?
    public internal(set) var sentAt: Timestamp?
    /// How often it has been sent anew to the same sitting; each asks for a reply anew.
    public internal(set) var timesResent = 0
    /// The day from which this invitee knew the conference's present day, whatever became of its time.
    public internal(set) var dayKnownOn: CalendarDate
    public internal(set) var withdrawnOn: CalendarDate?
    /// The day on which the invitation came back undelivered; it counts until the invitation is sent anew.
    public internal(set) var bouncedOn: CalendarDate?
    public internal(set) var response: Response?
    /// How often apologies have been given, and delegates have declined; each asks for a delegate anew.
    public internal(set) var delegateTurns = 0
    /// When the present search for a delegate began.
    public internal(set) var delegateWantedAt: Timestamp?
    public internal(set) var delegate: Delegate?
    public internal(set) var report = Report()
    public internal(set) var sharing: [FamilyRecipient: Sharing] = [:]
    public internal(set) var attempts: [FamilyRecipient: [ContactAttempt]] = [:]
    /// How often a new version has been found to need sharing again, and when last.
    public internal(set) var timesReshared = 0
    public internal(set) var resharedAt: Timestamp?
    public internal(set) var attendance: AttendanceEntry?
    /// When the register came to say that nobody came and nobody apologised.
    public internal(set) var absentSince: Timestamp?
    /// The earlier conference that the agency missed without apologies within six months, if this is not the first.
    public internal(set) var earlierAbsence: InvitationID?
    public internal(set) var absenceExplainedOn: CalendarDate?

    /// How an invitee counts.
    ///
    /// - Source: Rulebook 6: groups count *with direct contact with the child*; note-takers and agencies that only
    ///   report do not.
    public enum Capacity: String, CaseIterable, Sendable, Codable {
        case directContact = "direct-contact"
        case noDirectContact = "no-direct-contact"
        case reportOnly = "report-only"
        case noteTaker = "note-taker"

        /// Whether a report is asked for.
        public var reports: Bool { self != .noteTaker }
        /// Whether attendance is asked for.
        public var attends: Bool { self != .reportOnly }
    }

    public struct Response: Equatable, Sendable {
        public let reply: Reply
        public let on: CalendarDate
        public let recordedAt: Timestamp
    }

    public struct Delegate: Equatable, Sendable {
        public let person: PersonReference
        public let namedOn: CalendarDate
        public internal(set) var acceptedOn: CalendarDate?
        /// The day on which somebody confirmed that the delegate is well briefed.
        public internal(set) var briefedOn: CalendarDate?
    }

    public struct Sharing: Equatable, Sendable {
        public let outcome: SharingOutcome
        public let on: CalendarDate
    }

    public var isDraft: Bool { sentOn == nil }
    public var stands: Bool { withdrawnOn == nil }

    /// Which of the three that an absence asks for are still wanting; none while there are no apologies.
    ///
    /// - Source: Rulebook 1.5.
    public var missingForApologies: [ApologyPart] {
        guard case .apologies(let reason)? = response?.reply else { return [] }
        var missing: [ApologyPart] = []
        if reason == nil { missing.append(.reason) }
        if capacity.reports, !report.isSettled { missing.append(.report) }
        if delegate?.briefedOn == nil { missing.append(.delegate) }
        return missing
    }
}

/// The three things that apologies need.
///
/// - Source: Rulebook 1.5.
public enum ApologyPart: String, CaseIterable, Sendable {
    case reason, report
    case delegate = "briefed delegate"
}

/// An invitee's answer.
public enum Reply: Hashable, Sendable, Codable {
    case accepted
    case tentative
    /// Only for unavoidable reasons; absent while it is still to be given. It leaves in no message.
    case apologies(reason: Note?)

    public var word: String {
        switch self {
        case .accepted: "accepted"
        case .tentative: "tentative"
        case .apologies: "apologies"
        }
    }

    public var isApologies: Bool { if case .apologies = self { true } else { false } }
}

/// What the register says of an invitee.
public enum Attendance: String, CaseIterable, Sendable, Codable {
    case present, part
    case delegatePresent = "delegate"
    case apologies, absent

    /// Whether somebody was there for the agency.
    public var isPresent: Bool {
        switch self {
        case .present, .part, .delegatePresent: true
        case .apologies, .absent: false
        }
    }
}

/// One line of the register.
public struct AttendanceEntry: Hashable, Sendable, Codable {
    public let attendance: Attendance
    /// Europe/London; only with ``Attendance/part``.
    public let joinedAt: TimeOfDay?
    public let leftAt: TimeOfDay?

    public init(_ attendance: Attendance, joinedAt: TimeOfDay? = nil, leftAt: TimeOfDay? = nil) {
        self.attendance = attendance
        self.joinedAt = joinedAt
        self.leftAt = leftAt
    }
}

/// An agency's written report for one conference.
public struct Report: Equatable, Sendable {
    /// - Source: Rulebook 5 (*report*).
    public enum Stage: Equatable, Sendable {
        case requested
        case submitted(on: CalendarDate)
        case accepted(on: CalendarDate)
        case returned(on: CalendarDate, reason: Note)
        case exempt(on: CalendarDate, approvedBy: PersonReference, reason: Note)

        public var word: String {
            switch self {
            case .requested: "requested"
            case .submitted: "submitted"
            case .accepted: "accepted"
            case .returned: "returned"
            case .exempt: "exempt"
            }
        }
    }

    public internal(set) var stage: Stage = .requested
    /// In order; version *n* stands at index *n − 1*.
    public internal(set) var versions: [Version] = []
    /// How often it has been returned, and when last.
    public internal(set) var timesReturned = 0
    public internal(set) var returnedAt: Timestamp?
    public internal(set) var circulatedOn: CalendarDate?
    public internal(set) var circulatedTo: [AgencyCode] = []

    public struct Version: Hashable, Sendable {
        public let on: CalendarDate
        public let coversSignificantOthers: Bool
        public let covered: SignificantOthersCovered?
    }

    /// Whether nothing more is owed: it came and was not sent back, or is exempt.
    public var isSettled: Bool {
        switch stage {
        case .submitted, .accepted, .exempt: true
        case .requested, .returned: false
        }
    }

    public var isExempt: Bool { if case .exempt = stage { true } else { false } }
}

/// How many people a report covers.
///
/// - Source: Rulebook 1.8: significant others are all household members and significant adults.
public struct SignificantOthersCovered: Hashable, Sendable, Codable {
    /// 0 to 50.
    public let householdMembers: Int
    /// 0 to 50.
    public let significantAdults: Int

    public init(householdMembers: Int, significantAdults: Int) {
        self.householdMembers = householdMembers
        self.significantAdults = significantAdults
    }

    public static let limit = 50
}
