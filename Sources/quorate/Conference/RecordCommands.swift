import ArgumentParser
import Conferences
import WorkingDays

extension ConferenceCommands {
    struct Letter: ConferenceChange {
        static let configuration = CommandConfiguration(
            commandName: "letter", abstract: "Record that the decision letter went out.")

        @Argument(help: .conference, transform: referenceArgument) var conference: ConferenceReference
        @OptionGroup var when: DayOption
        @OptionGroup var change: ChangeOptions

        func command(on day: CalendarDate) -> ConferenceCommand { .issueLetter(on: day) }
    }

    struct CoreGroup: ConferenceChange {
        static let configuration = CommandConfiguration(
            commandName: "core-group", abstract: "Record that the first core group met.")

        @Argument(help: .conference, transform: referenceArgument) var conference: ConferenceReference
        @OptionGroup var when: DayOption
        @OptionGroup var change: ChangeOptions

        func command(on day: CalendarDate) -> ConferenceCommand { .recordCoreGroup(on: day) }
    }

    struct Record: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "record", abstract: "The record of a conference, from its draft to those who should have it.",
            subcommands: [
                Draft.self, ToChair.self, Return.self, Approve.self, Circulate.self, Received.self, Correction.self,
                Final.self,
            ])

        struct Draft: ConferenceChange {
            static let configuration = CommandConfiguration(
                commandName: "draft", abstract: "Record that it is being written.")

            @Argument(help: .conference, transform: referenceArgument) var conference: ConferenceReference
            @OptionGroup var when: DayOption
            @OptionGroup var change: ChangeOptions

            func command(on day: CalendarDate) -> ConferenceCommand { .draftRecord(on: day) }
        }

        struct ToChair: ConferenceChange {
            static let configuration = CommandConfiguration(
                commandName: "to-chair", abstract: "Record that it went to the chair.")

            @Argument(help: .conference, transform: referenceArgument) var conference: ConferenceReference
            @OptionGroup var when: DayOption
            @OptionGroup var change: ChangeOptions

            func command(on day: CalendarDate) -> ConferenceCommand { .sendRecordToChair(on: day) }
        }

        struct Return: ConferenceChange {
            static let configuration = CommandConfiguration(
                commandName: "return", abstract: "Record that the chair sent it back.")

            @Argument(help: .conference, transform: referenceArgument) var conference: ConferenceReference
            @OptionGroup var reason: ReasonOption
            @OptionGroup var when: DayOption
            @OptionGroup var change: ChangeOptions

            func command(on day: CalendarDate) throws -> ConferenceCommand {
                .returnRecord(reason: try reason.note(), on: day)
            }
        }

        struct Approve: ConferenceChange {
            static let configuration = CommandConfiguration(
                commandName: "approve", abstract: "Record that the chair approved it.")

            @Argument(help: .conference, transform: referenceArgument) var conference: ConferenceReference
            @OptionGroup var when: DayOption
            @OptionGroup var change: ChangeOptions

            func command(on day: CalendarDate) -> ConferenceCommand { .approveRecord(on: day) }
        }

        struct Circulate: ConferenceChange {
            static let configuration = CommandConfiguration(
                commandName: "circulate",
                abstract: "Record that it went out: to everybody invited, or to those whose numbers are given.")

            @Argument(help: .conference, transform: referenceArgument) var conference: ConferenceReference
            @Argument(help: "Numbers of invitations.") var invitations: [Int] = []
            @OptionGroup var when: DayOption
            @OptionGroup var change: ChangeOptions

            func command(on day: CalendarDate) -> ConferenceCommand { .circulateRecord(invitations, on: day) }
        }

        struct Received: InvitationChange {
            static let configuration = CommandConfiguration(
                commandName: "received", abstract: "Record that somebody received it.")

            @OptionGroup var place: InvitationArgument
            @OptionGroup var when: DayOption
            @OptionGroup var change: ChangeOptions

            func command(_ invitation: Int, on day: CalendarDate) -> ConferenceCommand {
                .recordReceipt(invitation: invitation, on: day)
            }
        }

        struct Correction: InvitationChange {
            static let configuration = CommandConfiguration(
                commandName: "correction", abstract: "Record that somebody asks for a correction.")

            @OptionGroup var place: InvitationArgument
            @Option(
                help: ArgumentHelp("What is to be corrected; \(TypedNote.hint)", valueName: "text"))
            var detail: TypedNote
            @OptionGroup var when: DayOption
            @OptionGroup var change: ChangeOptions

            func command(_ invitation: Int, on day: CalendarDate) throws -> ConferenceCommand {
                .requestCorrection(invitation: invitation, detail: try detail.note("Correction"), on: day)
            }
        }

        struct Final: ConferenceChange {
            static let configuration = CommandConfiguration(commandName: "final", abstract: "Record that it is final.")

            @Argument(help: .conference, transform: referenceArgument) var conference: ConferenceReference
            @OptionGroup var when: DayOption
            @OptionGroup var change: ChangeOptions

            func command(on day: CalendarDate) -> ConferenceCommand { .finaliseRecord(on: day) }
        }
    }
}
