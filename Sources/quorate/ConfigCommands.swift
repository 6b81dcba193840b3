import ArgumentParser
import Conferences
import Daemon
import WorkingDays

struct ConfigCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Check a configuration.", subcommands: [Check.self])

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check",
            abstract: "Name every problem of a configuration at once; print the policy it gives when there is none.",
            discussion: "Exit code 3 when there are problems.")

        @Argument(help: "The configuration file.") var file: String

        func run() async throws {
            let configuration: PartnershipConfiguration
            do { configuration = try await .load(path: file) } catch let error as ConfigurationError {
                throw CommandFailure(code: .found, message: "\(error)")
            }
            print(
                "\(file): no problems. \(configuration.partnership.name), \(configuration.calendar.division.title).\n")
            print(PolicyTable(policy: configuration.policy).text)
            let unknown = configuration.guidance.keys.filter { configuration.policy.rules[$0] == nil }
            for name in unknown.map(\.rawValue).sorted() {
                print(
                    "\nguidance.\(name): no rule of this file has that name. The link is given once a rule of that name is added on the policy page."
                )
            }
        }
    }
}
