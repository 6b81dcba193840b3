/// Reads comma-separated values (RFC 4180, UTF-8) record by record from a source of chunks, in bounded memory.
///
/// Line ends may be LF or CR LF; a byte-order mark at the start is skipped; blank lines are no records.
public struct CSVReader {
    /// The most bytes that one record may have.
    public static let longestRecord = 1 << 20

    private let source: () throws -> [UInt8]?
    private var buffer: [UInt8] = []
    private var position = 0
    private var line = 1
    private var lineStart = 0
    private var hasStarted = false
    private var isExhausted = false

    /// - Parameter source: The next bytes, or `nil` at the end.
    public init(source: @escaping () throws -> [UInt8]?) { self.source = source }

    public init(_ bytes: [UInt8]) {
        var rest: [UInt8]? = bytes
        self.init {
            defer { rest = nil }
            return rest
        }
    }

    /// The next record; `nil` after the last.
    ///
    /// - Throws: ``CSVError`` where the text is no CSV. Nothing after such a place can be relied on.
    public mutating func next() throws -> CSVRecord? {
        if !hasStarted {
            hasStarted = true
            try fill(atLeast: 3)
            if buffer.starts(with: [0xEF, 0xBB, 0xBF]) { (position, lineStart) = (3, 3) }
        }
        while let byte = try byte() {
            let endsWithTwo = byte == Self.carriageReturn ? try self.byte(ahead: 1) == Self.lineFeed : false
            guard byte == Self.lineFeed || endsWithTwo else { return try record() }
            if endsWithTwo { position += 1 }
            endLine()
        }
        return nil
    }

    private static let lineFeed = UInt8(ascii: "\n"), carriageReturn = UInt8(ascii: "\r")
    private static let quote = UInt8(ascii: "\""), comma = UInt8(ascii: ",")

    private mutating func record() throws -> CSVRecord {
        compact()
        var record = CSVRecord(line: line, fields: [])
        let start = position
        while true {
            let at = (line: line, column: position - lineStart + 1)
            record.fields.append(CSVField(text: try field(at), line: at.line, column: at.column))
            guard position - start <= Self.longestRecord else { throw tooLong(record.line) }
            guard let byte = try byte(), byte == Self.comma else { break }
            position += 1
        }
        if try byte() == Self.carriageReturn { position += 1 }
        if try byte() != nil { endLine() }
        return record
    }

    private mutating func field(_ at: (line: Int, column: Int)) throws -> String {
        guard try byte() == Self.quote else { return try plainField(at) }
        return try quotedField(at)
    }

    private mutating func plainField(_ at: (line: Int, column: Int)) throws -> String {
        let start = position
        while let byte = try byte() {
            if byte == Self.comma || byte == Self.lineFeed { break }
            if byte == Self.carriageReturn, try self.byte(ahead: 1) == Self.lineFeed { break }
            if byte == Self.quote {
                throw CSVError(
                    line: at.line, column: position - lineStart + 1,
                    sentence:
                        "A quotation mark stands inside a field; put the whole field in quotation marks and double it.")
            }
            guard byte >= 0x20 || byte == 0x09 else { throw control(byte) }
            position += 1
            guard position - start <= Self.longestRecord else { throw tooLong(at.line) }
        }
        return try text(start..<position, at)
    }

    private mutating func quotedField(_ at: (line: Int, column: Int)) throws -> String {
        position += 1
        var bytes: [UInt8] = []
        while let byte = try byte() {
            if byte == Self.quote {
                position += 1
                guard try self.byte() == Self.quote else {
                    try expectFieldEnd()
                    return try Self.decoded(bytes[...], at)
                }
            } else if byte == Self.lineFeed {
                line += 1
                lineStart = position + 1
            } else if byte < 0x20, byte != 0x09, byte != Self.carriageReturn {
                throw control(byte)
            }
            bytes.append(byte)
            position += 1
            guard bytes.count <= Self.longestRecord else { throw tooLong(at.line) }
        }
        throw CSVError(
            line: at.line, column: at.column, sentence: "The quotation mark that opens here is never closed.")
    }

    private mutating func expectFieldEnd() throws {
        guard let byte = try byte(), byte != Self.comma, byte != Self.lineFeed else { return }
        if byte == Self.carriageReturn, try self.byte(ahead: 1) == Self.lineFeed { return }
        throw CSVError(
            line: line, column: position - lineStart + 1,
            sentence: "After a closing quotation mark a comma or the end of the line is expected.")
    }

    private func control(_ byte: UInt8) -> CSVError {
        CSVError(
            line: line, column: position - lineStart + 1,
            sentence: "A control character (code \(byte)) stands here; the file must be plain UTF-8 text.")
    }

    private func tooLong(_ line: Int) -> CSVError {
        CSVError(
            line: line, column: 1,
            sentence: "The record is longer than \(Self.longestRecord) bytes; perhaps a quotation mark is missing.")
    }

    private func text(_ range: Range<Int>, _ at: (line: Int, column: Int)) throws -> String {
        try Self.decoded(buffer[range], at)
    }

    private static func decoded(_ bytes: ArraySlice<UInt8>, _ at: (line: Int, column: Int)) throws -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw CSVError(
                line: at.line, column: at.column, sentence: "The field is not UTF-8; save the file as UTF-8 text.")
        }
        return text
    }

    private mutating func endLine() {
        position += 1
        line += 1
        lineStart = position
    }

    private mutating func byte(ahead: Int = 0) throws -> UInt8? {
        let index = position + ahead
        if index < buffer.count { return buffer[index] }
        try fill(atLeast: ahead + 1)
        return index < buffer.count ? buffer[index] : nil
    }

    private mutating func fill(atLeast count: Int) throws {
        while buffer.count - position < count, !isExhausted {
            if let more = try source() { buffer += more } else { isExhausted = true }
        }
    }

    /// Forgets what has been read, once it is worth moving the rest.
    private mutating func compact() {
        guard position > 1 << 16 else { return }
        buffer.removeFirst(position)
        lineStart -= position
        position = 0
    }
}

/// One record, its fields in order.
public struct CSVRecord: Equatable, Sendable {
    /// The line on which it begins, from 1.
    public let line: Int
    public var fields: [CSVField]
}

public struct CSVField: Equatable, Sendable {
    public let text: String
    public let line: Int
    /// In bytes, from 1.
    public let column: Int
}

/// Where a text is no CSV.
public struct CSVError: Error, Equatable, CustomStringConvertible {
    public let line: Int
    public let column: Int
    public let sentence: String

    public var description: String { "line \(line), column \(column): \(sentence)" }
}
