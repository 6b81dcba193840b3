import Conferences
import Persistence
import TestValues
import Testing
import WorkingDays

@testable import WebInterface

@Suite("The page of silences")
struct SilenceDeskTests {
    private func hold(_ sample: OfficeSample, _ scope: String, _ reference: String, until: String = "2026-12-07")
        async throws -> Answered
    {
        try await sample.post(
            "/silences",
            fields: ["scope": scope, "reference": reference, "until": until, "reason": "Agreed with the chair"])
    }

    @Test(
        "orders, lists and releases silences of every kind",
        arguments: [
            ("person", "P-officer", "href=\"/people/P-officer\""), ("conference", "CP-1", "href=\"/conferences/CP-1\""),
            ("obligation", "CP-1#1/submitReport", "href=\"/explain?obligation=CP-1%231%2FsubmitReport\""),
        ])
    func each(scope: String, reference: String, link: String) async throws {
        let sample = try await OfficeSample()
        #expect(try await sample.get("/silences").text.contains("None: every reminder leaves"))
        #expect(try await hold(sample, scope, reference).location == "/silences?done=held")
        let page = try await sample.get("/silences")
        #expect(page.text.contains(link) && page.text.contains("Monday 7 December 2026"))
        #expect(!page.text.contains("Agreed with the chair"))
        #expect(page.text.contains("by user/anna"))
        if scope == "person" { #expect(page.text.contains("Name of P-officer")) }
        if scope == "obligation" { #expect(page.text.contains("Submit the written report")) }
        let released = try await sample.post("/silences/release", fields: ["scope": scope, "reference": reference])
        #expect(released.location == "/silences?done=released")
        #expect(try await sample.get("/silences").text.contains("None: every reminder leaves"))
    }

    @Test("lists none that has ended")
    func ended() async throws {
        let sample = try await OfficeSample()
        _ = try await hold(sample, "conference", "CP-1")
        _ = try await hold(sample, "person", "P-worker", until: "2026-12-09")
        let found = try await sample.database.read { session in
            try ["2026-12-06", "2026-12-07", "2026-12-09"].map {
                try SilenceReadings(session).inForce(on: CalendarDate(iso: $0)).count
            }
        }
        #expect(found == [2, 1, 0])
    }

    @Test("lists none of a conference that was cancelled: it silences nothing")
    func cancelled() async throws {
        let sample = try await OfficeSample()
        _ = try await hold(sample, "conference", "CP-1")
        try await sample.act {
            try $0.perform(ConferenceCommand.cancel(on: "2026-11-23", reason: "Moved away"), on: "CP-1")
        }
        #expect(try await sample.get("/silences").text.contains("None: every reminder leaves"))
    }

    @Test(
        "says what is wrong with what was typed, and keeps it",
        arguments: [
            (["scope": ""], "href=\"#scope\""), (["reference": "two words"], "href=\"#reference\""),
            (["until": "2026-11-23"], "href=\"#until\""), (["reason": " "], "href=\"#reason\""),
            (["reference": "P-nobody"], "href=\"#reference\""),
            (["scope": "obligation", "reference": "CP-1#9/reply"], "CP-1#9/reply"),
        ])
    func wrong(change: [String: String], sentence: String) async throws {
        let sample = try await OfficeSample()
        let fields = ["scope": "person", "reference": "P-officer", "until": "2026-12-07", "reason": "Away"]
            .merging(change) { $1 }
        let page = try await sample.post("/silences", fields: fields)
        #expect(page.status == 422 && page.text.contains(sentence))
        #expect(page.text.contains("value=\"\(fields["reference"] ?? "")\""))
        #expect(try await sample.get("/silences").text.contains("None: every reminder leaves"))
    }
}
