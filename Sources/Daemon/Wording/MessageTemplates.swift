import Conferences
import Crypto
import Foundation
import Outbound

/// All that messages are written with: a folder with the templates and words of English, and one for each other language
/// below it.
public struct MessageTemplates: Sendable {
    /// The templates and words of one language.
    public struct Language: Sendable {
        let layouts: ReminderTemplates
        let words: MessageWords
    }

    /// The folder that they were read from.
    public let directory: String
    /// The files' names below the folder, in order.
    public let files: [String]
    /// Which templates these are: the first 8 hexadecimal digits of a digest over all files.
    public let version: String
    private let languages: [ReadingLanguage: Language]

    /// Reads and checks all of them. English must be there; a language whose folder is absent is not on offer.
    ///
    /// - Throws: `TemplateError` or ``ConfigurationError``, naming the file and the line where they can.
    public init(directory: String) throws {
        var languages: [ReadingLanguage: Language] = [:]
        var files: [String] = []
        var hasher = SHA256()
        for language in ReadingLanguage.allCases {
            let below = language == .english ? "" : "\(language.rawValue)/"
            let folder = directory + (below.isEmpty ? "" : "/\(language.rawValue)")
            guard language == .english || FileManager.default.fileExists(atPath: folder) else { continue }
            let layouts = try ReminderTemplates(directory: folder)
            languages[language] = Language(layouts: layouts, words: try WordsFile.read(directory: folder))
            let names = layouts.names.map { "\($0).mustache" } + [WordsFile.name]
            for name in names {
                hasher.update(data: Data("\(below)\(name)\0".utf8))
                hasher.update(data: try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)")))
            }
            files += names.map { below + $0 }
        }
        self.directory = directory
        self.languages = languages
        self.files = files
        version = hasher.finalize().prefix(4).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }

    /// Those that messages can be written in.
    public var offered: [ReadingLanguage] { ReadingLanguage.allCases.filter { languages[$0] != nil } }

    /// What somebody is written to in: what they chose, where it is on offer.
    func language(chosen: ReadingLanguage?, orElse usual: ReadingLanguage) -> ReadingLanguage {
        chosen.flatMap { languages[$0] == nil ? nil : $0 } ?? usual
    }

    /// - Throws: ``MissingLanguage`` when its folder is absent.
    func language(_ language: ReadingLanguage) throws(MissingLanguage) -> Language {
        guard let found = languages[language] else { throw MissingLanguage(language: language) }
        return found
    }
}

/// A language whose folder is absent from the templates.
public struct MissingLanguage: Error, CustomStringConvertible {
    let language: ReadingLanguage

    public var description: String {
        "The folder of templates has no folder \"\(language.rawValue)\"; copy the one that comes with Quorate."
    }
}
