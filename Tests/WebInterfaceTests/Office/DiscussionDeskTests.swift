import Conferences
import Hummingbird
import Persistence
import TestValues
import Testing
import WorkingDays

@testable import WebInterface

@Suite("A strategy discussion's page")
struct DiscussionDeskTests {
    private static let path = "/discussions/:reference"
    private static let afternoon: Timestamp = "2026-11-24T15:00:00Z"

    /// One on Tuesday 24 November with social care and police.
    private func arranged(at now: Timestamp = OfficeSample.start) async throws -> OfficeSample {
        let sample = try await OfficeSample(at: now)
        try await sample.act { registrar in
            try registrar.perform(
                .arrange(
                    Arrangement(
                        caseReference: "C-1",
                        sitting: Sitting(on: "2026-11-24", at: TimeOfDay(hour: 10, minute: 0)!, place: "By video"),
                        chair: "P-chair", isCaseOpen: true, on: "2026-11-23")), on: "SD-1")
            for (agency, person) in [("CSC", "P-worker"), ("POLICE", "P-officer")] as [(AgencyCode, PersonReference)] {
                try registrar.perform(
                    .addParticipant(agency: agency, person: person, on: "2026-11-23"), on: "SD-1")
            }
        }
        return sample
    }

    /// The same, held, with one action agreed.
    private func held() async throws -> OfficeSample {
        let sample = try await arranged(at: Self.afternoon)
        try await sample.act(at: Self.afternoon) { registrar in
            try registrar.perform(.recordAttendance([1: .present, 2: .absent]), on: "SD-1")
            try registrar.perform(.hold(on: "2026-11-24", withoutMinimum: "Nobody else could"), on: "SD-1")
            try registrar.perform(
                .considerArea(
                    "siblings", note: "Two sisters",
                    .actions(agreed: [AgreedAction(what: "Visit", owner: "P-worker", dueOn: "2026-11-30")]),
                    on: "2026-11-24"), on: "SD-1")
        }
        return sample
    }

    private func show(_ sample: OfficeSample, open: String? = nil, notes: Bool = false) async throws -> Answered {
        var query = open.map { ["open": $0] } ?? [:]
        query["notes"] = notes ? "1" : nil
        return try await sample.get(Self.path, ["reference": "SD-1"], query: query)
    }

    private func send(_ sample: OfficeSample, _ part: DiscussionForm.Part, _ fields: [String: String]) async throws
        -> Answered
    {
        try await sample.post("\(Self.path)/\(part.rawValue)", ["reference": "SD-1"], fields: fields)
    }

    @Test("has a form for everything that can be recorded there")
    func forms() throws {
        let actions = try PageTemplates.actions(in: "discussion", "own-obligations")
        // The minutes on their way have one form for all.
        let steps: Set<DiscussionForm.Part> = [
            .draftMinutes, .submitMinutes, .returnMinutes, .approveMinutes, .circulateMinutes, .finaliseMinutes,
        ]
        #expect(actions.contains("{{path}}/{{part}}"))
        for part in DiscussionForm.Part.allCases where !steps.contains(part) {
            #expect(actions.contains("{{path}}/\(part.rawValue)"), "\(part)")
        }
    }

    @Test("keeps who came, as it was ticked, when somebody else recorded something meanwhile")
    func overtaken() async throws {
        let sample = try await arranged(at: Self.afternoon)
        let page = try await show(sample).text
        #expect(page.contains("<details id=\"attendance\"><summary>"))
        let version = String(try #require(page.firstMatch(of: /name="version" value="(\d+)"/)).1)
        #expect(try await send(sample, .add, ["agency": "HOUSING", "on": "2026-11-24"]).status == 303)
        let late = try await send(sample, .attendance, ["version": version, "attendance-2": "absent"])
        #expect(late.status == 409 && late.text.contains("<details id=\"attendance\" open><summary>"))
        #expect(late.text.contains("name=\"attendance-2\" value=\"absent\" checked"))
        #expect(late.text.matches(of: /name="attendance-\d+" value="\w+" checked/).count == 1)
    }

    @Test("is recorded as held, and as decided, on the days on which it was")
    func afterwards() async throws {
        let before = try await show(arranged()).actions.map { $0.split(separator: "/").last ?? "" }
        #expect(before.contains("cancel") && Set(before).isDisjoint(with: ["hold", "attendance", "close"]))
        let sample = try await arranged(at: "2026-11-26T09:00:00Z")
        #expect(try await show(sample).text.contains("/hold\""))
        let added = try await show(sample).text
        #expect(added.contains("id=\"add-on\" name=\"on\" value=\"2026-11-24\""))
        #expect(try await send(sample, .add, ["agency": "HOUSING", "on": "2026-11-24"]).status == 303)
        #expect(try await send(sample, .attendance, ["attendance-1": "present"]).status == 303)
        #expect(try await send(sample, .hold, ["shortfall": "Nobody else could"]).status == 303)
        let held = try await show(sample).text
        #expect(held.contains("Held on Tuesday 24 November 2026"))
        #expect(held.contains("id=\"section-47-on\" name=\"on\" value=\"2026-11-24\""))
        let early = try await send(sample, .section47, ["section47": "no", "on": "2026-11-27"])
        #expect(early.blamed == "section-47-on" && early.holds(id: "section-47-on"))
        #expect(try await send(sample, .section47, ["section47": "no", "on": "2026-11-24"]).status == 303)
    }

    @Test("moves to another day, with what it had standing in the form")
    func move() async throws {
        let sample = try await arranged()
        #expect(try await show(sample).text.contains("open=move#move"))
        let form = try await show(sample, open: "move").text
        #expect(form.contains("name=\"day\" value=\"2026-11-24\"") && form.contains("value=\"By video\""))
        let fields = ["day": "2026-11-25", "at": "11:30", "place": "Room 4"]
        let nowhere = try await send(sample, .move, fields.merging(["place": ""]) { $1 })
        #expect(nowhere.blamed == "place" && nowhere.holds(id: "place"))
        #expect(nowhere.text.contains("value=\"2026-11-25\""))
        #expect(try await send(sample, .move, fields).location == "/discussions/SD-1?done=move#move")
        #expect(try await show(sample).text.contains("Wednesday 25 November 2026 at 11:30, Room 4"))
    }

    @Test("passes to another chair")
    func chair() async throws {
        let sample = try await arranged()
        try await sample.act { try $0.record(OfficeSample.socialCare) }
        #expect(try await show(sample, open: "assign-chair").text.contains("<option value=\"P-lead\">"))
        let same = try await send(sample, .assignChair, ["person": "P-chair"])
        #expect(same.status == 422 && same.blamed == "assign-chair" && same.holds(id: "assign-chair"))
        let nobody = try await send(sample, .assignChair, ["person": ""])
        #expect(nobody.blamed == "assign-chair-person" && nobody.holds(id: "assign-chair-person"))
        #expect(try await send(sample, .assignChair, ["person": "P-lead"]).status == 303)
        #expect(try await show(sample).text.contains("<dt>Chair</dt><dd>Name of P-lead"))
    }

    @Test("keeps its reminders back until a day, and lets them go on")
    func silence() async throws {
        let sample = try await arranged()
        let unsaid = try await send(sample, .silence, ["until": "2026-12-01"])
        #expect(unsaid.blamed == "silence-reason" && unsaid.holds(id: "silence-reason"))
        #expect(unsaid.text.contains("value=\"2026-12-01\""))
        #expect(try await send(sample, .silence, ["until": "2026-12-01", "reason": "Away"]).status == 303)
        #expect(try await show(sample).text.contains("Held back until Tuesday 1 December 2026"))
        #expect(try await send(sample, .release, [:]).status == 303)
        #expect(try await !show(sample).text.contains("Held back until"))
    }

    @Test("withdraws an action for a reason, in the place of that action alone")
    func action() async throws {
        let sample = try await held()
        #expect(try await show(sample).text.contains("open=withdraw-action-1#withdraw-action-1"))
        let unsaid = try await send(sample, .withdrawAction, ["action": "1", "reason": " "])
        #expect(unsaid.blamed == "withdraw-action-reason" && unsaid.holds(id: "withdraw-action-reason"))
        #expect(try await send(sample, .withdrawAction, ["action": "1", "reason": "She moved"]).status == 303)
        let page = try await show(sample).text
        #expect(page.contains("withdrawn on Tuesday 24 November 2026") && !page.contains("withdraw-action-1"))
        #expect(!page.contains("/complete-action\""))
    }

    @Test("flags an area as not covered, for whom it names")
    func flag() async throws {
        let sample = try await arranged()
        let form = try await show(sample, open: "siblings").text
        #expect(form.contains("<option value=\"2\">2. Police</option>"))
        #expect(try await send(sample, .flag, ["area": "siblings", "participant": "2"]).status == 303)
        let page = try await show(sample)
        #expect(page.text.contains("Participant 2 flagged it"))
        let unsaid = try await send(sample, .answer, ["flag": "1", "answer": ""])
        #expect(unsaid.blamed == "answer-1" && unsaid.holds(id: "answer-1"))
        let again = try await send(sample, .flag, ["area": "siblings", "participant": "2"])
        #expect(again.status == 422 && again.blamed == "consider" && again.holds(id: "consider"))
    }

    @Test("sends the minutes to everybody asked, where that is chosen, and records what they ask to correct")
    func minutes() async throws {
        let sample = try await held()
        for part in [DiscussionForm.Part.draftMinutes, .submitMinutes, .approveMinutes] {
            #expect(try await send(sample, part, [:]).status == 303)
        }
        #expect(try await show(sample).text.contains("id=\"to-attended\" name=\"to\" value=\"attended\" checked"))
        #expect(try await !show(sample).text.contains("open=correction-2"))
        #expect(try await send(sample, .circulateMinutes, ["to": "invited"]).status == 303)
        let sent = try await show(sample).text
        #expect(sent.contains("open=correction-1#correction-1") && sent.contains("open=correction-2#correction-2"))
        let unsaid = try await send(sample, .correction, ["participant": "2", "detail": ""])
        #expect(unsaid.blamed == "correction-detail" && unsaid.holds(id: "correction-2"))
        #expect(!unsaid.holds(id: "correction-1"))
        #expect(try await send(sample, .correction, ["participant": "2", "detail": "Three sisters"]).status == 303)
        #expect(try await show(sample).text.contains("Corrections are open"))
        let early = try await send(sample, .finaliseMinutes, ["on": "2026-12-24"])
        #expect(early.blamed == "finalise-minutes-on" && early.text.contains("value=\"2026-12-24\""))
        #expect(try await send(sample, .finaliseMinutes, [:]).status == 303)
        #expect(try await !show(sample).text.contains("open=correction"))
    }

    @Test("is its chair's too: the areas that are flagged, and the minutes, and nobody else's who chairs")
    func chaired() async throws {
        let sample = try await held()
        try await sample.act(at: Self.afternoon) { registrar in
            try registrar.perform(.flagArea("siblings", participant: 1, on: "2026-11-24"), on: "SD-1")
            try registrar.perform(.minutes(.draft(on: "2026-11-24")), on: "SD-1")
            try registrar.perform(.minutes(.submit(on: "2026-11-24")), on: "SD-1")
        }
        func page(_ path: String, person: PersonReference) async throws -> Answered {
            try await sample.get(path, ["reference": "SD-1"], as: [.chair], person: person)
        }
        #expect(try await page("/discussions", person: "P-chair").text.contains("/discussions/SD-1\""))
        #expect(try await !page("/discussions", person: "P-lead").text.contains("SD-1"))
        let own = try await page(Self.path, person: "P-chair")
        #expect(
            own.actions == ["answer", "approve-minutes", "return-minutes"].map { "/discussions/SD-1/\($0)" })
        for path in [Self.path, Self.path + "/agenda"] {
            await #expect(throws: HTTPError.self) { try await page(path, person: "P-lead") }
        }
        func approve(_ person: PersonReference) async throws -> Answered {
            try await sample.post(
                Self.path + "/approve-minutes", ["reference": "SD-1"], as: [.chair], person: person)
        }
        await #expect(throws: HTTPError.self) { try await approve("P-lead") }
        #expect(try await approve("P-chair").status == 303)
        await #expect(throws: NotAllowed.self) {
            try await sample.post(Self.path + "/close", ["reference": "SD-1"], as: [.chair], person: "P-chair")
        }
    }
}
