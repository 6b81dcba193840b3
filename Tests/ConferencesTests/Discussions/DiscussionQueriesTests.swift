import Conferences
import TestValues
import Testing
import WorkingDays

@Suite("What a strategy discussion still lacks")
struct DiscussionQueriesTests {
    @Test("is every area at first, in the agenda's order")
    func atFirst() throws {
        let discussion = try #require(discussed(SD.held).discussion)
        #expect(
            discussion.unaddressedAreas.map(\.name) == [.backgroundHistory, .significantOthers, .identity, .legal])
        #expect(!discussion.agendaIsComplete && !discussion.mandatoryAreasConsidered)
    }

    @Test("is nothing once every area is addressed")
    func atLast() throws {
        let discussion = try #require(discussed(SD.complete).discussion)
        #expect(discussion.agendaIsComplete && discussion.mandatoryAreasConsidered)
        #expect(discussion.areas[.significantOthers]?.outcome == .actions([1, 2]))
        #expect(discussion.areas[.identity]?.outcome == .noActionNeeded)
        #expect(discussion.areas[.identity]?.note == SD.secret)
        #expect(discussion.agencyAreas[.backgroundHistory]?["POL"]?.consideredOn == "2026-10-01")
    }

    @Test("is not only what is mandatory")
    func mandatoryOnly() throws {
        let discussion = try #require(discussed(SD.complete.dropLast()).discussion)
        #expect(discussion.mandatoryAreasConsidered && discussion.unaddressedAreas.map(\.name) == [.legal])
    }

    @Test("is a history for each agency invited, whether it came or not, but for none withdrawn")
    func perAgency() throws {
        let history = discussed(
            SD.short + [SD.considered(.backgroundHistory, "CSC"), SD.considered(.backgroundHistory, "HEA")])
        let discussion = try #require(history.discussion)
        let area = try #require(SD.agenda[.backgroundHistory])
        #expect(!discussion.isRecorded(area) && discussion.agenciesWithoutAnswer(in: area) == ["POL"])
        let without = try #require(
            history.then(.participantWithdrawn(participant: 2, on: "2026-10-02")).discussion)
        #expect(without.isRecorded(area))
        let joined = try #require(
            history.then(
                SD.considered(.backgroundHistory, "POL"),
                .participantAdded(participant: 4, agency: "EDU", person: "edu-1", on: "2026-10-01")
            ).discussion)
        #expect(joined.agenciesWithoutAnswer(in: area) == ["EDU"])
        #expect(try !#require(discussed(SD.arranged).discussion).isRecorded(area))
    }

    @Test("is an area that a participant flagged, until it is considered again or the chair answers")
    func flagged() throws {
        let history = discussed(
            SD.complete + [.areaFlagged(flag: 1, area: .legal, participant: 3, on: "2026-10-01")])
        let discussion = try #require(history.discussion)
        #expect(discussion.unaddressedAreas.map(\.name) == [.legal] && discussion.openFlags(of: .legal).count == 1)
        let considered = try #require(history.then(SD.considered(.legal, on: "2026-10-02")).discussion)
        #expect(considered.agendaIsComplete && considered.flags.map(\.resolvedOn) == ["2026-10-02"])
        let answered = try #require(
            history.then(.flagAnswered(flag: 1, answer: SD.secret, on: "2026-10-05")).discussion)
        #expect(answered.agendaIsComplete && answered.flags.first?.answer == SD.secret)
    }

    @Test("is a flagged history, until the last agency has answered")
    func flaggedPerAgency() throws {
        let flagged = discussed(
            SD.held + [
                .areaFlagged(flag: 1, area: .backgroundHistory, participant: 1, on: "2026-10-01"),
                SD.considered(.backgroundHistory, "CSC"), SD.considered(.backgroundHistory, "POL"),
            ])
        #expect(flagged.discussion?.openFlags(of: .backgroundHistory).count == 1)
        #expect(
            flagged.then(SD.considered(.backgroundHistory, "HEA")).discussion?
                .openFlags(of: .backgroundHistory).isEmpty == true)
    }

    @Test("are the actions neither done nor withdrawn, numbered through the whole discussion")
    func actions() throws {
        let history = discussed(SD.complete).then(
            SD.considered(.backgroundHistory, "POL", .actions(agreed: [SD.call]), on: "2026-10-02"),
            .actionCompleted(action: 1, on: "2026-10-05"),
            .actionWithdrawn(action: 2, reason: SD.secret, on: "2026-10-05"))
        let discussion = try #require(history.discussion)
        #expect(discussion.actions.map(\.number) == [1, 2, 3] && discussion.openActions.map(\.number) == [3])
        #expect(discussion.action(1)?.doneOn == "2026-10-05" && discussion.action(2)?.doneOn == nil)
        #expect(discussion.action(2)?.status == .withdrawn(on: "2026-10-05", reason: SD.secret))
        #expect(discussion.action(3)?.agency == "POL" && discussion.action(3)?.area == .backgroundHistory)
        #expect(discussion.action(3)?.owner == "hea-1" && discussion.action(3)?.dueOn == "2026-10-02")
        #expect(discussion.agencyAreas[.backgroundHistory]?["POL"]?.outcome == .actions([3]))
    }

    @Test("are the agencies of the minimum that nobody invited, or nobody present, stands for")
    func minimum() throws {
        let arranged = try #require(discussed(SD.arranged).discussion)
        #expect(arranged.uninvitedKinds(agencyKinds: SD.agencyKinds) == [.socialCare, .health, .police])
        let short = try #require(discussed(SD.short).discussion)
        #expect(short.uninvitedKinds(agencyKinds: SD.agencyKinds).isEmpty)
        #expect(short.missingKinds(agencyKinds: SD.agencyKinds) == [.police])
        #expect(short.missingKinds(of: [.education], agencyKinds: SD.agencyKinds) == [.education])
        // An agency whose kind nobody has recorded stands for none.
        #expect(short.missingKinds(agencyKinds: ["HEA": .health]) == [.socialCare, .police])
    }

    @Test("are the minutes of whoever attended")
    func minutes() throws {
        let discussion = try #require(discussed(SD.short).discussion)
        #expect(discussion.participantsWithoutMinutes.map(\.number) == [1, 3])
    }
}
