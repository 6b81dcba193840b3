import ArgumentParser
import Conferences
import Daemon
import Persistence
import WorkingDays

struct ConferenceCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "conference", abstract: "List and show conferences.", subcommands: [List.self, Show.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List conferences in order of day.")

        @Option(help: "Not before this day, as YYYY-MM-DD.", transform: day) var from: CalendarDate?
        @Option(help: "Not after this day, as YYYY-MM-DD.", transform: day) var to: CalendarDate?
        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let (_, database) = try await store.open()
            let lines = try await database.read { [from, to] in
                try ConferenceReadings($0).list(from: from, to: to, now: SystemWallClock().now)
            }
            if json {
                try Output.json(lines.map(ListedConference.init))
                return
            }
            guard !lines.isEmpty else {
                print("No conferences. `quorate import` brings them in.")
                return
            }
            var table = Table(header: [
                "reference", "day", "time", "type", "status", "replies", "reports", "open", "overdue",
            ])
            for line in lines {
                table.add([
                    line.reference.text, line.sitting.on.brief, line.sitting.at.shortText, line.type.rawValue,
                    line.status, "\(line.replied)/\(line.invited)", "\(line.reports)/\(line.invited)",
                    "\(line.outstanding)", line.overdue == 0 ? "-" : "\(line.overdue)",
                ])
            }
            print(table.text())
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show one conference: its invitees, what is owed, and what was and will be sent.",
            discussion: "The trail keeps who looked, and when (audit show).")

        @Argument(help: "The conference's reference.", transform: conferenceReference)
        var reference: ConferenceReference
        @Flag(help: "List the reminders that were stopped, too.") var all = false
        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let (configuration, database) = try await store.open()
            let (reference, actor, now) = (reference, store.actor, SystemWallClock().now)
            let rulebook = configuration.rulebook
            let (found, policy, reminders, agencies, near) = try await database.write { session in
                let readings = ConferenceReadings(session)
                let found = try readings.conference(reference)
                if let found {
                    try TrailRecorder(session).recordRead(
                        of: found.caseReference, through: reference, by: "conference show", actor: actor, at: now)
                }
                return (
                    found, try RuleSets(session, rulebook: rulebook).policy(found?.ruleSet ?? 1),
                    try readings.reminders(of: .conference(reference)), try readings.agencyNames(),
                    found == nil ? try readings.references(like: reference.text) : []
                )
            }
            guard let conference = found else {
                let hint = near.isEmpty ? "" : " Did you mean \(near.map(\.text).joined(separator: " or "))?"
                throw CommandFailure(code: .failed, message: "Error: No conference is known as \(reference).\(hint)")
            }
            let obligations = try conference.obligations(under: policy, calendar: configuration.calendar)
            let page = ConferencePage(
                conference: conference, obligations: obligations, policy: policy, reminders: reminders,
                agencies: agencies,
                now: SystemWallClock().now, showsStopped: all)
            if json { try Output.json(page.described) } else { print(page.text) }
        }
    }
}

/// A conference's reference as an argument.
func conferenceReference(_ text: String) throws -> ConferenceReference {
    do { return try ConferenceReference(text) } catch { throw ValidationError("\(error)") }
}

extension TimeOfDay {
    /// `10:00`.
    var shortText: String { String(description.prefix(5)) }
}

private struct ListedConference: Encodable {
    let reference: String
    let type: String
    let on: CalendarDate
    let at: String
    let place: String
    let status: String
    let invited: Int
    let replied: Int
    let reports: Int
    let outstanding: Int
    let overdue: Int

    init(_ line: ConferenceReadings.Line) {
        reference = line.reference.text
        type = line.type.rawValue
        on = line.sitting.on
        at = line.sitting.at.shortText
        place = line.sitting.place
        status = line.status
        invited = line.invited
        replied = line.replied
        reports = line.reports
        outstanding = line.outstanding
        overdue = line.overdue
    }
}
