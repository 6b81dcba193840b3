import Testing

@testable import Outbound

@Suite("The shapes of a webhook's call")
struct WebhookShapeTests {
    private static let notice = WebhookNotice(
        title: "Reminder: <Written_report>",
        facts: [.init("Conference", "HK_26-014 & more"), .init("Due", "Thu 14 Jan")])

    private func text(_ shape: WebhookShape) throws -> String? {
        try Self.notice.body(for: shape).map { String(decoding: $0, as: UTF8.self) }
    }

    @Test("standard takes the event as it is")
    func standard() throws {
        #expect(try text(.standard) == nil)
        #expect(WebhookShape.allCases.filter(\.isSigned) == [.standard])
    }

    @Test("teams takes a message with an Adaptive Card of version 1.4, in which nothing is taken for mark-up")
    func teams() throws {
        #expect(
            try text(.teams) == #"""
                {"attachments":[{"content":{"$schema":"http://adaptivecards.io/schemas/adaptive-card.json",\#
                "body":[{"size":"medium","text":"Reminder: <Written\\_report>","type":"TextBlock","weight":"bolder",\#
                "wrap":true},{"facts":[{"title":"Conference","value":"HK\\_26-014 & more"},\#
                {"title":"Due","value":"Thu 14 Jan"}],"type":"FactSet"}],\#
                "fallbackText":"Reminder: <Written_report>","type":"AdaptiveCard","version":"1.4"},\#
                "contentType":"application/vnd.microsoft.card.adaptive"}],"type":"message"}
                """#)
    }

    @Test("slack takes a text and blocks, escaped as Slack wants it")
    func slack() throws {
        #expect(
            try text(.slack) == #"""
                {"blocks":[{"text":{"text":"Reminder: <Written_report>","type":"plain_text"},"type":"header"},\#
                {"fields":[{"text":"*Conference*\nHK_26-014 &amp; more","type":"mrkdwn"},\#
                {"text":"*Due*\nThu 14 Jan","type":"mrkdwn"}],"type":"section"}],\#
                "text":"Reminder: &lt;Written_report&gt;"}
                """#)
    }

    @Test("slack is given no more than it takes: 150 characters of a header, 10 fields")
    func bounds() throws {
        let long = WebhookNotice(
            title: String(repeating: "t", count: 400),
            facts: (1...30).map { .init("\($0)", String(repeating: "v", count: 4000)) })
        let message = SlackMessage(long)
        guard case .header(let header) = message.blocks[0], case .section(let fields) = message.blocks[1] else {
            Issue.record("It should be a header and a section.")
            return
        }
        #expect(header.count == 150 && fields.count == 10)
        #expect(fields.allSatisfy { $0.count <= 2000 })
    }
}
