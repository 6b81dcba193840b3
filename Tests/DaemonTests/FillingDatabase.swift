import Persistence
import TestValues

/// A database whose disk is full when it is told so.
struct FillingDatabase: Database {
    let database: any Database
    let isFull = Locked(false)
    /// Writes that found no room.
    let failures = Locked(0)

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (any DatabaseSession) throws -> Value
    ) async throws -> Value {
        try await database.read(body)
    }

    func write<Value: Sendable>(
        _ body: @escaping @Sendable (any DatabaseSession) throws -> Value
    ) async throws -> Value {
        if isFull.withLock({ $0 }) {
            failures.withLock { $0 += 1 }
            throw StoreError.full(path: "quorate.db")
        }
        return try await database.write(body)
    }
}
