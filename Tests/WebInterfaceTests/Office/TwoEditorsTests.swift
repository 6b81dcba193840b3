import Conferences
import Persistence
import TestValues
import Testing

@testable import WebInterface

@Suite("Two who edit the same record")
struct TwoEditorsTests {
    /// What the form of a page would send if nothing were typed.
    private func form(_ page: Answered, to action: String) throws -> [String: String] {
        let form = try #require(
            page.text.split(separator: "<form ").first { $0.hasPrefix("method=\"post\" action=\"\(action)\"") })
        let inputs = form.prefix { _ in true }.matches(of: /<input [^>]*?>/).map { String($0.0) }
        func value(_ name: String, of tag: String) -> String? {
            tag.split(separator: " \(name)=\"").dropFirst().first.map { String($0.prefix { $0 != "\"" }) }
        }
        var fields: [String: String] = [:]
        for tag in inputs
        where !tag.contains("type=\"radio\"") && !tag.contains("type=\"checkbox\"") || tag.contains("checked") {
            fields[value("name", of: tag) ?? ""] = value("value", of: tag)
        }
        for list in form.matches(of: /<select [^>]*name="([^"]+)".*?<\/select>/.dotMatchesNewlines()) {
            fields[String(list.1)] =
                list.0.firstMatch(of: /<option value="([^"]*)" selected/).map { String($0.1) } ?? ""
        }
        return fields
    }

    @Test("of a person: the second is shown what the first changed, and keeps what only they typed")
    func person() async throws {
        let sample = try await OfficeSample()
        let (path, parameters) = ("/people/:person", ["person": "P-officer"])
        let opened = try form(try await sample.get(path, parameters), to: "/people/P-officer")
        let first = opened.merging(["mobile": "+447700900123", "prefers": "text"]) { $1 }
        #expect(try await sample.post(path, parameters, fields: first).status == 303)
        let second = try await sample.post(
            path, parameters, fields: opened.merging(["email": "new@agency.example"]) { $1 })
        #expect(second.status == 409)
        #expect(
            second.text.contains("The mobile number is “+447700900123” now; it was empty when you opened the page."))
        #expect(second.text.contains("How reminders reach them is “text” now"))
        #expect(!second.text.contains("The mail address is"))
        let again = try form(second, to: "/people/P-officer")
        #expect(again["mobile"] == "+447700900123" && again["prefers"] == "text")
        #expect(again["email"] == "new@agency.example")
        #expect(try await sample.events("personRecorded", by: "user/anna") == 1)
        #expect(try await sample.post(path, parameters, fields: again).status == 303)
        let page = try await sample.get(path, parameters)
        #expect(page.text.contains("+447700900123") && page.text.contains("new@agency.example"))
    }

    @Test("of a post: the second is shown who fills it now; another post concerns nobody")
    func post() async throws {
        let sample = try await OfficeSample()
        let opened = try form(try await sample.get("/agencies"), to: "/posts")
        func fill(_ post: String, _ person: String, _ form: [String: String]) async throws -> Answered {
            try await sample.post("/posts", fields: form.merging(["post": post, "person": person]) { $1 })
        }
        #expect(try await fill("teamManager", "P-lead", opened).status == 303)
        #expect(try await fill("headOfService", "P-chair", opened).status == 303)
        let second = try await fill("teamManager", "P-worker", opened)
        #expect(second.status == 409)
        #expect(second.text.contains("The team manager is “P-lead” now; it was empty when you opened the page."))
        #expect(second.text.contains("value=\"P-worker\""))
        #expect(try await fill("teamManager", "P-worker", form(second, to: "/posts")).status == 303)
        #expect(try await sample.database.read { try PostRegister($0).holders()[.teamManager] } == "P-worker")
    }

    @Test("of an agency: what both changed stays as the second typed it")
    func agency() async throws {
        let sample = try await OfficeSample()
        let (path, parameters) = ("/agencies/:agency", ["agency": "POLICE"])
        let opened = try form(try await sample.get(path, parameters), to: "/agencies/POLICE")
        #expect(opened["was-lead"] == "P-police-lead")
        let first = opened.merging(["lead": "P-officer", "kind": "police"]) { $1 }
        #expect(try await sample.post(path, parameters, fields: first).status == 303)
        let second = try await sample.post(path, parameters, fields: opened.merging(["lead": "P-chair"]) { $1 })
        #expect(second.status == 409)
        #expect(second.text.contains("The safeguarding lead is “P-officer” now; it was “P-police-lead” when"))
        #expect(second.text.contains("The kind is “\(AgencyKind.police.title)” now; it was empty when"))
        let again = try form(second, to: "/agencies/POLICE")
        #expect(again["lead"] == "P-chair" && again["kind"] == "police")
        #expect(try await sample.post(path, parameters, fields: again).status == 303)
    }

    @Test("of an account: roles that somebody else gave are not taken away unseen")
    func account() async throws {
        let sample = try await OfficeSample()
        let added = try await sample.post(
            "/users", fields: ["name": "uma", "displayName": "Uma", "role-auditor": "yes"])
        #expect(added.status == 200)
        let opened = try form(try await sample.get("/users/:name", ["name": "uma"]), to: "/users/uma/roles")
        let (path, parameters) = ("/users/:name/roles", ["name": "uma"])
        let first = opened.merging(["role-operator": "yes"]) { $1 }
        #expect(try await sample.post(path, parameters, fields: first).status == 303)
        let second = try await sample.post(path, parameters, fields: opened.merging(["displayName": "Uma U."]) { $1 })
        #expect(second.status == 409)
        #expect(second.text.contains("The role \(Role.operator.title) is “yes” now; it was empty when"))
        let again = try form(second, to: "/users/uma/roles")
        #expect(again["displayName"] == "Uma U." && again["role-operator"] == "yes" && again["role-auditor"] == "yes")
        #expect(again["role-administrator"] == nil)
        #expect(try await sample.post(path, parameters, fields: again).status == 303)
    }
}
