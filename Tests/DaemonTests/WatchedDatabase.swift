import Persistence
import TestValues

/// A database that lets a test wait before a read, and counts the writes that are done.
struct WatchedDatabase: Database {
    let database: any Database
    private let reads = Locked(0)
    let writes = Locked(0)
    private let beforeRead: @Sendable (Int) async -> Void

    /// - Parameter beforeRead: Told which read it is, 1 for the first.
    init(database: any Database, beforeRead: @escaping @Sendable (Int) async -> Void) {
        self.database = database
        self.beforeRead = beforeRead
    }

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (any DatabaseSession) throws -> Value
    ) async throws -> Value {
        let number = reads.withLock { count in
            count += 1
            return count
        }
        await beforeRead(number)
        return try await database.read(body)
    }

    func write<Value: Sendable>(
        _ body: @escaping @Sendable (any DatabaseSession) throws -> Value
    ) async throws -> Value {
        defer { writes.withLock { $0 += 1 } }
        return try await database.write(body)
    }
}
