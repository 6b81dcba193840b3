import Foundation
import Outbound
import TestPeers
import Testing

/// Mail and texts to a stand-in for GOV.UK Notify that is checked with Notify's own client.
@Suite("GOV.UK Notify, with a stand-in", .timeLimit(.minutes(3)))
struct NotifyInteropTests {
    private static func now() -> Int64 { Int64(Date().timeIntervalSince1970) }

    private func transport(
        _ server: NotifyServer, key: String = NotifyServer.apiKey, timeout: Int = 20,
        now: @escaping @Sendable () -> Int64 = now
    ) throws -> NotifyTransport {
        NotifyTransport(
            NotifySettings(
                key: try NotifyKey(key), address: try NotifyAddress(server.url),
                mailTemplates: NotifyTemplates(
                    reminder: NotifyServer.emailTemplate, others: [.alert: NotifyServer.alertTemplate]),
                textTemplates: NotifyTemplates(reminder: NotifyServer.textTemplate),
                replyToID: "8e222534-7f05-4972-86e3-17c5d9f894e2", timeout: timeout), now: now)
    }

    private func mail(_ id: String, to address: String = "jo@example.org") throws -> MailMessage {
        try MailMessage(
            id: id, from: MailAddress("quorate@example.org"), to: MailAddress(address), subject: "Due today",
            text: "Your report is due.\nÉmile’s £5", html: "<p>", date: 0)
    }

    private func text(_ id: String, to number: String = "07900 900123") throws -> TextMessage {
        TextMessage(id: id, to: try MobileNumber(number), text: "Due today (CP-1)", kind: .reminder)
    }

    @Test("The stand-in does as Notify's own client expects")
    func faithful() async throws {
        let said = try await runSuccessfully(Locations.python, [Locations.script("test_notify_server.py")])
        #expect(said.hasSuffix(" checks\n"), "\(said)")
    }

    @Test("A mail arrives under its id, by the template of its kind")
    func mail() async throws {
        let server = try await NotifyServer.start()
        let transport = try transport(server)
        let outcome = await transport.deliver(try mail("m-1"))
        var alert = try mail("m-2")
        alert.kind = .alert
        _ = await transport.deliver(alert)
        await transport.stop()
        let taken = try server.taken()
        #expect(outcome.ticket == taken.first?.id && outcome.ticket != nil, "\(outcome)")
        let first = try #require(taken.first)
        #expect(first.recipient == "jo@example.org" && first.reference == "m-1" && first.type == "email")
        #expect(first.subject == "Due today" && first.body == "Your report is due.\nÉmile’s £5")
        #expect(first.replyTo == "8e222534-7f05-4972-86e3-17c5d9f894e2")
        #expect(taken.last?.subject == "Alert: Due today")
    }

    @Test("A text arrives under its id")
    func text() async throws {
        let server = try await NotifyServer.start()
        let outcome = try await transport(server).deliver(try text("t-1"))
        let taken = try #require(try server.taken().first)
        #expect(outcome.ticket == taken.id)
        #expect(taken.recipient == "447900900123" && taken.body == "Due today (CP-1)" && taken.reference == "t-1")
    }

    @Test("A key that is not the service's, and a clock that is wrong, shut the service out")
    func notLetIn() async throws {
        let server = try await NotifyServer.start()
        let other = "stand-in-\(NotifyServer.service)-00000000-0000-4000-8000-000000000000"
        let outcomes = [
            try await transport(server, key: other).deliver(try mail("m-1")),
            try await transport(server, now: { Self.now() - 60 }).deliver(try text("t-1")),
        ]
        for outcome in outcomes {
            #expect(outcome.shutOutReason?.contains("HTTP 403, AuthError") == true, "\(outcome)")
        }
        #expect(outcomes[1].shutOutReason?.contains("accurate to within 30 seconds") == true)
        #expect(try server.taken() == [])
    }

    @Test("An address that is none is bad, and the reason does not repeat it")
    func badAddress() async throws {
        let server = try await NotifyServer.start()
        let outcome = try await transport(server).deliver(try mail("m-1", to: "jo@localhost"))
        let reason = try #require(outcome.badAddressReason)
        #expect(reason.contains("HTTP 400, ValidationError") && !reason.contains("jo@"), "\(reason)")
    }

    @Test("A message that Notify will not have as it stands fails for good")
    func refused() async throws {
        let server = try await NotifyServer.start()
        let settings = NotifySettings(
            key: try NotifyKey(NotifyServer.apiKey), address: try NotifyAddress(server.url),
            mailTemplates: NotifyTemplates(reminder: NotifyServer.textTemplate))
        let transport = NotifyTransport(settings, now: Self.now)
        let outcome = await transport.deliver(try mail("m-1"))
        #expect(outcome.permanentReason?.contains("BadRequestError") == true, "\(outcome)")
        #expect(await transport.deliver(try text("t-1")).permanentReason != nil, "no templates for texts are set")
    }

    @Test("The minute's limit and a fault of Notify's pass; the day's limit closes the way until midnight UTC")
    func limits() async throws {
        let server = try await NotifyServer.start()
        let transport = try transport(server)
        try await server.limit(perMinute: 100, perDay: 1)
        #expect(await transport.deliver(try text("t-1")).ticket != nil)
        guard case .closed(let reason, let seconds) = await transport.deliver(try text("t-2")) else {
            Issue.record("the day's limit does not close the way")
            return
        }
        #expect(reason.contains("TooManyRequestsError"))
        #expect(abs((Self.now() + Int64(seconds) - 60) % 86_400) <= 5, "a minute past midnight UTC")
        #expect(await transport.deliver(try mail("m-1")).ticket != nil, "mails are counted apart")
        try await server.limit(perMinute: 0, perDay: 100)
        #expect(await transport.deliver(try text("t-3")).transientReason?.contains("RateLimitError") == true)
        try await server.limit(perMinute: 100, perDay: 100)
        try await server.fail(status: 503, times: 1)
        #expect(await transport.deliver(try text("t-3")).transientReason?.contains("HTTP 503") == true)
        #expect(await transport.deliver(try text("t-3")).ticket != nil)
    }

    @Test("A repeat of what Notify has already is not given to it twice")
    func repeated() async throws {
        let server = try await NotifyServer.start()
        let transport = try transport(server)
        let first = await transport.deliver(try text("t-1"))
        var again = try text("t-1")
        again.isRepeat = true
        #expect(await transport.deliver(again).ticket == first.ticket)
        #expect(try server.taken().count == 1)
        var other = try text("t-2")
        other.isRepeat = true
        #expect(await transport.deliver(other).ticket != first.ticket)
        #expect(try server.taken().count == 2)
    }

    @Test("Where Notify does not say whether it has a message, it is not given to it")
    func repeatedUnanswered() async throws {
        let server = try await NotifyServer.start()
        let transport = try transport(server)
        let first = await transport.deliver(try text("t-1"))
        var again = try text("t-1")
        again.isRepeat = true
        try await server.fail(status: 503, times: 1)
        #expect(await transport.deliver(again).transientReason?.contains("HTTP 503") == true)
        #expect(try server.taken().count == 1)
        #expect(await transport.deliver(again).ticket == first.ticket)
    }

    @Test("What somebody ordered to be sent once more is not taken for what had been sent before")
    func ordered() async throws {
        let server = try await NotifyServer.start()
        let transport = try transport(server)
        let first = await transport.deliver(try text("t-1"))
        var again = try text("t-1")
        (again.isRepeat, again.orderedAt) = (true, Self.now() - 60)
        #expect(await transport.deliver(again).ticket == first.ticket, "it was taken since")
        again.orderedAt = Self.now() + 60
        #expect(await transport.deliver(again).ticket != first.ticket)
        #expect(try server.taken().count == 2)
    }

    @Test("A message that came to nothing is given to it anew")
    func repeatedAfterFailure() async throws {
        let server = try await NotifyServer.start()
        let transport = try transport(server)
        _ = await transport.deliver(try text("t-1", to: "07700 900003"))
        try await server.finish()
        var again = try text("t-1", to: "07700 900003")
        again.isRepeat = true
        _ = await transport.deliver(again)
        #expect(try server.taken().count == 2)
    }

    @Test(
        "What becomes of a message is told",
        arguments: [
            ("07900 900123", NotifyStatus.delivered), ("07700 900002", .permanentFailure),
            ("07700 900003", .temporaryFailure),
        ])
    func standing(number: String, status: NotifyStatus) async throws {
        let server = try await NotifyServer.start()
        let transport = try transport(server)
        let ticket = try #require(await transport.deliver(try text("t-1", to: number)).ticket)
        #expect(await transport.standing(of: ticket) == .told(.sending))
        try await server.finish()
        #expect(await transport.standing(of: ticket) == .told(status))
        #expect(await transport.standing(of: "00000000-0000-4000-8000-000000000000") == .notKnown)
    }

    @Test("A server that is not there is not reached")
    func notThere() async throws {
        let port = try LoopbackPort.free(1)[0]
        let transport = NotifyTransport(
            NotifySettings(
                key: try NotifyKey(NotifyServer.apiKey), address: try NotifyAddress("http://127.0.0.1:\(port)"),
                mailTemplates: NotifyTemplates(reminder: NotifyServer.emailTemplate)), now: Self.now)
        #expect(await transport.deliver(try mail("m-1")).unreachableReason?.contains("GOV.UK Notify") == true)
        guard case .notAnswered = await transport.standing(of: NotifyServer.textTemplate) else {
            Issue.record("it answered")
            return
        }
    }
}

extension DeliveryOutcome {
    /// What Notify knows the message by.
    fileprivate var ticket: String? {
        if case .accepted(_, let ticket) = self { ticket } else { nil }
    }
}
