/// A text message to one telephone.
public struct TextMessage: Sendable {
    /// The outbox id.
    public let id: String
    public let to: MobileNumber
    public let text: String
    /// Which template it takes.
    public let kind: ReminderMail.Kind
    /// Whether it was tried before, and may have been taken then.
    public var isRepeat = false
    /// When somebody last ordered that it be sent once more, in seconds since 1970: what was taken before is not that.
    public var orderedAt: Int64?

    public init(id: String, to: MobileNumber, text: String, kind: ReminderMail.Kind) {
        (self.id, self.to, self.text, self.kind) = (id, to, text, kind)
    }
}

/// A way for text messages to leave.
public protocol TextTransport: Sendable {
    /// Delivers one message and says what became of it. Cancelling the task does not interrupt an attempt.
    func deliver(_ message: TextMessage) async -> DeliveryOutcome

    /// Takes nothing new, gives what is in flight so long to finish, and then breaks it off.
    func stop(within grace: Duration) async
}
