import Foundation
import TestPeers
import Testing

@Suite("What is previewed is what is sent")
struct SameMessagesTests {
    private struct Foreseen: Decodable, Equatable {
        let id: String
        let recipient: String
        let subject: String
        let text: String
    }

    @Test("The preview, a rehearsal and the running daemon agree message by message")
    func sameMessages() async throws {
        let installation = try Installation()
        try installation.configure(mail: "transport: maildir\nmaildir: mail")
        try await installation.importLists(invitees: 40)
        let today = try await installation.query("SELECT MAX(sent_on) FROM invitation")
        let period = ["--from", today, "--to", today, "--config", installation.configuration, "--json"]
        let previewed = try await messages(["preview"] + period)
        let rehearsed = try await messages(["rehearse"] + period)
        #expect(previewed.count == 40)
        #expect(previewed.sorted { $0.id < $1.id } == rehearsed.sorted { $0.id < $1.id })

        let daemon = try installation.serve()
        let maildir = Maildir(installation.folder.path + "/mail")
        try await maildir.wait(forMessages: 40)
        daemon.stop()
        let sent = try await ReadMail.read(maildir.files)
        for message in sent {
            let foreseen = try #require(previewed.first { "<\($0.id)@example.org>" == message.headers["message-id"] })
            #expect(message.headers["subject"] == foreseen.subject)
            #expect(message.text.trimmingCharacters(in: .newlines) == foreseen.text.trimmingCharacters(in: .newlines))
            #expect(message.to[1] == "person\(foreseen.recipient.dropFirst())@example.org")
        }
        #expect(Set(sent.compactMap { $0.headers["message-id"] }).count == 40)
    }

    @Test("A changed calendar shows in the preview before the daemon has started with it, and changes nothing yet")
    func changedCalendar() async throws {
        let installation = try Installation()
        try installation.configure(mail: "transport: maildir\nmaildir: mail")
        try await installation.importLists(invitees: 10)
        let today = try await installation.query("SELECT MAX(sent_on) FROM invitation")
        let later = try await installation.query("SELECT date(MAX(sits_on), '-1 day') FROM conference")
        let period = ["--from", today, "--to", later, "--config", installation.configuration, "--json"]
        #expect(try await messages(["preview"] + period).count == 10)
        let before = try await installation.query("SELECT * FROM reminder ORDER BY 1, 2, 3, 4")

        let closed = try await installation.query("SELECT MIN(due_on) FROM obligation WHERE kind = 'submitReport'")
        try installation.configure(mail: "transport: maildir\nmaildir: mail", closures: [closed])
        let previewed = try await messages(["preview"] + period)
        let rehearsed = try await messages(["rehearse"] + period)
        #expect(previewed.count == 20)
        #expect(previewed.sorted { $0.id < $1.id } == rehearsed.sorted { $0.id < $1.id })
        #expect(try await installation.query("SELECT * FROM reminder ORDER BY 1, 2, 3, 4") == before)
    }

    private func messages(_ arguments: [String]) async throws -> [Foreseen] {
        let output = try await runSuccessfully(Installation.program, arguments)
        return try JSONDecoder().decode([Foreseen].self, from: Data(output.utf8))
    }
}
