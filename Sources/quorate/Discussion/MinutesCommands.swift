import ArgumentParser
import Conferences
import WorkingDays

/// `quorate minutes …`
struct MinutesCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "minutes", abstract: "Record how far the minutes of a strategy discussion have come.",
        discussion: "Quorate holds no minutes, only who has them.",
        subcommands: [
            Draft.self, Submit.self, SendBack.self, Approve.self, Circulate.self, Received.self, Missing.self,
            Correction.self, Final.self,
        ])

    struct Draft: PermittedCommand {
        static let needs: Set<Permission> = [.changeCases]
        static let configuration = CommandConfiguration(
            commandName: "draft", abstract: "Record that the draft is begun.")
        @OptionGroup var discussion: DiscussionChange

        func run() async throws { try await discussion.give(Self.self) { .minutes(.draft(on: $0)) } }
    }

    struct Submit: PermittedCommand {
        static let needs: Set<Permission> = [.changeCases]
        static let configuration = CommandConfiguration(
            commandName: "submit", abstract: "Record that the draft went to the chair.")
        @OptionGroup var discussion: DiscussionChange

        func run() async throws { try await discussion.give(Self.self) { .minutes(.submit(on: $0)) } }
    }

    struct SendBack: PermittedCommand {
        static let needs: Set<Permission> = [.changeCases]
        static let configuration = CommandConfiguration(
            commandName: "send-back", abstract: "Record that the chair sent the draft back.")
        @OptionGroup var discussion: DiscussionChange
        @Option(help: "Why. \(TypedNote.hint)") var reason: TypedNote

        func run() async throws {
            let reason = try reason.note()
            try await discussion.give(Self.self) { .minutes(.sendBack(on: $0, reason: reason)) }
        }
    }

    struct Approve: PermittedCommand {
        static let needs: Set<Permission> = [.changeCases]
        static let configuration = CommandConfiguration(
            commandName: "approve", abstract: "Record that the chair approved them.")
        @OptionGroup var discussion: DiscussionChange

        func run() async throws { try await discussion.give(Self.self) { .minutes(.approve(on: $0)) } }
    }

    struct Circulate: PermittedCommand {
        static let needs: Set<Permission> = [.changeCases]
        static let configuration = CommandConfiguration(
            commandName: "circulate", abstract: "Record that they were sent out.")
        @OptionGroup var discussion: DiscussionChange
        @Option(
            help: ArgumentHelp(
                "To attended (everybody who was present), invited, or some by number, such as 1,4.",
                valueName: "whom"), transform: circulation)
        var to = Circulation.attended

        func run() async throws { try await discussion.give(Self.self) { [to] in .minutes(.circulate(to, on: $0)) } }
    }

    struct Received: PermittedCommand {
        static let needs: Set<Permission> = [.changeCases]
        static let configuration = CommandConfiguration(
            commandName: "received", abstract: "Record that a participant has them.")
        @OptionGroup var discussion: DiscussionChange
        @Argument(help: "The participant's number.") var participant: Int

        func run() async throws {
            try await discussion.give(Self.self) { [participant] in
                .minutes(.recordReceived(participant: participant, on: $0))
            }
        }
    }

    struct Missing: PermittedCommand {
        static let needs: Set<Permission> = [.changeCases]
        static let configuration = CommandConfiguration(
            commandName: "missing", abstract: "Record that a participant who attended says they have not come.")
        @OptionGroup var discussion: DiscussionChange
        @Argument(help: "The participant's number.") var participant: Int

        func run() async throws {
            try await discussion.give(Self.self) { [participant] in
                .minutes(.reportMissing(participant: participant, on: $0))
            }
        }
    }

    struct Correction: PermittedCommand {
        static let needs: Set<Permission> = [.changeCases]
        static let configuration = CommandConfiguration(
            commandName: "correction", abstract: "Record what a participant finds wrong in them.")
        @OptionGroup var discussion: DiscussionChange
        @Argument(help: "The participant's number.") var participant: Int
        @Option(help: "What is wrong. \(TypedNote.hint)") var text: TypedNote

        func run() async throws {
            let text = try text.lines("Correction")
            try await discussion.give(Self.self) { [participant] in
                .minutes(.requestCorrection(participant: participant, text, on: $0))
            }
        }
    }

    struct Final: PermittedCommand {
        static let needs: Set<Permission> = [.changeCases]
        static let configuration = CommandConfiguration(commandName: "final", abstract: "Record that they are final.")
        @OptionGroup var discussion: DiscussionChange

        func run() async throws { try await discussion.give(Self.self) { .minutes(.finalise(on: $0)) } }
    }
}

private func circulation(_ text: String) throws -> Circulation {
    switch text {
    case "attended": return .attended
    case "invited": return .invited
    default:
        let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
        guard !numbers.contains(nil) else {
            throw ValidationError(
                "\"\(text.prefix(40))\" names nobody; use attended, invited, or participants' numbers such as 1,4.")
        }
        return .participants(numbers.compactMap { $0 })
    }
}
