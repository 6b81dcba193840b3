import Conferences
import TestValues
import Testing
import WorkingDays

@Suite("An obligation of the partnership’s own")
struct OwnObligationTests {
    private let reckoning = Reckoning(policy: Sample.ownPolicy)

    private func obligation(_ name: ObligationName, _ history: History, of invitation: Int = 1) throws -> Obligation {
        try reckoning.obligation(.own(name), history, of: invitation)
    }

    @Test("stands beside the rulebook’s, for the conference or for each invitee")
    func stands() throws {
        let room = try obligation("book-room", given(Story.arranged))
        #expect(room.id.description == "HK-26-014/book-room" && room.owedBy == "csc-2")
        #expect(room.deadline.on == "2026-10-09" && room.endsAt == Sample.sitting().startsAt)
        let papers = try obligation("read-papers", given(Story.arranged), of: 3)
        #expect(papers.id.description == "HK-26-014#3/read-papers" && papers.owedBy == "hea-1")
        #expect(papers.agency == "HEA" && papers.deadline.on == "2026-10-15")
        #expect(Sample.ownPolicy.ownNames.map(\.text) == ["book-room", "feedback", "read-papers", "thank-family"])
        #expect(Sample.ownPolicy.kinds.count == 18 && Sample.ownPolicy.title(of: room.id.kind) == "Book the room")
    }

    @Test("after the conference is there once it met")
    func after() throws {
        let names = try reckoning.all(given(Story.arranged)).map(\.id.kind.rawValue)
        #expect(!names.contains("thank-family") && !names.contains("feedback"))
        let thanks = try obligation("thank-family", given(Story.quorate))
        #expect(thanks.deadline.on == "2026-10-20" && thanks.endsAt == nil)
        #expect(try obligation("feedback", given(Story.quorate), of: 2).deadline.on == "2026-10-23")
    }

    @Test("is met by a tick, for that invitation alone")
    func ticks() throws {
        let ticked = given(
            Story.quorate + [
                .ownObligationMet(name: "book-room", invitation: nil, on: "2026-10-01"),
                .ownObligationMet(name: "read-papers", invitation: 2, on: "2026-10-02"),
                .ownObligationMet(name: "feedback", invitation: 2, on: "2026-10-19"),
            ])
        #expect(try obligation("book-room", ticked).standing == .met(on: "2026-10-01"))
        #expect(try obligation("read-papers", ticked, of: 2).standing == .met(on: "2026-10-02"))
        #expect(try obligation("read-papers", ticked, of: 1).standing == .outstanding)
        #expect(try obligation("feedback", ticked, of: 2).standing == .met(on: "2026-10-19"))
        #expect(try obligation("thank-family", ticked).standing == .outstanding)
        #expect(try reckoning.steps(.own("feedback"), ticked, of: 2).isEmpty)
    }

    @Test("has a ladder, and is withdrawn, cancelled or of impossible notice like any other")
    func standings() throws {
        #expect(
            try reckoning.steps(.own("book-room"), given(Story.arranged)) == [
                "T owner 2026-10-09T08:00:00Z", "T+1 chair 2026-10-12T08:00:00Z",
            ])
        let withdrawn = given(Story.arranged + [.withdrawn(invitation: 1, on: "2026-10-01")])
        #expect(try obligation("read-papers", withdrawn).standing == .withdrawn(on: "2026-10-01"))
        let cancelled = given(Story.arranged + [.cancelled(on: "2026-10-01", reason: "No need")])
        #expect(try obligation("book-room", cancelled).standing == .cancelled(on: "2026-10-01"))
        let late = given(.scheduled(as: Sample.scheduling(settledOn: "2026-10-12")))
        #expect(try obligation("book-room", late).standing == .impossibleNotice)
    }

    @Test("can be counted from the invitation, the apologies, the plan or the adjournment")
    func anchors() throws {
        var policy = Policy.standard
        policy.add("call-back", "Call back", .invitee, anchor: .invitationSent, "1 working day after", [])
        policy.add("tell-family", "Tell the family", .administrator, anchor: .adjournment, "1 working day after", [])
        policy.add("visit", "Visit", .leadSocialWorker, anchor: .planMade, "5 working days after", [])
        policy.add("send-plan", "Send the plan", .invitee, anchor: .planMade, "2 working days after", [])
        policy.add("hand-over", "Hand over", .invitee, anchor: .apologies, "1 working day after", [])
        let own = Reckoning(policy: policy)
        #expect(try own.obligation(.own("call-back"), given(Story.arranged)).deadline.on == "2026-09-22")
        #expect(try own.obligation(.own("tell-family"), given(Story.adjourned)).deadline.on == "2026-10-19")
        #expect(try own.obligation(.own("visit"), given(Story.decided)).deadline.on == "2026-10-23")
        #expect(try own.obligation(.own("visit"), given(Story.decided)).owedBy == "csc-3")
        #expect(try own.obligation(.own("send-plan"), given(Story.decided)).deadline.on == "2026-10-20")
        let apologised = given(Story.arranged + [Sample.apologised])
        #expect(try own.obligation(.own("hand-over"), apologised).deadline.on == "2026-10-02")
        let before = try own.all(given(Story.arranged)).map(\.id.kind.rawValue)
        #expect(Set(before).isDisjoint(with: ["tell-family", "visit", "send-plan", "hand-over"]))
    }

    @Test("carries a name that no standard kind has")
    func names() {
        for name in ["a", "Book-Room-2", String(repeating: "x", count: 40)] {
            #expect((try? ObligationName(name))?.text == name)
            #expect(ObligationKind(rawValue: name)?.isOwn == true)
        }
        for name in ["", "reply", "2-room", "-room", "book room", "bücher", "a/b", String(repeating: "x", count: 41)] {
            let refusal = #expect(throws: UnknownWord.self) { try ObligationName(name) }
            #expect(refusal?.description.contains("a letter first") == true)
            #expect(ObligationKind(rawValue: name)?.isOwn != true)
        }
        for kind in ObligationKind.standard { #expect(ObligationKind(rawValue: kind.rawValue) == kind && !kind.isOwn) }
    }
}
