import ArgumentParser
import Conferences
import Foundation

/// A text of somebody's own, as an option: `-` takes it from standard input, so that it need not stand in the shell's
/// history or in the list of processes.
struct TypedNote: ExpressibleByArgument, Equatable, Sendable {
    private let argument: String

    init(argument: String) { self.argument = argument }

    /// How options that take one say so.
    static let hint = "“-” reads it from standard input."

    /// - Throws: When standard input is no text. What a rule asks of the text, the rule says.
    func note() throws -> Note { Note(try text()) }

    func text() throws -> String {
        guard argument == "-" else { return argument }
        guard let bytes = try FileHandle.standardInput.readToEnd(),
            let text = String(validating: bytes, as: UTF8.self)
        else { throw ValidationError("Standard input holds no text; type it, or give it instead of \"-\".") }
        return text.trimmingCharacters(in: .newlines)
    }
}
