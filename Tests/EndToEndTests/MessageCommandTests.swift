import Foundation
import TestPeers
import Testing

@Suite("message, on the command line", .serialized)
struct MessageCommandTests {
    @Test("lists what waits and what failed, shows its history, sends it again, and cancels it")
    func orders() async throws {
        let exim = try await EximServer.start()
        let installation = try Installation()
        try installation.configure(exim: exim)
        let files = try installation.writeLists(invitees: 2)
        // The second person's address is one that the server does not know; the first administers the conferences.
        let people = try String(contentsOfFile: files[1], encoding: .utf8)
        _ = try installation.folder.write(
            people.replacing("person2@example.org", with: "bad@example.org"), to: "people.csv")
        try await installation.runSuccessfully(["import"] + files)
        let daemon = try installation.serve()
        try await wait(for: "the alert to the administrator", timeout: 30) {
            try await installation.query("SELECT COUNT(*) FROM outbox WHERE content = 'alert' AND state = 'sent'")
                == "1"
        }
        daemon.stop()
        try await wait(for: "the daemon to be gone") { !daemon.isRunning }
        let failed = try await installation.messages("--state", "failed")
        let message = try #require(failed.first)
        let id = try #require(message["id"] as? String)
        #expect((message["detail"] as? String)?.contains("550 5.1.1") == true)

        let list = try await installation.message("list", "--state", "failed")
        #expect(list.output.contains(id.prefix(8)) && list.output.contains("nobody at the recipient's address"))
        let refused = try await installation.message("resend", id)
        #expect(refused.status == 1 && refused.errors.contains("nobody has been reached at the recipient's address"))
        // Whoever records the contact once more wants it to be tried.
        try await installation.runSuccessfully(["person", "set", "P2", "--email", "bad@example.org"])
        try await installation.runSuccessfully(["message", "resend", String(id.prefix(10))])
        let page = try await installation.message("show", id)
        #expect(page.output.contains("resent") && page.output.contains("state") && page.output.contains("waiting"))
        try await installation.runSuccessfully(["message", "cancel", id])
        let audit = try await run(
            Installation.program, ["audit", "show", "--config", installation.configuration])
        #expect(audit.output.contains("had message \(id) sent once more"))
        #expect(audit.output.contains("cancelled message \(id)"))

        let again = try await installation.message("cancel", id)
        #expect(again.status == 1 && again.errors.contains("is superseded"))
        let unknown = try await installation.message("show", "00000000")
        #expect(unknown.status == 1 && unknown.errors.contains("No message is known as 00000000"))
        let wrong = try await installation.message("show", "nothing")
        #expect(wrong.status == 2 && wrong.errors.contains("digits and a to f"))
    }
}

extension Installation {
    @discardableResult
    fileprivate func runSuccessfully(_ arguments: [String]) async throws -> String {
        try await TestPeers.runSuccessfully(Self.program, arguments + ["--config", configuration])
    }

    fileprivate func message(_ arguments: String...) async throws -> ProgramResult {
        try await TestPeers.run(Self.program, ["message"] + arguments + ["--config", configuration])
    }

    fileprivate func messages(_ filter: String...) async throws -> [[String: Any]] {
        let output = try await runSuccessfully(["message", "list", "--json"] + filter)
        return try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [[String: Any]] ?? []
    }
}
