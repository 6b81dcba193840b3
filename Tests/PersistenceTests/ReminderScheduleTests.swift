import Conferences
import TestValues
import Testing
import WorkingDays

@testable import Persistence

@Suite("Stored reminders")
struct ReminderScheduleTests {
    /// A conference to which the police are invited.
    private func invited() async throws -> Store {
        let store = try await Store.withConference()
        try await store.invite("POLICE", "P-officer")
        return store
    }

    private func states(_ store: Store, _ kind: ObligationKind) async throws -> Set<String> {
        Set(
            try await store.reminders("obligation LIKE '%/\(kind.rawValue)'")
                .map { $0.split(separator: " ").dropFirst(3).joined(separator: " ") })
    }

    struct Ending: Sendable, CustomTestStringConvertible {
        let command: ConferenceCommand
        let kinds: [ObligationKind]
        let reason: String
        var testDescription: String { reason }
    }

    static let endings = [
        Ending(
            command: .submitReport(invitation: 1, coversSignificantOthers: true, on: "2026-11-24"),
            kinds: [.submitReport], reason: "met"),
        Ending(command: .reply(invitation: 1, .accepted, on: "2026-11-24"), kinds: [.reply], reason: "met"),
        Ending(
            command: .recordSharing(
                invitation: 1, with: FamilyRecipient(.mother), .discussed(method: .video), on: "2026-11-24"),
            kinds: [.shareWithFamily], reason: "met"),
        Ending(
            command: .exemptReport(
                invitation: 1, approvedBy: "P-chair", reason: "No contact with the child", on: "2026-11-24"),
            kinds: [.submitReport, .shareWithFamily], reason: "exempt"),
        Ending(
            command: .withdraw(invitation: 1, on: "2026-11-24"), kinds: [.reply, .submitReport, .shareWithFamily],
            reason: "withdrawn"),
        Ending(
            command: .cancel(on: "2026-11-24", reason: "Not needed"),
            kinds: [.reply, .submitReport, .shareWithFamily], reason: "cancelled"),
    ]

    @Test("of an obligation that is no longer owed are stopped, with the reason", arguments: endings)
    func stopped(ending: Ending) async throws {
        let store = try await invited()
        try await store.act(at: "2026-11-24T10:00:00Z") { try $0.perform(ending.command, on: "CP-1") }
        for kind in [ObligationKind.reply, .submitReport, .shareWithFamily] {
            let expected = ending.kinds.contains(kind) ? "stopped: \(ending.reason)" : "pending"
            #expect(try await states(store, kind) == [expected])
        }
    }

    @Test("of a report that was only posted go on")
    func postedOnly() async throws {
        let store = try await invited()
        try await store.act(at: "2026-11-24T10:00:00Z") {
            try $0.perform(
                .recordSharing(invitation: 1, with: FamilyRecipient(.mother), .sentOnly, on: "2026-11-24"),
                on: "CP-1")
        }
        #expect(try await states(store, .shareWithFamily) == ["pending"])
    }

    @Test("of a moved conference are stopped, and new ones follow for the new day")
    func moved() async throws {
        let store = try await invited()
        let later = Sitting(on: "2027-02-16", at: Store.sitting.at, place: Store.sitting.place)
        try await store.act(at: "2026-12-01T10:00:00Z") {
            try $0.perform(.reschedule(later, on: "2026-12-01"), on: "CP-1")
        }
        #expect(
            try await store.reminders("obligation LIKE '%/submitReport' AND generation = 0")
                .allSatisfy { $0.hasSuffix("stopped: the date moved") })
        #expect(
            try await store.reminders("obligation LIKE '%/submitReport' AND generation = 1") == [
                "submitReport@1 T-5 owner pending", "submitReport@1 T-2 owner pending",
                "submitReport@1 T owner pending", "submitReport@1 T+1 agencyLead pending",
                "submitReport@1 T+1 owner pending", "submitReport@1 C-1 chair pending",
            ])
        #expect(
            try await store.rows("SELECT generation, due_on FROM obligation WHERE kind = 'submitReport'")
                == ["1|2027-02-11"])
    }

    @Test("of a conference that only has another place stay as they are")
    func anotherPlace() async throws {
        let store = try await invited()
        let before = try await store.reminders()
        let elsewhere = Sitting(on: Store.sitting.on, at: Store.sitting.at, place: "Town Hall")
        try await store.act(at: "2026-11-24T10:00:00Z") {
            try $0.perform(.reschedule(elsewhere, on: "2026-11-24"), on: "CP-1")
        }
        #expect(try await store.reminders() == before)
    }

    @Test("of a conference brought so far forward that its deadline is past: none")
    func impossibleNotice() async throws {
        let store = try await invited()
        let sooner = Sitting(on: "2026-12-02", at: Store.sitting.at, place: Store.sitting.place)
        try await store.act(at: "2026-12-01T10:00:00Z") {
            try $0.perform(.reschedule(sooner, on: "2026-12-01"), on: "CP-1")
        }
        #expect(
            try await store.rows("SELECT standing FROM obligation WHERE kind = 'submitReport'")
                == ["impossible-notice"])
        #expect(try await store.reminders("state = 'pending' AND obligation LIKE '%/submitReport'").isEmpty)
    }

    @Test("that were planned and not yet sent are stopped too when the date moves")
    func plannedThenMoved() async throws {
        let store = try await invited()
        _ = try await store.plan(at: "2027-01-07T09:00:00Z")
        #expect(try await store.reminders("state = 'planned'").contains("submitReport@0 T-5 owner planned"))
        let later = Sitting(on: "2027-02-16", at: Store.sitting.at, place: Store.sitting.place)
        try await store.act(at: "2027-01-07T09:01:00Z") {
            try $0.perform(.reschedule(later, on: "2027-01-07"), on: "CP-1")
        }
        #expect(try await store.reminders("state = 'planned'").isEmpty)
    }

    @Test("of a second apology belong to a further generation")
    func apologisedTwice() async throws {
        let store = try await invited()
        try await store.act(at: "2026-11-24T10:00:00Z") {
            try $0.perform(.reply(invitation: 1, .apologies(reason: "Court"), on: "2026-11-24"), on: "CP-1")
        }
        #expect(try await states(store, .nameDelegate) == ["pending"])
        try await store.act(at: "2026-11-24T10:05:00Z") {
            try $0.perform(.reply(invitation: 1, .accepted, on: "2026-11-24"), on: "CP-1")
        }
        #expect(try await states(store, .nameDelegate) == ["stopped: withdrawn"])
        try await store.act(at: "2026-11-24T10:10:00Z") {
            try $0.perform(.reply(invitation: 1, .apologies(reason: "Court"), on: "2026-11-24"), on: "CP-1")
        }
        #expect(
            try await store.reminders("obligation LIKE '%/nameDelegate' AND state = 'pending'")
                .allSatisfy { $0.hasPrefix("nameDelegate@2 ") })
    }

    private static func policy(_ kind: ObligationKind, _ ladder: [LadderStep]) -> Policy {
        var policy = Policy.standard
        policy.rules[kind]?.ladder = ladder
        return policy
    }

    @Test("never reach into the past when a rule is switched on")
    func switchedOn() async throws {
        let store = try await Store.withConference(under: Store.rulebook(Self.policy(.submitReport, [])))
        try await store.invite("POLICE", "P-officer")
        #expect(try await states(store, .submitReport).isEmpty)
        // Between T-2 and T.
        try await adopt(store, .standard, at: "2027-01-13T12:00:00Z")
        #expect(
            try await store.reminders("obligation LIKE '%/submitReport'") == [
                "submitReport@0 T owner pending", "submitReport@0 T+1 agencyLead pending",
                "submitReport@0 T+1 owner pending", "submitReport@0 C-1 chair pending",
            ])
    }

    @Test("are stopped when a rule is switched off, and come back with it, less what has passed")
    func switchedOffAndOn() async throws {
        let store = try await invited()
        try await adopt(store, Self.policy(.submitReport, []), at: "2026-12-01T12:00:00Z")
        #expect(try await states(store, .submitReport) == ["stopped: no longer in the ladder"])
        try await adopt(store, .standard, at: "2027-01-13T12:00:00Z")
        #expect(
            try await store.reminders("obligation LIKE '%/submitReport' AND state = 'pending'") == [
                "submitReport@0 T owner pending", "submitReport@0 T+1 agencyLead pending",
                "submitReport@0 T+1 owner pending", "submitReport@0 C-1 chair pending",
            ])
    }

    @Test("stay as they are for a conference that keeps its rule set")
    func pinned() async throws {
        let store = try await invited()
        try await store.act(at: "2026-12-01T12:00:00Z") {
            try $0.rules.adopt(
                Self.policy(.submitReport, []), effectiveOn: "2026-12-01", actor: "tester", now: "2026-12-01T12:00:00Z")
            try $0.perform(.reply(invitation: 1, .accepted, on: "2026-12-01"), on: "CP-1")
        }
        #expect(try await states(store, .submitReport) == ["pending"])
    }

    @Test("and rules stay as they are for a conference that has met")
    func hasMet() async throws {
        let store = try await invited()
        try await store.act(at: "2027-01-19T12:00:00Z") {
            try $0.perform(.recordAttendance([RegisterLine(invitation: 1, .present)]), on: "CP-1")
        }
        try await store.act(at: "2027-01-20T12:00:00Z") { registrar in
            let set = try registrar.rules.adopt(
                Self.policy(.submitReport, []), effectiveOn: "2027-01-20", actor: "tester", now: "2027-01-20T12:00:00Z")
            #expect(try registrar.pinOpenMatters(to: set.number) == 0)
        }
        #expect(try await store.rows("SELECT rule_set FROM conference") == ["1"])
    }

    @Test("say nothing of a moved deadline that has passed")
    func movedInThePast() async throws {
        let store = try await invited()
        let proclaimed = Rulebook(
            policy: .standard,
            calendar: try Store.rulebook.configuredCalendar.closing([Closure(date: "2027-01-15", reason: "Storm")]))
        _ = try await store.database.write {
            try Registrar($0, rulebook: proclaimed, actor: "system", now: "2027-01-18T12:00:00Z")
                .recomputeOpen(announcesMoves: true)
        }
        #expect(try await store.reminders("was_due_on IS NOT NULL").isEmpty)
    }

    @Test("move with their deadline when the calendar changes, keep their key, and say so to whoever owes it, once")
    func calendarChanged() async throws {
        let store = try await invited()
        let leaves = "SELECT leaves_at FROM reminder WHERE step = 'T' AND obligation LIKE '%/submitReport'"
        #expect(try await store.rows(leaves) == ["\(Timestamp("2027-01-14T09:00:00Z").seconds)"])
        let proclaimed = Rulebook(
            policy: .standard,
            calendar: try Store.rulebook.configuredCalendar.closing([Closure(date: "2027-01-15", reason: "Storm")]))
        for _ in 1...2 {
            _ = try await store.database.write {
                try Registrar($0, rulebook: proclaimed, actor: "system", now: "2026-12-01T12:00:00Z")
                    .recomputeOpen(announcesMoves: true)
            }
        }
        #expect(try await store.rows(leaves) == ["\(Timestamp("2027-01-13T09:00:00Z").seconds)"])
        #expect(
            try await store.reminders("was_due_on IS NOT NULL AND obligation LIKE '%#%'") == [
                "shareWithFamily@0 moved-to-2027-01-13 owner pending",
                "submitReport@0 moved-to-2027-01-13 owner pending",
            ])
    }

    @Test("of a moved deadline are not sent when it moves back before they leave")
    func movedBack() async throws {
        let store = try await invited()
        let proclaimed = Rulebook(
            policy: .standard,
            calendar: try Store.rulebook.configuredCalendar.closing([Closure(date: "2027-01-15", reason: "Storm")]))
        for rulebook in [proclaimed, Store.rulebook] {
            _ = try await store.database.write {
                try Registrar($0, rulebook: rulebook, actor: "system", now: "2026-12-01T12:00:00Z")
                    .recomputeOpen(announcesMoves: true)
            }
        }
        #expect(
            try await store.reminders("was_due_on IS NOT NULL AND obligation LIKE '%/submitReport'") == [
                "submitReport@0 moved-to-2027-01-13 owner stopped: the deadline moved again"
            ])
    }

    private func adopt(_ store: Store, _ policy: Policy, at now: Timestamp) async throws {
        try await store.act(at: now) { registrar in
            let set = try registrar.rules.adopt(
                policy, effectiveOn: EuropeLondon.local(now).date, actor: "tester", now: now)
            #expect(try registrar.pinOpenMatters(to: set.number) == 1)
        }
    }
}
