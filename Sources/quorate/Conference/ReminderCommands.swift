import ArgumentParser
import Conferences
import WorkingDays

extension ConferenceCommands {
    struct Tick: ConferenceChange {
        static let configuration = CommandConfiguration(
            commandName: "tick", abstract: "Tick off one of the partnership's own obligations.",
            usage: """
                quorate conference tick HK-26-014 room-booked
                quorate conference tick HK-26-014#3 consent-signed
                """)

        @Argument(help: "The conference, or the invitation whose obligation it is.", transform: ConferencePlace.init)
        var place: ConferencePlace
        @Argument(
            help: "The obligation's name in the policy.",
            transform: { text in do { return try ObligationName(text) } catch { throw ValidationError("\(error)") } })
        var name: ObligationName
        @OptionGroup var when: DayOption
        @OptionGroup var change: ChangeOptions

        var conference: ConferenceReference { place.conference }

        func command(on day: CalendarDate) -> ConferenceCommand { .tick(name, invitation: place.number, on: day) }
    }

    /// What reminders are about: everything of a conference, or one obligation.
    struct RemindersArgument: ParsableArguments {
        @Argument(help: "The conference, or the invitation whose obligation it is.", transform: ConferencePlace.init)
        var place: ConferencePlace
        @Option(
            help: ArgumentHelp("Only those about this obligation, by its kind, like submitReport.", valueName: "kind"))
        var obligation: ObligationKind?

        mutating func validate() throws {
            if place.number != nil, obligation == nil {
                throw ValidationError("Say which obligation of the invitation is meant: --obligation submitReport.")
            }
        }

        var id: ObligationID? {
            obligation.map { ObligationID(.conference(place.conference), place: place.number, kind: $0) }
        }
    }

    struct Hold: PermittedCommand {
        static let needs: Set<Permission> = [.changeCases]
        static let configuration = CommandConfiguration(
            commandName: "hold", abstract: "Hold reminders back until a day.",
            usage: """
                quorate conference hold HK-26-014 --until 2026-10-20 --reason TEXT
                quorate conference hold HK-26-014#3 --obligation submitReport --until 2026-10-20 --reason TEXT
                """)

        @OptionGroup var reminders: RemindersArgument
        @Option(
            help: ArgumentHelp("The day on which they leave again, as YYYY-MM-DD.", valueName: "date"), transform: day)
        var until: CalendarDate
        @OptionGroup var reason: ReasonOption
        @OptionGroup var change: ChangeOptions

        func run() async throws {
            let reason = try reason.note()
            try await change.perform(Self.self, on: reminders.place.conference) { [id = reminders.id, until] _ in
                .holdReminders(id, until: until, reason: reason)
            }
        }
    }

    struct Release: PermittedCommand {
        static let needs: Set<Permission> = [.changeCases]
        static let configuration = CommandConfiguration(
            commandName: "release", abstract: "Let reminders leave again that were held back.")

        @OptionGroup var reminders: RemindersArgument
        @OptionGroup var change: ChangeOptions

        func run() async throws {
            try await change.perform(Self.self, on: reminders.place.conference) { [id = reminders.id] _ in
                .releaseReminders(id)
            }
        }
    }
}
