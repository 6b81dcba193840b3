import ArgumentParser
import Conferences
import WorkingDays

/// A reference as an argument; its error says how one is written.
func referenceArgument<Subject>(_ text: String) throws -> Reference<Subject> {
    do { return try Reference(text) } catch { throw ValidationError("\(error)") }
}

/// A time of day as an argument.
func timeOfDay(_ text: String) throws -> TimeOfDay {
    do { return try TimeOfDay(text: text) } catch { throw ValidationError("\(error)") }
}

extension Near {
    /// The refusal of a reference that nobody has, with those that resemble it.
    static func unknown(_ sentence: String, _ near: [String]) -> CommandFailure {
        CommandFailure(code: .failed, message: "Error: \(sentence)\(hint(near))")
    }
}
