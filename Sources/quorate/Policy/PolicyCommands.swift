import ArgumentParser
import Conferences
import Daemon
import Persistence
import WorkingDays

/// `quorate policy …`
struct PolicyCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy", abstract: "Show, check and change the partnership's rules.",
        discussion: """
            The rules are kept in the log as numbered sets, each with the day from which it is in force. A conference or \
            discussion keeps the set that it was arranged under. To change the rules, export the set in force, edit the \
            file, check it and apply it.
            """,
        subcommands: [Show.self, Export.self, Check.self, Apply.self, TakeBack.self])

    struct Show: PermittedCommand {
        static let needs: Set<Permission> = [.readRules]
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Show a rule set, and which there are.")

        @Argument(help: "Which rule set (otherwise the one in force).") var number: Int?
        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let (configuration, database) = try await store.open(for: Self.self)
            let today = EuropeLondon.local(SystemWallClock().now).date
            let (shown, sets, inForce, differs) = try await database.read { [number] session in
                let rules = RuleSets(session, rulebook: configuration.rulebook)
                return (
                    try rules.find(number, on: today), try rules.all(), try rules.inForce(on: today).number,
                    try rules.configurationDiffers()
                )
            }
            if json {
                try Output.json(
                    DescribedRuleSets(
                        shown: shown.number, inForce: inForce, policy: shown.policy,
                        ruleSets: sets.map(DescribedRuleSets.Entry.init)))
                return
            }
            var table = Table(header: ["rule set", "in force from", "adopted", ""])
            for set in sets {
                let isKept = set.adoptedAt.seconds > 0
                let standing =
                    set.number == inForce ? "in force" : set.withdrawnAt.map { "taken back \($0.brief)" } ?? ""
                table.add([
                    "\(set.number)",
                    set.effectiveOn == WorkingDayCalendar.firstDate ? "the start" : set.effectiveOn.brief,
                    isKept ? set.adoptedAt.brief : "from the configuration", standing,
                ])
            }
            print(table.text())
            if differs {
                print(
                    "\nThe configuration's section \"policy\" says something else than rule set 1, which stays as it is: "
                        + "`quorate policy apply` changes the rules.")
            }
            print("\nRULE SET \(shown.number)\n\n\(PolicyTable(policy: shown.policy).text)")
        }
    }

    struct Export: PermittedCommand {
        static let needs: Set<Permission> = [.readRules]
        static let configuration = CommandConfiguration(
            commandName: "export", abstract: "Write a rule set as a YAML file to edit.")

        @Argument(help: "Which rule set (otherwise the one in force).") var number: Int?
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let (configuration, database) = try await store.open(for: Self.self)
            let today = EuropeLondon.local(SystemWallClock().now).date
            let set = try await database.read { [number] session in
                try RuleSets(session, rulebook: configuration.rulebook).find(number, on: today)
            }
            print(
                try PolicyFile.text(
                    of: set.policy,
                    heading: """
                        Rule set \(set.number) of \(configuration.partnership.name).
                        Edit it, then: quorate policy check FILE, quorate policy apply FILE --effective DATE --dry-run
                        """),
                terminator: "")
        }
    }

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check", abstract: "Name every problem of a rule set in a file; print it when there is none.",
            discussion: "Exit code 3 when there are problems. Needs no database.")

        @Argument(help: "The YAML file.") var file: String
        @Flag(help: "Print JSON.") var json = false

        func run() async throws {
            try await CheckedFile.run(json: json) {
                "\(file): no problems.\n\n\(PolicyTable(policy: try await PolicyFile.read(path: file)).text)"
            }
        }
    }

    struct Apply: PermittedCommand {
        static let needs: Set<Permission> = [.changeRules]
        static let configuration = CommandConfiguration(
            commandName: "apply", abstract: "Put a rule set in force from a day on.",
            discussion: """
                What is arranged from that day on follows it. With --open, everything that has not met yet follows it at once: \
                deadlines are counted anew, whoever's deadline moves is told, and nothing that would have left before now \
                is sent. Before anything is changed, what would change is printed; --dry-run stops there.
                """)

        @Argument(help: "The YAML file.") var file: String
        @Option(help: "The day from which it is in force, as YYYY-MM-DD.", transform: day) var effective: CalendarDate
        @Flag(help: "Let conferences and discussions that have not met yet follow it, too.") var open = false
        @OptionGroup var change: ChangeOptions

        func run() async throws {
            let policy = try await PolicyFile.read(path: file)
            let (configuration, database) = try await change.store.open(for: Self.self)
            let (actor, now) = (configuration.actor, SystemWallClock().now)
            let progress = Progress()
            let work: @Sendable (any DatabaseSession) throws -> PolicyChange = { [effective, open] session in
                let registrar = Registrar(
                    session, rulebook: configuration.rulebook, actor: actor, now: now, notesChanges: true)
                return try registrar.change(rulesTo: policy, effectiveOn: effective, open: open) {
                    progress.show("\($0) of \($1)")
                }
            }
            let foreseen = try await Rehearsed.run(database, work)
            progress.clear()
            if !change.json { print(foreseen.text(isDryRun: change.dryRun)) }
            if change.dryRun {
                if change.json { try Output.json(foreseen.described(isDryRun: true)) }
                return
            }
            let done = try await database.write(work)
            progress.clear()
            if change.json {
                try Output.json(done.described(isDryRun: false))
            } else {
                print("\nDone: \(done.conclusion)")
            }
        }
    }
}

extension RuleSets {
    /// A set by its number, or the one in force.
    fileprivate func find(_ number: Int?, on day: CalendarDate) throws -> RuleSet {
        guard let number else { return try inForce(on: day) }
        guard let found = try all().first(where: { $0.number == number }) else { throw StoreError.noRuleSet(number) }
        return found
    }
}

private struct DescribedRuleSets: Encodable {
    let shown: Int
    let inForce: Int
    let policy: Policy
    let ruleSets: [Entry]

    struct Entry: Encodable {
        let number: Int
        let effectiveOn: CalendarDate
        let adoptedAt: String?
        let takenBackAt: String?

        init(_ set: RuleSet) {
            number = set.number
            effectiveOn = set.effectiveOn
            adoptedAt = set.adoptedAt.seconds > 0 ? set.adoptedAt.iso8601 : nil
            takenBackAt = set.withdrawnAt?.iso8601
        }
    }
}
