import Conferences
import TestValues
import Testing
import WorkingDays

@Suite("What a partnership adds to strategy discussions")
struct OwnDiscussionObligationTests {
    private let reckoning = DiscussionReckoning()

    @Test("is owed once the discussion was held, counted from its day, by the chair")
    func after() throws {
        #expect(try reckoning.find(.own(SD.chronology), discussed(SD.registered)) == nil)
        let owed = try reckoning.obligation(.own(SD.chronology), discussed(SD.held))
        #expect(owed.id.description == "sd:SD-26-031/chronology" && owed.owedBy == "csc-1")
        #expect(owed.anchoredOn == "2026-10-01" && owed.deadline.on == "2026-10-08")
        #expect(
            try reckoning.steps(.own(SD.chronology), discussed(SD.held)) == [
                "T owner 2026-10-08T08:00:00Z", "T+1 owner 2026-10-09T08:00:00Z",
            ])
    }

    @Test("is the lead social worker's where the rule says so, and the chair's while there is none")
    func leadSocialWorker() throws {
        #expect(try reckoning.obligation(.own(SD.visitHome), discussed(SD.decided)).owedBy == "csc-3")
        #expect(try reckoning.obligation(.own(SD.visitHome), discussed(SD.held)).owedBy == "csc-1")
    }

    @Test("is met by a tick")
    func ticked() throws {
        let history = discussed(SD.held + [.ownObligationMet(name: SD.chronology, on: "2026-10-05")])
        #expect(try reckoning.obligation(.own(SD.chronology), history).standing == .met(on: "2026-10-05"))
        #expect(try reckoning.obligation(.own(SD.visitHome), history).standing == .outstanding)
    }

    @Test("is owed from the arrangement on where it prepares the discussion, and moves with it")
    func before() throws {
        let arranged = DiscussionHistory().then(
            .arranged(as: SD.arrangement(SD.sitting("2026-10-07"))), recordedAt: "2026-09-30T09:00:00Z")
        let owed = try reckoning.obligation(.own(SD.papers), arranged)
        #expect(owed.deadline.on == "2026-10-05" && owed.generation == 0 && owed.standing == .outstanding)
        #expect(owed.establishedAt == "2026-09-30T09:00:00Z")
        let moved = arranged.then(
            .moved(to: SD.sitting("2026-10-09"), on: "2026-10-01"), recordedAt: "2026-10-01T09:00:00Z")
        let later = try reckoning.obligation(.own(SD.papers), moved)
        #expect(later.deadline.on == "2026-10-07" && later.generation == 1)
        #expect(later.establishedAt == "2026-10-01T09:00:00Z")
    }

    @Test("is of impossible notice where the day was settled too late for it, and not chased")
    func impossibleNotice() throws {
        let atOnce = discussed(SD.arranged)
        let owed = try reckoning.obligation(.own(SD.papers), atOnce)
        #expect(owed.deadline.on == "2026-09-29" && owed.standing == .impossibleNotice)
        #expect(try reckoning.steps(.own(SD.papers), atOnce) == [])
        let done = atOnce.then(.ownObligationMet(name: SD.papers, on: "2026-10-01"))
        #expect(try reckoning.obligation(.own(SD.papers), done).standing == .met(on: "2026-10-01"))
        let justInTime = discussed(.arranged(as: SD.arrangement(SD.sitting("2026-10-02"))))
        #expect(try reckoning.obligation(.own(SD.papers), justInTime).standing == .outstanding)
    }

    @Test("is not reminded of once the discussion that it prepares has begun")
    func begun() throws {
        var reckoning = reckoning
        reckoning.policy.rules[.own(SD.papers)]?.ladder = ["T owner", "T+2 owner", "T+3 owner"]
        let arranged = DiscussionHistory().then(
            .arranged(as: SD.arrangement(SD.sitting("2026-10-07"))), recordedAt: "2026-09-30T09:00:00Z")
        #expect(try reckoning.obligation(.own(SD.papers), arranged).endsAt == "2026-10-07T13:00:00Z")
        #expect(
            try reckoning.steps(.own(SD.papers), arranged) == [
                "T owner 2026-10-05T08:00:00Z", "T+2 owner 2026-10-07T08:00:00Z",
            ])
    }

    @Test("is cancelled with the discussion, unless it was done")
    func cancelled() throws {
        let arranged = discussed(.arranged(as: SD.arrangement(SD.sitting("2026-10-07"))))
        let cancelled = DiscussionEvent.cancelled(on: "2026-10-02", reason: SD.secret)
        let history = arranged.then(cancelled)
        #expect(try reckoning.obligation(.own(SD.papers), history).standing == .cancelled(on: "2026-10-02"))
        #expect(try reckoning.steps(.own(SD.papers), history) == [])
        let done = arranged.then(.ownObligationMet(name: SD.papers, on: "2026-10-01"), cancelled)
        #expect(try reckoning.obligation(.own(SD.papers), done).standing == .met(on: "2026-10-01"))
    }

    @Test("is nothing that a conference brings, and a conference's rules bring a discussion nothing")
    func kinds() throws {
        let kinds = Set(try reckoning.all(discussed(SD.decided)).map(\.id.kind))
        #expect(
            kinds == [
                .conveneInitial, .discussionMinutes, .own(SD.chronology), .own(SD.visitHome), .own(SD.papers),
            ])
        let standard = DiscussionReckoning(policy: .standard)
        #expect(
            Set(try standard.all(discussed(SD.decided)).map(\.id.kind)) == [.conveneInitial, .discussionMinutes])
    }

    @Test("is absent where the partnership took the rule out")
    func without() throws {
        var reckoning = reckoning
        reckoning.policy.rules[.discussionMinutes] = nil
        #expect(try reckoning.find(.discussionMinutes, discussed(SD.held), of: 1) == nil)
    }
}
