import Conferences
import Persistence
import TestValues
import Testing
import WorkingDays

@testable import WebInterface

@Suite("The pages of people")
struct PersonDeskTests {
    private static let details = [
        "agency": "POLICE", "name": "Name of P-officer", "email": "p-officer@agency.example", "prefers": "mail",
    ]

    @Test("find people by part of a name or reference, and by agency")
    func list() async throws {
        let sample = try await OfficeSample()
        let all = try await sample.get("/people")
        #expect(all.text.contains("Name of P-officer") && all.text.contains("Name of P-housing"))
        let some = try await sample.get("/people", query: ["text": "POLICE-l"])
        #expect(some.text.contains("Name of P-police-lead") && !some.text.contains("Name of P-officer"))
        let agency = try await sample.get("/people", query: ["agency": "HOUSING"])
        #expect(agency.text.contains("Name of P-housing") && !agency.text.contains("Name of P-officer"))
        #expect(try await sample.get("/people", query: ["text": "nobody"]).text.contains("Nobody is like that"))
        let after = try await sample.get("/people", query: ["after": "P-officer"])
        #expect(after.text.contains("Name of P-worker") && !after.text.contains("Name of P-admin"))
        #expect(!after.text.contains("Name of P-officer"))
    }

    @Test("show what somebody owes, each date with its explanation")
    func show() async throws {
        let sample = try await OfficeSample(at: "2026-11-26T10:00:00Z")
        let page = try await sample.get("/people/:person", ["person": "P-officer"])
        #expect(page.text.contains("href=\"/explain?obligation=CP-1%231%2Freply\""))
        #expect(page.text.contains("Wednesday 25 November 2026") && page.text.contains("overdue</strong>"))
        #expect(page.text.contains("href=\"/messages?recipient=P-officer\""))
        await #expect(throws: (any Error).self) { try await sample.get("/people/:person", ["person": "P-nobody"]) }
    }

    @Test("record a change, and refuse what cannot be recorded with what was typed still there")
    func change() async throws {
        let sample = try await OfficeSample()
        let wrong = try await sample.post(
            "/people/:person", ["person": "P-officer"],
            fields: Self.details.merging(["email": "nowhere"]) { $1 })
        #expect(
            wrong.status == 422 && wrong.text.contains("href=\"#email\"") && wrong.text.contains("value=\"nowhere\""))
        let empty = try await sample.post(
            "/people/:person", ["person": "P-officer"], fields: Self.details.merging(["name": " "]) { $1 })
        #expect(empty.status == 422 && empty.text.contains("Enter their name."))
        let unknown = try await sample.post(
            "/people/:person", ["person": "P-officer"], fields: Self.details.merging(["agency": "NHS"]) { $1 })
        #expect(unknown.status == 422 && unknown.text.contains("href=\"#agency\""))
        #expect(try await sample.events("personRecorded", by: "user/anna") == 0)
        let right = try await sample.post(
            "/people/:person", ["person": "P-officer"],
            fields: Self.details.merging([
                "agency": "HOUSING", "mobile": "+447700900123", "prefers": "text", "language": "welsh",
            ]) { $1 })
        #expect(right.status == 303 && right.location == "/people/P-officer?done=recorded")
        let page = try await sample.get("/people/:person", ["person": "P-officer"], query: ["done": "recorded"])
        #expect(page.text.contains("+447700900123") && page.text.contains("by text message"))
        #expect(page.text.contains("/agencies/HOUSING") && page.text.contains("It is on record."))
        #expect(page.text.contains("<dt>Reads</dt><dd>Cymraeg</dd>"))
        #expect(page.text.contains("<option value=\"welsh\" selected>Cymraeg</option>"))
        let klingon = try await sample.post(
            "/people/:person", ["person": "P-officer"], fields: Self.details.merging(["language": "klingon"]) { $1 })
        #expect(klingon.status == 422 && klingon.text.contains("href=\"#language\""))
        #expect(try await sample.events("personRecorded", by: "user/anna") == 1)
    }

    @Test("record somebody new under a reference that is free")
    func new() async throws {
        let sample = try await OfficeSample()
        #expect(
            try await sample.get("/new-person", query: ["agency": "HOUSING"]).text.contains(
                "value=\"HOUSING\" selected"))
        let taken = try await sample.post(
            "/new-person", fields: Self.details.merging(["reference": "P-worker"]) { $1 })
        #expect(taken.status == 422 && taken.text.contains("somebody else’s already"))
        let spaced = try await sample.post("/new-person", fields: Self.details.merging(["reference": "P 1"]) { $1 })
        #expect(
            spaced.status == 422 && spaced.text.contains("href=\"#reference\"") && spaced.text.contains("value=\"P 1\"")
        )
        let new = try await sample.post("/new-person", fields: Self.details.merging(["reference": "P-new"]) { $1 })
        #expect(new.location == "/people/P-new?done=recorded")
    }

    @Test("hold reminders back with a reason until a later day, and release them")
    func hold() async throws {
        let sample = try await OfficeSample()
        let hold = { (fields: [String: String]) in
            try await sample.post("/people/:person/hold", ["person": "P-officer"], fields: fields)
        }
        let past = try await hold(["until": "2026-11-23", "reason": "Away"])
        #expect(past.status == 422 && past.text.contains("Choose a day after today.") && past.text.contains(">Away<"))
        let silent = try await hold(["until": "2026-11-30"])
        #expect(silent.status == 422 && silent.text.contains("href=\"#reason\""))
        #expect(try await hold(["until": "2026-11-30", "reason": "Away"]).location == "/people/P-officer?done=held")
        let page = try await sample.get("/people/:person", ["person": "P-officer"])
        #expect(page.text.contains("silent until Monday 30 November 2026") && !page.text.contains("Away"))
        #expect(
            try await sample.post("/people/:person/release", ["person": "P-officer"]).location
                == "/people/P-officer?done=released")
        let again = try await sample.post("/people/:person/release", ["person": "P-officer"])
        #expect(again.status == 422 && again.text.contains("nothing to release"))
    }

    @Test("are read by administrators alone")
    func permissions() async throws {
        let sample = try await OfficeSample()
        for role in Role.allCases where role != .administrator {
            await #expect(throws: NotAllowed.self) { try await sample.get("/people", as: [role]) }
        }
    }
}

@Suite("The pages of agencies")
struct AgencyDeskTests {
    @Test("list agencies and posts, and say who fills one")
    func list() async throws {
        let sample = try await OfficeSample()
        #expect(try await sample.get("/agencies").text.contains("P-police-lead"))
        let wrong = try await sample.post("/posts", fields: ["post": "teamManager", "person": "P-nobody"])
        #expect(wrong.status == 422 && wrong.text.contains("value=\"P-nobody\""))
        #expect(wrong.text.contains("value=\"teamManager\" selected"))
        #expect(
            try await sample.post("/posts", fields: ["post": "teamManager", "person": "P-worker"]).location
                == "/agencies?done=filled")
        #expect(try await sample.get("/agencies").text.contains("href=\"/people/P-worker\""))
    }

    @Test("record a change of lead, kind and exemption")
    func change() async throws {
        let sample = try await OfficeSample()
        let form = ["name": "Police", "kind": "police", "lead": "P-officer"]
        let unknown = try await sample.post(
            "/agencies/:agency", ["agency": "POLICE"], fields: form.merging(["lead": "P-nobody"]) { $1 })
        #expect(unknown.status == 422 && unknown.text.contains("href=\"#lead\""))
        let half = try await sample.post(
            "/agencies/:agency", ["agency": "POLICE"], fields: form.merging(["approver": "P-chair"]) { $1 })
        #expect(half.status == 422 && half.text.contains("href=\"#exemption\""))
        let whole = try await sample.post(
            "/agencies/:agency", ["agency": "POLICE"],
            fields: form.merging(["approver": "P-chair", "exemption": "By agreement"]) { $1 })
        #expect(whole.location == "/agencies/POLICE?done=recorded")
        let page = try await sample.get("/agencies/:agency", ["agency": "POLICE"])
        #expect(page.text.contains("By agreement") && page.text.contains("href=\"/people/P-officer\">P-officer"))
        let none = try await sample.post("/agencies/:agency", ["agency": "POLICE"], fields: ["name": "Police"])
        #expect(none.status == 303)
        #expect(
            try await sample.get("/agencies/:agency", ["agency": "POLICE"]).text.contains("the administrator stands in")
        )
    }

    @Test("record a new one under a code that is free")
    func new() async throws {
        let sample = try await OfficeSample()
        #expect(try await sample.post("/new-agency", fields: ["code": "CSC", "name": "X"]).status == 422)
        #expect(
            try await sample.post("/new-agency", fields: ["code": "NHS", "name": ""]).text.contains("Enter its name."))
        let new = try await sample.post("/new-agency", fields: ["code": "NHS", "name": "Health", "kind": "health"])
        #expect(new.location == "/agencies/NHS?done=recorded")
    }
}
