import CSQLite
import Foundation
import GRDB
import GRDBSQLite

/// SQLite through GRDB: write-ahead log, and every commit on disk before it counts (`synchronous=FULL`).
public final class SQLiteDatabase: Database {
    private let writer: any DatabaseWriter
    public let path: String
    public let keys: MasterKeys
    private let memory = StateMemory()

    /// Opens, or creates, the database and brings its schema up to date.
    ///
    /// - Parameter keys: The master keys of what is sealed in it.
    /// - Throws: ``StoreError`` when it cannot be opened or written, or is of a newer version; ``SealingError`` when it
    ///   needs a master key that is not among these.
    public init(path: String, keys: MasterKeys) throws {
        self.path = path
        self.keys = keys
        writer = try SQLiteErrors.translating(path, opening: true) {
            Self.isPrepared
            Self.createPrivately(path)
            let pool = try DatabasePool(path: path, configuration: Self.configuration())
            // The pool resets it while opening: FULL set in `prepareDatabase` is lost on the writer.
            try pool.writeWithoutTransaction {
                try $0.execute(sql: "PRAGMA synchronous = FULL")
                // An erased key is overwritten, not only forgotten.
                try $0.execute(sql: "PRAGMA secure_delete = ON")
                // Of a large database the inner pages fit, which every change walks through; it is taken as it is used.
                try $0.execute(sql: "PRAGMA cache_size = -\(Self.writerCacheKiB)")
            }
            return pool
        }
        try migrate()
    }

    /// A database in memory, for rehearsals: nothing of it is kept.
    public init(copyingInMemory source: SQLiteDatabase) throws {
        path = ":memory:"
        keys = source.keys
        let queue = try SQLiteErrors.translating(path, opening: true) {
            Self.isPrepared
            return try DatabaseQueue(configuration: Self.configuration())
        }
        try SQLiteErrors.translating(source.path) { try source.writer.backup(to: queue) }
        writer = queue
    }

    /// An empty database in memory.
    public init(inMemoryNamed name: String, keys: MasterKeys) throws {
        path = ":memory:\(name)"
        self.keys = keys
        writer = try SQLiteErrors.translating(path, opening: true) {
            Self.isPrepared
            return try DatabaseQueue(configuration: Self.configuration())
        }
        try migrate()
    }

    /// Once for the process, before its first connection.
    private static let isPrepared: Void = quorate_sqlite_without_statistics()

    /// SQLite's own default is 2 MiB.
    private static let writerCacheKiB = 16 * 1024

    /// A new file only its owner may read; SQLite gives the files beside it the same mode.
    private static func createPrivately(_ path: String) {
        guard !FileManager.default.fileExists(atPath: path) else { return }
        // Where this fails, opening fails too and says why.
        _ = FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
    }

    private static func configuration() -> Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(15)
        configuration.foreignKeysEnabled = true
        configuration.maximumReaderCount = 4
        return configuration
    }

    private func migrate() throws {
        try SQLiteErrors.translating(path) {
            try writer.write {
                let session = SQLiteSession(db: $0, keys: SessionKeys(master: keys), memory: memory)
                try Schema.migrate(session, path: path)
                try Keyring(session).checkMasterKeys()
            }
        }
    }

    public func read<Value: Sendable>(
        _ body: @escaping @Sendable (any DatabaseSession) throws -> Value
    ) async throws -> Value {
        let transaction: @Sendable (GRDB.Database) throws -> Value = { [keys, memory] in
            try body(SQLiteSession(db: $0, keys: SessionKeys(master: keys), memory: memory))
        }
        if LoopQueue.isCurrent { return try readInPlace(transaction) }
        return try await SQLiteErrors.translating(path) { try await writer.read(transaction) }
    }

    public func write<Value: Sendable>(
        _ body: @escaping @Sendable (any DatabaseSession) throws -> Value
    ) async throws -> Value {
        let transaction: @Sendable (GRDB.Database) throws -> (Value, hasChanged: Bool) = { [keys, memory] db in
            let before = db.totalChangesCount
            let value = try body(SQLiteSession(db: db, keys: SessionKeys(master: keys), memory: memory))
            return (value, db.totalChangesCount > before)
        }
        if LoopQueue.isCurrent { return try writeInPlace(transaction) }
        // A task of its own: cancelling the caller must not leave it in doubt whether the transaction was kept.
        return try await Task { [writer, path] in
            try await SQLiteErrors.translating(path) {
                let (value, hasChanged) = try await writer.write(transaction)
                if hasChanged { CommitWatch.tell(of: path) }
                return value
            }
        }.value
    }

    // These are not async, so that GRDB's synchronous functions are chosen.

    private func readInPlace<Value>(_ transaction: (GRDB.Database) throws -> Value) throws -> Value {
        try SQLiteErrors.translating(path) { try writer.read(transaction) }
    }

    private func writeInPlace<Value>(
        _ transaction: (GRDB.Database) throws -> (Value, hasChanged: Bool)
    ) throws -> Value {
        try SQLiteErrors.translating(path) {
            let (value, hasChanged) = try writer.write(transaction)
            if hasChanged { CommitWatch.tell(of: path) }
            return value
        }
    }

    /// Calls whenever this process or another has committed a change, as far as the system tells.
    ///
    /// - Parameter queue: Where it calls; absent, on one of its own.
    /// - Returns: What keeps it watching; `nil` where nothing tells.
    public func watch(on queue: LoopQueue? = nil, _ onCommit: @escaping @Sendable () -> Void) -> CommitWatch? {
        CommitWatch(path: path, on: queue, onCommit: onCommit)
    }

    /// Takes what was erased out of the write-ahead log too, where older pages linger.
    ///
    /// - Returns: `false` when another process reads there just now; it then goes with the next checkpoint.
    public func dropRemains() async throws -> Bool {
        do {
            _ = try await writer.writeWithoutTransaction { try $0.checkpoint(.truncate) }
            return true
        } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
            return false
        }
    }

    /// What SQLite itself says of a setting of the writing connection.
    func writerSetting(_ name: String) throws -> String? {
        try writer.writeWithoutTransaction { try String.fetchOne($0, sql: "PRAGMA \(name)") }
    }

    /// Ends the connections; whatever was committed is on disk already.
    public func close() throws { try SQLiteErrors.translating(path) { try writer.close() } }
}

private struct SQLiteSession: DatabaseSession {
    let db: GRDB.Database
    let keys: SessionKeys
    let memory: StateMemory

    func execute(_ sql: String, _ arguments: [any Storable]) throws -> Int {
        let statement = try db.cachedStatement(sql: sql)
        try statement.execute(arguments: Self.bound(arguments))
        return db.changesCount
    }

    func rows(_ sql: String, _ arguments: [any Storable]) throws -> [DatabaseRow] {
        let statement = try db.cachedStatement(sql: sql)
        let cursor = try Row.fetchCursor(statement, arguments: Self.bound(arguments))
        let columns = Int32(statement.columnCount)
        var rows: [DatabaseRow] = []
        while try cursor.next() != nil {
            rows.append(DatabaseRow(values: (0..<columns).map { Self.value(statement.sqliteStatement, $0) }))
        }
        return rows
    }

    private static func bound(_ arguments: [any Storable]) throws -> StatementArguments {
        StatementArguments(
            try arguments.map { argument -> (any DatabaseValueConvertible)? in
                switch argument.stored {
                case .null: nil
                case .integer(let value): value
                case .text(let value):
                    // It would be cut off there; PostgreSQL has no place for one either.
                    if hasZero(value) {
                        throw DatabaseError(resultCode: .SQLITE_MISUSE, message: "a text holds a zero byte")
                    } else {
                        value
                    }
                case .bytes(let value): Data(value)
                }
            })
    }

    private static func hasZero(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { $0.count > 0 && memchr($0.baseAddress!, 0, $0.count) != nil }
    }

    /// Straight from SQLite: by way of GRDB's values a wide row costs twice as much.
    private static func value(_ statement: SQLiteStatement, _ index: Int32) -> DatabaseValue {
        switch sqlite3_column_type(statement, index) {
        case SQLITE_INTEGER: return .integer(sqlite3_column_int64(statement, index))
        case SQLITE_FLOAT: return .text(String(sqlite3_column_double(statement, index)))
        case SQLITE_TEXT:
            let start = sqlite3_column_text(statement, index)
            let count = Int(sqlite3_column_bytes(statement, index))
            return .text(String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self))
        case SQLITE_BLOB:
            let start = sqlite3_column_blob(statement, index)
            let count = Int(sqlite3_column_bytes(statement, index))
            return .bytes([UInt8](UnsafeRawBufferPointer(start: start, count: count)))
        default: return .null
        }
    }
}

/// SQLite's result codes as the store's own errors.
private enum SQLiteErrors {
    static func translating<Value>(_ path: String, opening: Bool = false, _ body: () throws -> Value) throws -> Value {
        do { return try body() } catch let error as DatabaseError { throw translation(of: error, path, opening) }
    }

    static func translating<Value>(_ path: String, _ body: () async throws -> Value) async throws -> Value {
        do { return try await body() } catch let error as DatabaseError {
            throw translation(of: error, path, false)
        }
    }

    private static func translation(of error: DatabaseError, _ path: String, _ opening: Bool) -> StoreError {
        let reason = error.message ?? "SQLite error \(error.resultCode.rawValue)"
        return switch error.resultCode {
        case .SQLITE_FULL: .full(path: path)
        case .SQLITE_IOERR where reason.contains("full"): .full(path: path)
        case .SQLITE_READONLY: .readOnly(path: path)
        case .SQLITE_BUSY, .SQLITE_LOCKED: .busy(path: path)
        case .SQLITE_NOTADB: .notADatabase(path: path)
        case _ where opening: .cannotOpen(path: path, reason: reason)
        case .SQLITE_CANTOPEN: .cannotOpen(path: path, reason: reason)
        default: .failed(path: path, reason: reason)
        }
    }
}
