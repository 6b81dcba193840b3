import Conferences
import TestValues
import Testing
import WorkingDays

@Suite("A conference's status")
struct StatusTests {
    @Test(
        "follows what happens to it",
        arguments: [
            StatusCase("it is given a day", [Sample.scheduled], "scheduled"),
            StatusCase(
                "it moves", [Sample.scheduled, .rescheduled(to: Sample.sitting("2026-10-19"), on: "2026-10-01")],
                "scheduled"),
            StatusCase("the first line of the register is in", Array(Story.quorate.dropLast(2)), "held"),
            StatusCase("a ruling lets it go on", Story.proceeded, "held"),
            StatusCase("it is adjourned inquorate", Story.adjourned, "adjourned"),
            StatusCase("a new day is found", Story.redated, "scheduled"),
            StatusCase(
                "it meets again", Story.redated + [.attendanceRecorded(invitation: 1, attendance: .present)], "held"),
            StatusCase("one of two children is decided on", Story.quorate + [Story.plan], "held"),
            StatusCase("every child is decided on", Story.decided, "decided"),
            StatusCase(
                "another child is added then", Story.decided + [.childAdded(child: "ch-3", on: "2026-10-19")],
                "held"),
            StatusCase("the record is approved", Story.approved, "decided"),
            StatusCase("the record is circulated", Story.circulated, "record-issued"),
            StatusCase(
                "the record is circulated before the last child's decision",
                Story.quorate + [
                    .recordSentToChair(on: "2026-10-20"), .recordApproved(on: "2026-10-21"),
                    .recordCirculated(invitations: [1], on: "2026-10-22"), Story.plan, Story.noPlan,
                ], "record-issued"),
            StatusCase("it is closed", Story.closed, "closed"),
            StatusCase(
                "it is cancelled", Story.arranged + [.cancelled(on: "2026-10-01", reason: "No need")], "cancelled"),
            StatusCase(
                "it is cancelled after an adjournment",
                Story.adjourned + [.cancelled(on: "2026-10-20", reason: "No need")], "cancelled"),
        ])
    func words(_ row: StatusCase) throws {
        #expect(try #require(given(row.events).conference).status.word == row.status)
    }

    @Test("keeps the day and the reason of its end")
    func ends() throws {
        let cancelled = given(Story.arranged + [.cancelled(on: "2026-10-01", reason: "No need")])
        #expect(cancelled.conference?.status == .cancelled(on: "2026-10-01", reason: "No need"))
        #expect(given(Story.adjourned).conference?.status == .adjourned(on: "2026-10-16"))
        #expect(given(Story.closed).conference?.status == .closed(on: "2026-10-30"))
    }

    @Test("tells whether it has met and was not adjourned")
    func isPastMeeting() throws {
        let past = try [Story.quorate, Story.decided, Story.circulated, Story.closed].map {
            try #require(given($0).conference).status.isPastMeeting
        }
        #expect(past.allSatisfy { $0 })
        let ahead = try [Story.arranged, Story.adjourned, Story.redated].map {
            try #require(given($0).conference).status.isPastMeeting
        }
        #expect(ahead.allSatisfy { !$0 })
    }

    @Test("before it has a day is a request, or a request that was dropped")
    func requests() throws {
        let request = ConferenceRequest(
            type: .initial, caseReference: "C-771", requestedBy: "csc-3", discussion: "SD-26-009", on: "2026-09-10")
        #expect(given(Story.requested).state == .requested(request))
        #expect(given(Story.requested).state?.caseReference == "C-771" && given(Story.requested).conference == nil)
        let dropped = given(Story.requested, Story.dropped)
        #expect(dropped.state == .requestDropped(request, on: "2026-09-11"))
        #expect(dropped.state?.caseReference == "C-771")
        let scheduled = try #require(given(Story.requested, Sample.scheduled).conference)
        #expect(scheduled.discussion == "SD-26-009" && scheduled.leadSocialWorker == "csc-3")
    }
}

struct StatusCase: Sendable, CustomTestStringConvertible {
    let reason: String
    let events: [ConferenceEvent]
    let status: String

    var testDescription: String { reason }

    init(_ reason: String, _ events: [ConferenceEvent], _ status: String) {
        self.reason = reason
        self.events = events
        self.status = status
    }
}
