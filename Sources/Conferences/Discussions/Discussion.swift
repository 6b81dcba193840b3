import WorkingDays

/// A strategy discussion as its events have made it.
///
/// Built by ``evolve(_:reference:_:at:)`` alone; changed by deciding on a ``DiscussionCommand``.
///
/// - Source: Rulebook 1.1 to 1.3.
public struct Discussion: Equatable, Sendable {
    public enum Status: Equatable, Sendable {
        case arranged
        case held(on: CalendarDate)
        case closed(on: CalendarDate)
        case cancelled(on: CalendarDate, reason: Note)

        /// Whether its arrangement and its agenda are done with: it was cancelled, or is closed.
        public var isSettled: Bool {
            switch self {
            case .closed, .cancelled: true
            case .arranged, .held: false
            }
        }

        public var isCancelled: Bool { if case .cancelled = self { true } else { false } }
    }

    public let reference: DiscussionReference
    public let caseReference: CaseReference
    public internal(set) var chair: PersonReference
    /// Whether the case was open to social care already; the full history is asked for all the same.
    public let isCaseOpen: Bool
    /// The version pinned when it was arranged.
    public let agenda: AgendaTemplate
    /// The number of the policy pinned when it was arranged; `nil` follows the one in force.
    public internal(set) var ruleSet: Int?
    public let arrangedOn: CalendarDate
    public internal(set) var sitting: Sitting
    public internal(set) var status: Status = .arranged
    /// How often its day or time has moved. Every deadline counted from it belongs to the present move.
    public internal(set) var moves = 0
    /// The day on which the present day was settled; another time on the same day leaves it alone.
    public internal(set) var datedOn: CalendarDate
    /// When the present day and time were recorded.
    public internal(set) var datedAt: Timestamp
    public internal(set) var holding: Holding?
    /// `nil` until it is recorded whether a section 47 enquiry began.
    public internal(set) var section47: Section47?
    /// Who works with the family, and will convene the initial conference.
    public internal(set) var leadSocialWorker: PersonReference?
    /// In the order of adding; participant *n* stands at index *n − 1*.
    public internal(set) var participants: [DiscussionParticipant] = []
    /// What was recorded of each area that is answered once, for everybody.
    public internal(set) var areas: [AgendaAreaName: AreaRecord] = [:]
    /// What was recorded of each area that every agency answers for itself.
    public internal(set) var agencyAreas: [AgendaAreaName: [AgencyCode: AreaRecord]] = [:]
    /// In the order of agreeing; action *n* stands at index *n − 1*.
    public internal(set) var actions: [DiscussionAction] = []
    /// In the order of flagging; flag *n* stands at index *n − 1*.
    public internal(set) var flags: [AreaFlag] = []
    public internal(set) var minutes: MinutesState = .notBegun
    /// The first day on which minutes went out.
    public internal(set) var minutesCirculatedOn: CalendarDate?
    /// The latest return of the draft, if the chair ever sent one back.
    public internal(set) var minutesReturn: MinutesReturn?
    public internal(set) var corrections: [MinutesCorrection] = []
    public internal(set) var linkedConferences: [LinkedConference] = []
    /// When a conference that follows was last moved, or ceased to follow: what was quiet because of it starts then.
    public internal(set) var linksChangedAt: Timestamp?
    public internal(set) var closedUnaddressed: ClosedUnaddressed?
    /// A later discussion of the same case that began an enquiry too.
    public internal(set) var followUp: FollowUp?
    /// The partnership's own obligations that were ticked off.
    public internal(set) var ticks: [ObligationName: CalendarDate] = [:]
    public internal(set) var holds: [DiscussionHold] = []
}

extension Discussion {
    /// That it took place.
    public struct Holding: Equatable, Sendable {
        public let on: CalendarDate
        public let recordedAt: Timestamp
        /// Present when one of the minimum was missing.
        public let shortfall: Shortfall?
    }

    /// Whether a section 47 enquiry began with it.
    public struct Section47: Equatable, Sendable {
        public let isInitiated: Bool
        /// The day of the decision.
        public let on: CalendarDate
        public let recordedAt: Timestamp
    }

    /// A later discussion, from which the clock runs where the policy says *last*.
    public struct FollowUp: Equatable, Sendable {
        public let discussion: DiscussionReference
        public let on: CalendarDate
        public let recordedAt: Timestamp
        /// 1 for the first; each restarts the clock.
        public let number: Int
    }

    /// Reminders of the discussion, or of one of its obligations, held back.
    public struct DiscussionHold: Hashable, Sendable {
        /// Absent for the whole discussion.
        public let obligation: ObligationID?
        public let hold: ReminderHold
        public let reason: Note
    }

    /// A conference that names this discussion as the one it follows.
    public struct LinkedConference: Equatable, Sendable {
        public let conference: ConferenceReference
        public internal(set) var sitsOn: CalendarDate
        public internal(set) var heldOn: CalendarDate?
    }

    /// The areas that were left out, and the chair's reason.
    public struct ClosedUnaddressed: Hashable, Sendable, Codable {
        /// In the order of the agenda; at least one.
        public let areas: [AgendaAreaName]
        public let reason: Note

        public init(areas: [AgendaAreaName], reason: Note) {
            self.areas = areas
            self.reason = reason
        }
    }
}

/// Which kinds of agency were missing from the minimum, and why the discussion was held all the same.
public struct Shortfall: Hashable, Sendable, Codable {
    /// At least one.
    public let missing: [AgencyKind]
    /// The chair's.
    public let reason: Note

    public init(missing: [AgencyKind], reason: Note) {
        self.missing = missing
        self.reason = reason
    }
}
