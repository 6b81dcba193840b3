import Conferences
import Crypto
import Foundation
import TestStores
import TestValues
import Testing

@testable import Persistence

@Suite("Sealing for a case or person")
struct SubjectSealerTests {
    private static let text = "In court on 3 March; Zoë’s line manager agrees"
    private let key = SymmetricKey(size: .bits256)

    private func sealer(_ subject: SealingSubject = .case("C-1"), _ key: SymmetricKey? = nil) -> SubjectSealer {
        SubjectSealer(subject: subject, state: .held(key ?? self.key))
    }

    @Test(
        "gives back what was sealed, whatever it is",
        arguments: ["", "x", text, String(repeating: "ö\n\"", count: 900)])
    func roundTrip(text: String) throws {
        let sealed = try sealer().seal(text)
        #expect(try sealer().open(sealed) == text)
        #expect(text.count < 2 || !sealed.contains(text))
    }

    @Test("seals the same text differently each time")
    func fresh() throws {
        let sealed = try (0..<100).map { _ in try sealer().seal(Self.text) }
        #expect(Set(sealed).count == 100)
    }

    @Test("notices a change to any byte, and a missing one")
    func tampered() throws {
        let sealed = try #require(Data(base64Encoded: try sealer().seal(Self.text)))
        for index in sealed.indices {
            var altered = sealed
            altered[index] ^= 1
            #expect(throws: SealingError.tampered(.case("C-1"))) {
                try sealer().open(altered.base64EncodedString())
            }
        }
        for short in [sealed.dropLast(), sealed.dropFirst(), sealed.prefix(20), Data()] {
            #expect(throws: SealingError.tampered(.case("C-1"))) { try sealer().open(short.base64EncodedString()) }
        }
        #expect(throws: SealingError.tampered(.case("C-1"))) { try sealer().open(Self.text) }
    }

    @Test(
        "opens for nobody else, even with the same key",
        arguments: [SealingSubject.case("C-2"), .person("C-1"), .case("c-1")])
    func moved(subject: SealingSubject) throws {
        let sealed = try sealer().seal(Self.text)
        #expect(throws: SealingError.tampered(subject)) { try sealer(subject).open(sealed) }
    }

    @Test("does not open with another key")
    func otherKey() throws {
        let sealed = try sealer().seal(Self.text)
        #expect(throws: SealingError.tampered(.case("C-1"))) {
            try sealer(.case("C-1"), SymmetricKey(size: .bits256)).open(sealed)
        }
    }

    @Test("reads as nothing once the key was erased, and seals nothing more")
    func erased() throws {
        let erased = SubjectSealer(subject: .case("C-1"), state: .erased)
        #expect(try erased.open(try sealer().seal(Self.text)) == nil)
        #expect(throws: SealingError.erased(.case("C-1"))) { try erased.seal(Self.text) }
    }

    @Test("says so when the key is not there")
    func absent() throws {
        let absent = SubjectSealer(subject: .case("C-1"), state: .absent)
        #expect(throws: SealingError.noKey(.case("C-1"))) { try absent.open(try sealer().seal(Self.text)) }
    }

    @Test("is what a note is written through, and read through")
    func note() throws {
        let coder = (JSONEncoder(), JSONDecoder())
        coder.0.userInfo[.noteSealer] = sealer()
        coder.1.userInfo[.noteSealer] = sealer()
        let json = try coder.0.encode([Note(Self.text)])
        #expect(!String(decoding: json, as: UTF8.self).contains("court"))
        #expect(try coder.1.decode([Note].self, from: json) == [Note(Self.text)])
        #expect(try coder.1.decode([Note].self, from: Data(#"["from before"]"#.utf8)) == ["from before"])
    }

    @Test("lets no note through where there is no subject")
    func noSubject() throws {
        #expect(throws: SealingError.noSubject) { try EventCoding.encode(Note("x")) }
    }

    @Test(
        "knows its subject by its text",
        arguments: [("case/C-1", SealingSubject.case("C-1")), ("person/a/b", .person("a/b"))])
    func subjects(text: String, subject: SealingSubject) throws {
        #expect(try SealingSubject(text: text) == subject)
        #expect("\(subject)" == text)
    }

    @Test("refuses other subjects", arguments: ["", "case", "case/", "agency/A", "C-1", "person/no body"])
    func noSubjects(text: String) {
        #expect(throws: (any Error).self) { try SealingSubject(text: text) }
    }
}
