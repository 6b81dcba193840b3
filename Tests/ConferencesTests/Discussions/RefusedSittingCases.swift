import Conferences
import TestValues
import WorkingDays

extension RefusedDiscussion {
    static let ofArranging = [
        RefusedDiscussion(
            "nothing is arranged yet", given: [], when: .hold(on: "2026-10-01"), .notArranged(SD.reference),
            "No strategy discussion SD-26-031 is arranged; arrange it first."),
        RefusedDiscussion(
            "it is arranged already", when: .arrange(SD.arrangement()), .alreadyArranged(SD.reference),
            "Strategy discussion SD-26-031 is arranged already; move it to change its day."),
        RefusedDiscussion(
            "it was cancelled", given: cancelled, when: consider(), .cancelled(SD.reference, on: "2026-10-01"),
            "Strategy discussion SD-26-031 was cancelled on 2026-10-01; arrange a new one under a new reference."),
        RefusedDiscussion(
            "it was cancelled, and is to be arranged under the same reference", given: cancelled,
            when: .arrange(SD.arrangement()), .cancelled(SD.reference, on: "2026-10-01"),
            "Strategy discussion SD-26-031 was cancelled on 2026-10-01; arrange a new one under a new reference."),
        RefusedDiscussion(
            "its agenda lacks what every one must cover", given: [],
            when: .arrange(SD.arrangement(agenda: AgendaTemplate(version: 1, areas: [SD.agenda.areas[0]]))),
            .agenda(.mandatoryAreaMissing(.significantOthers)),
            "The agenda lacks the area significant-others, which every strategy discussion must cover; put it back."),
        RefusedDiscussion(
            "it moves to where it is", when: .move(SD.sitting(), on: "2026-10-01"), .sittingUnchanged(SD.reference),
            "Strategy discussion SD-26-031 already has that day, time and place; give another to move it."),
        RefusedDiscussion(
            "it moves once it was held", given: SD.held, when: .move(SD.sitting("2026-10-06"), on: "2026-10-02"),
            .alreadyHeld(SD.reference, on: "2026-10-01"),
            "Strategy discussion SD-26-031 was held on 2026-10-01; it can no longer be moved, cancelled or held again."),
        RefusedDiscussion(
            "it is cancelled once it was closed", given: SD.closed, when: .cancel(on: "2026-10-05", reason: "None"),
            .alreadyHeld(SD.reference, on: "2026-10-01"),
            "Strategy discussion SD-26-031 was held on 2026-10-01; it can no longer be moved, cancelled or held again."),
        RefusedDiscussion(
            "it is cancelled while a conference follows",
            given: SD.invited + [
                .conferenceLinked(conference: "HK-26-014", sitsOn: "2026-10-16", on: "2026-10-01")
            ],
            when: .cancel(on: "2026-10-01", reason: SD.secret), .conferenceFollows("HK-26-014"),
            "Conference HK-26-014 follows from this discussion; cancel it or name another discussion for it first."),
        RefusedDiscussion(
            "the chair is unknown", given: [], when: .arrange(SD.arrangement(chair: "nobody-7")),
            .unknownPerson("nobody-7"), "Nobody is known as nobody-7; record the person first."),
    ]

    static let ofTexts = [
        RefusedDiscussion(
            "the place is blank", given: [], when: .arrange(SD.arrangement(SD.sitting(place: " \u{A0}"))),
            .emptyText(what: "The place"), "The place is empty; give it in a few words."),
        RefusedDiscussion(
            "the place would begin another header",
            when: .move(SD.sitting(place: "video\r\nBcc: \(SD.secret.shown)"), on: "2026-10-01"),
            .lineBreak(what: "The place"),
            "The place contains a line break or another control character; write it in one line."),
        RefusedDiscussion(
            "a cancellation has no reason", when: .cancel(on: "2026-10-01", reason: " "),
            .emptyText(what: "The reason for cancelling"),
            "The reason for cancelling is empty; give it in a few words."),
        RefusedDiscussion(
            "a reason is too long", when: .cancel(on: "2026-10-01", reason: long(500)),
            .tooLong(what: "The reason for cancelling", limit: 500),
            "The reason for cancelling is longer than 500 characters; shorten it."),
        RefusedDiscussion(
            "a note was erased", when: consider(note: .erased), .emptyText(what: "The note on legal"),
            "The note on legal is empty; give it in a few words."),
        RefusedDiscussion(
            "a note is too long", when: consider(note: long(4000)), .tooLong(what: "The note on legal", limit: 4000),
            "The note on legal is longer than 4000 characters; shorten it."),
        RefusedDiscussion(
            "a note rings the bell", when: consider(note: Note(SD.secret.shown + "\u{7}")),
            .controlCharacter(what: "The note on legal"),
            "The note on legal contains a control character; write it in plain text."),
    ]

    static let ofDays = [
        RefusedDiscussion(
            "it was settled in the future", given: [], when: .arrange(SD.arrangement(settledOn: tomorrow)),
            inTheFuture, futureSentence),
        RefusedDiscussion(
            "it sits before it was settled", given: [], when: .arrange(SD.arrangement(SD.sitting("2026-09-29"))),
            .sittingInThePast("2026-09-29", settledOn: "2026-09-30"),
            "A strategy discussion cannot be set on 2026-09-30 for 2026-09-29, which had passed; "
                + "give that day or a later one."),
        RefusedDiscussion(
            "it lies too late for its deadlines", when: .move(SD.sitting("2100-01-04"), on: "2026-10-01"),
            .outsideCalendar("2100-01-04", first: "2012-03-01", last: "2099-11-26"),
            "2100-01-04 lies outside the calendar; give a day from 2012-03-01 to 2099-11-26, "
                + "leaving room for the deadlines."),
        RefusedDiscussion(
            "it was settled before the calendar begins", given: [],
            when: .arrange(SD.arrangement(settledOn: "1926-09-30")),
            .outsideCalendar("1926-09-30", first: "2012-03-01", last: "2099-11-26"),
            "1926-09-30 lies outside the calendar; give a day from 2012-03-01 to 2099-11-26, "
                + "leaving room for the deadlines."),
        RefusedDiscussion(
            "it moved before it was arranged", when: .move(SD.sitting("2026-10-06"), on: "2026-09-29"),
            .before("2026-09-29", .arrangement, of: "2026-09-30"),
            "2026-09-29 lies before 2026-09-30, the day of the arrangement; give that day or a later one."),
        RefusedDiscussion(
            "it is cancelled in the future", when: .cancel(on: tomorrow, reason: "None"), inTheFuture, futureSentence),
        RefusedDiscussion(
            "somebody is withdrawn before the invitation", when: .withdrawParticipant(1, on: "2026-09-29"),
            .before("2026-09-29", .invitation, of: "2026-09-30"),
            "2026-09-29 lies before 2026-09-30, the day of the invitation; give that day or a later one."),
        RefusedDiscussion(
            "it closes before it was held", given: SD.complete, when: .close(on: "2026-09-30"),
            .before("2026-09-30", .discussion, of: "2026-10-01"),
            "2026-09-30 lies before 2026-10-01, the day of the discussion; give that day or a later one."),
    ]

    static let ofParticipants = [
        RefusedDiscussion(
            "the agency is unknown", when: .addParticipant(agency: "ZOO", person: nil, on: "2026-10-01"),
            .unknownAgency("ZOO"), "No agency is known as ZOO; record the agency first."),
        RefusedDiscussion(
            "the participant belongs elsewhere",
            when: .addParticipant(agency: "POL", person: "hea-1", on: "2026-10-01"),
            .ofAnotherAgency("hea-1", agency: "HEA", invitedFor: "POL"),
            "hea-1 belongs to HEA, not to POL; invite them for their own agency."),
        RefusedDiscussion(
            "the person takes part already",
            when: .addParticipant(agency: "POL", person: "pol-1", on: "2026-10-01"), .alreadyTakesPart("POL", "pol-1"),
            "pol-1 is invited for POL already; withdraw that invitation first."),
        RefusedDiscussion(
            "the agency takes part by role already",
            when: .addParticipant(agency: "HEA", person: nil, on: "2026-10-01"), .alreadyTakesPart("HEA", nil),
            "The agency is invited for HEA already; withdraw that invitation first."),
        RefusedDiscussion(
            "somebody is invited after the day",
            when: .addParticipant(agency: "EDU", person: "edu-1", on: "2026-10-02"),
            .invitedAfterSitting(on: "2026-10-02", sitting: "2026-10-01"),
            "Nobody can be invited on 2026-10-02, after the discussion of 2026-10-01; "
                + "give that day or an earlier one."),
        RefusedDiscussion(
            "somebody is invited once it was closed", given: SD.closed,
            when: .addParticipant(agency: "EDU", person: nil, on: "2026-10-01"),
            .closed(SD.reference, on: "2026-10-02"),
            "Strategy discussion SD-26-031 was closed on 2026-10-02; "
                + "its participants and agenda can no longer change."),
        RefusedDiscussion(
            "there is no such participant", when: .withdrawParticipant(4, on: "2026-10-01"),
            .unknownParticipant(4, of: SD.reference),
            "Strategy discussion SD-26-031 has no participant 4; give the number of one it has."),
        RefusedDiscussion(
            "participants are numbered from 1", when: .recordAttendance([0: .present]),
            .unknownParticipant(0, of: SD.reference),
            "Strategy discussion SD-26-031 has no participant 0; give the number of one it has."),
        RefusedDiscussion(
            "the participant was withdrawn",
            given: SD.invited + [.participantWithdrawn(participant: 2, on: "2026-09-30")],
            when: .recordAttendance([1: .present, 2: .present]), .participantWithdrawn(2, on: "2026-09-30"),
            "Participant 2 was withdrawn on 2026-09-30; invite anew to record anything for them."),
        RefusedDiscussion(
            "the participant was present and is to be withdrawn", given: SD.held,
            when: .withdrawParticipant(2, on: "2026-10-02"), .participantAttended(2),
            "Participant 2 was present; correct the attendance before withdrawing them."),
    ]

    static let ofAttendance = [
        RefusedDiscussion(
            "the register is empty", when: .recordAttendance([:]), .nobodyRegistered,
            "The register is empty; say of at least one participant whether they came."),
        RefusedDiscussion(
            "the register comes before the day", when: .recordAttendance([1: .present]), today: "2026-09-30",
            .registerBeforeSitting(SD.reference, sitting: "2026-10-01"),
            "Attendance at SD-26-031 can be recorded from 2026-10-01, the day of the discussion."),
        RefusedDiscussion(
            "one of the register is recorded already", given: SD.registered,
            when: .recordAttendance([2: .absent]), .attendanceAlreadyRecorded(2),
            "The attendance of participant 2 is recorded already; correct it instead."),
        RefusedDiscussion(
            "what is corrected is not recorded", when: .correctAttendance(participant: 2, .absent),
            .attendanceNotRecorded(2),
            "No attendance of participant 2 is recorded yet; record it instead of correcting it."),
        RefusedDiscussion(
            "the correction changes nothing", given: SD.registered,
            when: .correctAttendance(participant: 2, .present), .attendanceUnchanged(2),
            "The attendance of participant 2 is recorded like that already; there is nothing to correct."),
    ]
}
