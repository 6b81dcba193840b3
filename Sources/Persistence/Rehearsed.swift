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
