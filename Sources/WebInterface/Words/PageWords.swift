import Conferences
import Mustache
import WorkingDays
import Yams

/// What the practitioners' pages say in one language: the words of a `words.yaml`.
struct PageWords: Sendable {
    private let phrases: [PageWord: PagePhrase]
    private let owed: [ObligationKind: String]
    private let notices: [String: Notice]
    private let areas: AreaWords
    private let weekdays: [String]
    private let months: [String]

    subscript(_ word: PageWord, _ values: [String: String] = [:]) -> String { phrases[word]?.filled(values) ?? "" }

    /// What somebody owes; `nil` for the partnership's own kinds, whose rule has a title.
    func owed(_ kind: ObligationKind) -> String? { owed[kind] }

    func notice(_ kind: NoticeKind) -> Notice { notices[kind.rawValue] ?? Notice(heading: "", text: "") }

    /// What an area of an agenda asks.
    func said(_ area: AgendaArea) -> AreaWords.Said { areas.said(area) }

    /// `Tuesday 5 January 2027`.
    func date(_ date: CalendarDate) -> String {
        self[
            .date,
            [
                "weekday": weekdays[date.weekday.rawValue - 1], "day": "\(date.day)", "month": months[date.month - 1],
                "year": "\(date.year)",
            ]]
    }

    /// `Tuesday 5 January 2027 at 10:00`.
    func moment(_ sitting: Sitting) -> String {
        self[.moment, ["date": date(sitting.on), "time": sitting.at.shortText]]
    }

    /// - Parameter type: Absent for a strategy discussion.
    func title(of type: ConferenceType?) -> String {
        switch type {
        case .initial: self[.initial]
        case .review: self[.review]
        case .preBirth: self[.preBirth]
        case .transferIn: self[.transferIn]
        case nil: self[.discussion]
        }
    }
}

extension PageWords {
    /// - Throws: ``PageFault`` naming the file and the first thing that is wrong with it.
    init(file: String, text: String) throws(PageFault) {
        var reader = try Reader(file: file, text: text)
        weekdays = try reader.names("dates.weekdays", count: 7)
        months = try reader.names("dates.months", count: 12)
        phrases = try reader.phrases()
        owed = try reader.owed()
        notices = try reader.notices()
        areas = try reader.areas()
        try reader.finish()
    }

    private struct Reader {
        let file: String
        private var values: [String: Node] = [:]

        init(file: String, text: String) throws(PageFault) {
            self.file = file
            let root: Node?
            do { root = try Yams.compose(yaml: text) } catch { throw PageFault(file: file, reason: "\(error)") }
            guard let root else { throw PageFault(file: file, reason: "it is empty.") }
            flatten(root, [])
        }

        private mutating func flatten(_ node: Node, _ path: [String]) {
            guard let mapping = node.mapping else {
                values[path.joined(separator: ".")] = node
                return
            }
            for (name, value) in mapping { flatten(value, path + [name.string ?? ""]) }
        }

        private mutating func text(_ key: String) throws(PageFault) -> String {
            guard let text = values.removeValue(forKey: key)?.scalar?.string, !text.isEmpty else {
                throw PageFault(file: file, reason: "\"\(key)\" is missing; it takes a text.")
            }
            return text
        }

        mutating func names(_ key: String, count: Int) throws(PageFault) -> [String] {
            let names = values.removeValue(forKey: key)?.sequence?.compactMap { $0.scalar?.string } ?? []
            guard names.count == count else {
                throw PageFault(file: file, reason: "\"\(key)\" takes a list of \(count) names.")
            }
            return names
        }

        mutating func phrases() throws(PageFault) -> [PageWord: PagePhrase] {
            var phrases: [PageWord: PagePhrase] = [:]
            for word in PageWord.allCases { phrases[word] = try phrase(word) }
            return phrases
        }

        private mutating func phrase(_ word: PageWord) throws(PageFault) -> PagePhrase {
            let text = try text(word.rawValue)
            let phrase: PagePhrase
            do { phrase = try PagePhrase(text) } catch {
                throw PageFault(file: file, reason: "\"\(word.rawValue)\": \(error)")
            }
            if let place = phrase.places.first(where: { !word.places.contains($0) }) {
                throw PageFault(
                    file: file, reason: "\"\(word.rawValue)\" asks for {{\(place)}}, which is not known there.")
            }
            return phrase
        }

        mutating func owed() throws(PageFault) -> [ObligationKind: String] {
            var owed: [ObligationKind: String] = [:]
            for kind in ObligationKind.standard { owed[kind] = try text("owed.\(kind.rawValue)") }
            return owed
        }

        mutating func notices() throws(PageFault) -> [String: Notice] {
            var notices: [String: Notice] = [:]
            for kind in NoticeKind.allCases {
                notices[kind.rawValue] = Notice(
                    heading: try text("notices.\(kind.rawValue).heading"),
                    text: try text("notices.\(kind.rawValue).text"))
            }
            return notices
        }

        /// Those of an agenda that are called otherwise than there: none, some or all.
        mutating func areas() throws(PageFault) -> AreaWords {
            var areas: [AgendaAreaName: AreaWords.Said] = [:]
            let names = Set(
                values.keys.filter { $0.hasPrefix("areas.") }.compactMap { key in
                    key.split(separator: ".").dropFirst().first.map(String.init)
                })
            for name in names.sorted() {
                let area: AgendaAreaName
                do { area = try AgendaAreaName(name) } catch {
                    throw PageFault(file: file, reason: "\"areas.\(name)\": \(error)")
                }
                areas[area] = AreaWords.Said(
                    title: try text("areas.\(name).title"), prompts: try texts("areas.\(name).prompts"))
            }
            return AreaWords(areas)
        }

        private mutating func texts(_ key: String) throws(PageFault) -> [String] {
            let texts = values.removeValue(forKey: key)?.sequence?.compactMap { $0.scalar?.string } ?? []
            guard !texts.isEmpty else { throw PageFault(file: file, reason: "\"\(key)\" takes a list of texts.") }
            return texts
        }

        /// Whatever was not asked for is misspelt.
        func finish() throws(PageFault) {
            guard let unknown = values.keys.min() else { return }
            throw PageFault(file: file, reason: "\"\(unknown)\" is not known there.")
        }
    }
}

/// A sentence with places to be filled in; not escaped, since the page that shows it does that.
struct PagePhrase: Sendable {
    let places: [String]
    private let template: MustacheTemplate

    init(_ text: String) throws {
        places = text.matches(of: /\{\{[#^\/]?\s*([A-Za-z]+)\s*\}\}/).map { String($0.1) }
        template = try MustacheTemplate(string: "{{% CONTENT_TYPE:TEXT}}" + text)
    }

    func filled(_ values: [String: String]) -> String { template.render(values) }
}
