import Crypto
import Foundation
import Outbound

/// The languages that messages are written in.
public enum MessageLanguage: String, CaseIterable, Sendable {
    case english, welsh
}

/// All that messages are written with: a folder with the templates and words of English, and one for each other language
/// below it.
public struct MessageTemplates: Sendable {
    /// The templates and words of one language.
    public struct Language: Sendable {
        let layouts: ReminderTemplates
        let words: MessageWords
    }

    /// The files' names below the folder, in order.
    public let files: [String]
    /// Which templates these are: the first 8 hexadecimal digits of a digest over all files.
    public let version: String
    private let languages: [MessageLanguage: Language]

    /// Reads and checks all of them. English must be there; a language whose folder is absent is not on offer.
    ///
    /// - Throws: `TemplateError` or ``ConfigurationError``, naming the file and the line where they can.
    public init(directory: String) throws {
        var languages: [MessageLanguage: Language] = [:]
        var files: [String] = []
        var hasher = SHA256()
        for language in MessageLanguage.allCases {
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
        self.languages = languages
        self.files = files
        version = hasher.finalize().prefix(4).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }

    /// Those that messages can be written in.
    public var offered: [MessageLanguage] { MessageLanguage.allCases.filter { languages[$0] != nil } }

    /// - Throws: ``MissingLanguage`` when its folder is absent.
    func language(_ language: MessageLanguage) throws(MissingLanguage) -> Language {
        guard let found = languages[language] else { throw MissingLanguage(language: language) }
        return found
    }
}

/// A language whose folder is absent from the templates.
public struct MissingLanguage: Error, CustomStringConvertible {
    let language: MessageLanguage

    public var description: String {
        "The folder of templates has no folder \"\(language.rawValue)\"; copy the one that comes with Quorate."
    }
}
