import Conferences
import TestValues
import Testing
import WorkingDays

@testable import WebInterface

@Suite("What delegates and participants send")
struct LinkFormTests {
    private static let today: CalendarDate = "2027-01-07"

    private func delegate(_ fields: [String: String]) throws(AnswerProblem) -> ConferenceCommand {
        try DelegateForm(fields: AnswerFields(fields)).command(for: 3, today: Self.today)
    }

    private func participant(
        _ part: MinutesForm.Part, _ fields: [String: String] = [:]
    ) throws(AnswerProblem) -> DiscussionCommand {
        try MinutesForm(part: part, fields: AnswerFields(fields)).command(for: 2, today: Self.today)
    }

    @Test("of a delegate is whether they stand in, and why not")
    func delegates() throws {
        #expect(
            try delegate(["standsIn": "yes", "reason": "left over"]) == .acceptDelegation(invitation: 3, on: Self.today)
        )
        #expect(
            try delegate(["standsIn": "no", "reason": " On leave "])
                == .declineDelegation(invitation: 3, reason: "On leave", on: Self.today))
        #expect(throws: AnswerProblem("standsIn", .sayStandIn)) { try delegate([:]) }
        #expect(throws: AnswerProblem("standsIn", .sayStandIn)) { try delegate(["standsIn": "perhaps"]) }
        #expect(throws: AnswerProblem("reason", .sayWhyNotStandingIn)) {
            try delegate(["standsIn": "no", "reason": " "])
        }
    }

    @Test("of a participant is whether the minutes came, and what the agenda leaves out")
    func participants() throws {
        #expect(
            try participant(.received, ["receivedOn": "2027-01-05"])
                == .minutes(.recordReceived(participant: 2, on: "2027-01-05")))
        #expect(try participant(.received) == .minutes(.recordReceived(participant: 2, on: Self.today)))
        #expect(try participant(.missing) == .minutes(.reportMissing(participant: 2, on: Self.today)))
        #expect(
            try participant(.flag, ["area": "siblings"])
                == .flagArea(AgendaAreaName("siblings"), participant: 2, on: Self.today))
        #expect(throws: AnswerProblem("area", .sayArea)) { try participant(.flag, ["area": ""]) }
        #expect(throws: AnswerProblem("receivedOn", .sayDay, ["day": "2027-01-07"])) {
            try participant(.received, ["receivedOn": "2027-01-08"])
        }
    }
}
