import Conferences
import TestValues
import Testing
import WorkingDays

@Suite("A refusal")
struct ConferenceRefusalTests {
    @Test("comes for the rule that was broken", arguments: RefusedCase.all)
    func refuses(_ row: RefusedCase) {
        given(row.given).when(row.when, today: row.today).thenRefused(row.refusal)
    }

    @Test("is a sentence that names the offending value", arguments: RefusedCase.all)
    func namesTheValue(_ row: RefusedCase) {
        let sentence = "\(row.refusal)"
        #expect(sentence.hasSuffix(".") && sentence.contains(" "))
        #expect(!sentence.contains("Optional(") && !sentence.contains("\n"))
        for value in row.names { #expect(sentence.contains(value)) }
    }

    @Test("repeats nothing that people typed, for it may name somebody", arguments: RefusedCase.all)
    func keepsNames(_ row: RefusedCase) {
        for word in Sample.personalText.split(separator: " ") where word.count > 2 {
            #expect(!"\(row.refusal)".contains(word))
        }
    }

    @Test("speaks of an unknown person first: with a mistake there every other answer would mislead")
    func unknownPersonComesFirst() {
        given().when(.invite(agency: "POL", person: "pol-9", on: "2026-10-01")).thenRefused(.unknownPerson("pol-9"))
    }
}
