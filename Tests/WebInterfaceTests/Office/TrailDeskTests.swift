import Conferences
import Persistence
import TestValues
import Testing
import WorkingDays

@testable import WebInterface

@Suite("The page of the trail")
struct TrailDeskTests {
    private func get(
        _ sample: OfficeSample, _ path: String = "/trail", _ query: [String: String] = [:]
    ) async throws -> Answered { try await sample.get(path, query: query, as: [.auditor]) }

    @Test("tells in sentences what was done, narrowed to what is asked")
    func sentences() async throws {
        let sample = try await OfficeSample()
        #expect(try await get(sample).text.contains("invited P-officer of POLICE as invitation 1 of CP-1"))
        let person = try await get(sample, "/trail", ["person": "P-worker"])
        #expect(person.text.contains("invited P-worker") && !person.text.contains("invited P-officer"))
        let nobody = try await get(sample, "/trail", ["account": "anna"])
        #expect(nobody.text.contains("Nothing is recorded that fits"))
        #expect(
            try await get(sample, "/trail", ["account": "tester", "to": "2026-11-22"]).text.contains(
                "Nothing is recorded"))
        #expect(try await sample.events("caseRead", by: "user/anna") == 0)
    }

    @Test("enters a look at a case, and shows the earlier ones")
    func reads() async throws {
        let sample = try await OfficeSample()
        #expect(!(try await get(sample, "/trail", ["case": "C-1"]).text.contains("read case C-1")))
        #expect(
            try await get(sample, "/trail", ["conference": "CP-1"]).text.contains(
                "read case C-1, by the page of the trail"))
        #expect(try await sample.events("caseRead", by: "user/anna") == 2)
    }

    @Test("leads to what was before without leaving out or repeating any")
    func parts() async throws {
        let sample = try await OfficeSample()
        try await sample.act { registrar in
            for number in 0..<120 {
                try registrar.record(Agency(code: Reference("A-\(number)"), name: "A", safeguardingLead: nil))
            }
        }
        var (query, codes): ([String: String], [String]) = ([:], [])
        while true {
            let page = try await get(sample, "/trail", query)
            codes += page.text.matches(of: /recorded agency (A-\d+)/).map { String($0.1) }
            guard let earlier = page.text.firstMatch(of: /through=(\d+)/) else { break }
            query["through"] = String(earlier.1)
        }
        #expect(codes == (0..<120).reversed().map { "A-\($0)" })
    }

    @Test(
        "says what is wrong with what was asked",
        arguments: [
            (["case": "two words"], "href=\"#case\""), (["case": "C-1", "conference": "CP-1"], "not both"),
            (["conference": "CP-9"], "No conference is known as CP-9"), (["from": "x"], "href=\"#from\""),
        ])
    func wrong(query: [String: String], sentence: String) async throws {
        let page = try await get(OfficeSample(), "/trail", query)
        #expect(page.status == 422 && page.text.contains(sentence))
    }

    @Test("checks the chain, against an earlier mark too")
    func chain() async throws {
        let sample = try await OfficeSample()
        let whole = try await get(sample, "/trail/check")
        #expect(whole.text.contains("The chain is whole"))
        let mark = String(try #require(whole.text.firstMatch(of: /<code>(\d+:[0-9a-f]{64})<\/code>/)).1)
        #expect(
            try await get(sample, "/trail/check", ["known": mark]).text.contains(
                "that the earlier check saw are the same"))
        #expect(try await get(sample, "/trail/check", ["known": "1234"]).status == 422)
        _ = try await sample.database.write {
            try $0.execute("UPDATE event SET actor = 'somebody else' WHERE position = 3", [])
        }
        #expect(try await get(sample, "/trail/check").text.contains("The chain is broken"))
    }

    @Test("is for auditors alone")
    func permissions() async throws {
        let sample = try await OfficeSample()
        for role in Role.allCases where role != .auditor {
            await #expect(throws: NotAllowed.self) { try await sample.get("/trail", as: [role]) }
        }
    }
}
