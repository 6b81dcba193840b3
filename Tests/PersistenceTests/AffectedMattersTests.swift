import Conferences
import TestValues
import Testing
import WorkingDays

@testable import Persistence

@Suite("Counting anew only what changed days can touch")
struct AffectedMattersTests {
    private struct TakenBack: Error {}

    private static let now: Timestamp = "2026-12-11T18:00:00Z"
    private static let firstSitting: CalendarDate = "2026-12-01"
    private static let firstDiscussion: CalendarDate = "2026-11-26"
    private static let firstChange: CalendarDate = "2026-11-16"

    /// A month of conferences and discussions in many states, a Friday evening in December.
    private static func store() async throws -> Store {
        let store = try await Store.withConference()
        for number in 0..<9 {
            try await arrange(Reference("CP-2\(number)"), on: firstSitting.adding(days: number * 8), number, in: store)
            try await discuss(
                Reference("SD-2\(number)"), on: firstDiscussion.adding(days: number * 4), number, in: store)
        }
        try await store.act(at: now) {
            try $0.perform(.reply(invitation: 1, .apologies(reason: "Court"), on: "2026-12-11"), on: "CP-24")
        }
        return store
    }

    private static func arrange(
        _ reference: ConferenceReference, on day: CalendarDate, _ number: Int, in store: Store
    ) async throws {
        let on: CalendarDate = "2026-11-25"
        try await store.act(at: "2026-11-25T10:07:00Z") { registrar in
            try registrar.perform(
                .schedule(
                    Scheduling(
                        type: number.isMultiple(of: 3) ? .review : .initial,
                        caseReference: try Reference("C-\(number)"),
                        sitting: Sitting(on: day, at: "10:00", place: "Civic Centre"), chair: "P-chair",
                        administrator: "P-admin", familyRecipients: [FamilyRecipient(.mother)], on: on,
                        children: [try Reference("K-\(number)")])), on: reference)
            try registrar.perform(.invite(agency: "POLICE", person: "P-officer", on: on), on: reference)
            try registrar.perform(.listInvitee(agency: "CSC", person: "P-worker", on: on), on: reference)
            try registrar.perform(.invite(agency: "HOUSING", person: nil, on: on), on: reference)
        }
        guard day <= "2026-12-11" else { return }
        try await store.act(at: EuropeLondon.timestamp(on: day.adding(days: 1), at: "12:07")) { registrar in
            try registrar.perform(
                .recordAttendance([
                    RegisterLine(invitation: 1, .present), RegisterLine(invitation: 3, .absent),
                ]), on: reference)
            try registrar.perform(.rule(.proceeded(because: .delayHarmful, note: nil), on: day), on: reference)
            try registrar.perform(
                .decide(child: try Reference("K-\(number)"), ChildDecision(plan: .neglect), on: day), on: reference)
        }
    }

    private static func discuss(
        _ reference: DiscussionReference, on day: CalendarDate, _ number: Int, in store: Store
    ) async throws {
        try await store.act(at: "2026-11-25T10:07:00Z") { registrar in
            try registrar.perform(
                .arrange(
                    Arrangement(
                        caseReference: try Reference("D-\(number)"),
                        sitting: Sitting(on: day, at: "11:00", place: "video"), chair: "P-chair", isCaseOpen: false,
                        on: "2026-11-25")), on: reference)
            try registrar.perform(
                .addParticipant(agency: "POLICE", person: "P-officer", on: "2026-11-25"), on: reference)
        }
        guard day <= "2026-12-11" else { return }
        try await store.act(at: EuropeLondon.timestamp(on: day, at: "14:07")) { registrar in
            try registrar.perform(.recordAttendance([1: .present]), on: reference)
            try registrar.perform(.hold(on: day, withoutMinimum: "Urgent"), on: reference)
            try registrar.perform(
                .recordSection47(isInitiated: true, leadSocialWorker: "P-worker", on: day), on: reference)
        }
    }

    private static let days = (0..<140).map { firstChange.adding(days: $0) }

    @Test(
        "comes to the same as counting everything, whichever day becomes a holiday or a closed day, or none again")
    func comesToTheSame() async throws {
        let store = try await Self.store()
        var (fewest, most) = (Int.max, 0)
        for day in Self.days where !day.weekday.isWeekend {
            let changed = try Self.rulebook(with: day, isHoliday: !day.dayNumber.isMultiple(of: 2))
            for (first, then) in [(Store.rulebook, changed), (changed, Store.rulebook)] {
                let whole = try await counted(first, then, changed: nil, in: store)
                let part = try await counted(first, then, changed: [day], in: store)
                #expect(whole.rows == part.rows, "\(day)")
                (fewest, most) = (min(fewest, part.matters), max(most, part.matters))
            }
        }
        // It does leave out what it can.
        #expect(fewest == 0 && most > 10 && most < 19)
    }

    private static func rulebook(with day: CalendarDate, isHoliday: Bool) throws -> Rulebook {
        guard isHoliday else {
            return Rulebook(
                policy: .standard,
                calendar: try Store.rulebook.configuredCalendar.closing([Closure(date: day, reason: "Storm")]))
        }
        return Store.rulebook(.standard, additions: [LocalHoliday(date: day, title: "A day", reason: "Proclaimed")])
    }

    /// Counts everything by one rulebook, then anew by another, and takes it all back.
    private func counted(
        _ first: Rulebook, _ then: Rulebook, changed: [CalendarDate]?, in store: Store
    ) async throws -> (matters: Int, rows: [String]) {
        let result = Locked<(matters: Int, rows: [String])>((0, []))
        await #expect(throws: TakenBack.self) {
            try await store.database.write { session in
                func registrar(_ rulebook: Rulebook) -> Registrar {
                    Registrar(session, rulebook: rulebook, actor: "system", now: Self.now)
                }
                _ = try registrar(first).recomputeOpen(announcesMoves: false)
                let matters = try registrar(then).recomputeOpen(announcesMoves: true, changed: changed)
                var rows: [String] = []
                for table in ["obligation ORDER BY id", "reminder ORDER BY obligation, generation, step, audience"] {
                    rows += try session.rows("SELECT * FROM \(table)").map { "\($0.values)" }
                }
                result.withLock { $0 = (matters, rows) }
                throw TakenBack()
            }
        }
        return result.withLock { $0 }
    }
}
