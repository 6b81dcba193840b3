import Foundation
import Outbound
import TestPeers
import Testing

/// Webhooks to a real HTTPS server that checks signatures with the `standardwebhooks` package.
@Suite("Webhooks with a receiver in Python", .timeLimit(.minutes(3)))
struct WebhookInteropTests {
    static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    static let otherSecret = "whsec_" + Data(repeating: 7, count: 32).base64EncodedString()

    private func call(
        _ url: String, id: String = "msg-1", secret: String = secret, previous: String? = nil,
        body: String = #"{"kind":"due","n":"£5"}"#, caFile: String? = nil
    ) throws -> WebhookCall {
        WebhookCall(
            id: id, address: WebhookAddress(url),
            signing: .secrets(
                current: try WebhookSecret(secret), previous: try previous.map { try WebhookSecret($0) }),
            timestamp: Int64(Date().timeIntervalSince1970), body: Array(body.utf8), caFile: caFile)
    }

    private func transport(_ receiver: WebhookReceiver, timeout: Int = 20) throws -> WebhookTransport {
        WebhookTransport(
            settings: WebhookSettings(
                timeout: timeout, caFile: receiver.caFile,
                allowedNetworks: [try IPNetwork("127.0.0.0/8"), try IPNetwork("::1/128")]))
    }

    @Test("A call arrives as it should, and its signature is right")
    func accepted() async throws {
        let receiver = try await WebhookReceiver.start(secret: Self.secret)
        let transport = try transport(receiver)
        let outcome = await transport.deliver(try call(receiver.url("/ok")))
        #expect(outcome == .accepted(detail: "HTTP 204"))
        await transport.stop()
        let arrived = try #require(try receiver.calls().first)
        #expect(arrived.verified)
        #expect(arrived.body == #"{"kind":"due","n":"£5"}"#)
        #expect(arrived.headers["content-type"] == "application/json")
        #expect(arrived.headers["user-agent"] == "Quorate")
        #expect(arrived.headers["webhook-id"] == "msg-1")
        #expect(arrived.headers["expect"] == nil)
    }

    @Test("A call signed with another secret is turned away for good")
    func wrongSecret() async throws {
        let receiver = try await WebhookReceiver.start(secret: Self.secret)
        let outcome = try await transport(receiver).deliver(try call(receiver.url("/ok"), secret: Self.otherSecret))
        #expect(outcome.permanentReason?.contains("HTTP 401") == true, "\(outcome)")
        #expect(try receiver.calls().map(\.verified) == [false])
    }

    @Test("A redirect is not followed")
    func redirect() async throws {
        let receiver = try await WebhookReceiver.start(secret: Self.secret)
        let outcome = try await transport(receiver).deliver(try call(receiver.url("/redirect")))
        #expect(outcome.permanentReason?.contains("redirect (HTTP 302)") == true, "\(outcome)")
        #expect(try receiver.calls().map(\.path) == ["/redirect"])
    }

    @Test(
        "Each refusal has its meaning",
        arguments: [
            (200, "accepted"), (202, "accepted"), (301, "permanent"), (400, "permanent"), (404, "permanent"),
            (408, "transient"), (410, "gone"), (425, "transient"), (429, "transient"), (500, "transient"),
            (503, "transient"),
        ])
    func statuses(status: Int, expected: String) async throws {
        let receiver = try await WebhookReceiver.start(secret: Self.secret)
        let outcome = try await transport(receiver).deliver(try call(receiver.url("/status/\(status)?key=hidden")))
        let found =
            switch outcome {
            case .accepted: "accepted"
            case .transient: "transient"
            case .permanent: "permanent"
            case .gone: "gone"
            case .unreachable, .shutOut, .badAddress, .closed: "another"
            case .unknown: "unknown"
            case .notBegun: "not begun"
            }
        #expect(found == expected, "\(outcome)")
        #expect(!"\(outcome)".contains("hidden"))
        if status == 429, case .transient(let reason, let retryAfter) = outcome {
            #expect(reason.contains("wait 7 seconds") && retryAfter == 7)
        }
    }

    @Test(
        "How long a receiver asks to wait is understood as seconds and as a date; what is past or no such thing asks nothing",
        arguments: [
            ("in=90", 85...90), ("in=172800", 172_790...172_800), ("in=-90", nil), ("after=0", nil),
            ("after=soon", nil), ("after=-5", nil), ("after=99999999", 86_400...99_999_999),
        ] as [(String, ClosedRange<Int>?)])
    func retryAfter(question: String, expected: ClosedRange<Int>?) async throws {
        let receiver = try await WebhookReceiver.start(secret: Self.secret)
        let outcome = try await transport(receiver).deliver(try call(receiver.url("/status/429?\(question)")))
        guard case .transient(_, let seconds) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(expected.map { $0.contains(seconds ?? 0) } ?? (seconds == nil), "\(outcome)")
    }

    @Test("A receiver that is slow to answer leaves it unknown, and does not hold up others")
    func slow() async throws {
        let receiver = try await WebhookReceiver.start(secret: Self.secret)
        let transport = try transport(receiver, timeout: 2)
        async let slow = transport.deliver(try call(receiver.url("/slow"), id: "slow"))
        #expect(await transport.deliver(try call(receiver.url("/ok"), id: "quick")).isAccepted)
        let outcome = try await slow
        #expect(outcome.unknownReason?.contains("may have been taken") == true, "\(outcome)")
    }

    @Test("A call on a kept connection that the receiver drops is not repeated unasked")
    func droppedKeptConnection() async throws {
        let receiver = try await WebhookReceiver.start(secret: Self.secret)
        let transport = try transport(receiver)
        #expect(await transport.deliver(try call(receiver.url("/drops-kept"), id: "first")).isAccepted)
        let outcome = await transport.deliver(try call(receiver.url("/drops-kept"), id: "second"))
        #expect(outcome.unknownReason?.contains("may have been taken") == true, "\(outcome)")
        #expect(try receiver.calls().map { $0.headers["webhook-id"] } == ["first", "second"])
    }

    @Test("An answer that never ends is cut off, and counts by its status")
    func endless() async throws {
        let receiver = try await WebhookReceiver.start(secret: Self.secret)
        let outcome = try await transport(receiver).deliver(try call(receiver.url("/endless")))
        #expect(outcome == .accepted(detail: "HTTP 200"))
    }

    @Test("Without the receiver's authority nothing is sent")
    func unknownAuthority() async throws {
        let receiver = try await WebhookReceiver.start(secret: Self.secret)
        let folder = try TemporaryFolder("other-ca")
        let other = try await TestCertificates(in: folder.path)
        let transport = try transport(receiver)
        let outcome = await transport.deliver(try call(receiver.url("/ok"), caFile: other.caFile))
        #expect(outcome.unreachableReason?.contains("is not trusted") == true, "\(outcome)")
        #expect(try receiver.calls().isEmpty)
        // A connection that another authority vouched for is not lent to a call that does not trust it.
        #expect(await transport.deliver(try call(receiver.url("/ok"))).isAccepted)
        #expect(await transport.deliver(try call(receiver.url("/ok"), caFile: other.caFile)).unreachableReason != nil)
    }

    @Test(
        "Addresses that are not public are refused unless allowed",
        arguments: ["https://localhost", "https://127.0.0.1", "https://2130706433", "https://0x7f000001"]
            + ["https://[::1]", "https://[::ffff:127.0.0.1]"])
    func privateAddresses(base: String) async throws {
        let receiver = try await WebhookReceiver.start(secret: Self.secret)
        let guarded = WebhookTransport(settings: WebhookSettings(caFile: receiver.caFile))
        let outcome = await guarded.deliver(try call("\(base):\(receiver.port)/ok"))
        #expect(outcome.permanentReason?.contains("webhookDelivery.allowedNetworks") == true, "\(outcome)")
        #expect(try receiver.calls().isEmpty)
    }

    @Test("A network that is allowed is reached, another is not, whatever name leads there")
    func allowedNetwork() async throws {
        let receiver = try await WebhookReceiver.start(secret: Self.secret)
        for (network, isReached) in [("127.0.0.1/32", true), ("127.1.0.0/16", false), ("10.0.0.0/8", false)] {
            let transport = WebhookTransport(
                settings: WebhookSettings(caFile: receiver.caFile, allowedNetworks: [try IPNetwork(network)]))
            for host in ["localhost", "127.0.0.1"] {
                let outcome = await transport.deliver(try call("https://\(host):\(receiver.port)/ok"))
                #expect(outcome.isAccepted == isReached, "\(network), \(host): \(outcome)")
            }
        }
        #expect(try receiver.calls().count == 2)
    }

    @Test(
        "While a secret is being replaced, a receiver may verify with either",
        arguments: [Self.secret, Self.otherSecret])
    func rotation(held: String) async throws {
        let receiver = try await WebhookReceiver.start(secret: held)
        let transport = try transport(receiver)
        let outcome = await transport.deliver(
            try call(receiver.url("/ok"), secret: Self.otherSecret, previous: Self.secret))
        #expect(outcome.isAccepted, "\(outcome)")
        let arrived = try #require(try receiver.calls().first)
        #expect(arrived.verified)
        let signatures = arrived.headers["webhook-signature"]?.split(separator: " ") ?? []
        #expect(signatures.count == 2 && signatures.allSatisfy { $0.hasPrefix("v1,") })
    }

    @Test("A receiver whose address is the secret is sent no signature, and no id")
    func unsigned() async throws {
        let receiver = try await WebhookReceiver.start(secret: Self.secret)
        let transport = try transport(receiver)
        let outcome = await transport.deliver(
            WebhookCall(
                id: "n", address: WebhookAddress(receiver.url("/status/200")), signing: .addressAlone, timestamp: 0,
                body: Array(#"{"text":"hello"}"#.utf8)))
        #expect(outcome.isAccepted, "\(outcome)")
        let arrived = try #require(try receiver.calls().first)
        #expect(arrived.body == #"{"text":"hello"}"#)
        #expect(!arrived.headers.keys.contains { $0.hasPrefix("webhook-") })
    }

    @Test("A receiver that is not there is unreachable")
    func unreachable() async throws {
        let receiver = try await WebhookReceiver.start(secret: Self.secret)
        receiver.stop()
        try await wait(for: "the receiver's end") { LoopbackPort.greeting(port: receiver.port) == nil }
        let outcome = try await transport(receiver).deliver(try call(receiver.url("/ok")))
        #expect(outcome.unreachableReason?.contains("could not be reached") == true, "\(outcome)")
    }

    @Test("300 calls at once all arrive, each once, over a few connections")
    func manyAtOnce() async throws {
        let receiver = try await WebhookReceiver.start(secret: Self.secret)
        let transport = try transport(receiver, timeout: 60)
        let accepted = try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 1...300 {
                let call = try call(receiver.url("/ok"), id: "n\(number)")
                group.addTask { await transport.deliver(call).isAccepted }
            }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        await transport.stop()
        #expect(accepted == 300)
        let calls = try receiver.calls()
        #expect(calls.count == 300 && calls.allSatisfy(\.verified))
        #expect(Set(calls.compactMap { $0.headers["webhook-id"] }).count == 300)
    }

    @Test("Stopping finishes what is under way and refuses the rest")
    func stops() async throws {
        let receiver = try await WebhookReceiver.start(secret: Self.secret)
        let transport = try transport(receiver)
        let outcomes = try await withThrowingTaskGroup(of: DeliveryOutcome.self) { group in
            for number in 1...50 {
                let call = try call(receiver.url("/ok"), id: "s\(number)")
                group.addTask { await transport.deliver(call) }
            }
            await transport.stop()
            return try await group.reduce(into: [DeliveryOutcome]()) { $0.append($1) }
        }
        #expect(outcomes.count == 50)
        #expect(outcomes.allSatisfy { $0.isAccepted || $0 == .notBegun })
        #expect(try receiver.calls().count == outcomes.filter(\.isAccepted).count)
        #expect(await transport.deliver(try call(receiver.url("/ok"))) == .notBegun)
    }
}
