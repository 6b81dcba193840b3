import Conferences
import TestValues
import WorkingDays

extension RefusedDiscussion {
    static let ofAdministration = ofChairsAndRules + ofTicks + ofHolds

    private static let ofChairsAndRules = [
        RefusedDiscussion(
            "the new chair chairs it already", when: .assignChair("csc-1", on: "2026-10-01"),
            .chairsAlready("csc-1"), "csc-1 chairs the discussion already; name somebody else."),
        RefusedDiscussion(
            "the new chair is unknown", when: .assignChair("nobody-7", on: "2026-10-01"), .unknownPerson("nobody-7"),
            "Nobody is known as nobody-7; record the person first."),
        RefusedDiscussion(
            "the chair changes in the future", when: .assignChair("csc-2", on: tomorrow), inTheFuture, futureSentence),
        RefusedDiscussion(
            "it was cancelled, and the chair changes", given: cancelled, when: .assignChair("csc-2", on: "2026-10-01"),
            .cancelled(SD.reference, on: "2026-10-01"),
            "Strategy discussion SD-26-031 was cancelled on 2026-10-01; arrange a new one under a new reference."),
        RefusedDiscussion(
            "it follows that rule set already", given: SD.invited + [.rulesPinned(ruleSet: 5)],
            when: .pinRules(ruleSet: 5), .rulesPinnedAlready(SD.reference, 5),
            "Strategy discussion SD-26-031 follows rule set 5 already."),
        RefusedDiscussion(
            "nothing is arranged, and a rule set is taken over", given: [], when: .pinRules(ruleSet: 5),
            .notArranged(SD.reference), "No strategy discussion SD-26-031 is arranged; arrange it first."),
        RefusedDiscussion(
            "nothing is arranged that could be followed up", given: [],
            when: .noteFollowUp("SD-26-040", on: "2026-10-05"), .notArranged(SD.reference),
            "No strategy discussion SD-26-031 is arranged; arrange it first."),
    ]

    private static let ofTicks = [
        RefusedDiscussion(
            "what is ticked off is a conference's", when: .tick(SD.venue, on: "2026-10-01"),
            .noSuchOwnObligation(SD.venue, known: [SD.chronology, SD.papers, SD.visitHome]),
            "No obligation of the partnership’s own that a discussion brings is called venue; "
                + "use chronology, papers, visit-home."),
        RefusedDiscussion(
            "it is ticked off twice", given: SD.held + [.ownObligationMet(name: SD.chronology, on: "2026-10-01")],
            when: .tick(SD.chronology, on: "2026-10-02"), .tickedAlready(SD.chronology),
            "chronology has been ticked off already."),
        RefusedDiscussion(
            "it is ticked off in the future", given: SD.held, when: .tick(SD.chronology, on: tomorrow), inTheFuture,
            futureSentence),
    ]

    private static let ofHolds = [
        RefusedDiscussion(
            "reminders are held until today", when: .holdReminders(nil, until: SD.today, reason: SD.secret),
            .holdIntoThePast(SD.today, today: SD.today),
            "Reminders cannot be held until 2026-10-05 (today is 2026-10-05); give a later day."),
        RefusedDiscussion(
            "nobody says why reminders are held", when: .holdReminders(nil, until: tomorrow, reason: " "),
            .emptyText(what: "The reason for holding reminders"),
            "The reason for holding reminders is empty; give it in a few words."),
        RefusedDiscussion(
            "the reason for holding reminders is an essay",
            when: .holdReminders(nil, until: tomorrow, reason: long(500)),
            .tooLong(what: "The reason for holding reminders", limit: 500),
            "The reason for holding reminders is longer than 500 characters; shorten it."),
        unknown(
            "another discussion's reminders are held", ObligationID(.discussion("SD-26-032"), kind: .conveneInitial),
            "sd:SD-26-032/conveneInitial"),
        unknown(
            "the reminders of a conference of the same reference are held",
            ObligationID(.conference("SD-26-031"), kind: .decisionLetter), "SD-26-031/decisionLetter"),
        unknown(
            "the reminders about nobody's minutes are held", SD.minutes(of: 4),
            "sd:SD-26-031#4/discussionMinutes"),
        unknown(
            "reminders of a conference's kind are held",
            ObligationID(.discussion("SD-26-031"), kind: .decisionLetter), "sd:SD-26-031/decisionLetter"),
        RefusedDiscussion(
            "another discussion's reminders are released",
            when: .releaseReminders(ObligationID(.discussion("SD-26-032"), kind: .conveneInitial)),
            .unknownObligation(ObligationID(.discussion("SD-26-032"), kind: .conveneInitial), of: SD.reference),
            "sd:SD-26-032/conveneInitial is no obligation of strategy discussion SD-26-031; "
                + "`quorate discussion show SD-26-031` lists them."),
        RefusedDiscussion(
            "no reminders are held", when: .releaseReminders(nil), .notOnHold(SD.reference),
            "No reminders of SD-26-031 are held; there is nothing to release."),
        RefusedDiscussion(
            "only one obligation's reminders are held, and all are released",
            given: SD.invited + [
                .remindersHeld(obligation: SD.convening, until: "2026-10-12", reason: SD.secret)
            ],
            when: .releaseReminders(nil), .notOnHold(SD.reference),
            "No reminders of SD-26-031 are held; there is nothing to release."),
    ]

    private static func unknown(_ reason: String, _ id: ObligationID, _ text: String) -> RefusedDiscussion {
        RefusedDiscussion(
            reason, when: .holdReminders(id, until: tomorrow, reason: SD.secret),
            .unknownObligation(id, of: SD.reference),
            "\(text) is no obligation of strategy discussion SD-26-031; "
                + "`quorate discussion show SD-26-031` lists them.")
    }
}
