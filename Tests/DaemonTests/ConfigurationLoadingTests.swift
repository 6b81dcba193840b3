import Conferences
import Logging
import Outbound
import TestPeers
import TestValues
import Testing
import WorkingDays

@testable import Daemon

@Suite("The configuration")
struct ConfigurationLoadingTests {
    @Test("needs little, and has the rulebook's values for the rest")
    func least() async throws {
        let sample = try ConfigurationSample()
        let configuration = try await sample.load()
        #expect(configuration.partnership.name == "Somewhere")
        #expect(configuration.database == "\(sample.folder.path)/quorate.db")
        #expect(configuration.policy == .standard)
        #expect(configuration.calendar.division == .englandAndWales)
        #expect(configuration.delivery.lease == 120)
        #expect(configuration.delivery.attempts == 12)
        #expect(configuration.logLevel == .info)
        guard case .maildir(let path) = configuration.mail.transport else {
            Issue.record("It should be a folder.")
            return
        }
        #expect(path == "\(sample.folder.path)/mail")
    }

    @Test("keeps the guidance on an obligation that no file knows: it may have been added on a page")
    func guidance() async throws {
        let configuration = try await ConfigurationSample(
            more: """
                guidance:
                  chronology:
                    title: How to write one
                    url: https://www.example.org/chronologies
                """
        ).load()
        let kind = try #require(ObligationKind(rawValue: "chronology"))
        #expect(configuration.guidance[kind]?.url == "https://www.example.org/chronologies")
        #expect(configuration.policy.rules[kind] == nil)
    }

    @Test("takes the partnership's own numbers instead of the rulebook's, and those alone")
    func policy() async throws {
        let configuration = try await ConfigurationSample(
            more: """
                policy:
                  cutOff: 17:00
                  sendFrom: "08:30"
                  sendUntil: 18:00:30
                  obligations:
                    submitReport:
                      initial: 4 clear working days before
                      ladder: [T-3 owner, "T+1 owner agencyLead urgent", C-1 chair]
                    shareWithFamily:
                      ladder: []
                    nameDelegate:
                      noLaterThan: 2 working days before
                """
        ).load()
        var expected = Policy.standard
        expected.cutOff = TimeOfDay(hour: 17, minute: 0)!
        expected.sendingHours = SendingHours(
            opens: TimeOfDay(hour: 8, minute: 30)!, closes: TimeOfDay(hour: 18, minute: 0, second: 30)!)
        expected.rules[.submitReport]?.initial = DeadlineOffset(4, .workingDays, .before, clear: true)
        expected.rules[.submitReport]?.ladder = [
            LadderStep(.deadline(-3)), LadderStep(.deadline(1), [.owner, .agencyLead], isUrgent: true),
            LadderStep(.conference(-1), [.chair]),
        ]
        expected.rules[.shareWithFamily]?.ladder = []
        expected.rules[.nameDelegate]?.noLaterThan = DeadlineOffset(2, .workingDays, .before)
        #expect(configuration.policy == expected)
    }

    @Test("takes days of the partnership's own")
    func calendar() async throws {
        let calendar = try await ConfigurationSample(
            more: """
                calendar:
                  additions: ["2027-06-14 | A day proclaimed late | Too late for the list"]
                  removals:
                    - 2027-08-30 | Works as usual
                  closures: [2027-12-29 | Closed, 2027-12-30 | Closed]
                """
        ).load().calendar
        #expect(calendar.holidays.contains { $0.date == "2027-06-14" })
        #expect(!calendar.holidays.contains { $0.date == "2027-08-30" })
        #expect(calendar.closures.map(\.date) == ["2027-12-29", "2027-12-30"])
    }

    private static let smtp = """
        partnership: {name: Somewhere}
        encryption: {masterKeyFiles: [master-key]}
        database: /var/lib/quorate.db
        mail:
          from: quorate@council.example
          smtp: {host: mail.example, username: quorate, passwordFile: password}

        """

    @Test("reads secrets from files, which it does not show")
    func secrets() async throws {
        let sample = try ConfigurationSample(
            Self.smtp,
            more: "webhooks: {case-system: {url: https://case.example/hook, secretFile: $CREDENTIALS_DIRECTORY/hook}}\n"
        )
        try sample.folder.write("hunter2\n", to: "password")
        let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
        try sample.folder.write(secret + "\n", to: "hook")
        let configuration = try await sample.load(["CREDENTIALS_DIRECTORY": sample.folder.path])
        guard case .smtp(let settings) = configuration.mail.transport else {
            Issue.record("It should be a server.")
            return
        }
        #expect(settings.signsIn)
        #expect(settings.port == 587)
        #expect(settings.security == .startTLS)
        #expect(configuration.webhooks.map(\.name) == ["case-system"])
        var shown = "\(configuration)"
        dump(configuration, to: &shown)
        #expect(!shown.contains("hunter2"))
        #expect(!shown.contains(secret.dropFirst(6)))
    }

    @Test("gives way to the environment, key by key")
    func environment() async throws {
        let sample = try ConfigurationSample(Self.smtp)
        try sample.folder.write("hunter2", to: "password")
        let configuration = try await sample.load([
            "QUORATE_MAIL_SMTP_PORT": "2525", "QUORATE_MAIL_SMTP_SECURITY": "implicitTLS",
            "QUORATE_MAIL_REPLY_TO": "conferences@council.example", "QUORATE_DATABASE": "/elsewhere.db",
            "QUORATE_PARTNERSHIP_NAME": "Elsewhere", "QUORATE_POLICY_CUT_OFF": "17:00",
            "QUORATE_CALENDAR_CLOSURES": "2027-12-29 | Closed;2027-12-30 | Closed",
            "QUORATE_WEBHOOK_DELIVERY_ALLOWED_NETWORKS": "10.0.0.0/8;fd00::/8", "QUORATE_LOG_LEVEL": "debug",
        ])
        guard case .smtp(let settings) = configuration.mail.transport else {
            Issue.record("It should be a server.")
            return
        }
        #expect(settings.port == 2525)
        #expect(settings.security == .implicitTLS)
        #expect(settings.host == "mail.example")
        #expect(configuration.mail.replyTo?.address == "conferences@council.example")
        #expect(configuration.database == "/elsewhere.db")
        #expect(configuration.partnership.name == "Elsewhere")
        #expect(configuration.policy.cutOff == TimeOfDay(hour: 17, minute: 0))
        #expect(configuration.calendar.closures.count == 2)
        #expect(configuration.webhookDelivery.allowedNetworks.map(\.description) == ["10.0.0.0/8", "fd00::/8"])
        #expect(configuration.logLevel == .debug)
    }

    @Test(
        "names the variable whose value is not accepted",
        arguments: [
            ("QUORATE_MAIL_SMTP_PORT", "smtp", "mail.smtp.port"), ("QUORATE_MAIL_SMTP_PORT", "0", "mail.smtp.port"),
            ("QUORATE_MAIL_SMTP_CONNECT_TIMEOUT", "-1", "mail.smtp.connectTimeout"),
            ("QUORATE_DELIVERY_ATTEMPTS", "1.5", "delivery.attempts"), ("QUORATE_LOG_LEVEL", "loud", "log.level"),
            ("QUORATE_PARTNERSHIP_DIVISION", "wales", "partnership.division"),
            ("QUORATE_POLICY_SEND_FROM", "9", "policy.sendFrom"), ("QUORATE_MAIL_FROM", "nobody", "mail.from"),
            ("QUORATE_CALENDAR_CLOSURES", "2027-02-30 | Closed", "calendar.closures"),
            ("QUORATE_CALENDAR_HOLIDAYS", "/no/such/list.json", "calendar.holidays"),
        ])
    func badVariable(variable: String, value: String, key: String) async throws {
        let sample = try ConfigurationSample(Self.smtp)
        try sample.folder.write("hunter2", to: "password")
        let problems = try await sample.problems([variable: value])
        #expect(problems.count == 1)
        #expect(problems.first?.hasPrefix("environment variable \(variable): \(key): ") == true, "\(problems)")
    }

    @Test("says when there is no such file, or no text in it")
    func unreadable() async throws {
        let sample = try ConfigurationSample()
        await #expect(throws: ConfigurationError.self) {
            try await PartnershipConfiguration.load(path: "\(sample.folder.path)/no.yaml", environment: [:])
        }
        try Files.write(Array("partnership:\n  name: Zo".utf8) + [0xEB, 0x0A], to: sample.path)
        #expect(try await sample.problems() == ["The file is not UTF-8 text."])
    }

    @Test("that is empty is told everything that it must have", arguments: ["", "# nothing\n", "\n\n", "---\n", "{}"])
    func empty(text: String) async throws {
        let problems = try await ConfigurationSample(text).problems()
        for key in ["partnership.name", "database", "encryption.masterKeyFiles", "mail.from", "mail.smtp.host"] {
            #expect(problems.contains { $0.hasPrefix("\(key): is missing; give ") }, "\(problems)")
        }
    }
}
