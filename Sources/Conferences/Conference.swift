import WorkingDays

/// The four types of child protection conference.
///
/// - Source: Rulebook 2 (*ICPC / RCPC*, *pre-birth*, *transfer-in*).
public enum ConferenceType: String, CaseIterable, Sendable, Codable {
    case initial, review
    case preBirth = "pre-birth"
    case transferIn = "transfer-in"

    /// Whether the review's deadlines apply; every other type counts as initial.
    public var isReview: Bool { self == .review }

    public var title: String {
        switch self {
        case .initial: "Initial child protection conference"
        case .review: "Review child protection conference"
        case .preBirth: "Pre-birth child protection conference"
        case .transferIn: "Transfer-in child protection conference"
        }
    }
}

/// When and where a conference meets.
public struct Sitting: Hashable, Sendable, Codable {
    public let on: CalendarDate
    /// Europe/London.
    public let at: TimeOfDay
    public let place: String

    public init(on: CalendarDate, at: TimeOfDay, place: String) {
        self.on = on
        self.at = at
        self.place = place
    }

    public var startsAt: Timestamp { EuropeLondon.timestamp(on: on, at: at) }
}

/// A child protection conference as its events have made it.
///
/// Built by ``evolve(_:at:)`` alone; changed by deciding on a ``ConferenceCommand``.
public struct Conference: Equatable, Sendable {
    public enum Status: Equatable, Sendable {
        case scheduled
        case held
        case cancelled(on: CalendarDate, reason: Note)
    }

    public let reference: ConferenceReference
    public let type: ConferenceType
    public let caseReference: CaseReference
    public let chair: PersonReference
    public let administrator: PersonReference
    public let familyRecipients: [FamilyRecipient]
    public internal(set) var sitting: Sitting
    public internal(set) var status: Status
    /// How often its day or time has moved. Every deadline counted from it belongs to the present move.
    public internal(set) var moves: Int
    /// The day on which the present day was settled; another time on the same day leaves it alone.
    public internal(set) var datedOn: CalendarDate
    /// When the present day and time were recorded.
    public internal(set) var datedAt: Timestamp
    /// In the order of inviting; invitation *n* stands at index *n − 1*.
    public internal(set) var invitations: [Invitation]

    public func invitation(_ number: Int) -> Invitation? {
        invitations.indices.contains(number - 1) ? invitations[number - 1] : nil
    }

    /// The invitation that stands for this agency and person, if there is one.
    public func standingInvitation(of agency: AgencyCode, person: PersonReference?) -> Invitation? {
        invitations.first { $0.withdrawnOn == nil && $0.agency == agency && $0.person == person }
    }
}

/// Who is asked to come, and everything that has come of it.
public struct Invitation: Equatable, Sendable {
    public let number: Int
    public let agency: AgencyCode
    /// Absent while an agency is invited by role; its safeguarding lead answers until a name is known.
    public let person: PersonReference?
    /// The day the invitation to the present sitting went out.
    public internal(set) var sentOn: CalendarDate
    public internal(set) var sentAt: Timestamp
    /// The day from which this invitee knew the conference's present day, whatever became of its time.
    public internal(set) var dayKnownOn: CalendarDate
    public internal(set) var withdrawnOn: CalendarDate?
    public internal(set) var response: Response?
    /// How often apologies have been given; each asks for a delegate anew.
    public internal(set) var timesApologised = 0
    public internal(set) var delegate: Delegate?
    public internal(set) var report: Report = .requested
    public internal(set) var sharing: [FamilyRecipient: Sharing] = [:]
    public internal(set) var attendance: Attendance?

    public struct Response: Equatable, Sendable {
        public let reply: Reply
        public let on: CalendarDate
        public let recordedAt: Timestamp
    }

    public struct Delegate: Equatable, Sendable {
        public let person: PersonReference
        public let namedOn: CalendarDate
        /// The day on which somebody confirmed that the delegate is well briefed.
        public internal(set) var briefedOn: CalendarDate?
    }

    public enum Report: Equatable, Sendable {
        case requested
        case submitted(on: CalendarDate, coversSignificantOthers: Bool)
        case exempt(on: CalendarDate, approvedBy: PersonReference, reason: Note)
    }

    public struct Sharing: Equatable, Sendable {
        public let outcome: SharingOutcome
        public let on: CalendarDate
    }
}

/// An invitee's answer.
public enum Reply: Hashable, Sendable, Codable {
    case accepted
    case tentative
    /// Only for unavoidable reasons; the reason is for the administrator and leaves in no message.
    case apologies(reason: Note)

    public var word: String {
        switch self {
        case .accepted: "accepted"
        case .tentative: "tentative"
        case .apologies: "apologies"
        }
    }
}

/// What the register says of an invitee.
public enum Attendance: String, CaseIterable, Sendable, Codable {
    case present, part
    case delegatePresent = "delegate"
    case apologies, absent
}
