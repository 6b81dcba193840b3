import ArgumentParser
import Conferences
import Daemon
import Persistence
import WorkingDays

extension MessageCommands {
    struct Resend: PermittedCommand {
        static let needs: Set<Permission> = [.changeMessages]
        static let configuration = CommandConfiguration(
            commandName: "resend",
            abstract: "Send a message that failed, or was lost, once more; or all that failed somewhere.",
            usage: """
                quorate message resend 3f0c9d1e
                quorate message resend --failed-at mail --since 2026-11-23
                """,
            discussion: """
                A message keeps its Message-ID, and says what is owed when it leaves. Of all that failed at a destination, \
                what is no longer owed, what has been told the other way, and what would go to an address at which nobody \
                is reached, is left out.
                """)

        @Argument(
            help: "The message's id, or its first characters.",
            transform: { try digestArgument($0, shownBy: "quorate message list") })
        var message: String?
        @Option(
            help: ArgumentHelp(
                "All that failed at this destination: mail, text, or webhook/ and the receiver's name.",
                valueName: "destination"))
        var failedAt: String?
        @Option(help: "What failed on this day or later, as YYYY-MM-DD.", transform: day) var since: CalendarDate?
        @Flag(help: "Only say how many, with --failed-at.") var dryRun = false
        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var store: StoreOptions

        func validate() throws {
            switch (message, failedAt) {
            case (nil, nil): throw ValidationError("Give a message's id, or --failed-at and --since.")
            case (.some, .some): throw ValidationError("Give a message's id or --failed-at, not both.")
            case (.some, nil) where since != nil || dryRun:
                throw ValidationError("--since and --dry-run go with --failed-at.")
            case (nil, .some) where since == nil:
                throw ValidationError("--failed-at needs --since: the day from which on failures are made good.")
            case (nil, .some(let name)) where name != "mail" && name != "text" && !name.hasPrefix("webhook/"):
                throw ValidationError(
                    "--failed-at \(name) is not accepted; give mail, text, or webhook/ and a receiver's name.")
            default: break
            }
        }

        func run() async throws {
            if let failedAt, let since { return try await resend(allFailedAt: failedAt, since) }
            try await order(Self.self, message ?? "", store, json: json, saying: "is sent once more.") {
                id, actor, now, session in
                try OutboxOrders(session).resend(id, actor: actor, now: now)
            }
        }

        private func resend(allFailedAt destination: String, _ since: CalendarDate) async throws {
            let (configuration, database) = try await store.open(for: Self.self)
            let (actor, now) = (configuration.actor, SystemWallClock().now)
            let start = EuropeLondon.timestamp(on: since, at: TimeOfDay(hour: 0, minute: 0)!)
            if destination.hasPrefix("webhook/") {
                _ = try configuration.webhook(named: String(destination.dropFirst("webhook/".count)))
            }
            let order: @Sendable (any DatabaseSession) throws -> FailedMessages.Resending = {
                try FailedMessages($0).resend(destination, since: start, actor: actor, now: now)
            }
            let resending =
                dryRun ? try await Rehearsed.run(database, order) : try await database.write(order)
            if json { return try Output.json(DescribedResending(resending, isDryRun: dryRun)) }
            print(sentence(resending))
        }

        private func sentence(_ resending: FailedMessages.Resending) -> String {
            let (count, left) = (resending.messages.count, resending.leftOut)
            let outcome =
                "\(count) \(count == 1 ? "message" : "messages") \(dryRun ? "would be" : count == 1 ? "is" : "are") sent once more."
            guard left > 0 else { return outcome }
            return outcome
                + " \(left) \(left == 1 ? "is" : "are") left out: no longer owed, told the other way, or to an address at which nobody is reached."
        }
    }
}

private struct DescribedResending: Encodable {
    let messages: [String]
    let leftOut: Int
    let dryRun: Bool

    init(_ resending: FailedMessages.Resending, isDryRun: Bool) {
        (messages, leftOut, dryRun) = (resending.messages, resending.leftOut, isDryRun)
    }
}
