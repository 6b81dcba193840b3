import Conferences
import TestValues
import Testing
import WorkingDays

@Suite("A refusal")
struct ConferenceRefusalTests {
    @Test("comes for the rule that was broken", arguments: RefusedCase.all)
    func refuses(_ row: RefusedCase) {
        given(row.given).when(row.when, in: row.context).thenRefused(row.refusal)
    }

    @Test("is a sentence that says what is wrong and names the offending value", arguments: RefusedCase.all)
    func namesTheValue(_ row: RefusedCase) {
        let sentence = "\(row.refusal)"
        #expect(row.says != nil || !row.names.isEmpty)
        if let says = row.says { #expect(sentence == says) }
        #expect(sentence.hasSuffix(".") && sentence.contains(" ") && sentence != "It cannot be done.")
        #expect(!sentence.contains("Optional(") && !sentence.contains("\n"))
        for value in row.names { #expect(sentence.contains(value)) }
    }

    @Test("repeats nothing that people typed, for it may name somebody", arguments: RefusedCase.all)
    func keepsNames(_ row: RefusedCase) {
        for note in notes(in: row.when) + notes(in: row.given) where !note.shown.allSatisfy(\.isWhitespace) {
            #expect(note.shown.contains(Sample.personalText), "plant the secret in every note")
        }
        for word in Sample.personalText.split(separator: " ") where word.count > 2 {
            #expect(!"\(row.refusal)".contains(word))
        }
    }

    /// Every note somewhere inside a value.
    private func notes(in value: Any) -> [Note] {
        if let note = value as? Note { return [note] }
        return Mirror(reflecting: value).children.flatMap { notes(in: $0.value) }
    }

    @Test("is reached for every rule there is, with its sentence to the letter")
    func coversEveryRule() {
        let reached = Set(RefusedCase.all.filter { $0.says != nil }.map { RefusalName($0.refusal) })
        #expect(Set(RefusalName.allCases).subtracting(reached).isEmpty)
    }

    @Test("speaks of an unknown person first: with a mistake there every other answer would mislead")
    func unknownPersonComesFirst() {
        given().when(.invite(agency: "POL", person: "pol-9", on: "2026-10-01")).thenRefused(.unknownPerson("pol-9"))
    }
}
