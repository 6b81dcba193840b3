import Conferences
import TestValues
import Testing
import WorkingDays

@Suite("A meeting")
struct MeetingEvolutionTests {
    @Test("numbers its needs and remembers which are arranged")
    func needs() throws {
        let needs = try #require(
            given(
                Story.arranged + [
                    .needRecorded(need: 1, kind: .interpreter, recipient: "mother", detail: "Twi", on: "2026-10-01"),
                    .needRecorded(need: 2, kind: .access, recipient: nil, detail: "No stairs", on: "2026-10-01"),
                    .needArranged(need: 2, on: "2026-10-02"),
                ]
            ).conference
        ).needs
        #expect(needs.map(\.number) == [1, 2] && needs.map(\.kind) == [.interpreter, .access])
        #expect(needs.map(\.arrangedOn) == [nil, "2026-10-02"] && needs.map(\.recipient) == ["mother", nil])
    }

    @Test("keeps a request to exclude somebody, and what the chair said")
    func exclusions() throws {
        let request = ConferenceEvent.exclusionRequested(
            exclusion: 1, of: "father", by: "csc-3", reason: "Violence", lateBecause: nil, on: "2026-10-01")
        let waiting = try #require(given(Story.arranged + [request]).conference?.exclusions.first)
        #expect(waiting.recipient == "father" && waiting.requestedBy == "csc-3" && waiting.decision == nil)
        let decided = given(
            Story.arranged + [
                request, .exclusionDecided(exclusion: 1, granted: true, reason: "For safety", on: "2026-10-02"),
            ])
        let decision = try #require(decided.conference?.exclusions.first?.decision)
        #expect(decision.isGranted && decision.reason == "For safety" && decision.on == "2026-10-02")
    }

    @Test("remembers who comes in which part of a split")
    func splits() throws {
        let history = given(
            Story.arranged + [.split(into: [["mother"], ["father"]], reason: "Violence", on: "2026-10-01")])
        let split = try #require(history.conference?.split)
        #expect(split.groups == [["mother"], ["father"]] && split.reason == "Violence" && split.on == "2026-10-01")
    }

    @Test("is held from the first entry in the register, whatever is corrected later")
    func register() throws {
        let corrected = given(Story.quorate).then(
            .attendanceCorrected(
                invitation: 1, from: AttendanceEntry(.present), to: AttendanceEntry(.part, leftAt: "11:00"),
                reason: "Misread"), recordedAt: "2026-10-19T09:00:00Z")
        let conference = try #require(corrected.conference)
        #expect(conference.heldAt == "2026-10-16T09:00:00Z")
        #expect(conference.invitation(1)?.attendance == AttendanceEntry(.part, leftAt: "11:00"))
    }

    @Test("forgets an earlier absence once the absence itself is corrected away")
    func repetition() throws {
        let earlier = InvitationID(conference: "HK-26-002", number: 4)
        let repeated = given(Story.inquorate + [.absenceRepeated(invitation: 2, earlier: earlier)])
        #expect(repeated.conference?.invitation(2)?.earlierAbsence == earlier)
        let corrected = repeated.then(
            .attendanceCorrected(
                invitation: 2, from: AttendanceEntry(.absent), to: AttendanceEntry(.present), reason: "Misread"))
        #expect(corrected.conference?.invitation(2)?.earlierAbsence == nil)
    }

    @Test("adjourned begins with an empty register, letter and record on its new day, and everybody is asked anew")
    func redates() throws {
        let begun: [ConferenceEvent] = [
            .replied(invitation: 1, reply: .accepted, on: "2026-10-01"), Sample.reported,
            .absenceRepeated(invitation: 2, earlier: InvitationID(conference: "HK-26-002", number: 4)),
            .absenceExplained(invitation: 2, reason: "A flood", on: "2026-10-16"), Story.letter,
            .recordDrafted(on: "2026-10-19"),
        ]
        let again = given(
            Story.inquorate + begun + [
                .quoracyRuled(ruling: .adjourned(note: "Too few"), on: "2026-10-19"),
                .rescheduled(to: Sample.sitting("2026-10-28"), on: "2026-10-20"),
            ])
        let conference = try #require(again.conference)
        #expect(conference.heldAt == nil && conference.ruling == nil && conference.letterIssuedOn == nil)
        #expect(conference.record.stage == .notBegun && conference.moves == 1)
        #expect(conference.invitations.allSatisfy { $0.attendance == nil && $0.response == nil })
        #expect(conference.invitation(2)?.absenceExplainedOn == nil)
        #expect(conference.invitation(2)?.earlierAbsence == nil)
        #expect(conference.invitation(1)?.report.stage == .submitted(on: "2026-10-01"))
        #expect(conference.adjournments.map(\.on) == ["2026-10-19"])
        #expect(conference.adjournments.map(\.redatedOn) == ["2026-10-20"])
    }

    @Test("adjourned asks everybody anew even where only the room changes")
    func redatesInAnotherRoom() throws {
        let again = given(
            Story.adjourned + [.rescheduled(to: Sample.sitting(place: "Room 5"), on: "2026-10-16")])
        let conference = try #require(again.conference)
        #expect(conference.status == .scheduled && conference.moves == 1)
        #expect(conference.invitations.allSatisfy { $0.response == nil && $0.sentOn == "2026-10-16" })
    }

    @Test("keeps the decision for each child, and when the first plan was made")
    func decides() throws {
        let conference = try #require(
            given(Story.quorate).then(Story.noPlan, recordedAt: "2026-10-16T12:00:00Z")
                .then(Story.plan, recordedAt: "2026-10-19T09:00:00Z").conference)
        #expect(conference.children.map { $0.decision?.plan } == [.neglect, nil])
        #expect(conference.children.map(\.decidedOn) == ["2026-10-16", "2026-10-16"] && conference.hasPlan)
        #expect(conference.decidedAt == "2026-10-16T12:00:00Z" && conference.planMadeAt == "2026-10-19T09:00:00Z")
        #expect(given(Story.quorate + [Story.noPlan]).conference?.hasPlan == false)
    }

    @Test("has its record drafted, read by the chair, perhaps returned, approved, circulated and final")
    func record() throws {
        let stages: [(ConferenceEvent, String)] = [
            (.recordDrafted(on: "2026-10-19"), "drafting"), (.recordSentToChair(on: "2026-10-20"), "with the chair"),
            (.recordReturned(reason: "Too short", on: "2026-10-21"), "drafting"),
            (.recordSentToChair(on: "2026-10-22"), "with the chair"),
            (.recordApproved(on: "2026-10-22"), "approved"),
            (.recordCirculated(invitations: [1, 2], on: "2026-10-23"), "circulated, corrections open"),
            (.recordCirculated(invitations: [3], on: "2026-10-26"), "circulated, corrections open"),
            (.recordFinalised(on: "2026-11-06"), "final"),
        ]
        var history = given(Story.decided)
        #expect(history.conference?.record.stage.word == "not begun")
        for (event, word) in stages {
            history = history.then(event)
            #expect(history.conference?.record.stage.word == word)
        }
        let record = try #require(history.conference).record
        #expect(record.circulatedOn == [1: "2026-10-23", 2: "2026-10-23", 3: "2026-10-26"])
        #expect(record.firstCirculatedOn == "2026-10-23" && record.circulatedAt[3] == "2026-10-26T10:00:00Z")
    }

    @Test("knows who received the record and who asks for corrections")
    func receipts() throws {
        let record = try #require(
            given(Story.circulated).then(.recordReceived(invitation: 2, on: "2026-10-23"))
                .then(.correctionRequested(invitation: 2, detail: "The date", on: "2026-10-26")).conference
        ).record
        #expect(record.receivedOn == [2: "2026-10-23"])
        #expect(record.corrections.map(\.invitation) == [2] && record.corrections.map(\.detail) == ["The date"])
    }
}
