import Daemon
import Foundation
import Persistence
import WorkingDays

/// A bank holiday is proclaimed when a rehearsed year is over: how long it takes until every open deadline is counted
/// anew, on disk, and whoever's deadline moved is to be told.
struct Proclamation {
    private let day: String
    private let folder: String

    struct Figures: Encodable {
        /// Conferences and discussions with something open.
        let open: Int
        let counted: Int
        /// Reminders that tell of a new date.
        let told: Int
        let seconds: Double
        let peakMemoryMiB: Double
    }

    init(of day: String, folder: String) {
        self.day = day
        self.folder = folder
    }

    func run() async throws -> Figures {
        let before = try await PartnershipConfiguration.load(path: folder + "/quorate.yaml", environment: [:])
        let file = folder + "/proclaimed.yaml"
        let yaml = try String(contentsOfFile: folder + "/quorate.yaml", encoding: .utf8)
        try Data((yaml + "  additions:\n    - \(day) | A holiday | Proclaimed late\n").utf8)
            .write(to: URL(fileURLWithPath: file))
        let configuration = try await PartnershipConfiguration.load(path: file, environment: [:])
        let database = try await configuration.openDatabase()
        let now = try YearCalendar(before.calendar).isOver
        let open = try await database.read { [rulebook = before.rulebook] session in
            try Registrar(session, rulebook: rulebook, actor: "rehearsal", now: now).openMatters().count
        }
        let start = ContinuousClock.now
        let adoption = try await RulesInForce(database: database, rulebook: configuration.rulebook).adopt(now: now)
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        let told = try await database.read { try ReminderQueue($0).noticesPending() }
        try database.close()
        return Figures(
            open: open, counted: adoption.recounted ?? 0, told: told, seconds: seconds,
            peakMemoryMiB: YearFigures.peakMemory() / 1024)
    }
}
