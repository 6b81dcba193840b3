import Conferences
import TestValues
import Testing
import WorkingDays

@Suite("A conference's whole life")
struct WholeLifeTests {
    @Test("changes with every event")
    func changes() throws {
        for life in WholeLife.all {
            var history = History()
            for event in life {
                let before = history.state
                history = history.then(event)
                #expect(history.state != before, "\(event.kind)")
            }
        }
    }

    @Test("meets with every event there is")
    func meetsEverything() {
        #expect(Set(WholeLife.all.flatMap { $0.map(\.kind) }) == Set(Frozen.kinds))
    }

    @Test("is the same whether its events are replayed one by one or all at once")
    func replays() {
        for life in WholeLife.all {
            let history = given(life)
            var step: ConferenceState?
            for (event, at) in history.events {
                step = Conference.evolve(step, reference: Sample.reference, event, at: at)
            }
            #expect(step == Conference.state(replaying: history.events, reference: Sample.reference))
        }
    }

    @Test("knows nothing of events that come before it is requested or scheduled")
    func startsWithARequestOrADay() {
        for event in WholeLife.all.flatMap({ $0 }) {
            switch event {
            case .requested, .scheduled: #expect(given(event).state != nil)
            default: #expect(given(event).state == nil, "\(event.kind)")
            }
        }
    }

    @Test("knows the review that follows: the one arranged last, until that one is lost, and the one held in the end")
    func review() throws {
        func review(_ events: ConferenceEvent...) -> NextReview? { given(Story.decided + events).conference?.review }
        let first = ConferenceEvent.reviewArranged(conference: "HK-27-003", sitsOn: "2027-01-12")
        let second = ConferenceEvent.reviewArranged(conference: "HK-27-005", sitsOn: "2027-01-14")
        #expect(review(first)?.sitsOn == "2027-01-12" && review(first, second)?.conference == "HK-27-005")
        #expect(review(first, .reviewLost(conference: "HK-27-003")) == nil)
        #expect(review(first, second, .reviewLost(conference: "HK-27-003"))?.conference == "HK-27-005")
        let held = try #require(review(first, .reviewHeld(conference: "HK-27-003", on: "2027-01-13")))
        #expect(held.sitsOn == "2027-01-12" && held.heldOn == "2027-01-13")
        let unheard = try #require(review(first, .reviewHeld(conference: "HK-27-009", on: "2027-01-13")))
        #expect(unheard.conference == "HK-27-009" && unheard.sitsOn == "2027-01-13")
    }

    @Test("leaves at its end what came of it all")
    func end() throws {
        let closed = try #require(given(WholeLife.all[0]).conference)
        #expect(closed.status == .closed(on: "2026-11-23"))
        #expect(closed.adjournments.map(\.redatedOn) == ["2026-10-19"] && closed.moves == 1)
        #expect(closed.review?.conference == "HK-27-005" && closed.review?.heldOn == "2027-01-12")
        #expect(closed.record.stage == .final(on: "2026-11-20") && closed.letterIssuedOn == "2026-10-29")
        #expect(closed.ticks.map(\.obligation) == ["book-room"] && closed.holds.isEmpty)
        #expect(closed.ruleSet == 2 && closed.chair == "csc-2")
    }
}
