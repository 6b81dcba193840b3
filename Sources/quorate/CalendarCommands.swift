import ArgumentParser
import Conferences
import Daemon
import Persistence
import WorkingDays

/// `quorate calendar …`
struct CalendarCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calendar", abstract: "Show the days that do not count, and what changing them changes.",
        discussion: """
            The calendar is what the configuration says, with the days that are set apart by `calendar close` and \
            `calendar holiday` or on the pages. These count at once, and whoever is affected is told. When the \
            configuration has changed, the daemon counts every open deadline anew at its next start; `calendar apply` does \
            so at once.
            """,
        subcommands: [Show.self, Close.self, AddHoliday.self, TakeBack.self, Check.self, Apply.self])

    struct Show: PermittedCommand {
        static let needs: Set<Permission> = [.readRules]
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "List a year's bank holidays and closed days with the source of each.")

        @Argument(help: "The year (otherwise this one).") var year: Int?
        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let (configuration, database) = try await store.open(for: Self.self)
            let calendar = try await database.read { try configuration.rulebook.calendar($0) }
            let year = year ?? EuropeLondon.local(SystemWallClock().now).date.year
            guard (calendar.firstDate.year...calendar.lastDate.year).contains(year) else {
                throw ValidationError(
                    "\(year) lies outside the calendar; give a year from \(calendar.firstDate.year) to "
                        + "\(calendar.lastDate.year).")
            }
            let days = try calendar.daysApart(in: year)
            if json {
                try Output.json(
                    DescribedYear(
                        year: year, division: calendar.division.rawValue, publishedThrough: calendar.publishedThrough,
                        days: days.map(DescribedYear.Day.init)))
                return
            }
            print("\(calendar.division.title), \(year)\n")
            var table = Table(header: ["day", "what"])
            for (date, kind) in days { table.add([date.brief, kind.because()]) }
            print(table.text(indent: "  "))
            print("\nBank holidays are published through \(calendar.publishedThrough.spelledOut).")
        }
    }

    struct Check: PermittedCommand {
        static let needs: Set<Permission> = [.readRules]
        static let configuration = CommandConfiguration(
            commandName: "check",
            abstract: "Say what counting by the configured calendar would change; nothing is changed.",
            discussion: "Exit code 3 when it would change something.")

        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let (configuration, database) = try await store.open(for: Self.self)
            let rules = RulesInForce(database: database, rulebook: configuration.rulebook)
            let reports = try await rules.calendarDiffers() ? rules.foreseen(now: SystemWallClock().now) : []
            try CountedAnew(reports: reports).show(json: json, whenSame: "No deadline and no message would change.")
            guard reports.isEmpty else {
                throw CommandFailure(
                    code: .found, message: "Counting by the configured calendar changes what is listed above.")
            }
        }
    }

    struct Apply: PermittedCommand {
        static let needs: Set<Permission> = [.changeRules]
        static let configuration = CommandConfiguration(
            commandName: "apply",
            abstract: "Count every open deadline by the configured calendar, and tell whoever's deadline moves.",
            discussion: "Otherwise the daemon does so at its next start.")

        @OptionGroup var change: ChangeOptions

        func run() async throws {
            let (configuration, database) = try await change.store.open(for: Self.self)
            let rules = RulesInForce(database: database, rulebook: configuration.rulebook)
            let now = SystemWallClock().now
            let reports = try await rules.calendarDiffers() ? rules.foreseen(now: now) : []
            if !change.dryRun { try await rules.adopt(now: now) }
            if change.dryRun, !change.json { print("DRY RUN: nothing was changed. This is what would be.\n") }
            try CountedAnew(reports: reports).show(
                json: change.json, whenSame: "Every deadline is counted by the configured calendar already.")
        }
    }
}

/// What another calendar changes.
struct CountedAnew {
    let reports: [ChangeReport]

    func show(json: Bool, whenSame: String) throws {
        if json {
            try Output.json(
                Described(summary: ChangeSummary(reports), changes: reports.map(DescribedChanges.Change.init)))
            return
        }
        guard !reports.isEmpty else {
            print(whenSame)
            return
        }
        let page = ChangePage(reports: reports, isDryRun: false)
        print(
            (["OPEN WORK", ChangeSummary(reports).text] + reports.flatMap { [""] + page.lines($0) })
                .joined(separator: "\n"))
    }

    private struct Described: Encodable {
        let summary: ChangeSummary
        let changes: [DescribedChanges.Change]
    }
}

private struct DescribedYear: Encodable {
    let year: Int
    let division: String
    let publishedThrough: CalendarDate
    let days: [Day]

    struct Day: Encodable {
        let date: CalendarDate
        let counts: Bool
        let what: String

        init(_ day: (date: CalendarDate, kind: DayKind)) {
            date = day.date
            if case .workingDayByRemoval = day.kind { counts = true } else { counts = false }
            what = day.kind.because()
        }
    }
}
