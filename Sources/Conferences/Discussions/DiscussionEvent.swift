import WorkingDays

/// What has happened to a strategy discussion. The log keeps these for good: a case, once shipped, keeps its name and
/// fields.
public enum DiscussionEvent: Hashable, Sendable, Codable {
    case arranged(as: Arrangement)
    case moved(to: Sitting, on: CalendarDate)
    case cancelled(on: CalendarDate, reason: Note)
    case participantAdded(participant: Int, agency: AgencyCode, person: PersonReference?, on: CalendarDate)
    case participantWithdrawn(participant: Int, on: CalendarDate)
    case attendanceRecorded(of: [Int: DiscussionAttendance])
    case attendanceCorrected(participant: Int, attendance: DiscussionAttendance)
    case held(on: CalendarDate, shortfall: Shortfall?)
    case areaConsidered(area: AgendaAreaName, agency: AgencyCode?, note: Note, outcome: AreaOutcome, on: CalendarDate)
    case areaFlagged(flag: Int, area: AgendaAreaName, participant: Int, on: CalendarDate)
    case flagAnswered(flag: Int, answer: Note, on: CalendarDate)
    case actionCompleted(action: Int, on: CalendarDate)
    case actionWithdrawn(action: Int, reason: Note, on: CalendarDate)
    case section47Recorded(isInitiated: Bool, leadSocialWorker: PersonReference?, on: CalendarDate)
    case conferenceLinked(conference: ConferenceReference, sitsOn: CalendarDate, on: CalendarDate)
    case conferenceUnlinked(conference: ConferenceReference, on: CalendarDate)
    case conferenceHeld(conference: ConferenceReference, on: CalendarDate)
    case minutesDrafted(on: CalendarDate)
    case minutesSubmitted(on: CalendarDate)
    case minutesReturned(on: CalendarDate, reason: Note)
    case minutesApproved(on: CalendarDate)
    case minutesCirculated(to: [Int], on: CalendarDate)
    case minutesReceived(participant: Int, on: CalendarDate)
    case minutesReportedMissing(participant: Int, on: CalendarDate)
    case minutesCorrectionRequested(participant: Int, text: Note, on: CalendarDate)
    case minutesFinalised(on: CalendarDate)
    case closed(on: CalendarDate, unaddressed: Discussion.ClosedUnaddressed?)
    case chairAssigned(person: PersonReference, on: CalendarDate)
    case rulesPinned(ruleSet: Int)
    case followedUp(by: DiscussionReference, on: CalendarDate)
    case ownObligationMet(name: ObligationName, on: CalendarDate)
    /// - Parameter obligation: Absent for everything that the discussion brings.
    case remindersHeld(obligation: ObligationID?, until: CalendarDate, reason: Note)
    case remindersReleased(obligation: ObligationID?)

    /// The name under which the log files it.
    public var kind: String {
        switch self {
        case .arranged: "arranged"
        case .moved: "moved"
        case .cancelled: "cancelled"
        case .participantAdded: "participantAdded"
        case .participantWithdrawn: "participantWithdrawn"
        case .attendanceRecorded: "attendanceRecorded"
        case .attendanceCorrected: "attendanceCorrected"
        case .held: "held"
        case .areaConsidered: "areaConsidered"
        case .areaFlagged: "areaFlagged"
        case .flagAnswered: "flagAnswered"
        case .actionCompleted: "actionCompleted"
        case .actionWithdrawn: "actionWithdrawn"
        case .section47Recorded: "section47Recorded"
        case .conferenceLinked: "conferenceLinked"
        case .conferenceUnlinked: "conferenceUnlinked"
        case .conferenceHeld: "conferenceHeld"
        case .minutesDrafted: "minutesDrafted"
        case .minutesSubmitted: "minutesSubmitted"
        case .minutesReturned: "minutesReturned"
        case .minutesApproved: "minutesApproved"
        case .minutesCirculated: "minutesCirculated"
        case .minutesReceived: "minutesReceived"
        case .minutesReportedMissing: "minutesReportedMissing"
        case .minutesCorrectionRequested: "minutesCorrectionRequested"
        case .minutesFinalised: "minutesFinalised"
        case .closed: "closed"
        case .chairAssigned: "chairAssigned"
        case .rulesPinned: "rulesPinned"
        case .followedUp: "followedUp"
        case .ownObligationMet: "ownObligationMet"
        case .remindersHeld: "remindersHeld"
        case .remindersReleased: "remindersReleased"
        }
    }
}
