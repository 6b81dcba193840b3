import Foundation
import TestPeers
import Testing

/// The daemon with GOV.UK Notify, which a stand-in plays.
@Suite("The daemon with GOV.UK Notify", .serialized, .timeLimit(.minutes(3)))
struct NotifyDaemonTests {
    private let server: NotifyServer
    private let installation: Installation

    /// Of four people the second has an address that Notify refuses, the third one at which nobody is reached, and the
    /// fourth wants texts.
    init() async throws {
        server = try await NotifyServer.start()
        installation = try Installation()
        _ = try installation.folder.write(NotifyServer.apiKey + "\n", to: "notify-key")
        _ = try installation.folder.write(Self.token + "\n", to: "callback-token")
        try configure("pollInterval: 5")
        let files = try installation.writeLists(invitees: 4)
        _ = try installation.folder.write(
            """
            reference,agency,name,email,mobile,prefers
            P1,POL,Person Nr 1,person1@example.org,,
            P2,POL,Person Nr 2,person2@localhost,07900 900102,
            P3,POL,Person Nr 3,perm-fail@simulator.notify,07900 900103,
            P4,POL,Person Nr 4,person4@example.org,07900 900104,text

            """, to: "people.csv")
        try await runSuccessfully(Installation.program, ["import"] + files + ["--config", installation.configuration])
    }

    private static let token = "a-token-of-16-or-more"

    /// - Parameter telling: How it comes to know what became of messages.
    private func configure(_ telling: String) throws {
        try installation.configure(
            mail: "transport: notify",
            more: """
                notify:
                  apiKeyFile: notify-key
                  baseURL: \(server.url)
                  mailTemplates: {reminder: \(NotifyServer.emailTemplate), alert: \(NotifyServer.alertTemplate)}
                  textTemplates: {reminder: \(NotifyServer.textTemplate)}
                  timeout: 2
                  \(telling)
                """)
    }

    private func recipients(_ type: String) throws -> Set<String> {
        Set(try server.taken().filter { $0.type == type }.map(\.recipient))
    }

    @Test("is told by callbacks that carry the token, and by no others")
    func callbacks() async throws {
        let port = try LoopbackPort.free(1)[0]
        try configure("callback: {port: \(port), tokenFile: callback-token}\n  pollInterval: 3600")
        let daemon = try installation.serve()
        try await wait(for: "the reminders", timeout: 45) {
            try recipients("email").contains("perm-fail@simulator.notify")
                && recipients("sms").isSuperset(of: ["447900900102", "447900900104"])
        }
        try await waitFor("the tickets", "SELECT COUNT(*) >= 5 FROM ticket WHERE standing = 'open'", "1")
        try await server.callBack("http://127.0.0.1:\(port)/notify/status", token: "another-token-of-16")
        let refused = try await server.finish()
        #expect(!refused.isEmpty && refused.allSatisfy { $0 == 401 }, "\(refused)")
        #expect(try await installation.query("SELECT COUNT(*) FROM ticket WHERE standing <> 'open'") == "0")
        try await server.callBack("http://127.0.0.1:\(port)/notify/status", token: Self.token)
        let taken = try await server.tellAgain()
        #expect(taken.count >= 5 && taken.allSatisfy { $0 == 204 }, "\(taken)")
        try await waitFor("the bad address", "SELECT COUNT(*) FROM address_failure WHERE person = 'P3'", "1")
        try await wait(for: "the text in its place", timeout: 30) { try recipients("sms").contains("447900900103") }
        let again = try await server.tellAgain()
        #expect(again.allSatisfy { $0 == 204 }, "told twice, it has its effect once")
        let asked = ContinuousClock.now
        daemon.stop()
        try await wait(for: "the daemon to be gone") { !daemon.isRunning }
        #expect(ContinuousClock.now - asked < .seconds(5) && daemon.exitCode == 0)
        #expect(try await installation.query("SELECT COUNT(*) FROM outbox WHERE original IS NOT NULL") == "2")
    }

    private func waitFor(_ what: String, _ sql: String, _ expected: String) async throws {
        try await wait(for: what, timeout: 45) { try await installation.query(sql) == expected }
    }

    @Test("reminds by mail and by text, and texts whom mail does not reach")
    func reminds() async throws {
        let daemon = try installation.serve()
        try await wait(for: "the reminders", timeout: 45) {
            try recipients("email").isSuperset(of: ["person1@example.org", "perm-fail@simulator.notify"])
                && recipients("sms").isSuperset(of: ["447900900102", "447900900104"])
        }
        #expect(try !recipients("sms").contains("447900900103"), "nothing is known against it yet")
        try await server.finish()
        try await wait(for: "what became of them", timeout: 60) { try recipients("sms").contains("447900900103") }
        try await wait(for: "the alerts", timeout: 45) {
            try server.taken().count { $0.recipient == "person1@example.org" && $0.subject.hasPrefix("Alert: ") } >= 2
        }
        daemon.stop()
        try await wait(for: "the daemon to be gone") { !daemon.isRunning }
        #expect(daemon.exitCode == 0)

        let taken = try server.taken()
        let reminder = try #require(taken.first { $0.recipient == "person1@example.org" })
        #expect(reminder.body.contains("Dear Person Nr 1,") && reminder.body.contains("Test Partnership"))
        let text = try #require(taken.first { $0.recipient == "447900900104" })
        #expect(text.body.contains("T-4") && !text.body.contains("Person"))
        #expect(Set(taken.compactMap(\.reference)).count == taken.count, "nothing was sent twice")
        #expect(
            try await installation.query("SELECT person || ' ' || channel FROM address_failure ORDER BY 1")
                == "P2 mail\nP3 mail")
        let shown = try await installation.run(
            "message", "show", try #require(text.reference), "--config", installation.configuration)
        #expect(shown.output.contains(text.id) && shown.output.contains("text"), "\(shown)")
        let log = try String(contentsOfFile: installation.folder.path + "/serve.log", encoding: .utf8)
        for hidden in ["3d844edf", "person2@", "900102"] { #expect(!log.contains(hidden), "\(hidden) is in the log") }
    }
}
