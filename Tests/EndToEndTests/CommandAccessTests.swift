import Foundation
import TestPeers
import Testing

@Suite("Who may give which command")
struct CommandAccessTests {
    private static let roles = [
        "administrator", "chair", "agency-lead", "quality-assurance", "auditor", "operator",
    ]
    private static let notAllowed: Int32 = 4

    private static func installation(_ commands: String) async throws -> Installation {
        let installation = try Installation()
        let folder = installation.folder
        try installation.configure(mail: "transport: maildir\nmaildir: mail", commands: commands)
        _ = try folder.write("policy:\n  cutOff: 10:00\n", to: "policy.yaml")
        let agenda = try await runSuccessfully(
            Installation.program, ["agenda", "export", "--config", try Self.opened(folder)])
        _ = try folder.write(agenda, to: "agenda.yaml")
        return installation
    }

    /// The same partnership, to whoever sets it up.
    private static func opened(_ folder: TemporaryFolder) throws -> String {
        let text = try String(contentsOfFile: folder.path + "/quorate.yaml", encoding: .utf8)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).filter {
            !$0.hasPrefix("commands:") && !$0.hasPrefix("  others:") && !$0.hasPrefix("  accounts:")
        }
        return try folder.write(
            lines.joined(separator: "\n") + "\ncommands:\n  others: [administrator]\n", to: "open.yaml")
    }

    /// Whether whoever gives the command is told that they may not.
    private static func isRefused(_ line: String, _ installation: Installation, takesStore: Bool = true) async throws
        -> Bool
    {
        let words = line.replacing("FOLDER", with: installation.folder.path).split(separator: " ").map(String.init)
        let store = takesStore ? ["--config", installation.configuration] : []
        let result = try await TestPeers.run(Installation.program, words + store)
        #expect(result.status != 2 || !result.errors.contains("Usage:"), "\(line): \(result.errors)")
        return result.status == notAllowed
    }

    /// The names of all commands, as the program itself lists them.
    private static func names() async throws -> Set<String> {
        struct Dump: Decodable {
            struct Command: Decodable {
                let commandName: String
                let subcommands: [Command]?

                func leaves(_ path: [String]) -> [String] {
                    let below = (subcommands ?? []).filter { $0.commandName != "help" }
                    guard !below.isEmpty else { return [path.joined(separator: " ")] }
                    return below.flatMap { $0.leaves(path + [$0.commandName]) }
                }
            }
            let command: Command
        }
        let text = try await runSuccessfully(Installation.program, ["--experimental-dump-help"])
        return Set(try JSONDecoder().decode(Dump.self, from: Data(text.utf8)).command.leaves([]))
    }

    private static func name(_ line: String, among names: Set<String>) -> String? {
        let words = line.split(separator: " ")
        return (1...words.count).reversed().map { words.prefix($0).joined(separator: " ") }.first(where: names.contains)
    }

    /// Whether each command is refused to somebody with a role.
    private static func refusals(of role: String, among names: Set<String>) async throws -> [String: Bool] {
        let installation = try await installation("others: [\(role)]")
        var refusals: [String: Bool] = [:]
        for line in EveryCommand.permitted + EveryCommand.lasting.filter({ _ in role != "operator" }) {
            refusals[try #require(name(line, among: names), "\(line)")] = try await isRefused(line, installation)
        }
        return refusals
    }

    @Test("stands in docs/access.md, command by command, as the program answers each role")
    func everyCommand() async throws {
        let names = try await Self.names()
        let answers = try await withThrowingTaskGroup(of: (String, [String: Bool]).self) { group in
            for role in Self.roles { group.addTask { (role, try await Self.refusals(of: role, among: names)) } }
            return try await group.reduce(into: [String: [String: Bool]]()) { $0[$1.0] = $1.1 }
        }
        var rows: [String: [String]] = [:]
        for role in Self.roles {
            for (name, isRefused) in try #require(answers[role]) {
                rows[name, default: []].append(isRefused ? "–" : "yes")
            }
        }
        for name in EveryCommand.lasting { rows[name]?.append("yes") }
        let expected = rows.map { "| `quorate \($0.key)` | \($0.value.joined(separator: " | ")) |" }
        let page = try String(contentsOfFile: Locations.repository + "/docs/access.md", encoding: .utf8)
        let written = page.split(separator: "\n").map(String.init).filter { $0.hasPrefix("| `quorate ") }
        let (lacking, surplus) = (Set(expected).subtracting(written), Set(written).subtracting(expected))
        #expect(
            lacking.isEmpty && surplus.isEmpty,
            """
            docs/access.md lacks:
            \(lacking.sorted().joined(separator: "\n"))
            and has wrongly:
            \(surplus.sorted().joined(separator: "\n"))
            """)
    }

    @Test("is asked of every command but those listed as open, and of those nobody is asked")
    func allCovered() async throws {
        let names = try await Self.names()
        let lines = EveryCommand.open + EveryCommand.permitted + EveryCommand.lasting + EveryCommand.ownPartnership
        #expect(Set(lines.compactMap { Self.name($0, among: names) }) == names)
        let installation = try await Self.installation("others: []")
        let withStore = ["template", "webhook"]
        for line in EveryCommand.open {
            let takesStore = withStore.contains { line.hasPrefix($0) }
            #expect(try await !Self.isRefused(line, installation, takesStore: takesStore), "\(line)")
        }
    }

    @Test("follows the account that a system account stands for: its roles, its name in the trail, its end")
    func accounts() async throws {
        let installation = try await Self.installation("accounts: [\(NSUserName()) = anna.evans]")
        let (folder, own) = (installation.folder, ["--config", installation.configuration])
        let none = try await TestPeers.run(Installation.program, ["user", "list"] + own)
        #expect(none.status == Self.notAllowed && none.errors.contains("there is no such account"))

        let open = ["--config", try Self.opened(folder)]
        for words in ["user add anna.evans --role administrator", "user add oscar --role operator"] {
            try await runSuccessfully(Installation.program, words.split(separator: " ").map(String.init) + open)
        }
        try await runSuccessfully(Installation.program, ["agency", "set", "POL", "--name", "Police"] + own)
        let trail = try await TestPeers.run(Installation.program, ["audit", "show"] + own)
        #expect(trail.status == Self.notAllowed)
        #expect(trail.errors.contains("account/anna.evans may not do this: it takes the role auditor"))
        #expect(
            try await installation.query("SELECT actor FROM event ORDER BY position DESC LIMIT 1")
                == "account/anna.evans")

        try await runSuccessfully(Installation.program, ["user", "disable", "anna.evans"] + open)
        let disabled = try await TestPeers.run(Installation.program, ["agency", "list"] + own)
        #expect(disabled.status == Self.notAllowed && disabled.errors.contains("is disabled"))
    }

    @Test("heeds no environment, and through sudo no configuration of whoever asks")
    func notOverridden() async throws {
        let installation = try await Self.installation("others: []")
        func ask(_ variable: String, _ configuration: String) async throws -> ProgramResult {
            try await TestPeers.run(
                "/usr/bin/env", [variable, Installation.program, "agency", "list", "--config", configuration])
        }
        #expect(
            try await ask("QUORATE_COMMANDS_OTHERS=administrator", installation.configuration).status
                == Self.notAllowed)

        let own = try Self.opened(installation.folder)
        #expect(try await ask("SUDO_USER=anna", own).status == 0)
        try FileManager.default.setAttributes([.ownerAccountID: 65534], ofItemAtPath: own)
        let through = try await ask("SUDO_USER=anna", own)
        #expect(through.status == Self.notAllowed && through.errors.contains("which only root or"))
        // By another name it is the same file.
        let name = installation.folder.path + "/by-another-name.yaml"
        try FileManager.default.createSymbolicLink(atPath: name, withDestinationPath: own)
        #expect(try await ask("SUDO_USER=anna", name).status == Self.notAllowed)
        let given = try await TestPeers.run(
            "/bin/sh",
            ["-c", "SUDO_USER=anna '\(Installation.program)' agency list --config /dev/stdin < '\(own)'"])
        #expect(given.status == Self.notAllowed && given.errors.contains("which only root or"), "\(given)")
        try FileManager.default.setAttributes(
            [.ownerAccountID: Int(geteuid()), .posixPermissions: 0o666], ofItemAtPath: own)
        #expect(try await ask("SUDO_USER=anna", own).status == Self.notAllowed, "everybody may write it")
    }
}
