import ArgumentParser
import Daemon
import Foundation
import Persistence

extension WebhookCommands {
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "add",
            abstract: "Make the secret of a new receiver, and print what to put into the configuration.",
            usage: """
                quorate webhook add case-system --url https://case-system.example/hooks/quorate
                quorate webhook add duty-desk --url https://hooks.example/… --shape slack --events message.failed
                """,
            discussion: """
                The secret goes into a new file that its owner alone may read: 32 random bytes to sign with, or with the \
                shapes teams and slack the address itself. The configuration is yours, and is not changed.
                """)

        @Argument(help: "The receiver's name: letters, digits and hyphens.") var name: String
        @Option(help: "Where to call it, beginning with https://.") var url: String
        @Option(
            parsing: .upToNextOption,
            help:
                "What to tell it: \(WebhookEventKind.allCases.map(\.rawValue).joined(separator: ", ")). Otherwise all.")
        var events: [WebhookEventKind] = []
        @Option(help: "What it understands: standard, teams or slack.") var shape = "standard"
        @Option(help: "The file to make (otherwise NAME-webhook beside the configuration).") var secretFile: String?
        @OptionGroup var store: StoreOptions

        func validate() throws { _ = try enrolment() }

        func run() async throws {
            let enrolment = try enrolment()
            let configuration = try await PartnershipConfiguration.load(path: store.path, readsSecrets: false)
            guard !configuration.webhooks.contains(where: { $0.name == name }) else {
                throw CommandFailure(
                    code: .failed, message: "Error: The configuration has a webhook \(name) already; give another name."
                )
            }
            let folder = URL(fileURLWithPath: store.path).deletingLastPathComponent().path
            let file = URL(fileURLWithPath: secretFile ?? "\(folder)/\(name)-webhook").path
            try enrolment.makeFile(file)
            print(page(enrolment, file: file, folder: folder))
        }

        private func enrolment() throws -> WebhookEnrolment {
            do {
                return try WebhookEnrolment(name: name, url: url, events: events, shape: shape)
            } catch { throw ValidationError("\(error)") }
        }

        private func page(_ enrolment: WebhookEnrolment, file: String, folder: String) -> String {
            let url = URL(fileURLWithPath: file)
            let isBeside = url.deletingLastPathComponent().path == folder
            let credential = url.lastPathComponent
            return """
                \(file) holds the secret. Put this into \(store.path):

                \(enrolment.lines(file: isBeside ? credential : file))

                For the daemon under systemd, hand the file over (LoadCredential=\(credential):\(file)) and name it as \
                $CREDENTIALS_DIRECTORY/\(credential). Then restart the daemon and try it: quorate webhook test \(name)
                """
        }
    }
}

extension WebhookEventKind: ExpressibleByArgument {}
