import Conferences
import Persistence
import TestValues
import Testing
import WorkingDays

@testable import WebInterface

@Suite("The page of measures")
struct MeasuresDeskTests {
    private static let period = ["from": "2027-01-01", "to": "2027-01-31"]

    /// Two agencies at a conference that has met: the police are absent.
    private func met() async throws -> OfficeSample {
        let sample = try await OfficeSample(at: "2027-02-20T09:00:00Z")
        try await sample.act(at: "2027-01-19T15:00:00Z") { registrar in
            try registrar.perform(
                .recordAttendance([RegisterLine(invitation: 1, .absent), RegisterLine(invitation: 2, .present)]),
                on: "CP-1" as ConferenceReference)
        }
        return sample
    }

    @Test("shows the figures of every agency and of the partnership, and of no case")
    func figures() async throws {
        let page = try await met().get("/measures", query: Self.period, as: [.qualityAssurance])
        #expect(page.status == 200 && page.text.contains("All agencies") && page.text.contains("Quorate conferences"))
        #expect(page.text.contains("<strong>50 %</strong><br><span class=\"hint\">1 of 2</span>"))
        for secret in ["CP-1", "C-1", "P-officer", "Name of"] { #expect(!page.text.contains(secret), "\(secret)") }
    }

    @Test("shows an agency's lead their own agency's alone")
    func ownAgency() async throws {
        let sample = try await met()
        let page = try await sample.get("/measures", query: Self.period, as: [.agencyLead], agency: "POLICE")
        #expect(page.text.contains("Police") && page.text.contains("<strong>100 %</strong>"))
        #expect(!page.text.contains("Social Care") && !page.text.contains("Quorate conferences"))
        let file = try await sample.get(
            "/measures/figures.csv", query: Self.period, as: [.agencyLead], agency: "POLICE")
        #expect(file.text.contains("2027-01-01,2027-01-31,POLICE,absent,1,1,100"))
        #expect(!file.text.contains("CSC") && !file.text.contains("quorate"))
        let nobody = try await sample.get("/measures", query: Self.period, as: [.agencyLead])
        #expect(nobody.text.contains("names no agency") && !nobody.text.contains("Police"))
    }

    @Test(
        "says what is wrong with a period",
        arguments: [
            (["from": "2027-02-30"], "from"), (["from": "2027-02-02", "to": "2027-02-01"], "to"),
            (["to": "soon"], "to"),
        ] as [([String: String], String)])
    func wrong(query: [String: String], field: String) async throws {
        let sample = try await met()
        let page = try await sample.get("/measures", query: query, as: [.qualityAssurance])
        #expect(page.status == 422 && page.text.contains("<a href=\"#\(field)\">"))
        let file = try? await sample.get("/measures/figures.csv", query: query, as: [.qualityAssurance])
        #expect(file == nil)
    }

    @Test("comes page by page for a partnership of many agencies, and stays small")
    func many() async throws {
        let sample = try await OfficeSample(at: "2027-02-20T09:00:00Z")
        try await sample.act(at: "2026-11-23T09:00:00Z") { registrar in
            for number in 1...60 {
                let code = try AgencyCode("A\(number)")
                try registrar.record(Agency(code: code, name: "School number \(number)", safeguardingLead: nil))
                try registrar.perform(
                    .invite(agency: code, person: nil, on: "2026-11-23"), on: "CP-1" as ConferenceReference)
            }
        }
        try await sample.act(at: "2027-01-19T15:00:00Z") { registrar in
            try registrar.perform(
                .recordAttendance((1...62).map { RegisterLine(invitation: $0, .present) }),
                on: "CP-1" as ConferenceReference)
        }
        var (seen, query): (Set<String>, [String: String]?) = ([], Self.period)
        while let asked = query {
            let page = try await sample.get("/measures", query: asked, as: [.qualityAssurance]).text
            #expect(page.utf8.count < 38 * 1024 && page.contains("All agencies") && page.contains("62 of 62"))
            seen.formUnion(page.matches(of: /<th scope="row">(School number \d+)</).map { String($0.1) })
            query = page.firstMatch(of: /first=(\d+)">Later</).map {
                ["first": String($0.1)].merging(Self.period) { $1 }
            }
        }
        #expect(seen.count == 60)
    }
}
