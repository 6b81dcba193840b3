import ArgumentParser
import Conferences
import Daemon
import Logging
import Persistence

struct ServeCommand: PermittedCommand {
    static let needs: Set<Permission> = [.keepService]
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Run the daemon: plan what falls due, and deliver it.",
        discussion: "Ends on SIGTERM or SIGINT within five seconds, having finished what was under way.")

    @OptionGroup var store: StoreOptions

    func run() async throws {
        let (configuration, database) = try await store.open(for: Self.self, forSending: true)
        LoggingSystem.bootstrap { _ in JournalLogHandler(level: configuration.logLevel) }
        let logger = Logger(label: "quorate")
        for file in database.keys.filesOpenToOthers {
            logger.warning("everybody may read a master key; take the permission away", metadata: ["file": "\(file)"])
        }
        try await QuorateDaemon(configuration: configuration, database: database, logger: logger).run()
    }
}
