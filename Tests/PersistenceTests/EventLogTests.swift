import Conferences
import TestValues
import Testing
import WorkingDays

@testable import Persistence

@Suite("The event log")
struct EventLogTests {
    private static let moment: Timestamp = "2026-11-23T09:00:00Z"

    private func append(
        _ payloads: [String], to stream: String = "conference/CP-1", after: Int, in store: Store
    ) async throws {
        try await store.database.write {
            _ = try EventLog($0).append(
                payloads.map { ("replied", $0) }, to: stream, after: after, actor: "tester", at: Self.moment)
        }
    }

    /// Six entries in two streams.
    private func filled(_ engine: Engine = .memory) async throws -> Store {
        let store = try Store(engine)
        try await append(["one", "two"], after: 0, in: store)
        try await append(["three"], to: "person/P-1", after: 0, in: store)
        try await append(["four", "five"], after: 2, in: store)
        try await append(["six"], to: "person/P-1", after: 1, in: store)
        return store
    }

    private func firstBroken(_ store: Store) async throws -> Int? {
        try await store.database.read { try EventLog($0).firstBrokenPosition() }
    }

    @Test("adds entries in order, each stream with its own versions", arguments: Engine.allCases)
    func appends(engine: Engine) async throws {
        let store = try await filled(engine)
        try await store.database.read { session in
            let entries = try EventLog(session).entries(of: "conference/CP-1")
            #expect(entries.map(\.payload) == ["one", "two", "four", "five"])
            #expect(entries.map(\.version) == [1, 2, 3, 4])
            #expect(entries.map(\.position) == [1, 2, 4, 5])
            #expect(entries.allSatisfy { $0.actor == "tester" && $0.recordedAt == Self.moment && $0.kind == "replied" })
            #expect(try EventLog(session).version(of: "person/P-1") == 2)
            #expect(try EventLog(session).version(of: "person/nobody") == 0)
        }
        #expect(try await firstBroken(store) == nil)
    }

    @Test("refuses to add to a stream that has moved on", arguments: [0, 1, 3, 4, 6])
    func conflict(after: Int) async throws {
        let store = try await filled()
        let expected = StoreError.conflict(stream: "person/P-1", expected: after, found: 2)
        await #expect(throws: expected) {
            try await append(["x"], to: "person/P-1", after: after, in: store)
        }
        #expect(try await store.logLength() == 6)
        #expect(expected.isWorthRetrying)
    }

    @Test("verifies when it is empty")
    func empty() async throws {
        #expect(try await firstBroken(try Store()) == nil)
    }

    @Test("verifies over several thousand entries, and finds the one that was altered")
    func long() async throws {
        let store = try Store()
        try await append((1...2500).map { "payload \($0)" }, after: 0, in: store)
        #expect(try await firstBroken(store) == nil)
        try await store.database.write { _ = try $0.execute("UPDATE event SET payload = 'x' WHERE position = 2001") }
        #expect(try await firstBroken(store) == 2001)
    }

    /// Each column, with another value of its kind.
    private static let alterations = [
        "stream = 'conference/CP-2'", "version = 77", "recorded_at = recorded_at + 1", "actor = 'somebody'",
        "kind = 'cancelled'", "payload = 'nothing'", "payload = ''", "payload_digest = zeroblob(32)",
        "hash = zeroblob(32)",
    ]

    @Test("finds a change to any column of any entry, at its position", arguments: alterations, Array(1...6))
    func altered(assignment: String, position: Int) async throws {
        let store = try await filled()
        try await store.database.write {
            _ = try $0.execute("UPDATE event SET \(assignment) WHERE position = $1", position)
        }
        #expect(try await firstBroken(store) == position)
    }

    @Test("finds a payload that was changed together with its digest")
    func alteredWithDigest() async throws {
        let store = try await filled()
        try await store.database.write {
            _ = try $0.execute(
                """
                UPDATE event SET payload = 'two',
                    payload_digest = (SELECT payload_digest FROM event WHERE position = 2)
                WHERE position = 4
                """)
        }
        #expect(try await firstBroken(store) == 4)
    }

    @Test("finds where an entry was taken out", arguments: 1...5)
    func deleted(position: Int) async throws {
        let store = try await filled()
        try await store.database.write { _ = try $0.execute("DELETE FROM event WHERE position = $1", position) }
        #expect(try await firstBroken(store) == position)
    }

    @Test("finds where an entry was taken out and the rest moved up", arguments: 1...5)
    func closedUp(position: Int) async throws {
        let store = try await filled()
        try await store.database.write { session in
            try session.execute("DELETE FROM event WHERE position = $1", position)
            for later in (position + 1)...6 {
                try session.execute("UPDATE event SET position = position - 1 WHERE position = $1", later)
            }
        }
        #expect(try await firstBroken(store) == position)
    }

    @Test("finds two entries that changed places", arguments: 1...5)
    func swapped(position: Int) async throws {
        let store = try await filled()
        try await store.database.write { session in
            try session.execute("UPDATE event SET position = 99 WHERE position = $1", position)
            try session.execute("UPDATE event SET position = position - 1 WHERE position = $1", position + 1)
            try session.execute("UPDATE event SET position = $1 WHERE position = 99", position + 1)
        }
        #expect(try await firstBroken(store) == position)
    }

    @Test("finds an entry that was put in at the end")
    func forged() async throws {
        let store = try await filled()
        try await store.database.write {
            _ = try $0.execute(
                """
                INSERT INTO event SELECT 7, stream, 3, recorded_at, actor, kind, payload, payload_digest, hash
                FROM event WHERE position = 6
                """)
        }
        #expect(try await firstBroken(store) == 7)
    }

    @Test("finds a payload that was taken out", arguments: 1...6)
    func emptied(position: Int) async throws {
        let store = try await filled()
        try await store.database.write {
            _ = try $0.execute("UPDATE event SET payload = NULL WHERE position = $1", position)
        }
        #expect(try await firstBroken(store) == position)
        let check = try await store.database.read { try EventLog($0).check() }
        guard case .broken(let found) = check else { return }
        #expect(found.fault == .emptied && "\(found)".hasSuffix("has been taken out."))
    }

    @Test(
        "verifies where a person's record from before sealing has lost its plain text, which stands sealed in a later one"
    )
    func sealedLater() async throws {
        let store = try await filled()
        try await store.database.write { session in
            try EventLog(session).append(
                [("personRecorded", "plain")], to: "person/P-9", after: 0, actor: "tester", at: Self.moment)
            _ = try session.execute("UPDATE event SET payload = NULL WHERE kind = 'personRecorded'")
        }
        #expect(try await firstBroken(store) == nil)
    }

    @Test("of a case that has lost something says so, instead of telling how the case never stood")
    func lostFromCase() async throws {
        let store = try await Store.withConference()
        try await store.invite("CSC", "P-worker")
        try await store.act {
            try $0.perform(.withdraw(invitation: 1, on: "2026-11-23"), on: "CP-1" as ConferenceReference)
        }
        try await store.database.write {
            _ = try $0.execute("UPDATE event SET payload = NULL WHERE kind = 'withdrawn'")
        }
        await #expect(throws: StoreError.emptied(stream: "conference/CP-1", version: 3)) {
            try await store.database.read { try ConferenceReadings($0).conference("CP-1") }
        }
    }
}
