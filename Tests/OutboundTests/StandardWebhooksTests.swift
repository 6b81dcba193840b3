import Foundation
import Testing

@testable import Outbound

@Suite("Standard Webhooks")
struct StandardWebhooksTests {
    @Test("The signature is the one that the reference libraries give")
    func knownAnswer() throws {
        let signature = StandardWebhooks.signature(
            id: "msg_p5jXN8AQM9LWM0D4loKWxlek", timestamp: 1_614_265_330, body: Array(#"{"test": 2432232314}"#.utf8),
            secret: try WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
        #expect(signature == "v1,BWy17FPvrvgB9B8Tq0JOg4pHYngeNOMHSr/OYzFsrg0=")
    }

    @Test("While a secret is being replaced, a call has a signature of each, the current one's first")
    func rotation() throws {
        let current = try WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
        let previous = try WebhookSecret("whsec_" + Data(repeating: 1, count: 32).base64EncodedString())
        let body = Array(#"{"test": 2432232314}"#.utf8)
        func header(_ signing: WebhookSigning) -> String? {
            signing.header(id: "msg_p5jXN8AQM9LWM0D4loKWxlek", timestamp: 1_614_265_330, body: body)
        }
        let one = try #require(header(.secrets(current: current, previous: nil)))
        let other = try #require(header(.secrets(current: previous, previous: nil)))
        #expect(one == "v1,BWy17FPvrvgB9B8Tq0JOg4pHYngeNOMHSr/OYzFsrg0=")
        #expect(header(.secrets(current: current, previous: previous)) == "\(one) \(other)")
        #expect(header(.addressAlone) == nil)
    }

    @Test("A secret that is made is one that is accepted, of 32 bytes, and another each time")
    func made() throws {
        let text = WebhookSecret.makeText()
        _ = try WebhookSecret(text)
        #expect(Data(base64Encoded: String(text.dropFirst(6)))?.count == 32)
        #expect(text != WebhookSecret.makeText())
    }

    @Test("A secret of 24 to 64 bytes is accepted", arguments: [24, 32, 64])
    func accepted(count: Int) throws {
        _ = try WebhookSecret("whsec_" + Data(repeating: 1, count: count).base64EncodedString())
    }

    @Test(
        "Any other secret is refused without being repeated",
        arguments: [
            ("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", WebhookSecretError.prefix), ("whsec_not base64!", .base64),
            ("whsec_" + Data(repeating: 1, count: 23).base64EncodedString(), .length(23)),
            ("whsec_" + Data(repeating: 1, count: 65).base64EncodedString(), .length(65)), ("whsec_", .length(0)),
        ] as [(String, WebhookSecretError)])
    func refused(text: String, expected: WebhookSecretError) {
        let error = #expect(throws: WebhookSecretError.self) { try WebhookSecret(text) }
        #expect(error == expected)
        #expect(text == "whsec_" || error?.description.contains(text) == false)
    }

    @Test("A secret shows nowhere")
    func hidden() throws {
        let secret = try WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
        let call = WebhookCall(
            id: "a", address: WebhookAddress("https://x.example"), signing: .secrets(current: secret, previous: secret),
            timestamp: 0,
            body: [])
        var dumped = ""
        dump(call, to: &dumped)
        for text in ["\(secret)", String(reflecting: secret), "\(call)", dumped] {
            #expect(!text.contains("MfKQ9") && !text.contains("SymmetricKey"))
        }
    }

    @Test(
        "Calls that cannot be sent safely are refused before anything is sent",
        arguments: [
            ("a", "http://x.example/", false, "https://"), ("a", "ftp://x.example/", true, "https://"),
            ("a", "https://", true, "complete URL"), ("a", "https://user:pw@x.example/", true, "complete URL"),
            ("a", "https://x.example/\r\nX: y", true, "complete URL"), ("a", "x.example", true, "complete URL"),
            ("a\r\nb", "https://x.example/", true, "webhook id"), ("", "https://x.example/", true, "webhook id"),
        ])
    func objections(id: String, url: String, allowInsecure: Bool, expected: String) async throws {
        let secret = try WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
        let transport = WebhookTransport(settings: WebhookSettings(allowInsecureHTTP: allowInsecure))
        let outcome = await transport.deliver(
            WebhookCall(
                id: id, address: WebhookAddress(url), signing: .secrets(current: secret, previous: nil), timestamp: 0,
                body: [123, 125]))
        guard case .permanent(let reason) = outcome else {
            Issue.record("It should be permanent, not \(outcome).")
            return
        }
        #expect(reason.contains(expected))
        await transport.stop()
    }
}
