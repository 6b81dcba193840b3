/// The languages that messages and practitioners' pages are written in. The office's pages are in English.
public enum ReadingLanguage: String, CaseIterable, Sendable, Codable {
    case english, welsh

    /// As standards name it: `en`, `cy`.
    ///
    /// - Source: ISO 639-1.
    public var code: String {
        switch self {
        case .english: "en"
        case .welsh: "cy"
        }
    }

    /// What its speakers call it.
    public var ownName: String {
        switch self {
        case .english: "English"
        case .welsh: "Cymraeg"
        }
    }

    /// Reads `welsh`, or `cy`.
    ///
    /// - Throws: ``UnknownLanguage``, which says what would be accepted.
    public init(text: String) throws(UnknownLanguage) {
        guard let found = Self.allCases.first(where: { $0.rawValue == text || $0.code == text }) else {
            throw UnknownLanguage(text: text)
        }
        self = found
    }
}

/// What is none of the languages that there are.
public struct UnknownLanguage: Error, Equatable, CustomStringConvertible {
    public let text: String

    public var description: String {
        let known = ReadingLanguage.allCases.map { "\($0.rawValue) (\($0.code))" }.joined(separator: " or ")
        return "\"\(text)\" is no language that is written here; give \(known)."
    }
}
