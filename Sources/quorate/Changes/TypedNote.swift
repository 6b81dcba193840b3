import ArgumentParser
import Conferences
import Foundation
import Glibc

/// A text of somebody's own, as an option: `-` takes it from standard input, a line for each, so that it need not stand
/// in the shell's history or in the list of processes.
struct TypedNote: ExpressibleByArgument, Equatable, Sendable {
    private let argument: String

    init(argument: String) { self.argument = argument }

    /// How options that take one say so.
    static let hint = "- reads it from standard input."

    /// - Parameter what: What is asked for at a terminal: *Reason*.
    /// - Throws: ``CommandFailure`` when standard input has no further line. What a rule asks of the text, the rule says.
    func note(_ what: String = "Reason") throws -> Note { Note(try text(what)) }

    func text(_ what: String = "Reason") throws -> String {
        guard argument == "-" else { return argument }
        if isatty(STDIN_FILENO) == 1 { FileHandle.standardError.write(Data("\(what): ".utf8)) }
        guard let line = readLine() else {
            throw CommandFailure(
                code: .wrongUse,
                message: "Error: Standard input ended before the \(what.lowercased()); write it there in one line.")
        }
        return line
    }

    /// The same where several lines are welcome: all that standard input holds still.
    func lines(_ what: String) throws -> Note {
        guard argument == "-" else { return Note(argument) }
        var lines = [try text(what)]
        while let line = readLine() { lines.append(line) }
        return Note(lines.joined(separator: "\n"))
    }
}
