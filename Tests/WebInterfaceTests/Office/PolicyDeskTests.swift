import Conferences
import Persistence
import TestValues
import Testing
import WorkingDays

@testable import WebInterface

@Suite("The pages of the rules")
struct PolicyDeskTests {
    /// What the form of submitting reports sends when only the initial conference's number is changed.
    private static func form(days: Int, effective: String, open: Bool = false, base: Int = 1) -> [String: String] {
        var fields = RuleForm(Policy.standard.rules[.submitReport]!).fields
        fields["initial-count"] = "\(days)"
        fields["effective"] = effective
        fields["base"] = "\(base)"
        if open { fields["open"] = "yes" }
        return fields
    }

    private static let path = ["kind": "submitReport"]

    private func rules(_ sample: OfficeSample) async throws -> [RuleSet] {
        try await sample.database.read { try RuleSets($0, rulebook: OfficeSample.rulebook).all() }
    }

    @Test("show every kind by its name, with number, unit, direction and steps, to all who may read them")
    func table() async throws {
        let sample = try await OfficeSample()
        for role in [Role.administrator, .chair, .agencyLead, .qualityAssurance, .auditor, .operator] {
            let page = try await sample.get("/policy", as: [role])
            for kind in ObligationKind.standard { #expect(page.text.contains(kind.standardTitle), "\(kind)") }
            #expect(page.text.contains("3 working days before the conference"))
            #expect(
                page.text.contains(
                    "1 working day after the deadline, to whoever owes it and the agency’s safeguarding lead"))
        }
        let rule = try await sample.get("/policy/:kind", Self.path, as: [.chair])
        #expect(rule.text.contains("5 working days before the conference") && !rule.text.contains("Preview the change"))
        await #expect(throws: (any Error).self) { try await sample.get("/policy/:kind", ["kind": "no-such"]) }
    }

    @Test("read from a rule's form the rule that filled it", arguments: ObligationKind.standard)
    func roundTrip(kind: ObligationKind) throws {
        let rule = try #require(Policy.standard.rules[kind])
        #expect(try RuleForm(fields: RuleForm(rule).fields).rule(rule) == rule)
        #expect(try GeneralForm(fields: GeneralForm(.standard).fields).policy(.standard) == .standard)
        #expect(try PresenceForm(fields: PresenceForm(.standard).fields).policy(.standard) == .standard)
    }

    @Test("preview what would change and change nothing, then put it in force from its day")
    func change() async throws {
        let sample = try await OfficeSample()
        let fields = Self.form(days: 4, effective: "2026-12-01")
        let preview = try await sample.post("/policy/:kind/preview", Self.path, fields: fields)
        #expect(
            preview.status == 200
                && preview.text.contains(
                    "3 working days before the conference</td><td>4 working days before the conference")
        )
        #expect(preview.text.contains("1 still to meet: each keeps the rules"))
        #expect(try await rules(sample).count == 1)
        let again = try await sample.post("/policy/:kind/again", Self.path, fields: fields)
        #expect(again.text.contains("name=\"initial-count\" inputmode=\"numeric\" maxlength=\"3\" value=\"4\""))
        let applied = try await sample.post("/policy/:kind", Self.path, fields: fields)
        #expect(applied.location == "/policy?done=applied")
        let sets = try await rules(sample)
        #expect(sets.count == 2 && sets[1].effectiveOn == "2026-12-01")
        #expect(sets[1].policy.rules[.submitReport]?.initial == DeadlineOffset(4, .workingDays, .before))
        let page = try await sample.get("/policy")
        #expect(page.text.contains("In force: rule set 1") && page.text.contains("/policy-sets/2/take-back"))
        #expect(try await sample.events("ruleSetAdopted", by: "user/anna") >= 1)
    }

    @Test("let what has not met yet follow at once, and give it its old dates back when the set is taken back")
    func takenBack() async throws {
        let sample = try await OfficeSample()
        let due = { () async throws -> [CalendarDate] in
            try await sample.database.read { session in
                try DirectoryReadings(session).owed(by: "P-officer", now: OfficeSample.start)
                    .filter { $0.obligation.hasSuffix("submitReport") }.map(\.dueOn)
            }
        }
        let before = try await due()
        let fields = Self.form(days: 10, effective: "2026-12-01", open: true)
        let preview = try await sample.post("/policy/:kind/preview", Self.path, fields: fields)
        #expect(preview.text.contains("1 follow the new rules") && preview.text.contains("Tuesday 5 January 2027"))
        #expect(try await due() == before)
        _ = try await sample.post("/policy/:kind", Self.path, fields: fields)
        #expect(try await due() == ["2027-01-05"])
        let ask = try await sample.get("/policy-sets/:number/take-back", ["number": "2"])
        #expect(ask.text.contains("Tuesday 1 December 2026") && ask.text.contains("1 that follow it already"))
        #expect(try await due() == ["2027-01-05"])
        let taken = try await sample.post("/policy-sets/:number/take-back", ["number": "2"])
        #expect(taken.location == "/policy?done=taken-back")
        #expect(try await due() == before)
        #expect(try await sample.get("/policy").text.contains("taken back Monday 23 November 2026"))
        #expect(try await sample.events("ruleSetWithdrawn", by: "user/anna") == 1)
        // Its number is not used again, and a rebuilt table says the same.
        _ = try await sample.post("/policy/:kind", Self.path, fields: Self.form(days: 2, effective: "2026-12-01"))
        let sets = try await rules(sample)
        #expect(sets.map(\.number) == [1, 2, 3] && sets[1].withdrawnAt != nil)
        let differences = try await Rehearsed.run(sample.database) { session in
            try ReadTables(session).differences(rulebook: OfficeSample.rulebook, now: OfficeSample.start).differences
        }
        #expect(differences == [])
    }

    @Test("take no set back that is in force, or that was taken back")
    func refusals() async throws {
        let sample = try await OfficeSample()
        _ = try await sample.post("/policy/:kind", Self.path, fields: Self.form(days: 4, effective: "2026-11-23"))
        let inForce = try await sample.post("/policy-sets/:number/take-back", ["number": "2"])
        #expect(inForce.status == 422 && inForce.text.contains("in force since Monday 23 November 2026"))
        #expect(try await sample.post("/policy-sets/:number/take-back", ["number": "1"]).status == 422)
        await #expect(throws: (any Error).self) {
            try await sample.post("/policy-sets/:number/take-back", ["number": "9"])
        }
        _ = try await sample.post(
            "/policy/:kind", Self.path, fields: Self.form(days: 5, effective: "2026-12-01", base: 2))
        _ = try await sample.post("/policy-sets/:number/take-back", ["number": "3"])
        let twice = try await sample.post("/policy-sets/:number/take-back", ["number": "3"])
        #expect(twice.status == 422 && twice.text.contains("taken back already"))
    }

    @Test(
        "say what is wrong with what was typed, and keep it",
        arguments: [
            (["initial-count": "many"], "href=\"#initial-count\"", "value=\"many\""),
            (
                ["initial-count": "3", "initial-unit": "clear", "initial-direction": "after"], "href=\"#initial-unit\"",
                ""
            ),
            (["effective": "2026-11-22"], "Choose today or a later day.", "value=\"2026-11-22\""),
            (["effective": ""], "href=\"#effective\"", ""),
            (["title": " "], "href=\"#title\"", ""),
            (["cutOff": "late"], "href=\"#cutOff\"", "value=\"late\""),
            (["step-1-days": "900"], "href=\"#step-1-days\"", "value=\"900\""),
            (["step-6-when": "at-once"], "href=\"#step-6-owner\"", ""),
            (
                ["step-6-when": "before-deadline", "step-6-days": "5", "step-6-owner": "yes"],
                "href=\"#step-6-when\">Two steps leave 5 working days before the deadline. Put those", ""
            ),
            (["base": "0", "title": "Kept"], "changed by somebody else", "value=\"Kept\""),
            ([:], "Nothing is different", ""),
        ])
    func wrong(change: [String: String], sentence: String, kept: String) async throws {
        let sample = try await OfficeSample()
        let fields = Self.form(days: 3, effective: "2026-12-01").merging(change) { $1 }
        let page = try await sample.post("/policy/:kind/preview", Self.path, fields: fields)
        #expect(
            page.status == 422 && page.text.contains(sentence) && page.text.contains(kept), "\(page.text.prefix(2500))")
        #expect(try await rules(sample).count == 1)
    }

    @Test("let no change come before a set that is still to come")
    func order() async throws {
        let sample = try await OfficeSample()
        _ = try await sample.post("/policy/:kind", Self.path, fields: Self.form(days: 4, effective: "2026-12-10"))
        let early = try await sample.post(
            "/policy/:kind", Self.path, fields: Self.form(days: 5, effective: "2026-12-01", base: 2))
        #expect(early.status == 422 && early.text.contains("comes into force on Thursday 10 December 2026"))
    }

    @Test("change what holds for every kind")
    func general() async throws {
        let sample = try await OfficeSample()
        var fields = GeneralForm(.standard).fields
        fields.merge([
            "cutOff": "17:00", "exclusion-count": "5", "exclusion-unit": "calendarDays", "effective": "2026-12-01",
            "base": "1",
        ]) { $1 }
        let wrong = try await sample.post(
            "/policy-general/preview", fields: fields.merging(["sendUntil": "08:00"]) { $1 })
        #expect(wrong.status == 422 && wrong.text.contains("href=\"#sendUntil\""))
        #expect(try await sample.post("/policy-general", fields: fields).location == "/policy?done=applied")
        let policy = try #require(try await rules(sample).last).policy
        #expect(policy.cutOff == TimeOfDay(hour: 17, minute: 0))
        #expect(policy.exclusionNotice == DeadlineOffset(5, .calendarDays, .before))
    }

    @Test("are changed by administrators alone")
    func permissions() async throws {
        let sample = try await OfficeSample()
        for role in Role.allCases where role != .administrator {
            await #expect(throws: NotAllowed.self) {
                try await sample.post(
                    "/policy/:kind", Self.path, fields: Self.form(days: 4, effective: "2026-12-01"), as: [role])
            }
        }
    }
}
