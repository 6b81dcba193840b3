import Conferences
import TestValues
import Testing
import WorkingDays

@testable import Persistence

/// Rulebook 8, on one conference on Tuesday 19 January 2027: reports are due on Thursday 14 January.
@Suite("The audit's measures")
struct MeasureTests {
    private static let january = MeasuredPeriod(from: "2027-01-01", to: "2027-01-31")!
    private static let february: Timestamp = "2027-02-20T09:00:00Z"

    /// Social care comes and shares in time; police apologise, and report late; housing only reports, and does not.
    private func met(ruling: QuoracyRuling = .proceeded(because: .delayHarmful, note: nil)) async throws -> Store {
        let store = try await Store.withConference()
        try await store.act { registrar in
            for (agency, person, capacity) in [
                ("CSC", "P-worker", .directContact), ("POLICE", "P-officer", .directContact),
                ("HOUSING", nil, .reportOnly),
            ] as [(AgencyCode, PersonReference?, Invitation.Capacity)] {
                try registrar.perform(
                    .invite(agency: agency, person: person, on: "2026-11-23", capacity: capacity), on: "CP-1")
            }
        }
        try await give(
            store, at: "2027-01-18T12:00:00Z",
            .submitReport(invitation: 1, coversSignificantOthers: true, on: "2027-01-14"),
            .recordSharing(
                invitation: 1, with: FamilyRecipient(.mother), .discussed(method: .faceToFace), on: "2027-01-14"),
            .reply(invitation: 2, .apologies(reason: "In court"), on: "2027-01-18"),
            .submitReport(invitation: 2, coversSignificantOthers: false, on: "2027-01-18"),
            .recordSharing(invitation: 2, with: FamilyRecipient(.mother), .sentOnly, on: "2027-01-18"))
        try await give(
            store, at: "2027-01-19T15:00:00Z",
            .recordAttendance([RegisterLine(invitation: 1, .present), RegisterLine(invitation: 2, .apologies)]),
            .rule(ruling, on: "2027-01-19"))
        return store
    }

    private func give(_ store: Store, at now: Timestamp, _ commands: ConferenceCommand...) async throws {
        try await store.act(at: now) { registrar in
            for command in commands { try registrar.perform(command, on: "CP-1" as ConferenceReference) }
        }
    }

    private func agencies(_ store: Store, _ period: MeasuredPeriod = january) async throws -> [AgencyMeasures] {
        try await store.database.read { try MeasureReadings($0).agencies(in: period) }
    }

    private func partnership(
        _ store: Store, _ period: MeasuredPeriod = january, now: Timestamp = february
    ) async throws -> PartnershipMeasures {
        try await store.database.read {
            try MeasureReadings($0).partnership(in: period, calendar: Store.rulebook.calendar($0), now: now)
        }
    }

    @Test("count for each agency what it was invited for, and nothing else")
    func counted() async throws {
        let found = try await agencies(met())
        try #require(found.map(\.agency) == ["CSC", "HOUSING", "POLICE"])
        let (care, housing, police) = (found[0], found[1], found[2])
        #expect(care.attended == Share(1, of: 1) && care.absent == Share(0, of: 1))
        #expect(care.reportsOnTime == Share(1, of: 1) && care.significantOthers == Share(1, of: 1))
        #expect(care.discussedOnTime == Share(1, of: 1) && care.outcomes == [.faceToFace: 1])
        #expect(police.apologiesWithReport == Share(1, of: 1) && police.apologiesWithoutReport == Share(0, of: 1))
        #expect(police.reports == Share(1, of: 1) && police.reportsOnTime == Share(0, of: 1))
        #expect(police.discussed == Share(0, of: 1) && police.outcomes == [.sentOnly: 1])
        #expect(police.significantOthers == Share(0, of: 1))
        #expect(housing.attended.of == 0 && housing.reports == Share(0, of: 1), "it reports, and need not attend")
        #expect(try await agencies(met(), MeasuredPeriod(from: "2027-02-01", to: "2027-02-28")!).isEmpty)
    }

    @Test("hold lateness against nobody who was told too late, though the report came afterwards")
    func impossibleNotice() async throws {
        let store = try await Store.withConference(at: "2027-01-18T09:00:00Z")
        try await give(
            store, at: "2027-01-18T12:00:00Z", .invite(agency: "CSC", person: "P-worker", on: "2027-01-18"),
            .submitReport(invitation: 1, coversSignificantOthers: true, on: "2027-01-18"))
        try await give(
            store, at: "2027-01-19T15:00:00Z", .recordAttendance([RegisterLine(invitation: 1, .present)]))
        let care = try #require(try await agencies(store).first)
        #expect(care.reports == Share(1, of: 1) && care.reportsOnTime == Share(0, of: 0))
        #expect(care.discussed == Share(0, of: 1) && care.discussedOnTime == Share(0, of: 0))
    }

    @Test("count every sitting once: what was adjourned, and what went on inquorate")
    func quoracy() async throws {
        let proceeded = try await partnership(met())
        #expect(proceeded.proceededInquorate == Share(1, of: 1) && proceeded.quorate == Share(0, of: 1))
        let store = try await met(ruling: .adjourned(note: "Too few"))
        #expect(try await partnership(store).adjournedInquorate == Share(1, of: 1))
        #expect(try await agencies(store).isEmpty, "it has not met yet")
        let later = Sitting(on: "2027-01-26", at: TimeOfDay(hour: 10, minute: 0)!, place: "Civic Centre")
        try await give(store, at: "2027-01-20T09:00:00Z", .reschedule(later, on: "2027-01-20"))
        try await give(
            store, at: "2027-01-26T15:00:00Z", .recordAttendance([RegisterLine(invitation: 1, .present)]),
            .rule(.proceeded(because: .delayHarmful, note: nil), on: "2027-01-26"))
        let both = try await partnership(store)
        #expect(both.adjournedInquorate == Share(1, of: 2) && both.proceededInquorate == Share(1, of: 2))
    }

    @Test("count a conference as quorate whose register was corrected to that, though the chair had ruled on it")
    func corrected() async throws {
        let store = try await Store.withConference()
        try await store.act { registrar in
            try registrar.record(Agency(code: "CSC", name: "Care", safeguardingLead: nil, kind: .socialCare))
            for (agency, person) in [("CSC", "P-worker"), ("POLICE", "P-officer"), ("HOUSING", nil)]
                as [(AgencyCode, PersonReference?)]
            {
                try registrar.perform(.invite(agency: agency, person: person, on: "2026-11-23"), on: "CP-1")
            }
        }
        try await give(
            store, at: "2027-01-19T15:00:00Z",
            .recordAttendance([
                RegisterLine(invitation: 1, .present), RegisterLine(invitation: 2, .absent),
                RegisterLine(invitation: 3, .present),
            ]), .rule(.proceeded(because: .delayHarmful, note: nil), on: "2027-01-19"))
        #expect(try await partnership(store).proceededInquorate == Share(1, of: 1))
        try await give(
            store, at: "2027-01-20T09:00:00Z",
            .correctAttendance(invitation: 2, .init(.present), reason: "Came late, and was not seen"))
        let after = try await partnership(store)
        #expect(after.quorate == Share(1, of: 1) && after.proceededInquorate == Share(0, of: 1))
    }

    @Test("count a strategy discussion as complete once every area is addressed, and its mandatory ones apart")
    func agendas() async throws {
        let store = try await Store.withConference()
        @Sendable func give(_ commands: [DiscussionCommand]) async throws {
            try await store.act(at: "2027-01-12T15:00:00Z") { registrar in
                for command in commands { try registrar.perform(command, on: "SD-1" as DiscussionReference) }
            }
        }
        func consider(_ areas: [AgendaArea]) -> [DiscussionCommand] {
            areas.map {
                .considerArea(
                    $0.name, agency: $0.perAgency ? "CSC" : nil, note: "Discussed", .noActionNeeded, on: "2027-01-12")
            }
        }
        try await give([
            .arrange(
                Arrangement(
                    caseReference: "C-1",
                    sitting: Sitting(on: "2027-01-12", at: TimeOfDay(hour: 10, minute: 0)!, place: "Town Hall"),
                    chair: "P-chair", isCaseOpen: true, on: "2027-01-12")),
            .addParticipant(agency: "CSC", person: "P-worker", on: "2027-01-12"), .recordAttendance([1: .present]),
            .hold(on: "2027-01-12", withoutMinimum: "Urgent"),
        ])
        let areas = AgendaTemplate.standard.areas
        let before = try await partnership(store)
        #expect(before.agendas == Share(0, of: 1) && before.mandatoryAreas == Share(0, of: 1))
        try await give(consider(areas.filter(\.isMandatory)))
        let mandatory = try await partnership(store)
        #expect(mandatory.agendas == Share(0, of: 1) && mandatory.mandatoryAreas == Share(1, of: 1))
        try await give(consider(areas.filter { !$0.isMandatory }))
        #expect(try await partnership(store).agendas == Share(1, of: 1))
        // Due on 13 January, and not recorded as received.
        #expect(try await partnership(store).minutes == Share(0, of: 1))
    }

    @Test("count a deadline in the period in which it fell, once it has passed or was met")
    func deadlines() async throws {
        let store = try await met()
        #expect(try await partnership(store, now: "2027-01-19T16:00:00Z").decisionLetters == Share(0, of: 0))
        #expect(try await partnership(store).decisionLetters == Share(0, of: 1), "due on 20 January")
        try await give(store, at: "2027-01-21T09:00:00Z", .issueLetter(on: "2027-01-20"))
        #expect(try await partnership(store).decisionLetters == Share(1, of: 1))
        // 15 working days after the conference: 9 February.
        #expect(try await partnership(store).records == Share(0, of: 0))
        let february = try #require(MeasuredPeriod(from: "2027-02-01", to: "2027-02-28"))
        #expect(try await partnership(store, february).records == Share(0, of: 1))
    }

    @Test("are of three months up to today unless somebody asks otherwise, and never end before they begin")
    func periods() {
        func period(_ from: CalendarDate?, _ to: CalendarDate?) -> [CalendarDate]? {
            MeasuredPeriod(from: from, to: to, today: "2027-02-10").map { [$0.from, $0.to] }
        }
        #expect(period(nil, nil) == ["2026-12-01", "2027-02-10"])
        #expect(period("2027-01-05", nil) == ["2027-01-05", "2027-02-10"])
        #expect(period(nil, "2026-12-31") == ["2026-10-01", "2026-12-31"])
        #expect(period("2027-01-05", "2027-01-05") == ["2027-01-05", "2027-01-05"])
        #expect(period("2027-01-05", "2027-01-04") == nil && period("2027-02-11", nil) == nil)
    }

    @Test(
        "are written with one decimal place at most, and nothing of nothing",
        arguments: [
            (Share(1, of: 3), "33.3"), (Share(2, of: 3), "66.7"), (Share(1, of: 2), "50"), (Share(0, of: 7), "0"),
            (Share(0, of: 0), nil), (Share(1999, of: 2000), "100"),
        ] as [(Share, String?)])
    func written(share: Share, text: String?) {
        #expect(share.percentText == text)
    }
}
