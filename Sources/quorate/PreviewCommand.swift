import ArgumentParser
import Conferences
import Daemon
import WorkingDays

struct PreviewCommand: PermittedCommand {
    static let needs: Set<Permission> = [.readCases]
    static let configuration = CommandConfiguration(
        commandName: "preview", abstract: "Every message that will leave between two dates.",
        discussion:
            "Nothing is sent or changed. The messages are those that the daemon will send, word by word, if nothing is recorded meanwhile."
    )

    @OptionGroup var period: PeriodOptions
    @OptionGroup var store: StoreOptions
    @Flag(help: "Print JSON, texts included.") var json = false

    func run() async throws {
        let (configuration, database) = try await store.open(for: Self.self)
        let messages = try await Preview(database: database, configuration: configuration)
            .messages(now: min(SystemWallClock().now, period.end), from: period.start, to: period.end)
        try MessageList(messages: messages).show(json: json, whenEmpty: "Nothing will leave in this period.")
    }
}

struct RehearseCommand: PermittedCommand {
    static let needs: Set<Permission> = [.readCases]
    static let configuration = CommandConfiguration(
        commandName: "rehearse", abstract: "Run a period at full speed on a copy, sending nothing.",
        discussion: "The daemon's own two loops run over a copy of the database by a virtual clock.")

    @OptionGroup var period: PeriodOptions
    @OptionGroup var store: StoreOptions
    @Flag(help: "Print JSON, texts included.") var json = false

    func run() async throws {
        let (configuration, database) = try await store.open(for: Self.self)
        let now = SystemWallClock().now
        let progress = Progress()
        let messages = try await Rehearsal(database: database, configuration: configuration)
            .run(now: min(now, period.end), from: period.start, to: period.end) { moment, count in
                progress.show("rehearsing \(EuropeLondon.local(moment).date): \(count) messages")
            }
        progress.clear()
        try MessageList(messages: messages).show(json: json, whenEmpty: "Nothing would leave in this period.")
    }
}

/// Messages as a table for people or JSON for programs.
struct MessageList {
    let messages: [ForeseenMessage]

    func show(json: Bool, whenEmpty: String) throws {
        if json {
            try Output.json(messages)
            return
        }
        guard !messages.isEmpty else {
            print(whenEmpty)
            return
        }
        print(try table().text())
        let lines = messages.reduce(0) { $0 + $1.items.count }
        print("\n\(messages.count) messages with \(lines) reminders.")
    }

    func table() throws -> Table {
        var table = Table(header: ["leaves", "to", "subject"])
        for message in messages {
            let (date, time) = EuropeLondon.local(try Timestamp(iso8601: message.leavesAt))
            table.add(["\(date.brief) \(time.description.prefix(5))", message.recipient, message.summary])
        }
        return table
    }
}

extension ForeseenMessage {
    /// A mail's subject, or what a text says.
    fileprivate var summary: String { channel == "text" ? "text: \(text)" : subject }
}
