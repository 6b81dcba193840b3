import Conferences
import TestValues
import Testing
import WorkingDays

@Suite("The administration of a strategy discussion")
struct DiscussionAdministrationTests {
    /// From the first day to after the last, for nothing here hangs on how far it has come.
    private static let stages = [SD.arranged, SD.invited, SD.held, SD.decided, SD.closed]

    @Test("names another chair at any time", arguments: stages)
    func assignsAChair(_ history: [DiscussionEvent]) {
        discussed(history).when(.assignChair("csc-2", on: "2026-10-02"))
            .then(.chairAssigned(person: "csc-2", on: "2026-10-02"))
    }

    @Test("gives the chair back to whoever had it before")
    func assignsAgain() {
        discussed(SD.held + [.chairAssigned(person: "csc-2", on: "2026-10-02")])
            .when(.assignChair("csc-1", on: "2026-10-05")).then(.chairAssigned(person: "csc-1", on: "2026-10-05"))
    }

    @Test("puts it under another rule set, the first time and again", arguments: stages)
    func pinsRules(_ history: [DiscussionEvent]) {
        discussed(history).when(.pinRules(ruleSet: 5)).then(.rulesPinned(ruleSet: 5))
        discussed(history + [.rulesPinned(ruleSet: 5)]).when(.pinRules(ruleSet: 4)).then(.rulesPinned(ruleSet: 4))
    }

    @Test("notes a later discussion, even one that is still to come", arguments: stages)
    func notesAFollowUp(_ history: [DiscussionEvent]) {
        discussed(history).when(.noteFollowUp("SD-26-040", on: "2026-10-08"))
            .then(.followedUp(by: "SD-26-040", on: "2026-10-08"))
    }

    @Test("ticks off what the partnership added to discussions", arguments: [SD.chronology, SD.visitHome, SD.papers])
    func ticks(_ name: ObligationName) {
        discussed(SD.closed).when(.tick(name, on: "2026-10-05")).then(.ownObligationMet(name: name, on: "2026-10-05"))
        discussed(SD.closed).when(.tick(name, on: "2026-10-05"), policy: .standard)
            .thenRefused(.noSuchOwnObligation(name, known: []))
        #expect(
            "\(DiscussionRefusal.noSuchOwnObligation(name, known: []))"
                == "No obligation of the partnership’s own that a discussion brings is called \(name); "
                + "the policy has none.")
    }

    @Test(
        "holds all reminders, one obligation's, or those about one participant's minutes",
        arguments: [nil, SD.convening, SD.minutes(of: 3)])
    func holds(_ obligation: ObligationID?) {
        let hold = DiscussionCommand.holdReminders(obligation, until: "2026-10-06", reason: SD.secret)
        let held = DiscussionEvent.remindersHeld(obligation: obligation, until: "2026-10-06", reason: SD.secret)
        for history in [SD.invited, SD.held, SD.closed] {
            discussed(history).when(hold).then(held)
            // Ordered again, it replaces the first order.
            discussed(history + [held]).when(hold).then(held)
            discussed(history + [held]).when(.releaseReminders(obligation))
                .then(.remindersReleased(obligation: obligation))
        }
    }

    @Test("releases reminders on and after the day until which they were held")
    func releasesLater() {
        let held = DiscussionEvent.remindersHeld(obligation: nil, until: "2026-10-06", reason: SD.secret)
        discussed(SD.held + [held]).when(.releaseReminders(nil), today: "2026-10-09")
            .then(.remindersReleased(obligation: nil))
    }
}
