import ArgumentParser
import Daemon
import Foundation
import Outbound

struct TemplateCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "template", abstract: "Show, render and check the templates of messages.",
        discussion: """
            Copy the folder that "template show" names, change what is to read otherwise, and set mail.templates to the \
            copy. Every message that was sent keeps the version of the templates that it was written with.
            """,
        subcommands: [Show.self, Render.self, Check.self])

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show which templates are in use.")

        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let configuration = try await PartnershipConfiguration.load(path: store.path, readsSecrets: false)
            let templates = try ReminderTemplates(directory: configuration.mail.templates)
            if json {
                try Output.json(
                    Shown(folder: configuration.mail.templates, version: templates.version, templates: templates.names))
                return
            }
            print("Folder   \(configuration.mail.templates)\nVersion  \(templates.version)\n")
            for name in templates.names { print("  \(name).mustache") }
        }

        private struct Shown: Encodable {
            let folder: String
            let version: String
            let templates: [String]
        }
    }

    struct Render: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Fill the templates in with an invented message.",
            usage: """
                quorate template render several
                quorate template render invitation --html > invitation.html
                """)

        @Argument(help: "Which message: \(SampleMail.allCases.map(\.rawValue).joined(separator: ", ")).")
        var sample: SampleMail = .several
        @Option(help: "Another folder of templates, to look at before it is set.") var folder: String?
        @Flag(help: "Print the HTML part instead of subject and text.") var html = false
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let rendered = try ReminderTemplates(directory: await directory(folder, store)).render(sample.view)
            print(html ? rendered.html : "Subject: \(rendered.subject)\n\n\(rendered.text)")
        }
    }

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check a folder of templates: that all are there, can be read, and ask for nothing unknown.",
            discussion: "Ends with 3 when something is wrong, and says in which file and line.")

        @Argument(help: "The folder; otherwise the one in use.") var folder: String?
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let directory = try await directory(folder, store)
            do {
                let templates = try ReminderTemplates(directory: directory)
                for sample in SampleMail.allCases { _ = try templates.render(sample.view) }
                print("\(directory): \(templates.names.count) templates, version \(templates.version); all is well.")
            } catch {
                throw CommandFailure(code: .found, message: "\(directory): \(error)")
            }
        }
    }

    private static func directory(_ folder: String?, _ store: StoreOptions) async throws -> String {
        if let folder { return folder }
        return try await PartnershipConfiguration.load(path: store.path, readsSecrets: false).mail.templates
    }
}

extension SampleMail: ExpressibleByArgument {}
