import Conferences
import Foundation
import Testing

@Suite("A note")
struct NoteTests {
    private struct Backwards: NoteSealer {
        var isErased = false

        func seal(_ text: String) throws -> String { String(text.reversed()) }
        func open(_ sealed: String) throws -> String? { isErased ? nil : String(sealed.reversed()) }
    }

    private func json(_ note: Note, _ sealer: Backwards? = nil) throws -> String {
        let encoder = JSONEncoder()
        encoder.userInfo[.noteSealer] = sealer
        return String(decoding: try encoder.encode(note), as: UTF8.self)
    }

    private func note(_ json: String, _ sealer: Backwards? = nil) throws -> Note {
        let decoder = JSONDecoder()
        decoder.userInfo[.noteSealer] = sealer
        return try decoder.decode(Note.self, from: Data(json.utf8))
    }

    @Test("is sealed by whoever keeps it, and opens again")
    func seals() throws {
        #expect(try json("In court", Backwards()) == #"{"sealed":"truoc nI"}"#)
        #expect(try note(#"{"sealed":"truoc nI"}"#, Backwards()) == "In court")
    }

    @Test("is plain text without a sealer, as it was before notes were sealed, and is read as such with one")
    func plain() throws {
        #expect(try json("In court") == #""In court""#)
        #expect(try note(#""In court""#) == "In court")
        #expect(try note(#""In court""#, Backwards()) == "In court")
    }

    @Test("reads as erased once its key is, and stays so when it is written anew")
    func erased() throws {
        #expect(try note(#"{"sealed":"truoc nI"}"#, Backwards(isErased: true)) == .erased)
        #expect(try note(json(.erased, Backwards()), Backwards()) == .erased)
        #expect(try note(json(.erased)) == .erased)
        #expect(Note.erased.shown == "[erased]" && Note("In court").shown == "In court")
    }

    @Test("that is sealed is not read without its key, nor is anything else")
    func unreadable() {
        for broken in [#"{"sealed":"truoc nI"}"#, "{}", "7", "[]", #"{"sealed":7}"#] {
            #expect(throws: DecodingError.self) { try note(broken) }
        }
    }
}
