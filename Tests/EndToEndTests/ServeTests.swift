import Foundation
import TestPeers
import Testing

@Suite("The daemon as systemd runs it")
struct ServeTests {
    @Test("It says READY=1, and ends within five seconds of SIGTERM with exit code 0")
    func readyAndStop() async throws {
        let installation = try Installation()
        try installation.configure(mail: "transport: maildir\nmaildir: mail")
        let listener = try NotifyListener(path: installation.folder.path + "/notify")
        let daemon = try installation.serve(environment: ["NOTIFY_SOCKET": listener.path])
        try await wait(for: "READY=1") { listener.received().contains("READY=1") }
        let asked = ContinuousClock.now
        daemon.stop(signal: SIGTERM)
        try await wait(for: "the end", timeout: 10) { !daemon.isRunning }
        #expect(ContinuousClock.now - asked < .seconds(5))
        #expect(daemon.exitCode == 0)
        #expect(listener.received().contains("STOPPING=1"))
    }

    @Test("SIGTERM among slow deliveries ends within five seconds and gives back what was not tried")
    func stopsWhileBusy() async throws {
        let exim = try await EximServer.start()
        let installation = try Installation()
        try installation.configure(exim: exim)
        try await installation.importLists(invitees: 300)
        let daemon = try installation.serve()
        try await wait(for: "the first messages") { exim.maildir.files.count >= 5 }
        let asked = ContinuousClock.now
        daemon.stop(signal: SIGTERM)
        try await wait(for: "the end", timeout: 10) { !daemon.isRunning }
        #expect(ContinuousClock.now - asked < .seconds(6))
        #expect(daemon.exitCode == 0)
        #expect(try await installation.query("SELECT COUNT(*) FROM outbox WHERE state = 'claimed'") == "0")
        let waiting = try await installation.query("SELECT COUNT(*) FROM outbox WHERE state = 'waiting'")
        #expect(Int(waiting)! > 0)
        #expect(try await installation.query("SELECT MAX(attempts) FROM outbox WHERE state = 'waiting'") == "0")
    }

    @Test("SIGTERM ends within five seconds although the mail server has stopped answering")
    func stopsWhileServerHangs() async throws {
        let silent = try SilentServer()
        let installation = try Installation()
        try installation.configure(
            mail: """
                transport: smtp
                smtp:
                  host: 127.0.0.1
                  port: \(silent.port)
                  security: none
                  timeout: 60
                """, lease: 90)
        try await installation.importLists(invitees: 30)
        let daemon = try installation.serve()
        try await wait(for: "a connection") { LoopbackPort.connections(to: silent.port) > 0 }
        let asked = ContinuousClock.now
        daemon.stop(signal: SIGTERM)
        try await wait(for: "the end", timeout: 10) { !daemon.isRunning }
        #expect(ContinuousClock.now - asked < .seconds(5))
        #expect(daemon.exitCode == 0)
        #expect(try await installation.query("SELECT COUNT(*) FROM outbox WHERE state <> 'waiting'") == "0")
    }

    @Test("A wrong configuration ends with exit code 2 and names every problem with its line")
    func wrongConfiguration() async throws {
        let installation = try Installation()
        let path = try installation.folder.write(
            "partnership:\n  name: T\ndatabase: q.db\nmail:\n  from: nonsense\n  transport: pigeon\nweather: fine\n",
            to: "quorate.yaml")
        let result = try await installation.run("serve", "--config", path)
        #expect(result.status == 2)
        for part in ["line 5", "mail.from", "line 6", "pigeon", "smtp, maildir", "weather", "line 7"] {
            #expect(result.errors.contains(part), "\(part) in \(result.errors)")
        }
        let check = try await installation.run("config", "check", path)
        #expect(check.status == 3)
        try installation.configure(
            mail: "transport: maildir\nmaildir: mail",
            more: "guidance: {chronology: {url: https://www.example.org/chronologies}}")
        let right = try await installation.run("config", "check", path)
        #expect(right.status == 0)
        #expect(right.output.contains("guidance.chronology: no rule of this file has that name."))
    }

    @Test("Reminders reach a real mail server, and webhooks a receiver that verifies them")
    func mailAndWebhooks() async throws {
        let secret = "whsec_" + Data((0..<32).map { UInt8($0 * 7) }).base64EncodedString()
        let exim = try await EximServer.start()
        let receiver = try await WebhookReceiver.start(secret: secret)
        let installation = try Installation()
        _ = try installation.folder.write(secret + "\n", to: "webhook-secret")
        try installation.configure(
            exim: exim,
            more: """
                webhooks:
                  desk:
                    url: \(receiver.url("/ok"))
                    secretFile: webhook-secret
                    caFile: \(receiver.caFile)
                webhookDelivery:
                  allowedNetworks: [127.0.0.0/8, "::1/128"]
                  timeout: 3
                """)
        try await installation.importLists(invitees: 20)
        let daemon = try installation.serve()
        try await exim.maildir.wait(forMessages: 20)
        try await wait(for: "20 webhook calls") { try receiver.calls().count >= 20 }
        daemon.stop()
        try await wait(for: "the end", timeout: 10) { !daemon.isRunning }
        let calls = try receiver.calls()
        #expect(calls.allSatisfy { $0.verified })
        #expect(Set(calls.compactMap { $0.headers["webhook-id"] }).count == 20)
        #expect(
            !calls.contains { $0.body.contains("Person") || $0.body.contains("@example") || $0.body.contains("P1\"") })
        #expect(calls.allSatisfy { $0.body.contains("\"kind\":\"reply\"") })
    }
}
