import ArgumentParser
import Conferences
import Foundation
import Glibc

/// A reason or a note. `-` reads it from standard input, so that it need not stand in the shell's history or in the
/// list of processes.
struct TypedText: ExpressibleByArgument {
    private let argument: String

    init?(argument: String) { self.argument = argument }

    /// - Parameter what: What is asked for at a terminal: *Reason*.
    /// - Throws: ``CommandFailure`` when standard input has no further line.
    func note(_ what: String = "Reason") throws -> Note {
        guard argument == "-" else { return Note(argument) }
        if isatty(STDIN_FILENO) == 1 { FileHandle.standardError.write(Data("\(what): ".utf8)) }
        guard let line = readLine() else {
            throw CommandFailure(
                code: .wrongUse,
                message: "Error: Standard input ended before the \(what.lowercased()); write it there in one line.")
        }
        return Note(line)
    }
}

/// Why something is done.
struct ReasonOption: ParsableArguments {
    @Option(help: ArgumentHelp("Why, in one line; - reads it from standard input.", valueName: "text"))
    var reason: TypedText

    func note() throws -> Note { try reason.note() }
}
