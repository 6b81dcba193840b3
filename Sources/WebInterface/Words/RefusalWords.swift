import Conferences
import WorkingDays

/// What a rule's refusal says to whoever meets it behind a link: a word of `words.yaml`, and the days in it.
///
/// What only the office can meet has its sentence in English, which another language's words may leave out.
struct RefusalWords: Equatable, Sendable {
    let word: PageWord
    let days: [String: CalendarDate]
    /// The rule's own sentence.
    let sentence: String

    private init(_ word: PageWord, _ sentence: String, _ days: [String: CalendarDate] = [:]) {
        (self.word, self.sentence, self.days) = (word, sentence, days)
    }

    func said(_ words: PageWords) -> String {
        words[word, days.mapValues(words.date).merging(["sentence": sentence]) { $1 }]
    }

    init(_ refusal: ConferenceRefusal) { self = Self.arranged(refusal) ?? Self.recorded(refusal) }

    /// Whether anything may be recorded at all.
    private static func arranged(_ refusal: ConferenceRefusal) -> RefusalWords? {
        let sentence = "\(refusal)"
        return switch refusal {
        case .cancelled(_, let on): Self(.refusedCancelled, sentence, ["day": on])
        case .closed(_, let on): Self(.refusedClosed, sentence, ["day": on])
        case .adjourned(_, let on, _): Self(.refusedAdjourned, sentence, ["day": on])
        case .alreadyHeld: Self(.refusedHeld, sentence)
        case .invitationWithdrawn(_, let on): Self(.refusedWithdrawn, sentence, ["day": on])
        case .invitationNotSent: Self(.refusedNotSent, sentence)
        case .inTheFuture: Self(.refusedFuture, sentence)
        case .beforeInvitation(_, let sentOn): Self(.refusedBeforeInvitation, sentence, ["day": sentOn])
        case .outsideCalendar(_, let first, let last):
            Self(.refusedOutsideCalendar, sentence, ["first": first, "last": last])
        case .replyAfterSitting(_, let sitting): Self(.refusedAfterSitting, sentence, ["day": sitting])
        case .emptyReason: Self(.refusedNoReason, sentence)
        case .lineBreak: Self(.refusedLineBreak, sentence)
        default: nil
        }
    }

    /// What was to be recorded.
    private static func recorded(_ refusal: ConferenceRefusal) -> RefusalWords {
        let sentence = "\(refusal)"
        return switch refusal {
        case .noApologies: Self(.refusedNoApologies, sentence)
        case .delegateIsInvitee: Self(.refusedDelegateIsInvitee, sentence)
        case .delegateOfAnotherAgency: Self(.refusedDelegateElsewhere, sentence)
        case .unknownPerson: Self(.refusedUnknownPerson, sentence)
        case .noDelegate: Self(.refusedNoDelegate, sentence)
        case .delegateAlreadyBriefed(_, let on): Self(.refusedBriefedAlready, sentence, ["day": on])
        case .delegateAcceptedAlready(_, let on): Self(.refusedAcceptedAlready, sentence, ["day": on])
        case .reportExempt: Self(.refusedReportExempt, sentence)
        case .noReportAsked: Self(.refusedNoReportAsked, sentence)
        case .sayWhetherToShareAgain: Self(.sayAgain, sentence)
        case .nothingToShareAgain: Self(.refusedNothingAgain, sentence)
        case .beforeReport(_, let submittedOn): Self(.refusedBeforeReport, sentence, ["day": submittedOn])
        case .notAFamilyRecipient: Self(.sayWith, sentence)
        case .sharingAlreadySettled(_, let on): Self(.refusedSharedAlready, sentence, ["day": on])
        default: Self(.refusedOtherwise, sentence)
        }
    }

    init(_ refusal: DiscussionRefusal) {
        let sentence = "\(refusal)"
        self =
            switch refusal {
            case .cancelled(_, let on): Self(.refusedCancelled, sentence, ["day": on])
            case .closed(_, let on): Self(.refusedDiscussionClosed, sentence, ["day": on])
            case .participantWithdrawn(_, let on): Self(.refusedWithdrawn, sentence, ["day": on])
            case .inTheFuture: Self(.refusedFuture, sentence)
            case .before(_, _, let earliest): Self(.refusedBefore, sentence, ["day": earliest])
            case .outsideCalendar(_, let first, let last):
                Self(.refusedOutsideCalendar, sentence, ["first": first, "last": last])
            case .unknownArea: Self(.sayArea, sentence)
            case .alreadyFlagged(_, _, let on): Self(.refusedFlaggedAlready, sentence, ["day": on])
            case .minutesOutOfTurn: Self(.refusedMinutesNotSent, sentence)
            case .minutesReceived(_, let on): Self(.refusedReceivedAlready, sentence, ["day": on])
            case .didNotAttend: Self(.refusedNotPresent, sentence)
            case .alreadyReportedMissing(_, let on): Self(.refusedMissingAlready, sentence, ["day": on])
            default: Self(.refusedOtherwise, sentence)
            }
    }
}
