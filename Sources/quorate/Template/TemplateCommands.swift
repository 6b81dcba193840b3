import ArgumentParser
import Conferences
import Daemon
import Foundation
import Outbound

struct TemplateCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "template", abstract: "Show, render and check the templates and words of messages.",
        discussion: """
            Copy the folder that "template show" names, change what is to read otherwise, and set mail.templates to the \
            copy: words.yaml holds what is said of each thing that is due, also step by step, and the files ending in \
            .mustache hold how a message is laid out. Every message that was sent keeps the version that it was written \
            with.
            """,
        subcommands: [Show.self, Render.self, Check.self])

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Show which templates are in use.")

        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let configuration = try await PartnershipConfiguration.load(path: store.path, readsSecrets: false)
            let templates = configuration.mail.templates
            if json {
                try Output.json(
                    Shown(
                        folder: templates.directory, version: templates.version,
                        language: configuration.mail.language.rawValue, languages: templates.offered.map(\.rawValue),
                        files: templates.files))
                return
            }
            print(
                """
                Folder     \(templates.directory)
                Version    \(templates.version)
                Language   \(configuration.mail.language.rawValue), of \(templates.offered.map(\.rawValue).joined(separator: " and "))

                """)
            for file in templates.files { print("  \(file)") }
        }

        private struct Shown: Encodable {
            let folder: String
            let version: String
            let language: String
            let languages: [String]
            let files: [String]
        }
    }

    struct Render: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "render", abstract: "Write an invented message with the templates.",
            usage: """
                quorate template render several
                quorate template render submitReport --step T-2 --language welsh
                quorate template render invitation --html > invitation.html
                quorate template render reply --sms --language cy
                """)

        @Argument(
            help: """
                Which message: \(SampleMessage.named.map(\.name).joined(separator: ", ")), or a kind of obligation such as \
                submitReport.
                """)
        var sample = "several"
        @Option(help: "Of a kind of obligation: the step of its ladder, such as T-2.") var step: StepTime?
        @Flag(help: "Of a kind of obligation: as it reads to whom it has climbed.") var escalated = false
        @Option(help: "Another language than the one in use.") var language: ReadingLanguage?
        @Option(help: "Another folder of templates, to look at before it is set.") var folder: String?
        @Flag(help: "Print the HTML part instead of subject and text.") var html = false
        @Flag(help: "Print the text message instead of the mail, and how long it is.") var sms = false
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let configuration = try await PartnershipConfiguration.load(path: store.path, readsSecrets: false)
            let sample = try sample(configuration.policy)
            let templates = try folder.map(MessageTemplates.init(directory:)) ?? configuration.mail.templates
            let composer = try MailComposer(
                configuration, templates: templates, language: language, keys: SampleMessage.keys)
            if sms {
                let message = try sample.text(by: composer, policy: configuration.policy)
                print("\(message.text)\n\n\(message.measure)")
                return
            }
            let message = try sample.message(by: composer, policy: configuration.policy)
            print(html ? message.html : "Subject: \(message.subject)\n\n\(message.text)")
        }

        func validate() throws {
            if html, sms { throw ValidationError("A text message has no HTML part; give --html or --sms.") }
        }

        private func sample(_ policy: Policy) throws -> SampleMessage {
            if let named = SampleMessage.named.first(where: { $0.name == sample }) {
                guard step == nil, !escalated else {
                    throw ValidationError("--step and --escalated go with a kind of obligation such as submitReport.")
                }
                return named.message
            }
            guard let kind = policy.kinds.first(where: { $0.rawValue == sample }) else {
                let known = SampleMessage.named.map(\.name) + policy.kinds.map(\.rawValue)
                throw ValidationError("\"\(sample)\" is no sample; use one of: \(known.joined(separator: ", ")).")
            }
            return .obligation(kind, step: step ?? .deadline(0), isEscalation: escalated)
        }
    }

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check",
            abstract: "Check a folder of templates: that all are there, can be read, and ask for nothing unknown.",
            discussion: """
                Every sample, and every kind of obligation at every step of its ladder, is written in every language, as mail \
                and as text message, and must say what is asked, by when, of which conference and where to answer. Ends \
                with 3 when something is wrong, and says in which file and line.
                """)

        @Argument(help: "The folder; otherwise the one in use.") var folder: String?
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let configuration = try await PartnershipConfiguration.load(path: store.path, readsSecrets: false)
            let directory = folder ?? configuration.mail.templates.directory
            do {
                let templates = try MessageTemplates(directory: directory)
                let written = try writeAll(templates, configuration)
                let languages = templates.offered.map(\.rawValue).joined(separator: " and ")
                print(
                    "\(directory): version \(templates.version), \(templates.files.count) files, \(written) messages "
                        + "written in \(languages), each as mail and as text; all is well.")
            } catch let error as ConfigurationError {
                throw CommandFailure(code: .found, message: "\(error)")
            } catch {
                throw CommandFailure(code: .found, message: "\(directory): \(error)")
            }
        }

        /// - Returns: How many messages were written.
        private func writeAll(_ templates: MessageTemplates, _ configuration: PartnershipConfiguration) throws -> Int {
            var samples = SampleMessage.named.map(\.message)
            for kind in configuration.policy.kinds {
                for step in configuration.policy.rules[kind]?.ladder ?? [] {
                    samples += [false, true].map { .obligation(kind, step: step.time, isEscalation: $0) }
                }
            }
            for language in templates.offered {
                let composer = try MailComposer(
                    configuration, templates: templates, language: language, keys: SampleMessage.keys)
                for sample in samples {
                    if let omission = try sample.omissions(by: composer, policy: configuration.policy).first {
                        throw TemplateOmission(language: language, sentence: omission)
                    }
                    do { _ = try sample.text(by: composer, policy: configuration.policy) } catch {
                        throw TextProblem(sample: "\(sample)", language: language, reason: "\(error)")
                    }
                }
            }
            return samples.count * templates.offered.count
        }
    }
}

/// A layout that leaves out what its reader cannot do without.
private struct TemplateOmission: Error, CustomStringConvertible {
    let language: ReadingLanguage
    let sentence: String

    var description: String { "in \(language.rawValue): \(sentence)" }
}

/// A text message that cannot be written.
private struct TextProblem: Error, CustomStringConvertible {
    let sample: String
    let language: ReadingLanguage
    let reason: String

    var description: String { "the text message of the sample \(sample), in \(language.rawValue): \(reason)" }
}

extension ReadingLanguage: ExpressibleByArgument {
    public init?(argument: String) {
        do { try self.init(text: argument) } catch { return nil }
    }
}

extension StepTime: ExpressibleByArgument {
    public init?(argument: String) { self.init(text: argument) }
}
