import ArgumentParser

/// How much of a long list is shown.
struct ListLimit: ParsableArguments {
    @Option(help: "At most so many, the latest.") var limit = 100

    func validate() throws {
        guard (1...100_000).contains(limit) else {
            throw ValidationError("--limit \(limit) is not accepted; give 1 to 100000.")
        }
    }
}

/// The id of something that is known by a digest, or the beginning of it, as an argument.
///
/// - Parameter list: The command that shows such ids.
func digestArgument(_ text: String, shownBy list: String) throws -> String {
    guard (8...32).contains(text.count), text.allSatisfy({ $0.isHexDigit && !$0.isUppercase }) else {
        throw ValidationError(
            "\"\(text)\" is no message; give it as \"\(list)\" shows it, 8 characters or more: digits and a to f.")
    }
    return text
}
