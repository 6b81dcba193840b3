import Conferences
import Foundation
import TestPeers
import TestStores
import TestValues
import Testing

@testable import Persistence

@Suite("The keys of cases and persons")
struct KeyringTests {
    private static let other = MasterKeys(bytes: [Array(repeating: 9, count: 32)])
    /// The other key is the current one, and the first is still held.
    private static let both = MasterKeys(bytes: [Array(repeating: 9, count: 32), Array(repeating: 7, count: 32)])

    private func seal(_ text: String, for subject: SealingSubject, in database: SQLiteDatabase) async throws -> String {
        try await database.write { try Keyring($0).sealer(for: subject, now: Store.start).seal(text) }
    }

    private func open(_ sealed: String, for subject: SealingSubject, in database: SQLiteDatabase) async throws
        -> String?
    {
        try await database.read { try Keyring($0).opener(for: subject).open(sealed) }
    }

    @Test("are made when first needed, one for each, and then stay", arguments: Engine.allCases)
    func made(engine: Engine) async throws {
        let store = try Store(engine)
        let one = try await seal("one", for: .case("C-1"), in: store.database)
        let two = try await seal("two", for: .case("C-1"), in: store.database)
        let three = try await seal("three", for: .person("C-1"), in: store.database)
        #expect(try await open(one, for: .case("C-1"), in: store.database) == "one")
        #expect(try await open(two, for: .case("C-1"), in: store.database) == "two")
        #expect(try await open(three, for: .person("C-1"), in: store.database) == "three")
        #expect(
            try await store.rows("SELECT subject, master, wrapped, erased_at FROM sealing_key ORDER BY subject") == [
                "case/C-1|\(MasterKeys.forTests.ids[0])|60 bytes|-",
                "person/C-1|\(MasterKeys.forTests.ids[0])|60 bytes|-",
            ])
        await #expect(throws: SealingError.tampered(.case("C-1"))) {
            try await open(three, for: .case("C-1"), in: store.database)
        }
        await #expect(throws: SealingError.noKey(.case("C-2"))) {
            try await open(three, for: .case("C-2"), in: store.database)
        }
    }

    @Test("are not made by a transaction that is not kept")
    func rolledBack() async throws {
        struct Stop: Error {}
        let store = try Store()
        await #expect(throws: Stop.self) {
            try await store.database.write { session in
                _ = try Keyring(session).sealer(for: .case("C-1"), now: Store.start)
                throw Stop()
            }
        }
        #expect(try await store.rows("SELECT * FROM sealing_key").isEmpty)
    }

    @Test("that were put under another subject do not open")
    func swapped() async throws {
        let store = try Store()
        let sealed = try await seal("one", for: .case("C-1"), in: store.database)
        _ = try await seal("two", for: .case("C-2"), in: store.database)
        try await store.database.write {
            _ = try $0.execute(
                """
                UPDATE sealing_key SET wrapped = (SELECT wrapped FROM sealing_key WHERE subject = 'case/C-1')
                WHERE subject = 'case/C-2'
                """)
        }
        await #expect(throws: SealingError.tampered(.case("C-2"))) {
            try await open(sealed, for: .case("C-2"), in: store.database)
        }
    }

    @Test("cannot be used without the master key that wraps them, and a database says so when it is opened")
    func otherMaster() async throws {
        let folder = try TemporaryFolder("keyring")
        let path = "\(folder.path)/quorate.db"
        let database = try SQLiteDatabase(path: path)
        _ = try await seal("one", for: .case("C-1"), in: database)
        try database.close()
        #expect(throws: SealingError.unknownMasterKey(id: MasterKeys.forTests.ids[0], files: [])) {
            try SQLiteDatabase(path: path, keys: Self.other)
        }
        try SQLiteDatabase(path: path, keys: Self.both).close()
    }

    @Test(
        "are wrapped anew under the current master key, and what was sealed still opens",
        arguments: [1, 499, 500, 1200])
    func rotated(count: Int) async throws {
        let folder = try TemporaryFolder("keyring")
        let path = "\(folder.path)/quorate.db"
        let before = try SQLiteDatabase(path: path)
        let sealed = try await before.write { session in
            try (1...count).map { number in
                try Keyring(session).sealer(for: .case(Reference("C-\(number)")), now: Store.start).seal(
                    "note \(number)")
            }
        }
        try before.close()
        let database = try SQLiteDatabase(path: path, keys: Self.both)
        #expect(try await KeyRotation(database: database).run(actor: "tester", now: Store.start) == count)
        #expect(try await KeyRotation(database: database).run(actor: "tester", now: Store.start) == 0)
        #expect(try await database.read { try Keyring($0).mastersInUse().map(\.id) } == Self.other.ids)
        #expect(
            try await database.read { try EventLog($0).entries(of: "key/master").map(\.kind) } == ["masterKeyRotated"])
        try database.close()
        let after = try SQLiteDatabase(path: path, keys: Self.other)
        for (index, text) in sealed.enumerated() {
            let subject: SealingSubject = .case(try Reference("C-\(index + 1)"))
            #expect(try await open(text, for: subject, in: after) == "note \(index + 1)")
        }
    }

    @Test("stay usable in a process that was running when another rotated them")
    func rotatedElsewhere() async throws {
        let folder = try TemporaryFolder("keyring")
        let path = "\(folder.path)/quorate.db"
        let file = try folder.write(MasterKeys.textForTests, to: "master-key")
        let daemon = try SQLiteDatabase(path: path, keys: MasterKeys(files: [file]))
        let sealed = try await seal("before", for: .person("P-1"), in: daemon)
        // The new key comes first in the file that the daemon has read long ago.
        try folder.write(String(repeating: "09", count: 32) + "\n" + MasterKeys.textForTests, to: "master-key")
        let command = try SQLiteDatabase(path: path, keys: MasterKeys(files: [file]))
        #expect(try await KeyRotation(database: command).run(actor: "tester", now: Store.start) == 1)
        #expect(try await open(sealed, for: .person("P-1"), in: daemon) == "before")
        let later = try await seal("after", for: .person("P-1"), in: daemon)
        _ = try await seal("new", for: .person("P-2"), in: daemon)
        #expect(try await open(later, for: .person("P-1"), in: command) == "after")
        #expect(try await command.read { try Keyring($0).mastersInUse().map(\.id) } == Self.other.ids)
    }

    @Test("that were erased by one process are erased for the other at once", arguments: Engine.allCases)
    func erased(engine: Engine) async throws {
        let store = try Store(engine)
        let sealed = try await seal("one", for: .case("C-1"), in: store.database)
        let kept = try await seal("two", for: .case("C-2"), in: store.database)
        let others = engine == .file ? try SQLiteDatabase(path: store.database.path) : store.database
        #expect(try await open(sealed, for: .case("C-1"), in: others) == "one")
        try await store.database.write {
            try Keyring($0).erase(.case("C-1"), reason: "kept for six years", actor: "tester", now: Store.start)
        }
        #expect(try await open(sealed, for: .case("C-1"), in: others) == nil)
        #expect(try await open(kept, for: .case("C-2"), in: others) == "two")
        await #expect(throws: SealingError.erased(.case("C-1"))) {
            try await seal("more", for: .case("C-1"), in: others)
        }
        #expect(
            try await store.rows("SELECT stream, kind, payload FROM event") == [
                #"key/case/C-1|keyErased|{"keyErased":{"reason":"kept for six years","subject":"case/C-1"}}"#
            ])
    }

    @Test("are erased once, and only where there is one")
    func eraseOnce() async throws {
        let store = try Store()
        _ = try await seal("one", for: .case("C-1"), in: store.database)
        let erase = { (subject: SealingSubject) in
            try await store.database.write {
                try Keyring($0).erase(subject, reason: "r", actor: "tester", now: Store.start)
            }
        }
        try await erase(.case("C-1"))
        await #expect(throws: SealingError.erased(.case("C-1"))) { try await erase(.case("C-1")) }
        await #expect(throws: SealingError.nothingToErase(.person("C-1"))) { try await erase(.person("C-1")) }
        #expect(try await store.logLength() == 1)
        #expect(try await store.database.read { try Keyring($0).erasedSubjects() } == 1)
    }

    @Test("leave no trace on the disk once erased")
    func noTrace() async throws {
        let store = try Store(.file)
        for number in 1...50 { _ = try await seal("x", for: .case(Reference("C-\(number)")), in: store.database) }
        let wrapped = try await store.database.read {
            try $0.row("SELECT wrapped FROM sealing_key WHERE subject = 'case/C-7'")?.bytes(0)
        }
        let needle = Data(try #require(wrapped))
        func isOnDisk() throws -> Bool {
            try ["", "-wal"].contains { suffix in
                try Data(contentsOf: URL(fileURLWithPath: store.database.path + suffix)).range(of: needle) != nil
            }
        }
        #expect(try isOnDisk())
        try await store.database.write {
            try Keyring($0).erase(.case("C-7"), reason: "r", actor: "tester", now: Store.start)
        }
        #expect(try await store.database.dropRemains())
        #expect(try !isOnDisk())
    }
}
