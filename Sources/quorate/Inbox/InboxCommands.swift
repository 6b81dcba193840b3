import ArgumentParser
import Conferences
import Daemon
import Persistence
import WorkingDays

struct InboxCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inbox", abstract: "List what came back to the reply mailbox, and tick off what was read.",
        discussion: """
            Calendars' answers, bounces and automatic replies are dealt with by themselves. Letters stay in the mailbox \
            for a person to read; nothing that they say is kept here.
            """,
        subcommands: [List.self, Done.self])

    struct List: PermittedCommand {
        static let needs: Set<Permission> = [.readMessages]
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List what a person has to read.")

        @Flag(help: "List what needed no reading, or was read, too.") var all = false
        @OptionGroup var listing: ListLimit
        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let (_, database) = try await store.open(for: Self.self)
            let (lines, outage) = try await database.read { [all, limit = listing.limit] session in
                (
                    try InboxReadings(session).list(all: all, limit: limit),
                    try Outages(session).open().first { $0.destination == Outages.replyMailbox }
                )
            }
            if json {
                try Output.json(lines.map(ListedMail.init))
                return
            }
            if let outage { print(outage.sentence(\.brief) + "\n") }
            guard !lines.isEmpty else {
                print(all ? "Nothing has come back yet." : "There is nothing to read.")
                return
            }
            var table = Table(header: ["mail", "read at", "kind", "from", "about", ""])
            for line in lines {
                table.add([
                    String(line.digest.prefix(8)), line.receivedAt.brief, line.kind, line.person?.text ?? "",
                    line.matter?.reference ?? "", line.note + (line.isToRead ? "" : all ? " (done)" : ""),
                ])
            }
            print(table.text())
        }
    }

    struct Done: PermittedCommand {
        static let needs: Set<Permission> = [.changeMessages]
        static let configuration = CommandConfiguration(
            commandName: "done", abstract: "Tick off a message that was read.")

        @Argument(help: "The message, as \"inbox list\" shows it.", transform: mailDigest) var mail: String
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let (_, database) = try await store.open(for: Self.self)
            let now = SystemWallClock().now
            guard try await database.write({ [mail] in try InboxReadings($0).markRead(beginning: mail, now: now) })
            else {
                throw CommandFailure(
                    code: .failed,
                    message: "Error: Nothing that is to be read is known as \(mail); \"quorate inbox list\" lists it.")
            }
            print("\(mail) is ticked off.")
        }
    }

    private struct ListedMail: Encodable {
        let mail: String
        let receivedAt: String
        let kind: String
        let person: String?
        let about: String?
        let note: String
        let isToRead: Bool

        init(_ line: InboxReadings.Line) {
            (mail, kind, note, isToRead) = (line.digest, line.kind, line.note, line.isToRead)
            receivedAt = line.receivedAt.iso8601
            person = line.person?.text
            about = line.matter?.description
        }
    }
}

private func mailDigest(_ text: String) throws -> String { try digestArgument(text, shownBy: "quorate inbox list") }
