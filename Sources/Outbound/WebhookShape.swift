import Foundation

/// What a receiver understands.
public enum WebhookShape: String, CaseIterable, Sendable {
    /// The event itself, as JSON, signed by Standard Webhooks.
    case standard
    /// A message for a channel of Microsoft Teams.
    case teams
    /// A message for a channel of Slack.
    case slack

    /// Whether calls are signed; otherwise the receiver's address is the secret.
    public var isSigned: Bool { self == .standard }
}

/// An event in words, for receivers that show it to readers.
public struct WebhookNotice: Sendable, Equatable {
    /// What happened, in a line.
    public let title: String
    /// References, kinds and dates, each with its name.
    public let facts: [Fact]

    /// A name and what it stands for: *Due*, *Thu 14 Jan 2027*.
    public struct Fact: Sendable, Equatable {
        public let name: String
        public let value: String

        public init(_ name: String, _ value: String) { (self.name, self.value) = (name, value) }
    }

    public init(title: String, facts: [Fact]) { (self.title, self.facts) = (title, facts) }
}

extension WebhookNotice {
    /// The JSON that a shape takes.
    ///
    /// - Returns: `nil` for ``WebhookShape/standard``, which takes the event itself.
    public func body(for shape: WebhookShape) throws -> [UInt8]? {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return switch shape {
        case .standard: nil
        case .teams: Array(try encoder.encode(TeamsMessage(self)))
        case .slack: Array(try encoder.encode(SlackMessage(self)))
        }
    }
}
