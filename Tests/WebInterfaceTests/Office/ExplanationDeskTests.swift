import Conferences
import Persistence
import TestValues
import Testing
import WorkingDays

@testable import WebInterface

@Suite("The page behind a date")
struct ExplanationDeskTests {
    @Test("tells the rule, every day counted or passed over, and each step, and is entered in the trail")
    func whole() async throws {
        let sample = try await OfficeSample(at: "2026-11-26T10:00:00Z")
        try await sample.send(at: "2026-11-25T09:00:00Z")
        let page = try await sample.get("/explain", query: ["obligation": "CP-1#1/submitReport"])
        for part in [
            "Submit the written report", "Due Thursday 14 January 2027, until 23:59",
            "3 working days before the conference", "Rulebook 4, submitReport",
            "<td>Tuesday 19 January 2027</td><td>day 0</td>",
            "<td>Sunday 17 January 2027</td><td>not counted</td><td>Sunday</td>",
            "<td>Thursday 14 January 2027</td><td>3</td><td>working day</td>",
            "<td>5 working days before the deadline</td><td>whoever owes it</td>", "will be sent to P-officer",
            "href=\"/conferences/CP-1\"", "href=\"/people/P-officer\"",
        ] { #expect(page.text.contains(part), "\(part)") }
        let reply = try await sample.get("/explain", query: ["obligation": "CP-1#1/reply"])
        #expect(
            reply.text.contains("sent to P-officer, Wed 25 Nov 2026 09:00") && reply.text.contains("href=\"/messages/"))
        #expect(reply.text.contains("Overdue"))
        #expect(try await sample.events("caseRead", by: "user/anna") == 2)
    }

    @Test("says of a silence that the last step before the conference leaves all the same")
    func silence() async throws {
        let sample = try await OfficeSample()
        try await sample.act { registrar in
            try registrar.perform(
                ConferenceCommand.holdReminders(
                    try ObligationID(text: "CP-1#1/submitReport"), until: "2027-01-12", reason: "Agreed"), on: "CP-1")
        }
        let page = try await sample.get("/explain", query: ["obligation": "CP-1#1/submitReport"])
        #expect(
            page.text.contains(
                "Reminders are silent until Tuesday 12 January 2027, as ordered Monday 23 November 2026, 09:00. The last step"
            )
        )
    }

    @Test("leads an agency's lead nowhere that the lead may not go")
    func lead() async throws {
        let sample = try await OfficeSample()
        let page = try await sample.get(
            "/explain", query: ["obligation": "CP-1#1/submitReport"], as: [.agencyLead], agency: "POLICE")
        #expect(page.text.contains("conference CP-1"))
        #expect(!page.text.contains("href=\"/conferences/") && !page.text.contains("href=\"/people/"))
    }

    @Test("is not there for what is not owed")
    func unknown() async throws {
        let sample = try await OfficeSample()
        for text in ["", "nonsense", "CP-2/decisionLetter", "CP-1#9/reply"] {
            await #expect(throws: (any Error).self, "\(text)") {
                try await sample.get("/explain", query: ["obligation": text])
            }
        }
        #expect(try await sample.events("caseRead", by: "user/anna") == 0)
    }

    @Test(
        "opens to a chair for their own conferences, to a lead for their own agency, and leaves no read where it does not"
    )
    func permissions() async throws {
        let sample = try await OfficeSample()
        let query = ["obligation": "CP-1#1/reply"]
        let allowed: [(Role, PersonReference?, AgencyCode?)] = [
            (.chair, "P-chair", nil), (.agencyLead, nil, "POLICE"), (.administrator, nil, nil),
        ]
        for (role, person, agency) in allowed {
            let page = try await sample.get("/explain", query: query, as: [role], person: person, agency: agency)
            #expect(page.status == 200, "\(role)")
        }
        let refused: [(Role, PersonReference?, AgencyCode?)] = [
            (.chair, "P-other", nil), (.chair, nil, nil), (.agencyLead, nil, "HOUSING"), (.agencyLead, nil, nil),
            (.operator, nil, nil), (.qualityAssurance, nil, nil), (.auditor, nil, nil),
        ]
        for (role, person, agency) in refused {
            await #expect(throws: NotAllowed.self, "\(role)") {
                try await sample.get("/explain", query: query, as: [role], person: person, agency: agency)
            }
        }
        #expect(try await sample.events("caseRead", by: "user/anna") == 3)
    }
}
