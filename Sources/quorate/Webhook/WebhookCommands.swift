import ArgumentParser
import Conferences
import Daemon
import Persistence

struct WebhookCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "webhook", abstract: "List, add, try and mend the receivers of webhooks.",
        discussion: """
            Receivers stand in the configuration, under webhooks. One that answers 410 Gone is switched off, and called \
            again once "webhook enable" says so.
            """,
        subcommands: [List.self, Add.self, Test.self, Enable.self, Replay.self])

    struct List: PermittedCommand {
        static let needs: Set<Permission> = [.keepService]
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "List the receivers: what each is told, whether it is reached, and what waits for it.")

        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let (configuration, database) = try await store.open(for: Self.self)
            let webhooks = try await database.read { session in
                let readings = WebhookReadings(session)
                let (off, outages) = (try readings.switchedOff(), try Outages(session).open(.webhook))
                let counts = try readings.counts()
                return configuration.webhooks.map { webhook in
                    ListedWebhook(
                        webhook, switchedOff: off.first { $0.endpoint == webhook.name },
                        outage: outages.first { $0.destination == Outages.destination(ofWebhook: webhook.name) },
                        counts: counts[webhook.name] ?? .init())
                }
            }
            if json { return try Output.json(webhooks.map(DescribedWebhook.init)) }
            print(
                webhooks.isEmpty
                    ? "No webhooks; \"quorate webhook add\" shows how to have one." : WebhookTable(webhooks).text)
        }
    }
}
