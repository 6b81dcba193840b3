import Glibc
import TestPeers
import TestStores
import Testing

@testable import Persistence

@Suite("A loop's queue")
struct LoopQueueTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func database() throws -> SQLiteDatabase { try SQLiteDatabase(path: folder.path + "/quorate.db") }

    /// Of the transactions that a task asks for on a queue, whether each ran on the thread that asked.
    private func staysOnThread(_ database: SQLiteDatabase) async throws -> [Bool] {
        @Sendable func thread() -> pthread_t { pthread_self() }
        var found: [Bool] = []
        for number in 0..<100 {
            let asking = thread()
            found.append(try await database.read { _ in thread() == asking })
            let writing = thread()
            found.append(
                try await database.write {
                    try Settings($0).setRules("\(number)")
                    return thread() == writing
                })
        }
        return found
    }

    @Test("does the database's transactions in place; elsewhere they are handed over")
    func inPlace() async throws {
        let database = try database()
        let onQueue = try await withTaskExecutorPreference(LoopQueue("test")) { try await staysOnThread(database) }
        #expect(onQueue == Array(repeating: true, count: 200))
        #expect(try await database.read { try Settings($0).rules } == "99")
        #expect(try await staysOnThread(database).contains(false))
    }

    @Test("keeps what was written in a task that is cancelled, and tells of it", .timeLimit(.minutes(1)))
    func cancelled() async throws {
        let database = try database()
        let (commits, said) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let queue = LoopQueue("test")
        let watch = try #require(database.watch(on: queue) { said.yield() })
        let writing = Task(executorPreference: queue) {
            withUnsafeCurrentTask { $0?.cancel() }
            try await database.write { try Settings($0).setRules("kept") }
        }
        try await writing.value
        var each = commits.makeAsyncIterator()
        await each.next()
        #expect(try await database.read { try Settings($0).rules } == "kept")
        withExtendedLifetime(watch) {}
    }

    @Test("takes back what fails, with the store's own errors")
    func failure() async throws {
        let database = try database()
        struct TakenBack: Error {}
        await withTaskExecutorPreference(LoopQueue("test")) {
            await #expect(throws: TakenBack.self) {
                try await database.write { session in
                    try Settings(session).setRules("lost")
                    throw TakenBack()
                }
            }
            let error = await #expect(throws: StoreError.self) {
                try await database.read { _ = try $0.rows("SELECT none FROM nowhere") }
            }
            guard case .failed = error else {
                Issue.record("It should be a failure of the store: \(String(describing: error))")
                return
            }
        }
        #expect(try await database.read { try Settings($0).rules } != "lost")
    }

    @Test("does one thing at a time, and is no other queue")
    func inTurn() async {
        let queue = LoopQueue("test")
        let under = Locked(0)
        await withTaskGroup(of: Int.self) { group in
            for _ in 0..<50 {
                group.addTask(executorPreference: queue) {
                    let others = under.withLock { count in
                        defer { count += 1 }
                        return count
                    }
                    // Long enough for a second to begin, if it could.
                    usleep(100)
                    under.withLock { $0 -= 1 }
                    return others
                }
            }
            for await others in group { #expect(others == 0) }
        }
        let place = await Task(executorPreference: queue) { LoopQueue.isCurrent }.value
        #expect(place)
        #expect(await Task { LoopQueue.isCurrent }.value == false)
    }
}
