import Foundation
import TestPeers
import TestStores
import TestValues
import Testing

@testable import Persistence

@Suite("A store that cannot be used")
struct StoreFaultTests {
    private func refusal(opening path: String) throws -> StoreError {
        let error = try #require(#expect(throws: StoreError.self) { try SQLiteDatabase(path: path) })
        #expect(error.description.contains(path))
        return error
    }

    private func append(_ text: String, to database: SQLiteDatabase) async throws {
        try await database.write { session in
            let log = EventLog(session)
            try log.append(
                [("note", text)], to: "s", after: log.version(of: "s"), actor: "tester", at: Store.start)
        }
    }

    private func length(_ database: SQLiteDatabase) async throws -> Int {
        try await database.read { try $0.row("SELECT COUNT(*) FROM event")?.integer(0) ?? 0 }
    }

    @Test("is one whose folder does not exist")
    func noFolder() throws {
        let folder = try TemporaryFolder("store")
        guard case .cannotOpen = try refusal(opening: "\(folder.path)/no/such/quorate.db") else {
            Issue.record("It should say that it cannot be opened.")
            return
        }
    }

    @Test("is a folder")
    func isFolder() throws {
        let folder = try TemporaryFolder("store")
        guard case .cannotOpen = try refusal(opening: folder.path) else {
            Issue.record("It should say that it cannot be opened.")
            return
        }
    }

    @Test("is a file that is no database, which stays as it was")
    func noDatabase() throws {
        let folder = try TemporaryFolder("store")
        let text = String(repeating: "code,name\nCSC,Social Care\n", count: 400)
        let path = try folder.write(text, to: "agencies.csv")
        #expect(try refusal(opening: path) == .notADatabase(path: path))
        #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
    }

    @Test("is a database of which a part is missing")
    func cutShort() async throws {
        let folder = try TemporaryFolder("store")
        let path = "\(folder.path)/quorate.db"
        let whole = try SQLiteDatabase(path: path)
        for _ in 0..<20 { try await append(String(repeating: "x", count: 4000), to: whole) }
        try whole.close()
        let handle = try #require(FileHandle(forWritingAtPath: path))
        try handle.truncate(atOffset: try handle.seekToEnd() / 2)
        try handle.close()
        await #expect(throws: StoreError.self) {
            let cut = try SQLiteDatabase(path: path)
            _ = try await cut.read { try EventLog($0).firstBrokenPosition() }
            try await append("x", to: cut)
        }
    }

    @Test(
        "is one in a folder that only may be read", .enabled(if: getuid() != 0, "The administrator may write anywhere.")
    )
    func readOnlyFolder() throws {
        let folder = try TemporaryFolder("store")
        let path = "\(folder.path)/quorate.db"
        try SQLiteDatabase(path: path).close()
        chmod(folder.path, 0o555)
        defer { chmod(folder.path, 0o755) }
        _ = try refusal(opening: path)
        _ = try refusal(opening: "\(folder.path)/new.db")
    }

    @Test("is one on a read-only file system", .enabled(if: SmallDisk.isPossible, "This process may mount nothing."))
    func readOnlyDisk() throws {
        let disk = try SmallDisk(megabytes: 4)
        let path = "\(disk.path)/quorate.db"
        try SQLiteDatabase(path: path).close()
        try disk.makeReadOnly()
        for path in [path, "\(disk.path)/new.db"] {
            #expect(try refusal(opening: path).description.contains("Its folder must exist and be writable."))
        }
    }

    @Test(
        "is one on a read-only disk after a crash: it can be read, and says that nothing can be recorded",
        .enabled(if: SmallDisk.isPossible, "This process may mount nothing."))
    func readOnlyAfterCrash() async throws {
        let disk = try SmallDisk(megabytes: 4)
        let path = "\(disk.path)/quorate.db"
        let before = try SQLiteDatabase(path: path)
        try await append("before", to: before)
        try await before.requireWritable()
        // What a crash leaves: the write-ahead log beside the database.
        for suffix in ["", "-wal", "-shm"] {
            try FileManager.default.copyItem(atPath: path + suffix, toPath: "\(disk.path)/copy.db\(suffix)")
        }
        try before.close()
        try disk.makeReadOnly()
        let crashed = try SQLiteDatabase(path: "\(disk.path)/copy.db")
        #expect(try await length(crashed) == 1)
        await #expect(throws: StoreError.readOnly(path: crashed.path)) { try await crashed.requireWritable() }
    }

    @Test("is one that has become read-only while it was open")
    func becomesReadOnly() async throws {
        let store = try Store(.file)
        try await append("before", to: store.database)
        _ = try store.database.writerSetting("query_only = 1")
        await #expect(throws: StoreError.readOnly(path: store.database.path)) {
            try await append("meanwhile", to: store.database)
        }
        _ = try store.database.writerSetting("query_only = 0")
        try await append("after", to: store.database)
        #expect(try await length(store.database) == 2)
    }

    @Test(
        "is one on a full disk: what did not fit leaves nothing, and goes on when there is room",
        .enabled(if: SmallDisk.isPossible, "This process may mount nothing."))
    func fullDisk() async throws {
        let disk = try SmallDisk(megabytes: 2)
        let path = "\(disk.path)/quorate.db"
        let database = try SQLiteDatabase(path: path)
        var kept = 0
        let full = await #expect(throws: StoreError.self) {
            while kept < 1000 {
                try await append(String(repeating: "x", count: 20_000), to: database)
                kept += 1
            }
        }
        #expect(full == .full(path: path))
        #expect(full?.isWorthRetrying == true)
        #expect(kept > 10)
        #expect(try await length(database) == kept)
        try disk.grow(toMegabytes: 16)
        try await append("after", to: database)
        #expect(try await length(database) == kept + 1)
        #expect(try await database.read { try EventLog($0).firstBrokenPosition() } == nil)
    }

    @Test(
        "is one on a disk that is full from the beginning",
        .enabled(if: SmallDisk.isPossible, "This process may mount nothing."))
    func fullFromTheBeginning() throws {
        let disk = try SmallDisk(megabytes: 1)
        try Data(count: 1_048_576).write(to: URL(fileURLWithPath: "\(disk.path)/ballast"))
        let path = "\(disk.path)/quorate.db"
        #expect(try refusal(opening: path) == .full(path: path))
    }

    @Test("is one that may not grow: the same as on a full disk")
    func mayNotGrow() async throws {
        let store = try Store(.file)
        _ = try store.database.writerSetting("max_page_count = 100")
        var kept = 0
        let full = await #expect(throws: StoreError.self) {
            while kept < 1000 {
                try await append(String(repeating: "x", count: 20_000), to: store.database)
                kept += 1
            }
        }
        #expect(full == .full(path: store.database.path))
        #expect(try await length(store.database) == kept)
        _ = try store.database.writerSetting("max_page_count = 100000")
        try await append("after", to: store.database)
        #expect(try await store.database.read { try EventLog($0).firstBrokenPosition() } == nil)
    }
}
