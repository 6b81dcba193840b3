import Conferences
import Persistence
import TestValues
import Testing
import WorkingDays

@testable import WebInterface

@Suite("Lists of a large partnership")
struct LongListTests {
    /// As many agencies as a list of choices does not hold.
    private static let agencies = 120

    private func large() async throws -> OfficeSample {
        let sample = try await OfficeSample()
        try await sample.act { registrar in
            for number in 1...Self.agencies {
                try registrar.record(
                    Agency(code: try AgencyCode("A\(number)"), name: "School number \(number)", safeguardingLead: nil))
            }
        }
        return sample
    }

    /// The references in a table, page after page.
    private func walk(_ path: String, query: [String: String] = [:], _ sample: OfficeSample) async throws -> [[String]]
    {
        var (pages, query): ([[String]], [String: String]?) = ([], query)
        while let asked = query {
            let page = try await sample.get(path, query: asked).text
            let table = page.split(separator: "<tbody>").dropFirst().first?.split(separator: "</tbody>").first ?? ""
            pages.append(table.matches(of: /href="\/\w+\/([^"?]+)"/).map { String($0.1) })
            query = page.firstMatch(of: /<a href="[^"?]*\?([^"]*)">Later</).map { link in
                Dictionary(
                    uniqueKeysWithValues: link.1.replacing("&amp;", with: "&").split(separator: "&").map {
                        let parts = $0.split(separator: "=", omittingEmptySubsequences: false)
                        return (String(parts[0]), String(parts[1]))
                    })
            }
        }
        return pages
    }

    @Test("of agencies come page by page, each agency once, and can be searched")
    func agencies() async throws {
        let sample = try await large()
        let pages = try await walk("/agencies", sample)
        #expect(pages.map(\.count) == [50, 50, 23])
        #expect(Set(pages.joined()).count == Self.agencies + 3)
        let found = try await sample.get("/agencies", query: ["text": "NUMBER 12"]).text
        #expect(found.contains(">School number 12<") && found.contains(">School number 120<"))
        #expect(!found.contains(">School number 112<") && !found.contains(">Police<"))
        #expect(try await walk("/agencies", query: ["text": "school"], sample).map(\.count) == [50, 50, 20])
        #expect(try await sample.get("/agencies", query: ["text": "%"]).text.contains("None is like that."))
    }

    @Test("are no choice of a thousand: an agency is then chosen by its code")
    func choice() async throws {
        let (small, large) = (try await OfficeSample(), try await large())
        for path in ["/owed", "/people", "/new-person"] {
            #expect(try await small.get(path).text.contains("<option value=\"POLICE\">Police</option>"), "\(path)")
            let page = try await large.get(path, query: ["agency": "POLICE"]).text
            #expect(
                !page.contains("School number")
                    && page.contains("name=\"agency\" autocomplete=\"off\" value=\"POLICE\""))
            #expect(page.contains("Agency’s code"))
        }
        #expect(try await large.get("/people", query: ["agency": "POLICE"]).text.contains("Name of P-officer"))
        for wrong in ["NOBODY", "no code"] {
            #expect(try await large.get("/people", query: ["agency": wrong]).text.contains("Nobody is like that"))
        }
    }

    @Test("of discussions come page by page, and keep the days that were asked for")
    func discussions() async throws {
        let sample = try await OfficeSample()
        try await sample.act { registrar in
            for number in 1...60 {
                try registrar.perform(
                    .arrange(
                        Arrangement(
                            caseReference: "C-7",
                            sitting: Sitting(on: "2026-12-01", at: TimeOfDay(hour: 9, minute: 0)!, place: "Room"),
                            chair: "P-chair", isCaseOpen: true, agenda: registrar.latestAgenda(), on: "2026-11-23")),
                    on: try DiscussionReference("SD-\(100 + number)"))
            }
        }
        #expect(try await walk("/discussions", sample).map(\.count) == [50, 10])
        #expect(try await walk("/discussions", query: ["from": "2026-12-02"], sample).map(\.count) == [0])
        let narrowed = try await sample.get("/discussions", query: ["from": "2026-11-30", "to": "2026-12-01"]).text
        #expect(narrowed.contains("/discussions?from=2026-11-30&amp;to=2026-12-01&amp;first=50"))
    }

    @Test("name only the agencies that stand on the page")
    func names() async throws {
        let sample = try await OfficeSample(at: "2027-01-20T10:00:00Z")
        let owed = try await sample.get("/owed", query: ["by": "overdue"]).text
        #expect(owed.contains("<td>Police</td>"))
        #expect(owed.contains("<option value=\"none\">Roles of a conference</option>"))
        #expect(try await sample.get("/today").text.contains(">Police</a>"))
    }
}
