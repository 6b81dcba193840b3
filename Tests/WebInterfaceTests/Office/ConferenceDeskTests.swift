import Conferences
import Hummingbird
import Persistence
import TestValues
import Testing
import WorkingDays

@testable import WebInterface

@Suite("A conference's page")
struct ConferenceDeskTests {
    private static let path = "/conferences/:reference"
    private static let afterwards: Timestamp = "2027-01-20T09:00:00Z"

    /// What comes after the meeting has one form for all.
    private static let steps: Set<ConferenceForm.Part> = [
        .letter, .coreGroup, .draftRecord, .recordToChair, .returnRecord, .approveRecord, .circulateRecord,
        .finaliseRecord, .close,
    ]

    @Test("tells what happened, the last first, however often the page was read; and all of it when asked")
    func history() async throws {
        let sample = try await OfficeSample()
        let parameters = ["reference": "CP-1"]
        for _ in 0..<16 { _ = try await sample.get(Self.path, parameters) }
        var page = try await sample.get(Self.path, parameters)
        #expect(page.text.contains("scheduled CP-1") && !page.text.contains("read case"))
        #expect(!page.text.contains("All that happened"))
        let first = try #require(page.text.firstRange(of: "scheduled CP-1"))
        let second = try #require(page.text.firstRange(of: "invited P-officer"))
        #expect(second.lowerBound < first.lowerBound)
        try await sample.act { registrar in
            for number in 1...15 {
                try registrar.perform(.addChild(try Reference("CH-\(number)"), on: "2026-11-23"), on: "CP-1")
            }
        }
        page = try await sample.get(Self.path, parameters)
        #expect(page.text.contains("/conferences/CP-1?trail=whole#trail") && !page.text.contains("scheduled CP-1"))
        page = try await sample.get(Self.path, parameters, query: ["trail": "whole"])
        #expect(page.text.contains("scheduled CP-1") && !page.text.contains("All that happened"))
        #expect(try await sample.events("caseRead", by: "user/anna") == 19)
    }

    @Test("offers to correct the address and send again what came back, and then says no more of it")
    func cameBack() async throws {
        let sample = try await OfficeSample()
        let (parameters, invitation) = (["reference": "CP-1"], ["reference": "CP-1", "number": "1"])
        try await sample.act { try $0.perform(.recordBounce(invitation: 1, on: "2026-11-23"), on: "CP-1") }
        let page = try await sample.get(Self.path, parameters, query: ["open": "1"])
        #expect(page.text.contains("came back undelivered on Monday 23 November 2026"))
        #expect(page.text.contains("<a href=\"/people/P-officer\">Correct the address of Name of P-officer"))
        #expect(page.text.contains("Send the invitation again"))
        let version = try #require(page.text.firstMatch(of: /name="version" value="([^"]+)"/)?.1)
        let sent = try await sample.post(
            "/conferences/:reference/invitations/:number/send", invitation, fields: ["version": String(version)])
        #expect(sent.status == 303)
        let again = try await sample.get(Self.path, parameters, query: ["open": "1"])
        #expect(!again.text.contains("The invitation came back undelivered on") && !again.text.contains("bounced</"))
    }

    @Test("says of whom no attendance is recorded once it was held, and to a chair which records wait for review")
    func lacking() async throws {
        let sample = try await OfficeSample(at: Self.afterwards)
        let parameters = ["reference": "CP-1"]
        #expect(!(try await sample.get(Self.path, parameters).text.contains("not recorded")))
        try await sample.act(at: Self.afterwards) { registrar in
            try registrar.perform(
                .recordAttendance([RegisterLine(invitation: 1, AttendanceEntry(.present))]), on: "CP-1")
        }
        let page = try await sample.get(Self.path, parameters)
        #expect(page.text.matches(of: /<strong class="late">not recorded<\/strong>/).count == 1)
        try await sample.act(at: Self.afterwards) { registrar in
            try registrar.perform(.rule(.proceeded(because: .delayHarmful, note: nil), on: "2027-01-20"), on: "CP-1")
            try registrar.perform(.draftRecord(on: "2027-01-20"), on: "CP-1")
            try registrar.perform(.sendRecordToChair(on: "2027-01-20"), on: "CP-1")
        }
        let own = try await sample.get("/conferences", as: [.chair], person: "P-chair")
        #expect(own.text.contains("Waiting for you") && own.text.contains("/conferences/CP-1#record"))
        for (role, person) in [(Role.administrator, "P-admin"), (.chair, "P-worker")] as [(Role, PersonReference)] {
            #expect(
                !(try await sample.get("/conferences", as: [role], person: person).text.contains("Waiting for you")))
        }
    }

    @Test("has a form for everything that can be recorded there")
    func forms() throws {
        let actions = try PageTemplates.actions(in: "conference", "invitee-forms", "own-obligations")
        #expect(actions.contains("{{path}}/{{part}}"))
        for part in ConferenceForm.Part.allCases where !Self.steps.contains(part) {
            #expect(actions.contains("{{path}}/\(part.rawValue)"), "\(part)")
        }
        for part in InvitationForm.Part.allCases {
            #expect(actions.contains("{{action}}/\(part.rawValue)"), "\(part)")
        }
    }

    @Test("leads from what is wrong to a field that is on the page", arguments: ConferenceForm.Part.allCases)
    func blame(part: ConferenceForm.Part) async throws {
        let sample = try await OfficeSample(at: [.rule, .decide].contains(part) ? Self.afterwards : OfficeSample.start)
        try await sample.act { registrar in
            try registrar.perform(.addChild("CH-1", on: "2026-11-23"), on: "CP-1")
            try registrar.perform(
                .requestExclusion(of: FamilyRecipient(.mother), by: "P-worker", reason: "Safety", on: "2026-11-23"),
                on: "CP-1")
        }
        if [.rule, .decide].contains(part) {
            try await sample.act(at: Self.afterwards) { registrar in
                try registrar.perform(
                    .recordAttendance([RegisterLine(invitation: 1, AttendanceEntry(.present))]), on: "CP-1")
            }
        }
        let page: Answered
        do {
            page = try await sample.send(
                part, part == .decideExclusion ? ["request": "1"] : [:], as: [.administrator, .chair])
        } catch let error as HTTPError {
            #expect(error.status == .notFound && part == .drop)
            return
        }
        guard page.status == 422 else { return }
        let blamed = try #require(page.blamed)
        // There is no form for what cannot be done here: there are no drafts, one recipient and no rule of one's own.
        if !Self.steps.union([.send, .split, .tick]).contains(part) {
            #expect(page.holds(id: blamed), "\(part): \(blamed)")
        }
    }

    @Test("passes a role on to whom the page offers, and asks again where nobody is named")
    func assign() async throws {
        let sample = try await OfficeSample()
        try await sample.act { try $0.record(OfficeSample.socialCare) }
        #expect(try await sample.show().text.contains("open=assign#assign"))
        let asked = try await sample.show(open: "assign").text
        #expect(asked.contains("<option value=\"P-worker\">Name of P-worker</option>"))
        #expect(!asked.contains("<option value=\"P-officer\">"))
        let wrong = try await sample.send(.assign, ["role": "chair", "person": " "])
        #expect(wrong.status == 422 && wrong.blamed == "assign-person")
        #expect(wrong.text.contains("id=\"role-chair\" name=\"role\" value=\"chair\" checked"))
        #expect(try await sample.send(.assign, ["role": "chair", "person": "P-worker"]).status == 303)
        #expect(try await sample.show().text.contains("<dt>Chair</dt><dd>Name of P-worker"))
    }

    @Test("is held in parts that name everybody once, for a reason")
    func split() async throws {
        let sample = try await OfficeSample()
        #expect(try await !sample.show().text.contains("/split\""))
        try await sample.scheduleSecond()
        let together = try await sample.send(
            .split, ["part-mother": "1", "part-carer:2": "1", "reason": "Safety"], on: "CP-2")
        #expect(together.status == 422 && together.text.contains("<details open>"))
        let unsaid = try await sample.send(
            .split, ["part-mother": "1", "part-carer:2": "2", "reason": ""], on: "CP-2")
        #expect(unsaid.blamed == "split-reason")
        #expect(unsaid.text.contains("name=\"part-carer:2\" value=\"2\" checked"))
        let stranger = try await sample.send(.split, ["part-uncle": "1", "reason": "Safety"], on: "CP-2")
        #expect(stranger.text.contains("part-uncle is nobody with whom reports are shared"))
        let done = try await sample.send(
            .split, ["part-mother": "2", "part-carer:2": "1", "reason": "Safety"], on: "CP-2")
        #expect(done.status == 303)
        #expect(try await sample.show("CP-2").text.contains("Held in parts: carer:2; then mother"))
    }

    @Test("begins as a request, and is dropped for a reason while it has no day")
    func request() async throws {
        let sample = try await OfficeSample()
        let fields = ["reference": "CP-9", "case": "C-9", "requestedBy": "P-worker", "type": "initial"]
        let untyped = try await sample.post("/conferences/request", fields: fields.merging(["type": ""]) { $1 })
        #expect(untyped.blamed == "type" && untyped.text.contains("value=\"C-9\""))
        let taken = try await sample.post("/conferences/request", fields: fields.merging(["reference": "CP-1"]) { $1 })
        #expect(taken.status == 422 && taken.blamed == "reference")
        let done = try await sample.post("/conferences/request", fields: fields)
        #expect(done.location == "/conferences/CP-9?done=requested")
        #expect(try await sample.show("CP-9").text.contains("/conferences/new?reference=CP-9"))
        let unsaid = try await sample.send(.drop, [:], on: "CP-9")
        #expect(unsaid.blamed == "drop-reason" && unsaid.holds(id: "drop-reason"))
        await #expect(throws: HTTPError.self) { try await sample.send(.cancel, ["reason": "No need"], on: "CP-9") }
        #expect(try await sample.send(.drop, ["reason": "No need"], on: "CP-9").status == 303)
        let dropped = try await sample.show("CP-9").text
        #expect(dropped.contains("It was dropped on Monday 23 November 2026") && !dropped.contains("/drop\""))
        await #expect(throws: HTTPError.self) { try await sample.send(.drop, ["reason": "No need"]) }
        #expect(try await sample.show().text.contains("Scheduled"))
    }

    @Test("offers nothing to record once it is cancelled")
    func settled() async throws {
        let sample = try await OfficeSample()
        let open = try await sample.show(open: "1").text
        #expect(open.contains("/invitations/1/reply") && open.contains("/invite\""))
        try await sample.act { registrar in
            try registrar.perform(
                .requestExclusion(of: FamilyRecipient(.mother), by: "P-worker", reason: "Safety", on: "2026-11-23"),
                on: "CP-1")
            try registrar.perform(ConferenceCommand.cancel(on: "2026-11-23", reason: "Moved away"), on: "CP-1")
        }
        let page = try await sample.get(
            Self.path, ["reference": "CP-1"], query: ["open": "1"], as: [.administrator, .chair])
        #expect(page.text.matches(of: /<form [^>]*action="([^"]+)"/).map { String($0.1) } == ["/sign-out"])
    }

    @Test("records to which agencies a report went, and asks for one at least")
    func circulation() async throws {
        let sample = try await OfficeSample()
        #expect(try await !sample.show(open: "1").text.contains("/circulate-report"))
        try await sample.act { registrar in
            try registrar.perform(
                .submitReport(invitation: 1, coversSignificantOthers: true, on: "2026-11-23"), on: "CP-1")
        }
        let form = try await sample.show(open: "1").text
        #expect(form.contains("name=\"to-CSC\"") && !form.contains("name=\"to-POLICE\""))
        let nobody = try await sample.send(.circulateReport, [:])
        #expect(nobody.status == 422 && nobody.blamed == "circulate-report" && nobody.holds(id: "circulate-report"))
        #expect(try await sample.send(.circulateReport, ["to-HOUSING": "yes"]).status == 422)
        #expect(try await sample.send(.circulateReport, ["to-CSC": "yes"]).status == 303)
        #expect(try await sample.show(open: "1").text.contains("has it"))
        #expect(try await sample.events("reportCirculated", by: "user/anna") == 1)
    }

    @Test("records a try to reach somebody in the family")
    func attempt() async throws {
        let sample = try await OfficeSample()
        let fields = ["recipient": "mother", "method": "telephone", "by": "P-officer", "on": "2026-11-23"]
        for (field, place) in [("recipient", "recipient"), ("method", "method")] {
            let page = try await sample.send(.attempt, fields.merging([field: ""]) { $1 })
            #expect(page.blamed == place && page.holds(id: place) && page.text.contains("value=\"P-officer\""))
        }
        let tomorrow = try await sample.send(.attempt, fields.merging(["on": "2026-11-24"]) { $1 })
        #expect(tomorrow.blamed == "attempt-on" && tomorrow.holds(id: "attempt-on"))
        #expect(try await sample.send(.attempt, fields).status == 303)
        #expect(try await sample.events("contactAttempted", by: "user/anna") == 1)
    }

    @Test("records that a delegate accepts, once")
    func delegate() async throws {
        let sample = try await OfficeSample()
        try await sample.act { registrar in
            try registrar.perform(
                .reply(invitation: 1, .apologies(reason: "In court"), on: "2026-11-23"), on: "CP-1")
            try registrar.perform(.nameDelegate(invitation: 1, "P-police-lead", on: "2026-11-23"), on: "CP-1")
        }
        #expect(try await sample.show(open: "1").text.contains("/delegate-accepts\""))
        #expect(try await sample.send(.delegateAccepts, [:]).status == 303)
        #expect(try await !sample.show(open: "1").text.contains("/delegate-accepts\""))
    }

    @Test("asks why somebody was absent without apologies, until it is said")
    func absence() async throws {
        let sample = try await OfficeSample(at: Self.afterwards)
        #expect(try await !sample.show(open: "1").text.contains("/explain-absence"))
        try await sample.act(at: Self.afterwards) { registrar in
            try registrar.perform(
                .recordAttendance([
                    RegisterLine(invitation: 1, AttendanceEntry(.absent)),
                    RegisterLine(invitation: 2, AttendanceEntry(.present)),
                ]), on: "CP-1")
        }
        #expect(try await !sample.show(open: "2").text.contains("/explain-absence"))
        let unsaid = try await sample.send(.explainAbsence, ["reason": ""])
        #expect(unsaid.blamed == "explain-absence-reason" && unsaid.holds(id: "explain-absence-reason"))
        #expect(try await sample.send(.explainAbsence, ["reason": "The invitation went astray"]).status == 303)
        #expect(try await !sample.show(open: "1").text.contains("/explain-absence"))
    }
}

extension OfficeSample {
    func show(_ conference: String = "CP-1", open: String? = nil) async throws
        -> Answered
    {
        try await get("/conferences/:reference", ["reference": conference], query: open.map { ["open": $0] } ?? [:])
    }

    func send(
        _ part: ConferenceForm.Part, _ fields: [String: String], on conference: String = "CP-1",
        as roles: Set<Role> = [.administrator]
    ) async throws -> Answered {
        try await post(
            "/conferences/:reference/\(part.rawValue)", ["reference": conference], fields: fields, as: roles)
    }

    func send(
        _ part: InvitationForm.Part, _ fields: [String: String], of invitation: Int = 1
    ) async throws -> Answered {
        try await post(
            "/conferences/:reference/invitations/:number/\(part.rawValue)",
            ["reference": "CP-1", "number": "\(invitation)"],
            fields: fields)
    }

    /// Another conference, of a family of two who may have to be kept apart.
    func scheduleSecond() async throws {
        try await act { registrar in
            try registrar.perform(
                .schedule(
                    Scheduling(
                        type: .initial, caseReference: "C-2",
                        sitting: Sitting(on: "2027-01-19", at: TimeOfDay(hour: 14, minute: 0)!, place: "Room"),
                        chair: "P-chair", administrator: "P-admin",
                        familyRecipients: [FamilyRecipient(.mother), FamilyRecipient(.carer, ordinal: 2)],
                        on: "2026-11-23")), on: "CP-2")
        }
    }
}
