/// A bounce of the form that Exim wrote before it knew RFC 3464: the addresses in X-Failed-Recipients, the cause in the
/// text, and after a marked line the message that could not be delivered.
struct EximBounce {
    let recipients: [RecipientStatus]
    let originalMessageID: String?

    /// What the line that precedes the returned message says, in all versions.
    private static let marker = "This is a copy of the message"

    init?(of message: MIMEMessage) {
        guard let failed = message.field("X-Failed-Recipients") else { return nil }
        let text = message.ownEntities.lazy.compactMap(\.text).first ?? ""
        let parts = Self.parts(of: text)
        recipients = failed.addresses.prefix(DeliveryReport.maximumRecipients).map {
            RecipientStatus(action: .failed, status: nil, diagnostic: parts.cause, final: $0, original: nil)
        }
        originalMessageID = MIMEMessage(Array(parts.returned.utf8))?.field("Message-ID")?.identifiers.first
    }

    private static func parts(of text: String) -> (cause: String, returned: Substring) {
        guard let line = text.firstRange(of: marker) else { return (text, "") }
        let rest = text[line.upperBound...]
        let returned = rest.drop { !$0.isNewline }.drop(while: \.isWhitespace)
        return (String(text[..<line.lowerBound]), returned)
    }
}
