import Conferences
import Persistence
import TestValues
import Testing
import WorkingDays

@testable import WebInterface

@Suite("The forms of a conference's page")
struct ConferenceFormsTests {
    private static let afterwards: Timestamp = "2027-01-20T09:00:00Z"

    @Test("say of each need whether it is arranged")
    func needs() async throws {
        let sample = try await OfficeSample()
        let fields = ["kind": "interpreter", "for": "mother", "detail": "Somali"]
        let unsaid = try await sample.send(.need, fields.merging(["for": "professional", "detail": ""]) { $1 })
        #expect(unsaid.blamed == "need-detail" && unsaid.text.contains("value=\"professional\" selected"))
        #expect(try await sample.send(.need, fields).status == 303)
        let open = try await sample.show().text
        #expect(open.contains("interpreter for mother: <strong class=\"late\">not arranged</strong>"))
        let done = try await sample.send(.arrangeNeed, ["need": "1"])
        #expect(done.location == "/conferences/CP-1?done=arrange-need#need")
        #expect(try await sample.show().text.contains("interpreter for mother: arranged on Monday 23 November 2026"))
    }

    @Test("ask the chair about each request to exclude somebody by itself")
    func exclusions() async throws {
        let sample = try await OfficeSample()
        try await sample.scheduleSecond()
        try await sample.act { registrar in
            for recipient in [FamilyRecipient(.mother), FamilyRecipient(.carer, ordinal: 2)] {
                try registrar.perform(
                    .requestExclusion(of: recipient, by: "P-worker", reason: "Safety", on: "2026-11-23"), on: "CP-2")
            }
        }
        let unsaid = try await sample.send(
            .decideExclusion, ["request": "2", "granted": "no", "reason": ""], on: "CP-2",
            as: [.administrator, .chair])
        #expect(unsaid.blamed == "decide-exclusion-2-reason" && unsaid.holds(id: "decide-exclusion-2-reason"))
        #expect(unsaid.repeatedIDs.isEmpty)
        #expect(unsaid.text.matches(of: /value="no" checked/).count == 1)
    }

    /// After a meeting to which one came, with two children.
    private func met() async throws -> OfficeSample {
        let sample = try await OfficeSample(at: Self.afterwards)
        try await sample.act { registrar in
            try registrar.perform(.addChild("CH-1", on: "2026-11-23"), on: "CP-1")
            try registrar.perform(.addChild("CH-2", on: "2026-11-23"), on: "CP-1")
        }
        try await sample.act(at: Self.afterwards) { registrar in
            try registrar.perform(
                .recordAttendance([RegisterLine(invitation: 1, AttendanceEntry(.present))]), on: "CP-1")
        }
        return sample
    }

    @Test("keep a decision that is not whole with the child that it is about")
    func decision() async throws {
        let (sample, roles) = (try await met(), Set<Role>([.administrator, .chair]))
        let nothing = try await sample.send(.decide, ["child": "CH-2"], as: roles)
        #expect(nothing.blamed == "CH-2-plan-none" && nothing.holds(id: "CH-2-plan-none"))
        let fields = ["child": "CH-2", "plan": "neglect", "dissenter": "POLICE", "dissent": ""]
        let unsaid = try await sample.send(.decide, fields, as: roles)
        #expect(unsaid.blamed == "CH-2-dissent" && unsaid.holds(id: "CH-2-dissent"))
        #expect(unsaid.text.matches(of: /value="neglect" checked/).count == 1)
        #expect(
            unsaid.text.matches(of: /<option value="POLICE" selected>Police/).count == 1 && unsaid.repeatedIDs.isEmpty)
    }

    @Test("name somebody for an agency without a name, and somebody else in place of whoever is named")
    func naming() async throws {
        let sample = try await OfficeSample()
        try await sample.act { registrar in
            try registrar.perform(
                .invite(agency: "HOUSING", person: nil, on: "2026-11-23"), on: "CP-1" as ConferenceReference)
        }
        func name(_ number: Int, _ person: String) async throws -> Answered {
            let version = try await sample.show(open: "\(number)").text.firstMatch(
                of: /name="version" value="([^"]+)"/)?.1
            return try await sample.post(
                "/conferences/:reference/invitations/:number/name", ["reference": "CP-1", "number": "\(number)"],
                fields: ["person": person, "version": version.map(String.init) ?? ""])
        }
        #expect(try await name(3, "P-housing").status == 303)
        #expect(try await sample.show(open: "3").text.contains("Name of P-housing"))
        #expect(try await name(1, "P-police-lead").status == 303)
        let named = try await sample.database.read {
            try ConferenceReadings($0).conference("CP-1")?.invitation(1)?.person
        }
        #expect(named == "P-police-lead")
        #expect(try await name(1, "P-police-lead").status == 422)
        #expect(try await name(1, "P-worker").status == 422, "somebody of another agency")
        #expect(try await name(1, "").text.contains("Give the person’s reference."))
    }

    @Test("correct a decision, with what was recorded before in the trail")
    func correction() async throws {
        let sample = try await OfficeSample(at: "2027-01-20T09:00:00Z")
        try await sample.act(at: "2027-01-19T15:00:00Z") { registrar in
            try registrar.perform(.addChild("K-1", on: "2027-01-19"), on: "CP-1" as ConferenceReference)
            try registrar.perform(
                .recordAttendance([RegisterLine(invitation: 1, .present)]), on: "CP-1" as ConferenceReference)
            try registrar.perform(
                .rule(.proceeded(because: .delayHarmful, note: nil), on: "2027-01-19"),
                on: "CP-1" as ConferenceReference)
            try registrar.perform(
                .decide(child: "K-1", ChildDecision(plan: .neglect), on: "2027-01-19"),
                on: "CP-1" as ConferenceReference)
        }
        let page = try await sample.get("/conferences/:reference", ["reference": "CP-1"])
        #expect(page.actions.contains("/conferences/CP-1/correct-decision"))
        let version = try #require(page.text.firstMatch(of: /name="version" value="([^"]+)"/)?.1)
        func correct(_ fields: [String: String]) async throws -> Answered {
            try await sample.post(
                "/conferences/:reference/correct-decision", ["reference": "CP-1"],
                fields: ["child": "K-1", "version": String(version)].merging(fields) { $1 })
        }
        let dropped = try await correct(["plan": "none", "dissent": "The threshold is met", "reason": "Misheard"])
        #expect(dropped.status == 422 && dropped.text.contains("Say which agency dissented."))
        #expect(try await correct(["plan": "none"]).text.contains("Say why it is corrected."))
        #expect(try await correct(["plan": "none", "reason": "Misheard"]).status == 303)
        let after = try await sample.get("/conferences/:reference", ["reference": "CP-1"]).text
        #expect(after.contains("No plan, decided on Tuesday 19 January 2027"))
        #expect(after.contains("corrected the decision of CP-1 for child K-1 from a plan"))
    }

    @Test("ask of a draft that it goes out, and of a note-taker nothing that they do not owe")
    func others() async throws {
        let sample = try await OfficeSample()
        try await sample.act { registrar in
            try registrar.perform(
                .listInvitee(agency: "HOUSING", person: nil, capacity: .directContact, on: "2026-11-23"), on: "CP-1")
            try registrar.perform(
                .invite(agency: "CSC", person: "P-lead", on: "2026-11-23", capacity: .noteTaker), on: "CP-1")
        }
        func parts(_ number: Int) async throws -> Set<String> {
            let prefix = "/conferences/CP-1/invitations/\(number)/"
            let actions = try await sample.show(open: "\(number)").actions
            return Set(actions.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) })
        }
        #expect(try await parts(3) == ["send", "name", "withdraw"])
        #expect(try await parts(4) == ["reply", "bounced", "name", "withdraw"])
        #expect(try await parts(1).isSuperset(of: ["reply", "report", "sharing", "attempt"]))
    }

    @Test("stand below the messages that failed, also where none is to come")
    func failed() async throws {
        let sample = try await OfficeSample(at: "2027-01-08T10:00:00Z")
        try await sample.send(at: "2027-01-08T09:00:00Z", .failed(reason: "550 unknown"))
        try await sample.act(at: "2027-01-08T09:30:00Z") {
            try $0.perform(ConferenceCommand.cancel(on: "2027-01-08", reason: "Moved away"), on: "CP-1")
        }
        #expect(try await sample.show().text.contains("<strong class=\"late\">failed</strong>"))
    }

    @Test("keep the day that was typed when they come back, and invite nobody after the meeting")
    func day() async throws {
        let page = try await met().send(.draftRecord, ["on": "2027-01-21"])
        #expect(page.blamed == "draft-record-on" && page.holds(id: "draft-record-on"))
        #expect(page.text.contains("id=\"draft-record-on\" name=\"on\" value=\"2027-01-21\""))
        #expect(!page.actions.contains("/conferences/CP-1/invite"))
    }
}
