import Outbound
import TestPeers
import Testing

/// Mail to a real server. Whatever must not be delivered is followed by proof that nothing was.
@Suite("SMTP with Exim", .timeLimit(.minutes(3)))
struct SMTPInteropTests {
    @Test("Mail is delivered over STARTTLS, signed in", arguments: SMTPSettings.Authentication.allCases)
    func startTLS(authentication: SMTPSettings.Authentication) async throws {
        let server = try await EximServer.start()
        let secret = authentication == .xoauth2 ? EximServer.token : EximServer.password
        let outcome = await deliverOnce(
            try sampleMessage(),
            try settings(for: server, credentials: (EximServer.username, secret), authentication: authentication))
        try #require(outcome.isAccepted, "\(outcome) \(server.log)")
        try await server.maildir.wait(forMessages: 1)
        try await wait(for: "the log") { server.log.contains("A=") && server.log.contains("X=TLS1") }
        if authentication == .login { #expect(server.log.contains("A=LOGIN:user")) }
        #expect(server.log.contains("H=localhost (quorate.example)") || server.log.contains("(quorate.example)"))
    }

    @Test("Mail is delivered over implicit TLS")
    func implicitTLS() async throws {
        let server = try await EximServer.start()
        let outcome = await deliverOnce(try sampleMessage(), try settings(for: server, security: .implicitTLS))
        #expect(outcome.isAccepted, "\(outcome)")
        try await server.maildir.wait(forMessages: 1)
        #expect(server.log.contains("X=TLS1"))
    }

    @Test("An unknown recipient is a bad address, and the reason names nobody")
    func unknownRecipient() async throws {
        let server = try await EximServer.start()
        let outcome = await deliverOnce(try sampleMessage(to: "bad@example.org"), try settings(for: server))
        let reason = try #require(outcome.badAddressReason, "\(outcome)")
        #expect(reason.contains("nobody at the recipient's address: 550 5.1.1 <(address)> no such user (address)"))
        #expect(!reason.contains("@"))
    }

    @Test("A deferred recipient is transient")
    func deferredRecipient() async throws {
        let server = try await EximServer.start()
        let outcome = await deliverOnce(try sampleMessage(to: "grey@example.org"), try settings(for: server))
        #expect(outcome.transientReason?.contains("451 4.7.1 try later") == true, "\(outcome)")
    }

    @Test("Content refused after DATA is permanent, and the connection serves the next message")
    func contentRefused() async throws {
        let server = try await EximServer.start()
        let transport = SMTPTransport(try settings(for: server))
        let refused = await transport.deliver(try sampleMessage(subject: "REJECT this"))
        #expect(
            refused.permanentReason?.contains("554 5.7.1 content rejected") == true
                || refused.permanentReason?.contains("550 5.7.1 content rejected") == true, "\(refused)")
        let accepted = await transport.deliver(try sampleMessage(id: "next"))
        #expect(accepted.isAccepted, "\(accepted)")
        await transport.stop()
        try await server.maildir.wait(forMessages: 1)
        #expect(try server.maildir.headers("Message-ID") == ["<next@council.example>"])
    }

    @Test("A refused sender stops all mail for now: the configuration is wrong, not the message")
    func refusedSender() async throws {
        let server = try await EximServer.start()
        let outcome = await deliverOnce(
            try sampleMessage(from: "refused@council.example"), try settings(for: server))
        #expect(outcome.unreachableReason?.contains("sender's address: 550 5.1.8") == true, "\(outcome)")
    }

    @Test("A message too large for the server is permanent")
    func tooLarge() async throws {
        let server = try await EximServer.start()
        let text = String(repeating: "All of it is far too long.\n", count: 60_000)
        let outcome = await deliverOnce(try sampleMessage(text: text), try settings(for: server))
        #expect(outcome.permanentReason?.contains("552") == true, "\(outcome)")
    }

    @Test("A token signs in by XOAUTH2, and is read anew when another program has renewed it")
    func token() async throws {
        let server = try await EximServer.start()
        let folder = try TemporaryFolder("token")
        let file = try folder.write("expired\n", to: "token")
        func settings() throws -> SMTPSettings {
            try SMTPSettings(
                host: "localhost", port: server.port, security: .startTLS,
                credentials: (EximServer.username, "expired"), authentication: .xoauth2, tokenFile: file,
                caFile: server.certificates.caFile, heloName: "quorate.example", connections: 1)
        }
        let transport = SMTPTransport(try settings())
        let refused = await transport.deliver(try sampleMessage(id: "early"))
        #expect(refused.unreachableReason?.contains("refused the user name or the password") == true, "\(refused)")
        try folder.write(EximServer.token + "\n", to: "token")
        let accepted = await transport.deliver(try sampleMessage(id: "late"))
        #expect(accepted.isAccepted, "\(accepted) \(server.log)")
        try folder.write("expired\n", to: "token")
        let lapsed = await transport.deliver(try sampleMessage(id: "lapsed"))
        #expect(lapsed.unreachableReason != nil, "one connection's sign-in is not another token's: \(lapsed)")
        try folder.write("\n", to: "token")
        let missing = await transport.deliver(try sampleMessage(id: "none"))
        #expect(missing.unreachableReason?.contains("access token is empty") == true, "\(missing)")
        await transport.stop()
        try await server.maildir.wait(forMessages: 1)
        #expect(try server.maildir.headers("Message-ID") == ["<late@council.example>"])
    }

    @Test("A wrong password stops all mail for now and says so", arguments: SMTPSettings.Authentication.allCases)
    func wrongPassword(authentication: SMTPSettings.Authentication) async throws {
        let server = try await EximServer.start()
        let outcome = await deliverOnce(
            try sampleMessage(),
            try settings(for: server, credentials: ("user", "wrong"), authentication: authentication))
        #expect(outcome.unreachableReason?.contains("refused the user name or the password: 535") == true, "\(outcome)")
        try await expectNothingArrived(server)
    }

    @Test("With a password set, a server that offers no sign-in gets nothing")
    func noAuthenticationOffered() async throws {
        var behaviour = EximServer.Behaviour()
        behaviour.offersAuthentication = false
        behaviour.demandsAuthentication = false
        let server = try await EximServer.start(behaviour)
        let transport = SMTPTransport(try settings(for: server))
        for number in 1...2 {
            let outcome = await transport.deliver(try sampleMessage(id: "a\(number)"))
            #expect(outcome.unreachableReason?.contains("nothing was sent unauthenticated") == true, "\(outcome)")
        }
        await transport.stop()
        try await expectNothingArrived(server)
        // The same server takes mail from whoever has no password to protect.
        let open = await deliverOnce(try sampleMessage(), try settings(for: server, credentials: nil))
        #expect(open.isAccepted, "\(open)")
    }

    @Test("A server without STARTTLS gets nothing in clear text")
    func noSTARTTLS() async throws {
        let server = try await EximServer.start(.plain)
        for credentials in [(username: "user", password: "secret"), nil] {
            let outcome = await deliverOnce(try sampleMessage(), try settings(for: server, credentials: credentials))
            #expect(outcome.unreachableReason?.contains("no STARTTLS") == true, "\(outcome)")
        }
        try await expectNothingArrived(server)
    }

    @Test("Clear text to this machine works when it is asked for")
    func clearText() async throws {
        let server = try await EximServer.start(.plain)
        let outcome = await deliverOnce(
            try sampleMessage(), try settings(for: server, security: .none, credentials: nil))
        #expect(outcome.isAccepted, "\(outcome)")
        try await server.maildir.wait(forMessages: 1)
    }

    @Test(
        "A certificate of an unknown authority is refused",
        arguments: [SMTPSettings.Security.startTLS, .implicitTLS])
    func unknownAuthority(security: SMTPSettings.Security) async throws {
        let server = try await EximServer.start()
        let folder = try TemporaryFolder("other-ca")
        let other = try await TestCertificates(in: folder.path)
        let outcome = await deliverOnce(
            try sampleMessage(), try settings(for: server, security: security, caFile: other.caFile))
        #expect(
            outcome.unreachableReason?.contains("certificate of the mail server is not trusted") == true, "\(outcome)")
        try await expectNothingArrived(server)
    }

    @Test("A server that is gone is unreachable, and mail flows again when it is back")
    func killedServer() async throws {
        let server = try await EximServer.start()
        let transport = SMTPTransport(try settings(for: server))
        #expect(await transport.deliver(try sampleMessage()).isAccepted)
        server.stop()
        try await wait(for: "the server's end") { LoopbackPort.greeting(port: server.port) == nil }
        let fresh = await deliverOnce(try sampleMessage(id: "b2"), try settings(for: server))
        #expect(fresh.unreachableReason?.contains("could not be reached") == true, "\(fresh)")
        await transport.stop()
    }

    @Test("A time-out after DATA leaves the delivery unknown, and its late answer is not taken for the next one's")
    func timeoutAfterData() async throws {
        let server = try await EximServer.start()
        let transport = SMTPTransport(try settings(for: server, timeout: 3))
        let start = ContinuousClock.now
        let slow = await transport.deliver(try sampleMessage(id: "slow", subject: "SLOW to answer"))
        #expect(slow.unknownReason?.contains("may have been delivered") == true, "\(slow)")
        let refused = await transport.deliver(try sampleMessage(id: "bad", to: "bad@example.org"))
        #expect(refused.badAddressReason?.contains("recipient's address: 550") == true, "\(refused)")
        let next = await transport.deliver(try sampleMessage(id: "next"))
        #expect(next.isAccepted, "\(next)")
        await transport.stop()
        // One time-out, and no second one for a farewell that nobody answers.
        #expect(ContinuousClock.now - start < .milliseconds(4900))
        // Exim gives up the slow one when it finds the connection gone; another server might have delivered it.
        try await wait(for: "the next message") {
            try server.maildir.headers("Message-ID").contains("<next@council.example>")
        }
    }

    @Test("Stopping breaks off, after its grace, what the server does not answer")
    func stopBreaksOff() async throws {
        var behaviour = EximServer.Behaviour()
        behaviour.slowSeconds = 20
        let server = try await EximServer.start(behaviour)
        let transport = SMTPTransport(try settings(for: server, timeout: 60))
        async let outcome = transport.deliver(try sampleMessage(id: "slow", subject: "SLOW to answer"))
        try await wait(for: "the message to be with the server") { LoopbackPort.connections(to: server.port) > 0 }
        let start = ContinuousClock.now
        await transport.stop(within: .seconds(1))
        #expect(ContinuousClock.now - start < .milliseconds(3500))
        let ended = try await outcome
        #expect(!ended.isAccepted && ended.permanentReason == nil, "\(ended)")
        #expect(server.maildir.files.isEmpty)
    }

    @Test("A connection that the server closes between messages is opened again")
    func closedConnection() async throws {
        var behaviour = EximServer.Behaviour()
        behaviour.messagesPerConnection = 1
        let server = try await EximServer.start(behaviour)
        let transport = SMTPTransport(try settings(for: server))
        for number in 1...3 {
            let outcome = await transport.deliver(try sampleMessage(id: "m\(number)"))
            #expect(outcome.isAccepted, "\(outcome)")
        }
        await transport.stop()
        try await server.maildir.wait(forMessages: 3)
    }

    @Test("500 messages at once all arrive, each once")
    func manyAtOnce() async throws {
        let server = try await EximServer.start()
        let transport = SMTPTransport(try settings(for: server, connections: 4, timeout: 120))
        let outcomes = try await withThrowingTaskGroup(of: DeliveryOutcome.self) { group in
            for number in 1...500 {
                let message = try sampleMessage(id: "n\(number)")
                group.addTask { await transport.deliver(message) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        await transport.stop()
        #expect(outcomes.filter(\.isAccepted).count == 500)
        try await server.maildir.wait(forMessages: 500, timeout: 120)
        let ids = try server.maildir.headers("Message-ID")
        #expect(ids.count == 500)
        #expect(Set(ids) == Set((1...500).map { "<n\($0)@council.example>" }))
    }

    /// The server delivers in the order of arrival, so when a later message is there, an earlier one would be.
    private func expectNothingArrived(_ server: EximServer) async throws {
        #expect(!server.log.contains("<= "), "\(server.log)")
        #expect(server.maildir.files.isEmpty)
    }
}
