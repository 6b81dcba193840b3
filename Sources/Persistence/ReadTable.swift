/// One read table as it is kept equal to what events make: only rows that differ are written, and those that no longer
/// belong are deleted.
struct ReadTable {
    /// Selects the present rows of one scope, whose key is `$1`; the key columns come first.
    let select: String
    /// Inserts a row or replaces it, its values in the order of `select`.
    let upsert: String
    /// Deletes a row by its key columns.
    let delete: String
    let keyColumns: Int

    /// - Returns: The rows that stood there before, by key.
    @discardableResult
    func sync(
        _ rows: [[any Storable]], of scope: any Storable, in session: any DatabaseSession
    ) throws -> [[DatabaseValue]: [DatabaseValue]] {
        var stale: [[DatabaseValue]: [DatabaseValue]] = [:]
        for row in try session.rows(select, scope) { stale[Array(row.values.prefix(keyColumns))] = row.values }
        let before = stale
        for row in rows {
            let values = row.map(\.stored)
            if stale.removeValue(forKey: Array(values.prefix(keyColumns))) == values { continue }
            try session.execute(upsert, row)
        }
        for key in stale.keys { try session.execute(delete, key.map(StoredValue.init)) }
        return before
    }
}

/// A value as it came from the database.
struct StoredValue: Storable {
    let stored: DatabaseValue

    init(_ value: DatabaseValue) { stored = value }
}
