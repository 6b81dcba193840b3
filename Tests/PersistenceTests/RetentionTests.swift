import Conferences
import TestStores
import TestValues
import Testing
import WorkingDays

@testable import Persistence

/// A conference on Tuesday 19 January 2027 in case C-1, with a note; kept for six years, people for two.
@Suite("Retention")
struct RetentionTests {
    private static let schedule = RetentionSchedule(caseYears: 6, personYears: 2)
    private static let note = Note("The father must not know the address")

    private func store() async throws -> Store {
        let store = try await Store.withConference()
        try await store.invite("POLICE", "P-officer")
        try await store.act(at: "2027-01-18T12:00:00Z") { registrar in
            try registrar.perform(
                .reply(invitation: 1, .apologies(reason: Self.note), on: "2027-01-18"),
                on: "CP-1" as ConferenceReference)
        }
        return store
    }

    private func due(_ store: Store, on day: CalendarDate, by schedule: RetentionSchedule = schedule) async throws
        -> [String]
    {
        try await store.database.read { session in
            try Retention(session).due(on: day, by: schedule).map { "\($0.subject)" + ($0.isHeld ? " held" : "") }
        }
    }

    @Test("counts a case from when it last sat or was recorded, and people from their last part, leads never")
    func terms() async throws {
        let store = try await store()
        #expect(try await due(store, on: "2033-01-18", by: RetentionSchedule(caseYears: 6)) == [])
        #expect(try await due(store, on: "2033-01-19", by: RetentionSchedule(caseYears: 6)) == ["case/C-1"])
        #expect(try await due(store, on: "2033-01-19", by: RetentionSchedule()) == [])
        // Recorded on 23 November 2026: those with no part in it; the chair, the administrator and the invitee later.
        #expect(
            try await due(store, on: "2028-11-23", by: RetentionSchedule(personYears: 2))
                == ["person/P-housing", "person/P-worker"])
        #expect(
            try await due(store, on: "2029-01-19", by: RetentionSchedule(personYears: 2)) == [
                "person/P-housing", "person/P-worker", "person/P-admin", "person/P-chair", "person/P-officer",
            ])
    }

    @Test("erases what is past its term, leaves a tombstone, and the chain still verifies")
    func applied() async throws {
        let store = try await store()
        let now: Timestamp = "2033-02-01T09:00:00Z"
        let erased = try await store.database.write {
            try Retention($0).apply(RetentionSchedule(caseYears: 6), actor: "tester", now: now)
        }
        #expect(erased.map { "\($0.subject)" } == ["case/C-1"])
        #expect(try await due(store, on: "2033-02-01", by: RetentionSchedule(caseYears: 6)) == [])
        let conference = try await store.database.read { try ConferenceReadings($0).conference("CP-1") }
        #expect(conference?.invitation(1)?.response?.reply == .apologies(reason: .erased))
        #expect(
            try await store.rows("SELECT kind, payload FROM event WHERE stream = 'key/case/C-1'") == [
                #"keyErased|{"keyErased":{"reason":"Retention: the term after 2027-01-19 ended on 2033-01-19","subject":"case/C-1"}}"#
            ])
        guard case .whole = try await store.database.read({ try EventLog($0).check() }) else {
            Issue.record("the chain is broken")
            return
        }
    }

    @Test("passes over what is under a legal hold, which no command erases either, until it is released")
    func held() async throws {
        let store = try await store()
        let now: Timestamp = "2033-02-01T09:00:00Z"
        let subject: SealingSubject = .case("C-1")
        try await store.database.write {
            try Retention($0).hold(subject, reason: "An inquest", actor: "tester", now: now)
        }
        #expect(try await due(store, on: "2033-02-01", by: RetentionSchedule(caseYears: 6)) == ["case/C-1 held"])
        let erased = try await store.database.write {
            try Retention($0).apply(RetentionSchedule(caseYears: 6), actor: "tester", now: now)
        }
        #expect(erased.isEmpty)
        await #expect(throws: SealingError.legallyHeld(subject)) {
            try await store.database.write { try Keyring($0).erase(subject, reason: "r", actor: "tester", now: now) }
        }
        await #expect(throws: SealingError.legallyHeld(subject)) {
            try await store.database.write { try Retention($0).hold(subject, reason: "r", actor: "tester", now: now) }
        }
        try await store.database.write {
            try Retention($0).release(subject, reason: "It is over", actor: "tester", now: now)
        }
        #expect(try await due(store, on: "2033-02-01", by: RetentionSchedule(caseYears: 6)) == ["case/C-1"])
        #expect(
            try await store.rows("SELECT kind FROM event WHERE stream = 'key/case/C-1' ORDER BY version") == [
                "legallyHeld", "legallyReleased",
            ])
    }

    @Test("holds nothing that is not there, was erased, or is not held")
    func refused() async throws {
        let store = try await store()
        let now = Store.start
        await #expect(throws: SealingError.nothingToErase(.case("C-9"))) {
            try await store.database.write {
                try Retention($0).hold(.case("C-9"), reason: "r", actor: "tester", now: now)
            }
        }
        await #expect(throws: SealingError.notHeld(.case("C-1"))) {
            try await store.database.write {
                try Retention($0).release(.case("C-1"), reason: "r", actor: "tester", now: now)
            }
        }
        try await store.database.write { try Keyring($0).erase(.case("C-1"), reason: "r", actor: "tester", now: now) }
        await #expect(throws: SealingError.erased(.case("C-1"))) {
            try await store.database.write {
                try Retention($0).hold(.case("C-1"), reason: "r", actor: "tester", now: now)
            }
        }
    }
}
