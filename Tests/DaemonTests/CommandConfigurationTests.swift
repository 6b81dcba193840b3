import Conferences
import TestValues
import Testing

@testable import Daemon

@Suite("Who gives commands, as the configuration says")
struct CommandConfigurationTests {
    @Test("is an operator, where nothing is said")
    func standard() async throws {
        let commands = try await ConfigurationSample().load().commands
        #expect(commands.accounts.isEmpty && commands.others == [.operator])
    }

    @Test("is who the system's account stands for, and else has the roles of all others")
    func said() async throws {
        let commands = try await ConfigurationSample(
            more: "commands: {accounts: [anna = Anna.Evans, root=oscar], others: [auditor, operator]}\n"
        ).load().commands
        #expect(commands.accounts == ["anna": "anna.evans", "root": "oscar"])
        #expect(commands.others == [.auditor, .operator])
        let nobody = try await ConfigurationSample(more: "commands: {others: []}\n").load().commands
        #expect(nobody.others.isEmpty)
    }

    @Test(
        "is refused in a sentence where it is no account or no role",
        arguments: [
            ("{accounts: [anna]}", "\"anna\" is not accepted; give each of the system's accounts once"),
            ("{accounts: [anna = a.b, anna = c.d]}", "give each of the system's accounts once"),
            ("{accounts: [anna = a b c!]}", "is not a name to sign in with"),
            ("{others: [chief]}", "\"chief\" is no role; give some of administrator, chair"),
            ("{others: chair}", "commands.others"),
        ])
    func refused(_ written: String, _ sentence: String) async throws {
        let sample = try ConfigurationSample(more: "commands: \(written)\n")
        await #expect { try await sample.load() } throws: { "\($0)".contains(sentence) }
    }
}
