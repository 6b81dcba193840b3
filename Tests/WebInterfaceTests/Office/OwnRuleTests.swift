import Conferences
import Foundation
import Persistence
import TestValues
import Testing
import WorkingDays

@testable import WebInterface

@Suite("The partnership's own rules, on the pages")
struct OwnRuleTests {
    private static let name = "chronologySharedWithTheChair"
    private static let own = ObligationKind(rawValue: name)!
    private static let path = ["kind": name]

    /// What the form of a new one sends.
    private static func form(_ more: [String: String] = [:], effective: String = "2026-12-01") -> [String: String] {
        RuleForm.empty.merging([
            "title": "Chronology shared with the chair", "owner": "leadSocialWorker", "initial-count": "2",
            "review-count": "", "limit-count": "", "effective": effective, "base": "1",
        ]) { $1 }.merging(more) { $1 }
    }

    private func rules(_ sample: OfficeSample) async throws -> [RuleSet] {
        try await sample.database.read { try RuleSets($0, rulebook: OfficeSample.rulebook).all() }
    }

    @Test("are previewed, added from a day on, shown as to come, and taken back")
    func addition() async throws {
        let sample = try await OfficeSample()
        let fields = Self.form()
        let preview = try await sample.post("/policy-new/preview", fields: fields)
        #expect(preview.status == 200 && preview.text.contains("Chronology shared with the chair: new"))
        #expect(preview.text.contains("owed by the lead social worker"))
        #expect(preview.text.contains("2 working days before the conference"))
        #expect(try await rules(sample).count == 1)
        #expect(try await sample.post("/policy-new", fields: fields).location == "/policy?done=applied")
        let rule = try #require(try await rules(sample).last?.policy.rules[Self.own])
        #expect(rule.owner == .leadSocialWorker && rule.anchor == .conference && rule.review == rule.initial)
        #expect(rule.initial == DeadlineOffset(2, .workingDays, .before) && rule.ladder == [LadderStep(.deadline(0))])
        let page = try await sample.get("/policy")
        #expect(page.text.contains("To come: rule set 2, from Tuesday 1 December 2026"))
        #expect(page.text.contains("Chronology shared with the chair: new"))
        #expect(try await sample.get("/policy/:kind", Self.path).text.contains("The partnership’s own"))
        _ = try await sample.post("/policy-sets/:number/take-back", ["number": "2"])
        #expect(!(try await sample.get("/policy").text.contains("To come:")))
        // What was taken back still has a page, and the way to add it again begins with what it was.
        let ended = try await sample.get("/policy/:kind", Self.path)
        #expect(ended.text.contains("taken back: this is not asked for") && ended.text.contains("/policy-new?like="))
        let again = try await sample.get("/policy-new", query: ["like": Self.name])
        #expect(
            again.text.contains("value=\"Chronology shared with the chair\"")
                && again.text.contains("value=\"\(Self.name)\""))
    }

    @Test("are owed by open conferences at once where that is asked, and by none once they end")
    func owed() async throws {
        let sample = try await OfficeSample()
        let owed = { () async throws -> [CalendarDate] in
            try await sample.database.read { session in
                try DirectoryReadings(session).owed(by: "P-admin", now: OfficeSample.start)
                    .filter { $0.obligation.hasSuffix(Self.name) }.map(\.dueOn)
            }
        }
        let fields = Self.form(["owner": "administrator", "open": "yes"], effective: "2026-11-23")
        _ = try await sample.post("/policy-new", fields: fields)
        #expect(try await owed() == ["2027-01-15"])
        let page = try await sample.get("/policy/:kind", Self.path)
        #expect(page.text.contains("See how CP-1/\(Self.name) is counted"))
        #expect(!(try await sample.get("/policy/:kind", Self.path, as: [.chair]).text.contains("CP-1")))
        let end = ["effective": "2026-12-01", "base": "2", "open": "yes"]
        let preview = try await sample.post("/policy/:kind/end/preview", Self.path, fields: end)
        #expect(preview.text.contains("Chronology shared with the chair: ends"))
        #expect(preview.text.contains("not asked for any more"))
        #expect(try await owed() == ["2027-01-15"])
        _ = try await sample.post("/policy/:kind/end", Self.path, fields: end)
        #expect(try await owed() == [])
        #expect(try await sample.get("/policy/:kind", Self.path).text.contains("It ends on Tuesday 1 December 2026"))
        _ = try await sample.post("/policy-sets/:number/take-back", ["number": "3"])
        #expect(try await owed() == ["2027-01-15"])
    }

    @Test("are ticked on the conference's page, with the day that was typed when it is refused")
    func tick() async throws {
        let sample = try await OfficeSample()
        _ = try await sample.post(
            "/policy-new", fields: Self.form(["owner": "administrator", "open": "yes"], effective: "2026-11-23"))
        let (page, reference) = ("/conferences/:reference", ["reference": "CP-1"])
        let asked = try await sample.get(page, reference).text
        #expect(asked.contains("href=\"/explain?obligation=CP-1%2F\(Self.name)\""))
        #expect(asked.contains("name=\"on\" value=\"2026-11-23\" max=\"2026-11-23\""))
        let early = try await sample.post(
            "\(page)/tick", reference, fields: ["name": Self.name, "place": "", "on": "2026-12-24"])
        #expect(early.status == 422 && early.text.contains("name=\"on\" value=\"2026-12-24\""))
        let done = try await sample.post(
            "\(page)/tick", reference, fields: ["name": Self.name, "place": "", "on": "2026-11-23"])
        #expect(done.status == 303)
        #expect(!(try await sample.get(page, reference).text.contains("/tick\"")))
    }

    @Test("change owner and event, which those of the rulebook do not")
    func ownerAndAnchor() async throws {
        let sample = try await OfficeSample()
        _ = try await sample.post("/policy-new", fields: Self.form())
        let changed = Self.form(["owner": "discussionChair", "anchor": "discussion", "base": "2"])
        _ = try await sample.post("/policy/:kind", Self.path, fields: changed)
        let rule = try #require(try await rules(sample).last?.policy.rules[Self.own])
        #expect(rule.owner == .discussionChair && rule.anchor == .discussion)
        let reply = RuleForm(fields: changed.merging(["title": "Reply"]) { $1 })
        #expect(try reply.rule(Policy.standard.rules[.reply]!).owner == .invitee)
    }

    @Test(
        "are refused in the words of a file, with the field",
        arguments: [
            (["anchor": "apologies", "owner": "chair"], "owner", "\(PolicyRefusal.owner(.chair, of: .apologies))"),
            (["name": "reply"], "name", "is not a name for an obligation of your own"),
            (["name": "two words"], "name", "is not a name for an obligation of your own"),
            (["title": ""], "title", "Enter what is owed"), (["title": "…"], "name", "No short name can be made"),
            (["title": String(repeating: "long ", count: 50)], "title", "The title"),
            (["initial-count": ""], "initial-count", "Enter by when it is owed."),
            (["anchor": ""], "anchor", "Choose what it is counted from."),
            (
                ["step-3-when": "before-deadline", "step-3-days": "0", "step-3-chair": "yes"], "step-3-when",
                "\(PolicyRefusal.twoSteps(.deadline(0)))"
            ),
        ])
    func refused(change: [String: String], field: String, sentence: String) async throws {
        let sample = try await OfficeSample()
        let page = try await sample.post("/policy-new/preview", fields: Self.form(change))
        #expect(page.status == 422 && page.text.contains("<a href=\"#\(field)\">"), "\(page.text.prefix(3000))")
        #expect(page.text.replacing("&quot;", with: "\"").contains(sentence), "\(page.text.prefix(3000))")
        #expect(page.text.contains("id=\"\(field)\""))
    }

    @Test("get a name of their own, which none had before")
    func names() throws {
        func name(_ title: String, _ former: Set<String> = []) -> String? {
            ObligationName(madeFrom: title, former: former)?.text
        }
        #expect(name("Chronology shared with the chair") == Self.name)
        #expect(name("Chronology shared with the chair", [Self.name]) == "\(Self.name)-2")
        #expect(name("Gwên: tŷ’r plentyn") == "gwenTyrPlentyn")
        #expect(name("3 things") == "things" && name("Reply") == "reply-2" && name("…") == nil)
        let long = try #require(name(String(repeating: "word ", count: 30)))
        #expect(long.count <= 40)
    }

    @Test("of the rulebook never end")
    func standard() async throws {
        let sample = try await OfficeSample()
        await #expect(throws: (any Error).self) { try await sample.get("/policy/:kind/end", ["kind": "reply"]) }
        let page = try await sample.get("/policy/:kind", ["kind": "reply"])
        #expect(!page.text.contains("End it from a day on") && !page.text.contains("name=\"owner\""))
        await #expect(throws: (any Error).self) {
            try await sample.post(
                "/policy/:kind/end", ["kind": "reply"], fields: ["effective": "2026-12-01", "base": "1"])
        }
        #expect(try await rules(sample).count == 1)
    }

    @Test("have steps that are added, taken out and moved, while what is typed stays")
    func steps() async throws {
        let sample = try await OfficeSample()
        let fields = Self.form(["step-2-when": "after-deadline", "step-2-days": "1", "step-2-chair": "yes"])
        for (edit, expected) in [
            ("add", ["T owner", "T+1 chair"]), ("remove-1", ["T+1 chair"]), ("earlier-2", ["T+1 chair", "T owner"]),
            ("later-1", ["T+1 chair", "T owner"]), ("later-2", ["T owner", "T+1 chair"]),
            ("remove-9", ["T owner", "T+1 chair"]),
        ] {
            let page = try await sample.post("/policy-new/again", fields: fields.merging(["edit": edit]) { $1 })
            #expect(page.status == 200 && page.text.contains("value=\"Chronology shared with the chair\""))
            #expect(
                page.text.components(separatedBy: "class=\"step\"").count - 1 == expected.count
                    + (edit == "add" ? 1 : 0))
            let edited = try #require(StepEdit(edit)).applied(to: fields)
            #expect(try StepFields.ladder(in: edited).map(\.description) == expected, "\(edit)")
        }
    }
}
