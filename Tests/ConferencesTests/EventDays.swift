import Conferences
import WorkingDays

extension ConferenceEvent {
    /// The day that the event itself names, if it names one.
    var on: CalendarDate? {
        switch self {
        case .requested(let request): request.on
        case .scheduled(let scheduling): scheduling.on
        case .requestDropped(let on, _), .rescheduled(_, let on), .cancelled(let on, _), .closed(let on),
            .assigned(_, _, let on), .childAdded(_, let on):
            on
        case .inviteeListed(_, _, _, _, let on), .invited(_, _, _, let on, _), .invitationsSent(_, let on),
            .inviteeNamed(_, _, let on), .invitationBounced(_, let on), .withdrawn(_, let on), .replied(_, _, let on):
            on
        case .delegateNamed(_, _, let on), .delegateAccepted(_, let on), .delegateDeclined(_, _, let on),
            .delegateBriefed(_, let on):
            on
        case .reportSubmitted(_, _, let on, _, _), .reportAccepted(_, let on), .reportReturned(_, _, let on),
            .reportCirculated(_, _, let on), .reportExempted(_, _, _, let on), .reportShared(_, _, _, let on),
            .contactAttempted(_, _, _, _, let on):
            on
        case .needRecorded(_, _, _, _, let on), .needArranged(_, let on), .exclusionRequested(_, _, _, _, _, let on),
            .exclusionDecided(_, _, _, let on), .split(_, _, let on):
            on
        case .absenceExplained(_, _, let on), .quoracyRuled(_, let on), .childDecided(_, _, let on),
            .reviewHeld(_, let on), .ownObligationMet(_, _, let on):
            on
        case .letterIssued(let on), .coreGroupHeld(let on), .recordDrafted(let on), .recordSentToChair(let on),
            .recordReturned(_, let on), .recordApproved(let on), .recordCirculated(_, let on),
            .recordReceived(_, let on), .correctionRequested(_, _, let on), .recordFinalised(let on):
            on
        case .rulesPinned, .attendanceRecorded, .attendanceCorrected, .decisionCorrected, .absenceRepeated,
            .reviewArranged, .reviewLost,
            .remindersHeld, .remindersReleased:
            nil
        }
    }
}
