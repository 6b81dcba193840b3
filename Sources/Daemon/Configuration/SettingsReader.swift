import Configuration
import Foundation
import SystemPackage

/// Reads settings by key, environment over file, and gathers every problem instead of stopping at the first.
final class SettingsReader {
    let file: ConfigurationFile
    /// Relative paths count from the folder of the configuration file.
    let folder: String
    private let reader: ConfigReader
    let readsSecrets: Bool
    private let environment: [String: String]
    private(set) var problems: [ConfigurationProblem]

    /// - Throws: ``ConfigurationError`` when the file cannot be read or is no YAML.
    ///
    /// - Parameter readsSecrets: Whether passwords and keys are read; only whoever sends needs them, and may see them.
    init(path: String, environment: [String: String], readsSecrets: Bool) async throws {
        self.readsSecrets = readsSecrets
        let text = try ConfigurationError.text(ofFile: path)
        file = ConfigurationFile(text: text)
        problems = file.problems
        self.environment = environment
        folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        let variables = EnvironmentVariablesProvider(environmentVariables: environment, arraySeparator: ";")
            .prefixKeys(with: "quorate")
        guard file.isReadable else { throw ConfigurationError(path: path, problems: problems) }
        // A file with a wrong shape in it could not be loaded; what else is wrong with it is to be told all the same.
        let content: any ConfigProvider =
            file.marks.isEmpty || !problems.isEmpty
            ? InMemoryProvider(values: Self.content(of: file))
            : try await FileProvider<YAMLSnapshot>(filePath: FilePath(path))
        reader = ConfigReader(providers: [variables, content])
    }

    private static func content(of file: ConfigurationFile) -> [AbsoluteConfigKey: ConfigValue] {
        Dictionary(
            uniqueKeysWithValues: file.values.map { key, value in
                let content: ConfigContent =
                    switch value {
                    case .text(let text): .string(text)
                    case .list(let lines): .stringArray(lines)
                    }
                return (
                    AbsoluteConfigKey(key.split(separator: ".").map(String.init)), ConfigValue(content, isSecret: false)
                )
            })
    }

    func text(_ key: String) -> String? {
        guard let value = reader.string(forKey: ConfigKey(key)) else { return nil }
        return value.isEmpty ? nil : value
    }

    func list(_ key: String) -> [String] { reader.stringArray(forKey: ConfigKey(key)) ?? [] }

    func hasList(_ key: String) -> Bool { reader.stringArray(forKey: ConfigKey(key)) != nil }

    func required(_ key: String, _ meaning: String) -> String {
        if let value = text(key) { return value }
        note(key, "is missing; give \(meaning).")
        return ""
    }

    /// A value read by `parse`, or the default where the key is absent.
    func value<Value>(_ key: String, default standard: Value, accepts: String, _ parse: (String) -> Value?) -> Value {
        guard let written = text(key) else { return standard }
        if let value = parse(written) { return value }
        note(key, "\"\(written.prefix(60))\" is not accepted; give \(accepts).")
        return standard
    }

    func count(_ key: String, default standard: Int, in range: ClosedRange<Int>, unit: String) -> Int {
        value(
            key, default: standard, accepts: "a whole number of \(unit) from \(range.lowerBound) to \(range.upperBound)"
        ) { Int($0).flatMap { range.contains($0) ? $0 : nil } }
    }

    func word<Word: RawRepresentable<String> & CaseIterable>(_ key: String, default standard: Word) -> Word {
        value(key, default: standard, accepts: "one of " + Word.allCases.map(\.rawValue).joined(separator: ", ")) {
            Word(rawValue: $0)
        }
    }

    /// A value whose reading explains itself when it fails.
    func value<Value>(_ key: String, default standard: Value, _ parse: (String) throws -> Value) -> Value {
        guard let written = text(key) else { return standard }
        return attempt(key) { try parse(written) } ?? standard
    }

    func items<Value>(_ key: String, _ parse: (String) throws -> Value) -> [Value] {
        list(key).compactMap { line in attempt(key) { try parse(line) } }
    }

    /// - Returns: `nil`, and a problem noted, when `body` throws.
    @discardableResult
    func attempt<Value>(_ key: String, _ body: () throws -> Value) -> Value? {
        do { return try body() } catch {
            note(key, "\(error)")
            return nil
        }
    }

    func note(_ key: String, _ sentence: String) {
        problems.append(ConfigurationProblem(key: key, place: place(of: key), sentence: sentence))
    }

    /// A path as written, or below the configuration file's folder where it is relative.
    func path(_ written: String) -> String {
        let credentials = "$CREDENTIALS_DIRECTORY"
        if written.hasPrefix(credentials) {
            // Left as it is, it says why it leads nowhere.
            return environment["CREDENTIALS_DIRECTORY"].map { $0 + written.dropFirst(credentials.count) } ?? written
        }
        return written.hasPrefix("/") ? written : URL(fileURLWithPath: folder).appendingPathComponent(written).path
    }

    /// The secret that a file holds, without the line break at its end.
    func secret(_ key: String) -> String? {
        guard let path = secretPath(key) else { return nil }
        guard let bytes = FileManager.default.contents(atPath: path) else {
            // The value is not repeated: it may be the secret itself, written here by mistake.
            note(key, "the file named there cannot be read; give the path of a file that holds the secret alone.")
            return nil
        }
        return String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .newlines)
    }

    /// Where a secret lies; whether there is a file yet is another matter, since whoever renews a token may start later.
    func secretPath(_ key: String) -> String? {
        guard readsSecrets, let written = text(key) else { return nil }
        if written.hasPrefix("$CREDENTIALS_DIRECTORY"), environment["CREDENTIALS_DIRECTORY"] == nil {
            note(
                key,
                "$CREDENTIALS_DIRECTORY is not set: systemd sets it for a unit with LoadCredential=. Elsewhere, set it to the folder that holds the secret."
            )
            return nil
        }
        return path(written)
    }

    private func place(of key: String) -> ConfigurationProblem.Place {
        let variable = Self.variable(for: key)
        if environment[variable] != nil { return .environment(variable: variable) }
        return file.marks[key].map { .file(line: $0.line, column: $0.column) } ?? .unset
    }

    /// `mail.smtp.caFile` is `QUORATE_MAIL_SMTP_CA_FILE`.
    static func variable(for key: String) -> String {
        var name = "QUORATE_"
        var previous: Character = "."
        for character in key {
            if previous.isLowercase, character.isUppercase { name.append("_") }
            name.append(character.isLetter || character.isNumber ? Character(character.uppercased()) : "_")
            previous = character
        }
        return name
    }
}
