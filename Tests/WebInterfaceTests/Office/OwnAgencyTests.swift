import Conferences
import Hummingbird
import Persistence
import TestValues
import Testing
import WorkingDays

@testable import WebInterface

@Suite("An agency's answer")
struct OwnAgencyTests {
    private func page(_ sample: OfficeSample) async throws -> Answered {
        try await sample.get(
            "/agency/:reference/:number", ["reference": "CP-1", "number": "1"], as: [.agencyLead], agency: "POLICE")
    }

    private func replied(at now: Timestamp) async throws -> OfficeSample {
        let sample = try await OfficeSample(at: now)
        try await sample.act { registrar in
            try registrar.perform(.reply(invitation: 1, .tentative, on: "2026-11-23"), on: "CP-1")
        }
        return sample
    }

    @Test("can be changed up to the conference's day, which the page says")
    func cutOff() async throws {
        let until = "You can change your answer until Tuesday 19 January 2027."
        #expect(try await !page(OfficeSample()).text.contains(until))
        for day in ["2026-11-24T09:00:00Z", "2027-01-19T17:00:00Z"] as [Timestamp] {
            let page = try await page(replied(at: day))
            #expect(page.text.contains(until) && page.actions.contains("/agency/CP-1/1/reply"))
        }
        let late = try await page(replied(at: "2027-01-20T09:00:00Z"))
        #expect(!late.text.contains("You can change") && !late.actions.contains("/agency/CP-1/1/reply"))
        #expect(late.text.contains("You answered on Monday 23 November 2026"))
    }

    @Test("is not asked for any more once it is cancelled, and the page says so")
    func cancelled() async throws {
        let sample = try await replied(at: "2026-11-24T09:00:00Z")
        try await sample.act {
            try $0.perform(ConferenceCommand.cancel(on: "2026-11-23", reason: "Moved away"), on: "CP-1")
        }
        let page = try await page(sample)
        #expect(page.actions.isEmpty && page.text.contains("It was cancelled on Monday 23 November 2026."))
    }

    @Test("says who attends where it was invited without a name, and its list says that nobody is named")
    func naming() async throws {
        let sample = try await OfficeSample()
        try await sample.act { registrar in
            try registrar.perform(.withdraw(invitation: 1, on: "2026-11-23"), on: "CP-1" as ConferenceReference)
            try registrar.perform(
                .invite(agency: "POLICE", person: nil, on: "2026-11-23"), on: "CP-1" as ConferenceReference)
        }
        func list() async throws -> String {
            try await sample.get("/agency", as: [.agencyLead], agency: "POLICE").text
        }
        #expect(try await list().contains("nobody yet"))
        let path = "/agency/:reference/:number"
        func name(_ fields: [String: String]) async throws -> Answered {
            try await sample.post(
                path + "/name", ["reference": "CP-1", "number": "3"], fields: fields, as: [.agencyLead],
                agency: "POLICE")
        }
        let page = try await sample.get(
            path, ["reference": "CP-1", "number": "3"], as: [.agencyLead], agency: "POLICE")
        #expect(page.actions.contains("/agency/CP-1/3/name") && page.text.contains("Name of P-officer"))
        #expect(try await name([:]).text.contains("Choose who attends."))
        #expect(try await name(["invitee": "P-worker"]).status == 422, "somebody of another agency")
        #expect(try await name(["invitee": "P-officer"]).location == "/agency/CP-1/3?done=name")
        let after = try await list()
        #expect(after.contains("Name of P-officer") && !after.contains("nobody yet"))
        await #expect(throws: HTTPError.self) { try await name(["invitee": "P-police-lead"]) }
    }
}
