import ArgumentParser
import Daemon
import Foundation

/// The program: parses the command line, runs one command, and ends with the project's exit codes.
@main
struct Quorate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quorate",
        abstract: "Deadlines, reminders and escalation for child protection conferences.",
        discussion: """
            Exit codes: 0 it worked, 1 it failed, 2 the command or configuration was wrong, 3 a check found something, \
            4 whoever gave the command may not.
            """,
        version: "0.1.0",
        subcommands: [
            ServeCommand.self, DemoCommand.self, DeadlinesCommand.self, WorkingDaysCommand.self, ExplainCommand.self,
            ImportCommand.self, TodayCommand.self, MeasuresCommand.self, ConferenceCommands.self,
            InvitationCommands.self,
            ReportCommands.self, MessageCommands.self, InboxCommands.self, WebhookCommands.self, PreviewCommand.self,
            RehearseCommand.self, TemplateCommands.self,
            AuditCommands.self, RetentionCommands.self, KeyCommands.self, UserCommands.self, ConfigCommands.self,
            DiscussionCommands.self, MinutesCommands.self, AgendaCommands.self, PolicyCommands.self,
            PersonCommands.self,
            AgencyCommands.self, PostCommands.self, CalendarCommands.self, RebuildCommand.self,
        ])

    static func main() async {
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            end(with: error)
        }
    }

    private static func end(with error: any Error) -> Never {
        let code = exitCode(for: error)
        switch error {
        case let failure as CommandFailure:
            say(failure.message)
            Foundation.exit(failure.code.rawValue)
        case is ExitCode, is CleanExit: exit(withError: error)
        case _ where code == .validationFailure:
            say(fullMessage(for: error))
            Foundation.exit(ExitStatus.wrongUse.rawValue)
        case _ where code == .success: exit(withError: error)
        case let error as ConfigurationError:
            say("\(error)")
            Foundation.exit(ExitStatus.wrongUse.rawValue)
        case is CommandRefusal:
            say("Error: \(error)")
            Foundation.exit(ExitStatus.notAllowed.rawValue)
        default:
            say("Error: \(error)")
            Foundation.exit(ExitStatus.failed.rawValue)
        }
    }

    /// What was printed before comes first, in a pipe too.
    private static func say(_ message: String) {
        fflush(nil)
        FileHandle.standardError.write(Data((message + "\n").utf8))
    }
}

enum ExitStatus: Int32 {
    case failed = 1
    case wrongUse = 2
    case found = 3
    case notAllowed = 4
}

/// An error that says all there is to say and which exit code it means.
struct CommandFailure: Error {
    let code: ExitStatus
    let message: String
}
