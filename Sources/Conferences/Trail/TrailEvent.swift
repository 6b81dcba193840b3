import WorkingDays

/// What is recorded beside changes to conferences and the directory: reads, and what was done to keys,
/// messages and webhooks.
public enum TrailEvent: Hashable, Sendable, Codable {
    /// Somebody looked at a case, through one of its conferences or as a whole.
    case caseRead(by: String, conference: ConferenceReference?)
    /// What was sealed for a case or person can be read no more.
    case keyErased(subject: String, reason: String)
    /// Nothing of a case or person may be erased, whatever the schedule says.
    case legallyHeld(subject: String, reason: String)
    case legallyReleased(subject: String, reason: String)
    /// The keys of cases and persons were wrapped anew under another master key.
    case masterKeyRotated(to: String, keys: Int)
    /// A message was sent once more.
    case messageResent(message: String)
    /// A message that waited was taken out of the queue.
    case messageCancelled(message: String)
    /// A receiver that had said it was gone for good is called again.
    case webhookEnabled(webhook: String)
    /// The calls of some days were made again.
    case webhookReplayed(webhook: String, from: CalendarDate, to: CalendarDate, calls: Int)

    /// The name under which the log files it.
    public var kind: String {
        switch self {
        case .caseRead: "caseRead"
        case .keyErased: "keyErased"
        case .legallyHeld: "legallyHeld"
        case .legallyReleased: "legallyReleased"
        case .masterKeyRotated: "masterKeyRotated"
        case .messageResent: "messageResent"
        case .messageCancelled: "messageCancelled"
        case .webhookEnabled: "webhookEnabled"
        case .webhookReplayed: "webhookReplayed"
        }
    }
}
