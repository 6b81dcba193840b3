import Conferences
import Foundation
import Outbound
import TestPeers
import TestValues
import Testing
import WorkingDays

@testable import Daemon

@Suite("The words of messages")
struct MessageWordsTests {
    private static let welsh = "\(Locations.templates)/welsh"

    /// The shipped file with a change, in a folder of its own.
    private func changed(_ change: (String) -> String) throws -> TemporaryFolder {
        let folder = try TemporaryFolder("words")
        let text = try String(contentsOfFile: "\(Locations.templates)/words.yaml", encoding: .utf8)
        let result = change(text)
        #expect(result != text)
        try folder.write(result, to: "words.yaml")
        return folder
    }

    private func problems(_ change: (String) -> String) throws -> [String] {
        let folder = try changed(change)
        let error = #expect(throws: ConfigurationError.self) { try WordsFile.read(directory: folder.path) }
        return error?.problems.map(\.description) ?? []
    }

    @Test("spell dates and days out in each language")
    func dates() throws {
        let english = try WordsFile.read(directory: Locations.templates)
        let welsh = try WordsFile.read(directory: Self.welsh)
        #expect(english.by("2027-01-05") == "by Tuesday 5 January 2027")
        #expect(welsh.by("2027-01-05") == "erbyn dydd Mawrth 5 Ionawr 2027")
        let sitting = Sitting(on: "2027-01-05", at: TimeOfDay(hour: 10, minute: 0)!, place: "")
        #expect(welsh.moment(sitting) == "Dydd Mawrth 5 Ionawr 2027 am 10:00")
        #expect((1...3).map(english.workingDays) == ["1 working day", "2 working days", "3 working days"])
        #expect((1...3).map(welsh.workingDays) == ["1 diwrnod gwaith", "2 ddiwrnod gwaith", "3 diwrnod gwaith"])
        #expect(welsh.list(["Tai", "Addysg", "Heddlu"]) == "Tai, Addysg a Heddlu")
        #expect(welsh.list(["Heddlu", "Iechyd"]) == "Heddlu ac Iechyd")
    }

    @Test("spell every day as the rest of the program does")
    func everyDate() throws {
        let english = try WordsFile.read(directory: Locations.templates)
        for day in 0..<800 {
            let date = CalendarDate("2026-01-01").adding(days: day)
            #expect(english.date(date) == date.spelledOut)
        }
    }

    @Test("of one step take the place of its kind's, and of an own obligation those of all own ones")
    func steps() throws {
        let folder = try changed {
            $0.replacing(
                "  own:\n",
                with: """
                      visit:
                        ask: Visit the home
                      own:

                    """
            )
            .replacing(
                "    ask: Submit your written report\n",
                with: """
                        ask: Submit your written report
                        steps:
                          T-2: { ask: "Two days left: {{title}}" }

                    """)
        }
        let words = try WordsFile.read(directory: folder.path)
        let values: [String: Any] = ["title": "Title", "agencies": "Police", "several": false, "isOfAgency": true]
        func said(_ part: MessageWords.Part, _ kind: String, _ step: String) throws -> String {
            words.reminder(part, of: try #require(ObligationKind(rawValue: kind)), step: step, values)
        }
        #expect(try said(.ask, "submitReport", "T-2") == "Two days left: Title")
        #expect(try said(.ask, "submitReport", "T-5") == "Submit your written report")
        #expect(try said(.escalation, "submitReport", "T-2") == "No written report from Police")
        #expect(try said(.ask, "visit", "T") == "Visit the home")
        #expect(try said(.escalation, "visit", "T") == "Title: Police")
        #expect(try said(.ask, "drill", "T") == "Title")
    }

    @Test(
        "are refused with the line where one is missing, unknown, no text, or asks for what there is not",
        arguments: [
            ("  dueToday: Due today\n", "", "urgency.dueToday: is missing"),
            (
                "  dueToday:", "  dueTomorrow: Due\n  dueToday:",
                "line 37, column 16: urgency.dueTomorrow: is not known here"
            ),
            ("  dueToday: Due today", "  dueToday: []", "urgency.dueToday: takes a text."),
            (
                "Due in {{days}}", "Due in {{hours}}",
                "asks for {{hours}}, which is not known here; filled in: {{days}}."
            ),
            ("Due in {{days}}", "Due in {{#days}}", "urgency.dueIn: is not valid Mustache"),
            ("Saturday, Sunday]", "Saturday]", "dates.weekdays: takes a list of 7 names."),
            (
                "    escalation: The invitations have not been sent\n", "",
                "reminders.sendInvitations.escalation: is missing"
            ),
            ("  sendInvitations:", "  send invitations:", "reminders.send invitations.ask: is not known here."),
            (
                "No reply from {{agencies}}\"", "No reply\"\n    steps: { T-x: { ask: a } }",
                "steps.T-x.ask: is not known here."
            ),
        ])
    func refused(good: String, bad: String, sentence: String) throws {
        let problems = try problems { $0.replacing(good, with: bad) }
        #expect(problems.contains { $0.contains(sentence) }, "\(problems)")
    }

    @Test("stand for everything in every language, and no English is left in another's templates")
    func languages() async throws {
        let configuration = try await ConfigurationSample().load()
        let templates = try MessageTemplates(directory: Locations.templates)
        #expect(templates.offered == [.english, .welsh])
        for kind in configuration.policy.kinds {
            for isEscalation in [false, true] {
                let sample = SampleMessage.obligation(kind, step: .deadline(0), isEscalation: isEscalation)
                let texts = try ReadingLanguage.allCases.map { language in
                    try sample.message(
                        by: MailComposer(configuration, templates: templates, language: language, keys: nil),
                        policy: configuration.policy)
                }
                #expect(texts[0].subject != texts[1].subject)
                let english = ["the", "your", "and", "of", "is", "this", "Please", "Due", "from"]
                let words = (texts[1].subject + " " + texts[1].text)
                    .replacing(configuration.partnership.name, with: "")
                    .replacing(configuration.partnership.administratorContact ?? "", with: "")
                    .split { !$0.isLetter }.map(String.init)
                #expect(Set(words).isDisjoint(with: english), "\(texts[1].text)")
            }
        }
    }

    @Test("of all files together make the version, and a language whose folder is absent is said so")
    func version() throws {
        let folder = try TemporaryFolder("templates")
        let copy = "\(folder.path)/own"
        try FileManager.default.copyItem(atPath: Locations.templates, toPath: copy)
        let shipped = try MessageTemplates(directory: Locations.templates)
        #expect(try MessageTemplates(directory: copy).version == shipped.version)
        let file = URL(fileURLWithPath: "\(copy)/welsh/words.yaml")
        try Data(try String(contentsOf: file, encoding: .utf8).replacing("Yn hwyr", with: "Hwyr").utf8).write(to: file)
        #expect(try MessageTemplates(directory: copy).version != shipped.version)
        try FileManager.default.removeItem(atPath: "\(copy)/welsh")
        let english = try MessageTemplates(directory: copy)
        #expect(english.offered == [.english])
        let error = #expect(throws: MissingLanguage.self) { try english.language(.welsh) }
        #expect(error?.description.contains("no folder \"welsh\"") == true)
    }

    @Test("lie with layouts that a kind of message may have of its own")
    func layouts() async throws {
        let folder = try TemporaryFolder("templates")
        let copy = "\(folder.path)/own"
        try FileManager.default.copyItem(atPath: Locations.templates, toPath: copy)
        try Data("{{#items}}{{conference}}: {{subject}}{{/items}}\n".utf8)
            .write(to: URL(fileURLWithPath: "\(copy)/cancellation-text.mustache"))
        let configuration = try await ConfigurationSample().load()
        let composer = try MailComposer(configuration, templates: MessageTemplates(directory: copy), keys: nil)
        func text(_ sample: SampleMessage) throws -> String {
            try sample.message(by: composer, policy: configuration.policy).text
        }
        #expect(
            try text(.cancellation).hasPrefix("CP-2026-0141: Cancelled: conference CP-2026-0141, Tuesday 5 January"))
        #expect(try text(.change).hasPrefix("Dear "))
    }
}
