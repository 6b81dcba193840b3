import Conferences
import Foundation
import Outbound
import Persistence
import WorkingDays

/// A message as it will be, or was, sent.
public struct ForeseenMessage: Codable, Sendable, Equatable {
    /// The outbox id, and the left part of the Message-ID.
    public let id: String
    /// When it leaves, in UTC.
    public let leavesAt: String
    public let recipient: String
    public let subject: String
    public let text: String
    public let items: [Item]

    public struct Item: Codable, Sendable, Equatable {
        public let obligation: String
        public let generation: Int
        public let step: String
        public let audience: String
        /// The conference's reference; a strategy discussion's with `sd:` before it.
        public let matter: String
        public let dueOn: String
        public let provisional: Bool
    }

    init(_ message: MailMessage, leavesAt: Timestamp, recipient: PersonReference, items: [ReminderItem]) {
        id = message.id
        self.leavesAt = leavesAt.iso8601
        self.recipient = recipient.text
        subject = message.subject
        text = message.text
        self.items = items.map {
            Item(
                obligation: $0.key.obligation, generation: $0.key.generation, step: $0.key.step,
                audience: $0.key.audience.rawValue, matter: $0.matter.description,
                dueOn: $0.dueOn.description, provisional: $0.isProvisional)
        }
    }
}

/// Foretells the messages of a period, provided that nothing is recorded meanwhile.
public struct Preview: Sendable {
    private let database: SQLiteDatabase
    private let rulebook: Rulebook
    private let composer: MailComposer

    public init(database: SQLiteDatabase, configuration: PartnershipConfiguration) throws {
        self.database = database
        rulebook = configuration.rulebook
        composer = try MailComposer(configuration, keys: database.keys)
    }

    /// The messages that leave from `from` up to and including `to`, in the order of leaving.
    ///
    /// - Parameter now: When sending goes on: what is behind leaves then, or as soon as the hours allow.
    /// - Throws: ``WorkingDayError`` when a day lies outside the calendar, ``StoreError`` when the store fails.
    public func messages(now: Timestamp, from: Timestamp, to: Timestamp) async throws -> [ForeseenMessage] {
        let database = try await RulesInForce.applied(rulebook, to: database, now: now)
        return try await database.read { [composer, rulebook] session in
            let behind = try rulebook.sendingHours(at: now, session)
                .firstSendable(from: now, calendar: rulebook.calendar)
            let history = OutboxHistory(session)
            return try ReminderQueue(session).preview(now: now, to: to, behind: behind).compactMap { id, digest in
                guard digest.slot >= from, let draft = try history.draft(digest) else { return nil }
                let message = try composer.compose(
                    id: id, recipient: draft.recipient, items: draft.items, now: digest.slot)
                return ForeseenMessage(
                    message, leavesAt: digest.slot, recipient: digest.recipient, items: draft.items)
            }
        }
    }
}
