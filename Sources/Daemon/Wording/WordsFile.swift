import Conferences
import Outbound
import Yams

/// Reads a `words.yaml`.
enum WordsFile {
    static let name = "words.yaml"

    /// - Throws: ``ConfigurationError`` with every problem there is, each with line and column.
    static func read(directory: String) throws -> MessageWords {
        let path = "\(directory)/\(name)"
        let text = try ConfigurationError.text(ofFile: path, advice: "copy the one that comes with Quorate.")
        var reader = WordsReader()
        guard let words = reader.words(text) else { throw ConfigurationError(path: path, problems: reader.problems) }
        return words
    }
}

/// Reads the words, and notes all that is wrong with them.
private struct WordsReader {
    private(set) var problems: [ConfigurationProblem] = []
    private var values: [String: Node] = [:]

    /// - Returns: `nil` when something is wrong.
    mutating func words(_ text: String) -> MessageWords? {
        do {
            guard let root = try Yams.compose(yaml: text) else {
                note("", nil, "The file is empty; copy the one that comes with Quorate.")
                return nil
            }
            flatten(root, [])
        } catch {
            problems.append(.notYAML(error))
            return nil
        }
        let weekdays = names("dates.weekdays", count: 7)
        let months = names("dates.months", count: 12)
        var words: [Word: Phrase] = [:]
        for word in Word.allCases {
            words[word] = phrase(word.rawValue, places: word.places, isRequired: true)
        }
        var reminders: [MessageWords.ReminderKey: Phrase] = [:]
        for kind in ObligationKind.standard.map(\.rawValue) + [MessageWords.ownKind] {
            for part in MessageWords.Part.allCases {
                let isRequired = part != .detail || kind != MessageWords.ownKind
                reminders[.init(kind: kind, step: nil, part: part)] = phrase(
                    "reminders.\(kind).\(part.rawValue)", places: MessageWords.reminderPlaces, isRequired: isRequired)
            }
        }
        for (key, node) in values.sorted(by: { $0.key < $1.key }) {
            guard let reminder = reminderKey(key) else {
                note(key, node, "is not known here. \(accepted(at: key))")
                continue
            }
            reminders[reminder] = phrase(key, places: MessageWords.reminderPlaces, isRequired: false)
        }
        guard problems.isEmpty else { return nil }
        return MessageWords(words: words, reminders: reminders, weekdays: weekdays, months: months)
    }

    private mutating func flatten(_ node: Node, _ path: [String]) {
        guard let mapping = node.mapping else {
            values[path.joined(separator: ".")] = node
            return
        }
        for (name, value) in mapping {
            guard let word = name.string else {
                note(path.joined(separator: "."), name, "takes words as keys.")
                continue
            }
            flatten(value, path + [word])
        }
    }

    /// The words of one step, or of an obligation of the partnership's own.
    private func reminderKey(_ key: String) -> MessageWords.ReminderKey? {
        let words = key.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard words.count == 3 || words.count == 5, words[0] == "reminders", ObligationKind(rawValue: words[1]) != nil,
            let part = MessageWords.Part(rawValue: words[words.count - 1])
        else { return nil }
        if words.count == 3 { return .init(kind: words[1], step: nil, part: part) }
        guard words[2] == "steps", let step = StepTime(text: words[3]) else { return nil }
        return .init(kind: words[1], step: "\(step)", part: part)
    }

    private func accepted(at key: String) -> String {
        if key.hasPrefix("reminders.") {
            return
                "Below a kind of obligation stand ask, detail, escalation, and \"steps\" with a step such as T-2, which "
                + "takes the same three."
        }
        let section = key.prefix { $0 != "." } + "."
        let known = Word.allCases.map(\.rawValue).filter { $0.hasPrefix(section) }
        let names =
            known.isEmpty
            ? Set(Word.allCases.map { $0.rawValue.prefix { $0 != "." } }).sorted().map(String.init) : known
        return "Accepted: \(names.joined(separator: ", "))."
    }

    private mutating func phrase(_ key: String, places: Set<String>, isRequired: Bool) -> Phrase? {
        guard let node = values.removeValue(forKey: key) else {
            if isRequired { note(key, nil, "is missing; the file that comes with Quorate shows its words.") }
            return nil
        }
        guard let text = node.scalar?.string, !text.isEmpty else {
            note(key, node, "takes a text.")
            return nil
        }
        do {
            let phrase = try Phrase(text)
            for place in phrase.keys where !places.contains(place) {
                let known = places.sorted().map { "{{\($0)}}" }.joined(separator: ", ")
                note(
                    key, node,
                    "asks for {{\(place)}}, which is not known here; "
                        + (known.isEmpty ? "nothing is filled in." : "filled in: \(known)."))
            }
            return phrase
        } catch {
            note(key, node, "\(error)")
            return nil
        }
    }

    private mutating func names(_ key: String, count: Int) -> [String] {
        let node = values.removeValue(forKey: key)
        let names = node?.sequence?.compactMap { $0.scalar?.string } ?? []
        if names.count != count || names.contains("") { note(key, node, "takes a list of \(count) names.") }
        return names
    }

    private mutating func note(_ key: String, _ node: Node?, _ sentence: String) {
        let place: ConfigurationProblem.Place =
            node?.mark.map { .file(line: $0.line, column: $0.column) } ?? .unset
        problems.append(ConfigurationProblem(key: key, place: place, sentence: sentence))
    }
}
