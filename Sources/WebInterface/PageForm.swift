import Conferences
import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import WorkingDays

/// What browsers send from forms.
enum PageForm {
    /// - Parameter size: Bytes at most.
    /// - Throws: `HTTPError` for what is longer, or no form.
    static func fields(of request: Request, upTo size: Int) async throws(HTTPError) -> [String: String] {
        let body: String
        do { body = String(buffer: try await request.body.collect(upTo: size)) } catch {
            throw HTTPError(.contentTooLarge)
        }
        do { return try URLEncodedFormDecoder().decode([String: String].self, from: body) } catch {
            throw HTTPError(.badRequest)
        }
    }

    /// The same of a form that may come with a file; a file that is no UTF-8 is refused.
    ///
    /// - Parameter uploaded: Reads such forms.
    static func fields(
        of request: Request, upTo size: Int, uploaded: @Sendable (String, [UInt8]) -> [String: [UInt8]]?
    ) async throws -> [String: String] {
        guard let type = request.headers[.contentType], type.lowercased().hasPrefix("multipart/") else {
            return try await fields(of: request, upTo: size)
        }
        let body: ByteBuffer
        do { body = try await request.body.collect(upTo: size) } catch { throw HTTPError(.contentTooLarge) }
        guard let parts = uploaded(type, Array(body.readableBytesView)) else { throw HTTPError(.badRequest) }
        return try parts.mapValues { bytes in
            guard let text = String(validating: bytes, as: UTF8.self) else { throw HTTPError(.unprocessableContent) }
            return text
        }
    }

    /// Whether a token is the one expected, in a time that does not depend on where they differ.
    static func same(_ given: String?, _ expected: String) -> Bool {
        SHA256.hash(data: Data((given ?? "").utf8)) == SHA256.hash(data: Data(expected.utf8))
    }
}

/// What a form sent, read field by field: each problem names its field and says what would be accepted.
struct FormFields: Sendable {
    let fields: [String: String]

    /// Characters of a note.
    static let longestNote = 2000

    init(_ fields: [String: String]) { self.fields = fields }

    /// Without white space around it; empty where it was not sent.
    subscript(_ field: String) -> String { (fields[field] ?? "").trimming() }

    func text(_ field: String, _ missing: String, atMost limit: Int = 200) throws(FormProblem) -> String {
        let text = self[field]
        guard !text.isEmpty else { throw FormProblem(field: field, sentence: missing) }
        guard text.count <= limit else {
            throw FormProblem(field: field, sentence: "Use at most \(limit) characters; there are \(text.count).")
        }
        return text
    }

    func note(_ field: String, _ missing: String) throws(FormProblem) -> Note {
        Note(try text(field, missing, atMost: Self.longestNote))
    }

    /// `nil` where nothing was written.
    func note(_ field: String) throws(FormProblem) -> Note? {
        self[field].isEmpty ? nil : try note(field, "")
    }

    func choice<Value>(_ field: String, _ missing: String, _ read: (String) -> Value?) throws(FormProblem) -> Value {
        guard let value = read(self[field]) else { throw FormProblem(field: field, sentence: missing) }
        return value
    }

    func word<Word: RawRepresentable<String>>(
        _ field: String, _ missing: String, as: Word.Type = Word.self
    ) throws(FormProblem) -> Word {
        try choice(field, missing) { Word(rawValue: $0) }
    }

    func reference<Subject>(_ field: String, _ missing: String) throws(FormProblem) -> Reference<Subject> {
        let text = try text(field, missing)
        do { return try Reference(text) } catch { throw FormProblem(field: field, sentence: "\(error)") }
    }

    /// `nil` where nothing was written.
    func reference<Subject>(_ field: String) throws(FormProblem) -> Reference<Subject>? {
        self[field].isEmpty ? nil : try reference(field, "")
    }

    /// As a browser's date field writes it.
    func day(_ field: String, _ missing: String) throws(FormProblem) -> CalendarDate {
        let text = try text(field, missing)
        do { return try CalendarDate(iso: text) } catch {
            throw FormProblem(field: field, sentence: "Give a day that exists, such as 2027-01-05.")
        }
    }

    /// A day that has come; today where it was left empty.
    func dayUpTo(_ field: String, _ today: CalendarDate) throws(FormProblem) -> CalendarDate {
        guard !self[field].isEmpty else { return today }
        let day = try day(field, "")
        guard day <= today else {
            throw FormProblem(field: field, sentence: "Give a day up to today, such as \(today).")
        }
        return day
    }

    /// `nil` where nothing was written.
    func time(_ field: String) throws(FormProblem) -> TimeOfDay? {
        guard !self[field].isEmpty else { return nil }
        do { return try TimeOfDay(text: self[field]) } catch {
            throw FormProblem(field: field, sentence: "Give a time such as 09:30.")
        }
    }
}

extension String {
    func trimming() -> String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
