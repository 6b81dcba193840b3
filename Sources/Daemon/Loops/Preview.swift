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
    /// `mail` or `text`.
    public let channel: String
    /// Empty for a text message.
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

    init(_ message: WrittenMessage, leavesAt: Timestamp, recipient: PersonReference, items: [ReminderItem]) {
        id = message.id
        self.leavesAt = leavesAt.iso8601
        self.recipient = recipient.text
        switch message {
        case .mail(let mail): (channel, subject, text) = (MessageChannel.mail.rawValue, mail.subject, mail.text)
        case .text(let message): (channel, subject, text) = (MessageChannel.text.rawValue, "", message.text)
        }
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
    private let texting: Texting

    public init(database: SQLiteDatabase, configuration: PartnershipConfiguration) throws {
        self.database = database
        rulebook = configuration.rulebook
        composer = try MailComposer(configuration, keys: database.keys)
        texting = configuration.texting
    }

    /// The messages that leave from `from` up to and including `to`, in the order of leaving.
    ///
    /// - Parameter now: When sending goes on: what is behind leaves then, or as soon as the hours allow.
    /// - Throws: ``WorkingDayError`` when a day lies outside the calendar, ``StoreError`` when the store fails.
    public func messages(now: Timestamp, from: Timestamp, to: Timestamp) async throws -> [ForeseenMessage] {
        let database = try await RulesInForce.applied(rulebook, to: database, now: now)
        return try await database.read { [composer, rulebook, texting] session in
            let calendar = try rulebook.calendar(session)
            let behind = try rulebook.sendingHours(at: now, session)
                .firstSendable(from: now, calendar: calendar)
            let history = OutboxHistory(session)
            let queue = ReminderQueue(session, texting: texting)
            return try queue.preview(now: now, to: to, behind: behind).flatMap { id, digest -> [ForeseenMessage] in
                guard digest.slot >= from, let draft = try history.draft(digest) else { return [] }
                let channels = try queue.channels(of: digest)
                return try channels.map { channel in
                    let message = try composer.written(
                        ClaimedMessage(
                            id: channel == channels[0] ? id : ReminderQueue.id(of: id, by: channel), slot: digest.slot,
                            attempt: 1, content: .reminders(recipient: draft.recipient, items: draft.items)),
                        by: channel, counting: calendar, now: digest.slot)
                    return ForeseenMessage(
                        message, leavesAt: digest.slot, recipient: digest.recipient, items: draft.items)
                }.sorted { $0.channel < $1.channel }
            }
        }
    }
}
