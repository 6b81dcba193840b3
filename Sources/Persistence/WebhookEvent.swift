import Conferences
import WorkingDays

/// The kinds of event that a webhook can be told of.
public enum WebhookEventKind: String, CaseIterable, Sendable, Codable {
    /// A step of a reminder's ladder has come, and what it asks for is not yet overdue.
    case reminderDue = "reminder.due"
    /// A step has come whose deadline has passed.
    case obligationOverdue = "obligation.overdue"
    /// A message could not be delivered, and is not tried again by itself.
    case messageFailed = "message.failed"
    /// Messages wait, and may not leave before the deadlines of what they remind of.
    case messageLate = "message.late"
}

/// A webhook, and which events it is told of.
public struct WebhookSubscription: Sendable, Hashable {
    /// The webhook's name.
    public let endpoint: String
    public let events: Set<WebhookEventKind>

    public init(_ endpoint: String, to events: Set<WebhookEventKind> = Set(WebhookEventKind.allCases)) {
        self.endpoint = endpoint
        self.events = events
    }
}

/// What a webhook is told: references, kinds and dates, never people (Rulebook 7).
///
/// As JSON it has a `type`, the `timestamp` at which it came about, and `data`: Standard Webhooks' *Payload structure*.
public enum WebhookEvent: Sendable, Equatable {
    case reminderDue(Step, at: Timestamp)
    case obligationOverdue(Step, at: Timestamp)
    case messageFailed(Failure, at: Timestamp)
    case messageLate(Lateness, at: Timestamp)
    /// Whoever runs Quorate tries whether the receiver answers.
    case test(webhook: String, at: Timestamp)

    /// A step of the ladder of an obligation.
    public struct Step: Sendable, Equatable, Codable {
        public let obligation: String
        /// The conference's reference; absent where a strategy discussion has the obligation.
        public let conference: String?
        public let discussion: String?
        /// The obligation's kind, `submitReport` for instance.
        public let kind: String
        /// The step's name, `T-5` for instance.
        public let step: String
        public let dueOn: CalendarDate
    }

    /// A message that did not reach its reader.
    public struct Failure: Sendable, Equatable, Codable {
        /// Why, as far as it concerns others; the server's words may name people.
        public enum Reason: String, Sendable, Codable {
            /// Nobody is reached at the recipient's address.
            case address
            /// Refused for good, or given up.
            case failed
        }

        /// The message's id.
        public let message: String
        /// What it was: `reminders`, `alert` or `invitation`.
        public let content: String
        public let reason: Reason
        /// What it was about, each in order.
        public let conferences: [String]
        public let discussions: [String]
        public let obligations: [String]
        public let kinds: [String]
    }

    /// Messages that may reach their readers too late: what one look found, told at once.
    public struct Lateness: Sendable, Equatable, Codable {
        /// The messages' ids, at most ``most`` of them.
        public let messages: [String]
        /// What they are about, each in order.
        public let conferences: [String]
        public let discussions: [String]
        public let obligations: [String]
        public let kinds: [String]

        /// An outage meets hundreds; more than that many make one event more.
        static let most = 100
    }

    /// As the payload names it.
    public var type: String {
        switch self {
        case .reminderDue: WebhookEventKind.reminderDue.rawValue
        case .obligationOverdue: WebhookEventKind.obligationOverdue.rawValue
        case .messageFailed: WebhookEventKind.messageFailed.rawValue
        case .messageLate: WebhookEventKind.messageLate.rawValue
        case .test: Self.testType
        }
    }

    fileprivate static let testType = "quorate.test"

    /// When it came about.
    public var at: Timestamp {
        switch self {
        case .reminderDue(_, let at), .obligationOverdue(_, let at), .messageFailed(_, let at),
            .messageLate(_, let at), .test(_, let at):
            at
        }
    }

    /// Reads a payload.
    ///
    /// - Throws: `DecodingError` when it is none.
    public init(json: String) throws { self = try EventCoding.decode(json) }

    /// The payload, its keys sorted.
    public func json() throws -> String { try EventCoding.encode(self) }
}

extension WebhookEvent: Codable {
    private enum CodingKeys: String, CodingKey { case type, timestamp, data }

    private struct Trial: Codable { let webhook: String }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let at = try Timestamp(iso8601: container.decode(String.self, forKey: .timestamp))
        let type = try container.decode(String.self, forKey: .type)
        switch WebhookEventKind(rawValue: type) {
        case .reminderDue?: self = .reminderDue(try container.decode(Step.self, forKey: .data), at: at)
        case .obligationOverdue?: self = .obligationOverdue(try container.decode(Step.self, forKey: .data), at: at)
        case .messageFailed?: self = .messageFailed(try container.decode(Failure.self, forKey: .data), at: at)
        case .messageLate?: self = .messageLate(try container.decode(Lateness.self, forKey: .data), at: at)
        case nil where type == Self.testType:
            self = .test(webhook: try container.decode(Trial.self, forKey: .data).webhook, at: at)
        case nil:
            throw DecodingError.dataCorruptedError(
                forKey: .type, in: container, debugDescription: "\(type) is no event of a webhook's.")
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(type, forKey: .type)
        try container.encode(at.iso8601, forKey: .timestamp)
        switch self {
        case .reminderDue(let step, _), .obligationOverdue(let step, _): try container.encode(step, forKey: .data)
        case .messageFailed(let failure, _): try container.encode(failure, forKey: .data)
        case .messageLate(let lateness, _): try container.encode(lateness, forKey: .data)
        case .test(let webhook, _): try container.encode(Trial(webhook: webhook), forKey: .data)
        }
    }
}
