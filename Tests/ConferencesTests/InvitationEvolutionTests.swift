import Conferences
import TestValues
import Testing
import WorkingDays

@Suite("An invitation")
struct InvitationEvolutionTests {
    private func first(_ events: ConferenceEvent..., after given: [ConferenceEvent] = []) throws -> Invitation {
        try #require(ConferencesTests.given(given + events).conference?.invitation(1))
    }

    private let invited = [Sample.scheduled, Sample.invited]
    private let delegated = [Sample.scheduled, Sample.invited, Sample.apologised, Sample.delegateNamed]

    @Test("is a draft until it is sent, and then is as if it had been sent at once")
    func drafts() throws {
        let draft = try first(after: Story.draft)
        #expect(draft.isDraft && draft.stands && draft.sentAt == nil && draft.dayKnownOn == "2026-09-21")
        let sent = try first(.invitationsSent(invitations: [1], on: "2026-09-23"), after: Story.draft)
        #expect(!sent.isDraft && sent.sentOn == "2026-09-23" && sent.sentAt == "2026-09-23T09:00:00Z")
        #expect(sent.dayKnownOn == "2026-09-23" && sent.timesResent == 0)
    }

    @Test("sent anew is no longer one that came back, and leaves the reply as it was")
    func resends() throws {
        let bounced =
            invited + [
                .replied(invitation: 1, reply: .tentative, on: "2026-09-22"),
                .invitationBounced(invitation: 1, on: "2026-09-22"),
            ]
        #expect(try first(after: bounced).bouncedOn == "2026-09-22")
        let anew = try first(.invitationsSent(invitations: [1], on: "2026-09-25"), after: bounced)
        #expect(anew.bouncedOn == nil && anew.sentOn == "2026-09-25" && anew.timesResent == 1)
        #expect(anew.dayKnownOn == "2026-09-21" && anew.response?.reply == .tentative)
    }

    @Test("to a conference that moves is sent to everybody anew, so that it no longer counts as one that came back")
    func bouncedAndMoved() throws {
        let bounced = invited + [.invitationBounced(invitation: 1, on: "2026-09-22")]
        let moved = try first(.rescheduled(to: Sample.sitting("2026-10-23"), on: "2026-09-25"), after: bounced)
        #expect(moved.bouncedOn == nil && moved.sentOn == "2026-09-25")
    }

    @Test("keeps the capacity it was given, which says whether a report and attendance are asked for")
    func capacities() throws {
        #expect(try first(after: invited).capacity == .directContact)
        let noteTaker = try first(
            Sample.scheduled,
            .invited(invitation: 1, agency: "POL", person: nil, on: "2026-09-21", capacity: .noteTaker))
        #expect(noteTaker.capacity == .noteTaker && noteTaker.person == nil)
        #expect(Invitation.Capacity.allCases.filter(\.reports) == [.directContact, .noDirectContact, .reportOnly])
        #expect(Invitation.Capacity.allCases.filter(\.attends) == [.directContact, .noDirectContact, .noteTaker])
    }

    @Test("of an agency by role gets its name")
    func names() throws {
        let byRole = ConferenceEvent.invited(invitation: 1, agency: "EDU", person: nil, on: "2026-09-21")
        #expect(
            try first(Sample.scheduled, byRole, .inviteeNamed(invitation: 1, person: "edu-1", on: "2026-09-22"))
                .person == "edu-1")
    }

    @Test(
        "with apologies lacks whichever of the reason, the report and the briefed delegate is still to come",
        arguments: [
            ([], ["report", "briefed delegate"]),
            (
                [.replied(invitation: 1, reply: .apologies(reason: nil), on: "2026-10-02")],
                ["reason", "report", "briefed delegate"]
            ),
            ([Sample.reported], ["briefed delegate"]),
            ([Sample.exempted], ["briefed delegate"]),
            (
                [Sample.reported, .reportReturned(invitation: 1, reason: "Not signed", on: "2026-10-02")],
                ["report", "briefed delegate"]
            ),
            ([Sample.delegateNamed], ["report", "briefed delegate"]),
            (
                [Sample.delegateNamed, .delegateAccepted(invitation: 1, on: "2026-10-02")],
                ["report", "briefed delegate"]
            ),
            ([Sample.delegateNamed, Sample.delegateBriefed], ["report"]),
            ([Sample.delegateNamed, Sample.delegateBriefed, Sample.delegateNamed], ["report", "briefed delegate"]),
            ([Sample.reported, Sample.delegateNamed, Sample.delegateBriefed], []),
        ] as [([ConferenceEvent], [String])])
    func missingForApologies(events: [ConferenceEvent], missing: [String]) throws {
        let apologised = try first(after: invited + [Sample.apologised] + events)
        #expect(apologised.missingForApologies.map(\.rawValue) == missing)
    }

    @Test("without apologies lacks nothing for them, and a note-taker owes no report")
    func nothingMissing() throws {
        #expect(try first(after: invited).missingForApologies.isEmpty)
        #expect(
            try first(.replied(invitation: 1, reply: .tentative, on: "2026-09-22"), after: invited)
                .missingForApologies.isEmpty)
        let noteTaker = try first(
            Sample.scheduled,
            .invited(invitation: 1, agency: "POL", person: "pol-1", on: "2026-09-21", capacity: .noteTaker),
            Sample.apologised)
        #expect(noteTaker.missingForApologies == [.delegate])
    }

    @Test("keeps whether the delegate accepted and was briefed")
    func delegates() throws {
        let ready = try first(
            .delegateAccepted(invitation: 1, on: "2026-10-02"), Sample.delegateBriefed, after: delegated)
        #expect(ready.delegate?.acceptedOn == "2026-10-02" && ready.delegate?.briefedOn == "2026-10-02")
        #expect(ready.delegate?.namedOn == "2026-10-01" && ready.delegateTurns == 1)
    }

    @Test("whose delegate declines looks for another from then on")
    func declines() throws {
        let declined = try first(
            .delegateDeclined(invitation: 1, reason: "In court", on: "2026-10-05"), after: delegated)
        #expect(declined.delegate == nil && declined.delegateTurns == 2)
        #expect(declined.delegateWantedAt == "2026-10-05T09:00:00Z")
        #expect(declined.missingForApologies == [.report, .delegate])
    }
}
