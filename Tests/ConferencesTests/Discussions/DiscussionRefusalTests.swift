import Conferences
import TestValues
import Testing
import WorkingDays

@Suite("A refusal about a strategy discussion")
struct DiscussionRefusalTests {
    @Test("comes for the rule that was broken, with its sentence", arguments: RefusedDiscussion.all)
    func refuses(_ row: RefusedDiscussion) {
        discussed(row.given).when(row.when, today: row.today).thenRefused(row.refusal)
        #expect("\(row.refusal)" == row.sentence)
        #expect(row.sentence.hasSuffix("."))
    }

    @Test("repeats nothing that people typed, for it may name somebody", arguments: RefusedDiscussion.all)
    func keepsNames(_ row: RefusedDiscussion) {
        for word in SD.secret.shown.split(separator: " ") where word.count > 2 {
            #expect(!"\(row.refusal)".contains(word))
        }
    }

    @Test("is reached for every rule there is")
    func coversEveryRule() {
        let reached = Set(RefusedDiscussion.all.map { DiscussionRefusalName($0.refusal) })
        #expect(Set(DiscussionRefusalName.allCases).subtracting(reached).isEmpty)
    }

    @Test("speaks of an unknown person first: with a mistake there every other answer would mislead")
    func unknownPersonComesFirst() {
        discussed().when(.addParticipant(agency: "POL", person: "pol-9", on: "2026-10-01"))
            .thenRefused(.unknownPerson("pol-9"))
    }
}

/// Every refusal by name: a new one does not compile until it is listed here, and then needs a refused case.
private enum DiscussionRefusalName: CaseIterable {
    case notArranged, alreadyArranged, cancelled, closed, alreadyHeld, notHeld, sittingUnchanged, sittingInThePast
    case conferenceFollows, agenda, outsideCalendar, inTheFuture, before, emptyText, tooLong, lineBreak
    case controlCharacter, unknownPerson, unknownAgency, ofAnotherAgency, alreadyTakesPart, invitedAfterSitting
    case unknownParticipant, participantWithdrawn, participantAttended, nobodyRegistered, registerBeforeSitting
    case attendanceAlreadyRecorded, attendanceNotRecorded, attendanceUnchanged, heldOnAnotherDay, minimumMissing
    case minimumPresent, unknownArea, areaNeedsAgency, areaIsShared, agencyNotTakingPart, noAction
    case actionDueInThePast, actionsOutstanding, unknownAction, actionDone, actionWithdrawn, alreadyFlagged
    case unknownFlag, flagResolved, leadWithoutEnquiry, section47Unchanged, section47NotRecorded, linkUnchanged
    case notLinked, linkedConferenceHeld, minutesOutOfTurn, nobodyToReceive, minutesReceived, didNotAttend
    case alreadyReportedMissing, areasUnaddressed, everyAreaAddressed, chairsAlready, rulesPinnedAlready
    case holdIntoThePast, notOnHold, unknownObligation, noSuchOwnObligation, tickedAlready

    init(_ refusal: DiscussionRefusal) {
        self =
            switch refusal {
            case .notArranged: .notArranged
            case .alreadyArranged: .alreadyArranged
            case .cancelled: .cancelled
            case .closed: .closed
            case .alreadyHeld: .alreadyHeld
            case .notHeld: .notHeld
            case .sittingUnchanged: .sittingUnchanged
            case .sittingInThePast: .sittingInThePast
            case .conferenceFollows: .conferenceFollows
            case .agenda: .agenda
            case .outsideCalendar: .outsideCalendar
            case .inTheFuture: .inTheFuture
            case .before: .before
            case .emptyText: .emptyText
            case .tooLong: .tooLong
            case .lineBreak: .lineBreak
            case .controlCharacter: .controlCharacter
            case .unknownPerson: .unknownPerson
            case .unknownAgency: .unknownAgency
            case .ofAnotherAgency: .ofAnotherAgency
            case .alreadyTakesPart: .alreadyTakesPart
            case .invitedAfterSitting: .invitedAfterSitting
            case .unknownParticipant: .unknownParticipant
            case .participantWithdrawn: .participantWithdrawn
            case .participantAttended: .participantAttended
            case .nobodyRegistered: .nobodyRegistered
            case .registerBeforeSitting: .registerBeforeSitting
            case .attendanceAlreadyRecorded: .attendanceAlreadyRecorded
            case .attendanceNotRecorded: .attendanceNotRecorded
            case .attendanceUnchanged: .attendanceUnchanged
            case .heldOnAnotherDay: .heldOnAnotherDay
            case .minimumMissing: .minimumMissing
            case .minimumPresent: .minimumPresent
            case .unknownArea: .unknownArea
            case .areaNeedsAgency: .areaNeedsAgency
            case .areaIsShared: .areaIsShared
            case .agencyNotTakingPart: .agencyNotTakingPart
            case .noAction: .noAction
            case .actionDueInThePast: .actionDueInThePast
            case .actionsOutstanding: .actionsOutstanding
            case .unknownAction: .unknownAction
            case .actionDone: .actionDone
            case .actionWithdrawn: .actionWithdrawn
            case .alreadyFlagged: .alreadyFlagged
            case .unknownFlag: .unknownFlag
            case .flagResolved: .flagResolved
            case .leadWithoutEnquiry: .leadWithoutEnquiry
            case .section47Unchanged: .section47Unchanged
            case .section47NotRecorded: .section47NotRecorded
            case .linkUnchanged: .linkUnchanged
            case .notLinked: .notLinked
            case .linkedConferenceHeld: .linkedConferenceHeld
            case .minutesOutOfTurn: .minutesOutOfTurn
            case .nobodyToReceive: .nobodyToReceive
            case .minutesReceived: .minutesReceived
            case .didNotAttend: .didNotAttend
            case .alreadyReportedMissing: .alreadyReportedMissing
            case .areasUnaddressed: .areasUnaddressed
            case .everyAreaAddressed: .everyAreaAddressed
            case .chairsAlready: .chairsAlready
            case .rulesPinnedAlready: .rulesPinnedAlready
            case .holdIntoThePast: .holdIntoThePast
            case .notOnHold: .notOnHold
            case .unknownObligation: .unknownObligation
            case .noSuchOwnObligation: .noSuchOwnObligation
            case .tickedAlready: .tickedAlready
            }
    }
}
