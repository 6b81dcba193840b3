/// A message with one card, as an incoming webhook or a workflow of Microsoft Teams takes it.
///
/// - Source: Adaptive Cards schema 1.4 (`AdaptiveCard`, `TextBlock`, `FactSet`); Microsoft Teams, *Create Incoming
///   Webhooks*, *Send Adaptive Cards using an Incoming Webhook*.
struct TeamsMessage: Encodable {
    let type = "message"
    let attachments: [Attachment]

    init(_ notice: WebhookNotice) {
        attachments = [
            Attachment(
                content: Card(
                    fallbackText: notice.title,
                    body: [
                        .text(Self.plain(notice.title)),
                        .facts(notice.facts.map { Fact(title: $0.name, value: Self.plain($0.value)) }),
                    ]))
        ]
    }

    struct Attachment: Encodable {
        let contentType = "application/vnd.microsoft.card.adaptive"
        let content: Card
    }

    struct Card: Encodable {
        let schema = "http://adaptivecards.io/schemas/adaptive-card.json"
        let type = "AdaptiveCard"
        let version = "1.4"
        /// For clients that cannot show cards.
        let fallbackText: String
        let body: [Element]

        private enum CodingKeys: String, CodingKey {
            case schema = "$schema"
            case type, version, fallbackText, body
        }
    }

    enum Element: Encodable {
        case text(String)
        case facts([Fact])

        private enum CodingKeys: String, CodingKey { case type, text, size, weight, wrap, facts }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            switch self {
            case .text(let text):
                try container.encode("TextBlock", forKey: .type)
                try container.encode(text, forKey: .text)
                try container.encode("medium", forKey: .size)
                try container.encode("bolder", forKey: .weight)
                try container.encode(true, forKey: .wrap)
            case .facts(let facts):
                try container.encode("FactSet", forKey: .type)
                try container.encode(facts, forKey: .facts)
            }
        }
    }

    struct Fact: Encodable {
        let title: String
        let value: String
    }

    /// What Markdown would take for a mark-up is escaped, so that a reference is shown as it is.
    private static func plain(_ text: String) -> String {
        text.reduce(into: "") { result, character in
            if "\\*_[]`".contains(character) { result.append("\\") }
            result.append(character)
        }
    }
}
