import Conferences
import TestValues
import Testing
import WorkingDays

@Suite("A refusal")
struct ConferenceRefusalTests {
    @Test("comes for the rule that was broken", arguments: RefusedCase.all)
    func refuses(_ row: RefusedCase) {
        given(row.given).when(row.when, today: row.today).thenRefused(row.refusal)
    }

    @Test("is a sentence that names the offending value", arguments: RefusedCase.all)
    func namesTheValue(_ row: RefusedCase) {
        let sentence = "\(row.refusal)"
        #expect(sentence.hasSuffix(".") && sentence.contains(" "))
        #expect(!sentence.contains("Optional(") && !sentence.contains("\n"))
        for value in row.names { #expect(sentence.contains(value)) }
    }

    @Test("repeats nothing that people typed, for it may name somebody", arguments: RefusedCase.all)
    func keepsNames(_ row: RefusedCase) {
        for word in Sample.personalText.split(separator: " ") where word.count > 2 {
            #expect(!"\(row.refusal)".contains(word))
        }
    }

    @Test("is reached for every rule there is")
    func coversEveryRule() {
        let reached = Set(RefusedCase.all.map { RefusalName($0.refusal) })
        #expect(Set(RefusalName.allCases).subtracting(reached).isEmpty)
    }

    @Test("speaks of an unknown person first: with a mistake there every other answer would mislead")
    func unknownPersonComesFirst() {
        given().when(.invite(agency: "POL", person: "pol-9", on: "2026-10-01")).thenRefused(.unknownPerson("pol-9"))
    }
}

/// Every refusal by name: a new one does not compile until it is listed here, and then needs a refused case.
private enum RefusalName: CaseIterable {
    case notScheduled, alreadyScheduled, cancelled, alreadyHeld, sittingUnchanged, sittingInThePast, outsideCalendar
    case noFamilyRecipient, repeatedFamilyRecipient, emptyPlace, emptyReason, tooLong, lineBreak, unknownPerson
    case unknownAgency, ofAnotherAgency, alreadyInvited, invitedAfterSitting, unknownInvitation, invitationWithdrawn
    case inTheFuture, beforeInvitation, replyAfterSitting, noApologies, delegateIsInvitee, delegateOfAnotherAgency
    case noDelegate, delegateAlreadyBriefed, reportAlreadySubmitted, reportExempt, notAFamilyRecipient
    case sharingAlreadySettled, noAttemptRecorded, registerBeforeSitting, delegateNotNamed

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
            }
    }
}
