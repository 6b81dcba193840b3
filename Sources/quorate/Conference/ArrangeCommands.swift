import ArgumentParser
import Conferences
import Persistence
import WorkingDays

extension ConferenceCommands {
    struct Request: ConferenceChange {
        static let configuration = CommandConfiguration(
            commandName: "request", abstract: "Ask for a conference that has no date yet.")

        @Argument(help: "A reference for the new conference.", transform: referenceArgument)
        var conference: ConferenceReference
        @Option(help: "Its type.") var type: ConferenceType
        @Option(name: .customLong("case"), help: "The case's reference.", transform: referenceArgument)
        var caseReference: CaseReference
        @Option(help: "Who asks for it: the lead social worker.", transform: referenceArgument)
        var requestedBy: PersonReference
        @Option(help: "The strategy discussion that led to it.", transform: referenceArgument)
        var discussion: DiscussionReference?
        @OptionGroup var when: DayOption
        @OptionGroup var change: ChangeOptions

        func command(on day: CalendarDate) -> ConferenceCommand {
            .request(
                ConferenceRequest(
                    type: type, caseReference: caseReference, requestedBy: requestedBy, discussion: discussion, on: day)
            )
        }
    }

    struct Schedule: PermittedCommand {
        static let needs: Set<Permission> = [.changeCases]
        static let configuration = CommandConfiguration(
            commandName: "schedule", abstract: "Give a conference its day, time and place.",
            discussion: "A conference that was requested keeps its type, case, discussion and lead social worker.")

        @Argument(help: .conference, transform: referenceArgument) var conference: ConferenceReference
        @Option(help: "Its type; as requested otherwise.") var type: ConferenceType?
        @Option(
            name: .customLong("case"), help: "The case's reference; as requested otherwise.",
            transform: referenceArgument)
        var caseReference: CaseReference?
        @Option(
            name: .customLong("day"), help: ArgumentHelp("The day on which it sits, as YYYY-MM-DD.", valueName: "date"),
            transform: day)
        var sitsOn: CalendarDate
        @Option(help: ArgumentHelp("When it begins, as HH:MM.", valueName: "time"), transform: timeOfDay) var at:
            TimeOfDay
        @Option(help: "The venue, or video.") var place: String
        @Option(help: ArgumentHelp("Where those who take part by video go.", valueName: "url")) var videoLink: String?
        @Option(help: ArgumentHelp("Who chairs it.", valueName: "person"), transform: referenceArgument)
        var chair: PersonReference
        @Option(help: ArgumentHelp("Who arranges it.", valueName: "person"), transform: referenceArgument)
        var administrator: PersonReference
        @Option(help: ArgumentHelp("Who works with the family.", valueName: "person"), transform: referenceArgument)
        var leadSocialWorker: PersonReference?
        @Option(help: "The strategy discussion that led to it.", transform: referenceArgument)
        var discussion: DiscussionReference?
        @Option(
            help: ArgumentHelp(
                "With whom every report is shared: mother, father, carer, child or other-parental-responsibility, joined by commas; a second one like carer:2.",
                valueName: "recipients"), transform: asFamilyRecipients)
        var family: [FamilyRecipient]
        @Option(
            name: .customLong("child"),
            help: ArgumentHelp("A child's reference; give the option once for each.", valueName: "child"),
            transform: referenceArgument)
        var children: [ChildReference] = []
        @OptionGroup var when: DayOption
        @OptionGroup var change: ChangeOptions

        func run() async throws {
            let sitting = Sitting(on: sitsOn, at: at, place: place, videoLink: videoLink)
            let settledOn = when.date
            let plan = (
                type, caseReference, chair, administrator, leadSocialWorker, discussion, family, children
            )
            try await change.perform(Self.self) { [conference] registrar, _ in
                let (type, caseReference, chair, administrator, leadSocialWorker, discussion, family, children) = plan
                var request: ConferenceRequest?
                if case .requested(let earlier)? = try registrar.state(conference) { request = earlier }
                guard let type = type ?? request?.type, let caseReference = caseReference ?? request?.caseReference
                else {
                    throw CommandFailure(
                        code: .wrongUse,
                        message: "Error: Nothing was requested under \(conference); give --type and --case.")
                }
                try registrar.perform(
                    .schedule(
                        Scheduling(
                            type: type, caseReference: caseReference, sitting: sitting, chair: chair,
                            administrator: administrator, familyRecipients: family, on: settledOn,
                            leadSocialWorker: leadSocialWorker, discussion: discussion,
                            children: children.isEmpty ? nil : children)), on: conference)
            }
        }
    }

    struct Move: PermittedCommand {
        static let needs: Set<Permission> = [.changeCases]
        static let configuration = CommandConfiguration(
            commandName: "move", abstract: "Give a conference another day, time or place.",
            discussion: "What is not given stays. Another day or time asks everybody invited anew.")

        @Argument(help: .conference, transform: referenceArgument) var conference: ConferenceReference
        @Option(
            name: .customLong("day"), help: ArgumentHelp("The new day, as YYYY-MM-DD.", valueName: "date"),
            transform: day)
        var sitsOn: CalendarDate?
        @Option(help: ArgumentHelp("The new time, as HH:MM.", valueName: "time"), transform: timeOfDay) var at:
            TimeOfDay?
        @Option(help: "The new venue, or video.") var place: String?
        @Option(help: ArgumentHelp("Where those who take part by video go.", valueName: "url")) var videoLink: String?
        @OptionGroup var when: DayOption
        @OptionGroup var change: ChangeOptions

        mutating func validate() throws {
            guard sitsOn != nil || at != nil || place != nil || videoLink != nil else {
                throw ValidationError("Give what changes: --day, --at, --place or --video-link.")
            }
        }

        func run() async throws {
            let settledOn = when.date
            try await change.perform(Self.self) { [conference, sitsOn, at, place, videoLink] registrar, _ in
                guard let present = try registrar.conference(conference)?.sitting else {
                    throw ConferenceRefusal.notScheduled(conference)
                }
                let sitting = Sitting(
                    on: sitsOn ?? present.on, at: at ?? present.at, place: place ?? present.place,
                    videoLink: videoLink ?? present.videoLink)
                try registrar.perform(.reschedule(sitting, on: settledOn), on: conference)
            }
        }
    }

    struct Cancel: ConferenceChange {
        static let configuration = CommandConfiguration(
            commandName: "cancel", abstract: "Cancel a conference, or drop the request for one.")

        @Argument(help: .conference, transform: referenceArgument) var conference: ConferenceReference
        @OptionGroup var reason: ReasonOption
        @OptionGroup var when: DayOption
        @OptionGroup var change: ChangeOptions

        func command(on day: CalendarDate) throws -> ConferenceCommand { .cancel(on: day, reason: try reason.note()) }
    }

    struct Close: ConferenceChange {
        static let configuration = CommandConfiguration(
            commandName: "close", abstract: "Close a conference of which everything has been recorded.")

        @Argument(help: .conference, transform: referenceArgument) var conference: ConferenceReference
        @OptionGroup var when: DayOption
        @OptionGroup var change: ChangeOptions

        func command(on day: CalendarDate) -> ConferenceCommand { .close(on: day) }
    }

    struct Assign: ConferenceChange {
        static let configuration = CommandConfiguration(
            commandName: "assign", abstract: "Give a role to somebody else.")

        @Argument(help: .conference, transform: referenceArgument) var conference: ConferenceReference
        @Argument(help: "Which role.") var role: ConferenceRole
        @Argument(help: "Who fills it from now on.", transform: referenceArgument) var person: PersonReference
        @OptionGroup var when: DayOption
        @OptionGroup var change: ChangeOptions

        func command(on day: CalendarDate) -> ConferenceCommand { .assign(role, person, on: day) }
    }

    struct AddChild: ConferenceChange {
        static let configuration = CommandConfiguration(
            commandName: "add-child", abstract: "Name a child whom the conference is about.")

        @Argument(help: .conference, transform: referenceArgument) var conference: ConferenceReference
        @Argument(help: "The child's reference.", transform: referenceArgument) var child: ChildReference
        @OptionGroup var when: DayOption
        @OptionGroup var change: ChangeOptions

        func command(on day: CalendarDate) -> ConferenceCommand { .addChild(child, on: day) }
    }
}
