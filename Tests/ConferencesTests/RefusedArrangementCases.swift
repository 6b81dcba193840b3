import Conferences
import TestValues
import WorkingDays

// How a conference begins and ends, who fills its roles, and its reminders.
extension RefusedCase {
    private static let request = ConferenceRequest(
        type: .initial, caseReference: "C-771", requestedBy: "csc-3", on: "2026-10-01")

    static let ofEnds = [
        RefusedCase(
            "the strategy discussion is not known", given: [],
            when: .request(
                ConferenceRequest(
                    type: .initial, caseReference: "C-771", requestedBy: "csc-3", discussion: "SD-9", on: "2026-10-01")),
            refusal: .unknownDiscussion("SD-9"),
            says: "No strategy discussion is known as SD-9; arrange it first."),
        RefusedCase(
            "the strategy discussion is of another case", given: [],
            when: .request(
                ConferenceRequest(
                    type: .initial, caseReference: "C-9", requestedBy: "csc-3", discussion: "SD-26-009",
                    on: "2026-10-01")),
            refusal: .discussionOfAnotherCase("SD-26-009", "C-771"),
            says: "Strategy discussion SD-26-009 is of case C-771; name one of the conference's own case."),
        RefusedCase(
            "it has been requested already", given: [Story.requested], when: .request(request),
            refusal: .alreadyRequested(Sample.reference),
            says: "Conference HK-26-014 has been requested already; schedule it, or request one under a new reference."
        ),
        RefusedCase(
            "it is scheduled for another case than was asked", given: [Story.requested],
            when: .schedule(
                Scheduling(
                    type: .initial, caseReference: "C-9", sitting: Sample.sitting(), chair: "csc-1",
                    administrator: "csc-2", familyRecipients: ["mother"], on: "2026-09-14")),
            refusal: .ofAnotherCase(Sample.reference, requested: "C-771"),
            says: "Conference HK-26-014 was requested for case C-771; schedule it for that case."),
        RefusedCase(
            "only a request is on record", given: [Story.requested], when: accept,
            refusal: .notScheduled(Sample.reference),
            says: "No conference HK-26-014 is scheduled; schedule it first."),
        RefusedCase(
            "a dropped request is made once more", given: [Story.requested, Story.dropped], when: .request(request),
            refusal: .cancelled(Sample.reference, on: "2026-09-11"), names: ["2026-09-11", "new reference"]),
        RefusedCase(
            "a dropped request is scheduled", given: [Story.requested, Story.dropped], when: schedule(),
            refusal: .cancelled(Sample.reference, on: "2026-09-11"), names: ["2026-09-11", "new reference"]),
        RefusedCase(
            "what is scheduled is requested", when: .request(request), refusal: .alreadyScheduled(Sample.reference),
            names: ["HK-26-014"]),
        RefusedCase(
            "it is closed", given: Story.closed, when: .issueLetter(on: "2026-10-30"), today: "2026-10-30",
            refusal: .closed(Sample.reference, on: "2026-10-30"),
            says: "Conference HK-26-014 was closed on 2026-10-30; nothing more is recorded for it."),
        RefusedCase(
            "it is closed twice", given: Story.closed, when: .close(on: "2026-11-02"), today: "2026-11-02",
            refusal: .closed(Sample.reference, on: "2026-10-30"), names: ["2026-10-30"]),
        RefusedCase(
            "it is adjourned, and somebody closes it", given: Story.adjourned, when: .close(on: "2026-10-20"),
            today: "2026-10-20",
            refusal: .adjourned(Sample.reference, on: "2026-10-16", what: "Closing it"),
            says: "Closing it is not possible: conference HK-26-014 was adjourned inquorate on 2026-10-16; "
                + "give it a new day first."),
        RefusedCase(
            "it has not met", when: .close(on: "2026-10-01"),
            refusal: .notHeld(Sample.reference, what: "Closing it"),
            says: "Closing it is not possible yet: conference HK-26-014 has not been held; "
                + "record the attendance first."),
        RefusedCase(
            "it is closed before it met", given: Story.circulated, when: .close(on: "2026-10-15"),
            today: "2026-10-30",
            refusal: .beforeSitting("2026-10-15", sitting: "2026-10-16", what: "Closing it"),
            says: "Closing it cannot be dated 2026-10-15, before the conference of 2026-10-16; "
                + "give that day or a later one."),
        RefusedCase(
            "it is closed with everything missing", given: Story.quorate, when: .close(on: "2026-10-30"),
            today: "2026-10-30",
            refusal: .notReadyToClose(
                Sample.reference,
                missing: ["a decision for each child", "the decision letter", "the circulated record"]),
            says: "Conference HK-26-014 cannot be closed yet; still wanting: a decision for each child, "
                + "the decision letter, the circulated record."),
        RefusedCase(
            "it is closed without a child", given: held + [Story.letter], when: .close(on: "2026-10-30"),
            today: "2026-10-30",
            refusal: .notReadyToClose(
                Sample.reference, missing: ["a decision for each child", "the circulated record"]),
            names: ["a decision for each child"]),
        RefusedCase(
            "it was adjourned, and moves to before that", given: Story.adjourned,
            when: .reschedule(Sample.sitting("2026-10-15"), on: "2026-10-15"), today: "2026-10-20",
            refusal: .sittingInThePast("2026-10-15", settledOn: "2026-10-16"), names: ["2026-10-15", "2026-10-16"]),
    ]

    static let ofRoles = [
        RefusedCase(
            "a child is named twice", given: [],
            when: .schedule(Sample.scheduling(children: ["ch-1", "ch-2", "ch-1"])), refusal: .repeatedChild("ch-1"),
            says: "Child ch-1 is named already; each child stands once."),
        RefusedCase(
            "a child is added twice", given: Story.arranged, when: .addChild("ch-2", on: "2026-10-01"),
            refusal: .repeatedChild("ch-2"), names: ["ch-2"]),
        RefusedCase(
            "the video link is not safe", given: [],
            when: .schedule(Sample.scheduling(.initial, Sample.sitting(videoLink: "http://video.example/9"))),
            refusal: .badVideoLink,
            says: "The video link is no address; give one that begins with https:// and holds no space."),
        RefusedCase(
            "the video link holds a space",
            when: .reschedule(Sample.sitting(videoLink: "https://video.example/ 9"), on: "2026-10-01"),
            refusal: .badVideoLink, names: ["no space"]),
        RefusedCase(
            "it follows those rules already", when: .pinRules(ruleSet: 1),
            refusal: .rulesPinnedAlready(Sample.reference, 1),
            says: "Conference HK-26-014 follows rule set 1 already."),
        RefusedCase(
            "the same person chairs on", when: .assign(.chair, "csc-1", on: "2026-10-01"),
            refusal: .assignedAlready(.chair, "csc-1"), says: "csc-1 is the chair already; name somebody else."),
        RefusedCase(
            "the same person administers on", when: .assign(.administrator, "csc-2", on: "2026-10-01"),
            refusal: .assignedAlready(.administrator, "csc-2"), names: ["conference administrator"]),
        RefusedCase(
            "the same social worker leads on", given: Story.arranged,
            when: .assign(.leadSocialWorker, "csc-3", on: "2026-10-01"),
            refusal: .assignedAlready(.leadSocialWorker, "csc-3"), names: ["lead social worker"]),
    ]

    private static let own = Sample.context(today: "2026-10-01", policy: Sample.ownPolicy)

    static let ofReminders = [
        RefusedCase(
            "reminders are held until today",
            when: .holdReminders(nil, until: "2026-10-01", reason: Sample.personalNote),
            refusal: .holdIntoThePast("2026-10-01", today: "2026-10-01"),
            says: "Reminders cannot be held until 2026-10-01 (today is 2026-10-01); give a later day."),
        RefusedCase(
            "others are held than are released",
            given: Story.arranged + [
                .remindersHeld(
                    obligation: "HK-26-014#1/reply", until: "2026-10-08", reason: Sample.personalNote)
            ], when: .releaseReminders(nil), refusal: .notOnHold(Sample.reference),
            says: "No reminders of HK-26-014 are held; there is nothing to release."),
        RefusedCase(
            "reminders of another conference are held",
            when: .holdReminders("HK-9#1/reply", until: "2026-10-08", reason: Sample.personalNote),
            refusal: .unknownObligation("HK-9#1/reply", of: Sample.reference),
            says: "HK-9#1/reply is no obligation of conference HK-26-014; "
                + "`quorate conference show HK-26-014` lists them."),
        RefusedCase(
            "reminders of what no rule asks for are held",
            when: .holdReminders("HK-26-014/convineInitial", until: "2026-10-08", reason: Sample.personalNote),
            refusal: .unknownObligation("HK-26-014/convineInitial", of: Sample.reference),
            names: ["HK-26-014/convineInitial"]),
        RefusedCase(
            "reminders of nobody's invitation are released", when: .releaseReminders("HK-26-014#2/reply"),
            refusal: .unknownObligation("HK-26-014#2/reply", of: Sample.reference), names: ["HK-26-014#2/reply"]),
        RefusedCase(
            "the policy has no obligations of its own", when: .tick("book-room", invitation: nil, on: "2026-10-01"),
            refusal: .noSuchOwnObligation("book-room", known: []),
            says: "No obligation of the partnership's own is called book-room; the policy has none."),
        RefusedCase(
            "the policy has others of its own", when: .tick("book-hall", invitation: nil, on: "2026-10-01"), in: own,
            refusal: .noSuchOwnObligation(
                "book-hall", known: ["book-room", "feedback", "read-papers", "thank-family"]),
            says: "No obligation of the partnership's own is called book-hall; "
                + "use book-room, feedback, read-papers, thank-family."),
        RefusedCase(
            "nobody says which invitee did it", when: .tick("read-papers", invitation: nil, on: "2026-10-01"),
            in: own, refusal: .tickNeedsInvitation("read-papers"),
            says: "read-papers is owed by each invitee; say for which invitation it is done."),
        RefusedCase(
            "an invitee did what is owed once", when: .tick("book-room", invitation: 1, on: "2026-10-01"), in: own,
            refusal: .tickTakesNoInvitation("book-room"),
            says: "book-room is owed once for the conference; leave the invitation out."),
        RefusedCase(
            "it is ticked off twice",
            given: Story.arranged + [.ownObligationMet(name: "book-room", invitation: nil, on: "2026-09-30")],
            when: .tick("book-room", invitation: nil, on: "2026-10-01"), in: own,
            refusal: .tickedAlready("book-room"), says: "book-room has been ticked off already."),
    ]
}
