import Daemon
import Foundation
import WorkingDays

/// Reads rows from standard input, appends columns to each, and writes them to standard output.
struct RowFilter {
    let columns: [String]
    let appended: [String]

    /// - Parameter answer: The values to append to a row.
    /// - Throws: ``CommandFailure`` at the first row that cannot be answered, naming line and column; the rows before it
    ///   have been written.
    func run(_ answer: (CSVRecord) throws -> String) throws {
        var reader = CSVReader {
            guard let chunk = try FileHandle.standardInput.read(upToCount: 1 << 18), !chunk.isEmpty else { return nil }
            return [UInt8](chunk)
        }
        var output = Output()
        var isFirst = true
        do {
            while let record = try reader.next() {
                let written = record.fields.map(\.text).joined(separator: ",")
                if isFirst, record.fields.map(\.text) == columns {
                    try output.write(written + "," + appended.joined(separator: ",") + "\n")
                } else {
                    guard record.fields.count == columns.count else {
                        throw RowFault(
                            record.fields[0],
                            "the row has \(record.fields.count) fields; \(columns.joined(separator: ",")) are expected."
                        )
                    }
                    try output.write(written + "," + answer(record) + "\n")
                }
                isFirst = false
            }
        } catch let fault as RowFault {
            try output.flush()
            throw CommandFailure(
                code: .failed, message: "Error: line \(fault.line), column \(fault.column): \(fault.sentence)")
        } catch let fault as CSVError {
            try output.flush()
            throw CommandFailure(code: .failed, message: "Error: \(fault)")
        }
        try output.flush()
    }
}

/// A row that cannot be answered.
struct RowFault: Error {
    let line: Int
    let column: Int
    let sentence: String

    init(_ field: CSVField, _ sentence: String) {
        line = field.line
        column = field.column
        self.sentence = sentence
    }
}

extension CSVField {
    /// Reads the field, blaming it when it cannot be read.
    func read<Value>(_ body: (String) throws -> Value) throws -> Value {
        do { return try body(text) } catch let fault as RowFault { throw fault } catch {
            throw RowFault(self, "\(error)")
        }
    }

    func fault(_ sentence: String) -> RowFault { RowFault(self, sentence) }
}

/// The calendars of the divisions, each built when first asked for.
struct CalendarShelf {
    private let standard: Division
    private let closed: [Closure]
    private var calendars: [Division: WorkingDayCalendar] = [:]

    init(division: Division, closed: [Closure]) {
        standard = division
        self.closed = closed
    }

    mutating func calendar(division field: CSVField, closed closedField: CSVField) throws -> WorkingDayCalendar {
        let division = try division(field)
        let base: WorkingDayCalendar
        if let known = calendars[division] {
            base = known
        } else {
            base = try WorkingDayCalendar.installed(division).closing(closed)
            calendars[division] = base
        }
        return closedField.text.isEmpty ? base : try closedField.read { try base.closing(closures($0)) }
    }

    private func division(_ field: CSVField) throws -> Division {
        if field.text.isEmpty { return standard }
        guard let division = Division(rawValue: field.text) else {
            throw field.fault(
                "\"\(field.text.prefix(40))\" is no division; use \(Division.allCases.map(\.rawValue).joined(separator: ", "))."
            )
        }
        return division
    }
}

/// `working-days --csv`.
struct WorkingDaysTable {
    let division: Division
    let closed: [Closure]

    func run() throws {
        var shelf = CalendarShelf(division: division, closed: closed)
        let filter = RowFilter(
            columns: ["operation", "count", "date", "division", "closed"], appended: ["result", "provisional"])
        try filter.run { record in
            let fields = record.fields
            guard let count = Int(fields[1].text), count >= 0 else {
                throw fields[1].fault("\"\(fields[1].text.prefix(40))\" is no count; give a whole number, 0 or more.")
            }
            let date = try fields[2].read { try CalendarDate(iso: $0) }
            let calendar = try shelf.calendar(division: fields[3], closed: fields[4])
            let answer = try fields[1].read { _ in
                switch fields[0].text {
                case "before": try calendar.date(count, workingDaysBefore: date)
                case "before-clear": try calendar.date(count, workingDaysBefore: date, clear: true)
                case "after": try calendar.date(count, workingDaysAfter: date)
                default:
                    throw fields[0].fault(
                        "\"\(fields[0].text.prefix(40))\" is no operation; use before, before-clear or after.")
                }
            }
            return "\(answer.date.description),\(answer.isProvisional ? "true" : "false")"
        }
    }
}
