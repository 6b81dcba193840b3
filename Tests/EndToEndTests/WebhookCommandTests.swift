import Foundation
import TestPeers
import Testing

@Suite("webhook, on the command line", .serialized)
struct WebhookCommandTests {
    private static let secret = "whsec_" + Data((0..<32).map { UInt8($0 * 7) }).base64EncodedString()

    private func configure(_ installation: Installation, _ webhooks: String) throws {
        try installation.configure(
            mail: "transport: maildir\nmaildir: mail",
            more: webhooks + "\nwebhookDelivery: {timeout: 3, allowedNetworks: [127.0.0.0/8, \"::1/128\"]}\n")
    }

    private func desk(_ receiver: WebhookReceiver, _ path: String) -> String {
        """
        webhooks:
          desk: {url: "\(receiver.url(path))", secretFile: secret, caFile: "\(receiver.caFile)"}
        """
    }

    private var today: String {
        Date(timeIntervalSinceNow: 0).formatted(
            Date.ISO8601FormatStyle(timeZone: TimeZone(identifier: "Europe/London")!).year().month().day())
    }

    @Test(
        "tells of a receiver that switched itself off, tries it, enables it, and sends what it missed, under the same ids"
    )
    func goneAndBack() async throws {
        let receiver = try await WebhookReceiver.start(secret: Self.secret)
        let installation = try Installation()
        _ = try installation.folder.write(Self.secret, to: "secret")
        try configure(installation, desk(receiver, "/status/410"))
        try await installation.importLists(invitees: 3)
        let daemon = try installation.serve()
        try await wait(for: "every call to be settled") {
            try await installation.query(
                "SELECT COUNT(*) FROM outbox WHERE content = 'call' AND state IN ('failed', 'superseded')") == "3"
        }
        daemon.stop()
        try await wait(for: "the daemon to be gone") { !daemon.isRunning }
        #expect(daemon.output.contains("error: webhook switched off"))

        let again = try installation.serve()
        try await wait(for: "the daemon to be ready") { again.output.contains("ready") }
        #expect(again.output.contains("warning: webhook is switched off"))
        again.stop()
        try await wait(for: "the daemon to be gone") { !again.isRunning }

        let list = try await installation.webhook("list")
        #expect(list.output.contains("desk     localhost:\(receiver.port)  standard  0"), "\(list.output)")
        #expect(list.output.contains("is switched off since") && list.output.contains("HTTP 410"))
        #expect(!list.output.contains("/status/410") && !list.errors.contains("/status/410"))
        let messages = try await run(
            Installation.program, ["message", "list", "--config", installation.configuration])
        #expect(messages.output.contains("The webhook desk is switched off since"))
        let refusing = try await installation.webhook("test", "desk")
        #expect(refusing.status == 1 && refusing.errors.contains("gone for good (HTTP 410)"))

        try configure(installation, desk(receiver, "/ok"))
        let accepting = try await installation.webhook("test", "desk")
        #expect(accepting.status == 0 && accepting.output.contains("HTTP 204"), "\(accepting)")
        let trial = try #require(try receiver.calls().last)
        #expect(trial.verified && trial.body.contains(#""type":"quorate.test""#))

        let days = ["--from", today, "--to", today]
        let early = try await installation.webhook(["replay", "desk"] + days)
        #expect(early.status == 1 && early.errors.contains("\"quorate webhook enable desk\" comes first"))
        let enabled = try await installation.webhook("enable", "desk")
        #expect(enabled.output.contains("quorate webhook replay desk --from \(today) --to \(today)"), "\(enabled)")
        #expect(try await installation.webhook("enable", "desk").status == 1)
        let foretold = try await installation.webhook(["replay", "desk", "--dry-run"] + days)
        #expect(foretold.output.contains("3 calls of desk would be made again."), "\(foretold)")
        #expect(
            try await installation.webhook(["replay", "desk"] + days).output.contains("3 calls of desk are made again.")
        )
        let third = try installation.serve()
        try await wait(for: "the calls") { try receiver.calls().count { $0.path == "/ok" && $0.verified } == 4 }
        third.stop()
        try await wait(for: "the daemon to be gone") { !third.isRunning }
        let ids = Set(
            try receiver.calls().filter { $0.path == "/ok" && $0.body.contains("reminder.due") }
                .compactMap { $0.headers["webhook-id"] })
        let stored = try await installation.query("SELECT id FROM outbox WHERE content = 'call'")
        #expect(ids == Set(stored.split(separator: "\n").map(String.init)))
        let audit = try await run(Installation.program, ["audit", "show", "--config", installation.configuration])
        #expect(audit.output.contains("had the webhook desk called again"))
        #expect(audit.output.contains("had 3 calls of the webhook desk made again"))
    }

    @Test("tells of a receiver that is not reached, and of what waits for it")
    func outage() async throws {
        let receiver = try await WebhookReceiver.start(secret: Self.secret)
        receiver.stop()
        let installation = try Installation()
        _ = try installation.folder.write(Self.secret, to: "secret")
        try configure(installation, desk(receiver, "/ok"))
        try await installation.importLists(invitees: 3)
        let daemon = try installation.serve()
        try await wait(for: "the outage") {
            try await installation.query("SELECT COUNT(*) FROM outage WHERE failures >= 3") == "1"
        }
        daemon.stop()
        try await wait(for: "the daemon to be gone") { !daemon.isRunning }
        let list = try await installation.webhook("list")
        #expect(list.output.contains("The receiver desk has not been reached since"), "\(list.output)")
        let json = try await installation.webhook("list", "--json")
        let listed = try #require(
            try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]])
        #expect(listed.first?["waiting"] as? Int == 3 && listed.first?["failed"] as? Int == 0)
        #expect((listed.first?["outage"] as? [String: String])?["reason"]?.contains("could not be reached") == true)
        #expect(listed.first?["switchedOff"] == nil)
    }

    @Test("makes a secret that its owner alone may read, and lines that the receiver then verifies calls by")
    func add() async throws {
        let installation = try Installation()
        try configure(installation, "")
        let arguments = [
            "add", "desk", "--url", "https://localhost:1/ok", "--events", "message.failed", "reminder.due",
        ]
        let added = try await installation.webhook(arguments)
        let file = installation.folder.path + "/desk-webhook"
        #expect(added.status == 0, "\(added)")
        let attributes = try FileManager.default.attributesOfItem(atPath: file)
        #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
        let secret = try String(contentsOfFile: file, encoding: .utf8).trimmingCharacters(in: .newlines)
        #expect(secret.hasPrefix("whsec_") && Data(base64Encoded: String(secret.dropFirst(6)))?.count == 32)
        #expect(!added.output.contains(secret))
        let again = try await installation.webhook(arguments)
        #expect(again.status == 1 && again.errors.contains("exists already; a secret is not overwritten"))
        #expect(try String(contentsOfFile: file, encoding: .utf8).hasPrefix(secret))

        let receiver = try await WebhookReceiver.start(secret: secret)
        let lines = added.output.split(separator: "\n").drop { $0 != "webhooks:" }
            .prefix { !$0.hasPrefix("For the daemon") }
            .joined(separator: "\n").replacing("https://localhost:1/ok", with: receiver.url("/ok"))
        try configure(installation, lines + "\n    caFile: \(receiver.caFile)")
        #expect(try await installation.webhook("test", "desk").status == 0)
        #expect(try receiver.calls().map(\.verified) == [true])
        let json = try await installation.webhook("list", "--json")
        let listed = try #require(
            try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]])
        #expect(listed.map { $0["name"] as? String } == ["desk"])
        #expect(listed[0]["events"] as? [String] == ["reminder.due", "message.failed"])
        let taken = try await installation.webhook(arguments)
        #expect(taken.status == 1 && taken.errors.contains("has a webhook desk already"))
    }

    @Test(
        "keeps the address of a Teams or Slack channel out of the configuration, and sends it words",
        arguments: ["teams", "slack"])
    func channels(shape: String) async throws {
        let receiver = try await WebhookReceiver.start(secret: Self.secret)
        let installation = try Installation()
        try configure(installation, "")
        let url = receiver.url("/status/200?key=TopSecret")
        let added = try await installation.webhook("add", "channel", "--url", url, "--shape", shape)
        #expect(added.output.contains("shape: \(shape)") && added.output.contains("urlFile: channel-webhook"))
        #expect(!added.output.contains("TopSecret"))
        try configure(
            installation,
            "webhooks: {channel: {shape: \(shape), urlFile: channel-webhook, caFile: \"\(receiver.caFile)\"}}")
        #expect(try await installation.webhook("test", "channel").status == 0)
        let call = try #require(try receiver.calls().first)
        #expect(call.body.contains(shape == "teams" ? "\"AdaptiveCard\"" : "\"blocks\""))
        #expect(call.headers["webhook-signature"] == nil)
        let list = try await installation.webhook("list")
        #expect(list.output.contains("(in its file)") && !list.output.contains("TopSecret"))
    }

    @Test("says what is wrong: with a name, an address, a kind of event, a shape")
    func wrong() async throws {
        let installation = try Installation()
        try configure(installation, "")
        for (arguments, status, sentence) in [
            (["test", "desk"], 1, "has no webhooks"), (["enable", "desk"], 1, "has no webhooks"),
            (["add", "a.b", "--url", "https://a.example"], 2, "letters, digits and hyphens"),
            (["add", "desk", "--url", "http://a.example/TopSecret"], 2, "beginning with https://"),
            (["add", "desk", "--url", "https://a.example", "--events", "report.late"], 2, "obligation.overdue"),
            (["add", "desk", "--url", "https://a.example", "--shape", "discord"], 2, "standard, teams, slack"),
            (["replay", "desk", "--from", "2026-11-24", "--to", "2026-11-23"], 2, "give a later day"),
        ] as [([String], Int32, String)] {
            let result = try await installation.webhook(arguments)
            #expect(result.status == status && result.errors.contains(sentence), "\(arguments): \(result)")
        }
        #expect(try await installation.webhook("list").output.contains("No webhooks"))
    }
}

extension Installation {
    fileprivate func webhook(_ arguments: String...) async throws -> ProgramResult { try await webhook(arguments) }

    fileprivate func webhook(_ arguments: [String]) async throws -> ProgramResult {
        try await TestPeers.run(Self.program, ["webhook"] + arguments + ["--config", configuration])
    }
}
