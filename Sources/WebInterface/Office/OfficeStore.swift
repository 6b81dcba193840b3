import Conferences
import Persistence

/// What the pages behind the sign-in read and change, and in whose name.
struct OfficeStore: Sendable {
    let database: SQLiteDatabase
    let rulebook: Rulebook
    /// Rises with everything that the pages change.
    let changes = ChangeCount()

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (any DatabaseSession) throws -> Value
    ) async throws -> Value { try await database.read(body) }

    /// Reads a case, and enters in the trail who did, in one transaction: what cannot be recorded is not read either.
    ///
    /// - Parameter body: Returns the case with what was read of it; `nil` when there is none of that reference.
    func readCase<Value: Sendable>(
        through conference: ConferenceReference?, on page: String, _ visit: Visit,
        _ body: @escaping @Sendable (any DatabaseSession) throws -> (CaseReference, Value)?
    ) async throws -> Value? {
        try await database.write { session in
            guard let (reference, value) = try body(session) else { return nil }
            try TrailRecorder(session).recordRead(
                of: reference, through: conference, by: page, actor: visit.actor, at: visit.now)
            return value
        }
    }

    /// Gives commands in one transaction: all of it is kept, or none.
    func change<Value: Sendable>(
        _ visit: Visit, _ body: @escaping @Sendable (Registrar) throws -> Value
    ) async throws -> (value: Value, reports: [ChangeReport]) {
        defer { changes.rise() }
        return try await database.write { [rulebook] session in try Self.carryOut(session, rulebook, visit, body) }
    }

    /// What ``change(_:_:)`` would bring about; nothing is kept.
    func foresee<Value: Sendable>(
        _ visit: Visit, _ body: @escaping @Sendable (Registrar) throws -> Value
    ) async throws -> (value: Value, reports: [ChangeReport]) {
        try await Rehearsed.run(database) { [rulebook] session in try Self.carryOut(session, rulebook, visit, body) }
    }

    private static func carryOut<Value>(
        _ session: any DatabaseSession, _ rulebook: Rulebook, _ visit: Visit, _ body: (Registrar) throws -> Value
    ) throws -> (value: Value, reports: [ChangeReport]) {
        let registrar = Registrar(
            session, rulebook: rulebook, actor: visit.actor, now: visit.now, notesChanges: true)
        let value = try body(registrar)
        try registrar.finish()
        return (value, try registrar.changeReports())
    }
}
