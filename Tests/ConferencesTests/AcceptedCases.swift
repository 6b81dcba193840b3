import Conferences
import TestValues
import Testing
import WorkingDays

/// A command that is allowed, and the events that it brings.
struct AcceptedCase: Sendable, CustomTestStringConvertible {
    let reason: String
    let given: [ConferenceEvent]
    let when: ConferenceCommand
    let context: DecisionContext
    let then: [ConferenceEvent]

    var testDescription: String { reason }

    init(
        _ reason: String, given: [ConferenceEvent] = Story.arranged, when: ConferenceCommand,
        today: CalendarDate = Sample.today, in context: DecisionContext? = nil, then: ConferenceEvent...
    ) {
        self.reason = reason
        self.given = given
        self.when = when
        self.context = context ?? Sample.context(today: today)
        self.then = then
    }
}

extension AcceptedCase {
    static let all =
        ofTheConference + ofTheSystem + ofInvitees + ofDelegates + ofReports + ofSharing + ofTheMeeting + ofTheDay
        + ofTheRecord + ofReminders

    private static let request = ConferenceRequest(
        type: .initial, caseReference: "C-771", requestedBy: "csc-3", discussion: "SD-26-009", on: "2026-09-10")

    static let ofTheConference = [
        AcceptedCase(
            "a social worker asks for it", given: [], when: .request(request), then: .requested(as: request)),
        AcceptedCase(
            "what was requested gets its day", given: [Story.requested], when: .schedule(Sample.scheduling()),
            then: Sample.scheduled),
        AcceptedCase(
            "a request is dropped", given: [Story.requested], when: .cancel(on: "2026-09-11", reason: "No need"),
            then: .requestDropped(on: "2026-09-11", reason: "No need")),
        AcceptedCase(
            "it moves to a day with a video link",
            when: .reschedule(Sample.sitting("2026-10-19", videoLink: "https://video.example/9"), on: "2026-10-01"),
            then: .rescheduled(
                to: Sample.sitting("2026-10-19", videoLink: "https://video.example/9"), on: "2026-10-01")),
        AcceptedCase(
            "it gets a new day after an adjournment", given: Story.adjourned,
            when: .reschedule(Sample.sitting("2026-10-28"), on: "2026-10-20"), today: "2026-10-20",
            then: .rescheduled(to: Sample.sitting("2026-10-28"), on: "2026-10-20")),
        AcceptedCase(
            "it is cancelled after an adjournment", given: Story.adjourned,
            when: .cancel(on: "2026-10-20", reason: "No need"), today: "2026-10-20",
            then: .cancelled(on: "2026-10-20", reason: "No need")),
        AcceptedCase(
            "it is closed with all its papers out", given: Story.circulated, when: .close(on: "2026-10-30"),
            today: "2026-10-30", then: .closed(on: "2026-10-30")),
        AcceptedCase(
            "somebody else chairs", when: .assign(.chair, "csc-2", on: "2026-10-01"),
            then: .assigned(role: .chair, person: "csc-2", on: "2026-10-01")),
        AcceptedCase(
            "another child is added", when: .addChild("ch-3", on: "2026-10-01"),
            then: .childAdded(child: "ch-3", on: "2026-10-01")),
    ]

    static let ofTheSystem = [
        AcceptedCase("new rules are taken over", when: .pinRules(ruleSet: 2), then: .rulesPinned(ruleSet: 2)),
        AcceptedCase(
            "new rules are taken over after closing", given: Story.closed, when: .pinRules(ruleSet: 2),
            then: .rulesPinned(ruleSet: 2)),
        AcceptedCase(
            "its review is arranged", given: Story.closed,
            when: .noteReviewArranged("HK-27-003", sitsOn: "2027-01-12"),
            then: .reviewArranged(conference: "HK-27-003", sitsOn: "2027-01-12")),
        AcceptedCase(
            "its review is lost", given: Story.closed, when: .noteReviewLost("HK-27-003"),
            then: .reviewLost(conference: "HK-27-003")),
        AcceptedCase(
            "its review is held", given: Story.closed, when: .noteReviewHeld("HK-27-003", on: "2027-01-12"),
            then: .reviewHeld(conference: "HK-27-003", on: "2027-01-12")),
    ]

    static let ofReminders = [
        AcceptedCase(
            "an obligation of the conference is ticked off",
            when: .tick("book-room", invitation: nil, on: "2026-10-01"),
            in: Sample.context(today: "2026-10-01", policy: Sample.ownPolicy),
            then: .ownObligationMet(name: "book-room", invitation: nil, on: "2026-10-01")),
        AcceptedCase(
            "an obligation of an invitee is ticked off", when: .tick("read-papers", invitation: 2, on: "2026-10-01"),
            in: Sample.context(today: "2026-10-01", policy: Sample.ownPolicy),
            then: .ownObligationMet(name: "read-papers", invitation: 2, on: "2026-10-01")),
        AcceptedCase(
            "one obligation's reminders are held",
            when: .holdReminders("HK-26-014#1/submitReport", until: "2026-10-08", reason: "On leave"),
            then: .remindersHeld(obligation: "HK-26-014#1/submitReport", until: "2026-10-08", reason: "On leave")),
        AcceptedCase(
            "all reminders are held", when: .holdReminders(nil, until: "2026-10-02", reason: "A bereavement"),
            then: .remindersHeld(obligation: nil, until: "2026-10-02", reason: "A bereavement")),
        AcceptedCase(
            "held reminders are released",
            given: Story.arranged + [.remindersHeld(obligation: nil, until: "2026-10-08", reason: "On leave")],
            when: .releaseReminders(nil), then: .remindersReleased(obligation: nil)),
    ]
}
