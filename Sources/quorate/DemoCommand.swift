import ArgumentParser
import Conferences
import Daemon
import Foundation
import Logging
import Persistence
import WorkingDays

struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Run the daemon on a sample partnership, with mail captured in a folder.",
        discussion: """
            40 conferences over six weeks, 12 agencies, 120 professionals, all invented. The clock of the demonstration \
            stands just before nine in the morning of the first working day from today. Ends with Ctrl-C.
            """)

    @Option(help: ArgumentHelp("Where to keep it; an earlier demonstration there is replaced.", valueName: "folder"))
    var folder = "demo"
    @Option(name: .customLong("for"), help: ArgumentHelp("Stop by itself after so many seconds.", valueName: "seconds"))
    var seconds: Int?

    func run() async throws {
        let today = EuropeLondon.local(SystemWallClock().now).date
        let demo = try await Demonstration(folder: URL(fileURLWithPath: folder), today: today)
        let progress = Progress()
        try await demo.liveThroughPast { day in progress.show("living through \(day.spelledOut)") }
        progress.clear()
        let clock = ShiftedWallClock(startingAt: demo.start)
        let example = try await introduce(demo)
        try await serve(demo, clock, example)
    }

    /// - Returns: A conference worth looking at.
    private func introduce(_ demo: Demonstration) async throws -> ConferenceReference {
        let today = EuropeLondon.local(demo.start).date
        let end = EuropeLondon.timestamp(on: today, at: TimeOfDay(hour: 23, minute: 59, second: 59)!)
        let totals = try await demo.database.read { try ConferenceReadings($0).totals(now: demo.start) }
        let mails = try await demo.database.read { try Outbox($0).counts() }
        let due = try await Preview(database: demo.database, configuration: demo.configuration)
            .messages(now: demo.start, from: demo.start, to: end)
        let rulebook = demo.configuration.rulebook
        let lines = try await demo.database.read { session in
            try ConferenceReadings(session).list(
                .init(from: today, to: today.adding(days: 6)), rules: RuleSets(session, rulebook: rulebook),
                now: demo.start)
        }
        Self.tell(
            """
            \(demo.configuration.partnership.name): an invented partnership. It is \(today.spelledOut), a moment before nine.

              \(totals.conferences) conferences over six weeks, \(totals.agencies) agencies, \(totals.people) professionals, \(totals.invitations) invitations
              obligations: \(Self.words(totals.obligations, order: ["met", "exempt", "outstanding", "impossible-notice", "withdrawn", "cancelled"])); overdue: \(totals.overdue)
              reminders: \(Self.words(totals.reminders, order: ["sent", "pending", "overtaken", "stopped", "failed"]))
              the past weeks were lived through: \(mails["sent"] ?? 0) messages lie in \(folder)/mail, \(mails["superseded"] ?? 0) were superseded

            THE NEXT SEVEN DAYS
            """)
        let table = ConferenceTable(lines: Array(lines.prefix(10))).table
        Self.tell(table.text(indent: "  "))
        Self.tell("\nDUE TODAY: \(due.count) messages with \(due.reduce(0) { $0 + $1.items.count }) reminders")
        Self.tell(try MessageList(messages: Array(due.prefix(10))).table().text(indent: "  "))
        if due.count > 10 { Self.tell("  … and \(due.count - 10) more") }
        try Self.tell(signingIn(demo))
        Self.tell("\nTHE DAEMON RUNS (Ctrl-C ends it)")
        return lines.filter { $0.status == "scheduled" }.max { $0.overdue < $1.overdue }!.reference
    }

    private func serve(
        _ demo: Demonstration, _ clock: ShiftedWallClock, _ example: ConferenceReference
    ) async throws {
        let tomorrow = EuropeLondon.local(demo.start).date.adding(days: 1)
        let page = try await demo.answerPage(of: example)
        var observer = DaemonObserver()
        observer.planned = { summary in
            Self.tell("  \(Self.time(clock))  planned \(summary.messages) messages with \(summary.reminders) reminders")
        }
        observer.delivered = { [folder] summary in
            Self.tell(
                "  \(Self.time(clock))  sent \(summary.sent) messages to \(folder)/mail/new\n\n\(Self.whereToLook(folder, example, tomorrow, page))"
            )
        }
        var logger = Logger(label: "quorate") { _ in JournalLogHandler(level: .error) }
        logger.logLevel = .error
        try await QuorateDaemon(
            configuration: demo.configuration, database: demo.database, clock: clock, logger: logger, observer: observer
        ).run(for: seconds.map { .seconds($0) })
        Self.tell("\nThe demonstration has ended; \(folder) keeps what it made.")
    }

    /// Where the pages are, and who may see what there.
    private func signingIn(_ demo: Demonstration) throws -> String {
        let accounts = try SampleAccounts.all().map { sample in
            "  " + sample.name.text.padding(toLength: 9, withPad: " ", startingAt: 0)
                + Role.allCases.filter(sample.details.roles.contains).map { $0.title.lowercased() }
                .joined(separator: ", ")
        }
        return """

            THE PAGES: \(demo.configuration.web?.address ?? "")
              An account for each role; the password of all is  \(SampleAccounts.password)

            \(accounts.joined(separator: "\n"))
            """
    }

    private static func tell(_ text: String) { FileHandle.standardOutput.write(Data((text + "\n").utf8)) }

    private static func time(_ clock: ShiftedWallClock) -> String { EuropeLondon.local(clock.now).time.description }

    private static func words(_ counts: [String: Int], order: [String]) -> String {
        order.compactMap { word in counts[word].map { "\($0) \(word.replacingOccurrences(of: "-", with: " "))" } }
            .joined(separator: ", ")
    }

    private static func whereToLook(
        _ folder: String, _ example: ConferenceReference, _ tomorrow: CalendarDate, _ page: String?
    ) -> String {
        let program = CommandLine.arguments.first ?? "quorate"
        return """
            WHERE TO LOOK NEXT (in another terminal)
              less $(ls -t \(folder)/mail/new/* | head -1)     the latest reminder; any mail program opens the folder
              \(program) today --config \(folder)/quorate.yaml
              \(program) conference list --config \(folder)/quorate.yaml
              \(program) conference show \(example) --config \(folder)/quorate.yaml
              \(program) preview --from \(tomorrow) --to \(tomorrow.adding(days: 7)) --config \(folder)/quorate.yaml
              \(program) explain deadline shareWithFamily --type initial --on \(tomorrow.adding(days: 14))
            \(page.map { "\nON A PHONE: what an invitee of \(example) sees behind the link in a message\n  \($0)" } ?? "")
            """
    }
}
