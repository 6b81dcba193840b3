import ArgumentParser
import Conferences
import Daemon
import Persistence
import WorkingDays

struct RebuildCommand: PermittedCommand {
    static let needs: Set<Permission> = [.keepService]
    static let configuration = CommandConfiguration(
        commandName: "rebuild", abstract: "Write the read tables anew from the log.",
        discussion: """
            The log is the truth; the tables that lists and reminders are read from follow from it. With --check they are \
            rebuilt and compared, and nothing is changed: exit code 3 when they differ.
            """)

    @Flag(help: "Compare only, and change nothing.") var check = false
    @Flag(help: "Print JSON.") var json = false
    @OptionGroup var store: StoreOptions

    func run() async throws {
        let (configuration, database) = try await store.open(for: Self.self)
        let (rulebook, now) = (configuration.rulebook, SystemWallClock().now)
        guard try await !RulesInForce(database: database, rulebook: rulebook).calendarDiffers() else {
            throw CommandFailure(
                code: .failed,
                message: """
                    Error: The calendar has changed since the deadlines were counted. Run `quorate calendar apply` \
                    first, which tells whoever's deadline moves.
                    """)
        }
        let progress = Progress()
        guard check else {
            let count = try await database.write { session in
                try ReadTables(session).rebuild(rulebook: rulebook, now: now) { progress.show("rebuilt \($0)") }
            }
            progress.clear()
            if json {
                try Output.json(Rebuilt(matters: count, differences: nil))
            } else {
                print("\(Self.matters(count)) written anew from the log.")
            }
            return
        }
        let (count, differences) = try await Rehearsed.run(database) { session in
            try ReadTables(session).differences(rulebook: rulebook, now: now) { progress.show("rebuilt \($0)") }
        }
        progress.clear()
        if json { try Output.json(Rebuilt(matters: count, differences: differences.map(Rebuilt.Table.init))) }
        guard differences.isEmpty else {
            let lines = differences.map {
                "\n  \($0.table): \($0.surplus) rows too many or other, \($0.lacking) missing or other, "
                    + "such as \($0.examples.joined(separator: ", "))"
            }
            throw CommandFailure(
                code: .found,
                message: "The tables are not what the log makes of them; `quorate rebuild` mends that.\(lines.joined())"
            )
        }
        if !json { print("The tables are what the log makes of them: \(Self.matters(count)) rebuilt and compared.") }
    }

    private static func matters(_ count: Int) -> String {
        count == 1 ? "1 conference or discussion" : "\(count) conferences and discussions"
    }
}

private struct Rebuilt: Encodable {
    let matters: Int
    let differences: [Table]?

    struct Table: Encodable {
        let table: String
        let surplus: Int
        let lacking: Int
        let examples: [String]

        init(_ difference: ReadTables.Difference) {
            table = difference.table
            surplus = difference.surplus
            lacking = difference.lacking
            examples = difference.examples
        }
    }
}
