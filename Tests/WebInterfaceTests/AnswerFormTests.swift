import Conferences
import TestValues
import Testing
import WorkingDays

@testable import WebInterface

@Suite("What a practitioner sends")
struct AnswerFormTests {
    private static let today: CalendarDate = "2027-01-07"

    private func command(
        _ part: AnswerForm.Part, _ fields: [String: String], hasBeenDiscussed: Bool = false
    ) throws(AnswerProblem) -> ConferenceCommand {
        try AnswerForm(part: part, fields: AnswerFields(fields)).command(
            for: 3, by: "P-nurse", today: Self.today, hasBeenDiscussed: hasBeenDiscussed)
    }

    @Test(
        "stands for one command",
        arguments: [
            (.reply, ["reply": "accepted", "reason": "left over"], .reply(invitation: 3, .accepted, on: today)),
            (.reply, ["reply": "tentative"], .reply(invitation: 3, .tentative, on: today)),
            (
                .reply, ["reply": "apologies", "reason": "  A hearing \n"],
                .reply(invitation: 3, .apologies(reason: "A hearing"), on: today)
            ),
            (
                .report, ["covers": "yes", "householdMembers": "3", "significantAdults": ""],
                .submitReport(
                    invitation: 3, coversSignificantOthers: true, on: today,
                    covered: SignificantOthersCovered(householdMembers: 3, significantAdults: 0))
            ),
            (
                .report, ["covers": "no", "reportOn": "2027-01-05"],
                .submitReport(invitation: 3, coversSignificantOthers: false, on: "2027-01-05")
            ),
            (
                .sharing, ["with": "carer:2", "outcome": "video", "sharedOn": "2027-01-06"],
                .recordSharing(
                    invitation: 3, with: FamilyRecipient(.carer, ordinal: 2),
                    .discussed(method: .video, by: "P-nurse"), on: "2027-01-06")
            ),
            (
                .sharing, ["with": "mother", "outcome": "unable-to-contact", "sharedOn": "2027-01-06"],
                .recordSharing(
                    invitation: 3, with: FamilyRecipient(.mother), .unableToContact(attemptedOn: ["2027-01-06"]),
                    on: "2027-01-06")
            ),
            (.delegate, ["colleague": "P-other"], .nameDelegate(invitation: 3, "P-other", on: today)),
            (.briefed, [:], .confirmDelegateBriefed(invitation: 3, on: today)),
        ] as [(AnswerForm.Part, [String: String], ConferenceCommand)])
    func commands(part: AnswerForm.Part, fields: [String: String], expected: ConferenceCommand) throws {
        #expect(try command(part, fields) == expected)
    }

    @Test("names who attends, where the agency was invited without a name")
    func naming() throws {
        #expect(
            try command(.name, ["invitee": "P-other"])
                == .nameInvitee(invitation: 3, "P-other", on: Self.today))
    }

    @Test(
        "is sent back with the field to be mended",
        arguments: [
            (.reply, [:], "reply"), (.reply, ["reply": "perhaps"], "reply"),
            (.reply, ["reply": "apologies", "reason": " \n "], "reason"),
            (.reply, ["reply": "apologies", "reason": String(repeating: "x", count: 2001)], "reason"),
            (.report, [:], "covers"), (.report, ["covers": "yes", "householdMembers": "51"], "householdMembers"),
            (.report, ["covers": "yes", "significantAdults": "-1"], "significantAdults"),
            (.report, ["covers": "yes", "reportOn": "2027-01-08"], "reportOn"),
            (.report, ["covers": "yes", "reportOn": "7 January"], "reportOn"),
            (.sharing, ["outcome": "video"], "with"), (.sharing, ["with": "aunt", "outcome": "video"], "with"),
            (.sharing, ["with": "mother"], "outcome"), (.sharing, ["with": "mother", "outcome": "post"], "outcome"),
            (.delegate, ["colleague": ""], "colleague"), (.name, [:], "invitee"), (.name, ["invitee": "?"], "invitee"),
        ] as [(AnswerForm.Part, [String: String], String)])
    func problems(part: AnswerForm.Part, fields: [String: String], field: String) {
        let thrown = #expect(throws: AnswerProblem.self) { try command(part, fields) }
        #expect(thrown?.field == field)
    }

    @Test("asks whether a new version is to be shared again, once the family has talked it through")
    func again() throws {
        #expect(throws: AnswerProblem.self) { try command(.report, ["covers": "yes"], hasBeenDiscussed: true) }
        #expect(
            try command(.report, ["covers": "yes", "again": "no"], hasBeenDiscussed: true)
                == .submitReport(invitation: 3, coversSignificantOthers: true, on: Self.today, shareAgain: false))
    }
}
