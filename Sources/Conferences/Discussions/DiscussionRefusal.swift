import WorkingDays

/// Why a command on a strategy discussion was refused. Every sentence says what was wrong and what would be accepted;
/// none names a person or repeats what somebody typed about a case.
public enum DiscussionRefusal: Error, Hashable, Sendable {
    case notArranged(DiscussionReference)
    case alreadyArranged(DiscussionReference)
    case cancelled(DiscussionReference, on: CalendarDate)
    case closed(DiscussionReference, on: CalendarDate)
    case alreadyHeld(DiscussionReference, on: CalendarDate)
    case notHeld(DiscussionReference)
    case sittingUnchanged(DiscussionReference)
    case sittingInThePast(CalendarDate, settledOn: CalendarDate)
    case conferenceFollows(ConferenceReference)
    case agenda(AgendaTemplateRefusal)
    case outsideCalendar(CalendarDate, first: CalendarDate, last: CalendarDate)
    case inTheFuture(CalendarDate, today: CalendarDate)
    case before(CalendarDate, Discussion.Milestone, of: CalendarDate)
    case emptyText(what: String)
    case tooLong(what: String, limit: Int)
    case lineBreak(what: String)
    case controlCharacter(what: String)
    case unknownPerson(PersonReference)
    case unknownAgency(AgencyCode)
    case ofAnotherAgency(PersonReference, agency: AgencyCode, invitedFor: AgencyCode)
    case alreadyTakesPart(AgencyCode, PersonReference?)
    case invitedAfterSitting(on: CalendarDate, sitting: CalendarDate)
    case unknownParticipant(Int, of: DiscussionReference)
    case participantWithdrawn(Int, on: CalendarDate)
    case participantAttended(Int)
    case nobodyRegistered
    case registerBeforeSitting(DiscussionReference, sitting: CalendarDate)
    case attendanceAlreadyRecorded(Int)
    case attendanceNotRecorded(Int)
    case attendanceUnchanged(Int)
    case heldOnAnotherDay(CalendarDate, sitting: CalendarDate)
    case minimumMissing([AgencyKind])
    case minimumPresent
    case unknownArea(AgendaAreaName, version: Int)
    case areaNeedsAgency(AgendaAreaName)
    case areaIsShared(AgendaAreaName)
    case agencyNotTakingPart(AgencyCode)
    case noAction
    case actionDueInThePast(CalendarDate, agreedOn: CalendarDate)
    case actionsOutstanding(AgendaAreaName, [Int])
    case unknownAction(Int, of: DiscussionReference)
    case actionDone(Int, on: CalendarDate)
    case actionWithdrawn(Int, on: CalendarDate)
    case alreadyFlagged(AgendaAreaName, participant: Int, on: CalendarDate)
    case unknownFlag(Int, of: DiscussionReference)
    case flagResolved(Int, on: CalendarDate)
    case leadWithoutEnquiry
    case section47Unchanged
    case section47NotRecorded(DiscussionReference)
    case linkUnchanged(ConferenceReference, sitsOn: CalendarDate)
    case notLinked(ConferenceReference)
    case linkedConferenceHeld(ConferenceReference, on: CalendarDate)
    case minutesOutOfTurn(MinutesStep, MinutesState)
    case nobodyToReceive
    case minutesReceived(Int, on: CalendarDate)
    case didNotAttend(Int)
    case alreadyReportedMissing(Int, on: CalendarDate)
    case areasUnaddressed([AgendaAreaName])
    case everyAreaAddressed
}
