import ArgumentParser
import Daemon
import Foundation
import Persistence
import WorkingDays

/// The partnership that a command works for.
struct StoreOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The partnership's configuration (otherwise $QUORATE_CONFIG, then /etc/quorate/quorate.yaml).",
            valueName: "file"))
    var config: String?

    var path: String {
        config ?? ProcessInfo.processInfo.environment["QUORATE_CONFIG"] ?? "/etc/quorate/quorate.yaml"
    }

    /// The configuration and its database, opened and up to date, for whoever may give `command`.
    ///
    /// - Parameter forSending: Whether passwords and keys are needed too.
    /// - Throws: ``CommandRefusal`` to anybody else.
    func open(
        for command: any PermittedCommand.Type, forSending: Bool = false
    ) async throws -> (configuration: PartnershipConfiguration, database: SQLiteDatabase) {
        try Login.requireTrusted(configuration: path)
        let configuration = try await PartnershipConfiguration.load(path: path, readsSecrets: forSending)
        let database = try await configuration.openDatabase()
        let now = SystemWallClock().now
        try await database.read { try configuration.access.require(command.needs, $0, now: now) }
        if try await database.read({ try ReadTables($0).needRebuilding() }) {
            try await RulesInForce(database: database, rulebook: configuration.rulebook).adopt(now: now)
        }
        return (configuration, database)
    }
}

extension PartnershipConfiguration {
    /// What whoever gives the command may do.
    var access: CommandAccess { CommandAccess(self, login: Login.name) }

    /// Who is recorded as having given the command.
    var actor: String { access.actor }
}

/// A span of days, each from its first to its last second in London.
struct PeriodOptions: ParsableArguments {
    @Option(help: "The first day, as YYYY-MM-DD.", transform: day) var from: CalendarDate
    @Option(help: "The last day, as YYYY-MM-DD.", transform: day) var to: CalendarDate

    mutating func validate() throws {
        if to < from { throw ValidationError("--to \(to) comes before --from \(from); give a later day.") }
    }

    var start: Timestamp { EuropeLondon.timestamp(on: from, at: TimeOfDay(hour: 0, minute: 0)!) }
    var end: Timestamp { EuropeLondon.timestamp(on: to, at: TimeOfDay(hour: 23, minute: 59, second: 59)!) }
}
