/// The words around what is due, by their keys in a `words.yaml`, each with what may be filled in.
enum Word: String, CaseIterable {
    case date = "dates.date"
    case moment = "dates.moment"
    case by = "dates.by"
    case workingDays = "dates.workingDays"
    case list
    case initial = "matters.initial"
    case review = "matters.review"
    case preBirth = "matters.pre-birth"
    case transferIn = "matters.transfer-in"
    case discussion = "matters.discussion"
    case conferenceNumbered = "matters.conferenceNumbered"
    case discussionNumbered = "matters.discussionNumbered"
    case yourConference = "matters.yourConference"
    case yourConferences = "matters.yourConferences"
    case yourDiscussion = "matters.yourDiscussion"
    case yourDiscussions = "matters.yourDiscussions"
    case yourMatters = "matters.yourMatters"
    case dueToday = "urgency.dueToday"
    case dueNow = "urgency.dueNow"
    case dueIn = "urgency.dueIn"
    case overdue = "urgency.overdue"
    case overdueBy = "urgency.overdueBy"
    case newDate = "urgency.newDate"
    case closed = "urgency.closed"
    case unknownAgency = "agencies.unknown"
    case unknownAgencyFirst = "agencies.unknownFirst"
    case participantAsk = "participant.ask"
    case participantDetail = "participant.detail"
    case agencyByRole = "because.agencyByRole"
    case agencyLead = "because.agencyLead"
    case noLead = "because.noLead"
    case nobody = "because.nobody"
    case chair = "because.chair"
    case administrator = "because.administrator"
    case teamManager = "because.teamManager"
    case headOfService = "because.headOfService"
    case serviceManager = "because.serviceManager"
    case partnership = "because.partnership"
    case moved = "because.moved"
    case invitationSubject = "invitation.subject"
    case invitationIntro = "invitation.intro"
    case invitationUrgency = "invitation.urgency"
    case invitationAsk = "invitation.ask"
    case invitationDetail = "invitation.detail"
    case invitationReason = "invitation.reason"
    case invitationPlainIntro = "invitation.plainIntro"
    case delegateSubject = "delegate.subject"
    case delegateIntro = "delegate.intro"
    case delegatePlainIntro = "delegate.plainIntro"
    case delegateUrgency = "delegate.urgency"
    case delegateAsk = "delegate.ask"
    case delegateDetail = "delegate.detail"
    case delegateReason = "delegate.reason"
    case invitationPreparation = "invitation.preparation"
    case releaseSubject = "release.subject"
    case releaseIntro = "release.intro"
    case releasePlainIntro = "release.plainIntro"
    case releaseUrgency = "release.urgency"
    case leadIntro = "lead.intro"
    case leadPlainIntro = "lead.plainIntro"
    case leadAsk = "lead.ask"
    case leadDetail = "lead.detail"
    case leadReason = "lead.reason"
    case leadRelievedSubject = "lead.relievedSubject"
    case leadRelievedIntro = "lead.relievedIntro"
    case leadRelievedPlainIntro = "lead.relievedPlainIntro"
    case leadRelievedUrgency = "lead.relievedUrgency"
    case changeSubject = "change.subject"
    case changeIntro = "change.intro"
    case changePlainIntro = "change.plainIntro"
    case changeUrgency = "change.urgency"
    case cancellationSubject = "cancellation.subject"
    case cancellationIntro = "cancellation.intro"
    case cancellationPlainIntro = "cancellation.plainIntro"
    case cancellationUrgency = "cancellation.urgency"
    case cancellationAsk = "cancellation.ask"
    case cancellationReason = "cancellation.reason"
    case alertReader = "alert.reader"
    case alertReminder = "alert.reminder"
    case alertInvitation = "alert.invitation"
    case alertSubject = "alert.subject"
    case alertSeveral = "alert.several"
    case alertFailed = "alert.failed"
    case alertAddress = "alert.address"
    case alertLate = "alert.late"
    case alertHeld = "alert.held"
    case alertClosed = "alert.closed"
    case alertUrgency = "alert.urgency"
    case alertInvitationAsk = "alert.invitationAsk"
    case adviceOnAddress = "alert.adviceOnAddress"
    case advice = "alert.advice"
    case adviceOnHeld = "alert.adviceOnHeld"
    case alertReason = "alert.reason"
    case alertText = "alert.text"
    case alertNumber = "alert.number"
    case adviceOnNumber = "alert.adviceOnNumber"
    case calendarSummary = "calendar.summary"
    case textReminder = "text.reminder"
    case textReminders = "text.reminders"
    case textInvitation = "text.invitation"
    case textDelegation = "text.delegation"
    case textChange = "text.change"
    case textCancellation = "text.cancellation"
    case textAlert = "text.alert"
    case textShort = "text.short"

    /// What its phrase may ask for.
    var places: Set<String> {
        switch self {
        case .date: ["weekday", "day", "month", "year"]
        case .moment: ["date", "dateInSentence", "time"]
        case .by, .moved: ["date", "dateInSentence"]
        case .workingDays: ["count", "isOne", "isTwo"]
        case .list: ["rest", "last", "lastBeginsWithVowel"]
        case .dueIn, .overdueBy: ["days"]
        case .agencyByRole, .noLead, .nobody, .invitationReason, .delegateReason, .cancellationReason, .leadIntro,
            .leadPlainIntro, .leadReason, .leadRelievedIntro, .leadRelievedPlainIntro:
            ["agency"]
        case .invitationSubject, .delegateSubject, .changeSubject, .cancellationSubject, .leadRelievedSubject,
            .releaseSubject:
            ["conference", "when"]
        case .invitationPreparation: ["report", "share"]
        case .alertReader: ["person", "agency"]
        case .alertReminder, .alertInvitation, .alertText: ["reader"]
        case .alertSubject, .alertSeveral: ["count"]
        case .alertFailed, .alertLate, .alertHeld, .alertClosed: ["what", "reason"]
        case .alertAddress, .alertNumber: ["reader", "reason"]
        case .alertInvitationAsk, .adviceOnAddress, .adviceOnNumber: ["person"]
        case .textReminder: ["urgency", "ask", "due", "conference", "link", "isEscalation"]
        case .textReminders:
            ["count", "overdue", "urgency", "ask", "due", "conference", "link", "isEscalation"]
        case .textInvitation, .textDelegation, .textChange, .textCancellation: ["conference", "when", "link"]
        case .textAlert, .calendarSummary: ["conference"]
        case .textShort: ["count", "isSingle", "urgency", "conference", "link"]
        default: []
        }
    }
}
