import WorkingDays

/// What a conference has to provide for somebody.
public enum NeedKind: String, CaseIterable, Sendable, Codable {
    case interpreter, advocate, access
}

/// An interpreter, an advocate or an access need, and whether it has been arranged.
public struct MeetingNeed: Equatable, Sendable {
    public let number: Int
    public let kind: NeedKind
    /// Whom it is for; absent where it is a professional's.
    public let recipient: FamilyRecipient?
    public let detail: Note
    public let recordedOn: CalendarDate
    public internal(set) var arrangedOn: CalendarDate?
}

/// A request to keep a family recipient out of the conference, or of part of it.
///
/// At least three working days before; the chair decides and gives a reason.
public struct ExclusionRequest: Equatable, Sendable {
    public let number: Int
    public let recipient: FamilyRecipient
    public let requestedBy: PersonReference
    public let reason: Note
    public let requestedOn: CalendarDate
    public internal(set) var decision: Decision?

    public struct Decision: Equatable, Sendable {
        public let isGranted: Bool
        public let reason: Note
        public let on: CalendarDate
    }
}

/// A conference held in parts, so that family recipients who must not meet each take part.
public struct SplitArrangement: Equatable, Sendable {
    public let groups: [[FamilyRecipient]]
    public let reason: Note
    public let on: CalendarDate
}

/// A child whom a conference is about, by an opaque reference, and what was decided for it.
public struct ConferenceChild: Equatable, Sendable {
    public let reference: ChildReference
    public internal(set) var decision: ChildDecision?
    public internal(set) var decidedOn: CalendarDate?
}

/// The category under which a plan is made. It never leaves in a message (Rulebook 7).
public enum PlanCategory: String, CaseIterable, Sendable, Codable {
    case neglect
    case physicalAbuse = "physical-abuse"
    case sexualAbuse = "sexual-abuse"
    case emotionalAbuse = "emotional-abuse"
}

/// What a conference decides for one child.
public struct ChildDecision: Hashable, Sendable, Codable {
    /// The plan's category; absent where there is no plan, or where it ends.
    public let plan: PlanCategory?
    /// Who dissented.
    public let dissent: [Dissent]

    public init(plan: PlanCategory?, dissent: [Dissent] = []) {
        self.plan = plan
        self.dissent = dissent
    }

    public struct Dissent: Hashable, Sendable, Codable {
        public let agency: AgencyCode
        public let note: Note

        public init(agency: AgencyCode, note: Note) {
            self.agency = agency
            self.note = note
        }
    }
}

/// The record of a conference on its way to those who should have it.
///
/// - Source: Rulebook 5 (*minutes*).
public struct ConferenceRecord: Equatable, Sendable {
    public enum Stage: Equatable, Sendable {
        case notBegun
        case drafting(since: CalendarDate)
        case chairReview(since: CalendarDate)
        case approved(on: CalendarDate)
        /// Corrections are open.
        case circulated(on: CalendarDate)
        case final(on: CalendarDate)

        public var word: String {
            switch self {
            case .notBegun: "not begun"
            case .drafting: "drafting"
            case .chairReview: "with the chair"
            case .approved: "approved"
            case .circulated: "circulated, corrections open"
            case .final: "final"
            }
        }
    }

    public internal(set) var stage: Stage = .notBegun
    /// The day of each circulation and receipt, by invitation.
    public internal(set) var circulatedOn: [Int: CalendarDate] = [:]
    public internal(set) var circulatedAt: [Int: Timestamp] = [:]
    public internal(set) var receivedOn: [Int: CalendarDate] = [:]
    public internal(set) var corrections: [Correction] = []

    public struct Correction: Equatable, Sendable {
        public let invitation: Int
        public let detail: Note
        public let on: CalendarDate
    }

    /// The day on which it first went out.
    public var firstCirculatedOn: CalendarDate? { circulatedOn.values.min() }
}

/// Why a chair lets a conference go on, or not, without a quorum.
///
/// - Source: Rulebook 6.
public enum InquorateReason: String, CaseIterable, Sendable, Codable {
    case lackOfContact = "lack-of-contact"
    case enoughInformation = "enough-information"
    case delayHarmful = "delay-harmful"

    public var phrase: String {
        switch self {
        case .lackOfContact: "the child has no contact with three agencies"
        case .enoughInformation: "there was enough information to decide"
        case .delayHarmful: "a delay would have been harmful"
        }
    }
}

/// The chair's ruling on a sitting that was not quorate.
public enum QuoracyRuling: Hashable, Sendable, Codable {
    case proceeded(because: InquorateReason, note: Note?)
    case adjourned(note: Note)
}

/// The roles of a conference that one person fills.
public enum ConferenceRole: String, CaseIterable, Sendable, Codable {
    case chair, administrator
    case leadSocialWorker = "lead-social-worker"
}
