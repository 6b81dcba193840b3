import ArgumentParser
import Conferences
import Persistence
import WorkingDays

// When, where, and with whom.
extension DiscussionCommands {
    struct Arrange: PermittedCommand {
        static let needs: Set<Permission> = [.changeCases]
        static let configuration = CommandConfiguration(
            commandName: "arrange", abstract: "Arrange a discussion.",
            discussion: "It takes the partnership's latest agenda and the rules in force, and keeps both.")

        @OptionGroup var discussion: DiscussionChange
        @Option(name: .customLong("case"), help: "The case's reference.", transform: referenceArgument)
        var caseReference: CaseReference
        @Option(help: "Its day, as YYYY-MM-DD.", transform: day) var date: CalendarDate
        @Option(help: "Its time in London, as HH:MM.", transform: timeOfDay) var time: TimeOfDay
        @Option(help: "A venue, or video.") var place: String
        @Option(help: "The person who chairs it.", transform: referenceArgument) var chair: PersonReference
        @Flag(help: "The case is open to social care already.") var openCase = false

        func run() async throws {
            let (reference, on) = (discussion.reference, discussion.on)
            let sitting = Sitting(on: date, at: time, place: place)
            try await discussion.change.perform(Self.self) { [caseReference, chair, openCase] registrar, today in
                try registrar.perform(
                    .arrange(
                        Arrangement(
                            caseReference: caseReference, sitting: sitting, chair: chair, isCaseOpen: openCase,
                            agenda: registrar.latestAgenda(), on: on ?? today)),
                    on: reference)
            }
        }
    }

    struct Move: PermittedCommand {
        static let needs: Set<Permission> = [.changeCases]
        static let configuration = CommandConfiguration(
            commandName: "move", abstract: "Move a discussion to another day, time or place.",
            discussion: "What is not given stays.")

        @OptionGroup var discussion: DiscussionChange
        @Option(help: "Its new day, as YYYY-MM-DD.", transform: day) var date: CalendarDate?
        @Option(help: "Its new time in London, as HH:MM.", transform: timeOfDay) var time: TimeOfDay?
        @Option(help: "Its new place.") var place: String?

        func validate() throws {
            if date == nil, time == nil, place == nil { throw ValidationError("Give --date, --time or --place.") }
        }

        func run() async throws {
            let (reference, on) = (discussion.reference, discussion.on)
            try await discussion.change.perform(Self.self) { [date, time, place] registrar, today in
                guard let now = try registrar.discussion(reference)?.sitting else {
                    throw DiscussionRefusal.notArranged(reference)
                }
                let sitting = Sitting(on: date ?? now.on, at: time ?? now.at, place: place ?? now.place)
                try registrar.perform(.move(sitting, on: on ?? today), on: reference)
            }
        }
    }

    struct Cancel: PermittedCommand {
        static let needs: Set<Permission> = [.changeCases]
        static let configuration = CommandConfiguration(
            commandName: "cancel", abstract: "Cancel a discussion that will not be held.")

        @OptionGroup var discussion: DiscussionChange
        @Option(help: "Why. \(TypedNote.hint)") var reason: TypedNote

        func run() async throws {
            let reason = try reason.note()
            try await discussion.give(Self.self) { .cancel(on: $0, reason: reason) }
        }
    }

    struct Add: PermittedCommand {
        static let needs: Set<Permission> = [.changeCases]
        static let configuration = CommandConfiguration(
            commandName: "add", abstract: "Invite an agency, by role or by name, to a discussion.")

        @OptionGroup var discussion: DiscussionChange
        @Option(help: "The agency's code.", transform: referenceArgument) var agency: AgencyCode
        @Option(help: "Who takes part for it (otherwise it is invited by role).", transform: referenceArgument)
        var person: PersonReference?

        func run() async throws {
            try await discussion.give(Self.self) { [agency, person] in
                .addParticipant(agency: agency, person: person, on: $0)
            }
        }
    }

    struct Withdraw: PermittedCommand {
        static let needs: Set<Permission> = [.changeCases]
        static let configuration = CommandConfiguration(
            commandName: "withdraw", abstract: "Withdraw the invitation of a participant.")

        @OptionGroup var discussion: DiscussionChange
        @Argument(help: "The participant's number.") var participant: Int

        func run() async throws {
            try await discussion.give(Self.self) { [participant] in .withdrawParticipant(participant, on: $0) }
        }
    }

    struct AssignChair: PermittedCommand {
        static let needs: Set<Permission> = [.changeCases]
        static let configuration = CommandConfiguration(
            commandName: "assign-chair", abstract: "Name another chair for a discussion.")

        @OptionGroup var discussion: DiscussionChange
        @Argument(help: "The person who chairs it from now on.", transform: referenceArgument)
        var person: PersonReference

        func run() async throws {
            try await discussion.give(Self.self) { [person] in .assignChair(person, on: $0) }
        }
    }
}
