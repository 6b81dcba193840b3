import CCurl
import Testing
import Transfers

@testable import Outbound

/// What each way of ending means, told from the replies in the order in which libcurl shows them.
@Suite("An SMTP conversation")
struct SMTPConversationTests {
    private struct Step: Sendable {
        let apply: @Sendable (inout SMTPConversation) -> Void

        static func says(_ text: String) -> Step {
            Step { conversation in
                for line in text.split(separator: "\n") {
                    Array("\(line)\r\n".utf8).withUnsafeBufferPointer { conversation.receive($0) }
                }
            }
        }

        static let greets = says("220 mail.example ESMTP\n250-mail.example\n250 AUTH PLAIN")
        static let signsIn = says("334\n235 2.7.0 Authentication successful")
        static let starts = Step { _ = $0.mayStart() }
        static let takesEnvelope = says("250 OK\n250 Accepted\n354 Go on")
        static let givesBody = Step { _ = $0.mayGiveBody() }
        static let completesBody = Step { $0.bodyIsComplete() }
        static let nextMessage = Step { $0.begin() }
    }

    private static let whole: [Step] = [.greets, .signsIn, .starts, .takesEnvelope, .givesBody, .completesBody]

    private func outcome(_ code: CURLcode?, signsIn: Bool = true, _ steps: [Step]) throws -> DeliveryOutcome {
        var conversation = SMTPConversation(signsIn: signsIn)
        conversation.begin()
        for step in steps { step.apply(&conversation) }
        let failure = code.map { CurlFailure(code: $0, detail: "") }
        return conversation.outcome(failure: failure, recipient: try MailAddress("jo.bell@example.org"))
    }

    @Test("that ends in 250 has delivered")
    func accepted() throws {
        let result = try outcome(nil, Self.whole + [.says("250 2.0.0 OK id=1x")])
        #expect(result == .accepted(detail: "250 2.0.0 OK id=1x"))
    }

    @Test("that fails after the server took the message has delivered all the same")
    func acceptedThenLost() throws {
        #expect(try outcome(CURLE_RECV_ERROR, Self.whole + [.says("250 OK")]) == .accepted(detail: "250 OK"))
    }

    @Test("that ends in 554 after the content was refused for good")
    func contentRefused() throws {
        let result = try outcome(
            CURLE_WEIRD_SERVER_REPLY, Self.whole + [.says("554-5.7.1 Spam\n554 see <x@y.example>")])
        #expect(
            result
                == .permanent(
                    reason: "The mail server refused the content of the message: 554 5.7.1 Spam see <(address)>"))
    }

    @Test("that ends in 452 after the content may be tried again")
    func contentDeferred() throws {
        guard case .transient = try outcome(CURLE_WEIRD_SERVER_REPLY, Self.whole + [.says("452 Disk full")]) else {
            Issue.record("It should be transient.")
            return
        }
    }

    @Test("that ends in 452 4.3.1 after the content found a server that takes nothing")
    func contentFoundFullDisk() throws {
        let result = try outcome(CURLE_WEIRD_SERVER_REPLY, Self.whole + [.says("452 4.3.1 Disk full")])
        #expect(result == .unreachable(reason: "The mail server takes nothing for now: 452 4.3.1 Disk full"))
    }

    @Test(
        "that ends with no answer to the complete message is unknown",
        arguments: [CURLE_OPERATION_TIMEDOUT.rawValue, CURLE_RECV_ERROR.rawValue, CURLE_SEND_ERROR.rawValue, 0])
    func unknown(code: UInt32) throws {
        let result = try outcome(code == 0 ? nil : CURLcode(rawValue: code), Self.whole)
        guard case .unknown = result else {
            Issue.record("It should be unknown, not \(result).")
            return
        }
    }

    @Test("that ends while the message is being sent is transient: the final dot was never sent")
    func lostInBody() throws {
        let steps: [Step] = [.greets, .signsIn, .starts, .takesEnvelope, .givesBody]
        let result = try outcome(CURLE_OPERATION_TIMEDOUT, steps)
        #expect(result == .transient(reason: "The mail server did not answer in time."))
    }

    @Test(
        "has a meaning for each refusal before the content",
        arguments: [
            (
                "250 OK\n550 5.1.1 jo.bell unknown",
                "bad address: The mail server knows nobody at the recipient's address: 550 5.1.1 (address) unknown"
            ),
            (
                "250 OK\n550 relay not permitted",
                "permanent: The mail server refused the recipient: 550 relay not permitted"
            ),
            ("250 OK\n550 5.7.1 spam", "permanent: The mail server refused the recipient: 550 5.7.1 spam"),
            ("250 OK\n451 4.7.1 later", "transient: The mail server did not take the message for now: 451 4.7.1 later"),
            ("250 OK\n250 OK\n554 no", "permanent: The mail server refused the message: 554 no"),
            ("550 5.1.8 no", "unreachable: The mail server refused the sender's address: 550 5.1.8 no"),
            ("552 5.3.4 big", "permanent: The mail server refused the message as too large: 552 5.3.4 big"),
            ("530 5.7.0 sign in", "unreachable: The mail server wants another way of signing in: 530 5.7.0 sign in"),
            ("451 4.7.500 server busy", "unreachable: The mail server takes nothing for now: 451 4.7.500 server busy"),
            ("250 OK\n452 4.3.1 full", "unreachable: The mail server takes nothing for now: 452 4.3.1 full"),
            (
                "250 OK\n452 4.2.2 over quota",
                "transient: The mail server did not take the message for now: 452 4.2.2 over quota"
            ),
            ("421 4.3.2 closing", "unreachable: The mail server takes nothing for now: 421 4.3.2 closing"),
        ])
    func envelope(replies: String, expected: String) throws {
        let result = try outcome(CURLE_SEND_ERROR, [.greets, .signsIn, .starts, .says(replies), .says("221 Bye")])
        let text =
            switch result {
            case .permanent(let reason): "permanent: \(reason)"
            case .transient(let reason, _): "transient: \(reason)"
            case .unreachable(let reason): "unreachable: \(reason)"
            case .badAddress(let reason): "bad address: \(reason)"
            default: "\(result)"
            }
        #expect(text == expected)
    }

    @Test("with a password set never goes on without 235")
    func refusesUnauthenticated() throws {
        var conversation = SMTPConversation(signsIn: true)
        conversation.begin()
        Step.greets.apply(&conversation)
        let mayStart = conversation.mayStart()
        let mayGiveBody = conversation.mayGiveBody()
        #expect(!mayStart && !mayGiveBody)
        let result = conversation.outcome(failure: nil, recipient: try MailAddress("a@b.example"))
        guard case .unreachable(let reason) = result else {
            Issue.record("It should be unreachable.")
            return
        }
        #expect(reason.contains("nothing was sent unauthenticated"))
    }

    @Test("on the same connection is still signed in, on a new one is not")
    func reusedConnection() {
        var conversation = SMTPConversation(signsIn: true)
        conversation.begin()
        for step in Self.whole + [.says("250 OK"), .nextMessage] { step.apply(&conversation) }
        let mayStartAgain = conversation.mayStart()
        #expect(mayStartAgain)
        Step.nextMessage.apply(&conversation)
        Step.greets.apply(&conversation)
        let mayStartOnNew = conversation.mayStart()
        #expect(!mayStartOnNew)
    }

    @Test("on an old connection that was closed meanwhile is tried over a new one, else not")
    func closedMeanwhile() {
        var conversation = SMTPConversation(signsIn: false)
        conversation.begin()
        Step.starts.apply(&conversation)
        #expect(conversation.foundConnectionClosed)
        Step.says("421 timeout").apply(&conversation)
        #expect(conversation.foundConnectionClosed)
        Step.nextMessage.apply(&conversation)
        Step.starts.apply(&conversation)
        Step.says("550 no").apply(&conversation)
        #expect(!conversation.foundConnectionClosed)
        Step.nextMessage.apply(&conversation)
        Step.greets.apply(&conversation)
        Step.starts.apply(&conversation)
        #expect(!conversation.foundConnectionClosed)
    }

    @Test("is turned away by a greeting of 554 for now, not for good")
    func turnedAway() throws {
        let result = try outcome(CURLE_WEIRD_SERVER_REPLY, [.says("554 5.7.1 blocked using list.example")])
        #expect(
            result
                == .unreachable(
                    reason: "The mail server turned the connection away: 554 5.7.1 blocked using list.example"))
    }

    @Test(
        "has a reason for each way in which a connection fails",
        arguments: [
            (CURLE_COULDNT_RESOLVE_HOST.rawValue, "could not be resolved"),
            (CURLE_COULDNT_CONNECT.rawValue, "could not be reached"), (CURLE_USE_SSL_FAILED.rawValue, "no STARTTLS"),
            (CURLE_PEER_FAILED_VERIFICATION.rawValue, "is not trusted"),
            (CURLE_OPERATION_TIMEDOUT.rawValue, "did not answer in time"),
            (CURLE_SSL_CACERT_BADFILE.rawValue, "file of trusted certificates"),
        ])
    func connectionFailures(code: UInt32, expected: String) throws {
        guard case .unreachable(let reason) = try outcome(CURLcode(rawValue: code), []) else {
            Issue.record("It should be unreachable.")
            return
        }
        #expect(reason.contains(expected))
    }
}
