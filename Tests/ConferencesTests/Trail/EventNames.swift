import Conferences

// Every event by name: a new one does not compile until it is listed here, and then needs a row in the tables of
// sentences.

enum ConferenceEventName: String, CaseIterable {
    case requested, requestDropped, scheduled, rescheduled, cancelled, closed, assigned, childAdded
    case rulesPinned, inviteeListed, invited, invitationsSent, inviteeNamed, invitationBounced, withdrawn
    case replied, delegateNamed, delegateAccepted, delegateDeclined, delegateBriefed, reportSubmitted
    case reportAccepted, reportReturned, reportCirculated, reportExempted, reportShared, contactAttempted
    case needRecorded, needArranged, exclusionRequested, exclusionDecided, split, attendanceRecorded
    case attendanceCorrected, absenceRepeated, absenceExplained, quoracyRuled, childDecided, decisionCorrected,
        reviewArranged
    case reviewLost, reviewHeld, letterIssued, coreGroupHeld, recordDrafted, recordSentToChair, recordReturned
    case recordApproved, recordCirculated, recordReceived, correctionRequested, recordFinalised
    case ownObligationMet, remindersHeld, remindersReleased

    init(_ event: ConferenceEvent) {
        self =
            switch event {
            case .requested: .requested
            case .requestDropped: .requestDropped
            case .scheduled: .scheduled
            case .rescheduled: .rescheduled
            case .cancelled: .cancelled
            case .closed: .closed
            case .assigned: .assigned
            case .childAdded: .childAdded
            case .rulesPinned: .rulesPinned
            case .inviteeListed: .inviteeListed
            case .invited: .invited
            case .invitationsSent: .invitationsSent
            case .inviteeNamed: .inviteeNamed
            case .invitationBounced: .invitationBounced
            case .withdrawn: .withdrawn
            case .replied: .replied
            case .delegateNamed: .delegateNamed
            case .delegateAccepted: .delegateAccepted
            case .delegateDeclined: .delegateDeclined
            case .delegateBriefed: .delegateBriefed
            case .reportSubmitted: .reportSubmitted
            case .reportAccepted: .reportAccepted
            case .reportReturned: .reportReturned
            case .reportCirculated: .reportCirculated
            case .reportExempted: .reportExempted
            case .reportShared: .reportShared
            case .contactAttempted: .contactAttempted
            case .needRecorded: .needRecorded
            case .needArranged: .needArranged
            case .exclusionRequested: .exclusionRequested
            case .exclusionDecided: .exclusionDecided
            case .split: .split
            case .attendanceRecorded: .attendanceRecorded
            case .attendanceCorrected: .attendanceCorrected
            case .absenceRepeated: .absenceRepeated
            case .absenceExplained: .absenceExplained
            case .quoracyRuled: .quoracyRuled
            case .childDecided: .childDecided
            case .decisionCorrected: .decisionCorrected
            case .reviewArranged: .reviewArranged
            case .reviewLost: .reviewLost
            case .reviewHeld: .reviewHeld
            case .letterIssued: .letterIssued
            case .coreGroupHeld: .coreGroupHeld
            case .recordDrafted: .recordDrafted
            case .recordSentToChair: .recordSentToChair
            case .recordReturned: .recordReturned
            case .recordApproved: .recordApproved
            case .recordCirculated: .recordCirculated
            case .recordReceived: .recordReceived
            case .correctionRequested: .correctionRequested
            case .recordFinalised: .recordFinalised
            case .ownObligationMet: .ownObligationMet
            case .remindersHeld: .remindersHeld
            case .remindersReleased: .remindersReleased
            }
    }
}

enum DiscussionEventName: String, CaseIterable {
    case arranged, moved, cancelled, participantAdded, participantWithdrawn, attendanceRecorded
    case attendanceCorrected, held, areaConsidered, areaFlagged, flagAnswered, actionCompleted, actionWithdrawn
    case section47Recorded, conferenceLinked, conferenceUnlinked, conferenceHeld, minutesDrafted
    case minutesSubmitted, minutesReturned, minutesApproved, minutesCirculated, minutesReceived
    case minutesReportedMissing, minutesCorrectionRequested, minutesFinalised, closed, chairAssigned
    case rulesPinned, followedUp, ownObligationMet, remindersHeld, remindersReleased

    init(_ event: DiscussionEvent) {
        self =
            switch event {
            case .arranged: .arranged
            case .moved: .moved
            case .cancelled: .cancelled
            case .participantAdded: .participantAdded
            case .participantWithdrawn: .participantWithdrawn
            case .attendanceRecorded: .attendanceRecorded
            case .attendanceCorrected: .attendanceCorrected
            case .held: .held
            case .areaConsidered: .areaConsidered
            case .areaFlagged: .areaFlagged
            case .flagAnswered: .flagAnswered
            case .actionCompleted: .actionCompleted
            case .actionWithdrawn: .actionWithdrawn
            case .section47Recorded: .section47Recorded
            case .conferenceLinked: .conferenceLinked
            case .conferenceUnlinked: .conferenceUnlinked
            case .conferenceHeld: .conferenceHeld
            case .minutesDrafted: .minutesDrafted
            case .minutesSubmitted: .minutesSubmitted
            case .minutesReturned: .minutesReturned
            case .minutesApproved: .minutesApproved
            case .minutesCirculated: .minutesCirculated
            case .minutesReceived: .minutesReceived
            case .minutesReportedMissing: .minutesReportedMissing
            case .minutesCorrectionRequested: .minutesCorrectionRequested
            case .minutesFinalised: .minutesFinalised
            case .closed: .closed
            case .chairAssigned: .chairAssigned
            case .rulesPinned: .rulesPinned
            case .followedUp: .followedUp
            case .ownObligationMet: .ownObligationMet
            case .remindersHeld: .remindersHeld
            case .remindersReleased: .remindersReleased
            }
    }
}

enum DirectoryEventName: String, CaseIterable {
    case agencyRecorded, personRecorded, postFilled, personHeld, personReleased, personLanguageChosen

    init(_ event: DirectoryEvent) {
        self =
            switch event {
            case .agencyRecorded: .agencyRecorded
            case .personRecorded: .personRecorded
            case .postFilled: .postFilled
            case .personHeld: .personHeld
            case .personReleased: .personReleased
            case .personLanguageChosen: .personLanguageChosen
            }
    }
}

enum TrailEventName: String, CaseIterable {
    case caseRead, keyErased, legallyHeld, legallyReleased, masterKeyRotated, messageResent, messageCancelled
    case webhookEnabled, webhookReplayed

    init(_ event: TrailEvent) {
        self =
            switch event {
            case .caseRead: .caseRead
            case .keyErased: .keyErased
            case .legallyHeld: .legallyHeld
            case .legallyReleased: .legallyReleased
            case .masterKeyRotated: .masterKeyRotated
            case .messageResent: .messageResent
            case .messageCancelled: .messageCancelled
            case .webhookEnabled: .webhookEnabled
            case .webhookReplayed: .webhookReplayed
            }
    }
}
