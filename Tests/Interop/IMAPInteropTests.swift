import Foundation
import Inbound
import TestPeers
import Testing

/// The reply mailbox on a real server.
@Suite("IMAP with Dovecot", .timeLimit(.minutes(3)))
struct IMAPInteropTests {
    private func settings(
        for server: DovecotServer, security: IMAPSettings.Security = .implicitTLS,
        signIn: IMAPSettings.SignIn = .password(user: DovecotServer.username, password: DovecotServer.password),
        caFile: String? = nil, folder: String = "INBOX", bytes: Int = 2 << 20, timeout: Int = 20
    ) throws -> IMAPSettings {
        try IMAPSettings(
            host: "localhost", port: security == .implicitTLS ? server.tlsPort : server.port, security: security,
            signIn: signIn, caFile: caFile ?? server.certificates.caFile, folder: folder, maximumMessageBytes: bytes,
            connectTimeout: 10, timeout: timeout)
    }

    private func letter(_ number: Int, text: String = "Hello.") -> [UInt8] {
        Array("From: a@b.example\r\nMessage-ID: <n\(number)@b.example>\r\nSubject: \(number)\r\n\r\n\(text)\r\n".utf8)
    }

    /// Runs questions against a mailbox that is stopped afterwards.
    private func with<Answer>(
        _ settings: IMAPSettings, _ body: (IMAPMailbox) async throws -> Answer
    ) async throws -> Answer {
        let mailbox = IMAPMailbox(settings)
        let answer: Result<Answer, any Error>
        do {
            answer = .success(try await body(mailbox))
        } catch {
            answer = .failure(error)
        }
        await mailbox.stop(within: .seconds(5))
        return try answer.get()
    }

    private func failure(_ settings: IMAPSettings) async throws -> MailboxFailure? {
        try await with(settings) { await listingFailure($0) }
    }

    private func listingFailure(_ mailbox: IMAPMailbox) async -> MailboxFailure? {
        do throws(MailboxFailure) {
            _ = try await mailbox.arrivals(after: nil)
            return nil
        } catch {
            return error
        }
    }

    @Test("What has arrived is listed once, and fetched byte for byte", arguments: IMAPSettings.Security.allCases)
    func listAndFetch(security: IMAPSettings.Security) async throws {
        let server = try await DovecotServer.start()
        // A line that looks like the end of an answer, a dot, bytes outside ASCII, and more than a buffer of text.
        let awkward = letter(
            2, text: ")\r\nA004 OK done\r\n.\r\n..\r\n\u{175}\r\n" + String(repeating: "0123456789\r\n", count: 20_000))
        try await with(try settings(for: server, security: security)) { mailbox in
            let empty = try await mailbox.arrivals(after: nil)
            #expect(empty.arrivals.isEmpty && !empty.isRenumbered)
            try server.deliver(letter(1), name: "1.a")
            try server.deliver(awkward, name: "2.a")
            let both = try await mailbox.arrivals(after: MessageUID(numbering: empty.numbering, number: 0))
            #expect(both.arrivals.map(\.uid.number) == [1, 2])
            #expect(both.arrivals.map(\.bytes) == [letter(1).count, awkward.count])
            for (arrival, sent) in zip(both.arrivals, [letter(1), awkward]) {
                #expect(try await mailbox.message(arrival.uid) == .whole(sent))
            }
            #expect(try await mailbox.arrivals(after: both.arrivals[1].uid).arrivals.isEmpty)
            #expect(try await mailbox.arrivals(after: both.arrivals[0].uid).arrivals == [both.arrivals[1]])
            #expect(try await mailbox.arrivals(after: nil, atMost: 1).arrivals == [both.arrivals[0]])
        }
    }

    @Test("A message over the limit is told by its size and header only")
    func tooLarge() async throws {
        let server = try await DovecotServer.start()
        let large = letter(1, text: String(repeating: "0123456789\r\n", count: 10_000))
        try server.deliver(large, name: "1.a")
        try await with(try settings(for: server, bytes: 16 << 10)) { mailbox in
            let arrival = try #require(try await mailbox.arrivals(after: nil).arrivals.first)
            guard case .tooLarge(let bytes, let header) = try await mailbox.message(arrival.uid) else {
                Issue.record("It should be too large.")
                return
            }
            #expect(bytes == large.count)
            #expect(String(decoding: header, as: UTF8.self).hasSuffix("Subject: 1\r\n\r\n"))
            #expect(try IncomingMail(header).messageID == "n1@b.example")
        }
    }

    @Test(
        "A message is marked as read and moved into a folder that is made for it, with and without MOVE",
        arguments: [nil, "IMAP4rev1 UIDPLUS", "IMAP4rev1"])
    func move(capabilities: String?) async throws {
        var behaviour = DovecotServer.Behaviour()
        behaviour.capabilities = capabilities
        let server = try await DovecotServer.start(behaviour)
        for number in 1...3 { try server.deliver(letter(number), name: "\(number).a") }
        try await with(try settings(for: server)) { mailbox in
            let all = try await mailbox.arrivals(after: nil).arrivals.map(\.uid)
            try await mailbox.markSeen(all[2])
            try await mailbox.move(all[0])
            try await mailbox.move(all[1])
            let left = try await mailbox.arrivals(after: nil).arrivals.map(\.uid)
            // Without UIDPLUS the originals stay, marked as deleted.
            #expect(left == (capabilities == "IMAP4rev1" ? all : [all[2]]))
        }
        let moved = Maildir(server.maildir.path + "/.Quorate")
        #expect(try moved.headers("Subject").sorted() == ["1", "2"])
        #expect(moved.files.allSatisfy { $0.contains(":2,S") })
        let flags = server.maildir.files.map { $0.split(separator: ",").last.map(String.init) ?? "" }
        #expect(flags.sorted() == (capabilities == "IMAP4rev1" ? ["S", "ST", "ST"] : ["S"]))
    }

    @Test("A number of an earlier numbering means nothing, and a new numbering lists everything again")
    func renumbered() async throws {
        let server = try await DovecotServer.start()
        try server.deliver(letter(1), name: "1.a")
        try await with(try settings(for: server)) { mailbox in
            let listing = try await mailbox.arrivals(after: nil)
            let old = MessageUID(numbering: listing.numbering &- 1, number: 1)
            let again = try await mailbox.arrivals(after: old)
            #expect(again.isRenumbered && again.arrivals == listing.arrivals)
            await #expect(throws: MailboxFailure.renumbered) { try await mailbox.message(old) }
            await #expect(throws: MailboxFailure.renumbered) { try await mailbox.move(old) }
            let gone = MessageUID(numbering: listing.numbering, number: 77)
            await #expect(throws: MailboxFailure.noSuchMessage) { try await mailbox.message(gone) }
            // The mailbox is none the worse for it.
            #expect(try await mailbox.message(listing.arrivals[0].uid) == .whole(letter(1)))
        }
    }

    @Test("A wrong password is a refusal of the sign-in", arguments: IMAPSettings.Security.allCases)
    func wrongPassword(security: IMAPSettings.Security) async throws {
        let server = try await DovecotServer.start()
        let wrong = try settings(for: server, security: security, signIn: .password(user: "user", password: "wrong"))
        #expect(try await failure(wrong) == .signInRefused)
    }

    @Test("A server that offers none of our ways to sign in is said to")
    func noWayToSignIn() async throws {
        var behaviour = DovecotServer.Behaviour()
        behaviour.mechanisms = "cram-md5"
        let server = try await DovecotServer.start(behaviour)
        #expect(try await failure(try settings(for: server)) == .noWayToSignIn)
        let other = try await DovecotServer.start()
        let folder = try TemporaryFolder("token")
        let token = try settings(
            for: other, signIn: .token(user: "user", tokenFile: try folder.write("x", to: "token")))
        let refusal = try await failure(token)
        #expect(refusal == .noWayToSignIn)
    }

    @Test(
        "A token signs in, one of somebody else does not, and the file is read anew when another program has renewed it",
        arguments: IMAPSettings.Security.allCases)
    func token(security: IMAPSettings.Security) async throws {
        var behaviour = DovecotServer.Behaviour()
        behaviour.acceptsTokens = true
        let server = try await DovecotServer.start(behaviour)
        let folder = try TemporaryFolder("token")
        let file = try folder.write(DovecotServer.token(key: "another key") + "\n", to: "token")
        let settings = try settings(for: server, security: security, signIn: .token(user: "user", tokenFile: file))
        try await with(settings) { mailbox in
            #expect(await listingFailure(mailbox) == .signInRefused)
            try folder.write(DovecotServer.token() + "\n", to: "token")
            #expect(await listingFailure(mailbox) == nil)
            #expect(server.log.contains("method=XOAUTH2"))
            // Of what the mailbox holds nothing is asked any more in the name of a token that is gone.
            try folder.write("\n", to: "token")
            let sentence = "The file of the reply mailbox's access token is empty or holds something else."
            #expect(await listingFailure(mailbox) == .noToken(sentence))
        }
        let missing = try self.settings(for: server, signIn: .token(user: "user", tokenFile: folder.path + "/none"))
        #expect(try await failure(missing) == .noToken("The file of the reply mailbox's access token cannot be read."))
    }

    @Test("A certificate of an unknown authority is refused", arguments: IMAPSettings.Security.allCases)
    func unknownAuthority(security: IMAPSettings.Security) async throws {
        let server = try await DovecotServer.start()
        let folder = try TemporaryFolder("other-ca")
        let other = try await TestCertificates(in: folder.path)
        let failure = try await failure(try settings(for: server, security: security, caFile: other.caFile))
        guard case .certificateNotTrusted = failure else {
            Issue.record("It should not be trusted: \(String(describing: failure))")
            return
        }
        #expect(!server.log.contains("Login: user"))
    }

    @Test("A server without STARTTLS gets no password")
    func noSTARTTLS() async throws {
        var behaviour = DovecotServer.Behaviour()
        behaviour.offersTLS = false
        let server = try await DovecotServer.start(behaviour)
        #expect(try await failure(try settings(for: server, security: .startTLS)) == .noTLS)
        #expect(!server.log.contains("Login: user"))
    }

    @Test("A folder that is not there is named")
    func noSuchFolder() async throws {
        let server = try await DovecotServer.start()
        #expect(
            try await failure(try settings(for: server, folder: "Not here/at all")) == .noSuchFolder("Not here/at all"))
    }

    @Test("A server that goes away is a failure that may pass, and the mailbox is read when it is back")
    func goesAway() async throws {
        let first = try await DovecotServer.start()
        try first.deliver(letter(1), name: "1.a")
        try await with(try settings(for: first)) { mailbox in
            let arrival = try #require(try await mailbox.arrivals(after: nil).arrivals.first)
            first.stop()
            try await wait(for: "the server's end") { LoopbackPort.greeting(port: first.tlsPort) == nil }
            for _ in 1...2 {
                do throws(MailboxFailure) {
                    _ = try await mailbox.message(arrival.uid)
                    Issue.record("Nobody should answer.")
                } catch {
                    #expect(error.mayPass, "\(error)")
                }
            }
        }
        let second = try await DovecotServer.start(maildir: first.maildir)
        let arrivals = try await with(try settings(for: second)) { try await $0.arrivals(after: nil).arrivals }
        #expect(arrivals.count == 1)
    }

    @Test("A server that says nothing is a time-out")
    func silence() async throws {
        let server = try SilentServer()
        let settings = try IMAPSettings(
            host: "127.0.0.1", port: server.port, signIn: .password(user: "user", password: "secret"),
            connectTimeout: 1, timeout: 2)
        #expect(try await failure(settings) == .timedOut)
    }

    @Test("Stopping breaks off, after its grace, what the server does not answer, and refuses what had not begun")
    func stopBreaksOff() async throws {
        let server = try SilentServer()
        let settings = try IMAPSettings(
            host: "127.0.0.1", port: server.port, signIn: .password(user: "user", password: "secret"),
            connectTimeout: 60, timeout: 60)
        let mailbox = IMAPMailbox(settings)
        async let first = listingFailure(mailbox)
        async let second = listingFailure(mailbox)
        try await wait(for: "the connection") { LoopbackPort.connections(to: server.port) > 0 }
        let start = ContinuousClock.now
        await mailbox.stop(within: .seconds(1))
        #expect(ContinuousClock.now - start < .milliseconds(3500))
        let failures = await [first, second, listingFailure(mailbox)]
        #expect(failures == [.stopped, .stopped, .stopped])
    }
}
