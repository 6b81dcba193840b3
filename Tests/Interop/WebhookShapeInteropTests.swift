import Outbound
import TestPeers
import Testing

/// Messages for channels, as Microsoft's schema and Slack's own library read them.
@Suite("Messages for Teams and Slack, read by others")
struct WebhookShapeInteropTests {
    static let notices = [
        WebhookNotice(
            title: "Overdue: Submit the written report",
            facts: [.init("Conference", "HK-26-014"), .init("Due", "Thu 14 Jan 2027"), .init("Step", "T+1")]),
        WebhookNotice(title: "<&> *_[x](y)_* “quoted” \\ £", facts: [.init("A & B", "<!channel> @here `x`")]),
        WebhookNotice(
            title: String(repeating: "long ", count: 100),
            facts: (1...30).map { .init("Fact \($0)", String(repeating: "v", count: 5000)) }),
        WebhookNotice(title: "Test", facts: []),
    ]

    @Test("are what they take", arguments: notices, [WebhookShape.teams, .slack])
    func accepted(notice: WebhookNotice, shape: WebhookShape) async throws {
        let body = try #require(try notice.body(for: shape))
        let result = try await run(
            Locations.python, [Locations.script("check_shape.py"), shape.rawValue],
            input: String(decoding: body, as: UTF8.self))
        #expect(result.status == 0, "\(result.output)\(result.errors)")
    }

    @Test(
        "would be told apart from what they do not take",
        arguments: [
            (
                "teams",
                #"{"type":"message","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","content":{"type":"AdaptiveCard","version":"1.4","body":[{"type":"TextBlock"}]}}]}"#
            ),
            ("slack", #"{"text":"t","blocks":[{"type":"section"}]}"#),
        ])
    func refused(shape: String, body: String) async throws {
        let result = try await run(Locations.python, [Locations.script("check_shape.py"), shape], input: body)
        #expect(result.status == 1 && !result.output.isEmpty, "\(result)")
    }
}
