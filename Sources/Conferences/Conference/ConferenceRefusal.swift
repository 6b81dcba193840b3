import WorkingDays

/// Why a command was refused. Every sentence says what was wrong and what would be accepted; none names a person.
public enum ConferenceRefusal: Error, Equatable, Sendable {
    case notScheduled(ConferenceReference)
    case alreadyScheduled(ConferenceReference)
    case cancelled(ConferenceReference, on: CalendarDate)
    case alreadyHeld(ConferenceReference)
    case sittingUnchanged(ConferenceReference)
    case sittingInThePast(CalendarDate, settledOn: CalendarDate)
    case outsideCalendar(CalendarDate, first: CalendarDate, last: CalendarDate)
    case noFamilyRecipient(ConferenceReference)
    case repeatedFamilyRecipient(FamilyRecipient)
    case emptyPlace
    case emptyReason(of: String)
    case tooLong(what: String, limit: Int)
    case lineBreak(what: String)
    case unknownPerson(PersonReference)
    case unknownAgency(AgencyCode)
    case ofAnotherAgency(PersonReference, agency: AgencyCode, invitedFor: AgencyCode)
    case alreadyInvited(AgencyCode, PersonReference?)
    case invitedAfterSitting(on: CalendarDate, sitting: CalendarDate)
    case unknownInvitation(Int, of: ConferenceReference)
    case invitationWithdrawn(InvitationID, on: CalendarDate)
    case inTheFuture(CalendarDate, today: CalendarDate)
    case beforeInvitation(CalendarDate, sentOn: CalendarDate)
    case replyAfterSitting(CalendarDate, sitting: CalendarDate)
    case noApologies(InvitationID)
    case delegateIsInvitee(PersonReference)
    case delegateOfAnotherAgency(PersonReference, AgencyCode)
    case noDelegate(InvitationID)
    case delegateAlreadyBriefed(InvitationID, on: CalendarDate)
    case reportAlreadySubmitted(InvitationID, on: CalendarDate)
    case reportExempt(InvitationID)
    case notAFamilyRecipient(FamilyRecipient, expected: [FamilyRecipient])
    case sharingAlreadySettled(FamilyRecipient, on: CalendarDate)
    case noAttemptRecorded
    case registerBeforeSitting(ConferenceReference, sitting: CalendarDate)
    case delegateNotNamed(InvitationID)
    case unknownDiscussion(DiscussionReference)
    case discussionOfAnotherCase(DiscussionReference, CaseReference)
    case alreadyRequested(ConferenceReference)
    case ofAnotherCase(ConferenceReference, requested: CaseReference)
    case closed(ConferenceReference, on: CalendarDate)
    case adjourned(ConferenceReference, on: CalendarDate, what: String)
    case notHeld(ConferenceReference, what: String)
    case beforeSitting(CalendarDate, sitting: CalendarDate, what: String)
    case repeatedChild(ChildReference)
    case badVideoLink
    case rulesPinnedAlready(ConferenceReference, Int)
    case notReadyToClose(ConferenceReference, missing: [String])
    case assignedAlready(ConferenceRole, PersonReference)
    case holdIntoThePast(CalendarDate, today: CalendarDate)
    case notOnHold(ConferenceReference)
    case unknownObligation(ObligationID, of: ConferenceReference)
    case noSuchOwnObligation(ObligationName, known: [ObligationName])
    case tickNeedsInvitation(ObligationName)
    case tickTakesNoInvitation(ObligationName)
    case tickedAlready(ObligationName)
    case invitationNotSent(InvitationID)
    case nothingToSend(ConferenceReference)
    case namedAlready(InvitationID)
    case delegateAcceptedAlready(InvitationID, on: CalendarDate)
    case noReportAsked(InvitationID)
    case tooManyCovered(limit: Int)
    case sayWhetherToShareAgain(InvitationID)
    case nothingToShareAgain(InvitationID)
    case beforeReport(CalendarDate, submittedOn: CalendarDate)
    case noReportYet(InvitationID)
    case reportAlreadyAccepted(InvitationID, on: CalendarDate)
    case noAgencyNamed
    case agencyNotInvited(AgencyCode, ConferenceReference)
    case sharingSettledWithAll(InvitationID)
    case unknownNeed(Int, of: ConferenceReference)
    case needArrangedAlready(Int, on: CalendarDate)
    case exclusionPending(FamilyRecipient)
    case exclusionLate(CalendarDate, latest: CalendarDate)
    case unknownExclusion(Int, of: ConferenceReference)
    case exclusionDecidedAlready(Int, on: CalendarDate)
    case beforeRequest(CalendarDate, requestedOn: CalendarDate)
    case badSplit(expected: [FamilyRecipient])
    case notAbsent(InvitationID)
    case absenceExplainedAlready(InvitationID, on: CalendarDate)
    case emptyRegister
    case twiceInRegister(Int)
    case attendanceRecordedAlready(InvitationID)
    case noAttendanceYet(InvitationID)
    case attendanceUnchanged(InvitationID)
    case timesWithoutPart
    case leftBeforeJoining(TimeOfDay, TimeOfDay)
    case ruledTooLate(ConferenceReference)
    case isQuorate(ConferenceReference)
    case unknownChild(ChildReference, known: [ChildReference])
    case decidedAlready(ChildReference)
    case undecided(ChildReference)
    case decisionUnchanged(ChildReference)
    case inquorateWithoutRuling(ConferenceReference, shortfall: String, ends: Bool)
    case letterIssuedAlready(ConferenceReference, on: CalendarDate)
    case noPlanMade(ConferenceReference)
    case coreGroupHeldAlready(ConferenceReference, on: CalendarDate)
    case recordNotThere(ConferenceReference, stage: String, wanted: String)
    case circulatedToAll(ConferenceReference)
    case circulatedAlready(InvitationID, on: CalendarDate)
    case notCirculated(InvitationID)
    case beforeCirculation(CalendarDate, circulatedOn: CalendarDate)
    case receivedAlready(InvitationID, on: CalendarDate)
}

extension ConferenceRefusal: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unknownDiscussion(let discussion):
            "No strategy discussion is known as \(discussion); arrange it first."
        case .discussionOfAnotherCase(let discussion, let known):
            "Strategy discussion \(discussion) is of case \(known); name one of the conference's own case."
        case .alreadyRequested(let reference):
            "Conference \(reference) has been requested already; schedule it, or request one under a new reference."
        case .ofAnotherCase(let reference, let requested):
            "Conference \(reference) was requested for case \(requested); schedule it for that case."
        case .notScheduled(let reference): "No conference \(reference) is scheduled; schedule it first."
        case .alreadyScheduled(let reference):
            "Conference \(reference) is scheduled already; reschedule it to move it."
        case .cancelled(let reference, let on):
            "Conference \(reference) was cancelled on \(on); schedule a new one under a new reference."
        case .alreadyHeld(let reference):
            "Conference \(reference) has been held; it can no longer be moved or cancelled, nor can an invitation be made or withdrawn."
        case .sittingUnchanged(let reference):
            "Conference \(reference) already has that day, time and place; give another to move it."
        case .sittingInThePast(let on, let settledOn):
            "A conference cannot be set on \(settledOn) for \(on), which had passed; give that day or a later one."
        case .outsideCalendar(let on, let first, let last):
            "\(on) lies outside the calendar; give a day from \(first) to \(last), leaving room for the deadlines."
        case .noFamilyRecipient(let reference):
            "Conference \(reference) names no family recipient; name at least one, for example \"mother\"."
        case .repeatedFamilyRecipient(let recipient):
            "The family recipient \"\(recipient)\" is named twice; "
                + "write a second one like \"\(recipient.relationship.rawValue):2\"."
        case .emptyPlace: "The place is empty; give a venue or \"video\"."
        case .emptyReason(let of): "\(of) needs a reason; give it in a few words."
        case .tooLong(let what, let limit): "\(what) is longer than \(limit) characters; shorten it."
        case .lineBreak(let what):
            "\(what) contains a line break or another control character; write it in one line."
        case .unknownPerson(let person): "Nobody is known as \(person); record the person first."
        case .unknownAgency(let agency): "No agency is known as \(agency); record the agency first."
        case .ofAnotherAgency(let person, let agency, let invitedFor):
            "\(person) belongs to \(agency), not to \(invitedFor); invite them for their own agency."
        case .alreadyInvited(let agency, let person):
            "\(person?.text ?? "The agency") is invited for \(agency) already; withdraw that invitation first."
        case .invitedAfterSitting(let on, let sitting):
            "An invitation cannot go out on \(on), after the conference of \(sitting)."
        case .unknownInvitation(let number, let reference):
            "Conference \(reference) has no invitation \(number)."
        case .invitationWithdrawn(let id, let on):
            "Invitation \(id) was withdrawn on \(on); invite anew to record anything for it."
        case .inTheFuture(let on, let today):
            "\(on) has not come yet (today is \(today)); give the day on which it happened."
        case .beforeInvitation(let on, let sentOn):
            "\(on) lies before the invitation of \(sentOn); give that day or a later one."
        case .replyAfterSitting(let on, let sitting):
            "A reply of \(on) comes after the conference of \(sitting); record the attendance instead."
        case .noApologies(let id):
            "Invitation \(id) carries no apologies; a delegate is named for an invitee who sent them."
        case .delegateIsInvitee(let person):
            "\(person) is the invitee; name somebody else of the agency as delegate."
        case .delegateOfAnotherAgency(let person, let agency):
            "\(person) does not belong to \(agency); the delegate must speak for the invitee's agency."
        case .noDelegate(let id): "Invitation \(id) has no delegate; name one first."
        case .delegateAlreadyBriefed(let id, let on):
            "The delegate of invitation \(id) was confirmed as briefed on \(on) already."
        case .reportAlreadySubmitted(let id, let on):
            "The report of invitation \(id) was submitted on \(on) already."
        case .reportExempt(let id): "Invitation \(id) is exempt from a report; there is nothing to record."
        case .notAFamilyRecipient(let recipient, let expected):
            "\"\(recipient)\" is no family recipient of this conference; "
                + "use \(expected.map(\.description).joined(separator: ", "))."
        case .sharingAlreadySettled(let recipient, let on):
            "Sharing with \"\(recipient)\" was settled on \(on); posting it once more changes nothing."
        case .noAttemptRecorded:
            "Unable to contact needs the day of at least one attempt; give each, none of them in the future."
        case .registerBeforeSitting(let reference, let sitting):
            "Attendance at \(reference) can be recorded from \(sitting), the day of the conference."
        case .delegateNotNamed(let id):
            "Invitation \(id) has no delegate who could have attended; name the delegate first."
        default: laterSentence
        }
    }
}
