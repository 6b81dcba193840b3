import Foundation
import TestPeers
import Testing

/// Out through Exim, back through Dovecot: what practitioners' calendars and mail servers answer.
@Suite("The reply mailbox of the daemon", .serialized, .timeLimit(.minutes(3)))
struct ReplyMailboxTests {
    private let exim: EximServer
    private let dovecot: DovecotServer
    private let installation: Installation

    init() async throws {
        exim = try await EximServer.start()
        try FileManager.default.createDirectory(
            atPath: exim.maildir.path + "/new", withIntermediateDirectories: true)
        dovecot = try await DovecotServer.start(maildir: exim.maildir)
        installation = try Installation()
        _ = try installation.folder.write(DovecotServer.password + "\n", to: "imap-password")
        try configure(dovecot)
        // Of three people the second has an address that the server takes at first and cannot deliver to.
        let files = try installation.writeLists(invitees: 3)
        let people = try String(contentsOfFile: files[1], encoding: .utf8)
        _ = try installation.folder.write(
            people.replacing("person2@example.org", with: "unknown@example.org"), to: "people.csv")
        try await runSuccessfully(Installation.program, ["import"] + files + ["--config", installation.configuration])
    }

    /// - Parameter more: Further settings of the mailbox.
    private func configure(_ server: DovecotServer, more: String = "") throws {
        try installation.configure(
            exim: exim,
            more: """
                replyMailbox:
                  host: localhost
                  port: \(server.tlsPort)
                  username: \(DovecotServer.username)
                  passwordFile: imap-password
                  caFile: \(server.certificates.caFile)
                  pollInterval: 5
                  bounceAddress: bounce@example.org
                  \(more)
                """, sendsInvitations: true)
    }

    private func query(_ sql: String) async throws -> String { try await installation.query(sql) }

    private func waitFor(_ what: String, _ sql: String, _ expected: String) async throws {
        try await wait(for: what, timeout: 45) { try await query(sql) == expected }
    }

    /// An answer as a calendar gives it, made from the invitation that the person had.
    private func answer(_ status: String, from address: String, comment: String = "") throws -> String {
        let invitation = try #require(
            try exim.maildir.messages().first { $0.contains("method=REQUEST") && $0.contains(address) })
        let parts = invitation.split(separator: "Content-Type: text/calendar", maxSplits: 1)
        let encoded = try #require(parts.last?.firstMatch(of: /\n\r?\n([A-Za-z0-9+\/=\s]+?)\r?\n--/)).output.1
        let object = String(
            decoding: try #require(Data(base64Encoded: encoded.filter { !$0.isWhitespace })), as: UTF8.self)
        let uid = try #require(object.split(whereSeparator: \.isNewline).first { $0.hasPrefix("UID:") }).dropFirst(4)
        let lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Example//Calendar//EN", "METHOD:REPLY", "BEGIN:VEVENT",
            "UID:\(uid)", "SEQUENCE:0", "DTSTAMP:20261125T100000Z", "ATTENDEE;PARTSTAT=\(status):mailto:\(address)",
            comment.isEmpty ? nil : "COMMENT:\(comment)", "END:VEVENT", "END:VCALENDAR",
        ].compactMap { $0 }
        return """
            From: \(address)\r
            To: conferences@example.org\r
            Subject: \(status)\r
            Message-ID: <\(status)-\(address)>\r
            MIME-Version: 1.0\r
            Content-Type: text/calendar; method=REPLY; charset=utf-8\r
            \r
            \(lines.joined(separator: "\r\n"))\r

            """
    }

    private func ask(_ arguments: String...) async throws -> ProgramResult {
        try await run(Installation.program, arguments + ["--config", installation.configuration])
    }

    private func deliver(_ text: String, _ name: String) throws {
        try dovecot.deliver(Array(text.utf8), name: name)
    }

    @Test(
        "records calendars' answers once, knows a bad address by its bounce, tells the administrator, and lists letters"
    )
    func comesBack() async throws {
        let daemon = try installation.serve()
        try await wait(for: "the invitations of those who can be reached", timeout: 45) {
            let there = try exim.maildir.messages().filter { $0.contains("method=REQUEST") }
            return ["person1@", "person3@"].allSatisfy { address in there.contains { $0.contains(address) } }
        }
        try deliver(try answer("ACCEPTED", from: "person1@example.org"), "accepted")
        try deliver(try answer("DECLINED", from: "person3@example.org", comment: "In court that day"), "declined")
        try deliver(
            "From: person3@example.org\r\nTo: conferences@example.org\r\nSubject: A question\r\n\r\nWhen is it?\r\n",
            "letter")
        // Neither has a sender; only one says that nobody wrote it.
        try deliver("Return-Path: <>\r\nSubject: Undeliverable\r\n\r\nYour message was not delivered.\r\n", "bare")
        try deliver("Return-Path: <>\r\nAuto-Submitted: auto-replied\r\nSubject: Away\r\n\r\nI am away.\r\n", "away")
        try await waitFor(
            "the replies", "SELECT group_concat(reply, ' ') FROM (SELECT reply FROM invitation ORDER BY person)",
            "accepted apologies")
        // The invitation and the reminder to the unknown address came back.
        try await waitFor("the bounce", "SELECT person FROM address_failure", "P2")
        try await waitFor(
            "the alert", "SELECT recipient FROM outbox WHERE content = 'alert' AND state = 'sent'", "P1")
        try await waitFor("the letter", "SELECT COUNT(*) FROM incoming_mail WHERE kind = 'letter'", "1")
        try await waitFor(
            "the message without a sender, before a person",
            "SELECT COUNT(*) FROM incoming_mail WHERE note LIKE 'a message without a sender;%' AND needs_reading", "1")
        try await waitFor(
            "the automatic replies, filed", "SELECT DISTINCT needs_reading FROM incoming_mail WHERE kind = 'automatic'",
            "0")
        let bounced = try await ask("message", "list", "--bounced")
        #expect(bounced.output.contains("invitation: ") && !bounced.output.contains(" P1 "), "\(bounced)")
        // Once the address is put right, the invitation leaves after all.
        try await runSuccessfully(
            Installation.program,
            ["person", "set", "P2", "--email", "person2@example.org", "--config", installation.configuration])
        try await wait(for: "the invitation that had come back", timeout: 45) {
            try exim.maildir.messages().contains { $0.contains("method=REQUEST") && $0.contains("person2@") }
        }
        daemon.stop()
        try await wait(for: "the daemon to be gone") { !daemon.isRunning }

        #expect(try await query("SELECT COUNT(*) FROM event WHERE kind = 'replied'") == "2")
        let stored = try ["", "-wal"].map { installation.database + $0 }
            .filter { FileManager.default.fileExists(atPath: $0) }
            .reduce(into: Data()) { $0.append(try Data(contentsOf: URL(fileURLWithPath: $1))) }
        #expect(stored.firstRange(of: Data("In court".utf8)) == nil, "what somebody wrote is sealed")
        #expect(stored.firstRange(of: Data("When is it".utf8)) == nil, "and letters are not kept")
        let list = try await ask("inbox", "list")
        #expect(list.output.contains("a letter"), "\(list)")

        // The next start finds all of it dealt with.
        let again = try installation.serve()
        try deliver(try answer("TENTATIVE", from: "person1@example.org"), "changed")
        try await waitFor(
            "the changed reply", "SELECT group_concat(reply, ' ') FROM (SELECT reply FROM invitation ORDER BY person)",
            "tentative apologies")
        again.stop()
        try await wait(for: "the daemon to be gone") { !again.isRunning }
        #expect(try await query("SELECT COUNT(*) FROM event WHERE kind = 'replied'") == "3")
        #expect(try await query("SELECT COUNT(*) FROM incoming_mail WHERE kind = 'reply'") == "3")
    }

    @Test("leaves an answer for somebody else to a person")
    func notRecorded() async throws {
        let daemon = try installation.serve()
        try await wait(for: "the invitations of those who can be reached", timeout: 45) {
            let there = try exim.maildir.messages().filter { $0.contains("method=REQUEST") }
            return ["person1@", "person3@"].allSatisfy { address in there.contains { $0.contains(address) } }
        }
        let forged = try answer("ACCEPTED", from: "person3@example.org")
            .replacing("mailto:person3@example.org", with: "mailto:person1@example.org")
        try deliver(forged, "forged")
        try await waitFor(
            "the answer", "SELECT note FROM incoming_mail WHERE kind = 'reply'",
            "it answers for P3 from another address than theirs")
        daemon.stop()
        try await wait(for: "the daemon to be gone") { !daemon.isRunning }
        #expect(try await query("SELECT COUNT(*) FROM event WHERE kind = 'replied'") == "0")
    }

    @Test("reads it by XOAUTH2, as soon as another program has brought a token, and once more when it has renewed one")
    func token() async throws {
        var behaviour = DovecotServer.Behaviour()
        behaviour.acceptsTokens = true
        let server = try await DovecotServer.start(behaviour)
        try server.deliver(
            Array("From: a@b.example\r\nSubject: A question\r\n\r\nWhen is it?\r\n".utf8), name: "letter")
        try configure(server, more: "authentication: xoauth2")
        let file = installation.folder.path + "/imap-password"
        try FileManager.default.removeItem(atPath: file)
        let daemon = try installation.serve()
        let log = installation.folder.path + "/serve.log"
        try await wait(for: "the missing token to be told", timeout: 45) {
            try String(contentsOfFile: log, encoding: .utf8).contains("access token cannot be read")
        }
        try installation.folder.write(DovecotServer.token(key: "another key") + "\n", to: "imap-password")
        try await wait(for: "the refusal to be told", timeout: 45) {
            try String(contentsOfFile: log, encoding: .utf8).contains(
                "refused the user name, the password or the token")
        }
        try await waitFor("the outage", "SELECT failures >= 3 FROM outage WHERE destination = 'replies'", "1")
        for shown in [try await ask("today"), try await ask("inbox", "list")] {
            #expect(shown.output.contains("The reply mailbox has not been reached since"), "\(shown)")
        }
        try installation.folder.write(DovecotServer.token() + "\n", to: "imap-password")
        try await waitFor("the end of the outage", "SELECT COUNT(*) FROM outage", "0")
        try await waitFor("the letter", "SELECT COUNT(*) FROM incoming_mail WHERE kind = 'letter'", "1")
        #expect(server.log.contains("method=XOAUTH2"))
        daemon.stop()
        try await wait(for: "the daemon to be gone") { !daemon.isRunning }
    }
}
