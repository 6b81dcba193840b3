/// A message of blocks, as an incoming webhook of Slack takes it.
///
/// - Source: Slack, *Sending messages using incoming webhooks*; *Block Kit* (`header`, at most 150 characters;
///   `section`, at most 10 fields of 2000 characters); *Formatting text for app surfaces*, *Escaping text*.
struct SlackMessage: Encodable {
    /// For notifications, and readers that show no blocks.
    let text: String
    let blocks: [Block]

    private static let longestHeader = 150
    private static let mostFields = 10

    init(_ notice: WebhookNotice) {
        text = Self.escaped(notice.title)
        // A header is plain text, which takes no escapes.
        let header = Block.header(String(notice.title.prefix(Self.longestHeader)))
        let fields = notice.facts.prefix(Self.mostFields).map { fact in
            "*\(Self.escaped(fact.name))*\n\(Self.escaped(String(fact.value.prefix(300))))"
        }
        blocks = fields.isEmpty ? [header] : [header, .section(fields)]
    }

    enum Block: Encodable {
        case header(String)
        case section([String])

        private enum CodingKeys: String, CodingKey { case type, text, fields }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            switch self {
            case .header(let text):
                try container.encode("header", forKey: .type)
                try container.encode(Text(type: "plain_text", text: text), forKey: .text)
            case .section(let fields):
                try container.encode("section", forKey: .type)
                try container.encode(fields.map { Text(type: "mrkdwn", text: $0) }, forKey: .fields)
            }
        }
    }

    struct Text: Encodable {
        let type: String
        let text: String
    }

    /// The three characters that Slack gives a meaning in any text.
    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}
