import WorkingDays

/// Somebody owes something by a deadline, until a recorded fact meets it.
///
/// - Source: Rulebook 4.
public struct Obligation: Equatable, Sendable {
    public let id: ObligationID
    /// Which turn of the obligation this is: it rises when the conference moves or is adjourned, with each new apologies,
    /// with each report sent back, with each invitation sent anew. A step is sent once in each generation.
    public let generation: Int
    /// The agency it falls to; absent for what is owed by a role of the conference.
    public let agency: AgencyCode?
    /// Who owes it; absent while the agency is invited by role.
    public let owedBy: PersonReference?
    public let anchoredOn: CalendarDate
    public let deadline: Deadline
    /// When this generation came to be recorded: no step from before it is caught up with.
    public let establishedAt: Timestamp
    public let standing: Standing
    /// The conference's present day, for steps that are counted from it.
    public let conferenceOn: CalendarDate?
    /// From then on nothing leaves: the conference that it prepares has begun.
    public let endsAt: Timestamp?
    /// The day for which what it asks is arranged already, if that is in time: then nobody is reminded.
    public let arrangedFor: CalendarDate?
    /// Whether it happened before within six months.
    public let isRepetition: Bool
    /// Reminders are held back.
    public internal(set) var holds: [ReminderHold]
    /// Whether the deadline was still to come when the date became known; otherwise lateness is held against nobody.
    public internal(set) var hadNotice = true
    /// Whether it prepared a meeting that has taken place without it: then it is owed no more.
    public internal(set) var isMissed = false
    /// Whether it ends with its deadline by itself, and is never overdue.
    public var lapses: Bool { id.kind == .corrections }

    /// Where an obligation stands, with the reason.
    public enum Standing: Hashable, Sendable {
        case outstanding
        case met(on: CalendarDate)
        case exempt(on: CalendarDate)
        /// Nothing is owed any more: the invitation was withdrawn, or the apologies were taken back.
        case withdrawn(on: CalendarDate)
        case cancelled(on: CalendarDate)
        /// The deadline had passed when the date was settled: shown, not chased, not held against the agency.
        case impossibleNotice

        public var word: String {
            switch self {
            case .outstanding: "outstanding"
            case .met: "met"
            case .exempt: "exempt"
            case .withdrawn: "withdrawn"
            case .cancelled: "cancelled"
            case .impossibleNotice: "impossible-notice"
            }
        }

        /// The day on which it stopped being owed, if it did.
        public var settledOn: CalendarDate? {
            switch self {
            case .met(let on), .exempt(let on), .withdrawn(let on), .cancelled(let on): on
            case .outstanding, .impossibleNotice: nil
            }
        }
    }

    init(
        id: ObligationID, generation: Int, agency: AgencyCode? = nil, owedBy: PersonReference?,
        anchoredOn: CalendarDate, deadline: Deadline, establishedAt: Timestamp, standing: Standing,
        conferenceOn: CalendarDate? = nil, endsAt: Timestamp? = nil, arrangedFor: CalendarDate? = nil,
        isRepetition: Bool = false, holds: [ReminderHold] = []
    ) {
        self.id = id
        self.generation = generation
        self.agency = agency
        self.owedBy = owedBy
        self.anchoredOn = anchoredOn
        self.deadline = deadline
        self.establishedAt = establishedAt
        self.standing = standing
        self.conferenceOn = conferenceOn
        self.endsAt = endsAt
        self.arrangedFor = arrangedFor
        self.isRepetition = isRepetition
        self.holds = holds
    }

    /// Whether it is owed, is not arranged for in time, and should have been done by now.
    public func isOverdue(at now: Timestamp) -> Bool {
        standing == .outstanding && arrangedFor == nil && !lapses && !isMissed && deadline.at < now
    }

    /// The same, quiet for whoever owes it as the directory says.
    public func holding(_ hold: ReminderHold?) -> Obligation {
        guard let hold else { return self }
        var quiet = self
        quiet.holds.append(hold)
        return quiet
    }
}

/// What starts the clock of one obligation.
struct ObligationStart {
    let day: CalendarDate
    var time = TimeOfDay(hour: 9, minute: 0)!
    /// The day on which the deadline became known to whoever owes it, where short notice excuses.
    var knownOn: CalendarDate?
    let recordedAt: Timestamp

    /// Whether a deadline had not passed yet when it became known.
    func givesNotice(of deadline: Deadline) -> Bool { knownOn.map { $0 <= deadline.on } ?? true }
}
