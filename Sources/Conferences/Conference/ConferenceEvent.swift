import WorkingDays

/// What has happened to a conference. The log keeps these for good: a case, once shipped, keeps its name and fields,
/// and whatever is added to one is optional.
public enum ConferenceEvent: Hashable, Sendable, Codable {
    case requested(as: ConferenceRequest)
    case requestDropped(on: CalendarDate, reason: Note)
    case scheduled(as: Scheduling)
    case rescheduled(to: Sitting, on: CalendarDate)
    case cancelled(on: CalendarDate, reason: Note)
    case closed(on: CalendarDate)
    case assigned(role: ConferenceRole, person: PersonReference, on: CalendarDate)
    case childAdded(child: ChildReference, on: CalendarDate)
    case rulesPinned(ruleSet: Int)

    case inviteeListed(
        invitation: Int, agency: AgencyCode, person: PersonReference?, capacity: Invitation.Capacity, on: CalendarDate)
    case invited(
        invitation: Int, agency: AgencyCode, person: PersonReference?, on: CalendarDate,
        capacity: Invitation.Capacity? = nil)
    case invitationsSent(invitations: [Int], on: CalendarDate)
    case inviteeNamed(invitation: Int, person: PersonReference, on: CalendarDate)
    case invitationBounced(invitation: Int, on: CalendarDate)
    case withdrawn(invitation: Int, on: CalendarDate)
    case replied(invitation: Int, reply: Reply, on: CalendarDate)

    case delegateNamed(invitation: Int, delegate: PersonReference, on: CalendarDate)
    case delegateAccepted(invitation: Int, on: CalendarDate)
    case delegateDeclined(invitation: Int, reason: Note, on: CalendarDate)
    case delegateBriefed(invitation: Int, on: CalendarDate)

    case reportSubmitted(
        invitation: Int, coversSignificantOthers: Bool, on: CalendarDate, covered: SignificantOthersCovered? = nil,
        shareAgain: Bool? = nil)
    case reportAccepted(invitation: Int, on: CalendarDate)
    case reportReturned(invitation: Int, reason: Note, on: CalendarDate)
    case reportCirculated(invitation: Int, to: [AgencyCode], on: CalendarDate)
    case reportExempted(invitation: Int, approvedBy: PersonReference, reason: Note, on: CalendarDate)
    case reportShared(invitation: Int, with: FamilyRecipient, outcome: SharingOutcome, on: CalendarDate)
    case contactAttempted(
        invitation: Int, with: FamilyRecipient, method: DiscussionMethod, by: PersonReference?, on: CalendarDate)

    case needRecorded(need: Int, kind: NeedKind, recipient: FamilyRecipient?, detail: Note, on: CalendarDate)
    case needArranged(need: Int, on: CalendarDate)
    case exclusionRequested(
        exclusion: Int, of: FamilyRecipient, by: PersonReference, reason: Note, lateBecause: Note?, on: CalendarDate)
    case exclusionDecided(exclusion: Int, granted: Bool, reason: Note, on: CalendarDate)
    case split(into: [[FamilyRecipient]], reason: Note, on: CalendarDate)

    case attendanceRecorded(
        invitation: Int, attendance: Attendance, joinedAt: TimeOfDay? = nil, leftAt: TimeOfDay? = nil)
    case attendanceCorrected(invitation: Int, from: AttendanceEntry, to: AttendanceEntry, reason: Note)
    case absenceRepeated(invitation: Int, earlier: InvitationID)
    case absenceExplained(invitation: Int, reason: Note, on: CalendarDate)
    case quoracyRuled(ruling: QuoracyRuling, on: CalendarDate)
    case childDecided(child: ChildReference, decision: ChildDecision, on: CalendarDate)
    case decisionCorrected(child: ChildReference, from: ChildDecision, to: ChildDecision, reason: Note)

    case reviewArranged(conference: ConferenceReference, sitsOn: CalendarDate)
    case reviewLost(conference: ConferenceReference)
    case reviewHeld(conference: ConferenceReference, on: CalendarDate)
    case letterIssued(on: CalendarDate)
    case coreGroupHeld(on: CalendarDate)
    case recordDrafted(on: CalendarDate)
    case recordSentToChair(on: CalendarDate)
    case recordReturned(reason: Note, on: CalendarDate)
    case recordApproved(on: CalendarDate)
    case recordCirculated(invitations: [Int], on: CalendarDate)
    case recordReceived(invitation: Int, on: CalendarDate)
    case correctionRequested(invitation: Int, detail: Note, on: CalendarDate)
    case recordFinalised(on: CalendarDate)

    case ownObligationMet(name: ObligationName, invitation: Int?, on: CalendarDate)
    /// - Parameter obligation: Absent for everything that the conference brings.
    case remindersHeld(obligation: ObligationID?, until: CalendarDate, reason: Note)
    case remindersReleased(obligation: ObligationID?)
}

extension ConferenceEvent {
    /// The name under which the log files it.
    public var kind: String {
        switch self {
        case .requested: "requested"
        case .requestDropped: "requestDropped"
        case .scheduled: "scheduled"
        case .rescheduled: "rescheduled"
        case .cancelled: "cancelled"
        case .closed: "closed"
        case .assigned: "assigned"
        case .childAdded: "childAdded"
        case .rulesPinned: "rulesPinned"
        case .inviteeListed: "inviteeListed"
        case .invited: "invited"
        case .invitationsSent: "invitationsSent"
        case .inviteeNamed: "inviteeNamed"
        case .invitationBounced: "invitationBounced"
        case .withdrawn: "withdrawn"
        case .replied: "replied"
        case .delegateNamed: "delegateNamed"
        case .delegateAccepted: "delegateAccepted"
        case .delegateDeclined: "delegateDeclined"
        case .delegateBriefed: "delegateBriefed"
        case .reportSubmitted: "reportSubmitted"
        case .reportAccepted: "reportAccepted"
        case .reportReturned: "reportReturned"
        case .reportCirculated: "reportCirculated"
        case .reportExempted: "reportExempted"
        case .reportShared: "reportShared"
        case .contactAttempted: "contactAttempted"
        case .needRecorded: "needRecorded"
        case .needArranged: "needArranged"
        case .exclusionRequested: "exclusionRequested"
        case .exclusionDecided: "exclusionDecided"
        case .split: "split"
        case .attendanceRecorded: "attendanceRecorded"
        case .attendanceCorrected: "attendanceCorrected"
        case .absenceRepeated: "absenceRepeated"
        case .absenceExplained: "absenceExplained"
        case .quoracyRuled: "quoracyRuled"
        case .childDecided: "childDecided"
        case .decisionCorrected: "decisionCorrected"
        case .reviewArranged: "reviewArranged"
        case .reviewLost: "reviewLost"
        case .reviewHeld: "reviewHeld"
        case .letterIssued: "letterIssued"
        case .coreGroupHeld: "coreGroupHeld"
        case .recordDrafted: "recordDrafted"
        case .recordSentToChair: "recordSentToChair"
        case .recordReturned: "recordReturned"
        case .recordApproved: "recordApproved"
        case .recordCirculated: "recordCirculated"
        case .recordReceived: "recordReceived"
        case .correctionRequested: "correctionRequested"
        case .recordFinalised: "recordFinalised"
        case .ownObligationMet: "ownObligationMet"
        case .remindersHeld: "remindersHeld"
        case .remindersReleased: "remindersReleased"
        }
    }
}
