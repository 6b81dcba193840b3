import Conferences

/// Every refusal by name: a new one does not compile until it is listed here, and then needs a refused case.
enum RefusalName: String, CaseIterable {
    case notScheduled, alreadyScheduled, cancelled, alreadyHeld, sittingUnchanged, sittingInThePast, outsideCalendar
    case noFamilyRecipient, repeatedFamilyRecipient, emptyPlace, emptyReason, tooLong, lineBreak, unknownPerson
    case unknownAgency, ofAnotherAgency, alreadyInvited, invitedAfterSitting, unknownInvitation, invitationWithdrawn
    case inTheFuture, beforeInvitation, replyAfterSitting, noApologies, delegateIsInvitee, delegateOfAnotherAgency
    case noDelegate, delegateAlreadyBriefed, reportAlreadySubmitted, reportExempt, notAFamilyRecipient
    case sharingAlreadySettled, noAttemptRecorded, registerBeforeSitting, delegateNotNamed, alreadyRequested
    case unknownDiscussion, discussionOfAnotherCase
    case ofAnotherCase, closed, adjourned, notHeld, beforeSitting, repeatedChild, badVideoLink, rulesPinnedAlready
    case notReadyToClose, assignedAlready, holdIntoThePast, notOnHold, unknownObligation, noSuchOwnObligation
    case tickNeedsInvitation, tickTakesNoInvitation, tickedAlready, invitationNotSent, nothingToSend, namedAlready
    case delegateAcceptedAlready, noReportAsked, tooManyCovered, sayWhetherToShareAgain, nothingToShareAgain
    case beforeReport, noReportYet, reportAlreadyAccepted, noAgencyNamed, agencyNotInvited, sharingSettledWithAll
    case unknownNeed, needArrangedAlready, exclusionPending, exclusionLate, unknownExclusion
    case exclusionDecidedAlready, beforeRequest, badSplit, notAbsent, absenceExplainedAlready, emptyRegister
    case twiceInRegister, attendanceRecordedAlready, noAttendanceYet, attendanceUnchanged, timesWithoutPart
    case leftBeforeJoining, ruledTooLate, isQuorate, unknownChild, decidedAlready, inquorateWithoutRuling
    case undecided, decisionUnchanged
    case letterIssuedAlready, noPlanMade, coreGroupHeldAlready, recordNotThere, circulatedToAll, circulatedAlready
    case notCirculated, beforeCirculation, receivedAlready

    init(_ refusal: ConferenceRefusal) {
        self =
            switch refusal {
            case .notScheduled: .notScheduled
            case .alreadyScheduled: .alreadyScheduled
            case .cancelled: .cancelled
            case .alreadyHeld: .alreadyHeld
            case .sittingUnchanged: .sittingUnchanged
            case .sittingInThePast: .sittingInThePast
            case .outsideCalendar: .outsideCalendar
            case .noFamilyRecipient: .noFamilyRecipient
            case .repeatedFamilyRecipient: .repeatedFamilyRecipient
            case .emptyPlace: .emptyPlace
            case .emptyReason: .emptyReason
            case .tooLong: .tooLong
            case .lineBreak: .lineBreak
            case .unknownPerson: .unknownPerson
            case .unknownAgency: .unknownAgency
            case .ofAnotherAgency: .ofAnotherAgency
            case .alreadyInvited: .alreadyInvited
            case .invitedAfterSitting: .invitedAfterSitting
            case .unknownInvitation: .unknownInvitation
            case .invitationWithdrawn: .invitationWithdrawn
            case .inTheFuture: .inTheFuture
            case .beforeInvitation: .beforeInvitation
            case .replyAfterSitting: .replyAfterSitting
            case .noApologies: .noApologies
            case .delegateIsInvitee: .delegateIsInvitee
            case .delegateOfAnotherAgency: .delegateOfAnotherAgency
            case .noDelegate: .noDelegate
            case .delegateAlreadyBriefed: .delegateAlreadyBriefed
            case .reportAlreadySubmitted: .reportAlreadySubmitted
            case .reportExempt: .reportExempt
            case .notAFamilyRecipient: .notAFamilyRecipient
            case .sharingAlreadySettled: .sharingAlreadySettled
            case .noAttemptRecorded: .noAttemptRecorded
            case .registerBeforeSitting: .registerBeforeSitting
            case .delegateNotNamed: .delegateNotNamed
            case .alreadyRequested: .alreadyRequested
            case .unknownDiscussion: .unknownDiscussion
            case .discussionOfAnotherCase: .discussionOfAnotherCase
            case .ofAnotherCase: .ofAnotherCase
            case .closed: .closed
            case .adjourned: .adjourned
            case .notHeld: .notHeld
            case .beforeSitting: .beforeSitting
            case .repeatedChild: .repeatedChild
            case .badVideoLink: .badVideoLink
            case .rulesPinnedAlready: .rulesPinnedAlready
            case .notReadyToClose: .notReadyToClose
            case .assignedAlready: .assignedAlready
            case .holdIntoThePast: .holdIntoThePast
            case .notOnHold: .notOnHold
            case .unknownObligation: .unknownObligation
            case .noSuchOwnObligation: .noSuchOwnObligation
            case .tickNeedsInvitation: .tickNeedsInvitation
            case .tickTakesNoInvitation: .tickTakesNoInvitation
            case .tickedAlready: .tickedAlready
            case .invitationNotSent: .invitationNotSent
            case .nothingToSend: .nothingToSend
            case .namedAlready: .namedAlready
            case .delegateAcceptedAlready: .delegateAcceptedAlready
            case .noReportAsked: .noReportAsked
            case .tooManyCovered: .tooManyCovered
            case .sayWhetherToShareAgain: .sayWhetherToShareAgain
            case .nothingToShareAgain: .nothingToShareAgain
            case .beforeReport: .beforeReport
            case .noReportYet: .noReportYet
            case .reportAlreadyAccepted: .reportAlreadyAccepted
            case .noAgencyNamed: .noAgencyNamed
            case .agencyNotInvited: .agencyNotInvited
            case .sharingSettledWithAll: .sharingSettledWithAll
            case .unknownNeed: .unknownNeed
            case .needArrangedAlready: .needArrangedAlready
            case .exclusionPending: .exclusionPending
            case .exclusionLate: .exclusionLate
            case .unknownExclusion: .unknownExclusion
            case .exclusionDecidedAlready: .exclusionDecidedAlready
            case .beforeRequest: .beforeRequest
            case .badSplit: .badSplit
            case .notAbsent: .notAbsent
            case .absenceExplainedAlready: .absenceExplainedAlready
            case .emptyRegister: .emptyRegister
            case .twiceInRegister: .twiceInRegister
            case .attendanceRecordedAlready: .attendanceRecordedAlready
            case .noAttendanceYet: .noAttendanceYet
            case .attendanceUnchanged: .attendanceUnchanged
            case .timesWithoutPart: .timesWithoutPart
            case .leftBeforeJoining: .leftBeforeJoining
            case .ruledTooLate: .ruledTooLate
            case .isQuorate: .isQuorate
            case .unknownChild: .unknownChild
            case .decidedAlready: .decidedAlready
            case .undecided: .undecided
            case .decisionUnchanged: .decisionUnchanged
            case .inquorateWithoutRuling: .inquorateWithoutRuling
            case .letterIssuedAlready: .letterIssuedAlready
            case .noPlanMade: .noPlanMade
            case .coreGroupHeldAlready: .coreGroupHeldAlready
            case .recordNotThere: .recordNotThere
            case .circulatedToAll: .circulatedToAll
            case .circulatedAlready: .circulatedAlready
            case .notCirculated: .notCirculated
            case .beforeCirculation: .beforeCirculation
            case .receivedAlready: .receivedAlready
            }
    }
}
