import Persistence
import TestPeers
import TestStores
import Testing

@testable import Daemon

/// A clock on which the second between looks never passes; shorter times pass at once.
private struct StoppedClock: Clock {
    struct Instant: InstantProtocol {
        var offset = Duration.zero

        func advanced(by duration: Duration) -> Self { Instant(offset: offset + duration) }
        func duration(to other: Self) -> Duration { other.offset - offset }
        static func < (left: Self, right: Self) -> Bool { left.offset < right.offset }
    }

    var now: Instant { Instant() }
    var minimumResolution: Duration { .zero }

    // No test waits for it.
    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        // Longer than any test.
        if deadline.offset > .milliseconds(100) { try await Task.sleep(for: .seconds(3600)) }
    }
}

@Suite("A loop's rest")
struct RestTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func commit(to database: SQLiteDatabase, _ value: String) async throws {
        try await database.write { try Settings($0).setRules(value) }
    }

    @Test("ends when somebody commits, though its time has not come")
    func commit() async throws {
        let path = folder.path + "/quorate.db"
        let rest = Rest(StoppedClock(), watching: try SQLiteDatabase(path: path))
        let resting = Task { await rest() }
        try await commit(to: try SQLiteDatabase(path: path), "first")
        await resting.value
        // What is committed between two rests ends the second.
        try await commit(to: try SQLiteDatabase(path: path), "second")
        await rest()
    }

    @Test("ends when its time has come, though nobody commits")
    func time() async throws {
        await Rest(ContinuousClock(), watching: try SQLiteDatabase(path: folder.path + "/quorate.db"))()
    }

    @Test("ends when its time has come, each time, though those before it ended early", .timeLimit(.minutes(1)))
    func timeAfterCommits() async throws {
        let path = folder.path + "/quorate.db"
        let queue = LoopQueue("test")
        let rest = Rest(ContinuousClock(), watching: try SQLiteDatabase(path: path), on: queue)
        let database = try SQLiteDatabase(path: path)
        await withTaskExecutorPreference(queue) {
            for value in ["first", "second"] {
                await #expect(throws: Never.self) { try await commit(to: database, value) }
                await rest()
            }
            for _ in 0..<2 { await rest() }
        }
    }

    @Test("lasts a moment longer where others go first")
    func yields() async throws {
        let database = try SQLiteDatabase(path: folder.path + "/quorate.db")
        let rest = Rest(StoppedClock(), watching: database, yields: true)
        try await commit(to: database, "first")
        let lasted = await ContinuousClock().measure { await rest() }
        #expect(lasted >= .milliseconds(5))
    }

    @Test("ends when the loop is to stop")
    func cancelled() async {
        let resting = Task { await Rest(StoppedClock())() }
        resting.cancel()
        await resting.value
    }
}

@Suite("A doorbell")
struct DoorbellTests {
    @Test("stays rung until it is answered, and is answered once however often it was rung")
    func rung() async {
        let bell = Doorbell()
        bell.ring()
        bell.ring()
        await bell.answer()
        let second = Task { await bell.answer() }
        bell.ring()
        await second.value
    }
}
