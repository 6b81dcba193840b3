extension DatabaseSession {
    /// What something would come to within this transaction, which goes on as if it had not been done.
    func takingBack<Value>(_ body: () throws -> Value) throws -> Value {
        try execute("SAVEPOINT rehearsal")
        let result = Result { try body() }
        try execute("ROLLBACK TO SAVEPOINT rehearsal")
        try execute("RELEASE SAVEPOINT rehearsal")
        return try result.get()
    }
}

/// A transaction that is carried out in full and then taken back: for saying what something would do.
public enum Rehearsed {
    private struct TakenBack<Value: Sendable>: Error {
        let value: Value
    }

    public static func run<Value: Sendable>(
        _ database: any Database, _ body: @escaping @Sendable (any DatabaseSession) throws -> Value
    ) async throws -> Value {
        do {
            return try await database.write { session -> Value in throw TakenBack(value: try body(session)) }
        } catch let taken as TakenBack<Value> {
            return taken.value
        }
    }
}
