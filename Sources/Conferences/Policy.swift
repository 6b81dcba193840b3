import WorkingDays

/// The kinds of obligation that a conference brings, as the rulebook names them.
///
/// - Source: Rulebook 4.
public enum ObligationKind: String, CaseIterable, Sendable, Codable {
    case sendInvitations, reply, submitReport, shareWithFamily, nameDelegate
    case decisionLetter, coreGroup, conferenceRecord, holdReview
}

/// The event that a deadline is counted from.
public enum DeadlineAnchor: String, Sendable {
    case conference, invitationSent, apologies
    /// The plan that a conference makes, taken as made on the conference's day.
    case planMade

    /// As a sentence ends: *3 working days before the conference*.
    public var phrase: String {
        switch self {
        case .conference: "the conference"
        case .invitationSent: "the invitation"
        case .apologies: "the apologies"
        case .planMade: "the plan"
        }
    }
}

/// The partnership's rules: which obligations exist, when each falls due, and how its ladder climbs.
///
/// Everything that differs between partnerships is a value here; ``standard`` is the rulebook's own table.
///
/// - Source: Rulebook 4; every number may be overridden by the configuration.
public struct Policy: Equatable, Sendable {
    /// When a deadline's day ends, Europe/London (Rulebook 3.6).
    public var cutOff: TimeOfDay
    /// When messages may leave on an open day, Europe/London.
    public var sendingHours: SendingHours
    public var rules: [ObligationKind: ObligationRule]

    public init(cutOff: TimeOfDay, sendingHours: SendingHours, rules: [ObligationKind: ObligationRule]) {
        self.cutOff = cutOff
        self.sendingHours = sendingHours
        self.rules = rules
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
    public let anchor: DeadlineAnchor
    public var initial: DeadlineOffset
    public var review: DeadlineOffset
    /// The deadline never falls later than this offset from the conference.
    public var noLaterThan: DeadlineOffset?
    public var ladder: [LadderStep]

    public init(
        kind: ObligationKind, anchor: DeadlineAnchor, initial: DeadlineOffset, review: DeadlineOffset,
        noLaterThan: DeadlineOffset? = nil, ladder: [LadderStep] = []
    ) {
        self.kind = kind
        self.anchor = anchor
        self.initial = initial
        self.review = review
        self.noLaterThan = noLaterThan
        self.ladder = ladder
    }

    public func offset(for type: ConferenceType) -> DeadlineOffset { type.isReview ? review : initial }
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

    public init(_ time: StepTime, _ audiences: [Audience] = [.invitee], isUrgent: Bool = false) {
        self.time = time
        self.audiences = audiences
        self.isUrgent = isUrgent
    }
}

/// When a step leaves.
public enum StepTime: Hashable, Sendable {
    case atOnce
    /// Working days from the deadline: negative before, 0 on its morning.
    case deadline(Int)
    /// Working days from the conference.
    case conference(Int)
}

/// Whom a step addresses.
public enum Audience: String, CaseIterable, Sendable, Codable {
    case invitee, agencyLead, chair, administrator
}

extension Policy {
    /// The rulebook's table.
    public static let standard = Policy(
        cutOff: TimeOfDay(hour: 23, minute: 59, second: 59)!,
        sendingHours: SendingHours(
            opens: TimeOfDay(hour: 9, minute: 0)!, closes: TimeOfDay(hour: 17, minute: 0)!),
        rules: Dictionary(uniqueKeysWithValues: standardRules.map { ($0.kind, $0) }))

    private static let reportLadder = [
        LadderStep(.deadline(-5)), LadderStep(.deadline(-2)), LadderStep(.deadline(0)),
        LadderStep(.deadline(1), [.invitee, .agencyLead]), LadderStep(.conference(-1), [.chair]),
    ]

    private static let standardRules: [ObligationRule] = [
        rule(
            .sendInvitations, .conference, DeadlineOffset(7, .workingDays, .before),
            review: DeadlineOffset(20, .workingDays, .before)),
        rule(
            .reply, .invitationSent, DeadlineOffset(2, .workingDays, .after),
            ladder: [
                LadderStep(.deadline(0)), LadderStep(.deadline(1)), LadderStep(.deadline(2)),
                LadderStep(.deadline(3), [.agencyLead]),
            ]),
        rule(
            .submitReport, .conference, DeadlineOffset(3, .workingDays, .before),
            review: DeadlineOffset(5, .workingDays, .before), ladder: reportLadder),
        rule(
            .shareWithFamily, .conference, DeadlineOffset(3, .workingDays, .before),
            review: DeadlineOffset(5, .workingDays, .before), ladder: reportLadder),
        rule(
            .nameDelegate, .apologies, DeadlineOffset(1, .workingDays, .after),
            noLaterThan: DeadlineOffset(1, .workingDays, .before),
            ladder: [
                LadderStep(.atOnce), LadderStep(.deadline(0), [.agencyLead]),
            ]),
        rule(.decisionLetter, .conference, DeadlineOffset(1, .workingDays, .after)),
        rule(.coreGroup, .planMade, DeadlineOffset(10, .workingDays, .after)),
        rule(.conferenceRecord, .conference, DeadlineOffset(15, .workingDays, .after)),
        rule(
            .holdReview, .conference, DeadlineOffset(3, .months, .after),
            review: DeadlineOffset(6, .months, .after)),
    ]

    private static func rule(
        _ kind: ObligationKind, _ anchor: DeadlineAnchor, _ initial: DeadlineOffset, review: DeadlineOffset? = nil,
        noLaterThan: DeadlineOffset? = nil, ladder: [LadderStep] = []
    ) -> ObligationRule {
        ObligationRule(
            kind: kind, anchor: anchor, initial: initial, review: review ?? initial, noLaterThan: noLaterThan,
            ladder: ladder)
    }
}
