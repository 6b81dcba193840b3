import ArgumentParser
import Conferences
import WorkingDays

extension InvitationCommands {
    struct Delegate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "delegate", abstract: "Who stands in for somebody who sent apologies.",
            subcommands: [DelegateName.self, Accept.self, Decline.self, Briefed.self])
    }

    struct DelegateName: InvitationChange {
        static let configuration = CommandConfiguration(
            commandName: "name", abstract: "Name the delegate, or another than the one named.")

        @OptionGroup var place: InvitationArgument
        @Argument(help: "Who of the same agency.", transform: referenceArgument) var person: PersonReference
        @OptionGroup var when: DayOption
        @OptionGroup var change: ChangeOptions

        func command(_ invitation: Int, on day: CalendarDate) -> ConferenceCommand {
            .nameDelegate(invitation: invitation, person, on: day)
        }
    }

    struct Accept: InvitationChange {
        static let configuration = CommandConfiguration(
            commandName: "accept", abstract: "Record that the delegate will come.")

        @OptionGroup var place: InvitationArgument
        @OptionGroup var when: DayOption
        @OptionGroup var change: ChangeOptions

        func command(_ invitation: Int, on day: CalendarDate) -> ConferenceCommand {
            .acceptDelegation(invitation: invitation, on: day)
        }
    }

    struct Decline: InvitationChange {
        static let configuration = CommandConfiguration(
            commandName: "decline", abstract: "Record that the delegate will not come: another is looked for.")

        @OptionGroup var place: InvitationArgument
        @OptionGroup var reason: ReasonOption
        @OptionGroup var when: DayOption
        @OptionGroup var change: ChangeOptions

        func command(_ invitation: Int, on day: CalendarDate) throws -> ConferenceCommand {
            .declineDelegation(invitation: invitation, reason: try reason.note(), on: day)
        }
    }

    struct Briefed: InvitationChange {
        static let configuration = CommandConfiguration(
            commandName: "briefed", abstract: "Record that the delegate is well briefed.")

        @OptionGroup var place: InvitationArgument
        @OptionGroup var when: DayOption
        @OptionGroup var change: ChangeOptions

        func command(_ invitation: Int, on day: CalendarDate) -> ConferenceCommand {
            .confirmDelegateBriefed(invitation: invitation, on: day)
        }
    }
}
