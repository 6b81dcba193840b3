import WorkingDays

/// Everything that can be asked of a conference. Pages, API, import and command line give these and nothing else.
public enum ConferenceCommand: Equatable, Sendable {
    case schedule(Scheduling)
    case reschedule(Sitting, on: CalendarDate)
    case cancel(on: CalendarDate, reason: Note)
    case invite(agency: AgencyCode, person: PersonReference?, on: CalendarDate)
    case withdraw(invitation: Int, on: CalendarDate)
    case reply(invitation: Int, Reply, on: CalendarDate)
    case nameDelegate(invitation: Int, PersonReference, on: CalendarDate)
    case confirmDelegateBriefed(invitation: Int, on: CalendarDate)
    case submitReport(invitation: Int, coversSignificantOthers: Bool, on: CalendarDate)
    case exemptReport(invitation: Int, approvedBy: PersonReference, reason: Note, on: CalendarDate)
    case recordSharing(invitation: Int, with: FamilyRecipient, SharingOutcome, on: CalendarDate)
    case recordAttendance(invitation: Int, Attendance)

    /// The people named in it, whom the directory must know.
    public var people: [PersonReference] {
        switch self {
        case .schedule(let scheduling): [scheduling.chair, scheduling.administrator]
        case .invite(_, let person, _): person.map { [$0] } ?? []
        case .nameDelegate(_, let person, _): [person]
        case .exemptReport(_, let approver, _, _): [approver]
        case .recordSharing(_, _, .exempt(let approver, _), _): [approver]
        default: []
        }
    }

    /// The agencies named in it, which the directory must know.
    public var agencies: [AgencyCode] {
        if case .invite(let agency, _, _) = self { [agency] } else { [] }
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

    public init(
        type: ConferenceType, caseReference: CaseReference, sitting: Sitting, chair: PersonReference,
        administrator: PersonReference, familyRecipients: [FamilyRecipient], on: CalendarDate
    ) {
        self.type = type
        self.caseReference = caseReference
        self.sitting = sitting
        self.chair = chair
        self.administrator = administrator
        self.familyRecipients = familyRecipients
        self.on = on
    }
}

/// What a decision may look at beside the conference itself.
public struct DecisionContext: Sendable {
    /// Today, Europe/London.
    public let today: CalendarDate
    public let calendar: WorkingDayCalendar
    /// The people the command names, as far as the directory knows them, with their agencies.
    public let agencyOfPerson: [PersonReference: AgencyCode]
    /// The agencies the command names, as far as the directory knows them.
    public let agencies: Set<AgencyCode>

    public init(
        today: CalendarDate, calendar: WorkingDayCalendar, agencyOfPerson: [PersonReference: AgencyCode],
        agencies: Set<AgencyCode>
    ) {
        self.today = today
        self.calendar = calendar
        self.agencyOfPerson = agencyOfPerson
        self.agencies = agencies
    }
}
