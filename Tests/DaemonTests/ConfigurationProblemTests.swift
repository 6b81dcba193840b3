import TestPeers
import TestValues
import Testing

@testable import Daemon

@Suite("What is wrong with a configuration")
struct ConfigurationProblemTests {
    struct Fault: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// Stands from line 8 on.
        let more: String
        /// How the only problem begins, and something else that it says.
        let start: String
        let sentence: String

        init(_ why: String, _ more: String, _ start: String, _ sentence: String) {
            testDescription = why
            (self.more, self.start, self.sentence) = (more, start, sentence)
        }
    }

    /// A receiver that lacks nothing, and a line more. Of its secrets nothing is read here.
    private static func webhook(_ line: String) -> String {
        """
        webhooks:
          desk:
            # The line number is what counts.
            url: https://desk.example/hook
            secretFile: hook
            \(line)
        """
    }

    static let faults = [
        Fault(
            "an unknown section", "smpt: {host: a}", "line 8, column 1: smpt: is not known",
            "accepted here: calendar, commands, database, delivery, encryption, guidance, invitations, log, mail,"),
        Fault(
            "an unknown key", "log:\n  colour: red", "line 9, column 3: log.colour: is not known",
            "accepted here: level."),
        Fault(
            "a key that belongs elsewhere", "cutOff: 17:00", "line 8, column 1: cutOff: is not known", "accepted here"),
        Fault(
            "a number that is none", "delivery: {attempts: many}", "line 8, column 22: delivery.attempts:",
            "a whole number of attempts from 1 to 100"),
        Fault("a number out of range", "delivery:\n  lease: 1", "line 9, column 10: delivery.lease:", "from 5 to 3600"),
        Fault(
            "a word that is none", "log:\n  level: loud", "line 9, column 10: log.level:",
            "trace, debug, info, notice, warning, error, critical"),
        Fault(
            "an address for a network", "webhookDelivery:\n  allowedNetworks: [10.0.0.1]",
            "line 9, column 3: webhookDelivery.allowedNetworks:", "write 10.0.0.1/32"),
        Fault(
            "a network with too long a length", "webhookDelivery: {allowedNetworks: [10.0.0.0/8, \"fd00::/200\"]}",
            "line 8, column 19: webhookDelivery.allowedNetworks:", "0 to 128"),
        Fault(
            "an unknown kind of event", Self.webhook("events: [reminder.due, report.late]"),
            "line 13, column 5: webhooks.desk.events:",
            "use reminder.due, obligation.overdue, message.failed, message.late"),
        Fault(
            "no kind of event", Self.webhook("events: []"), "line 13, column 5: webhooks.desk.events: is empty",
            "leave it out for all of them"),
        Fault(
            "an unknown shape", Self.webhook("shape: discord"), "line 13, column 12: webhooks.desk.shape:",
            "standard, teams, slack"),
        Fault(
            "the address of a signed receiver in a file",
            "webhooks:\n  desk: {urlFile: hook, secretFile: hook}", "line 9, column 19: webhooks.desk.urlFile:",
            "goes with the shapes teams and slack"),
        Fault(
            "the address of an unsigned receiver in clear",
            "webhooks:\n  desk: {shape: teams, url: https://a.example/key}", "line 9, column 29: webhooks.desk.url:",
            "the address is the secret there; give urlFile"),
        Fault(
            "no address", "webhooks:\n  desk: {shape: slack}", "webhooks.desk.urlFile: is missing",
            "the file that holds the address"),
        Fault("a list for a value", "log:\n  level: [info]", "line 9, column 3: log.level:", "takes one value"),
        Fault("a section for a value", "log:\n  level: {a: b}", "line 9, column 3: log.level:", "takes one value"),
        Fault("a value for a section", "log: info", "line 8, column 1: log: is a section", "below it may stand: level"),
        Fault("a list for a section", "log: [info]", "line 8, column 1: log: is a section", "level"),
        Fault(
            "a value for a list", "calendar:\n  closures: 2027-12-29", "line 9, column 3: calendar.closures:",
            "takes a list of lines"),
        Fault(
            "sections in a list", "calendar:\n  closures:\n    - date: 2027-12-29",
            "line 9, column 3: calendar.closures:",
            "takes a list of lines"),
        Fault(
            "a line of a list with too little", "calendar:\n  closures:\n    - 2027-12-29",
            "line 9, column 3: calendar.closures:",
            "a line like \"2026-12-29 | Offices closed after Christmas\""),
        Fault(
            "a day that does not exist", "calendar: {closures: [2027-02-29 | Closed]}",
            "line 8, column 12: calendar.closures:",
            "2027-02-29 does not exist"),
        Fault(
            "a day twice", "calendar: {closures: [2027-12-29 | A, 2027-12-29 | B]}",
            "line 8, column 12: calendar.closures:", "stands twice"),
        Fault(
            "a removal of what is no holiday", "calendar: {removals: [2027-12-29 | A]}",
            "line 8, column 12: calendar.removals:", "it is not one of them"),
        Fault("a time of day that is none", "policy:\n  cutOff: 25:00", "line 9, column 11: policy.cutOff:", "HH:MM"),
        Fault(
            "hours that end before they begin", "policy:\n  sendUntil: 08:00", "line 9, column 14: policy.sendUntil:",
            "08:00 is not after 09:00, from when messages leave"),
        Fault(
            "an unknown obligation", "policy:\n  obligations:\n    attend: {initial: 1 month after}",
            "line 10, column 5: policy.obligations.attend:", "use one of conveneInitial, holdReview"),
        Fault(
            "an owner whom the anchor does not know",
            "policy:\n  obligations:\n    translate: {title: T, owner: chair, anchor: apologies, initial: 1 working day after}",
            "line 10, column 34: policy.obligations.translate.owner:", "is owed by invitee or agency, not by chair"),
        Fault(
            "an unknown key of an obligation", "policy:\n  obligations:\n    reply: {first: 1 month after}",
            "line 10, column 13: policy.obligations.reply.first:",
            "accepted here: anchor, cutOff, initial, ladder, noLaterThan, owner, review, title"
        ),
        Fault(
            "a deadline that is none", "policy:\n  obligations:\n    reply: {initial: soon}",
            "line 10, column 22: policy.obligations.reply.initial:", "\"3 working days before\""),
        Fault(
            "a step that is none", "policy:\n  obligations:\n    reply: {ladder: [T-5 everybody]}",
            "line 10, column 13: policy.obligations.reply.ladder:", "\"T+1 owner agencyLead\""),
        Fault(
            "two steps at one time", "policy:\n  obligations:\n    reply: {ladder: [T owner, T chair]}",
            "line 10, column 13: policy.obligations.reply.ladder:", "Two steps leave on the day of the deadline."),
        Fault("guidance without a page", "guidance:\n  reply: {title: Help}", "", "guidance.reply.url: is missing"),
        Fault(
            "guidance of a mistyped obligation", "guidance:\n  submitReprot: {url: https://a.example}",
            "line 9, column 3: guidance.submitReprot:", "did you mean submitReport?"),
        Fault(
            "guidance of what can be no obligation", "guidance:\n  2nd: {url: https://a.example}",
            "line 9, column 3: guidance.2nd:", "use one of"),
        Fault(
            "guidance in clear", "guidance:\n  reply: {url: http://a.example}",
            "line 9, column 16: guidance.reply.url:",
            "https://"),
        Fault("a key twice", "log: {level: info}\nlog: {level: debug}", "line 8, column 1: log:", "stands twice"),
        Fault(
            "a key twice further down", "delivery:\n  lease: 100\n  lease: 200", "line 9, column 3: lease:",
            "stands twice"),
        Fault("a tab", "log:\n\tlevel: info", "line 9, column 1: is not YAML here:", ""),
        Fault("a bracket that is never closed", "log: {level: info", "line ", "is not YAML here"),
        Fault("a second document", "---\nlog: {level: info}", "", "YAML"),
        Fault(
            "a name with a dot", "webhooks:\n  case.system: {url: https://a.example, secretFile: s}",
            "line 9, column 3: webhooks.case.system:", "letters, digits and hyphens"),
    ]

    @Test("is told with line, column and what is accepted", arguments: faults)
    func place(fault: Fault) async throws {
        let problems = try await ConfigurationSample(more: fault.more + "\n").problems()
        #expect(problems.count == 1, "\(problems)")
        #expect(problems.first?.hasPrefix(fault.start) == true, "\(problems)")
        #expect(problems.first?.contains(fault.sentence) == true, "\(problems)")
    }

    @Test("is told all at once, whatever the shapes")
    func allAtOnce() async throws {
        let problems = try await ConfigurationSample(
            """
            partnership: {division: wales, colour: red}
            calendar: {closures: 2027-12-29}
            policy: {cutOff: noon}
            mail:
              from: nobody
              replyTo: "a@b@c"
              smtp: {port: 99999, security: maybe, connections: [4]}
            delivery: {attempts: 0}
            """
        ).problems(["QUORATE_LOG_LEVEL": "loud"])
        for key in [
            "partnership.name", "partnership.division", "partnership.colour", "database", "calendar.closures",
            "policy.cutOff", "mail.from", "mail.replyTo", "mail.smtp.host", "mail.smtp.port", "mail.smtp.security",
            "mail.smtp.connections", "delivery.attempts", "log.level",
        ] {
            #expect(problems.contains { $0.contains("\(key): ") }, "\(key) in \(problems)")
        }
    }

    @Test("is no other error, however the file is mangled")
    func mangled() async throws {
        let text = try ShippedConfiguration.everythingSet()
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let values = ["[a]", "{a: b}", "", "~", "\"\"", "- x", "1e9", "|", "&a", "*a", "!!binary x", "'", "2027-01-01"]
        let sample = try ConfigurationSample(text)
        // A short list: this reads it a thousand times.
        let day = #"{"events": [{"title": "Summer bank holiday", "date": "2027-08-30"}]}"#
        let holidays = try sample.folder.write(
            "{"
                + ["england-and-wales", "scotland", "northern-ireland"].map { "\"\($0)\": \(day)" }
                .joined(separator: ", ") + "}", to: "short.json")
        for (index, line) in lines.enumerated() where !line.isEmpty {
            let value = values[index % values.count]
            let head = line.split(separator: ":", maxSplits: 1).first.map(String.init) ?? line
            for replacement in [nil, "\(head): \(value)", " " + line, line + " x"] as [String?] {
                var changed = lines
                changed[index...index] = replacement.map { [$0] } ?? []
                try sample.folder.write(changed.joined(separator: "\n"), to: "quorate.yaml")
                do {
                    _ = try await sample.load([
                        "CREDENTIALS_DIRECTORY": sample.folder.path, "QUORATE_CALENDAR_HOLIDAYS": holidays,
                    ])
                } catch {
                    let refused = try #require(
                        error as? ConfigurationError, "line \(index + 1), \(replacement ?? "gone"): \(error)")
                    #expect(!refused.problems.isEmpty)
                }
            }
        }
    }
}
