import ArgumentParser
import Conferences
import Daemon
import WorkingDays

struct ConfigCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Check a configuration.", subcommands: [Check.self])

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Name every problem of a configuration at once; print the policy in force when there is none.",
            discussion: "Exit code 3 when there are problems.")

        @Argument(help: "The configuration file.") var file: String

        func run() async throws {
            let configuration: PartnershipConfiguration
            do { configuration = try await .load(path: file) } catch let error as ConfigurationError {
                throw CommandFailure(code: .found, message: "\(error)")
            }
            print(
                "\(file): no problems. \(configuration.partnership.name), \(configuration.calendar.division.title).\n")
            var table = Table(header: ["obligation", "initial", "review", "counted from", "ladder"])
            for kind in configuration.policy.kinds {
                guard let rule = configuration.policy.rules[kind] else { continue }
                table.add([
                    kind.rawValue, "\(rule.initial)", rule.review == rule.initial ? "same" : "\(rule.review)",
                    rule.anchor.phrase, rule.ladder.map(\.description).joined(separator: "; "),
                ])
            }
            print(table.text())
            let hours = configuration.policy.sendingHours
            print(
                "\nA deadline's day ends at \(configuration.policy.cutOff); messages leave from \(hours.opens) to \(hours.closes), London time."
            )
        }
    }
}
