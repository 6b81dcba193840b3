import WorkingDays

/// Everything that can be asked of a strategy discussion. Pages, API, import and command line give these and nothing
/// else.
public enum DiscussionCommand: Equatable, Sendable {
    case arrange(Arrangement)
    case move(Sitting, on: CalendarDate)
    case cancel(on: CalendarDate, reason: Note)
    case addParticipant(agency: AgencyCode, person: PersonReference?, on: CalendarDate)
    case withdrawParticipant(Int, on: CalendarDate)
    /// Whoever came and whoever did not, by participant's number.
    case recordAttendance([Int: DiscussionAttendance])
    case correctAttendance(participant: Int, DiscussionAttendance)
    /// The chair's reason is needed when one of the minimum was missing.
    case hold(on: CalendarDate, withoutMinimum: Note? = nil)
    /// With an agency where every agency answers for itself, as for the background history.
    case considerArea(AgendaAreaName, agency: AgencyCode? = nil, note: Note, AreaOutcome, on: CalendarDate)
    case flagArea(AgendaAreaName, participant: Int, on: CalendarDate)
    case answerFlag(Int, answer: Note, on: CalendarDate)
    case completeAction(Int, on: CalendarDate)
    case withdrawAction(Int, reason: Note, on: CalendarDate)
    /// On the day of the decision. Given again, it corrects what was recorded.
    case recordSection47(isInitiated: Bool, leadSocialWorker: PersonReference?, on: CalendarDate)
    /// A conference that names this discussion was scheduled, or moved to another day.
    case linkConference(ConferenceReference, sitsOn: CalendarDate, on: CalendarDate)
    /// It was cancelled, no longer names this discussion, or was adjourned before it came to a decision.
    case unlinkConference(ConferenceReference, on: CalendarDate)
    case conferenceHeld(ConferenceReference, on: CalendarDate)
    case minutes(MinutesCommand)
    /// The chair's reason is needed while an area is unaddressed.
    case close(on: CalendarDate, unaddressed: Note? = nil)
    case assignChair(PersonReference, on: CalendarDate)
    /// Given when a rule set is taken over for open work.
    case pinRules(ruleSet: Int)
    /// Given when a later discussion of the case begins an enquiry too.
    case noteFollowUp(DiscussionReference, on: CalendarDate)
    /// Ticks off one of the partnership's own obligations.
    case tick(ObligationName, on: CalendarDate)
    /// Holds the reminders of one obligation, or of the whole discussion.
    case holdReminders(ObligationID?, until: CalendarDate, reason: Note)
    case releaseReminders(ObligationID?)

    /// The people named in it, whom the directory must know.
    public var people: [PersonReference] {
        switch self {
        case .arrange(let arrangement): [arrangement.chair]
        case .addParticipant(_, let person, _): person.map { [$0] } ?? []
        case .considerArea(_, _, _, .actions(let agreed), _): agreed.map(\.owner)
        case .recordSection47(_, let worker, _): worker.map { [$0] } ?? []
        case .assignChair(let person, _): [person]
        default: []
        }
    }

    /// The agencies named in it, which the directory must know.
    public var agencies: [AgencyCode] {
        switch self {
        case .addParticipant(let agency, _, _): [agency]
        case .considerArea(_, let agency, _, _, _): agency.map { [$0] } ?? []
        default: []
        }
    }
}

/// Everything that can be asked of a discussion's minutes.
public enum MinutesCommand: Equatable, Sendable {
    case draft(on: CalendarDate)
    case submit(on: CalendarDate)
    case sendBack(on: CalendarDate, reason: Note)
    case approve(on: CalendarDate)
    case circulate(Circulation, on: CalendarDate)
    case recordReceived(participant: Int, on: CalendarDate)
    case reportMissing(participant: Int, on: CalendarDate)
    case requestCorrection(participant: Int, Note, on: CalendarDate)
    case finalise(on: CalendarDate)
}

/// To whom minutes go.
public enum Circulation: Equatable, Sendable {
    /// Everybody who was present.
    case attended
    /// Everybody invited whose invitation was not withdrawn.
    case invited
    case participants([Int])
}

/// What is settled when a strategy discussion is first given a date.
public struct Arrangement: Hashable, Sendable, Codable {
    public let caseReference: CaseReference
    public let sitting: Sitting
    public let chair: PersonReference
    /// Whether the case is open to social care already.
    public let isCaseOpen: Bool
    /// The version that this discussion keeps.
    public let agenda: AgendaTemplate
    /// The number of the policy that it keeps, where policies are numbered.
    public internal(set) var ruleSet: Int?
    /// The day on which the date was settled.
    public let on: CalendarDate

    public init(
        caseReference: CaseReference, sitting: Sitting, chair: PersonReference, isCaseOpen: Bool,
        agenda: AgendaTemplate = .standard, ruleSet: Int? = nil, on: CalendarDate
    ) {
        self.caseReference = caseReference
        self.sitting = sitting
        self.chair = chair
        self.isCaseOpen = isCaseOpen
        self.agenda = agenda
        self.ruleSet = ruleSet
        self.on = on
    }
}

/// What a decision on a discussion may look at beside the discussion itself.
public struct DiscussionContext: Sendable {
    public let decision: DecisionContext
    /// What each participant's agency is, as far as the directory says.
    public let agencyKinds: [AgencyCode: AgencyKind]
    /// The minimum: the kinds of agency that must be present.
    public let requiredKinds: [AgencyKind]

    public init(
        decision: DecisionContext, agencyKinds: [AgencyCode: AgencyKind],
        requiredKinds: [AgencyKind] = Discussion.minimum
    ) {
        self.decision = decision
        self.agencyKinds = agencyKinds
        self.requiredKinds = requiredKinds
    }

    var today: CalendarDate { decision.today }
}
