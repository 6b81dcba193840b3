import Foundation

/// One thing that is wrong with a configuration.
public struct ConfigurationProblem: Equatable, Sendable, CustomStringConvertible {
    /// Where the value comes from.
    public enum Place: Equatable, Sendable {
        /// Lines and columns count from 1.
        case file(line: Int, column: Int)
        case environment(variable: String)
        /// The value is absent, or stands for a default.
        case unset
    }

    /// The dotted key, for example `mail.smtp.port`; empty for the file as a whole.
    public let key: String
    public let place: Place
    /// What was wrong, and what would be accepted.
    public let sentence: String

    public var description: String {
        let named = key.isEmpty ? sentence : "\(key): \(sentence)"
        return switch place {
        case .file(let line, let column): "line \(line), column \(column): \(named)"
        case .environment(let variable): "environment variable \(variable): \(named)"
        case .unset: named
        }
    }
}

/// Everything that is wrong with a configuration, at once.
public struct ConfigurationError: Error, Sendable, CustomStringConvertible {
    public let path: String
    public let problems: [ConfigurationProblem]

    public var description: String {
        let count = problems.count == 1 ? "1 problem" : "\(problems.count) problems"
        return ["\(path): \(count)"].joined() + problems.map { "\n  \($0)" }.joined()
    }
}

extension ConfigurationError {
    /// The text of a file that people edit.
    ///
    /// - Parameter advice: What to do when there is none.
    /// - Throws: When it cannot be read, or is not UTF-8.
    static func text(
        ofFile path: String, advice: String = "give the path of a YAML file."
    ) throws(ConfigurationError) -> String {
        func refusal(_ sentence: String) -> ConfigurationError {
            ConfigurationError(
                path: path, problems: [ConfigurationProblem(key: "", place: .unset, sentence: sentence)])
        }
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw refusal("The file cannot be read; \(advice)")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw refusal("The file is not UTF-8 text.") }
        return text
    }
}
