import ArgumentParser
import Conferences
import Daemon
import WorkingDays

struct ImportCommand: PermittedCommand {
    static let needs: Set<Permission> = [.changeCases]
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Bring in lists of agencies, people, conferences and invitations.",
        discussion: """
            Each CSV file is known by its header; files may come in any order. All rows of all files are taken, or none. \
            What differs from the record becomes a change; the same files again change nothing. A column that a list \
            lacks leaves what is recorded as it is; an empty cell of one that it has takes it away.

            \(columns)
            """)

    private static var columns: String {
        Importer.lists.map { list in
            "The columns of \(list.name): \(list.required.joined(separator: ", ")); and perhaps "
                + list.optional.joined(separator: ", ") + "."
        }.joined(separator: "\n\n")
    }

    @Argument(help: ArgumentHelp("CSV files.", valueName: "file")) var files: [String]
    @Flag(name: .customLong("dry-run"), help: "Say how much would change, and change nothing.") var isDryRun = false
    @Flag(help: "Print JSON.") var json = false
    @OptionGroup var store: StoreOptions

    func run() async throws {
        let (configuration, database) = try await store.open(for: Self.self)
        let progress = Progress()
        let summary = try await Importer(database: database, rulebook: configuration.rulebook).run(
            paths: files, actor: configuration.actor, now: SystemWallClock().now, isDryRun: isDryRun
        ) { done, total in progress.show("importing: \(done) of \(total) rows") }
        progress.clear()
        if json {
            try Output.json(
                Result(
                    dryRun: isDryRun, rows: summary.rows, changes: summary.changes, staleReplies: summary.staleReplies))
            return
        }
        let changes = summary.changes == 1 ? "1 change" : "\(summary.changes) changes"
        if isDryRun { print("DRY RUN: nothing was changed. This is what would be.") }
        print("\(summary.rows) rows read, \(summary.changes == 0 ? "nothing changed" : "\(changes) recorded").")
        if summary.staleReplies > 0 {
            print(
                "\(summary.staleReplies) replies were given for an earlier date of a conference that has moved; they were left out."
            )
        }
    }

    private struct Result: Encodable {
        let dryRun: Bool
        let rows: Int
        let changes: Int
        let staleReplies: Int
    }
}
