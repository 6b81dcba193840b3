/// What a mail server says became of a message: a delivery status notification (RFC 3464), or a bounce of Exim's older
/// form.
public struct DeliveryReport: Sendable, Equatable {
    /// One for each recipient that it tells of. Empty if it tells of none in a way that can be read.
    public let recipients: [RecipientStatus]
    /// The Message-ID of the message that it is about, without angle brackets: from what was returned of it, or else
    /// from In-Reply-To or References. Anyone can write one, so it proves less than a signed return path.
    public let originalMessageID: String?

    /// More recipients than this are not read from one report: each of our messages has one.
    static let maximumRecipients = 100

    init?(of message: MIMEMessage) {
        if let standard = Self.standard(message) {
            recipients = standard
            originalMessageID = Self.returnedIdentifier(message) ?? Self.answeredIdentifier(message)
        } else if let bounce = EximBounce(of: message) {
            recipients = bounce.recipients
            originalMessageID = bounce.originalMessageID ?? Self.answeredIdentifier(message)
        } else {
            return nil
        }
    }

    /// Some servers leave out the report-type, and some the report, so either tells.
    private static func standard(_ message: MIMEMessage) -> [RecipientStatus]? {
        let own = message.ownEntities
        let status = own.first { $0.type == "message/delivery-status" || $0.type == "message/global-delivery-status" }
        guard status != nil || own.contains(where: { $0.reportType == "delivery-status" }) else { return nil }
        let groups = (status?.content).map(FieldGroups.read) ?? []
        // The first group is about the message as a whole.
        return groups.prefix(maximumRecipients + 1).compactMap(recipient)
    }

    private static func recipient(_ fields: [MIMEField]) -> RecipientStatus? {
        func value(_ name: String) -> String? { fields.first { $0.has(name) }?.rawValue }
        guard let final = value("Final-Recipient") ?? value("Original-Recipient") else { return nil }
        let status = value("Status").flatMap { EnhancedStatusCode($0) }
        let action = value("Action").flatMap { word in
            RecipientStatus.Action(rawValue: String(word.lowercased().prefix { $0.isLetter }))
        }
        return RecipientStatus(
            action: action ?? (status?.category == 2 ? .delivered : .failed), status: status,
            diagnostic: value("Diagnostic-Code"), final: address(final),
            original: value("Original-Recipient").map(address))
    }

    /// The address in `rfc822; jo@example.org`, where some write angle brackets.
    private static func address(_ typed: String) -> String {
        let text = typed.firstIndex(of: ";").map { typed[typed.index(after: $0)...] } ?? typed[...]
        return trimmed(trimmed(text).drop { $0 == "<" }.prefix { $0 != ">" })
    }

    /// The Message-ID in what the report returns of the message: all of it, or only its header.
    private static func returnedIdentifier(_ message: MIMEMessage) -> String? {
        let own = message.ownEntities
        let headers = own.lazy.filter { $0.type == "text/rfc822-headers" || $0.type == "message/global-headers" }
            .compactMap(\.content).compactMap(MIMEMessage.init)
            .compactMap { $0.field("Message-ID")?.identifiers.first }.first
        let embedded = message.entities.dropFirst().lazy.filter(\.isMessage)
            .compactMap { $0.fields.first { $0.has("Message-ID") }?.identifiers.first }.first
        return embedded ?? headers
    }

    private static func answeredIdentifier(_ message: MIMEMessage) -> String? {
        message.field("In-Reply-To")?.identifiers.first ?? message.field("References")?.identifiers.last
    }
}
