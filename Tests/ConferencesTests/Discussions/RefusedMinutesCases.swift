import Conferences
import TestValues
import WorkingDays

extension RefusedDiscussion {
    static let ofMinutes = outOfTurn + ofReceipts + ofMinutesSteps

    private static let outOfTurn = [
        RefusedDiscussion(
            "minutes are drafted before it was held", when: .minutes(.draft(on: "2026-10-01")),
            .notHeld(SD.reference), "Strategy discussion SD-26-031 is not recorded as held; record that first."),
        RefusedDiscussion(
            "minutes that nobody began are submitted", given: SD.held, when: .minutes(.submit(on: "2026-10-02")),
            .minutesOutOfTurn(.submit, .notBegun),
            "The minutes cannot be submitted to the chair: nobody has begun them yet; begin the draft first."),
        RefusedDiscussion(
            "minutes in draft are approved", given: SD.drafting, when: .minutes(.approve(on: "2026-10-02")),
            .minutesOutOfTurn(.approve, .drafting(on: "2026-10-01")),
            "The minutes cannot be approved: they are being drafted; submit them to the chair next."),
        RefusedDiscussion(
            "minutes with the chair are circulated", given: SD.reviewed,
            when: .minutes(.circulate(.attended, on: "2026-10-02")),
            .minutesOutOfTurn(.circulate, .chairReview(on: "2026-10-02")),
            "The minutes cannot be circulated: "
                + "the chair is reading them; approve them or send them back next."),
        RefusedDiscussion(
            "minutes not sent out were received", given: SD.approved,
            when: .minutes(.recordReceived(participant: 1, on: "2026-10-02")),
            .minutesOutOfTurn(.receive, .approved(on: "2026-10-02")),
            "The minutes cannot be received: the chair has approved them; circulate them next."),
        RefusedDiscussion(
            "minutes sent out are sent back", given: SD.circulated,
            when: .minutes(.sendBack(on: "2026-10-05", reason: SD.secret)),
            .minutesOutOfTurn(.sendBack, .circulated(on: "2026-10-02")),
            "The minutes cannot be sent back: "
                + "they are out for corrections; take corrections or make them final next."),
        RefusedDiscussion(
            "final minutes are corrected", given: SD.final,
            when: .minutes(.requestCorrection(participant: 1, SD.secret, on: "2026-10-05")),
            .minutesOutOfTurn(.correct, .final(on: "2026-10-05")),
            "The minutes cannot be corrected: they are final; they can only be circulated again and received."),
        RefusedDiscussion(
            "minutes are begun twice", given: SD.final, when: .minutes(.draft(on: "2026-10-05")),
            .minutesOutOfTurn(.draft, .final(on: "2026-10-05")),
            "The minutes cannot be begun: they are final; they can only be circulated again and received."),
        RefusedDiscussion(
            "minutes in draft are made final", given: SD.drafting, when: .minutes(.finalise(on: "2026-10-05")),
            .minutesOutOfTurn(.finalise, .drafting(on: "2026-10-01")),
            "The minutes cannot be made final: they are being drafted; submit them to the chair next."),
    ]

    private static let ofReceipts = [
        RefusedDiscussion(
            "minutes are received before they went out", given: SD.circulated,
            when: .minutes(.recordReceived(participant: 1, on: "2026-10-01")),
            .before("2026-10-01", .minutes, of: "2026-10-02"),
            "2026-10-01 lies before 2026-10-02, the day of the minutes' latest step; give that day or a later one."),
        RefusedDiscussion(
            "minutes are received twice",
            given: SD.circulated + [.minutesReceived(participant: 1, on: "2026-10-02")],
            when: .minutes(.recordReceived(participant: 1, on: "2026-10-05")), .minutesReceived(1, on: "2026-10-02"),
            "Participant 1 received the minutes on 2026-10-02; there is nothing left to record."),
        RefusedDiscussion(
            "minutes received are missing",
            given: SD.circulated + [.minutesReceived(participant: 1, on: "2026-10-02")],
            when: .minutes(.reportMissing(participant: 1, on: "2026-10-05")), .minutesReceived(1, on: "2026-10-02"),
            "Participant 1 received the minutes on 2026-10-02; there is nothing left to record."),
        RefusedDiscussion(
            "whoever misses minutes was not there", given: SD.short,
            when: .minutes(.reportMissing(participant: 2, on: "2026-10-05")), .didNotAttend(2),
            "Participant 2 is not recorded as present; minutes are owed to whoever was."),
        RefusedDiscussion(
            "minutes are reported missing twice",
            given: SD.held + [.minutesReportedMissing(participant: 2, on: "2026-10-02")],
            when: .minutes(.reportMissing(participant: 2, on: "2026-10-05")),
            .alreadyReportedMissing(2, on: "2026-10-02"),
            "Participant 2 reported the minutes missing on 2026-10-02 already; the chair has been told."),
        RefusedDiscussion(
            "minutes are missing before it was held",
            when: .minutes(.reportMissing(participant: 2, on: "2026-10-01")), .notHeld(SD.reference),
            "Strategy discussion SD-26-031 is not recorded as held; record that first."),
    ]

    private static let ofMinutesSteps = [
        RefusedDiscussion(
            "minutes are approved in the future", given: SD.reviewed, when: .minutes(.approve(on: tomorrow)),
            inTheFuture, futureSentence),
        RefusedDiscussion(
            "minutes are sent back without a reason", given: SD.reviewed,
            when: .minutes(.sendBack(on: "2026-10-02", reason: "")),
            .emptyText(what: "The reason for sending the minutes back"),
            "The reason for sending the minutes back is empty; give it in a few words."),
        RefusedDiscussion(
            "minutes go to nobody", given: SD.approved,
            when: .minutes(.circulate(.participants([]), on: "2026-10-02")), .nobodyToReceive,
            "The minutes would go to nobody; record who was present, or name participants."),
        RefusedDiscussion(
            "minutes go to somebody who is not there", given: SD.approved,
            when: .minutes(.circulate(.participants([1, 4]), on: "2026-10-02")),
            .unknownParticipant(4, of: SD.reference),
            "Strategy discussion SD-26-031 has no participant 4; give the number of one it has."),
        RefusedDiscussion(
            "a correction says nothing", given: SD.circulated,
            when: .minutes(.requestCorrection(participant: 1, " ", on: "2026-10-02")),
            .emptyText(what: "The correction"), "The correction is empty; give it in a few words."),
    ]
}
