import ArgumentParser
import Conferences
import WorkingDays

struct ReportCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "The agencies' written reports, and their sharing with the family.",
        discussion:
            "A report is named by its invitation, like HK-26-014#3. Quorate keeps no report, only what became of it.",
        subcommands: [
            Submit.self, Accept.self, Return.self, Circulate.self, Exempt.self, Share.self, Attempt.self,
            ExemptSharing.self,
        ])
}

extension ReportCommands {
    /// Who approved an exemption.
    struct ApproverOption: ParsableArguments {
        @Option(help: ArgumentHelp("Who approved it.", valueName: "person"), transform: referenceArgument)
        var approvedBy: PersonReference
    }

    struct Submit: InvitationChange {
        static let configuration = CommandConfiguration(
            commandName: "submit", abstract: "Record a report, or a new version of it.")

        @OptionGroup var place: InvitationArgument
        @Flag(
            inversion: .prefixedNo,
            help: "Whether it covers significant others: household members and significant adults.")
        var significantOthers: Bool
        @Option(help: ArgumentHelp("How many household members it covers.", valueName: "count")) var household: Int?
        @Option(help: ArgumentHelp("How many significant adults it covers.", valueName: "count")) var adults: Int?
        @Flag(
            inversion: .prefixedNo,
            help: "Whether the family should hear this version too; for one that comes after it was discussed.")
        var shareAgain: Bool?
        @OptionGroup var when: DayOption
        @OptionGroup var change: ChangeOptions

        mutating func validate() throws {
            if (household == nil) != (adults == nil) {
                throw ValidationError("Give --household and --adults together, 0 for none.")
            }
        }

        func command(_ invitation: Int, on day: CalendarDate) -> ConferenceCommand {
            let covered = household.flatMap { household in
                adults.map { SignificantOthersCovered(householdMembers: household, significantAdults: $0) }
            }
            return .submitReport(
                invitation: invitation, coversSignificantOthers: significantOthers, on: day, covered: covered,
                shareAgain: shareAgain)
        }
    }

    struct Accept: InvitationChange {
        static let configuration = CommandConfiguration(
            commandName: "accept", abstract: "Record that the report was accepted.")

        @OptionGroup var place: InvitationArgument
        @OptionGroup var when: DayOption
        @OptionGroup var change: ChangeOptions

        func command(_ invitation: Int, on day: CalendarDate) -> ConferenceCommand {
            .acceptReport(invitation: invitation, on: day)
        }
    }

    struct Return: InvitationChange {
        static let configuration = CommandConfiguration(
            commandName: "return", abstract: "Record that the report was sent back: a new version is owed.")

        @OptionGroup var place: InvitationArgument
        @OptionGroup var reason: ReasonOption
        @OptionGroup var when: DayOption
        @OptionGroup var change: ChangeOptions

        func command(_ invitation: Int, on day: CalendarDate) throws -> ConferenceCommand {
            .returnReport(invitation: invitation, reason: try reason.note(), on: day)
        }
    }

    struct Circulate: InvitationChange {
        static let configuration = CommandConfiguration(
            commandName: "circulate", abstract: "Record that the report went to the agencies that need it.")

        @OptionGroup var place: InvitationArgument
        @Argument(help: "Codes of agencies that are invited.", transform: referenceArgument) var agencies: [AgencyCode]
        @OptionGroup var when: DayOption
        @OptionGroup var change: ChangeOptions

        func command(_ invitation: Int, on day: CalendarDate) -> ConferenceCommand {
            .circulateReport(invitation: invitation, to: agencies, on: day)
        }
    }

    struct Exempt: InvitationChange {
        static let configuration = CommandConfiguration(
            commandName: "exempt", abstract: "Exempt an invitee from a report.")

        @OptionGroup var place: InvitationArgument
        @OptionGroup var approver: ApproverOption
        @OptionGroup var reason: ReasonOption
        @OptionGroup var when: DayOption
        @OptionGroup var change: ChangeOptions

        func command(_ invitation: Int, on day: CalendarDate) throws -> ConferenceCommand {
            .exemptReport(
                invitation: invitation, approvedBy: approver.approvedBy, reason: try reason.note(), on: day)
        }
    }
}
