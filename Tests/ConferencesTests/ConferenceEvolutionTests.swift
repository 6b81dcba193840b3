import Conferences
import TestValues
import Testing
import WorkingDays

@Suite("A conference's events")
struct ConferenceEvolutionTests {
    @Test("make nothing before the first, whichever comes")
    func nothingAtFirst() {
        #expect(given().conference == nil)
        #expect(given(Sample.invited).conference == nil)
    }

    @Test("make the conference that was settled")
    func schedules() throws {
        let conference = try #require(given(Sample.scheduled).conference)
        #expect(conference.reference == Sample.reference)
        #expect(conference.type == .initial && conference.caseReference == "C-771")
        #expect(conference.chair == "csc-1" && conference.administrator == "csc-2")
        #expect(conference.familyRecipients == ["mother", "father"])
        #expect(conference.sitting == Sample.sitting() && conference.status == .scheduled)
        #expect(conference.moves == 0 && conference.invitations.isEmpty)
        #expect(conference.datedOn == "2026-09-14" && conference.datedAt == "2026-09-14T09:00:00Z")
    }

    @Test("replay to the same conference, and one at a time as well as all at once")
    func replay() {
        let history = full
        var step: ConferenceState?
        for (event, at) in history.events {
            step = Conference.evolve(step, reference: Sample.reference, event, at: at)
        }
        #expect(step == history.state)
        #expect(history.conference == Conference.replaying(history.events, reference: Sample.reference))
    }

    @Test("each leave their trace on the invitation")
    func tracesOnTheInvitation() throws {
        let invitation = try #require(full.conference?.invitation(1))
        #expect(invitation.agency == "POL" && invitation.person == "pol-1")
        #expect(invitation.sentOn == "2026-09-21" && invitation.sentAt == "2026-09-21T09:00:00Z")
        #expect(invitation.response?.reply == .apologies(reason: Sample.personalNote))
        #expect(invitation.response?.on == "2026-10-01" && invitation.delegateTurns == 1)
        #expect(invitation.delegate?.person == "pol-2" && invitation.delegate?.briefedOn == "2026-10-02")
        #expect(invitation.report.stage == .submitted(on: "2026-10-01"))
        #expect(invitation.sharing["mother"]?.outcome == .discussed(method: .faceToFace))
        #expect(invitation.attendance == AttendanceEntry(.delegatePresent))
        #expect(full.conference?.status == .held)
    }

    @Test(
        "that move the day or the time re-open replies and delegates, and keep reports and sharing",
        arguments: [Sample.sitting("2026-10-23"), Sample.sitting("2026-10-14"), Sample.sitting(at: "14:30")])
    func moving(to sitting: Sitting) throws {
        let moved = prepared.then(.rescheduled(to: sitting, on: "2026-10-05"))
        let conference = try #require(moved.conference)
        #expect(conference.sitting == sitting && conference.moves == 1)
        #expect(conference.datedAt == "2026-10-05T09:00:00Z")
        let invitation = try #require(conference.invitation(1))
        #expect(invitation.response == nil && invitation.delegate == nil)
        #expect(invitation.sentOn == "2026-10-05" && invitation.sentAt == "2026-10-05T09:00:00Z")
        #expect(invitation.report.stage == .submitted(on: "2026-10-01"))
        #expect(invitation.sharing["mother"]?.outcome == .discussed(method: .faceToFace))
        #expect(invitation.delegateTurns == 1)
    }

    @Test("that change only the place are no move")
    func changingThePlace() throws {
        let sitting = Sample.sitting(place: "video")
        let before = try #require(prepared.conference)
        let after = try #require(prepared.then(.rescheduled(to: sitting, on: "2026-10-05")).conference)
        #expect(after.sitting == sitting)
        #expect(after.moves == 0 && after.datedOn == before.datedOn && after.datedAt == before.datedAt)
        #expect(after.invitations == before.invitations)
    }

    @Test("that move it leave a withdrawn invitation alone")
    func movingPastTheWithdrawn() throws {
        let withdrawn = prepared.then(.withdrawn(invitation: 1, on: "2026-10-02"))
        let before = try #require(withdrawn.conference?.invitation(1))
        let moved = withdrawn.then(.rescheduled(to: Sample.sitting("2026-10-23"), on: "2026-10-05"))
        #expect(moved.conference?.invitation(1) == before)
    }

    @Test("that take apologies back dismiss the delegate; apologies again keep the one named, and no new search begins")
    func takingApologiesBack() throws {
        let back = prepared.then(.replied(invitation: 1, reply: .accepted, on: "2026-10-05"))
        #expect(try #require(back.conference?.invitation(1)).delegate == nil)
        let again = prepared.then(Sample.apologised)
        #expect(try #require(again.conference?.invitation(1)).delegate?.person == "pol-2")
        #expect(try #require(again.conference?.invitation(1)).delegateTurns == 1)
    }

    @Test("that name another delegate ask for that one's briefing")
    func replacingADelegate() throws {
        let replaced = prepared.then(.delegateNamed(invitation: 1, delegate: "pol-2", on: "2026-10-05"))
        #expect(try #require(replaced.conference?.invitation(1)?.delegate).briefedOn == nil)
    }

    @Test("keep what the latest word on sharing is")
    func sharingAgain() throws {
        let history = given(Sample.scheduled, Sample.invited, Sample.shared("mother", .sentOnly))
            .then(Sample.shared("mother", .refused, on: "2026-10-02"))
        let sharing = try #require(history.conference?.invitation(1)).sharing
        #expect(sharing.count == 1 && sharing["mother"]?.outcome == .refused && sharing["mother"]?.on == "2026-10-02")
    }

    @Test("find the standing invitation, not the withdrawn one")
    func standingInvitation() throws {
        let history = given(Sample.scheduled, Sample.invited, .withdrawn(invitation: 1, on: "2026-10-01"))
        #expect(history.conference?.standingInvitation(of: "POL", person: "pol-1") == nil)
        let again = history.then(.invited(invitation: 2, agency: "POL", person: "pol-1", on: "2026-10-01"))
        #expect(again.conference?.standingInvitation(of: "POL", person: "pol-1")?.number == 2)
        #expect(again.conference?.standingInvitation(of: "POL", person: nil) == nil)
        #expect(again.conference?.invitation(3) == nil)
    }

    /// Everything done that can be done before the day.
    private var prepared: History {
        given(
            Sample.scheduled, Sample.invited, Sample.apologised, Sample.delegateNamed, Sample.delegateBriefed,
            Sample.reported, Sample.shared("mother"), Sample.shared("father", .sentOnly))
    }

    private var full: History {
        prepared.then(.attendanceRecorded(invitation: 1, attendance: .delegatePresent))
    }
}
