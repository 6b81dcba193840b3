import Conferences
import TestValues
import Testing
import WorkingDays

@Suite("The minutes that a strategy discussion owes")
struct MinutesObligationTests {
    private let reckoning = DiscussionReckoning()

    @Test("are owed by the chair to everybody who attended, one by one, once it was held")
    func begins() throws {
        for history in [SD.arranged, SD.registered] {
            #expect(try !reckoning.all(discussed(history)).contains { $0.id.kind == .discussionMinutes })
        }
        let owed = try reckoning.all(discussed(SD.short)).filter { $0.id.kind == .discussionMinutes }
        #expect(owed.map(\.id) == [SD.minutes(of: 1), SD.minutes(of: 3)])
        #expect(owed.allSatisfy { $0.owedBy == "csc-1" && $0.standing == .outstanding && $0.generation == 0 })
        #expect(owed.allSatisfy { $0.anchoredOn == "2026-10-01" && $0.deadline.on == "2026-10-02" })
        #expect(owed.map(\.agency) == ["CSC", "HEA"])
        #expect(owed.allSatisfy { $0.establishedAt == "2026-10-01T15:30:00Z" })
    }

    @Test("are owed by whoever chairs it now, closed or not")
    func chair() throws {
        for history in [SD.held, SD.closed] {
            let changed = discussed(history + [.chairAssigned(person: "csc-2", on: "2026-10-02")])
            #expect(try reckoning.obligation(.discussionMinutes, changed, of: 2).owedBy == "csc-2")
        }
    }

    @Test("remind the chair, tell the participant to chase, then climb to the team manager")
    func climbs() throws {
        #expect(
            try reckoning.steps(.discussionMinutes, discussed(SD.held), of: 3) == [
                "T owner 2026-10-02T08:00:00Z", "T+1 owner 2026-10-05T08:00:00Z",
                "T+1 participant 2026-10-05T08:00:00Z", "T+2 teamManager 2026-10-06T08:00:00Z",
            ])
    }

    @Test("are due a working day after the discussion, over Christmas too")
    func overChristmas() throws {
        let history = DiscussionHistory.enquiry(on: "2026-12-24")
        #expect(try reckoning.obligation(.discussionMinutes, history, of: 1).deadline.on == "2026-12-29")
        #expect(
            try reckoning.steps(.discussionMinutes, history, of: 1) == [
                "T owner 2026-12-29T09:00:00Z", "T+1 owner 2026-12-30T09:00:00Z",
                "T+1 participant 2026-12-30T09:00:00Z", "T+2 teamManager 2026-12-31T09:00:00Z",
            ])
    }

    @Test("are met for each participant by receipt alone: sent is not received, and missing is not either")
    func met() throws {
        let history = discussed(
            SD.circulated + [
                .minutesReceived(participant: 1, on: "2026-10-05"),
                .minutesReportedMissing(participant: 3, on: "2026-10-05"),
            ])
        #expect(try reckoning.obligation(.discussionMinutes, history, of: 1).standing == .met(on: "2026-10-05"))
        #expect(try reckoning.steps(.discussionMinutes, history, of: 1) == [])
        for participant in [2, 3] {
            #expect(
                try reckoning.obligation(.discussionMinutes, history, of: participant).standing == .outstanding)
            #expect(try reckoning.steps(.discussionMinutes, history, of: participant).count == 4)
        }
    }

    @Test("follow the register where that is corrected")
    func corrected() throws {
        let history = discussed(
            SD.short + [
                .attendanceCorrected(participant: 2, attendance: .present),
                .attendanceCorrected(participant: 3, attendance: .absent),
            ])
        let owed = try reckoning.all(history).filter { $0.id.kind == .discussionMinutes }
        #expect(owed.map(\.id.place) == [1, 2])
    }

    @Test("recorded late begin with the latest step that has passed")
    func lateStart() throws {
        let late = discussed(SD.registered).then(
            .held(on: "2026-10-01", shortfall: nil), recordedAt: "2026-10-05T10:05:00Z")
        #expect(
            try reckoning.steps(.discussionMinutes, late, of: 1) == [
                "T+1 owner 2026-10-05T10:15:00Z", "T+1 participant 2026-10-05T10:15:00Z",
                "T+2 teamManager 2026-10-06T08:00:00Z",
            ])
    }

    @Test("of a participant who is registered late begin with the latest step that has passed")
    func registeredLate() throws {
        let held = discussed(
            SD.invited + [.attendanceRecorded(of: [1: .present, 2: .absent]), .held(on: "2026-10-01", shortfall: nil)])
        for event in [
            DiscussionEvent.attendanceRecorded(of: [3: .present]),
            .attendanceCorrected(participant: 2, attendance: .present),
        ] {
            let history = held.then(event, recordedAt: "2026-10-05T10:05:00Z")
            let late = try #require(history.discussion?.participants.last { $0.attended })
            #expect(
                try reckoning.steps(.discussionMinutes, history, of: late.number) == [
                    "T+1 owner 2026-10-05T10:15:00Z", "T+1 participant 2026-10-05T10:15:00Z",
                    "T+2 teamManager 2026-10-06T08:00:00Z",
                ])
            #expect(try reckoning.steps(.discussionMinutes, history, of: 1).count == 4)
        }
    }

    @Test("belong to the day to which the discussion moved")
    func moved() throws {
        let history = discussed(
            SD.invited + [
                .moved(to: SD.sitting("2026-10-05"), on: "2026-10-01"),
                .attendanceRecorded(of: [1: .present]), .held(on: "2026-10-05", shortfall: nil),
            ])
        let owed = try reckoning.obligation(.discussionMinutes, history, of: 1)
        #expect(owed.generation == 1 && owed.deadline.on == "2026-10-06")
    }

    @Test("are quiet while their reminders are held, one participant's or all")
    func held() throws {
        for (obligation, counts) in [(SD.minutes(of: 1), [1, 4]), (nil, [1, 1])] as [(ObligationID?, [Int])] {
            let history = discussed(SD.held).then(
                .remindersHeld(obligation: obligation, until: "2026-10-12", reason: SD.secret))
            #expect(try [1, 2].map { try reckoning.steps(.discussionMinutes, history, of: $0).count } == counts)
        }
    }
}
