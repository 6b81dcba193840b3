import Foundation
import Glibc

/// Standard output in large pieces.
struct Output {
    private var buffer: [UInt8] = []

    mutating func write(_ text: String) throws {
        buffer += text.utf8
        if buffer.count > 1 << 16 { try flush() }
    }

    mutating func flush() throws {
        try FileHandle.standardOutput.write(contentsOf: buffer)
        buffer.removeAll(keepingCapacity: true)
    }

    /// Prints a value as JSON for programs.
    static func json(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try FileHandle.standardOutput.write(contentsOf: encoder.encode(value) + Data("\n".utf8))
    }
}

/// Columns as wide as their widest value, two spaces apart.
struct Table {
    private var rows: [[String]]

    init(header: [String]) { rows = [header] }

    mutating func add(_ row: [String]) { rows.append(row) }

    /// A row whose last column takes several lines.
    mutating func add(_ row: [String], wrapping lines: [String]) {
        add(row + [lines.first ?? ""])
        for line in lines.dropFirst() { add(row.map { _ in "" } + [line]) }
    }

    func text(indent: String = "") -> String {
        let columns = rows[0].count
        let widths = (0..<columns).map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            let cells = (0..<columns).map { index in
                index == columns - 1
                    ? row[index] : row[index] + String(repeating: " ", count: widths[index] - row[index].count)
            }
            var line = indent + cells.joined(separator: "  ")
            while line.last == " " { line.removeLast() }
            return line
        }.joined(separator: "\n")
    }
}

/// Text in lines of a width.
enum Wrapped {
    /// How wide a page is.
    static let width = 110

    /// - Parameter separator: What stands between two pieces; kept at the end of a broken line.
    static func lines(_ pieces: [String], separator: String = ", ", width: Int) -> [String] {
        var lines: [String] = []
        for (index, piece) in pieces.enumerated() {
            let text = piece + (index == pieces.count - 1 ? "" : separator)
            let trimmed = text.last == " " ? text.dropLast() : text[...]
            if let last = lines.last, last.count + trimmed.count <= width {
                lines[lines.count - 1] = last + text
            } else {
                lines.append(text)
            }
        }
        return lines.map { $0.last == " " ? String($0.dropLast()) : $0 }
    }

    static func lines(_ text: String, width: Int) -> [String] {
        lines(text.split(separator: " ").map(String.init), separator: " ", width: width)
    }
}

/// Tells on a terminal how far long work has come; silent in a pipe.
struct Progress: Sendable {
    private let isTerminal = isatty(STDERR_FILENO) == 1

    func show(_ text: String) {
        guard isTerminal else { return }
        FileHandle.standardError.write(Data("\r\u{1B}[K\(text)".utf8))
    }

    func clear() { show("") }
}
