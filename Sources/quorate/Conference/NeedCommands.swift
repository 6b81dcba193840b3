import ArgumentParser
import Conferences
import WorkingDays

extension ConferenceCommands {
    struct Need: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "need", abstract: "An interpreter, an advocate, an access need.",
            subcommands: [Add.self, Arranged.self])

        struct Add: ConferenceChange {
            static let configuration = CommandConfiguration(
                commandName: "add", abstract: "Record what the conference has to provide.")

            @Argument(help: .conference, transform: referenceArgument) var conference: ConferenceReference
            @Argument(help: "What is needed.") var kind: NeedKind
            @Option(
                name: .customLong("for"),
                help: ArgumentHelp("Whom in the family it is for; otherwise a professional.", valueName: "recipient"),
                transform: asFamilyRecipient)
            var recipient: FamilyRecipient?
            @Option(
                help: ArgumentHelp("What exactly, in one line; \(TypedNote.hint)", valueName: "text"))
            var detail: TypedNote
            @OptionGroup var when: DayOption
            @OptionGroup var change: ChangeOptions

            func command(on day: CalendarDate) throws -> ConferenceCommand {
                .recordNeed(kind, for: recipient, detail: try detail.note("Detail"), on: day)
            }
        }

        struct Arranged: ConferenceChange {
            static let configuration = CommandConfiguration(
                commandName: "arranged", abstract: "Record that it has been arranged.")

            @Argument(help: .conference, transform: referenceArgument) var conference: ConferenceReference
            @Argument(help: "The need's number, as `conference show` lists it.") var number: Int
            @OptionGroup var when: DayOption
            @OptionGroup var change: ChangeOptions

            func command(on day: CalendarDate) -> ConferenceCommand { .arrangeNeed(number, on: day) }
        }
    }

    struct Exclusion: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "exclusion", abstract: "Requests to keep a family member out, and the chair's decisions.",
            subcommands: [Request.self, Decision.self])

        struct Request: ConferenceChange {
            static let configuration = CommandConfiguration(
                commandName: "request", abstract: "Ask the chair to exclude somebody of the family.")

            @Argument(help: .conference, transform: referenceArgument) var conference: ConferenceReference
            @Argument(help: .familyRecipient, transform: asFamilyRecipient) var recipient: FamilyRecipient
            @Option(help: ArgumentHelp("Who asks for it.", valueName: "person"), transform: referenceArgument)
            var by: PersonReference
            @OptionGroup var reason: ReasonOption
            @Option(
                help: ArgumentHelp("Why it comes so late; \(TypedNote.hint)", valueName: "text"))
            var lateBecause: TypedNote?
            @OptionGroup var when: DayOption
            @OptionGroup var change: ChangeOptions

            func command(on day: CalendarDate) throws -> ConferenceCommand {
                .requestExclusion(
                    of: recipient, by: by, reason: try reason.note(),
                    lateBecause: try lateBecause?.note("Why so late"), on: day)
            }
        }

        struct Decision: ConferenceChange {
            static let configuration = CommandConfiguration(
                commandName: "decide", abstract: "Record the chair's decision on a request.")

            @Argument(help: .conference, transform: referenceArgument) var conference: ConferenceReference
            @Argument(help: "The request's number, as `conference show` lists it.") var number: Int
            @Flag(help: "The chair's decision.") var decision: Answer
            @OptionGroup var reason: ReasonOption
            @OptionGroup var when: DayOption
            @OptionGroup var change: ChangeOptions

            enum Answer: String, EnumerableFlag {
                case granted, refused
            }

            func command(on day: CalendarDate) throws -> ConferenceCommand {
                .decideExclusion(number, granted: decision == .granted, reason: try reason.note(), on: day)
            }
        }
    }

    struct Split: ConferenceChange {
        static let configuration = CommandConfiguration(
            commandName: "split", abstract: "Hold a conference in parts, for family members who must not meet.",
            usage: "quorate conference split HK-26-014 --part mother,child --part father --reason -")

        @Argument(help: .conference, transform: referenceArgument) var conference: ConferenceReference
        @Option(
            name: .customLong("part"),
            help: ArgumentHelp(
                "Who takes part together, joined by commas; give the option once for each part.",
                valueName: "recipients"),
            transform: asFamilyRecipients)
        var parts: [[FamilyRecipient]]
        @OptionGroup var reason: ReasonOption
        @OptionGroup var when: DayOption
        @OptionGroup var change: ChangeOptions

        func command(on day: CalendarDate) throws -> ConferenceCommand {
            .split(into: parts, reason: try reason.note(), on: day)
        }
    }
}
