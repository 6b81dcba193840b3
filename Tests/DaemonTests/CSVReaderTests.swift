import TestValues
import Testing

@testable import Daemon

@Suite("The CSV reader")
struct CSVReaderTests {
    private func records(_ bytes: [UInt8], chunk: Int = .max) throws -> [[String]] {
        var reader = Self.reader(bytes, chunk: chunk)
        var all: [[String]] = []
        while let record = try reader.next() { all.append(record.fields.map(\.text)) }
        return all
    }

    private static func reader(_ bytes: [UInt8], chunk: Int) -> CSVReader {
        var rest = bytes[...]
        return CSVReader {
            guard !rest.isEmpty else { return nil }
            defer { rest = rest.dropFirst(chunk) }
            return Array(rest.prefix(chunk))
        }
    }

    struct Example: Sendable, CustomTestStringConvertible {
        let why: String
        let text: String
        let records: [[String]]
        var testDescription: String { why }

        init(_ why: String, _ text: String, _ records: [[String]]) {
            (self.why, self.text, self.records) = (why, text, records)
        }
    }

    static let examples = [
        Example("plain records", "a,b\nc,d\n", [["a", "b"], ["c", "d"]]),
        Example("no line end after the last", "a,b\nc,d", [["a", "b"], ["c", "d"]]),
        Example("CR LF", "a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]),
        Example("CR LF after quotes", "\"a\",\"b\"\r\n\"c\",d", [["a", "b"], ["c", "d"]]),
        Example("a byte-order mark", "\u{FEFF}a,b\n", [["a", "b"]]),
        Example("a byte-order mark before quotes", "\u{FEFF}\"a\",b\n", [["a", "b"]]),
        Example("quoted commas", "\"a,b\",c\n", [["a,b", "c"]]),
        Example("doubled quotes", "\"a \"\"b\"\" c\",\"\"\"\"\n", [["a \"b\" c", "\""]]),
        Example("an empty quoted field", "\"\",x,\"\"\n", [["", "x", ""]]),
        Example("empty fields", ",,\n,\n", [["", "", ""], ["", ""]]),
        Example("an empty field at the end of the file", "a,", [["a", ""]]),
        Example("line breaks in quotes", "\"a\nb\r\nc\",d\n", [["a\nb\r\nc", "d"]]),
        Example("blank lines", "\n\r\na,b\n\n\r\nc,d\n\n", [["a", "b"], ["c", "d"]]),
        Example("any script", "Zoë,Łukasz,\u{1F600}\n", [["Zoë", "Łukasz", "\u{1F600}"]]),
        Example("spaces and tabs as they are", " a ,\tb\n", [[" a ", "\tb"]]),
        Example("nothing", "", []),
        Example("a byte-order mark alone", "\u{FEFF}", []),
        Example("blank lines alone", "\n\n\r\n", []),
    ]

    @Test("reads", arguments: examples)
    func reads(example: Example) throws {
        #expect(try records(Array(example.text.utf8)) == example.records)
    }

    @Test("reads the same wherever the file is divided into chunks", arguments: examples)
    func chunks(example: Example) throws {
        let bytes = Array(example.text.utf8)
        for size in 1...max(1, bytes.count) {
            #expect(try records(bytes, chunk: size) == example.records, "chunks of \(size)")
        }
        for cut in 0...bytes.count {
            var parts = [Array(bytes[..<cut]), [], Array(bytes[cut...])][...]
            var reader = CSVReader { parts.popFirst() }
            var all: [[String]] = []
            while let record = try reader.next() { all.append(record.fields.map(\.text)) }
            #expect(all == example.records, "cut at \(cut)")
        }
    }

    struct Fault: Sendable, CustomTestStringConvertible {
        let why: String
        let bytes: [UInt8]
        let line: Int
        let column: Int
        let sentence: String
        var testDescription: String { why }

        init(_ why: String, _ text: String, _ line: Int, _ column: Int, _ sentence: String) {
            self.init(why, bytes: Array(text.utf8), line, column, sentence)
        }

        init(_ why: String, bytes: [UInt8], _ line: Int, _ column: Int, _ sentence: String) {
            (self.why, self.bytes, self.line, self.column, self.sentence) = (why, bytes, line, column, sentence)
        }
    }

    static let faults = [
        Fault("a stray quote", "a,b\nc,d\"e\n", 2, 4, "A quotation mark stands inside a field"),
        Fault("text after a closing quote", "a\n\"b\" ,c\n", 2, 4, "After a closing quotation mark"),
        Fault("a quote that is never closed", "a,b\nc,\"d\ne,f\n", 2, 3, "is never closed"),
        Fault("a carriage return in mid-line", "a\rb\n", 1, 2, "A control character (code 13)"),
        Fault("a carriage return at the end", "a,b\r", 1, 4, "A control character (code 13)"),
        Fault("a carriage return after a quote", "\"a\"\rb", 1, 4, "After a closing quotation mark"),
        Fault("a zero byte", "a,b\nc,\u{0}\n", 2, 3, "A control character (code 0)"),
        Fault("an escape in quotes", "a\n\"x\ny\u{1B}\"\n", 3, 2, "A control character (code 27)"),
        Fault("Latin-1", bytes: Array("a,b\nZo".utf8) + [0xEB, 0x0A], 2, 1, "is not UTF-8"),
        Fault("Latin-1 in quotes", bytes: Array("a,\"Zo".utf8) + [0xEB, 0x22, 0x0A], 1, 3, "is not UTF-8"),
        Fault("half a character", bytes: Array("a,".utf8) + [0xC3], 1, 3, "is not UTF-8"),
        Fault("UTF-16", bytes: [0xFF, 0xFE, 0x61, 0x00, 0x2C, 0x00], 1, 4, "A control character (code 0)"),
    ]

    @Test("refuses, with line and column, in chunks of any size", arguments: faults)
    func refuses(fault: Fault) {
        for size in [1, 2, 3, 7, Int.max] {
            let error = #expect(throws: CSVError.self, "chunks of \(size)") { try records(fault.bytes, chunk: size) }
            #expect(error?.line == fault.line)
            #expect(error?.column == fault.column)
            #expect(error?.sentence.contains(fault.sentence) == true, "\(error?.sentence ?? "")")
        }
    }

    @Test("tells the line and column of every field, also after fields of several lines")
    func places() throws {
        var reader = CSVReader(Array("a,b\n\n\"one\ntwo\",\"three\",x\nlast,y\n".utf8))
        let first = try #require(try reader.next())
        #expect(first.line == 1)
        #expect(first.fields.map(\.column) == [1, 3])
        let second = try #require(try reader.next())
        #expect(second.line == 3)
        #expect(second.fields.map(\.line) == [3, 4, 4])
        #expect(second.fields.map(\.column) == [1, 6, 14])
        let third = try #require(try reader.next())
        #expect(third.line == 5)
        #expect(third.fields.map(\.column) == [1, 6])
        #expect(try reader.next() == nil)
    }

    @Test("tells the right line and column far down a long file", arguments: [1000, 65_536])
    func farDown(chunk: Int) {
        let text = String(repeating: "abcdefg,\"h\ni\"\n", count: 20_000) + "a,b\"\n"
        let error = #expect(throws: CSVError.self) { try records(Array(text.utf8), chunk: chunk) }
        #expect(error?.line == 40_001)
        #expect(error?.column == 4)
    }

    struct Long: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let opening: String
        let repeated: String
    }

    @Test(
        "refuses a record of ten million bytes, with its line, having read little more than what is allowed",
        arguments: [
            Long(testDescription: "one long field", opening: "", repeated: "x"),
            Long(testDescription: "a quote that is never closed", opening: "\"", repeated: "x"),
            Long(testDescription: "never closed, over many lines", opening: "\"", repeated: "x\n"),
            Long(testDescription: "many fields", opening: "", repeated: "x,"),
            Long(testDescription: "many empty fields", opening: "", repeated: ","),
        ])
    func tooLong(long: Long) throws {
        let chunk = Array(String(repeating: long.repeated, count: 65_536 / long.repeated.utf8.count).utf8)
        var given = 0
        var opening = Array("a,b\nc,d\n\(long.opening)".utf8)
        var reader = CSVReader {
            defer { opening = [] }
            given += opening.isEmpty ? chunk.count : opening.count
            return given > 10_000_000 ? nil : opening.isEmpty ? chunk : opening
        }
        _ = try reader.next()
        _ = try reader.next()
        let error = #expect(throws: CSVError.self) { try reader.next() }
        #expect(error?.line == 3)
        #expect(error?.sentence.contains("longer than 1048576 bytes") == true)
        #expect(given < CSVReader.longestRecord + 3 * 65_536)
    }

    @Test("accepts a record of just the length that is allowed")
    func longest() throws {
        let field = String(repeating: "x", count: CSVReader.longestRecord)
        #expect(try records(Array("\(field)\na\n".utf8)).map(\.count) == [1, 1])
        #expect(throws: CSVError.self) { try records(Array("\(field)x\n".utf8)) }
    }

    @Test("tells the right line and columns throughout a file of many megabytes")
    func longFile() throws {
        let chunk = Array(String(repeating: "abcdefg,\"h\ni\"\n", count: 4096).utf8)
        var left = 400
        var reader = CSVReader {
            left -= 1
            return left >= 0 ? chunk : nil
        }
        var count = 0
        while let record = try reader.next() {
            count += 1
            guard record.fields.map(\.column) == [1, 9], record.line == count * 2 - 1 else {
                Issue.record("record \(count): \(record)")
                return
            }
        }
        #expect(count == 400 * 4096)
    }
}
