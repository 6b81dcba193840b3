import ArgumentParser
import Conferences
import Daemon
import Persistence
import WorkingDays

struct TodayCommand: PermittedCommand {
    static let needs: Set<Permission> = [.readCases]
    static let configuration = CommandConfiguration(
        commandName: "today", abstract: "What an administrator asks every day.",
        discussion: """
            What is due today and what is overdue; the conferences up to the next working day, whether they will be \
            quorate and who tips it; who has not replied, which reports are missing or not discussed, and what bounced, \
            for conferences of the next weeks; which section 47 enquiries have no conference in time; who needs \
            an interpreter; which record waits for which chair.
            """)

    @Flag(help: "Print JSON.") var json = false
    @OptionGroup var store: StoreOptions

    func run() async throws {
        let (configuration, database) = try await store.open(for: Self.self)
        let now = SystemWallClock().now
        let page = try await database.read { session in
            try TodayPage(session, rulebook: configuration.rulebook, now: now)
        }
        if json { try Output.json(page.described) } else { print(page.text) }
    }
}
