import ArgumentParser
import Conferences
import Daemon
import Persistence
import WorkingDays

struct ConferenceCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "conference", abstract: "List and show conferences, and record what happens to them.",
        discussion: """
            Every command that changes something says which deadlines moved and which messages that adds or stops; \
            --dry-run says so and changes nothing.
            """,
        groupedSubcommands: [
            CommandGroup(name: "Looking", subcommands: [List.self, Show.self]),
            CommandGroup(
                name: "Arranging",
                subcommands: [
                    Request.self, Schedule.self, Move.self, Cancel.self, Assign.self, AddChild.self, Need.self,
                    Exclusion.self, Split.self,
                ]),
            CommandGroup(
                name: "On the day",
                subcommands: [
                    Register.self, Correct.self, Rule.self, Decide.self, CorrectDecision.self, ExplainAbsence.self,
                ]),
            CommandGroup(
                name: "Afterwards",
                subcommands: [Letter.self, CoreGroup.self, Record.self, Close.self]),
            CommandGroup(name: "Reminders", subcommands: [Tick.self, Hold.self, Release.self]),
        ])
}

extension ConferenceCommands {
    struct List: PermittedCommand {
        static let needs: Set<Permission> = [.readCases]
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List conferences in order of day.")

        @Option(help: "Not before this day, as YYYY-MM-DD.", transform: day) var from: CalendarDate?
        @Option(help: "Not after this day, as YYYY-MM-DD.", transform: day) var to: CalendarDate?
        @Option(help: "Only those that stand like this.")
        var status: ConferenceStatusWord?
        @Option(name: .customLong("case"), help: "Only those of this case.", transform: referenceArgument)
        var caseReference: CaseReference?
        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let (configuration, database) = try await store.open(for: Self.self)
            let filter = ConferenceReadings.Filter(
                from: from, to: to, status: status?.rawValue, caseReference: caseReference)
            let isFiltered = from != nil || to != nil || status != nil || caseReference != nil
            let lines = try await database.read { session in
                try ConferenceReadings(session).list(
                    filter, rules: RuleSets(session, rulebook: configuration.rulebook), now: SystemWallClock().now)
            }
            if json {
                try Output.json(lines.map(ListedConference.init))
            } else if lines.isEmpty {
                print(
                    isFiltered
                        ? "No conferences like that." : "No conferences. `quorate import` brings them in.")
            } else {
                print(ConferenceTable(lines: lines).table.text())
            }
        }
    }

    struct Show: PermittedCommand {
        static let needs: Set<Permission> = [.readCases]
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: "Show one conference: who is invited, what is owed, and what was and will be sent.",
            discussion: "The trail keeps who looked, and when (audit show).")

        @Argument(help: .conference, transform: referenceArgument) var conference: ConferenceReference
        @Flag(help: "List what is settled, and every reminder.") var all = false
        @Flag(help: "Show what people typed, and the categories of plans.") var notes = false
        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let (configuration, database) = try await store.open(for: Self.self)
            let (reference, actor, now) = (conference, configuration.actor, SystemWallClock().now)
            let command = notes ? "conference show --notes" : "conference show"
            let page = try await database.write { [all, notes] session -> ConferencePage in
                let readings = ConferenceReadings(session)
                guard let dossier = try readings.dossier(of: reference, rulebook: configuration.rulebook) else {
                    throw CommandFailure(
                        code: .failed,
                        message: "Error: No conference is known as \(reference)."
                            + Near.hint(try readings.references(like: reference.text).map(\.text)))
                }
                try TrailRecorder(session).recordRead(
                    of: dossier.state.caseReference, through: reference, by: command, actor: actor, at: now)
                return ConferencePage(dossier: dossier, now: now, showsAll: all, showsNotes: notes)
            }
            if json { try Output.json(page.described) } else { print(page.text) }
        }
    }
}

/// A conference's status as an argument.
enum ConferenceStatusWord: String, CaseIterable, ExpressibleByArgument {
    case requested, dropped, scheduled, held, adjourned, cancelled, decided
    case recordIssued = "record-issued"
    case closed
}

/// Conferences as a table.
struct ConferenceTable {
    let lines: [ConferenceReadings.Line]

    var table: Table {
        var table = Table(header: [
            "reference", "day", "time", "type", "status", "quoracy", "replies", "reports", "open", "overdue",
        ])
        for line in lines {
            table.add([
                line.reference.text, line.sitting?.on.brief ?? "no day yet", line.sitting?.at.shortText ?? "",
                line.type.rawValue, line.status, line.quoracyWord, "\(line.replied)/\(line.invited)",
                "\(line.reports)/\(line.asked)", "\(line.outstanding)", line.overdue == 0 ? "-" : "\(line.overdue)",
            ])
        }
        return table
    }
}

extension ConferenceReadings.Line {
    /// What was found, or what is expected.
    fileprivate var quoracyWord: String { quoracy ?? forecast?.verdict.phrase ?? "-" }
}

extension QuoracyForecast.Verdict {
    /// As a table shows it.
    var phrase: String {
        switch self {
        case .quorate: "expected"
        case .open: "open"
        case .inquorate: "NOT EXPECTED"
        }
    }
}

extension QuoracyForecast {
    /// What is wanting: so far, or even if everybody came who may.
    var shortfall: String? {
        switch verdict {
        case .quorate: nil
        case .open: expected.shortfall.map { "so far \($0)" }
        case .inquorate: possible.shortfall.map { "\($0), even if all come who may" }
        }
    }

    /// On whom it hangs.
    func hint(tippedBy: [String], awaited: [String]) -> String {
        switch verdict {
        case .quorate: tippedBy.isEmpty ? "" : "lost without \(Self.anyOne(of: tippedBy))"
        case .open:
            tippedBy.isEmpty ? "more than one has still to accept" : "made by \(Self.anyOne(of: tippedBy))"
        case .inquorate:
            awaited.isEmpty ? "" : "possible with a briefed delegate of \(Self.anyOne(of: awaited))"
        }
    }

    private static func anyOne(of names: [String]) -> String {
        let shown = names.prefix(4).joined(separator: ", ") + (names.count > 4 ? " and \(names.count - 4) more" : "")
        return names.count == 1 ? shown : "any one of \(shown)"
    }
}

extension CalendarDate {
    /// `5 Jan`, where the year is clear from its surroundings.
    var dayAndMonth: String { brief.split(separator: " ").dropFirst().prefix(2).joined(separator: " ") }
}

private struct ListedConference: Encodable {
    let reference: String
    let type: String
    let caseReference: String
    let on: CalendarDate?
    let at: String?
    let place: String?
    let status: String
    let quoracy: String?
    let forecast: String?
    let tippedBy: [Int]
    let invited: Int
    let replied: Int
    let reportsAsked: Int
    let reports: Int
    let outstanding: Int
    let overdue: Int

    init(_ line: ConferenceReadings.Line) {
        reference = line.reference.text
        type = line.type.rawValue
        caseReference = line.caseReference.text
        on = line.sitting?.on
        at = line.sitting?.at.shortText
        place = line.sitting?.place
        status = line.status
        quoracy = line.quoracy
        forecast = line.forecast?.verdict.rawValue
        tippedBy = line.tippedBy.map(\.number)
        invited = line.invited
        replied = line.replied
        reportsAsked = line.asked
        reports = line.reports
        outstanding = line.outstanding
        overdue = line.overdue
    }
}
