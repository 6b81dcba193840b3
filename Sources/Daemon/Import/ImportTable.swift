import Foundation

/// The tables that can be imported, each known by its header.
enum ImportTable: String, CaseIterable {
    case agencies, people, conferences, invitations

    var required: [String] {
        switch self {
        case .agencies: ["code", "name"]
        case .people: ["reference", "agency", "name", "email"]
        case .conferences:
            ["reference", "type", "case", "date", "time", "place", "chair", "administrator", "family"]
        case .invitations: ["conference", "agency", "person", "sent_on"]
        }
    }

    var optional: [String] {
        switch self {
        case .agencies: ["safeguarding_lead", "kind", "sharing_exempt_by", "sharing_exempt_reason"]
        case .people: ["mobile", "prefers", "language"]
        case .conferences:
            [
                "settled_on", "status", "reason", "lead_social_worker", "discussion", "children", "letter_on",
                "record_on",
            ]
        case .invitations:
            [
                "capacity", "withdrawn_on", "reply", "reply_on", "reason", "report_on", "covers_significant_others",
                "exempt_on", "exempt_by", "exempt_reason", "sharing", "delegate", "delegate_on", "briefed_on",
                "attendance",
            ]
        }
    }

    /// The table whose columns a header names.
    static func of(_ header: CSVRecord) throws -> ImportTable {
        let names = header.fields.map(\.text)
        let closest = allCases.max { $0.match(names) < $1.match(names) }!
        guard closest.match(names) > 0 else {
            throw CSVError(
                line: header.line, column: 1,
                sentence: "The header names no table; it must begin like one of: "
                    + allCases.map { $0.required.joined(separator: ",") }.joined(separator: " | ") + ".")
        }
        for (index, field) in header.fields.enumerated() {
            if names[..<index].contains(field.text) {
                throw CSVError(
                    line: field.line, column: field.column, sentence: "The column \"\(field.text)\" stands twice.")
            }
            guard (closest.required + closest.optional).contains(field.text) else {
                throw CSVError(
                    line: field.line, column: field.column,
                    sentence: "\"\(field.text.prefix(60))\" is no column of \(closest.rawValue); accepted: "
                        + (closest.required + closest.optional).joined(separator: ", ") + ".")
            }
        }
        let missing = closest.required.filter { !names.contains($0) }
        guard missing.isEmpty else {
            throw CSVError(
                line: header.line, column: 1,
                sentence: "The header lacks \(missing.joined(separator: ", ")), which \(closest.rawValue) need.")
        }
        return closest
    }

    private func match(_ names: [String]) -> Int {
        required.count { names.contains($0) } * 100 / required.count
    }
}

/// One row, its values by column name.
struct ImportRow: Sendable {
    let file: String
    let line: Int
    private let fields: [String: CSVField]

    init(file: String, record: CSVRecord, columns: [String]) throws {
        self.file = file
        line = record.line
        guard record.fields.count == columns.count else {
            throw ImportProblem(
                file: file, line: record.line, column: nil,
                sentence: "The row has \(record.fields.count) fields, the header \(columns.count).")
        }
        fields = Dictionary(uniqueKeysWithValues: zip(columns, record.fields))
    }

    /// Whether the list has the column. What a list lacks a column for stays as it is; an empty cell says that there is none.
    func has(_ column: String) -> Bool { fields[column] != nil }

    /// The trimmed value; `nil` where it is empty or the column absent.
    func text(_ column: String) -> String? {
        let text = fields[column]?.text.trimmingCharacters(in: .whitespaces)
        return text?.isEmpty == false ? text : nil
    }

    func required<Value>(_ column: String, _ read: (String) throws -> Value) throws -> Value {
        guard let text = text(column) else { throw problem(column, "is empty; a value is needed.") }
        return try reading(column) { try read(text) }
    }

    func optional<Value>(_ column: String, _ read: (String) throws -> Value) throws -> Value? {
        guard let text = text(column) else { return nil }
        return try reading(column) { try read(text) }
    }

    /// - Throws: ``ImportProblem`` in place of what `body` throws.
    func reading<Value>(_ column: String, _ body: () throws -> Value) throws -> Value {
        do { return try body() } catch { throw problem(column, "\(error)") }
    }

    /// The first of these columns that holds a value.
    func column(holding value: String, among columns: [String]) -> String? {
        columns.first { text($0) == value }
    }

    func problem(_ column: String, _ sentence: String) -> ImportProblem {
        ImportProblem(file: file, line: fields[column]?.line ?? line, column: column, sentence: sentence)
    }
}

/// What is wrong with one row.
public struct ImportProblem: Error, Equatable, Sendable, CustomStringConvertible {
    public let file: String
    public let line: Int
    /// The column's name, where one column is at fault.
    public let column: String?
    public let sentence: String

    public var description: String {
        "\(file):\(line): " + (column.map { "column \($0): " } ?? "") + sentence
    }
}

/// Why nothing was imported: every bad row at once.
public struct ImportError: Error, Sendable, CustomStringConvertible {
    public let problems: [ImportProblem]

    public var description: String {
        let rows = problems.count == 1 ? "1 row is at fault" : "\(problems.count) rows are at fault"
        return "Nothing was imported: \(rows)." + problems.map { "\n  \($0)" }.joined()
    }
}
