/// The words that the practitioners' pages work out, by their keys in `words.yaml`, each with what may be filled in. What
/// stands on a page in any case is in its template.
enum PageWord: String, CaseIterable, Sendable {
    case date = "dates.date"
    case moment = "dates.moment"
    case initial = "types.initial"
    case review = "types.review"
    case preBirth = "types.pre-birth"
    case transferIn = "types.transfer-in"
    case discussion = "types.discussion"
    case conference = "types.conference"
    case answerTitle = "titles.answer"
    case delegateTitle = "titles.delegate"
    case minutesTitle = "titles.minutes"
    case listTitle = "titles.list"
    case due = "due.due"
    case overdue = "due.overdue"
    case yes = "words.yes"
    case no = "words.no"
    case accepted = "reply.accepted"
    case tentative = "reply.tentative"
    case apologies = "reply.apologies"
    case replyGiven = "reply.given"
    case replyUntil = "reply.until"
    case saidAccepted = "reply.saidAccepted"
    case saidTentative = "reply.saidTentative"
    case saidApologies = "reply.saidApologies"
    case missingReason = "missing.reason"
    case missingReport = "missing.report"
    case missingDelegate = "missing.delegate"
    case reportCovering = "report.covering"
    case reportNotCovering = "report.notCovering"
    case faceToFace = "sharing.face-to-face"
    case video = "sharing.video"
    case telephone = "sharing.telephone"
    case sentOnly = "sharing.sent-only"
    case refused = "sharing.refused"
    case unableToContact = "sharing.unable-to-contact"
    case saidFaceToFace = "shared.face-to-face"
    case saidVideo = "shared.video"
    case saidTelephone = "shared.telephone"
    case saidSentOnly = "shared.sent-only"
    case saidRefused = "shared.refused"
    case saidUnableToContact = "shared.unable-to-contact"
    case saidExempt = "shared.exempt"
    case sharedOn = "shared.on"
    case notShared = "shared.notYet"
    case mother = "family.mother"
    case father = "family.father"
    case carer = "family.carer"
    case child = "family.child"
    case otherParentalResponsibility = "family.other"
    case furtherRecipient = "family.further"
    case delegateGiven = "delegate.given"
    case willStandIn = "delegate.will"
    case cannotStandIn = "delegate.cannot"
    case standsIn = "delegate.standsIn"
    case standsInForAgency = "delegate.standsInForAgency"
    case markNotYet = "agenda.notYet"
    case markAddressed = "agenda.addressed"
    case markFlagged = "agenda.flagged"
    case minutesReceived = "minutes.received"
    case minutesMissing = "minutes.missing"
    case minutesDue = "minutes.due"
    case asInvitee = "list.asInvitee"
    case asLead = "list.asLead"
    case asDelegate = "list.asDelegate"
    case asParticipant = "list.asParticipant"
    case doneReply = "done.reply"
    case doneReport = "done.report"
    case doneSharing = "done.sharing"
    case doneName = "done.name"
    case doneDelegate = "done.delegate"
    case doneBriefed = "done.briefed"
    case doneAccept = "done.accept"
    case doneReceived = "done.received"
    case doneNotReceived = "done.missing"
    case doneFlag = "done.flag"
    case sayReply = "problems.reply"
    case sayReason = "problems.reason"
    case sayWhyNotStandingIn = "problems.declined"
    case tooLong = "problems.tooLong"
    case sayCovers = "problems.covers"
    case sayAgain = "problems.again"
    case sayWith = "problems.with"
    case sayOutcome = "problems.outcome"
    case sayColleague = "problems.colleague"
    case sayInvitee = "problems.invitee"
    case sayHouseholdMembers = "problems.householdMembers"
    case saySignificantAdults = "problems.significantAdults"
    case sayDay = "problems.day"
    case sayArea = "problems.area"
    case sayStandIn = "problems.standIn"
    case refusedCancelled = "refusals.cancelled"
    case refusedClosed = "refusals.closed"
    case refusedAdjourned = "refusals.adjourned"
    case refusedHeld = "refusals.held"
    case refusedWithdrawn = "refusals.withdrawn"
    case refusedNotSent = "refusals.notSent"
    case refusedFuture = "refusals.future"
    case refusedBefore = "refusals.before"
    case refusedBeforeInvitation = "refusals.beforeInvitation"
    case refusedOutsideCalendar = "refusals.outsideCalendar"
    case refusedAfterSitting = "refusals.afterSitting"
    case refusedNoReason = "refusals.noReason"
    case refusedLineBreak = "refusals.lineBreak"
    case refusedNoApologies = "refusals.noApologies"
    case refusedDelegateIsInvitee = "refusals.delegateIsInvitee"
    case refusedDelegateElsewhere = "refusals.delegateElsewhere"
    case refusedUnknownPerson = "refusals.unknownPerson"
    case refusedNoDelegate = "refusals.noDelegate"
    case refusedBriefedAlready = "refusals.briefedAlready"
    case refusedAcceptedAlready = "refusals.acceptedAlready"
    case refusedReportExempt = "refusals.reportExempt"
    case refusedNoReportAsked = "refusals.noReportAsked"
    case refusedNothingAgain = "refusals.nothingAgain"
    case refusedBeforeReport = "refusals.beforeReport"
    case refusedSharedAlready = "refusals.sharedAlready"
    case refusedDiscussionClosed = "refusals.discussionClosed"
    case refusedFlaggedAlready = "refusals.flaggedAlready"
    case refusedMinutesNotSent = "refusals.minutesNotSent"
    case refusedReceivedAlready = "refusals.receivedAlready"
    case refusedNotPresent = "refusals.notPresent"
    case refusedMissingAlready = "refusals.missingAlready"
    case refusedOtherwise = "refusals.otherwise"

    /// What its phrase may ask for.
    var places: Set<String> {
        switch self {
        case .date: ["weekday", "day", "month", "year"]
        case .moment: ["date", "time"]
        case .due, .overdue, .replyUntil, .reportCovering, .reportNotCovering, .markAddressed, .minutesReceived,
            .minutesMissing,
            .minutesDue:
            ["date"]
        case .replyGiven: ["date", "answer"]
        case .sharedOn: ["state", "date"]
        case .furtherRecipient: ["label", "number"]
        case .delegateGiven: ["name"]
        case .standsIn: ["name", "agency"]
        case .standsInForAgency, .asInvitee, .asLead, .asDelegate, .asParticipant: ["agency"]
        case .tooLong: ["most", "count"]
        case .sayHouseholdMembers, .saySignificantAdults: ["most"]
        case .sayDay, .refusedCancelled, .refusedClosed, .refusedAdjourned, .refusedWithdrawn, .refusedBefore,
            .refusedBeforeInvitation, .refusedAfterSitting, .refusedBriefedAlready, .refusedAcceptedAlready,
            .refusedBeforeReport, .refusedSharedAlready, .refusedDiscussionClosed, .refusedFlaggedAlready,
            .refusedReceivedAlready, .refusedMissingAlready:
            ["day"]
        case .refusedOutsideCalendar: ["first", "last"]
        case .refusedOtherwise: ["sentence"]
        default: []
        }
    }
}
