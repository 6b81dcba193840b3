import Conferences

/// Every command by name: a new one does not compile until it is listed here, and then needs an accepted case.
enum CommandName: String, CaseIterable {
    case request, schedule, reschedule, cancel, close, assign, addChild, pinRules, listInvitee, invite
    case sendInvitations, nameInvitee, recordBounce, withdraw, reply, nameDelegate, acceptDelegation
    case declineDelegation, confirmDelegateBriefed, submitReport, acceptReport, returnReport, circulateReport
    case exemptReport, recordSharing, exemptSharing, recordAttempt, recordNeed, arrangeNeed, requestExclusion
    case decideExclusion, split, recordAttendance, correctAttendance, explainAbsence, rule, decide
    case correctDecision
    case noteReviewArranged, noteReviewLost, noteReviewHeld, issueLetter, recordCoreGroup, draftRecord
    case sendRecordToChair, returnRecord, approveRecord, circulateRecord, recordReceipt, requestCorrection
    case finaliseRecord, tick, holdReminders, releaseReminders

    init(_ command: ConferenceCommand) {
        self =
            switch command {
            case .request: .request
            case .schedule: .schedule
            case .reschedule: .reschedule
            case .cancel: .cancel
            case .close: .close
            case .assign: .assign
            case .addChild: .addChild
            case .pinRules: .pinRules
            case .listInvitee: .listInvitee
            case .invite: .invite
            case .sendInvitations: .sendInvitations
            case .nameInvitee: .nameInvitee
            case .recordBounce: .recordBounce
            case .withdraw: .withdraw
            case .reply: .reply
            case .nameDelegate: .nameDelegate
            case .acceptDelegation: .acceptDelegation
            case .declineDelegation: .declineDelegation
            case .confirmDelegateBriefed: .confirmDelegateBriefed
            case .submitReport: .submitReport
            case .acceptReport: .acceptReport
            case .returnReport: .returnReport
            case .circulateReport: .circulateReport
            case .exemptReport: .exemptReport
            case .recordSharing: .recordSharing
            case .exemptSharing: .exemptSharing
            case .recordAttempt: .recordAttempt
            case .recordNeed: .recordNeed
            case .arrangeNeed: .arrangeNeed
            case .requestExclusion: .requestExclusion
            case .decideExclusion: .decideExclusion
            case .split: .split
            case .recordAttendance: .recordAttendance
            case .correctAttendance: .correctAttendance
            case .explainAbsence: .explainAbsence
            case .rule: .rule
            case .decide: .decide
            case .correctDecision: .correctDecision
            case .noteReviewArranged: .noteReviewArranged
            case .noteReviewLost: .noteReviewLost
            case .noteReviewHeld: .noteReviewHeld
            case .issueLetter: .issueLetter
            case .recordCoreGroup: .recordCoreGroup
            case .draftRecord: .draftRecord
            case .sendRecordToChair: .sendRecordToChair
            case .returnRecord: .returnRecord
            case .approveRecord: .approveRecord
            case .circulateRecord: .circulateRecord
            case .recordReceipt: .recordReceipt
            case .requestCorrection: .requestCorrection
            case .finaliseRecord: .finaliseRecord
            case .tick: .tick
            case .holdReminders: .holdReminders
            case .releaseReminders: .releaseReminders
            }
    }
}
