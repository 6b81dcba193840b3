/// One read table as it is kept equal to what events make: only rows that differ are written, and those that no longer
/// belong are deleted.
struct ReadTable {
    /// Selects the present rows of one scope, whose key is `$1`; the key columns come first, and the last of them alone
    /// tells the rows of a scope apart.
    let select: String
    /// Inserts a row or replaces it, its values in the order of `select`.
    let upsert: String
    /// Deletes a row by its key columns.
    let delete: String
    let keyColumns: Int

    /// - Returns: The rows that stood there before, by the last of their key columns.
    @discardableResult
    func sync(
        _ rows: [[any Storable]], of scope: any Storable, in session: any DatabaseSession
    ) throws -> [DatabaseValue: [DatabaseValue]] {
        var stale: [DatabaseValue: [DatabaseValue]] = [:]
        for row in try session.rows(select, scope) { stale[row.values[keyColumns - 1]] = row.values }
        let before = stale
        for row in rows {
            let values = row.map(\.stored)
            if stale.removeValue(forKey: values[keyColumns - 1]) == values { continue }
            try session.execute(upsert, row)
        }
        for row in stale.values { try session.execute(delete, row.prefix(keyColumns).map(StoredValue.init)) }
        return before
    }
}

/// A value as it came from the database.
struct StoredValue: Storable {
    let stored: DatabaseValue

    init(_ value: DatabaseValue) { stored = value }
}
