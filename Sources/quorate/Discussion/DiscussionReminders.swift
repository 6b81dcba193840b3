import ArgumentParser
import Conferences
import WorkingDays

// The partnership's own obligations, and silence.
extension DiscussionCommands {
    struct Tick: PermittedCommand {
        static let needs: Set<Permission> = [.changeCases]
        static let configuration = CommandConfiguration(
            commandName: "tick", abstract: "Tick off one of the partnership's own obligations.")

        @OptionGroup var discussion: DiscussionChange
        @Argument(help: "The obligation's name in the policy.", transform: ownObligation)
        var name: ObligationName

        func run() async throws {
            try await discussion.give(Self.self) { [name] in .tick(name, on: $0) }
        }
    }

    struct Silence: PermittedCommand {
        static let needs: Set<Permission> = [.changeCases]
        static let configuration = CommandConfiguration(
            commandName: "silence",
            abstract: "Hold back the reminders of a discussion, or of one of its obligations, until a day.",
            discussion: """
                Nothing that is owed changes. On that day the latest step that fell into the silence leaves, and no other.
                """)

        @Argument(help: "The discussion's reference.", transform: referenceArgument)
        var reference: DiscussionReference
        @Option(
            help: ArgumentHelp(
                "Only this one, such as conveneInitial or #3/discussionMinutes (otherwise all).",
                valueName: "obligation"
            ))
        var obligation: String?
        @Option(help: "The first day on which reminders leave again, as YYYY-MM-DD.", transform: day)
        var until: CalendarDate
        @Option(help: "Why. \(TypedNote.hint)") var reason: TypedNote
        @OptionGroup var change: ChangeOptions

        func run() async throws {
            let reason = try reason.note()
            let obligation = try obligation.map { try obligationArgument($0, of: .discussion(reference)) }
            try await change.perform(Self.self, on: reference) { [until] _ in
                .holdReminders(obligation, until: until, reason: reason)
            }
        }
    }

    struct Release: PermittedCommand {
        static let needs: Set<Permission> = [.changeCases]
        static let configuration = CommandConfiguration(
            commandName: "release", abstract: "Let reminders leave again that were held back.")

        @Argument(help: "The discussion's reference.", transform: referenceArgument)
        var reference: DiscussionReference
        @Option(
            help: ArgumentHelp("The one that was silenced (otherwise the whole discussion).", valueName: "obligation"))
        var obligation: String?
        @OptionGroup var change: ChangeOptions

        func run() async throws {
            let obligation = try obligation.map { try obligationArgument($0, of: .discussion(reference)) }
            try await change.perform(Self.self, on: reference) { _ in .releaseReminders(obligation) }
        }
    }
}

func ownObligation(_ text: String) throws -> ObligationName {
    do { return try ObligationName(text) } catch { throw ValidationError("\(error)") }
}

/// An obligation in full, or without the reference where that is given already: `conveneInitial`, `#3/reply`.
func obligationArgument(_ text: String, of matter: Matter) throws -> ObligationID {
    let isInFull = text.contains("/") && !text.hasPrefix("#")
    let full = isInFull ? text : text.hasPrefix("#") ? "\(matter)\(text)" : "\(matter)/\(text)"
    do { return try ObligationID(text: full) } catch { throw ValidationError("\(error)") }
}
