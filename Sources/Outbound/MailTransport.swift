/// What became of one attempt to deliver a message.
///
/// Reasons are sentences for an operator. They hold no mail address, also when the server's reply did.
public enum DeliveryOutcome: Sendable, Equatable {
    /// The peer has taken responsibility for it.
    ///
    /// - Parameter ticket: What the peer knows it by, where it can be asked later what became of it.
    case accepted(detail: String, ticket: String? = nil)
    /// It was not delivered, and a later attempt may succeed.
    ///
    /// - Parameter retryAfter: Seconds that the peer asks to wait, if it does.
    case transient(reason: String, retryAfter: Int? = nil)
    /// The peer could not be spoken to, or takes nothing from us at all: no fault of this message, and the next one
    /// would fare alike.
    case unreachable(reason: String)
    /// The peer does not let us in: this message was not delivered and never will be as it stands, and any other would
    /// fare alike until somebody sees to it.
    case shutOut(reason: String)
    /// The peer takes nothing more for so long: no fault of this message.
    case closed(reason: String, seconds: Int)
    /// It was not delivered, and never will be as it stands.
    case permanent(reason: String)
    /// It was not delivered, since nobody is reached at the recipient's address.
    case badAddress(reason: String)
    /// The receiver wants nothing any more.
    case gone(reason: String)
    /// The peer may or may not have accepted it: the answer was lost. It is sent again under the same id.
    case unknown(reason: String)
    /// The transport was stopping: nothing was tried.
    case notBegun
}

extension DeliveryOutcome {
    /// Why it was not delivered; `nil` where it was, or nothing was tried.
    public var reason: String? {
        switch self {
        case .accepted, .notBegun: nil
        case .transient(let reason, _), .unreachable(let reason), .shutOut(let reason), .closed(let reason, _),
            .permanent(let reason),
            .badAddress(let reason), .gone(let reason), .unknown(let reason):
            reason
        }
    }
}

/// A way for mail to leave.
public protocol MailTransport: Sendable {
    /// Delivers one message and says what became of it. Cancelling the task does not interrupt an attempt.
    func deliver(_ message: MailMessage) async -> DeliveryOutcome

    /// Takes nothing new, gives what is in flight so long to finish, and then breaks it off.
    ///
    /// Breaking off never delivers half a message; one whose text had been handed over whole ends as *unknown*.
    func stop(within grace: Duration) async
}

extension MailTransport {
    /// Waits for what is in flight, however long it takes.
    public func stop() async { await stop(within: .seconds(86_400)) }
}
