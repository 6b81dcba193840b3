import Conferences
import TestValues
import Testing
import WorkingDays

@Suite("The agenda of a strategy discussion")
struct DiscussionAgendaTests {
    @Test("takes a note on each area, with no action needed or with actions, before, on and after the day")
    func considers() {
        for history in [SD.arranged, SD.held] {
            for outcome in [AreaOutcome.noActionNeeded, .actions(agreed: [SD.visit, SD.call])] {
                discussed(history)
                    .when(.considerArea(.significantOthers, note: SD.secret, outcome, on: "2026-10-01"))
                    .then(SD.considered(.significantOthers, nil, outcome))
            }
        }
    }

    @Test("takes notes of several lines")
    func takesLines() {
        let note: Note = "One adult.\r\n\tNo risk known.\nThe aunt helps."
        discussed(SD.held).when(.considerArea(.legal, note: note, .noActionNeeded, on: "2026-10-01"))
            .then(.areaConsidered(area: .legal, agency: nil, note: note, outcome: .noActionNeeded, on: "2026-10-01"))
    }

    @Test("takes the background history of each agency, and one agency's open action hinders no other")
    func considersByAgency() {
        let police = SD.considered(.backgroundHistory, "POL", .actions(agreed: [SD.call]))
        discussed(SD.invited + [police])
            .when(
                .considerArea(
                    .backgroundHistory, agency: "HEA", note: SD.secret, .noActionNeeded, on: "2026-10-01")
            )
            .then(SD.considered(.backgroundHistory, "HEA"))
    }

    @Test("may come back to an area, once its actions are settled even to say that none is needed")
    func considersAgain() {
        let actions = SD.held + [SD.considered(.legal, nil, .actions(agreed: [SD.call, SD.visit]))]
        discussed(actions).when(.considerArea(.legal, note: SD.secret, .actions(agreed: [SD.call]), on: "2026-10-02"))
            .then(SD.considered(.legal, nil, .actions(agreed: [SD.call]), on: "2026-10-02"))
        discussed(
            actions + [
                .actionCompleted(action: 1, on: "2026-10-02"),
                .actionWithdrawn(action: 2, reason: SD.secret, on: "2026-10-02"),
            ]
        ).when(.considerArea(.legal, note: SD.secret, .noActionNeeded, on: "2026-10-02"))
            .then(SD.considered(.legal, on: "2026-10-02"))
    }

    @Test("lets any participant flag an area, addressed or not, and again once a flag was answered")
    func flags() {
        let flagged = DiscussionEvent.areaFlagged(flag: 1, area: .legal, participant: 3, on: "2026-10-01")
        for history in [SD.invited, SD.complete] {
            discussed(history).when(.flagArea(.legal, participant: 3, on: "2026-10-01")).then(flagged)
        }
        discussed(SD.invited + [flagged]).when(.flagArea(.legal, participant: 2, on: "2026-10-01"))
            .then(.areaFlagged(flag: 2, area: .legal, participant: 2, on: "2026-10-01"))
        discussed(SD.invited + [flagged, SD.considered(.legal)])
            .when(.flagArea(.legal, participant: 3, on: "2026-10-02"))
            .then(.areaFlagged(flag: 2, area: .legal, participant: 3, on: "2026-10-02"))
    }

    @Test("lets the chair answer a flag")
    func answersAFlag() {
        discussed(SD.complete + [.areaFlagged(flag: 1, area: .legal, participant: 3, on: "2026-10-01")])
            .when(.answerFlag(1, answer: SD.secret, on: "2026-10-02"))
            .then(.flagAnswered(flag: 1, answer: SD.secret, on: "2026-10-02"))
    }

    @Test("settles its actions, closed or not")
    func settlesActions() {
        for history in [SD.complete, SD.closed] {
            discussed(history).when(.completeAction(2, on: "2026-10-02"))
                .then(.actionCompleted(action: 2, on: "2026-10-02"))
            discussed(history).when(.withdrawAction(1, reason: SD.secret, on: "2026-10-02"))
                .then(.actionWithdrawn(action: 1, reason: SD.secret, on: "2026-10-02"))
        }
    }

    @Test("asks the directory for every owner and every agency that a command names")
    func namesPeople() {
        let command = DiscussionCommand.considerArea(
            .backgroundHistory, agency: "HEA", note: SD.secret, .actions(agreed: [SD.visit, SD.call]),
            on: "2026-10-01")
        #expect(command.people == ["csc-2", "hea-1"] && command.agencies == ["HEA"])
        #expect(DiscussionCommand.arrange(SD.arrangement()).people == ["csc-1"])
        let add = DiscussionCommand.addParticipant(agency: "POL", person: "pol-1", on: "2026-10-01")
        #expect(add.people == ["pol-1"] && add.agencies == ["POL"])
        #expect(
            DiscussionCommand.recordSection47(isInitiated: true, leadSocialWorker: "csc-3", on: "2026-10-01").people
                == ["csc-3"])
        #expect(DiscussionCommand.assignChair("csc-2", on: "2026-10-01").people == ["csc-2"])
        #expect(DiscussionCommand.close(on: "2026-10-01").people.isEmpty)
    }
}
