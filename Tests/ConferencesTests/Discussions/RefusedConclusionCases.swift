import Conferences
import TestValues
import WorkingDays

extension RefusedDiscussion {
    static let ofHolding = [
        RefusedDiscussion(
            "it was held on another day", given: SD.registered, when: .hold(on: "2026-10-02"),
            .heldOnAnotherDay("2026-10-02", sitting: "2026-10-01"),
            "The discussion is set for 2026-10-01, not for 2026-10-02; "
                + "move it to the day on which it was held first."),
        RefusedDiscussion(
            "it is held before its day", given: SD.invited, when: .hold(on: "2026-10-01"), today: "2026-09-30",
            .inTheFuture("2026-10-01", today: "2026-09-30"),
            "2026-10-01 has not come yet (today is 2026-09-30); give the day on which it happened."),
        RefusedDiscussion(
            "it is held twice", given: SD.held, when: .hold(on: "2026-10-01"),
            .alreadyHeld(SD.reference, on: "2026-10-01"),
            "Strategy discussion SD-26-031 was held on 2026-10-01; it can no longer be moved, cancelled or held again."),
        RefusedDiscussion(
            "one of the minimum is missing, and nobody says why",
            given: SD.invited + [.attendanceRecorded(of: [1: .present, 2: .apologies])],
            when: .hold(on: "2026-10-01"), .minimumMissing([.health, .police]),
            "The register shows nobody present for health, police; "
                + "record who came, or give the chair's reason for holding it without them."),
        RefusedDiscussion(
            "the reason for a missing agency is blank", when: .hold(on: "2026-10-01", withoutMinimum: ""),
            .emptyText(what: "The reason for holding it without the minimum"),
            "The reason for holding it without the minimum is empty; give it in a few words."),
        RefusedDiscussion(
            "there is a reason, and nobody is missing", given: SD.registered,
            when: .hold(on: "2026-10-01", withoutMinimum: SD.secret), .minimumPresent,
            "Every agency of the minimum was present; record it as held without a reason."),
    ]

    static let ofClosing = [
        RefusedDiscussion(
            "it closes before it is held", when: .close(on: "2026-10-05"), .notHeld(SD.reference),
            "Strategy discussion SD-26-031 is not recorded as held; record that first."),
        RefusedDiscussion(
            "it closes twice", given: SD.closed, when: .close(on: "2026-10-05"),
            .closed(SD.reference, on: "2026-10-02"),
            "Strategy discussion SD-26-031 was closed on 2026-10-02; "
                + "its participants and agenda can no longer change."),
        RefusedDiscussion(
            "nobody recorded whether an enquiry began", given: SD.held, when: .close(on: "2026-10-02"),
            .section47NotRecorded(SD.reference),
            "It is not recorded whether SD-26-031 began a section 47 enquiry; record that before closing it."),
        RefusedDiscussion(
            "areas are unaddressed, and the chair has not said why", given: SD.decided + [SD.considered(.identity)],
            when: .close(on: "2026-10-02"),
            .areasUnaddressed([.backgroundHistory, .significantOthers, .legal]),
            "These areas are not addressed: background-history, significant-others, legal. "
                + "Consider them, or give the chair's reason for leaving them out."),
        RefusedDiscussion(
            "a participant's flag is unanswered",
            given: SD.complete + [.areaFlagged(flag: 1, area: .legal, participant: 3, on: "2026-10-01")],
            when: .close(on: "2026-10-02"), .areasUnaddressed([.legal]),
            "These areas are not addressed: legal. "
                + "Consider them, or give the chair's reason for leaving them out."),
        RefusedDiscussion(
            "the chair's reason is blank", given: SD.decided, when: .close(on: "2026-10-02", unaddressed: " "),
            .emptyText(what: "The reason for leaving areas out"),
            "The reason for leaving areas out is empty; give it in a few words."),
        RefusedDiscussion(
            "there is a reason, and no area is left out", given: SD.complete,
            when: .close(on: "2026-10-02", unaddressed: SD.secret), .everyAreaAddressed,
            "Every area is addressed; close the discussion without a reason."),
    ]

    static let ofConferences = [
        RefusedDiscussion(
            "whether an enquiry began is recorded before it was held",
            when: .recordSection47(isInitiated: true, leadSocialWorker: nil, on: "2026-10-01"),
            .notHeld(SD.reference), "Strategy discussion SD-26-031 is not recorded as held; record that first."),
        RefusedDiscussion(
            "there is no enquiry, and a social worker leads it", given: SD.held,
            when: .recordSection47(isInitiated: false, leadSocialWorker: "csc-3", on: "2026-10-01"),
            .leadWithoutEnquiry,
            "A lead social worker convenes what follows a section 47 enquiry; without an enquiry, name none."),
        RefusedDiscussion(
            "the decision is recorded already", given: SD.decided,
            when: .recordSection47(isInitiated: true, leadSocialWorker: "csc-3", on: "2026-10-01"),
            .section47Unchanged, "That decision is recorded already; give it only to change it."),
        RefusedDiscussion(
            "the conference follows already, on that day", given: SD.linked,
            when: .linkConference("HK-26-014", sitsOn: "2026-10-16", on: "2026-10-02"),
            .linkUnchanged("HK-26-014", sitsOn: "2026-10-16"),
            "Conference HK-26-014 of 2026-10-16 follows this discussion already; give another day to move it."),
        RefusedDiscussion(
            "the conference sits outside the calendar", given: SD.decided,
            when: .linkConference("HK-26-014", sitsOn: "2100-01-04", on: "2026-10-02"),
            .outsideCalendar("2100-01-04", first: "2012-03-01", last: "2099-11-26"),
            "2100-01-04 lies outside the calendar; give a day from 2012-03-01 to 2099-11-26, "
                + "leaving room for the deadlines."),
        RefusedDiscussion(
            "the conference is named in the future", given: SD.decided,
            when: .linkConference("HK-26-014", sitsOn: "2026-10-16", on: tomorrow), inTheFuture, futureSentence),
        RefusedDiscussion(
            "the conference does not follow", given: SD.linked, when: .unlinkConference("HK-26-015", on: "2026-10-02"),
            .notLinked("HK-26-015"), "Conference HK-26-015 does not follow this discussion; link it first."),
        RefusedDiscussion(
            "the conference was held, and is to be held again",
            given: SD.linked + [.conferenceHeld(conference: "HK-26-014", on: "2026-10-05")],
            when: .conferenceHeld("HK-26-014", on: "2026-10-05"), .linkedConferenceHeld("HK-26-014", on: "2026-10-05"),
            "Conference HK-26-014 was held on 2026-10-05; its link can no longer change."),
        RefusedDiscussion(
            "the conference was held, and is to move",
            given: SD.linked + [.conferenceHeld(conference: "HK-26-014", on: "2026-10-05")],
            when: .linkConference("HK-26-014", sitsOn: "2026-10-20", on: "2026-10-05"),
            .linkedConferenceHeld("HK-26-014", on: "2026-10-05"),
            "Conference HK-26-014 was held on 2026-10-05; its link can no longer change."),
    ]
}
