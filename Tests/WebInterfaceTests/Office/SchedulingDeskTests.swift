import Conferences
import Persistence
import TestValues
import Testing
import WorkingDays

@testable import WebInterface

@Suite("The page where a conference is given its day")
struct SchedulingDeskTests {
    private static let form = ["type": "initial", "day": "2027-01-05", "at": "10:00", "step": "dates"]

    @Test("says of each date how it was counted, and names the holidays passed over")
    func reasons() async throws {
        let sample = try await OfficeSample()
        let page = try await sample.post("/conferences/new", fields: Self.form).text
        // Between Christmas and the conference: Monday 4 January, 31 and 30 December count, New Year's Day does not.
        #expect(page.contains("<summary>Wednesday 30 December 2026"))
        #expect(
            page.contains("3 working days before the conference, Tuesday 5 January 2027: Wednesday 30 December 2026."))
        #expect(page.contains("Not counted: Friday 1 January 2027 (New Year’s Day"))
        let quiet = try await sample.post(
            "/conferences/new", fields: Self.form.merging(["day": "2027-07-14"]) { $1 }
        ).text
        #expect(quiet.contains("Weekends are not counted.") && !quiet.contains("Not counted: "))
    }

    @Test("has the two parts that its script keeps in step, and may run that script alone")
    func script() async throws {
        let sample = try await OfficeSample()
        for page in [
            try await sample.get("/conferences/new"), try await sample.post("/conferences/new", fields: Self.form),
        ] {
            let shows = try #require(page.text.firstMatch(of: /data-shows="([^"]+)" data-by="([^"]+)"/))
            for id in shows.1.split(separator: " ") + [shows.2] { #expect(page.holds(id: String(id)), "\(id)") }
            #expect(page.text.contains("<script src=\"/choosing-") && page.text.matches(of: /<script/).count == 1)
            #expect(page.policy == ContentSecurityPolicy.withScript)
        }
        #expect(try await sample.get("/today").policy == nil, "the frame gives it the strict one")
    }

    @Test(
        "refuses a day that no deadline can be counted from, wherever one is asked for",
        arguments: [
            ("/conferences/new", ["type": "initial", "day": "2150-12-31", "step": "dates"], 200),
            (
                "/conferences/:reference/move",
                ["day": "2150-01-01", "at": "10:00", "place": "Hall", "step": "foresee"], 422
            ),
            ("/conferences/:reference/hold", ["until": "2190-01-01", "reason": "Agreed"], 422),
            (
                "/silences", ["scope": "person", "reference": "P-officer", "until": "2190-12-20", "reason": "Agreed"],
                422
            ),
        ] as [(String, [String: String], Int)])
    func farDay(path: String, fields: [String: String], status: Int) async throws {
        let page = try await OfficeSample().post(path, ["reference": "CP-1"], fields: fields)
        #expect(page.status == status)
    }

    @Test("says all that is wrong with it at once, from its top to its bottom")
    func problems() async throws {
        let sample = try await OfficeSample()
        let form = Self.form.merging(["reference": "", "chair": "", "at": "25:00", "step": "schedule"]) { $1 }
        let page = try await sample.post("/conferences/new", fields: form)
        let fields = page.text.matches(of: /<p><a href="#([^"]+)">/).map { String($0.1) }
        #expect(
            page.status == 422
                && fields.filter { ["reference", "at", "chair"].contains($0) } == ["reference", "at", "chair"])
        for field in fields { #expect(page.text.contains("id=\"\(field)\""), "\(field)") }
    }

    @Test("moves a conference to nothing but what was shown")
    func confirmation() async throws {
        let sample = try await OfficeSample()
        let path = "/conferences/:reference/move"
        func send(_ fields: [String: String]) async throws -> Answered {
            let sitting = ["day": "2027-01-21", "at": "10:00", "place": "Civic Centre"]
            return try await sample.post(path, ["reference": "CP-1"], fields: sitting.merging(fields) { $1 })
        }
        #expect(try await send(["step": "move"]).status == 200, "nothing was shown yet")
        let shown = try await send(["step": "foresee"])
        #expect(shown.text.contains("What will change"))
        let mark = String(try #require(shown.text.firstMatch(of: /name="shown" value="([^"]*)"/)).1)
        let other = try await send(["step": "move", "shown": mark, "day": "2027-01-22"])
        #expect(other.status == 200 && other.text.contains("Friday 22 January 2027"))
        #expect(try await sample.events("rescheduled", by: "user/anna") == 0)
        let moved = try await send(["step": "move", "shown": mark])
        #expect(moved.location == "/conferences/CP-1?done=moved")
    }
}
