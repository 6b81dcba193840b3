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

/// When and where a conference or a strategy discussion meets.
public struct Sitting: Hashable, Sendable, Codable {
    public let on: CalendarDate
    /// Europe/London.
    public let at: TimeOfDay
    /// A venue, or *video*.
    public let place: String
    /// Where those who take part by video go; beginning with `https://`.
    public let videoLink: String?

    public init(on: CalendarDate, at: TimeOfDay, place: String, videoLink: String? = nil) {
        self.on = on
        self.at = at
        self.place = place
        self.videoLink = videoLink
    }

    public var startsAt: Timestamp { EuropeLondon.timestamp(on: on, at: at) }
}

/// A child protection conference as its events have made it.
///
/// Built by ``evolve(_:reference:_:at:)`` alone; changed by deciding on a ``ConferenceCommand``.
public struct Conference: Equatable, Sendable {
    /// - Source: Rulebook 5 (*conference*).
    public enum Status: Equatable, Sendable {
        case scheduled
        case held
        /// Inquorate, by the chair's ruling: a new day is to be found.
        case adjourned(on: CalendarDate)
        case cancelled(on: CalendarDate, reason: Note)
        /// Every child has its decision.
        case decided
        /// The record has been circulated.
        case recordIssued
        case closed(on: CalendarDate)

        public var word: String {
            switch self {
            case .scheduled: "scheduled"
            case .held: "held"
            case .adjourned: "adjourned"
            case .cancelled: "cancelled"
            case .decided: "decided"
            case .recordIssued: "record-issued"
            case .closed: "closed"
            }
        }

        public var isAdjourned: Bool { if case .adjourned = self { true } else { false } }

        /// Whether it has met, and was not adjourned.
        public var isPastMeeting: Bool {
            switch self {
            case .held, .decided, .recordIssued, .closed: true
            case .scheduled, .adjourned, .cancelled: false
            }
        }

        /// Whether its arrangement and its meeting are done with: it was cancelled, or is closed.
        public var isSettled: Bool {
            switch self {
            case .cancelled, .closed: true
            case .scheduled, .held, .adjourned, .decided, .recordIssued: false
            }
        }

        public var isCancelled: Bool { if case .cancelled = self { true } else { false } }
    }

    public let reference: ConferenceReference
    public let type: ConferenceType
    public let caseReference: CaseReference
    /// The strategy discussion that led to it, where it is known.
    public let discussion: DiscussionReference?
    public internal(set) var chair: PersonReference
    public internal(set) var administrator: PersonReference
    public internal(set) var leadSocialWorker: PersonReference?
    public let familyRecipients: [FamilyRecipient]
    public internal(set) var children: [ConferenceChild]
    public internal(set) var sitting: Sitting
    public internal(set) var status: Status
    /// How often its day or time has moved. Every deadline counted from it belongs to the present move.
    public internal(set) var moves: Int
    /// The day on which the present day was settled; another time on the same day leaves it alone.
    public internal(set) var datedOn: CalendarDate
    /// When the present day and time were recorded.
    public internal(set) var datedAt: Timestamp
    /// When it was first scheduled.
    public let scheduledAt: Timestamp
    /// The rule set that its deadlines follow.
    public internal(set) var ruleSet: Int
    /// In the order of inviting; invitation *n* stands at index *n − 1*.
    public internal(set) var invitations: [Invitation]
    public internal(set) var exclusions: [ExclusionRequest] = []
    public internal(set) var split: SplitArrangement?
    public internal(set) var needs: [MeetingNeed] = []
    /// When it met, by the first entry in the register.
    public internal(set) var heldAt: Timestamp?
    /// The chair's ruling on a sitting that was not quorate.
    public internal(set) var ruling: QuoracyRuling?
    /// Every time that it was adjourned inquorate, in order.
    public internal(set) var adjournments: [Adjournment] = []
    public internal(set) var letterIssuedOn: CalendarDate?
    public internal(set) var record = ConferenceRecord()
    public internal(set) var decidedAt: Timestamp?
    /// When the first plan for a child was recorded.
    public internal(set) var planMadeAt: Timestamp?
    public internal(set) var coreGroupHeldOn: CalendarDate?
    public internal(set) var review: NextReview?
    /// When the review was last moved or lost: what was quiet because of it starts then.
    public internal(set) var reviewChangedAt: Timestamp?
    /// The partnership's own obligations that were ticked off: name, and invitation where it has one.
    public internal(set) var ticks: [Tick] = []
    public internal(set) var holds: [ConferenceHold] = []

    /// One time that a sitting was adjourned, and when a new day was found for it.
    public struct Adjournment: Equatable, Sendable {
        public let on: CalendarDate
        public let recordedAt: Timestamp
        public internal(set) var redatedOn: CalendarDate?
    }

    /// One of the partnership's own obligations, done.
    public struct Tick: Hashable, Sendable {
        public let obligation: ObligationName
        public let invitation: Int?
        public let on: CalendarDate
    }

    public func invitation(_ number: Int) -> Invitation? {
        invitations.indices.contains(number - 1) ? invitations[number - 1] : nil
    }

    /// The invitation that stands for this agency and person, if there is one.
    public func standingInvitation(of agency: AgencyCode, person: PersonReference?) -> Invitation? {
        invitations.first { $0.withdrawnOn == nil && $0.agency == agency && $0.person == person }
    }
}

/// The review that follows a conference which made or kept a plan.
///
/// - Source: Rulebook 4 (*holdReview*).
public struct NextReview: Equatable, Sendable {
    public let conference: ConferenceReference
    public internal(set) var sitsOn: CalendarDate
    public internal(set) var heldOn: CalendarDate?

    init(conference: ConferenceReference, sitsOn: CalendarDate) {
        self.conference = conference
        self.sitsOn = sitsOn
    }

    /// A review that was held, whether or not it had been noted as arranged.
    init(conference: ConferenceReference, heldOn: CalendarDate, arranged: NextReview?) {
        self.conference = conference
        sitsOn = arranged?.conference == conference ? arranged?.sitsOn ?? heldOn : heldOn
        self.heldOn = heldOn
    }
}

/// Reminders of a conference, or of one of its obligations, held back.
public struct ConferenceHold: Hashable, Sendable {
    /// Absent for the whole conference.
    public let obligation: ObligationID?
    public let hold: ReminderHold
    public let reason: Note
}

/// What was asked for before a conference had a date.
///
/// - Source: Rulebook 5: *requested → scheduled*.
public struct ConferenceRequest: Hashable, Sendable, Codable {
    public let type: ConferenceType
    public let caseReference: CaseReference
    /// Who asks for it: the lead social worker.
    public let requestedBy: PersonReference
    public let discussion: DiscussionReference?
    public let on: CalendarDate

    public init(
        type: ConferenceType, caseReference: CaseReference, requestedBy: PersonReference,
        discussion: DiscussionReference? = nil, on: CalendarDate
    ) {
        self.type = type
        self.caseReference = caseReference
        self.requestedBy = requestedBy
        self.discussion = discussion
        self.on = on
    }
}

/// All that is on record under a conference's reference.
public enum ConferenceState: Equatable, Sendable {
    case requested(ConferenceRequest)
    /// A request that came to nothing.
    case requestDropped(ConferenceRequest, on: CalendarDate)
    case arranged(Conference)

    public var conference: Conference? {
        if case .arranged(let conference) = self { conference } else { nil }
    }

    public var caseReference: CaseReference {
        switch self {
        case .requested(let request), .requestDropped(let request, _): request.caseReference
        case .arranged(let conference): conference.caseReference
        }
    }
}
