import Conferences
import WorkingDays

/// What a browser sent from a form, read field by field.
struct AnswerFields: Sendable {
    /// As it was sent.
    let values: [String: String]

    /// Characters of a note.
    static let longestNote = 2000

    init(_ values: [String: String]) { self.values = values }

    subscript(_ field: String) -> String? { values[field] }

    /// What is typed, without the space around it.
    func text(_ field: String) -> String {
        let text = values[field] ?? ""
        return String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }

    /// - Parameter missing: What is said where nothing is typed.
    func note(_ field: String, _ missing: PageWord) throws(AnswerProblem) -> Note {
        let text = text(field)
        guard !text.isEmpty else { throw AnswerProblem(field, missing) }
        guard text.count <= Self.longestNote else {
            throw AnswerProblem(field, .tooLong, ["most": "\(Self.longestNote)", "count": "\(text.count)"])
        }
        return Note(text)
    }

    func choice<Value>(
        _ field: String, _ missing: PageWord, _ read: (String) -> Value?
    ) throws(AnswerProblem) -> Value {
        guard let value = values[field].flatMap(read) else { throw AnswerProblem(field, missing) }
        return value
    }

    /// - Returns: `nil` where it is left empty.
    func count(
        _ field: String, in range: ClosedRange<Int>, _ wrong: PageWord
    ) throws(AnswerProblem) -> Int? {
        let text = text(field)
        if text.isEmpty { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw AnswerProblem(field, wrong, ["most": "\(range.upperBound)"])
        }
        return number
    }

    /// A day that has come, as a browser's date field writes it; today where it is left empty.
    func day(_ field: String, today: CalendarDate) throws(AnswerProblem) -> CalendarDate {
        let text = text(field)
        if text.isEmpty { return today }
        guard let day = try? CalendarDate(iso: text), day <= today else {
            throw AnswerProblem(field, .sayDay, ["day": "\(today)"])
        }
        return day
    }
}
