import Conferences
import TestValues
import Testing
import WorkingDays

@Suite("A strategy discussion's events")
struct DiscussionEvolutionTests {
    @Test("make nothing before the first, whichever comes")
    func nothingAtFirst() {
        #expect(discussed().discussion == nil)
        #expect(discussed(.held(on: "2026-10-01", shortfall: nil)).discussion == nil)
    }

    @Test("make the discussion that was settled")
    func arranges() throws {
        let history = DiscussionHistory().then(
            .arranged(as: SD.arrangement(ruleSet: 4)), recordedAt: "2026-09-30T09:00:00Z")
        let discussion = try #require(history.discussion)
        #expect(discussion.reference == SD.reference && discussion.caseReference == "C-771")
        #expect(discussion.chair == "csc-1" && discussion.isCaseOpen && discussion.ruleSet == 4)
        #expect(discussion.agenda == SD.agenda && discussion.sitting == SD.sitting())
        #expect(discussion.status == .arranged && discussion.minutes == .notBegun && discussion.moves == 0)
        #expect(discussion.arrangedOn == "2026-09-30" && discussion.datedOn == "2026-09-30")
        #expect(discussion.datedAt == "2026-09-30T09:00:00Z")
    }

    @Test("number participants and remember when each was asked")
    func participants() throws {
        let discussion = try #require(
            discussed(SD.invited).then(.participantWithdrawn(participant: 2, on: "2026-10-01")).discussion)
        #expect(discussion.participants.map(\.number) == [1, 2, 3])
        #expect(discussion.participant(2)?.withdrawnOn == "2026-10-01")
        #expect(discussion.participant(3)?.person == nil && discussion.participant(3)?.invitedOn == "2026-09-30")
        #expect(discussion.participant(3)?.addedAt == "2026-10-01T15:30:00Z")
        #expect(discussion.participant(0) == nil && discussion.participant(4) == nil)
        #expect(discussion.agencies == ["CSC", "HEA"])
    }

    @Test("that move the day or the time empty the register; another place is the same sitting")
    func moving() throws {
        for sitting in [SD.sitting("2026-10-06"), SD.sitting("2026-09-30"), SD.sitting(at: "16:00")] {
            let history = discussed(SD.registered).then(
                .moved(to: sitting, on: "2026-09-30"), recordedAt: "2026-09-30T12:00:00Z")
            let moved = try #require(history.discussion)
            #expect(moved.sitting == sitting && moved.moves == 1 && moved.datedAt == "2026-09-30T12:00:00Z")
            #expect(moved.participants.allSatisfy { $0.attendance == nil })
        }
        let elsewhere = try #require(
            discussed(SD.registered).then(.moved(to: SD.sitting(place: "Town Hall"), on: "2026-10-01")).discussion)
        #expect(elsewhere.moves == 0 && elsewhere.sitting.place == "Town Hall")
        #expect(elsewhere.participants.allSatisfy { $0.attendance == .present })
    }

    @Test("that bring the day forward settle it anew; putting it off does not")
    func dating() {
        let earlier = discussed(SD.arranged).then(.moved(to: SD.sitting("2026-09-30"), on: "2026-09-30"))
        #expect(earlier.discussion?.datedOn == "2026-09-30")
        let later = discussed(SD.arranged).then(.moved(to: SD.sitting("2026-10-09"), on: "2026-10-02"))
        #expect(later.discussion?.datedOn == "2026-09-30")
    }

    @Test("keep the day it was held when it is closed")
    func closing() throws {
        let open = try #require(discussed(SD.short).discussion)
        #expect(open.status == .held(on: "2026-10-01") && open.heldOn == "2026-10-01")
        #expect(open.holding?.shortfall == Shortfall(missing: [.police], reason: SD.secret))
        #expect(open.holding?.recordedAt == "2026-10-01T15:30:00Z")
        let left = Discussion.ClosedUnaddressed(areas: [.legal], reason: SD.secret)
        let closed = try #require(
            discussed(SD.short).then(.closed(on: "2026-10-02", unaddressed: left)).discussion)
        #expect(closed.status == .closed(on: "2026-10-02") && closed.heldOn == "2026-10-01")
        #expect(closed.closedUnaddressed == left)
    }

    @Test("that cancel it keep the reason")
    func cancelling() {
        let history = discussed(SD.arranged).then(.cancelled(on: "2026-10-01", reason: SD.secret))
        #expect(history.discussion?.status == .cancelled(on: "2026-10-01", reason: SD.secret))
    }

    @Test("keep the latest word on the section 47 enquiry")
    func section47() throws {
        let discussion = try #require(discussed(SD.decided).discussion)
        #expect(discussion.section47?.isInitiated == true && discussion.section47?.on == "2026-10-01")
        #expect(discussion.leadSocialWorker == "csc-3")
        let corrected = try #require(
            discussed(SD.decided).then(
                .section47Recorded(isInitiated: false, leadSocialWorker: nil, on: "2026-10-02"),
                recordedAt: "2026-10-02T08:00:00Z"
            ).discussion)
        #expect(corrected.section47?.isInitiated == false && corrected.leadSocialWorker == nil)
        #expect(corrected.section47?.recordedAt == "2026-10-02T08:00:00Z")
    }

    @Test("follow linked conferences to their day")
    func links() {
        let linked = discussed(SD.linked)
        let moved = linked.then(.conferenceLinked(conference: "HK-26-014", sitsOn: "2026-10-20", on: "2026-10-05"))
        #expect(moved.discussion?.linkedConferences.map(\.sitsOn) == ["2026-10-20"])
        let held = moved.then(.conferenceHeld(conference: "HK-26-014", on: "2026-10-20"))
        #expect(held.discussion?.linkedConference("HK-26-014")?.heldOn == "2026-10-20")
        let gone = linked.then(.conferenceUnlinked(conference: "HK-26-014", on: "2026-10-05"))
        #expect(gone.discussion?.linkedConferences.isEmpty == true)
    }

    @Test("carry the minutes to their end")
    func minutes() throws {
        let states: [([DiscussionEvent], MinutesState)] = [
            (SD.drafting, .drafting(on: "2026-10-01")), (SD.reviewed, .chairReview(on: "2026-10-02")),
            (SD.approved, .approved(on: "2026-10-02")), (SD.circulated, .circulated(on: "2026-10-02")),
            (SD.final, .final(on: "2026-10-05")),
        ]
        for (history, state) in states { #expect(discussed(history).discussion?.minutes == state) }
        let returned = try #require(
            discussed(SD.reviewed).then(.minutesReturned(on: "2026-10-05", reason: SD.secret)).discussion)
        #expect(returned.minutes == .drafting(on: "2026-10-05") && returned.minutesReturn?.reason == SD.secret)
    }

    @Test("say who was sent the minutes, who has them, and who misses them")
    func receipts() throws {
        let discussion = try #require(
            discussed(SD.circulated).then(
                .minutesReceived(participant: 1, on: "2026-10-02"),
                .minutesReportedMissing(participant: 2, on: "2026-10-05"),
                .minutesCirculated(to: [2, 3], on: "2026-10-05")
            ).discussion)
        #expect(discussion.participants.map(\.minutesSentOn) == ["2026-10-02", "2026-10-05", "2026-10-05"])
        #expect(discussion.participants.map(\.minutesReceivedOn) == ["2026-10-02", nil, nil])
        #expect(discussion.participant(2)?.minutesMissingOn == "2026-10-05")
        #expect(discussion.minutesCirculatedOn == "2026-10-02" && discussion.minutes == .circulated(on: "2026-10-02"))
        #expect(discussion.participantsWithoutMinutes.map(\.number) == [2, 3])
    }

    @Test("open corrections with the first, and sending the minutes again leaves them open")
    func corrections() throws {
        let discussion = try #require(
            discussed(SD.circulated).then(
                .minutesCorrectionRequested(participant: 2, text: SD.secret, on: "2026-10-03"),
                .minutesCorrectionRequested(participant: 1, text: SD.secret, on: "2026-10-05"),
                .minutesCirculated(to: [3], on: "2026-10-05")
            ).discussion)
        #expect(discussion.minutes == .correctionsOpen(on: "2026-10-03"))
        #expect(discussion.corrections.map(\.participant) == [2, 1])
    }

    @Test("keep the latest chair, rule set and follow-up, and every tick")
    func administration() throws {
        let history = discussed(SD.decided).then(
            [
                .chairAssigned(person: "csc-2", on: "2026-10-02"), .rulesPinned(ruleSet: 5),
                .ownObligationMet(name: SD.chronology, on: "2026-10-05"),
                .ownObligationMet(name: SD.papers, on: "2026-10-02"), .followedUp(by: "SD-26-040", on: "2026-10-08"),
            ], recordedAt: "2026-10-05T09:00:00Z")
        let discussion = try #require(history.discussion)
        #expect(discussion.chair == "csc-2" && discussion.ruleSet == 5)
        #expect(discussion.ticks == [SD.chronology: "2026-10-05", SD.papers: "2026-10-02"])
        #expect(discussion.followUp?.discussion == "SD-26-040" && discussion.followUp?.on == "2026-10-08")
        let again = history.then(.followedUp(by: "SD-26-041", on: "2026-10-09"), .rulesPinned(ruleSet: 6))
        #expect(again.discussion?.followUp?.discussion == "SD-26-041" && again.discussion?.ruleSet == 6)
    }

    @Test("hold reminders from the moment of the order, each obligation's for itself, until released")
    func holds() throws {
        let history = discussed(SD.decided).then(
            [
                .remindersHeld(obligation: nil, until: "2026-10-09", reason: SD.secret),
                .remindersHeld(obligation: SD.convening, until: "2026-10-12", reason: SD.secret),
            ], recordedAt: "2026-10-02T09:00:00Z")
        let held = try #require(history.discussion)
        #expect(
            held.holds.map(\.obligation) == [nil, SD.convening] && held.holds.map(\.reason) == [SD.secret, SD.secret])
        #expect(held.holds.map(\.hold.until) == ["2026-10-09", "2026-10-12"])
        #expect(held.holds.allSatisfy { $0.hold.from == "2026-10-02T09:00:00Z" })
        let longer = try #require(
            history.then(
                .remindersHeld(obligation: nil, until: "2026-10-16", reason: SD.secret),
                recordedAt: "2026-10-05T09:00:00Z"
            ).discussion)
        #expect(longer.holds.map(\.hold.until) == ["2026-10-12", "2026-10-16"])
        #expect(longer.holds.last?.hold.from == "2026-10-05T09:00:00Z")
        let released = history.then(.remindersReleased(obligation: nil))
        #expect(released.discussion?.holds.map(\.obligation) == [SD.convening])
        #expect(released.then(.remindersReleased(obligation: SD.convening)).discussion?.holds.isEmpty == true)
    }

    @Test("replay to the same discussion, and one at a time as well as all at once")
    func replay() {
        let history = discussed(SD.closed)
        var step: Discussion?
        for (event, at) in history.events {
            step = Discussion.evolve(step, reference: SD.reference, event, at: at)
        }
        #expect(step != nil && step == history.discussion)
    }
}
