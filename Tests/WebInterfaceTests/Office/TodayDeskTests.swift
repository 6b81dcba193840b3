import Conferences
import Foundation
import Persistence
import TestValues
import Testing
import WorkingDays

@testable import WebInterface

@Suite("The day's page")
struct TodayDeskTests {
    private struct Count {
        let number: Int
        let label: String
        let link: String
    }

    private func counts(_ page: Answered) -> [Count] {
        page.text.matches(of: /<a href="([^"]+)"><strong>(\d+)<\/strong> <span>([^<]+)<\/span>/).map {
            Count(number: Int($0.2) ?? -1, label: String($0.3), link: String($0.1))
        }
    }

    /// How many lines the list has to which a count leads.
    private func lines(_ count: Count, _ sample: OfficeSample) async throws -> Int {
        let parts = try #require(URLComponents(string: count.link))
        let query = Dictionary(uniqueKeysWithValues: (parts.queryItems ?? []).map { ($0.name, $0.value ?? "") })
        let page = try await sample.get(parts.path, query: query)
        return page.text.matches(of: /<tr><td>/).count
    }

    /// On a day on which replies and reports are overdue, with needs, an enquiry and a record that waits.
    private func busy(at now: Timestamp) async throws -> OfficeSample {
        let sample = try await OfficeSample(at: now)
        try await sample.act { registrar in
            try registrar.record(OfficeSample.socialCare)
            try registrar.perform(
                .recordNeed(.interpreter, for: FamilyRecipient(.mother), detail: "Somali", on: "2026-11-23"), on: "CP-1"
            )
            try registrar.perform(
                .recordNeed(.advocate, for: FamilyRecipient(.mother), detail: "A friend", on: "2026-11-23"), on: "CP-1")
            try registrar.perform(.arrangeNeed(2, on: "2026-11-23"), on: "CP-1")
        }
        return sample
    }

    @Test(
        "counts what its lists hold, on any day",
        arguments: ["2026-11-27T09:00:00Z", "2026-12-14T09:00:00Z", "2027-01-08T09:00:00Z", "2027-01-15T09:00:00Z"]
            as [Timestamp])
    func agree(now: Timestamp) async throws {
        let sample = try await busy(at: now)
        let found = counts(try await sample.get("/today"))
        #expect(found.count == 10)
        for count in found where !count.link.hasPrefix("#") {
            #expect(try await lines(count, sample) == count.number, "\(count.label), \(now)")
        }
    }

    @Test("charges minutes that a chair owes to the chair's agency, not to that of whoever waits for them")
    func minutes() async throws {
        let sample = try await OfficeSample(at: "2026-12-14T09:00:00Z")
        try await sample.act { registrar in
            try registrar.perform(
                .arrange(
                    Arrangement(
                        caseReference: "C-9",
                        sitting: Sitting(on: "2026-11-23", at: TimeOfDay(hour: 8, minute: 0)!, place: "video"),
                        chair: "P-chair", isCaseOpen: false, on: "2026-11-23")), on: "SD-1")
            try registrar.perform(
                .addParticipant(agency: "HOUSING", person: "P-housing", on: "2026-11-23"), on: "SD-1")
            try registrar.perform(.recordAttendance([1: .present]), on: "SD-1")
            try registrar.perform(.hold(on: "2026-11-23", withoutMinimum: "Urgent"), on: "SD-1")
        }
        let owed = try await sample.database.read {
            try DailyReadings($0).owed(on: "2026-12-14", now: "2026-12-14T09:00:00Z")
        }
        #expect(owed.filter { $0.id.kind == .discussionMinutes }.map(\.agency) == ["CSC"])
        let housing = try await sample.get("/agency", as: [.agencyLead], agency: "HOUSING")
        #expect(!housing.text.contains("minutes of the strategy discussion"))
        #expect(!(try await sample.get("/today").text.contains("agency=HOUSING")))
    }

    @Test("counts whoever is not reached, though they are invited to nothing")
    func unreached() async throws {
        let sample = try await busy(at: "2026-12-14T09:00:00Z")
        let failed = try await sample.send(at: "2026-12-11T10:00:00Z", .badAddress(reason: "550 nobody there"))
        #expect(!failed.isEmpty)
        let count = try #require(counts(try await sample.get("/today")).first { $0.label.contains("nothing reaches") })
        #expect(try await lines(count, sample) == count.number && count.number > 0)
    }

    @Test("looks six weeks ahead for replies, and two for reports")
    func ahead() async throws {
        func numbers(_ now: Timestamp) async throws -> [String: Int] {
            Dictionary(
                uniqueKeysWithValues: counts(try await busy(at: now).get("/today")).map { ($0.label, $0.number) })
        }
        let early = try await numbers("2026-11-27T09:00:00Z")
        #expect(early["no reply yet"] == 0 && early["overdue"] == 2)
        let middle = try await numbers("2026-12-14T09:00:00Z")
        #expect(middle["no reply yet"] == 2 && middle["reports missing"] == 0)
        let late = try await numbers("2027-01-08T09:00:00Z")
        #expect(late["reports missing"] == 2 && late["not discussed with the family"] == 2)
    }

    @Test("says who needs an interpreter and whether one is arranged, and who tips it by name")
    func needs() async throws {
        let sample = try await busy(at: "2027-01-18T09:00:00Z")
        let page = try await sample.get("/today")
        #expect(counts(page).first { $0.link == "#needs" }?.number == 1)
        #expect(page.text.contains("<td>interpreter</td><td>mother</td><td><strong class=\"late\">not yet</strong>"))
        #expect(page.text.contains("<td>advocate</td><td>mother</td><td>Monday 23 November 2026</td>"))
        #expect(page.text.contains("as at 09:00"))
    }

    @Test("leads to all of what it shows the first of")
    func whole() async throws {
        let sample = try await busy(at: "2027-01-15T09:00:00Z")
        try await sample.act { registrar in
            for number in 3...14 {
                try registrar.perform(
                    .recordNeed(.access, for: nil, detail: Note("Room \(number)"), on: "2026-11-23"), on: "CP-1")
            }
        }
        let page = try await sample.get("/today")
        #expect(page.text.contains("<a href=\"/today?all=needs#needs\">All 14</a>"))
        #expect(page.text.matches(of: /<td>a professional<\/td>/).count < 12)
        let whole = try await sample.get("/today", query: ["all": "needs"])
        #expect(whole.text.matches(of: /<td>a professional<\/td>/).count == 12 && !whole.text.contains("all=needs"))
    }
}

@Suite("A chair's search")
struct ChairSearchTests {
    @Test("finds what they chair, and tells nothing of what others do")
    func scope() async throws {
        let sample = try await OfficeSample()
        func search(_ wanted: String, person: PersonReference) async throws -> Answered {
            try await sample.get("/conferences", query: ["reference": wanted], as: [.chair], person: person)
        }
        #expect(try await search("CP-1", person: "P-chair").location == "/conferences/CP-1")
        for wanted in ["CP-1", "CP-2"] {
            let page = try await search(wanted, person: "P-lead")
            #expect(page.status == 200 && page.text.contains("No conference is known as \(wanted)"))
            #expect(!page.text.contains("/conferences/CP-1"))
        }
        let near = try await sample.get("/conferences", query: ["reference": "CP-2"])
        #expect(near.text.contains("/conferences/CP-1"))
    }
}
