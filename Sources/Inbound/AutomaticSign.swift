/// What tells that nobody wrote a message. A subject alone is never enough.
public enum AutomaticSign: Sendable, Equatable {
    /// Auto-Submitted with anything but `no` (RFC 3834, 5); its keyword, in lower case.
    case autoSubmitted(String)
    /// X-Autoreply or X-Autorespond, as older programs have it.
    case autoreply
    /// Precedence: auto_reply, bulk or junk; in lower case.
    case precedence(String)
    /// A receipt or another report that is not about delivery (RFC 6522), by its type.
    case report(String)
    /// The sender wants to hear of no failure (RFC 5321, 4.5.5), so wants no answer either.
    case nullReturnPath

    init?(of message: MIMEMessage) {
        func keyword(_ name: String) -> String? {
            let value = message.field(name)?.value.lowercased()
            return value.map { text in trimmed(text.prefix(while: { $0 != ";" && $0 != "(" })) }
        }
        if let type = Self.reportType(of: message) {
            self = .report(type)
        } else if let submitted = keyword("Auto-Submitted"), !submitted.isEmpty, submitted != "no" {
            self = .autoSubmitted(submitted)
        } else if [keyword("X-Autoreply"), keyword("X-Autorespond")].contains(where: { $0 != nil && $0 != "no" }) {
            self = .autoreply
        } else if let precedence = keyword("Precedence"), ["auto_reply", "bulk", "junk"].contains(precedence) {
            self = .precedence(precedence)
        } else if message.field("Return-Path")?.rawValue == "<>" {
            self = .nullReturnPath
        } else {
            return nil
        }
    }

    private static func reportType(of message: MIMEMessage) -> String? {
        message.ownEntities.first { $0.type == "multipart/report" }?.reportType
    }
}
