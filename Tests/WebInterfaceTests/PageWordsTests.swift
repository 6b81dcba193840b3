import Conferences
import Foundation
import TestPeers
import TestValues
import Testing
import WorkingDays

@testable import WebInterface

@Suite("The words of the practitioners' pages")
struct PageWordsTests {
    private static let english = "\(Locations.pages)/words.yaml"
    private static let welsh = "\(Locations.pages)/welsh/words.yaml"

    private func text(_ file: String) throws -> String { try String(contentsOfFile: file, encoding: .utf8) }

    private func words(_ file: String) throws -> PageWords { try PageWords(file: file, text: text(file)) }

    @Test("are there in each language, and say dates as it does")
    func languages() throws {
        let sitting = Sitting(on: "2027-01-05", at: TimeOfDay(hour: 10, minute: 0)!, place: "")
        #expect(try words(Self.english).moment(sitting) == "Tuesday 5 January 2027 at 10:00")
        #expect(try words(Self.welsh).moment(sitting) == "Dydd Mawrth 5 Ionawr 2027 am 10:00")
        for day in 0..<400 {
            let date = CalendarDate("2027-01-01").adding(days: day)
            #expect(try words(Self.english).date(date) == date.spelledOut)
        }
    }

    @Test("ask in Welsh for what they ask for in English, and are other words")
    func sameQuestions() throws {
        let (english, welsh) = (try words(Self.english), try words(Self.welsh))
        let mark = Dictionary(
            uniqueKeysWithValues: ["date", "name", "agency", "count", "most", "answer"].map { ($0, "<\($0)>") })
        for word in PageWord.allCases where word.places.isSubset(of: Set(mark.keys)) && !word.places.isEmpty {
            for place in word.places {
                let marked = mark[place] ?? ""
                #expect(english[word, mark].contains(marked) == welsh[word, mark].contains(marked), "\(word) \(place)")
            }
        }
        for kind in NoticeKind.allCases { #expect(english.notice(kind) != welsh.notice(kind), "\(kind)") }
    }

    @Test(
        "are refused with what is wrong",
        arguments: [
            ("  carer: Carer\n", "", "\"family.carer\" is missing"),
            ("  carer: Carer", "  craer: Carer", "family.carer"),
            ("family:\n", "family:\n  aunt: Aunt\n", "\"family.aunt\" is not known"),
            ("  accepted: I will attend", "  accepted: \"I will {{verb}}\"", "asks for {{verb}}"),
            ("  accepted: I will attend", "  accepted: \"I will {{#x}}\"", "reply.accepted"),
            ("[Monday, ", "[", "takes a list of 7 names"), ("dates:\n", "dates: [\n", "words.yaml cannot be used"),
        ])
    func refused(part: String, instead: String, reason: String) throws {
        let changed = try text(Self.english).replacing(part, with: instead, maxReplacements: 1)
        let fault = #expect(throws: PageFault.self) { try PageWords(file: "words.yaml", text: changed) }
        #expect(fault.map { "\($0)".contains(reason) } == true, "\(String(describing: fault))")
    }

    @Test("stand on pages that show the same in each language")
    func templates() throws {
        func tags(_ file: String) throws -> [String] {
            try text(file).matches(of: /\{\{[^}]*\}\}/).map { String($0.0) }
        }
        let translated = try FileManager.default.contentsOfDirectory(atPath: "\(Locations.pages)/welsh")
            .filter { $0.hasSuffix(".mustache") }
        #expect(
            Set(translated).isSuperset(
                of: ["answer", "delegate", "minutes", "list", "head", "foot"].map { "\($0).mustache" }))
        for name in translated {
            #expect(
                try tags("\(Locations.pages)/\(name)").sorted() == tags("\(Locations.pages)/welsh/\(name)").sorted())
        }
    }
}
