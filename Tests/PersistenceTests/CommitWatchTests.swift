import TestPeers
import TestStores
import Testing

@testable import Persistence

@Suite("Watching for commits")
struct CommitWatchTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func write(_ database: SQLiteDatabase, _ value: String) async throws {
        try await database.write { try Settings($0).setRules(value) }
    }

    @Test("tells of what another connection commits, once it can be read")
    func others() async throws {
        let path = folder.path + "/quorate.db"
        let mine = try SQLiteDatabase(path: path)
        let other = try SQLiteDatabase(path: path)
        let (commits, said) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let watch = try #require(mine.watch { said.yield() })
        try await write(other, "first")
        var each = commits.makeAsyncIterator()
        await each.next()
        #expect(try await mine.read { try Settings($0).rules } == "first")
        withExtendedLifetime(watch) {}
    }

    @Test("says nothing of reading, of changing nothing, and of what was taken back")
    func silence() async throws {
        let database = try SQLiteDatabase(path: folder.path + "/quorate.db")
        let count = Locked(0)
        let (commits, said) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let watch = try #require(
            database.watch {
                count.withLock { $0 += 1 }
                said.yield()
            })
        _ = try await database.read { try Settings($0).rules }
        try await database.write { session in _ = try session.rows("SELECT 1") }
        struct TakenBack: Error {}
        await #expect(throws: TakenBack.self) {
            try await database.write { session in
                try Settings(session).setRules("lost")
                throw TakenBack()
            }
        }
        // The one commit: whatever was told before it would have been told first.
        try await write(database, "kept")
        var each = commits.makeAsyncIterator()
        await each.next()
        #expect(count.withLock { $0 } == 1)
        withExtendedLifetime(watch) {}
    }
}
