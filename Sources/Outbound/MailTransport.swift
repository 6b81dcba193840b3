/// What became of one attempt to deliver a message.
///
/// Reasons are sentences for an operator. They hold no mail address, also when the server's reply did.
public enum DeliveryOutcome: Sendable, Equatable {
    /// The peer has taken responsibility for it.
    case accepted(detail: String)
    /// It was not delivered, and a later attempt may succeed.
    case transient(reason: String)
    /// It was not delivered, and never will be as it stands.
    case permanent(reason: String)
    /// The peer may or may not have accepted it: the answer was lost. It is sent again under the same id.
    case unknown(reason: String)
}

/// A way for mail to leave.
public protocol MailTransport: Sendable {
    /// Delivers one message and says what became of it. Cancelling the task does not interrupt an attempt.
    func deliver(_ message: MailMessage) async -> DeliveryOutcome

    /// Finishes what is in flight; whatever has not begun, now or later, is refused as transient.
    func stop() async
}

extension DeliveryOutcome {
    /// For whatever comes after `stop()`.
    static let stopped = DeliveryOutcome.transient(
        reason: "The transport is stopping, so the message was not sent; it is sent after the next start.")
}
