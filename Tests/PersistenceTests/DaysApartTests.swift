import Conferences
import TestValues
import Testing
import WorkingDays

@testable import Persistence

@Suite("Days set apart in the log")
struct DaysApartTests {
    /// A conference on Tuesday 5 January 2027, to which the police are invited, and a discussion that began an enquiry.
    private static func store() async throws -> Store {
        let store = try await Store.withConference()
        try await store.act { registrar in
            try registrar.perform(
                .schedule(
                    Scheduling(
                        type: .initial, caseReference: "C-2",
                        sitting: Sitting(on: "2027-01-05", at: "10:00", place: "Civic Centre"), chair: "P-chair",
                        administrator: "P-admin", familyRecipients: [FamilyRecipient(.mother)], on: "2026-11-23")),
                on: "CP-2")
            try registrar.perform(.invite(agency: "POLICE", person: "P-officer", on: "2026-11-23"), on: "CP-2")
        }
        return store
    }

    private func due(_ kind: String, in store: Store) async throws -> [String] {
        try await store.rows("SELECT due_on FROM obligation WHERE matter = 'CP-2' AND kind = '\(kind)'")
    }

    private func change(
        _ store: Store, at now: Timestamp = Store.start, under rulebook: Rulebook = Store.rulebook,
        _ body: @escaping @Sendable (Registrar) throws -> CalendarChange
    ) async throws -> CalendarChange {
        try await store.database.write { session in
            try body(
                Registrar(session, rulebook: rulebook, actor: "user/anna", now: now, notesChanges: true))
        }
    }

    private func close(
        _ store: Store, _ first: CalendarDate = "2026-12-29", _ last: CalendarDate = "2026-12-31",
        at now: Timestamp = Store.start
    ) async throws -> CalendarChange {
        try await change(store, at: now) {
            try $0.setApart(.closed, from: first, to: last, title: "Christmas closure")
        }
    }

    @Test("pull what is due before a conference earlier at once, tell whom it concerns, and give the dates back")
    func closure() async throws {
        let store = try await Self.store()
        // Rulebook 3, worked examples: 3 working days before Tuesday 5 January, without and with 29 to 31 December closed.
        #expect(try await due("submitReport", in: store) == ["2026-12-30"])
        let made = try await close(store, "2026-12-25", "2027-01-03")
        #expect(made.days == ["2026-12-29", "2026-12-30", "2026-12-31"])
        #expect(made.passedOver.map(\.weekday) == [.friday, .saturday, .sunday, .monday, .friday, .saturday, .sunday])
        #expect(try await due("submitReport", in: store) == ["2026-12-23"])
        #expect(made.reports.map(\.matter) == [.conference("CP-2")])
        #expect(made.reports[0].moved.contains { $0.was == "2026-12-30" && $0.now == "2026-12-23" })
        let notices = try await store.reminders("step LIKE 'moved-to-%' AND state = 'pending'")
        #expect(notices.contains { $0.hasPrefix("submitReport@") && $0.contains("moved-to-2026-12-23 owner") })

        let taken = try await change(store) { try $0.takeBack(dayApart: "2026-12-30") }
        #expect(taken.days == ["2026-12-30"])
        #expect(try await due("submitReport", in: store) == ["2026-12-24"])
        for day in ["2026-12-29", "2026-12-31"] as [CalendarDate] {
            _ = try await change(store) { try $0.takeBack(dayApart: day) }
        }
        #expect(try await due("submitReport", in: store) == ["2026-12-30"])
        #expect(try await store.reminders("step LIKE 'moved-to-%' AND state = 'pending'") == [])
    }

    @Test("never count for what is due within days after an event, while a holiday does")
    func forward() async throws {
        let store = try await Self.store()
        try await store.act { registrar in
            try registrar.perform(
                .arrange(
                    Arrangement(
                        caseReference: "D-1", sitting: Sitting(on: "2026-11-23", at: "08:00", place: "video"),
                        chair: "P-chair", isCaseOpen: false, on: "2026-11-23")), on: "SD-1")
            try registrar.perform(.hold(on: "2026-11-23", withoutMinimum: "Urgent"), on: "SD-1")
            try registrar.perform(
                .recordSection47(isInitiated: true, leadSocialWorker: "P-worker", on: "2026-11-23"), on: "SD-1")
        }
        let convene = "SELECT due_on FROM obligation WHERE kind = 'conveneInitial'"
        #expect(try await store.rows(convene) == ["2026-12-14"])
        _ = try await close(store, "2026-12-01", "2026-12-01")
        #expect(try await store.rows(convene) == ["2026-12-14"])
        _ = try await change(store) {
            try $0.setApart(.holiday, from: "2026-12-02", to: "2026-12-02", title: "Day of mourning")
        }
        #expect(try await store.rows(convene) == ["2026-12-15"])
        // A closed day can become a holiday; it then counts for nothing either.
        _ = try await change(store) {
            try $0.setApart(.holiday, from: "2026-12-01", to: "2026-12-01", title: "Day of mourning")
        }
        #expect(try await store.rows(convene) == ["2026-12-16"])
    }

    @Test("are what everything counts by from then on, are told in the trail, and follow from the log")
    func kept() async throws {
        let store = try await Self.store()
        _ = try await close(store)
        _ = try await change(store) { try $0.takeBack(dayApart: "2026-12-30") }
        let days = try await store.database.read { try DaysApart($0).all() }
        #expect(days.map(\.on) == ["2026-12-29", "2026-12-31"] && days.allSatisfy { $0.title == "Christmas closure" })
        let calendar = try await store.database.read { try Store.rulebook.calendar($0) }
        #expect(try calendar.kind(of: "2026-12-31") == .closed(reason: "Christmas closure"))
        #expect(try calendar.isOpen("2026-12-30"))
        // What is recorded later is counted by them too.
        try await store.act {
            try $0.perform(.listInvitee(agency: "CSC", person: "P-worker", on: "2026-11-23"), on: "CP-2")
            try $0.perform(.sendInvitations([2], on: "2026-11-23"), on: "CP-2")
        }
        #expect(try await due("submitReport", in: store) == ["2026-12-24", "2026-12-24"])
        let told = try await store.database.read { session in
            let end = try Trail(session).end()
            return try Trail(session).entries(TrailFilter(), through: end, limit: 100, notes: false).entries
                .map(\.line).filter { $0.contains("apart") }
        }
        #expect(told.count == 4)
        #expect(told.contains { $0.contains("set Tue 29 Dec 2026 apart as a closed day: Christmas closure") })
        #expect(told.contains { $0.contains("took back that Wed 30 Dec 2026 is set apart") })
        let differences = try await Rehearsed.run(store.database) { session in
            try ReadTables(session).differences(rulebook: Store.rulebook, now: Store.start).differences
        }
        #expect(differences == [])
    }

    @Test("move nothing twice, and give way when the configuration says the same of a day")
    func configured() async throws {
        let store = try await Self.store()
        _ = try await close(store)
        let before = try await store.rows("SELECT * FROM obligation ORDER BY id")
        let same = Rulebook(
            policy: .standard,
            calendar: try Store.rulebook.configuredCalendar.closing([
                Closure(date: "2026-12-29", reason: "Configured"), Closure(date: "2026-12-30", reason: "Configured"),
                Closure(date: "2026-12-31", reason: "Configured"),
            ]))
        try await store.act(under: same) { registrar throws in
            let counted = try registrar.countAnew()
            #expect(counted == nil)
        }
        #expect(try await store.rows("SELECT * FROM obligation ORDER BY id") == before)
        // Taken back here, the day stays what the configuration makes it.
        let taken = try await change(store, under: same) { try $0.takeBack(dayApart: "2026-12-30") }
        #expect(taken.reports.isEmpty)
    }

    @Test(
        "are refused with a sentence where they would change nothing, or the past",
        arguments: [
            ("2026-11-22", "2026-11-22", "Sunday 22 November 2026 is over"),
            ("2026-11-20", "2026-11-24", "Friday 20 November 2026 is over"),
            ("2026-12-05", "2026-12-06", "to Sunday 6 December 2026 there is no working day as it is"),
            ("2026-12-25", "2026-12-25", "Friday 25 December 2026 is no working day as it is: Christmas Day"),
            ("2026-12-29", "2026-12-28", "Monday 28 December 2026 comes before Tuesday 29 December 2026"),
            ("2026-12-01", "2027-01-01", "That is 32 days; set at most 31 apart"),
            ("2100-12-31", "2101-01-01", "2101-01-01 lies outside the calendar"),
        ] as [(CalendarDate, CalendarDate, String)])
    func refused(first: CalendarDate, last: CalendarDate, sentence: String) async throws {
        let store = try await Self.store()
        let length = try await store.logLength()
        await #expect {
            try await self.close(store, first, last)
        } throws: { "\($0)".contains(sentence) && $0 is DaysApartRefusal }
        #expect(try await store.logLength() == length)
    }

    @Test("are closed once, and taken back until they are over and only where they were set apart")
    func takingBack() async throws {
        let store = try await Self.store()
        _ = try await close(store)
        await #expect(throws: DaysApartRefusal.self) { try await self.close(store, "2026-12-30", "2026-12-30") }
        await #expect(throws: DaysApartRefusal.over("2026-12-29")) {
            try await self.change(store, at: "2026-12-30T09:00:00Z") { try $0.takeBack(dayApart: "2026-12-29") }
        }
        await #expect(throws: DaysApartRefusal.notSetApart("2026-12-25")) {
            try await self.change(store) { try $0.takeBack(dayApart: "2026-12-25") }
        }
        // The very day counts as not over: an office may have to close in the morning.
        _ = try await close(store, "2027-01-04", "2027-01-04", at: "2027-01-04T08:00:00Z")
    }
}
