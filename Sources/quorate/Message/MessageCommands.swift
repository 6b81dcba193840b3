import ArgumentParser
import Conferences
import Daemon
import Persistence
import WorkingDays

struct MessageCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "message", abstract: "List, show, resend and cancel messages.",
        discussion: """
            A message waits, is claimed while it is being sent, and ends sent, failed or superseded. It is called by its \
            id or the first eight or more characters of it.
            """,
        subcommands: [List.self, Show.self, Resend.self, Cancel.self])

    struct List: PermittedCommand {
        static let needs: Set<Permission> = [.readMessages]
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List messages, and what keeps them.",
            usage: """
                quorate message list --state failed
                quorate message list --bounced
                quorate message list --to-person NHS-014 --from 2026-11-01
                """)

        @Option(
            help:
                "Only those in this state: \(MessageReadings.State.allCases.map(\.rawValue).joined(separator: ", ")). Repeatable."
        )
        var state: [MessageReadings.State] = []
        @Flag(help: "Only those that left, and came back.") var bounced = false
        @Option(name: .customLong("to-person"), help: "Only those to this person.", transform: referenceArgument)
        var person: PersonReference?
        @Option(help: "Only the calls of this webhook.") var webhook: String?
        @Option(help: .conference, transform: referenceArgument) var conference: ConferenceReference?
        @Option(help: "The strategy discussion's reference.", transform: referenceArgument)
        var discussion: DiscussionReference?
        @Option(help: "Due from this day on, as YYYY-MM-DD.", transform: day) var from: CalendarDate?
        @Option(help: "Due up to this day, as YYYY-MM-DD.", transform: day) var to: CalendarDate?
        @OptionGroup var listing: ListLimit
        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let (_, database) = try await store.open(for: Self.self)
            let matter = conference.map(Matter.conference) ?? discussion.map(Matter.discussion)
            let filter = MessageReadings.Filter(
                states: Set(state), hasBounced: bounced, recipient: person?.text ?? webhook, matter: matter,
                from: from.map { EuropeLondon.timestamp(on: $0, at: TimeOfDay(hour: 0, minute: 0)!) },
                to: to.map { EuropeLondon.timestamp(on: $0, at: TimeOfDay(hour: 23, minute: 59, second: 59)!) })
            let (lines, outages, switchedOff) = try await database.read { [limit = listing.limit] session in
                (
                    try MessageReadings(session).list(filter, limit: limit), try Outages(session).open(),
                    try WebhookReadings(session).switchedOff()
                )
            }
            if json {
                try Output.json(lines.map { DescribedMessage($0) })
                return
            }
            for outage in outages { print(outage.sentence(\.brief) + "\n") }
            for webhook in switchedOff { print(SwitchedOffLine(webhook).text + "\n") }
            guard !lines.isEmpty else {
                print("No messages like that.")
                return
            }
            print(MessageTable(lines: lines).table.text())
            if lines.count == listing.limit { print("\nThe latest \(listing.limit); --limit shows more.") }
        }
    }

    struct Show: PermittedCommand {
        static let needs: Set<Permission> = [.readMessages]
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Show what a message is about, and all that befell it.")

        @Argument(help: "The message's id, or its first characters.", transform: messageID) var message: String
        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let (_, database) = try await store.open(for: Self.self)
            let page = try await database.read { [message] session in
                let line = try find(message, session)
                return MessagePage(
                    line: line, keys: try OutboxHistory(session).everything(in: line.id),
                    history: try MessageHistory(session).entries(of: line.id),
                    ticket: try Tickets(session).standing(of: line.id))
            }
            if json { try Output.json(page.described) } else { print(page.text) }
        }
    }

    struct Cancel: PermittedCommand {
        static let needs: Set<Permission> = [.changeMessages]
        static let configuration = CommandConfiguration(
            commandName: "cancel", abstract: "Take a message that waits out of the queue.",
            discussion: """
                What it was to tell is not told. To quiet all that somebody is told, hold their reminders instead \
                ("quorate person silence").
                """)

        @Argument(help: "The message's id, or its first characters.", transform: messageID) var message: String
        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var store: StoreOptions

        func run() async throws {
            try await order(Self.self, message, store, json: json, saying: "is cancelled.") { id, actor, now, session in
                try OutboxOrders(session).cancel(id, actor: actor, now: now)
            }
        }
    }

    /// Carries an order out, and says how the message then stands.
    static func order(
        _ kind: any PermittedCommand.Type, _ message: String, _ store: StoreOptions, json: Bool, saying outcome: String,
        _ body: @escaping @Sendable (String, String, Timestamp, any DatabaseSession) throws -> Void
    ) async throws {
        let (configuration, database) = try await store.open(for: kind)
        let (actor, now) = (configuration.actor, SystemWallClock().now)
        let line = try await database.write { session in
            let line = try find(message, session)
            try body(line.id, actor, now, session)
            return try find(line.id, session)
        }
        if json { try Output.json(DescribedMessage(line)) } else { print("Message \(line.id) \(outcome)") }
    }
}

extension MessageReadings.State: ExpressibleByArgument {}

private func messageID(_ text: String) throws -> String { try digestArgument(text, shownBy: "quorate message list") }

private func find(_ prefix: String, _ session: any DatabaseSession) throws -> MessageReadings.Line {
    let found = try MessageReadings(session).messages(beginning: prefix)
    guard let line = found.first else {
        throw CommandFailure(
            code: .failed, message: "Error: No message is known as \(prefix); \"quorate message list\" lists them.")
    }
    guard found.count == 1 else {
        throw CommandFailure(
            code: .failed,
            message:
                "Error: Several messages begin with \(prefix), among them \(found.map(\.id).joined(separator: ", ")); give more of the id."
        )
    }
    return line
}
