import WorkingDays

/// Everything that can be asked of a conference. Pages, API, import and command line give these and nothing else.
public enum ConferenceCommand: Equatable, Sendable {
    case request(ConferenceRequest)
    case schedule(Scheduling)
    case reschedule(Sitting, on: CalendarDate)
    /// Drops a request, or cancels what is scheduled.
    case cancel(on: CalendarDate, reason: Note)
    case close(on: CalendarDate)
    case assign(ConferenceRole, PersonReference, on: CalendarDate)
    case addChild(ChildReference, on: CalendarDate)
    /// Given when a rule set is taken over for open work.
    case pinRules(ruleSet: Int)

    /// Lists somebody whose invitation is still to be sent.
    case listInvitee(
        agency: AgencyCode, person: PersonReference?, capacity: Invitation.Capacity = .directContact, on: CalendarDate)
    /// Lists somebody and records that the invitation has been sent.
    case invite(
        agency: AgencyCode, person: PersonReference?, on: CalendarDate, capacity: Invitation.Capacity = .directContact)
    /// Records that invitations went out: those named, or with none named all drafts. One already sent is sent anew.
    case sendInvitations([Int], on: CalendarDate)
    case nameInvitee(invitation: Int, PersonReference, on: CalendarDate)
    case recordBounce(invitation: Int, on: CalendarDate)
    case withdraw(invitation: Int, on: CalendarDate)
    case reply(invitation: Int, Reply, on: CalendarDate)

    /// Names a delegate, or replaces the one named.
    case nameDelegate(invitation: Int, PersonReference, on: CalendarDate)
    case acceptDelegation(invitation: Int, on: CalendarDate)
    case declineDelegation(invitation: Int, reason: Note, on: CalendarDate)
    case confirmDelegateBriefed(invitation: Int, on: CalendarDate)

    /// - Parameter shareAgain: To be said for a new version of a report that the family has talked through.
    case submitReport(
        invitation: Int, coversSignificantOthers: Bool, on: CalendarDate, covered: SignificantOthersCovered? = nil,
        shareAgain: Bool? = nil)
    case acceptReport(invitation: Int, on: CalendarDate)
    case returnReport(invitation: Int, reason: Note, on: CalendarDate)
    /// To the agencies that need it.
    case circulateReport(invitation: Int, to: [AgencyCode], on: CalendarDate)
    case exemptReport(invitation: Int, approvedBy: PersonReference, reason: Note, on: CalendarDate)
    case recordSharing(invitation: Int, with: FamilyRecipient, SharingOutcome, on: CalendarDate)
    /// Exempts a report from being shared beforehand with anybody in the family.
    case exemptSharing(invitation: Int, approvedBy: PersonReference, reason: Note, on: CalendarDate)
    case recordAttempt(
        invitation: Int, with: FamilyRecipient, method: DiscussionMethod, by: PersonReference?, on: CalendarDate)

    case recordNeed(NeedKind, for: FamilyRecipient?, detail: Note, on: CalendarDate)
    case arrangeNeed(Int, on: CalendarDate)
    /// - Parameter lateBecause: Why it comes later than three working days before.
    case requestExclusion(
        of: FamilyRecipient, by: PersonReference, reason: Note, lateBecause: Note? = nil, on: CalendarDate)
    case decideExclusion(Int, granted: Bool, reason: Note, on: CalendarDate)
    case split(into: [[FamilyRecipient]], reason: Note, on: CalendarDate)

    /// The register, or a part of it, all at once.
    case recordAttendance([RegisterLine])
    case correctAttendance(invitation: Int, AttendanceEntry, reason: Note)
    case explainAbsence(invitation: Int, reason: Note, on: CalendarDate)
    case rule(QuoracyRuling, on: CalendarDate)
    case decide(child: ChildReference, ChildDecision, on: CalendarDate)
    /// What was recorded of a decision was wrong; the trail shows both.
    case correctDecision(child: ChildReference, ChildDecision, reason: Note)

    /// Given when a review of the same case is arranged, moved, cancelled or held.
    case noteReviewArranged(ConferenceReference, sitsOn: CalendarDate)
    case noteReviewLost(ConferenceReference)
    case noteReviewHeld(ConferenceReference, on: CalendarDate)
    case issueLetter(on: CalendarDate)
    case recordCoreGroup(on: CalendarDate)
    case draftRecord(on: CalendarDate)
    case sendRecordToChair(on: CalendarDate)
    case returnRecord(reason: Note, on: CalendarDate)
    case approveRecord(on: CalendarDate)
    /// To those named, or with none named to everybody invited.
    case circulateRecord([Int], on: CalendarDate)
    case recordReceipt(invitation: Int, on: CalendarDate)
    case requestCorrection(invitation: Int, detail: Note, on: CalendarDate)
    case finaliseRecord(on: CalendarDate)

    /// Ticks off one of the partnership's own obligations.
    case tick(ObligationName, invitation: Int?, on: CalendarDate)
    /// Holds the reminders of one obligation, or of the whole conference.
    case holdReminders(ObligationID?, until: CalendarDate, reason: Note)
    case releaseReminders(ObligationID?)
}

/// One invitee's line of the register.
public struct RegisterLine: Hashable, Sendable {
    public let invitation: Int
    public let entry: AttendanceEntry

    public init(invitation: Int, _ entry: AttendanceEntry) {
        self.invitation = invitation
        self.entry = entry
    }

    public init(invitation: Int, _ attendance: Attendance) {
        self.init(invitation: invitation, AttendanceEntry(attendance))
    }
}

extension ConferenceCommand {
    /// The people named in it, whom the directory must know.
    public var people: [PersonReference] {
        switch self {
        case .request(let request): [request.requestedBy]
        case .schedule(let scheduling):
            [scheduling.chair, scheduling.administrator] + (scheduling.leadSocialWorker.map { [$0] } ?? [])
        case .assign(_, let person, _), .nameInvitee(_, let person, _), .nameDelegate(_, let person, _): [person]
        case .listInvitee(_, let person, _, _), .invite(_, let person, _, _), .recordAttempt(_, _, _, let person, _),
            .recordSharing(_, _, .discussed(_, let person), _):
            person.map { [$0] } ?? []
        case .exemptReport(_, let approver, _, _), .exemptSharing(_, let approver, _, _),
            .recordSharing(_, _, .exempt(let approver, _), _):
            [approver]
        case .requestExclusion(_, let person, _, _, _): [person]
        default: []
        }
    }

    /// The case that it names, where it names one.
    var caseReference: CaseReference? {
        switch self {
        case .request(let request): request.caseReference
        case .schedule(let scheduling): scheduling.caseReference
        default: nil
        }
    }

    /// The strategy discussion that it names, which must be known.
    public var discussion: DiscussionReference? {
        switch self {
        case .request(let request): request.discussion
        case .schedule(let scheduling): scheduling.discussion
        default: nil
        }
    }

    /// The agencies named in it, which the directory must know.
    public var agencies: [AgencyCode] {
        switch self {
        case .invite(let agency, _, _, _), .listInvitee(let agency, _, _, _): [agency]
        case .circulateReport(_, let agencies, _): agencies
        case .decide(_, let decision, _): decision.dissent.map(\.agency)
        default: []
        }
    }
}

/// What is settled when a conference is first given a date.
public struct Scheduling: Hashable, Sendable, Codable {
    public let type: ConferenceType
    public let caseReference: CaseReference
    public let sitting: Sitting
    public let chair: PersonReference
    public let administrator: PersonReference
    /// With whom every report is to be shared and discussed; at least one.
    public let familyRecipients: [FamilyRecipient]
    /// The day on which the date was settled.
    public let on: CalendarDate
    public let leadSocialWorker: PersonReference?
    /// The strategy discussion that led to it.
    public let discussion: DiscussionReference?
    public let children: [ChildReference]?
    /// The number of the rule set in force; put in when it is decided.
    public internal(set) var ruleSet: Int?

    public init(
        type: ConferenceType, caseReference: CaseReference, sitting: Sitting, chair: PersonReference,
        administrator: PersonReference, familyRecipients: [FamilyRecipient], on: CalendarDate,
        leadSocialWorker: PersonReference? = nil, discussion: DiscussionReference? = nil,
        children: [ChildReference]? = nil, ruleSet: Int? = nil
    ) {
        self.type = type
        self.caseReference = caseReference
        self.sitting = sitting
        self.chair = chair
        self.administrator = administrator
        self.familyRecipients = familyRecipients
        self.on = on
        self.leadSocialWorker = leadSocialWorker
        self.discussion = discussion
        self.children = children
        self.ruleSet = ruleSet
    }
}

/// What a decision may look at beside the conference itself.
public struct DecisionContext: Sendable {
    /// Today, Europe/London.
    public let today: CalendarDate
    public let calendar: WorkingDayCalendar
    /// The people the command names, as far as the directory knows them, with their agencies.
    public let agencyOfPerson: [PersonReference: AgencyCode]
    /// The agencies the command names, and those of the conference, as far as the directory knows them.
    public let agencies: [AgencyCode: Agency]
    /// The rules that this conference follows, or would follow if it were scheduled now.
    public let policy: Policy
    /// The number of those rules' set.
    public let ruleSet: Int
    /// By agency, its latest absence without apologies in the six months before this conference.
    public let earlierAbsences: [AgencyCode: InvitationID]
    /// The strategy discussions the command names, as far as there are any, with their cases.
    public let caseOfDiscussion: [DiscussionReference: CaseReference]

    public init(
        today: CalendarDate, calendar: WorkingDayCalendar, agencyOfPerson: [PersonReference: AgencyCode],
        agencies: [AgencyCode: Agency], policy: Policy = .standard, ruleSet: Int = 1,
        earlierAbsences: [AgencyCode: InvitationID] = [:],
        caseOfDiscussion: [DiscussionReference: CaseReference] = [:]
    ) {
        self.today = today
        self.calendar = calendar
        self.agencyOfPerson = agencyOfPerson
        self.agencies = agencies
        self.policy = policy
        self.ruleSet = ruleSet
        self.earlierAbsences = earlierAbsences
        self.caseOfDiscussion = caseOfDiscussion
    }
}
