import ArgumentParser
import Conferences
import Daemon
import Persistence
import WorkingDays

/// `quorate discussion …`
struct DiscussionCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "discussion", abstract: "List, show and change strategy discussions.",
        subcommands: [List.self, Show.self, Agenda.self],
        groupedSubcommands: [
            CommandGroup(
                name: "Arranging",
                subcommands: [
                    Arrange.self, Move.self, Cancel.self, Add.self, Withdraw.self, AssignChair.self,
                ]),
            CommandGroup(
                name: "The discussion",
                subcommands: [
                    Attendance.self, Correct.self, Hold.self, Section47.self, Close.self,
                ]),
            CommandGroup(
                name: "The agenda",
                subcommands: [
                    Consider.self, FlagArea.self, Answer.self, Action.self,
                ]),
            CommandGroup(name: "What is owed", subcommands: [Tick.self, Silence.self, Release.self]),
        ])
}

/// The discussion that a command changes, and the day on which it happened.
struct DiscussionChange: ParsableArguments {
    @Argument(help: "The discussion's reference.", transform: referenceArgument)
    var reference: DiscussionReference
    @Option(help: "The day on which it happened, as YYYY-MM-DD (otherwise today).", transform: day)
    var on: CalendarDate?
    @OptionGroup var change: ChangeOptions

    func give(
        _ kind: any PermittedCommand.Type, _ command: @escaping @Sendable (CalendarDate) throws -> DiscussionCommand
    ) async throws {
        let on = on
        try await change.perform(kind, on: reference) { today in try command(on ?? today) }
    }
}

extension DiscussionCommands {
    struct List: PermittedCommand {
        static let needs: Set<Permission> = [.readCases]
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List discussions in order of day.")

        @Option(help: "Not before this day, as YYYY-MM-DD.", transform: day) var from: CalendarDate?
        @Option(help: "Not after this day, as YYYY-MM-DD.", transform: day) var to: CalendarDate?
        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let (_, database) = try await store.open(for: Self.self)
            let lines = try await database.read { [from, to] in
                try DiscussionReadings($0).list(from: from, to: to, now: SystemWallClock().now)
            }
            if json {
                try Output.json(lines.map(ListedDiscussion.init))
                return
            }
            guard !lines.isEmpty else {
                print("No strategy discussions. `quorate discussion arrange` sets one up.")
                return
            }
            var table = Table(header: [
                "reference", "day", "time", "status", "section 47", "present", "minutes", "open", "overdue",
            ])
            for line in lines {
                table.add([
                    line.reference.text, line.sitting.on.brief, line.sitting.at.shortText, line.status,
                    line.isSection47.map { $0 ? "begun" : "not begun" } ?? "-",
                    "\(line.present)/\(line.participants)", "\(line.minutesReceived)/\(line.present)",
                    "\(line.outstanding)", line.overdue == 0 ? "-" : "\(line.overdue)",
                ])
            }
            print(table.text())
        }
    }

    struct Show: PermittedCommand {
        static let needs: Set<Permission> = [.readCases]
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: "Show one discussion: who takes part, its agenda, what is owed, and what was and will be sent.",
            discussion: "The trail keeps who looked, and when (audit show).")

        @Argument(help: "The discussion's reference.", transform: referenceArgument)
        var reference: DiscussionReference
        @Flag(help: "Show what people typed, too.") var notes = false
        @Flag(help: "List the reminders that were stopped, too.") var all = false
        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let (configuration, database) = try await store.open(for: Self.self)
            let (notes, all, now) = (notes, all, SystemWallClock().now)
            let command = "discussion show \(reference)\(notes ? " --notes" : "")"
            let page = try await database.write { [reference, actor = configuration.actor] session in
                _ = try session.read(reference, by: command, actor: actor, now: now)
                let readings = ConferenceReadings(session)
                guard
                    let dossier = try DiscussionReadings(session).dossier(
                        of: reference, rulebook: configuration.rulebook)
                else { preconditionFailure("it has just been read") }
                return DiscussionPage(
                    discussion: dossier.discussion,
                    owed: OwedTables(
                        obligations: dossier.obligations, policy: dossier.policy,
                        reminders: try readings.reminders(of: .discussion(reference)), now: now, showsStopped: all),
                    agencies: try DirectoryReadings(session).names(of: dossier.discussion.participants.map(\.agency)),
                    kinds: dossier.agencyKinds, showsNotes: notes)
            }
            if json { try Output.json(page.described) } else { print(page.text) }
        }
    }

    struct Agenda: PermittedCommand {
        static let needs: Set<Permission> = [.readCases]
        static let configuration = CommandConfiguration(
            commandName: "agenda", abstract: "Print a discussion's agenda with what is addressed.",
            discussion: "Anybody invited may see it: it holds no notes unless --notes asks for them.")

        @Argument(help: "The discussion's reference.", transform: referenceArgument)
        var reference: DiscussionReference
        @Flag(help: "Print what was noted, too.") var notes = false
        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let (configuration, database) = try await store.open(for: Self.self)
            let command = "discussion agenda \(reference)\(notes ? " --notes" : "")"
            let sheet = try await database.write { [reference, notes, actor = configuration.actor] session in
                AgendaSheet(
                    of: try session.read(reference, by: command, actor: actor, now: SystemWallClock().now),
                    withNotes: notes)
            }
            if json {
                try Output.json(DescribedSheet(sheet))
            } else {
                print(sheet.text, terminator: "")
            }
        }
    }
}

extension DatabaseSession {
    /// The discussion, its reading recorded in the trail.
    ///
    /// - Throws: The refusal of a reference that nobody has, with those that resemble it.
    func read(
        _ reference: DiscussionReference, by command: String, actor: String, now: Timestamp
    ) throws -> Discussion {
        let readings = ConferenceReadings(self)
        guard let discussion = try readings.discussion(reference) else {
            throw Near.unknown(
                "No strategy discussion is known as \(reference).",
                try readings.discussions(like: reference.text).map(\.text))
        }
        try TrailRecorder(self).recordRead(
            of: discussion.caseReference, through: nil, by: command, actor: actor, at: now)
        return discussion
    }
}

private struct ListedDiscussion: Encodable {
    let reference: String
    let on: CalendarDate
    let at: String
    let place: String
    let status: String
    let section47: Bool?
    let participants: Int
    let present: Int
    let minutesReceived: Int
    let outstanding: Int
    let overdue: Int

    init(_ line: DiscussionReadings.Line) {
        reference = line.reference.text
        on = line.sitting.on
        at = line.sitting.at.shortText
        place = line.sitting.place
        status = line.status
        section47 = line.isSection47
        participants = line.participants
        present = line.present
        minutesReceived = line.minutesReceived
        outstanding = line.outstanding
        overdue = line.overdue
    }
}
