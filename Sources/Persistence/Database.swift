import Conferences
import WorkingDays

/// A database that Quorate stores in. One implementation speaks to SQLite; nothing outside this target knows which
/// engine it is.
///
/// Statements are written once, in the subset that SQLite and PostgreSQL share: numbered parameters (`$1`, first used
/// in ascending order), `ON CONFLICT`, `RETURNING`. Values travel as arguments only.
public protocol Database: Sendable {
    /// Runs reads on one consistent snapshot.
    func read<Value: Sendable>(_ body: @escaping @Sendable (any DatabaseSession) throws -> Value) async throws -> Value
    /// Runs reads and writes in one durable transaction: all of it is kept, or none.
    func write<Value: Sendable>(_ body: @escaping @Sendable (any DatabaseSession) throws -> Value) async throws -> Value
}

extension Database {
    /// Finds out whether anything can be recorded: one on a read-only disk can be opened and read all the same.
    ///
    /// - Throws: ``StoreError/readOnly(path:)``, or why else not.
    public func requireWritable() async throws {
        // It changes no row, yet must be allowed to.
        _ = try await write { try $0.execute("UPDATE setting SET value = value WHERE name = ''") }
    }
}

/// One open transaction.
public protocol DatabaseSession {
    /// - Returns: How many rows it changed.
    @discardableResult
    func execute(_ sql: String, _ arguments: [any Storable]) throws -> Int
    func rows(_ sql: String, _ arguments: [any Storable]) throws -> [DatabaseRow]
    /// The keys of cases and persons, as far as this transaction has looked them up.
    var keys: SessionKeys { get }
    /// What earlier transactions of this process had in hand.
    var memory: StateMemory { get }
}

extension DatabaseSession {
    @discardableResult
    func execute(_ sql: String, _ arguments: any Storable...) throws -> Int { try execute(sql, arguments) }

    func rows(_ sql: String, _ arguments: any Storable...) throws -> [DatabaseRow] { try rows(sql, arguments) }

    func row(_ sql: String, _ arguments: any Storable...) throws -> DatabaseRow? { try rows(sql, arguments).first }
}

/// A value as a database keeps it.
public enum DatabaseValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case text(String)
    case bytes([UInt8])
}

/// A type with one way of being stored.
public protocol Storable: Sendable {
    var stored: DatabaseValue { get }
}

extension Int: Storable { public var stored: DatabaseValue { .integer(Int64(self)) } }
extension Int64: Storable { public var stored: DatabaseValue { .integer(self) } }
extension Bool: Storable { public var stored: DatabaseValue { .integer(self ? 1 : 0) } }
extension String: Storable { public var stored: DatabaseValue { .text(self) } }
extension [UInt8]: Storable { public var stored: DatabaseValue { .bytes(self) } }
extension CalendarDate: Storable { public var stored: DatabaseValue { .text(description) } }
extension TimeOfDay: Storable { public var stored: DatabaseValue { .text(description) } }
extension Timestamp: Storable { public var stored: DatabaseValue { .integer(seconds) } }
extension Reference: Storable { public var stored: DatabaseValue { .text(text) } }
extension Optional: Storable where Wrapped: Storable {
    public var stored: DatabaseValue { self?.stored ?? .null }
}

/// One row of an answer, its values by position.
public struct DatabaseRow: Sendable {
    let values: [DatabaseValue]

    func integer(_ index: Int) throws -> Int {
        guard case .integer(let value) = values[index] else { throw StoreError.unexpectedValue(column: index) }
        return Int(value)
    }

    func text(_ index: Int) throws -> String {
        guard case .text(let value) = values[index] else { throw StoreError.unexpectedValue(column: index) }
        return value
    }

    func bytes(_ index: Int) throws -> [UInt8] {
        guard case .bytes(let value) = values[index] else { throw StoreError.unexpectedValue(column: index) }
        return value
    }

    func isNull(_ index: Int) -> Bool { values[index] == .null }
    func flag(_ index: Int) throws -> Bool { try integer(index) != 0 }
    func timestamp(_ index: Int) throws -> Timestamp { Timestamp(seconds: Int64(try integer(index))) }
    func date(_ index: Int) throws -> CalendarDate { try CalendarDate(iso: text(index)) }
    func time(_ index: Int) throws -> TimeOfDay { try TimeOfDay(text: text(index)) }
    func reference<Subject>(_ index: Int) throws -> Reference<Subject> { try Reference(text(index)) }

    func optional<Value>(_ index: Int, _ read: (Int) throws -> Value) rethrows -> Value? {
        isNull(index) ? nil : try read(index)
    }

    /// A text that one of an enumeration's cases stands for.
    func word<Word: RawRepresentable<String>>(_ index: Int, as: Word.Type = Word.self) throws -> Word {
        guard let word = Word(rawValue: try text(index)) else { throw StoreError.unexpectedValue(column: index) }
        return word
    }
}
