import ArgumentParser
import Conferences
import WorkingDays

// The agenda's areas, flags and actions.
extension DiscussionCommands {
    struct Consider: PermittedCommand {
        static let needs: Set<Permission> = [.changeCases]
        static let configuration = CommandConfiguration(
            commandName: "consider",
            abstract: "Record what was said on an area of the agenda, with actions or that none is needed.",
            discussion: """
                For example: quorate discussion consider SD-26-009 siblings --note - \
                --action "P-101 2026-12-01 See the younger child at school"
                """)

        @OptionGroup var discussion: DiscussionChange
        @Argument(help: "The area's name, as `discussion agenda` lists it.", transform: areaArgument)
        var area: AgendaAreaName
        @Option(help: "The agency that answers, where each answers for itself.", transform: referenceArgument)
        var agency: AgencyCode?
        @Option(help: "What was said. \(TypedNote.hint)") var note: TypedNote
        @Option(
            help: ArgumentHelp("Who will do what, by which day; may be given again.", valueName: "person day what"),
            transform: TypedAction.init)
        var action: [TypedAction] = []
        @Flag(help: "No action is needed.") var noAction = false

        func validate() throws {
            if action.isEmpty, !noAction {
                throw ValidationError("Give --action, or --no-action where none is needed.")
            }
            if !action.isEmpty, noAction { throw ValidationError("Give --action or --no-action, not both.") }
        }

        func run() async throws {
            let agreed = try action.map { try $0.agreed() }
            let note = try note.lines("Note")
            try await discussion.give(Self.self) { [area, agency] in
                .considerArea(
                    area, agency: agency, note: note, agreed.isEmpty ? .noActionNeeded : .actions(agreed: agreed),
                    on: $0)
            }
        }
    }

    // A type called Flag would hide ArgumentParser's.
    struct FlagArea: PermittedCommand {
        static let needs: Set<Permission> = [.changeCases]
        static let configuration = CommandConfiguration(
            commandName: "flag", abstract: "Prompt the chair, for a participant, about an area that is not covered.")

        @OptionGroup var discussion: DiscussionChange
        @Argument(help: "The area's name, as `discussion agenda` lists it.", transform: areaArgument)
        var area: AgendaAreaName
        @Option(help: ArgumentHelp("The participant who says so.", valueName: "number")) var by: Int

        func run() async throws {
            try await discussion.give(Self.self) { [area, by] in .flagArea(area, participant: by, on: $0) }
        }
    }

    struct Answer: PermittedCommand {
        static let needs: Set<Permission> = [.changeCases]
        static let configuration = CommandConfiguration(
            commandName: "answer", abstract: "Record the chair's answer to a flag.")

        @OptionGroup var discussion: DiscussionChange
        @Argument(help: "The flag's number.") var flag: Int
        @Option(help: "What the chair says to it. \(TypedNote.hint)") var answer: TypedNote

        func run() async throws {
            let answer = try answer.lines("Answer")
            try await discussion.give(Self.self) { [flag] in .answerFlag(flag, answer: answer, on: $0) }
        }
    }

    struct Action: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "action", abstract: "Record that an agreed action was done or withdrawn.",
            subcommands: [Done.self, Withdraw.self])

        struct Done: PermittedCommand {
            static let needs: Set<Permission> = [.changeCases]
            static let configuration = CommandConfiguration(
                commandName: "done", abstract: "Record that an action was done.")

            @OptionGroup var discussion: DiscussionChange
            @Argument(help: "The action's number.") var action: Int

            func run() async throws {
                try await discussion.give(Self.self) { [action] in .completeAction(action, on: $0) }
            }
        }

        struct Withdraw: PermittedCommand {
            static let needs: Set<Permission> = [.changeCases]
            static let configuration = CommandConfiguration(
                commandName: "withdraw", abstract: "Withdraw an action that will not be done.")

            @OptionGroup var discussion: DiscussionChange
            @Argument(help: "The action's number.") var action: Int
            @Option(help: "Why. \(TypedNote.hint)") var reason: TypedNote

            func run() async throws {
                let reason = try reason.note()
                try await discussion.give(Self.self) { [action] in .withdrawAction(action, reason: reason, on: $0) }
            }
        }
    }
}

func areaArgument(_ text: String) throws -> AgendaAreaName {
    do { return try AgendaAreaName(text) } catch { throw ValidationError("\(error)") }
}

/// `P-101 2026-12-01 See the younger child at school`; the last part may be `-`, for standard input.
struct TypedAction: Sendable {
    let owner: PersonReference
    let dueOn: CalendarDate
    let what: TypedNote

    init(_ text: String) throws {
        let parts = text.split(separator: " ", maxSplits: 2).map(String.init)
        guard parts.count == 3 else {
            throw ValidationError(
                "The action \"\(text.prefix(40))\" lacks a part; write who, by which day and what, such as "
                    + "\"P-101 2026-12-01 See the younger child at school\".")
        }
        owner = try referenceArgument(parts[0])
        dueOn = try day(parts[1])
        what = TypedNote(argument: parts[2])
    }

    func agreed() throws -> AgreedAction {
        AgreedAction(what: try what.note("What is to be done"), owner: owner, dueOn: dueOn)
    }
}
