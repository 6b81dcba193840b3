import WorkingDays

/// What has happened to a conference. The log keeps these for good: a case, once shipped, keeps its name and fields.
public enum ConferenceEvent: Hashable, Sendable, Codable {
    case scheduled(as: Scheduling)
    case rescheduled(to: Sitting, on: CalendarDate)
    case cancelled(on: CalendarDate, reason: Note)
    case invited(invitation: Int, agency: AgencyCode, person: PersonReference?, on: CalendarDate)
    case withdrawn(invitation: Int, on: CalendarDate)
    case replied(invitation: Int, reply: Reply, on: CalendarDate)
    case delegateNamed(invitation: Int, delegate: PersonReference, on: CalendarDate)
    case delegateBriefed(invitation: Int, on: CalendarDate)
    case reportSubmitted(invitation: Int, coversSignificantOthers: Bool, on: CalendarDate)
    case reportExempted(invitation: Int, approvedBy: PersonReference, reason: Note, on: CalendarDate)
    case reportShared(invitation: Int, with: FamilyRecipient, outcome: SharingOutcome, on: CalendarDate)
    case attendanceRecorded(invitation: Int, attendance: Attendance)

    /// The name under which the log files it.
    public var kind: String {
        switch self {
        case .scheduled: "scheduled"
        case .rescheduled: "rescheduled"
        case .cancelled: "cancelled"
        case .invited: "invited"
        case .withdrawn: "withdrawn"
        case .replied: "replied"
        case .delegateNamed: "delegateNamed"
        case .delegateBriefed: "delegateBriefed"
        case .reportSubmitted: "reportSubmitted"
        case .reportExempted: "reportExempted"
        case .reportShared: "reportShared"
        case .attendanceRecorded: "attendanceRecorded"
        }
    }
}
