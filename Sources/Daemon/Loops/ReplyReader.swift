import CalendarReplies
import Crypto
import Foundation
import Inbound
import Logging
import Outbound
import Persistence
import ServiceLifecycle
import WorkingDays

/// Reads the reply mailbox: what came back is understood, recorded with what follows from it, and filed.
///
/// A message is recorded in one transaction and moved afterwards, which is made up for after a crash between the two. One
/// that turns up again, in a mailbox that numbers anew, is known by its digest.
public struct ReplyReader: Sendable {
    private let database: any Database
    private let rulebook: Rulebook
    private let mailbox: IMAPMailbox
    private let filedFolder: String
    private let returnPaths: ReturnPath?
    private let subscriptions: [WebhookSubscription]
    private let texting: Texting
    /// A token lapses, which says nothing of the message that is asked for just then.
    private let signsInByToken: Bool
    private let stumbles = Stumbles()
    private let clock: any WallClock
    private let logger: Logger

    public init(
        database: SQLiteDatabase, rulebook: Rulebook, settings: PartnershipConfiguration.ReplyMailbox,
        subscriptions: [WebhookSubscription] = [], texting: Texting = .off, clock: any WallClock, logger: Logger
    ) throws {
        self.subscriptions = subscriptions
        self.texting = texting
        self.database = database
        self.rulebook = rulebook
        mailbox = IMAPMailbox(settings.settings)
        signsInByToken = settings.settings.signIn.isByToken
        filedFolder = settings.filedFolder
        returnPaths = try settings.returnPaths(database.keys)
        self.clock = clock
        self.logger = logger
    }

    /// Deals with everything that has arrived since the last look, and files what needs no reading.
    ///
    /// A message that the server will not give, or that cannot be recorded, is put before a person and holds up no other.
    ///
    /// - Returns: How many messages were recorded.
    /// - Throws: ``MailboxFailure`` when the server cannot be spoken to, ``StoreError`` when the store fails.
    @discardableResult
    public func tick() async throws -> Int {
        let position = try await database.read { try MailboxPosition($0).last() }
        let listing = try await mailbox.arrivals(
            after: position.map {
                MessageUID(numbering: UInt32(clamping: $0.numbering), number: UInt32(clamping: $0.number))
            })
        var recorded = 0
        for arrival in listing.arrivals where !Task.isCancelled {
            if let message = try await fetched(arrival.uid), try await record(message).isNew { recorded += 1 }
        }
        try await file(Int(listing.numbering))
        if try await database.read({ try Outages($0).hasMailboxFailed() }) {
            try await database.write { try Outages($0).mailboxIsBack() }
        }
        return recorded
    }

    /// Notes that the mailbox could not be read: whoever looks for what came back should know that there may be more.
    func note(_ failure: MailboxFailure, triedAgainAfter interval: Duration) async {
        let now = clock.now
        let next = now.adding(seconds: Int(interval.components.seconds))
        do {
            try await database.write {
                try Outages($0).mailboxFailed(because: "\(failure)", triedAgainAt: next, now: now)
            }
        } catch { logger.error("that could not be recorded either", metadata: ["reason": "\(error)"]) }
    }

    public func stop(within grace: Duration) async { await mailbox.stop(within: grace) }

    /// - Returns: `nil` for one that is no longer there.
    private func fetched(_ uid: MessageUID) async throws -> IncomingMessage? {
        switch await fetch(uid) {
        case .success(let message): return understood(message, uid)
        case .failure(.noSuchMessage): return nil
        case .failure(let failure) where signsInByToken && failure.isOfSignIn: throw failure
        case .failure(let failure) where failure.isOfConnection && !stumbles.isHopeless(uid): throw failure
        case .failure(let failure):
            return IncomingMessage(
                numbering: Int(uid.numbering), number: Int(uid.number),
                digest: Self.digest(Array("\(uid.numbering)/\(uid.number)".utf8)),
                finding: .notUnderstood("the server did not give it: \(failure)"))
        }
    }

    private func fetch(_ uid: MessageUID) async -> Result<FetchedMessage, MailboxFailure> {
        do throws(MailboxFailure) { return .success(try await mailbox.message(uid)) } catch { return .failure(error) }
    }

    private func move(_ uid: MessageUID) async -> MailboxFailure? {
        do throws(MailboxFailure) { try await mailbox.move(uid, to: filedFolder) } catch { return error }
        return nil
    }

    private func record(_ message: IncomingMessage) async throws -> IncomingPost.Record {
        let now = clock.now
        let record = try await database.write { [rulebook, subscriptions, texting] session in
            let registrar = Registrar(session, rulebook: rulebook, actor: "reply-mailbox", now: now)
            let record = try IncomingPost(registrar, telling: subscriptions, texting: texting)
                .record(message, now: now)
            try registrar.finish()
            return record
        }
        if record.isNew, record.needsReading {
            logger.notice("mail to be read by a person", metadata: ["mail": "\(message.digest.prefix(8))"])
        }
        return record
    }

    /// Moves what needs no reading out of the way. One that cannot be moved stays, and is not tried again.
    private func file(_ numbering: Int) async throws {
        let numbers = try await database.read { try MailboxPosition($0).unfiled(numbering: numbering) }
        for number in numbers where !Task.isCancelled {
            let uid = MessageUID(numbering: UInt32(clamping: numbering), number: UInt32(clamping: number))
            if let failure = await move(uid) {
                if failure.isOfConnection { throw failure }
                logger.warning("mail could not be filed", metadata: ["number": "\(number)", "reason": "\(failure)"])
            }
            let now = clock.now
            try await database.write { try MailboxPosition($0).filed(numbering: numbering, number: number, now: now) }
        }
    }

    private func understood(_ fetched: FetchedMessage, _ uid: MessageUID) -> IncomingMessage {
        let (bytes, finding) =
            switch fetched {
            case .whole(let bytes): (bytes, finding(bytes))
            case .tooLarge(let size, let header):
                (
                    header,
                    IncomingMessage.Finding.notUnderstood("a message of \(size) bytes, which is more than is read")
                )
            }
        return IncomingMessage(
            numbering: Int(uid.numbering), number: Int(uid.number),
            digest: Self.digest(bytes), finding: finding)
    }

    private static func digest(_ bytes: [UInt8]) -> String {
        SHA256.hash(data: Data(bytes)).prefix(16).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
            .joined()
    }

    private func finding(_ bytes: [UInt8]) -> IncomingMessage.Finding {
        let mail: IncomingMail
        do { mail = try IncomingMail(bytes) } catch { return .notUnderstood("\(error)") }
        let named = returnPaths.flatMap { mail.messageID(by: $0) }
        switch mail.kind {
        case .deliveryStatus(let report): return finding(report, named)
        case .calendar(let object): return finding(CalendarReading(of: object))
        case .automaticReply(let sign):
            guard case .nullReturnPath = sign else { return .automatic("an automatic reply") }
            // What comes to a message's own return path without anybody's address is a bounce, whatever its form.
            if let named { return .bounced(message: named, isForGood: false, summary: "The message came back.") }
            return .notUnderstood("a message without a sender; it may say that one of ours was not delivered")
        case .letter: return .letter(inReplyTo: mail.inReplyTo.lazy.compactMap(Self.ownID).first)
        }
    }

    private func finding(_ report: DeliveryReport, _ named: String?) -> IncomingMessage.Finding {
        let message = named ?? report.originalMessageID.flatMap(Self.ownID)
        let worst = report.recipients.max { $0.outcome.rank < $1.outcome.rank }
        let summary = worst?.summary ?? "The message came back."
        return switch (worst?.outcome, message) {
        case (.failedForGood, _): .bounced(message: message, isForGood: true, summary: summary)
        case (.failedForNow, _), (nil, _): .bounced(message: message, isForGood: false, summary: summary)
        case (.delayed, let message?): .delayed(message: message, summary: summary)
        case (.delayed, nil), (.arrived, _): .automatic(summary)
        }
    }

    private func finding(_ reading: CalendarReading) -> IncomingMessage.Finding {
        switch reading {
        case .unusable(let reason): return .notUnderstood("\(reason)")
        case .reply(let reply):
            let answer: IncomingMessage.Answer =
                switch reply.answer {
                case .accepted: .accepted
                case .tentative: .tentative
                case .declined: .declined
                }
            return .replied(
                uid: String(reply.uid.text.prefix { $0 != "@" }), sequence: reply.sequence,
                attendee: reply.attendee.address, answer, comment: reply.comment, writtenAt: reply.writtenAt)
        }
    }

    /// The outbox id in a Message-ID of ours.
    private static func ownID(_ messageID: String) -> String? {
        let id = messageID.drop { $0 == "<" }.prefix { $0 != "@" }
        return id.count == 32 && id.allSatisfy { $0.isHexDigit && !$0.isUppercase } ? String(id) : nil
    }
}

extension MailboxFailure {
    fileprivate var isOfSignIn: Bool { self == .signInRefused || self == .noWayToSignIn || isOfToken }

    private var isOfToken: Bool {
        guard case .noToken = self else { return false }
        return true
    }

    /// Whether nothing else would succeed just now either.
    fileprivate var isOfConnection: Bool {
        switch self {
        case .noSuchMessage, .noSuchFolder, .refused, .answerTooLong: false
        default: true
        }
    }
}

extension RecipientStatus.Outcome {
    fileprivate var rank: Int {
        switch self {
        case .arrived: 0
        case .delayed: 1
        case .failedForNow: 2
        case .failedForGood: 3
        }
    }
}

/// At which message the connection broke off, and how often in a row: a server that hangs up over one message, though it
/// lists all, would keep everything behind it from being read.
final class Stumbles: Sendable {
    private let last = Locked<(uid: MessageUID, count: Int)?>(nil)
    private static let patience = 3

    /// - Returns: Whether it has broken off there often enough to go on without the message.
    func isHopeless(_ uid: MessageUID) -> Bool {
        last.withLock { last in
            let count = if let last, last.uid == uid { last.count + 1 } else { 1 }
            last = (uid, count)
            return count >= Self.patience
        }
    }
}

/// Looks into the reply mailbox until the daemon stops.
struct ReplyService: Service, CustomStringConvertible {
    let reader: ReplyReader
    let interval: Duration
    let rest: Rest
    let logger: Logger

    var description: String { "replies" }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    let count = try await reader.tick()
                    if count > 0 { logger.info("mail read", metadata: ["messages": "\(count)"]) }
                } catch is CancellationError {
                    break
                } catch {
                    logger.error("the reply mailbox could not be read; trying again", metadata: ["reason": "\(error)"])
                    if let failure = error as? MailboxFailure {
                        await reader.note(failure, triedAgainAfter: interval)
                    }
                }
                await rest.pause(interval)
            }
        }
        await reader.stop(within: .seconds(2))
    }
}
