import ArgumentParser
import Conferences
import Daemon
import Persistence
import WorkingDays

/// `quorate agenda …`
struct AgendaCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agenda", abstract: "Show, check and change the agenda template of strategy discussions.",
        discussion: """
            A discussion keeps the version that it was arranged with. To change the template, export it, edit the file, \
            check it and adopt it.
            """,
        subcommands: [Show.self, Export.self, Check.self, Adopt.self])

    struct Show: PermittedCommand {
        static let needs: Set<Permission> = [.readRules]
        static let configuration = CommandConfiguration(commandName: "show", abstract: "Print the blank agenda.")

        @Argument(help: "Which version (otherwise the latest).") var version: Int?
        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let (_, database) = try await store.open(for: Self.self)
            let (template, versions) = try await database.read { [version] in
                try AgendaTemplates($0).find(version)
            }
            if json {
                try Output.json(DescribedSheet(AgendaSheet(of: template)))
                return
            }
            print(AgendaSheet(of: template).text, terminator: "")
            print("Versions there are: \(versions.map(String.init).joined(separator: ", ")).")
        }
    }

    struct Export: PermittedCommand {
        static let needs: Set<Permission> = [.readRules]
        static let configuration = CommandConfiguration(
            commandName: "export", abstract: "Write the template as a YAML file to edit.")

        @Argument(help: "Which version (otherwise the latest).") var version: Int?
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let (_, database) = try await store.open(for: Self.self)
            let template = try await database.read { [version] in try AgendaTemplates($0).find(version).template }
            print(
                try AgendaFile.text(
                    of: template,
                    heading: """
                        The agenda template of strategy discussions, version \(template.version).
                        Raise the version, or leave it out, before `quorate agenda adopt` takes the file.
                        """),
                terminator: "")
        }
    }

    struct Check: PermittedCommand {
        static let needs: Set<Permission> = [.readRules]
        static let configuration = CommandConfiguration(
            commandName: "check", abstract: "Name every problem of a template in a file.",
            discussion: "Exit code 3 when there are problems.")

        @Argument(help: "The YAML file.") var file: String
        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let (_, database) = try await store.open(for: Self.self)
            let latest = try await database.read { try AgendaTemplates($0).latest() }
            try await CheckedFile.run(json: json) {
                let template = try AgendaFile.read(path: file, replacing: latest)
                let mandatory = template.areas.filter(\.isMandatory).count
                return "\(file): no problems. Version \(template.version) has \(template.areas.count) areas, "
                    + "\(mandatory) of them mandatory."
            }
        }
    }

    struct Adopt: PermittedCommand {
        static let needs: Set<Permission> = [.changeRules]
        static let configuration = CommandConfiguration(
            commandName: "adopt", abstract: "Take a template over for the discussions that are arranged from now on.")

        @Argument(help: "The YAML file.") var file: String
        @OptionGroup var change: ChangeOptions

        func run() async throws {
            let (configuration, database) = try await change.store.open(for: Self.self)
            let (actor, now) = (configuration.actor, SystemWallClock().now)
            let work: @Sendable (any DatabaseSession) throws -> (AgendaTemplate, AgendaTemplate) = { [file] session in
                let templates = AgendaTemplates(session)
                let latest = try templates.latest()
                let template = try AgendaFile.read(path: file, replacing: latest)
                try templates.adopt(template, actor: actor, now: now)
                return (latest, template)
            }
            let (before, after) =
                change.dryRun ? try await Rehearsed.run(database, work) : try await database.write(work)
            try AgendaChange(before: before, after: after, isDryRun: change.dryRun).show(json: change.json)
        }
    }
}

extension AgendaTemplates {
    /// A version, the latest where none is named, and the numbers of all there are.
    fileprivate func find(_ version: Int?) throws -> (template: AgendaTemplate, versions: [Int]) {
        (try version.map(template) ?? latest(), try all().map(\.version).sorted())
    }
}

/// The check of a file: a sentence when nothing is wrong, otherwise every problem and exit code 3.
enum CheckedFile {
    static func run(json: Bool, _ check: () async throws -> String) async throws {
        do {
            let sentence = try await check()
            if json { try Output.json(Described(problems: [])) } else { print(sentence) }
        } catch let error as ConfigurationError {
            if json { try Output.json(Described(problems: error.problems.map(\.description))) }
            throw CommandFailure(code: .found, message: "\(error)")
        }
    }

    private struct Described: Encodable {
        let problems: [String]
    }
}

/// What differs between two templates.
private struct AgendaChange {
    let before: AgendaTemplate
    let after: AgendaTemplate
    let isDryRun: Bool

    func show(json: Bool) throws {
        let added = after.areas.filter { before[$0.name] == nil }.map(\.name.text)
        let dropped = before.areas.filter { after[$0.name] == nil }.map(\.name.text)
        let changed = after.areas.filter { area in before[area.name].map { $0 != area } ?? false }.map(\.name.text)
        if json {
            try Output.json(
                Described(
                    dryRun: isDryRun, version: after.version, areas: after.areas.count, added: added, dropped: dropped,
                    changed: changed))
            return
        }
        if isDryRun { print("DRY RUN: nothing was changed. This is what would be.\n") }
        print(
            "Adopted version \(after.version) of the agenda, with \(after.areas.count) areas. Discussions that are "
                + "arranged from now on take it; the others keep theirs.")
        for (word, names) in [("added", added), ("dropped", dropped), ("changed", changed)] where !names.isEmpty {
            print("  \(word): \(names.joined(separator: ", "))")
        }
    }

    private struct Described: Encodable {
        let dryRun: Bool
        let version: Int
        let areas: Int
        let added: [String]
        let dropped: [String]
        let changed: [String]
    }
}
