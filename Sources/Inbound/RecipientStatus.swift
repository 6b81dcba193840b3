/// What a mail server reports of one recipient (RFC 3464, 2.3).
public struct RecipientStatus: Sendable, Equatable {
    /// What the server has done.
    public enum Action: String, Sendable, CaseIterable {
        /// It gave up.
        case failed
        /// It has not delivered it yet and tries on.
        case delayed
        case delivered
        /// Handed on to a system that reports nothing more.
        case relayed
        /// Handed on to several recipients.
        case expanded
    }

    /// What follows for the message and the address.
    public enum Outcome: Sendable, Equatable {
        /// It arrived, or was handed on.
        case arrived
        /// The server still tries: nothing has to be sent again.
        case delayed
        /// The server gave this message up, but another one may arrive.
        case failedForNow
        /// The server gave it up, and would give up any other.
        case failedForGood
    }

    public let action: Action
    /// The server's code; if that is vague (5.0.0), a clearer one from the diagnostic text. nil if there is none.
    public let status: EnhancedStatusCode?
    /// The words of the server that refused, with addresses in them; at most 2,000 characters. Personal data.
    public let diagnostic: String?
    /// The address that was refused, possibly after forwarding. Personal data.
    public let finalRecipient: String?
    /// The address that we had sent to, if the server tells. Personal data.
    public let originalRecipient: String?

    static let maximumDiagnostic = 2000

    init(action: Action, status: EnhancedStatusCode?, diagnostic: String?, final: String?, original: String?) {
        self.action = action
        self.diagnostic = diagnostic.map { String($0.prefix(Self.maximumDiagnostic)) }
        let said = diagnostic.flatMap { EnhancedStatusCode.first(in: String($0.prefix(Self.maximumDiagnostic))) }
        self.status = status?.isVague == false ? status : said ?? status
        finalRecipient = final
        originalRecipient = original
    }

    /// What follows from action, status and diagnostic.
    ///
    /// 5.4.4 counts as passing although it begins with 5: it says that no route was found, and name servers fail.
    public var outcome: Outcome {
        switch action {
        case .delivered, .relayed, .expanded: .arrived
        case .delayed: .delayed
        case .failed: isPassing ? .failedForNow : .failedForGood
        }
    }

    private var isPassing: Bool {
        if let status, !status.isVague {
            return status.category == 4 || (status.subject, status.detail) == (4, 4)
        }
        return saysLater || status?.category == 4
    }

    /// Whether the diagnostic has an SMTP reply code of the 400s, or Exim's words for giving up after many attempts.
    private var saysLater: Bool {
        guard let diagnostic else { return false }
        if diagnostic.lowercased().contains("retry timeout exceeded") { return true }
        let words = diagnostic.split { $0.isWhitespace || ";:-".contains($0) }
        let code = words.first { $0.utf8.count == 3 && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
        return code?.hasPrefix("4") == true
    }

    /// A sentence for an operator, which names nobody.
    public var summary: String {
        let cause = status.map { " (\($0): \($0.meaning))" } ?? ""
        return switch outcome {
        case .arrived: "The mail server reports that the message was \(action.rawValue)\(cause)."
        case .delayed: "The mail server has not delivered the message yet and tries on\(cause)."
        case .failedForNow: "The mail server gave the message up; a later one may arrive\(cause)."
        case .failedForGood: "The mail server could not deliver the message, and never will\(cause)."
        }
    }
}
