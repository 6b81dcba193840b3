import Foundation
import TestPeers
import Testing

@Suite("The daemon killed in the middle of a burst")
struct CrashTests {
    @Test("Killed ten times with SIGKILL among 500 messages, it delivers every one, and a repeat keeps its Message-ID")
    func everyMessageArrives() async throws {
        let exim = try await EximServer.start()
        let installation = try Installation()
        try installation.configure(exim: exim)
        try await installation.importLists(invitees: 500)

        var kills = 0
        for round in 1...10 {
            let daemon = try installation.serve()
            let goal = round * 45
            do {
                try await wait(for: "\(goal) messages", timeout: 60) { exim.maildir.files.count >= goal }
            } catch {
                let outbox = try await installation.query(
                    "SELECT state, COUNT(*), MAX(attempts), MAX(detail), MIN(next_attempt_at), MAX(lease_until) FROM outbox GROUP BY state"
                )
                Issue.record("\(error)\n\(daemon.output)\n\(outbox)\n\(exim.log.suffix(2000))")
                return
            }
            #expect(daemon.isRunning)
            daemon.stop(signal: SIGKILL)
            try await wait(for: "the daemon to be gone") { !daemon.isRunning }
            kills += 1
        }
        let last = try installation.serve()
        try await wait(for: "the outbox to be settled", timeout: 90) {
            try await installation.query("SELECT COUNT(*) FROM outbox WHERE state = 'sent'") == "500"
        }
        last.stop()
        try await wait(for: "the mail server's deliveries") { Set(try exim.maildir.headers("To")).count == 500 }

        let identities = Set(
            zip(try exim.maildir.headers("To"), try exim.maildir.headers("Message-ID")).map { "\($0) \($1)" })
        #expect(kills == 10)
        #expect(identities.count == 500, "each person has one message, however often it came")
        #expect(try Set(exim.maildir.headers("Message-ID")).count == 500)
    }
}
