import ArgumentParser
import Conferences
import Daemon
import Persistence
import WorkingDays

extension CalendarCommands {
    struct Close: PermittedCommand {
        static let needs: Set<Permission> = [.changeRules]
        static let configuration = CommandConfiguration(
            commandName: "close",
            abstract: "Set days apart on which the offices are closed, though they are no bank holidays.",
            discussion: """
                They pull deadlines before a conference earlier and never extend later ones, and nothing is sent on them. \
                Every open deadline that they touch is counted anew, and whoever's deadline moves is told.
                """)

        @Argument(help: "The first day, or the only one, as YYYY-MM-DD.", transform: day) var first: CalendarDate
        @Option(
            help: "The last day; weekends and bank holidays between the two stay what they are.", transform: day)
        var to: CalendarDate?
        @Option(
            help: ArgumentHelp("Why; shown wherever a deadline is explained.", valueName: "text"),
            transform: DaysToSetApart.title)
        var reason: String
        @OptionGroup var change: ChangeOptions

        func run() async throws {
            try await DaysToSetApart(change: change).perform(Self.self, as: "Closed") {
                [first, to, reason] in try $0.setApart(.closed, from: first, to: to ?? first, title: reason)
            }
        }
    }

    struct AddHoliday: PermittedCommand {
        static let needs: Set<Permission> = [.changeRules]
        static let configuration = CommandConfiguration(
            commandName: "holiday", abstract: "Add a bank holiday that GOV.UK's list lacks.",
            discussion: """
                For one that is proclaimed and not listed yet. It counts for no deadline. Once the list has it too, the \
                list is followed.
                """)

        @Argument(help: "The day, as YYYY-MM-DD.", transform: day) var on: CalendarDate
        @Option(help: ArgumentHelp("What it is called.", valueName: "text"), transform: DaysToSetApart.title)
        var name: String
        @OptionGroup var change: ChangeOptions

        func run() async throws {
            try await DaysToSetApart(change: change).perform(Self.self, as: "Bank holiday") { [on, name] in
                try $0.setApart(.holiday, from: on, to: on, title: name)
            }
        }
    }

    struct TakeBack: PermittedCommand {
        static let needs: Set<Permission> = [.changeRules]
        static let configuration = CommandConfiguration(
            commandName: "withdraw", abstract: "Make a day that was set apart an ordinary day again.",
            discussion: "One that the configuration sets apart is changed there.")

        @Argument(help: "The day, as YYYY-MM-DD.", transform: day) var on: CalendarDate
        @OptionGroup var change: ChangeOptions

        func run() async throws {
            try await DaysToSetApart(change: change).perform(Self.self, as: "Taken back") { [on] in
                try $0.takeBack(dayApart: on)
            }
        }
    }
}

/// Days set apart by a command, or taken back: done, or only foreseen, and told.
private struct DaysToSetApart {
    let change: ChangeOptions

    @Sendable static func title(_ text: String) throws -> String {
        let title = text.trimmingPrefix(while: \.isWhitespace)
        guard !title.isEmpty else { throw ValidationError("Say in some words why, or what the holiday is called.") }
        return String(title)
    }

    func perform(
        _ kind: any PermittedCommand.Type, as what: String,
        _ body: @escaping @Sendable (Registrar) throws -> CalendarChange
    ) async throws {
        let (configuration, database) = try await change.store.open(for: kind)
        let (actor, now) = (configuration.actor, SystemWallClock().now)
        let work: @Sendable (any DatabaseSession) throws -> CalendarChange = { session in
            try body(
                Registrar(session, rulebook: configuration.rulebook, actor: actor, now: now, notesChanges: true))
        }
        let made = change.dryRun ? try await Rehearsed.run(database, work) : try await database.write(work)
        if change.json {
            try Output.json(
                Described(
                    dryRun: change.dryRun, days: made.days, passedOver: made.passedOver,
                    sitting: made.sitting.map(\.matter.reference),
                    summary: ChangeSummary(made.reports), changes: made.reports.map(DescribedChanges.Change.init)))
            return
        }
        if change.dryRun { print("DRY RUN: nothing was changed. This is what would be.\n") }
        for day in made.days { print("\(what): \(day.spelledOut).") }
        for one in made.sitting {
            print("To meet on \(one.on.spelledOut): \(one.matter.reference). Move it if need be.")
        }
        for day in made.passedOver { print("Stays as it is: \(day.spelledOut).") }
        print("")
        try CountedAnew(reports: made.reports).show(json: false, whenSame: "No deadline and no message changes.")
    }

    private struct Described: Encodable {
        let dryRun: Bool
        let days: [CalendarDate]
        let passedOver: [CalendarDate]
        let sitting: [String]
        let summary: ChangeSummary
        let changes: [DescribedChanges.Change]
    }
}
