import ArgumentParser
import Conferences
import Daemon
import Persistence
import WorkingDays

struct MeasuresCommand: PermittedCommand {
    static let needs: Set<Permission> = [.readFigures]
    static let configuration = CommandConfiguration(
        commandName: "measures", abstract: "The audit for quality assurance: figures over agencies and a period.",
        discussion: """
            For each agency, counted only where it was invited to a conference of the period that has met: attendance, \
            delegates, apologies with and without a report, absence without apology; reports, and those in time; \
            discussed with the family, in time, and how; significant others covered. For the partnership: quorate, \
            letters, records, core groups, initial conferences and reviews by their deadlines, the agenda and the \
            minutes of strategy discussions. No case is named.
            """)

    @Option(
        help: "The first day, as YYYY-MM-DD; of the three months that end with the last otherwise.",
        transform: day)
    var from: CalendarDate?
    @Option(
        help: "The last day, as YYYY-MM-DD; today otherwise.",
        transform: day)
    var to: CalendarDate?
    @Option(help: "Only this agency, by its code.", transform: referenceArgument) var agency: AgencyCode?
    @Flag(help: "Print JSON.") var json = false
    @Flag(help: "Print CSV: a line for each agency and measure, with both counts.") var csv = false
    @OptionGroup var store: StoreOptions

    func validate() throws {
        if json, csv { throw ValidationError("Use either --json or --csv.") }
    }

    func run() async throws {
        let (configuration, database) = try await store.open(for: Self.self)
        let now = SystemWallClock().now
        guard let period = MeasuredPeriod(from: from, to: to, today: EuropeLondon.local(now).date) else {
            throw ValidationError("The period would end before it begins: give --from a day that is not after --to.")
        }
        let page = try await database.read { [agency, rulebook = configuration.rulebook] session in
            MeasuresPage(
                figures: try AuditFigures(
                    session, period, only: agency, calendar: rulebook.calendar(session), now: now))
        }
        if json {
            try Output.json(page.described)
        } else {
            print(csv ? page.figures.csv : page.text, terminator: csv ? "" : "\n")
        }
    }
}
