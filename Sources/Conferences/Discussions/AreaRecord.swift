import WorkingDays

/// What was recorded when an area of the agenda was considered.
///
/// - Source: Rulebook 5 (*SD agenda area*).
public struct AreaRecord: Equatable, Sendable {
    public enum Outcome: Equatable, Sendable {
        case noActionNeeded
        /// The numbers of the actions agreed; at least one.
        case actions([Int])
    }

    public let consideredOn: CalendarDate
    public let note: Note
    public let outcome: Outcome
}

/// What considering an area leads to.
public enum AreaOutcome: Hashable, Sendable, Codable {
    case noActionNeeded
    /// At least one. They are numbered on from the discussion's earlier actions, in this order.
    case actions(agreed: [AgreedAction])
}

/// What somebody will do, and by when.
public struct AgreedAction: Hashable, Sendable, Codable {
    public let what: Note
    public let owner: PersonReference
    public let dueOn: CalendarDate

    public init(what: Note, owner: PersonReference, dueOn: CalendarDate) {
        self.what = what
        self.owner = owner
        self.dueOn = dueOn
    }
}

/// An agreed action, and what has become of it.
public struct DiscussionAction: Equatable, Sendable {
    public enum Status: Equatable, Sendable {
        case open
        case done(on: CalendarDate)
        case withdrawn(on: CalendarDate, reason: Note)
    }

    public let number: Int
    public let area: AgendaAreaName
    /// Whose answer it belongs to, where every agency answers for itself.
    public let agency: AgencyCode?
    public let what: Note
    public let owner: PersonReference
    public let agreedOn: CalendarDate
    public let agreedAt: Timestamp
    public let dueOn: CalendarDate
    public internal(set) var status: Status = .open

    public var doneOn: CalendarDate? {
        if case .done(let on) = status { on } else { nil }
    }
}

/// A participant's prompt to the chair: this area is not covered.
///
/// - Source: Rulebook 1.1.
public struct AreaFlag: Equatable, Sendable {
    public let number: Int
    public let area: AgendaAreaName
    /// Of the participant.
    public let participant: Int
    public let on: CalendarDate
    public internal(set) var resolvedOn: CalendarDate?
    /// The chair's; absent where considering the area was answer enough.
    public internal(set) var answer: Note?
}
