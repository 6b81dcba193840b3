import Conferences
import TestValues
import Testing
import WorkingDays

@Suite("A report")
struct ReportEvolutionTests {
    private let invited = [Sample.scheduled, Sample.invited]
    private let returned = ConferenceEvent.reportReturned(invitation: 1, reason: "Not signed", on: "2026-10-02")
    private let again = ConferenceEvent.reportSubmitted(
        invitation: 1, coversSignificantOthers: false, on: "2026-10-05",
        covered: SignificantOthersCovered(householdMembers: 3, significantAdults: 1))

    private func first(_ events: [ConferenceEvent]) throws -> Invitation {
        try #require(given(invited + events).conference?.invitation(1))
    }

    @Test("goes from requested by way of submitted to accepted, or is returned and submitted again")
    func stages() throws {
        let accepted = ConferenceEvent.reportAccepted(invitation: 1, on: "2026-10-06")
        let stages: [([ConferenceEvent], Report.Stage, String)] = [
            ([], .requested, "requested"), ([Sample.reported], .submitted(on: "2026-10-01"), "submitted"),
            ([Sample.reported, returned], .returned(on: "2026-10-02", reason: "Not signed"), "returned"),
            ([Sample.reported, returned, again], .submitted(on: "2026-10-05"), "submitted"),
            ([Sample.reported, returned, again, accepted], .accepted(on: "2026-10-06"), "accepted"),
            (
                [Sample.exempted], .exempt(on: "2026-10-01", approvedBy: "csc-3", reason: Sample.personalNote),
                "exempt"
            ),
        ]
        for (events, stage, word) in stages {
            let report = try first(events).report
            #expect(report.stage == stage && report.stage.word == word)
            #expect(report.isSettled == ["submitted", "accepted", "exempt"].contains(word))
            #expect(report.isExempt == (word == "exempt"))
        }
    }

    @Test("keeps every version, what it covers, and how often it went back")
    func versions() throws {
        let report = try first([Sample.reported, returned, again]).report
        #expect(report.versions.map(\.on) == ["2026-10-01", "2026-10-05"])
        #expect(report.versions.map(\.coversSignificantOthers) == [true, false])
        #expect(report.versions.map { $0.covered?.householdMembers } == [nil, 3])
        #expect(report.timesReturned == 1 && report.returnedAt == "2026-10-02T09:00:00Z")
    }

    @Test("goes to each agency once, and keeps the last day")
    func circulates() throws {
        let report = try first([
            Sample.reported, .reportCirculated(invitation: 1, to: ["HEA", "HEA", "CSC"], on: "2026-10-02"),
            .reportCirculated(invitation: 1, to: ["CSC", "EDU"], on: "2026-10-05"),
        ]).report
        #expect(report.circulatedTo == ["HEA", "CSC", "EDU"] && report.circulatedOn == "2026-10-05")
    }

    @Test("that is shared again opens what was discussed, and leaves what was refused or only posted")
    func sharesAgain() throws {
        let told = [Sample.reported, Sample.shared("mother"), Sample.shared("father", .refused)]
        for (word, opens) in [(true, true), (false, false), (nil, false)] as [(Bool?, Bool)] {
            let next = ConferenceEvent.reportSubmitted(
                invitation: 1, coversSignificantOthers: true, on: "2026-10-05", shareAgain: word)
            let invitation = try first(told + [next])
            #expect((invitation.sharing["mother"] == nil) == opens)
            #expect(invitation.sharing["father"]?.outcome == .refused)
            #expect(invitation.timesReshared == (opens ? 1 : 0))
            #expect(invitation.resharedAt == (opens ? "2026-10-05T09:00:00Z" : nil))
        }
    }

    @Test("keeps each attempt to reach somebody in the family")
    func attempts() throws {
        let invitation = try first([
            .contactAttempted(invitation: 1, with: "mother", method: .telephone, by: "pol-1", on: "2026-09-30"),
            .contactAttempted(invitation: 1, with: "mother", method: .faceToFace, by: nil, on: "2026-10-01"),
        ])
        #expect(invitation.attempts["mother"]?.map(\.on) == ["2026-09-30", "2026-10-01"])
        #expect(invitation.attempts["mother"]?.map(\.method) == [.telephone, .faceToFace])
        #expect(invitation.attempts["mother"]?.map(\.by) == ["pol-1", nil] && invitation.attempts["father"] == nil)
    }
}
