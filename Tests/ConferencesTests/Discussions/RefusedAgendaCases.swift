import Conferences
import TestValues
import WorkingDays

extension RefusedDiscussion {
    static let ofAreas = [
        RefusedDiscussion(
            "the agenda has no such area", when: consider("siblings"), .unknownArea(.siblings, version: 3),
            "The agenda of version 3 has no area siblings; give one of its own areas."),
        RefusedDiscussion(
            "every agency answers for itself, and none is named", when: consider(.backgroundHistory),
            .areaNeedsAgency(.backgroundHistory),
            "Every agency answers for itself on background-history; say for which agency this is recorded."),
        RefusedDiscussion(
            "an agency answers what is answered once", when: consider(.legal, "POL"), .areaIsShared(.legal),
            "legal is answered once, for everybody; record it without an agency."),
        RefusedDiscussion(
            "the agency does not take part", when: consider(.backgroundHistory, "EDU"), .agencyNotTakingPart("EDU"),
            "EDU does not take part in this discussion; invite somebody for it first."),
        RefusedDiscussion(
            "the agency is unknown", when: consider(.backgroundHistory, "ZOO"), .unknownAgency("ZOO"),
            "No agency is known as ZOO; record the agency first."),
        RefusedDiscussion(
            "an area was considered in the future", when: consider(on: tomorrow), inTheFuture, futureSentence),
        RefusedDiscussion(
            "an area is considered once it was closed", given: SD.closed, when: consider(),
            .closed(SD.reference, on: "2026-10-02"),
            "Strategy discussion SD-26-031 was closed on 2026-10-02; "
                + "its participants and agenda can no longer change."),
        RefusedDiscussion(
            "an action of the area is open", given: SD.complete, when: consider(.significantOthers),
            .actionsOutstanding(.significantOthers, [1, 2]),
            "significant-others still has an open action (1, 2); "
                + "complete or withdraw it before recording that no action is needed."),
    ]

    static let ofActions = [
        RefusedDiscussion(
            "there are actions, and none is given", when: consider(.legal, outcome: .actions(agreed: [])), .noAction,
            "No action is given; give at least one, or record that no action is needed."),
        RefusedDiscussion(
            "an action says nothing", when: consider(.legal, outcome: act("")), .emptyText(what: "The action"),
            "The action is empty; give it in a few words."),
        RefusedDiscussion(
            "an action is due before it was agreed",
            when: consider(.legal, outcome: act(SD.secret, dueOn: "2026-09-30")),
            .actionDueInThePast("2026-09-30", agreedOn: "2026-10-01"),
            "An action agreed on 2026-10-01 cannot be due on 2026-09-30; give that day or a later one."),
        RefusedDiscussion(
            "an action is due outside the calendar",
            when: consider(.legal, outcome: act(SD.secret, dueOn: "2100-01-04")),
            .outsideCalendar("2100-01-04", first: "2012-03-01", last: "2099-11-26"),
            "2100-01-04 lies outside the calendar; give a day from 2012-03-01 to 2099-11-26, "
                + "leaving room for the deadlines."),
        RefusedDiscussion(
            "an action's owner is unknown", when: consider(.legal, outcome: act(SD.secret, owner: "nobody-7")),
            .unknownPerson("nobody-7"), "Nobody is known as nobody-7; record the person first."),
        RefusedDiscussion(
            "there is no such action", given: SD.complete, when: .completeAction(3, on: "2026-10-02"),
            .unknownAction(3, of: SD.reference),
            "Strategy discussion SD-26-031 has no action 3; give the number of one it has."),
        RefusedDiscussion(
            "the action was done", given: SD.complete + [.actionCompleted(action: 1, on: "2026-10-02")],
            when: .withdrawAction(1, reason: SD.secret, on: "2026-10-02"), .actionDone(1, on: "2026-10-02"),
            "Action 1 was done on 2026-10-02; there is nothing left to record."),
        RefusedDiscussion(
            "the action was withdrawn",
            given: SD.complete + [.actionWithdrawn(action: 1, reason: SD.secret, on: "2026-10-02")],
            when: .completeAction(1, on: "2026-10-02"), .actionWithdrawn(1, on: "2026-10-02"),
            "Action 1 was withdrawn on 2026-10-02; agree a new one to record anything for it."),
        RefusedDiscussion(
            "the action was done before it was agreed", given: SD.complete, when: .completeAction(1, on: "2026-09-30"),
            .before("2026-09-30", .action, of: "2026-10-01"),
            "2026-09-30 lies before 2026-10-01, the day of the agreement; give that day or a later one."),
        RefusedDiscussion(
            "an action is withdrawn without a reason", given: SD.complete,
            when: .withdrawAction(1, reason: "", on: "2026-10-02"),
            .emptyText(what: "The reason for withdrawing the action"),
            "The reason for withdrawing the action is empty; give it in a few words."),
    ]

    private static let flagged =
        SD.invited + [.areaFlagged(flag: 1, area: .legal, participant: 3, on: "2026-10-01")]

    static let ofFlags = [
        RefusedDiscussion(
            "the area flagged is not on the agenda", when: .flagArea("siblings", participant: 1, on: "2026-10-01"),
            .unknownArea(.siblings, version: 3),
            "The agenda of version 3 has no area siblings; give one of its own areas."),
        RefusedDiscussion(
            "nobody has the number of whoever flags", when: .flagArea(.legal, participant: 9, on: "2026-10-01"),
            .unknownParticipant(9, of: SD.reference),
            "Strategy discussion SD-26-031 has no participant 9; give the number of one it has."),
        RefusedDiscussion(
            "the same participant flagged it already", given: flagged,
            when: .flagArea(.legal, participant: 3, on: "2026-10-02"),
            .alreadyFlagged(.legal, participant: 3, on: "2026-10-01"),
            "Participant 3 flagged legal on 2026-10-01 already; the chair will answer that flag."),
        RefusedDiscussion(
            "an area is flagged once it was closed", given: SD.closed,
            when: .flagArea(.legal, participant: 3, on: "2026-10-02"), .closed(SD.reference, on: "2026-10-02"),
            "Strategy discussion SD-26-031 was closed on 2026-10-02; "
                + "its participants and agenda can no longer change."),
        RefusedDiscussion(
            "there is no such flag", given: flagged, when: .answerFlag(2, answer: SD.secret, on: "2026-10-02"),
            .unknownFlag(2, of: SD.reference),
            "Strategy discussion SD-26-031 has no flag 2; give the number of one it has."),
        RefusedDiscussion(
            "the flag was resolved", given: flagged + [SD.considered(.legal, on: "2026-10-02")],
            when: .answerFlag(1, answer: SD.secret, on: "2026-10-02"), .flagResolved(1, on: "2026-10-02"),
            "Flag 1 was resolved on 2026-10-02; there is nothing left to answer."),
        RefusedDiscussion(
            "the answer comes before the flag", given: flagged,
            when: .answerFlag(1, answer: SD.secret, on: "2026-09-30"), .before("2026-09-30", .flag, of: "2026-10-01"),
            "2026-09-30 lies before 2026-10-01, the day of the flag; give that day or a later one."),
        RefusedDiscussion(
            "the answer says nothing", given: flagged, when: .answerFlag(1, answer: "\n", on: "2026-10-02"),
            .emptyText(what: "The answer"), "The answer is empty; give it in a few words."),
    ]
}
