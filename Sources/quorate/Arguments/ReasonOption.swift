import ArgumentParser
import Conferences

/// Why something is done.
struct ReasonOption: ParsableArguments {
    @Option(help: ArgumentHelp("Why, in one line; \(TypedNote.hint)", valueName: "text"))
    var reason: TypedNote

    func note() throws -> Note { try reason.note() }
}
