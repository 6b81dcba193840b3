import WorkingDays

/// The event that a deadline is counted from.
public enum DeadlineAnchor: String, CaseIterable, Sendable {
    case conference, invitationSent, apologies, adjournment, recordReceived
    /// The plan that a conference makes, taken as made on the conference's day.
    case planMade
    /// A strategy discussion.
    case discussion

    /// As a sentence ends: *3 working days before the conference*.
    public var phrase: String {
        switch self {
        case .conference: "the conference"
        case .invitationSent: "the invitation"
        case .apologies: "the apologies"
        case .adjournment: "the adjournment"
        case .recordReceived: "receipt of the record"
        case .planMade: "the plan"
        case .discussion: "the strategy discussion"
        }
    }

    /// Whether a conference has it; otherwise a strategy discussion has.
    public var isOfConference: Bool { self != .discussion }
}

/// Who owes something.
///
/// - Source: Rulebook 4, *who owes*.
public enum ObligationOwner: String, CaseIterable, Sendable {
    case invitee, agency, administrator, chair, leadSocialWorker, discussionChair

    public var phrase: String {
        switch self {
        case .invitee: "invitee"
        case .agency: "agency"
        case .administrator: "administrator"
        case .chair: "chair"
        case .leadSocialWorker: "lead social worker"
        case .discussionChair: "chair of the discussion"
        }
    }
}

/// Which strategy discussion the fifteen working days count from where there were several.
public enum ConveneClock: String, CaseIterable, Sendable {
    case initiating, last
}

/// The partnership's rules: which obligations exist, when each falls due, and how its ladder climbs.
///
/// Everything that differs between partnerships is a value here; ``standard`` is the rulebook's own table.
///
/// - Source: Rulebook 4; every number may be overridden by the partnership.
public struct Policy: Equatable, Sendable {
    /// When a deadline's day ends, Europe/London (Rulebook 3.6).
    public var cutOff: TimeOfDay
    /// When messages may leave on an open day, Europe/London.
    public var sendingHours: SendingHours
    public var rules: [ObligationKind: ObligationRule]
    public var quoracy = QuoracyRules(minimum: 3, requiresSocialCare: true)
    /// By when somebody's exclusion is asked for.
    public var exclusionNotice = DeadlineOffset(3, .workingDays, .before)
    public var conveneFrom = ConveneClock.initiating
    /// Who must be at a strategy discussion.
    public var discussionMinimum: [AgencyKind] = [.socialCare, .health, .police]

    public init(cutOff: TimeOfDay, sendingHours: SendingHours, rules: [ObligationKind: ObligationRule]) {
        self.cutOff = cutOff
        self.sendingHours = sendingHours
        self.rules = rules
    }

    /// The kinds that have a rule: the rulebook's in its order, then the partnership's own by name.
    public var kinds: [ObligationKind] {
        ObligationKind.standard.filter { rules[$0] != nil } + ownNames.map { .own($0) }
    }

    /// The names of the partnership's own obligations.
    public var ownNames: [ObligationName] {
        rules.keys.compactMap { if case .own(let name) = $0 { name } else { nil } }.sorted()
    }
}

/// The hours in which messages leave: from `opens` up to but not including `closes`.
public struct SendingHours: Equatable, Sendable {
    public let opens: TimeOfDay
    public let closes: TimeOfDay

    public init(opens: TimeOfDay, closes: TimeOfDay) {
        self.opens = opens
        self.closes = closes
    }

    public func contains(_ time: TimeOfDay) -> Bool { opens <= time && time < closes }
}

/// One row of the policy table.
public struct ObligationRule: Equatable, Sendable {
    public let kind: ObligationKind
    /// What is owed, in the words of a heading.
    public var title: String
    public let owner: ObligationOwner
    public let anchor: DeadlineAnchor
    public var initial: DeadlineOffset
    public var review: DeadlineOffset
    /// The deadline never falls later than this offset from the conference.
    public var noLaterThan: DeadlineOffset?
    /// When the deadline's day ends, where it differs from the policy's.
    public var cutOff: TimeOfDay?
    public var ladder: [LadderStep]

    public init(
        kind: ObligationKind, title: String, owner: ObligationOwner, anchor: DeadlineAnchor, initial: DeadlineOffset,
        review: DeadlineOffset, noLaterThan: DeadlineOffset? = nil, cutOff: TimeOfDay? = nil, ladder: [LadderStep] = []
    ) {
        self.kind = kind
        self.title = title
        self.owner = owner
        self.anchor = anchor
        self.initial = initial
        self.review = review
        self.noLaterThan = noLaterThan
        self.cutOff = cutOff
        self.ladder = ladder
    }

    public func offset(for type: ConferenceType) -> DeadlineOffset { type.isReview ? review : initial }

    /// Whether every invitee owes it, each for themselves.
    public var isForEachInvitation: Bool {
        owner == .invitee || owner == .agency || anchor == .invitationSent || anchor == .apologies
            || anchor == .recordReceived
    }

    /// Whether it prepares for the conference: then nothing leaves once that has begun.
    public func isPreparation(for type: ConferenceType) -> Bool {
        switch anchor {
        case .conference: offset(for: type).direction == .before
        case .invitationSent, .apologies: true
        case .adjournment, .recordReceived, .planMade, .discussion: false
        }
    }
}

/// How far a deadline lies from its anchor.
///
/// - Source: Rulebook 3.2–3.5.
public struct DeadlineOffset: Hashable, Sendable {
    public enum Unit: String, CaseIterable, Sendable { case workingDays, calendarDays, hours, months }
    public enum Direction: String, Sendable { case before, after }

    /// 0 to 400.
    public let count: Int
    public let unit: Unit
    public let direction: Direction
    /// Counts neither end day: working days backward only.
    public let clear: Bool

    public init(_ count: Int, _ unit: Unit, _ direction: Direction, clear: Bool = false) {
        self.count = count
        self.unit = unit
        self.direction = direction
        self.clear = clear
    }
}

/// One rung: when, and to whom.
public struct LadderStep: Hashable, Sendable {
    public let time: StepTime
    public let audiences: [Audience]
    /// Leaves at any hour of any day.
    public let isUrgent: Bool
    /// Only where it happened before within six months.
    public let isForRepetition: Bool
    /// Leaves by text message too, besides mail, to whoever has a number.
    public let isAlsoByText: Bool

    public init(
        _ time: StepTime, _ audiences: [Audience] = [.owner], isUrgent: Bool = false, isForRepetition: Bool = false,
        isAlsoByText: Bool = false
    ) {
        self.time = time
        self.audiences = audiences
        self.isUrgent = isUrgent
        self.isForRepetition = isForRepetition
        self.isAlsoByText = isAlsoByText
    }
}

/// When a step leaves.
public enum StepTime: Hashable, Sendable {
    case atOnce
    /// Working days from the deadline: negative before, 0 on its morning.
    case deadline(Int)
    /// Working days from the conference.
    case conference(Int)
    /// Working days from the day that the deadline is counted from.
    case anchor(Int)
}

/// Whom a step addresses.
public enum Audience: String, CaseIterable, Sendable, Codable {
    /// Whoever owes it.
    case owner
    case agencyLead, chair, administrator
    /// The professional at a strategy discussion for whom the minutes are owed.
    case participant
    case teamManager, headOfService, serviceManager, partnership

    /// The post that a step climbs to, if it is one.
    public var post: Post? { Post(rawValue: rawValue) }
}
