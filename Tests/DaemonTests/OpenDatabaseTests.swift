import Conferences
import TestPeers
import TestStores
import TestValues
import Testing

@testable import Daemon
@testable import Persistence

@Suite("A partnership's database")
struct OpenDatabaseTests {
    @Test("is opened with the configured key, and sealed where an earlier version left plain text")
    func sealsPlainText() async throws {
        let sample = try ConfigurationSample()
        let configuration = try await sample.load()
        let before = try SQLiteDatabase(path: configuration.database)
        try await before.write {
            _ = try $0.execute("INSERT INTO plain_person VALUES ('P-1', 'CSC', 'Amina Yusuf', 'amina@csc.example')")
        }
        try before.close()
        let database = try await configuration.openDatabase(clock: VirtualClock(at: "2026-11-23T09:00:00Z"))
        try await database.read { session in
            #expect(try PersonRegister(session).person("P-1")?.email == "amina@csc.example")
            let isPlain = try PlainContacts(session).areThere
            #expect(!isPlain)
            #expect(
                try EventLog(session).entries(of: "person/P-1").map(\.recordedAt) == ["2026-11-23T09:00:00Z"])
        }
        let events = try await database.read { try Trail($0).end() }
        try database.close()
        let again = try await configuration.openDatabase()
        #expect(try await again.read { try Trail($0).end() } == events)
    }

    @Test("is not opened without its key, and the sentence says which is missing")
    func otherKey() async throws {
        let sample = try ConfigurationSample()
        let configuration = try await sample.load()
        let database = try await configuration.openDatabase()
        _ = try await database.write {
            try Keyring($0).sealer(for: .case("C-1"), now: "2026-11-23T09:00:00Z").seal("x")
        }
        try database.close()
        try sample.folder.write(String(repeating: "5a", count: 32), to: "master-key")
        let error = await #expect(throws: SealingError.self) { try await configuration.openDatabase() }
        #expect(error?.description.contains("needs the master key \(MasterKeys.forTests.ids[0])") == true)
    }
}
