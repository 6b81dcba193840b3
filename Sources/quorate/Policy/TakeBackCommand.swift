import ArgumentParser
import Conferences
import Daemon
import Persistence
import WorkingDays

extension PolicyCommands {
    struct TakeBack: PermittedCommand {
        static let needs: Set<Permission> = [.changeRules]
        static let configuration = CommandConfiguration(
            commandName: "withdraw", abstract: "Take a rule set back before the day from which it is in force.",
            discussion: """
                What follows it already and has not met yet follows the set in force instead; whoever's deadline moves by \
                that is told. Its number is not used again.
                """)

        @Argument(help: "Which rule set.") var number: Int
        @OptionGroup var change: ChangeOptions

        func run() async throws {
            let (configuration, database) = try await change.store.open(for: Self.self)
            let (actor, now) = (configuration.actor, SystemWallClock().now)
            let work: @Sendable (any DatabaseSession) throws -> PolicyChange = { [number] session in
                let registrar = Registrar(
                    session, rulebook: configuration.rulebook, actor: actor, now: now, notesChanges: true)
                return try registrar.takeBack(ruleSet: number)
            }
            let taken =
                change.dryRun ? try await Rehearsed.run(database, work) : try await database.write(work)
            if change.json {
                try Output.json(
                    Described(
                        dryRun: change.dryRun, takenBack: number, inForce: taken.after.number,
                        followAgain: taken.pinned ?? 0, changes: taken.reports.map(DescribedChanges.Change.init)))
                return
            }
            if change.dryRun { print("DRY RUN: nothing is changed. This is what would be.\n") }
            print(
                "Rule set \(number) is taken back. Following rule set \(taken.after.number) again: \(taken.pinned ?? 0)."
            )
            let page = ChangePage(reports: taken.reports, isDryRun: false)
            for report in taken.reports { print(([""] + page.lines(report)).joined(separator: "\n")) }
        }

        private struct Described: Encodable {
            let dryRun: Bool
            let takenBack: Int
            let inForce: Int
            let followAgain: Int
            let changes: [DescribedChanges.Change]
        }
    }
}
