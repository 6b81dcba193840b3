import Conferences
import WorkingDays

/// What came back to the reply mailbox, as understood, and nothing of what anybody wrote but a comment to be sealed.
public struct IncomingMessage: Sendable {
    /// The mailbox's numbering, and its number in it.
    public let numbering: Int
    public let number: Int
    /// Of the message, so that a mailbox that numbers anew brings nothing a second time.
    public let digest: String
    public let finding: Finding

    public enum Finding: Sendable {
        /// A message was not delivered after all.
        ///
        /// - Parameter message: Which of ours; `nil` where the report does not name it.
        case bounced(message: String?, isForGood: Bool, summary: String)
        /// A server still tries.
        case delayed(message: String, summary: String)
        /// An invitee, or a delegate, answered by way of a calendar.
        ///
        /// - Parameter writtenAt: When, as their calendar says (its `DTSTAMP`).
        case replied(uid: String, sequence: Int, attendee: String, Answer, comment: String?, writtenAt: Timestamp)
        /// Nobody wrote it.
        case automatic(String)
        /// Somebody wrote it, perhaps in answer to a message of ours.
        case letter(inReplyTo: String?)
        case notUnderstood(String)
    }

    public enum Answer: String, Sendable { case accepted, tentative, declined }

    public init(numbering: Int, number: Int, digest: String, finding: Finding) {
        self.numbering = numbering
        self.number = number
        self.digest = digest
        self.finding = finding
    }
}

/// Records what came back, with what follows from it, in one transaction: each message once, whatever crashes.
public struct IncomingPost {
    let registrar: Registrar
    private let texting: Texting
    private let calls: WebhookCalls
    private var session: any DatabaseSession { registrar.session }

    /// - Parameters:
    ///   - subscriptions: The webhooks that are told of what came back.
    ///   - texting: Whether what came back may leave by text.
    public init(
        _ registrar: Registrar, telling subscriptions: [WebhookSubscription] = [], texting: Texting = .off
    ) {
        (self.registrar, self.texting) = (registrar, texting)
        calls = WebhookCalls(session: registrar.session, subscriptions: subscriptions)
    }

    /// What has an effect once: whether it is new, and whether a person has to read it.
    public struct Record: Sendable, Equatable {
        public let isNew: Bool
        public let needsReading: Bool
    }

    /// - Returns: How it stands, whether it was recorded now or before.
    public func record(_ message: IncomingMessage, now: Timestamp) throws -> Record {
        try MailboxPosition(session).set(numbering: message.numbering, number: message.number)
        let known = try session.row(
            "SELECT needs_reading = 1 AND read_at IS NULL FROM incoming_mail WHERE digest = $1", message.digest)
        if let known {
            // Where it lies now, so that it is filed from there.
            try session.execute(
                "UPDATE incoming_mail SET numbering = $1, number = $2, filed_at = NULL WHERE digest = $3",
                message.numbering, message.number, message.digest)
            return Record(isNew: false, needsReading: try known.flag(0))
        }
        let outcome = try consequence(of: message.finding, now: now)
        try session.execute(
            """
            INSERT INTO incoming_mail (digest, numbering, number, received_at, kind, message, person, matter, note,
                needs_reading)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """, message.digest, message.numbering, message.number, now, message.finding.kind, outcome.message,
            outcome.person, outcome.matter?.description, outcome.note, outcome.needsReading)
        return Record(isNew: true, needsReading: outcome.needsReading)
    }

    private struct Outcome {
        var message: String?
        var person: PersonReference?
        var matter: Matter?
        var note: String
        var needsReading = false
    }

    private func consequence(of finding: IncomingMessage.Finding, now: Timestamp) throws -> Outcome {
        switch finding {
        case .bounced(let id, let isForGood, let summary):
            guard let id else {
                return Outcome(note: summary + " (it does not say of which message)", needsReading: true)
            }
            let outcome = try about(id, summary)
            // Of a message that was sent before the database was restored, for instance: somebody did not get it.
            guard outcome.person != nil else {
                return Outcome(note: outcome.note, needsReading: outcome.message == nil)
            }
            try MessageHistory(session).note(.bounced, summary, of: id, at: now)
            if isForGood {
                _ = try OtherWay(session, texting).replace(id, now: now)
                try AddressFailures(session, texting).note(recipientOf: id, because: summary, now: now)
            } else {
                try DeliveryAlerts(session, texting).raise(.failed, about: id, because: summary, now: now)
            }
            try calls.tell(ofFailed: id, isForGood ? .address : .failed, now: now)
            return outcome
        case .delayed(let id, let summary):
            let outcome = try about(id, summary)
            if outcome.message != nil {
                try MessageHistory(session).note(.deferred, "by a server on its way: \(summary)", of: id, at: now)
            }
            return outcome
        case .replied(let uid, let sequence, let attendee, let answer, let comment, let writtenAt):
            return try reply(uid, sequence, attendee, answer, comment, writtenAt: writtenAt, now: now)
        case .automatic(let sign): return Outcome(note: sign)
        case .letter(let id):
            guard let id else { return Outcome(note: "a letter", needsReading: true) }
            var outcome = try about(id, "a letter in answer to a message")
            outcome.needsReading = true
            return outcome
        case .notUnderstood(let reason): return Outcome(note: reason, needsReading: true)
        }
    }

    /// Whom and what a message of ours was about; nobody, where there is no such message.
    private func about(_ id: String, _ note: String) throws -> Outcome {
        guard let line = try MessageReadings(session).messages(beginning: id).first, line.id == id else {
            return Outcome(note: note + " (of no message that is known)")
        }
        return Outcome(
            message: id, person: line.channel == .mail ? try Reference(line.recipient) : nil,
            matter: line.matters.first, note: note)
    }

    /// A calendar's answer becomes the invitee's reply, *declined* apologies that are to be completed; or it says whether
    /// the delegate stands in.
    private func reply(
        _ uid: String, _ sequence: Int, _ attendee: String, _ answer: IncomingMessage.Answer, _ comment: String?,
        writtenAt: Timestamp, now: Timestamp
    ) throws -> Outcome {
        guard let entry = try CalendarEntries(session).entry(uid: uid) else {
            return Outcome(note: "it answers an invitation that is not known", needsReading: true)
        }
        var outcome = Outcome(
            person: entry.person, matter: .conference(entry.conference), note: answer.rawValue)
        guard try address(of: entry.person) == attendee.lowercased() else {
            outcome.note = "it answers for \(entry.person) from another address than theirs"
            outcome.needsReading = true
            return outcome
        }
        guard !entry.isCancelled else {
            outcome.note = "\(answer.rawValue), of an invitation that has been withdrawn since"
            return outcome
        }
        // Mail overtakes mail: what somebody said last holds, not what comes last.
        if let answeredAt = try CalendarEntries(session).answeredAt(entry.uid), writtenAt < answeredAt {
            outcome.note = "\(answer.rawValue), written before the answer that is on record"
            return outcome
        }
        guard sequence >= entry.sequence else {
            outcome.note = "\(answer.rawValue), to an earlier version of the invitation, so it was not recorded"
            outcome.needsReading = true
            return outcome
        }
        do {
            if let command = try command(for: answer, comment, to: entry) {
                try registrar.perform(command, on: entry.conference)
                try CalendarEntries(session).answered(entry.uid, at: min(writtenAt, now))
            } else if answer == .tentative {
                outcome.note = "a delegate does not know yet whether they stand in"
                outcome.needsReading = true
            }
        } catch let refusal as ConferenceRefusal {
            outcome.note = "\(answer.rawValue), which was not recorded: \(refusal)"
            outcome.needsReading = true
        } catch SealingError.erased {
            outcome.note = "\(answer.rawValue), which was not recorded: what people write about the case was erased"
            outcome.needsReading = true
        }
        return outcome
    }

    /// - Returns: `nil` where nothing is to be recorded of it.
    private func command(
        for answer: IncomingMessage.Answer, _ comment: String?, to entry: CalendarEntry
    ) throws -> ConferenceCommand? {
        let invitation = try registrar.conference(entry.conference)?.invitation(entry.number)
        guard let delegate = invitation?.delegate, delegate.person == entry.person else {
            return .reply(invitation: entry.number, answer.reply(comment), on: registrar.today)
        }
        switch answer {
        case .accepted:
            return delegate.acceptedOn == nil
                ? .acceptDelegation(invitation: entry.number, on: registrar.today) : nil
        case .tentative: return nil
        case .declined:
            return .declineDelegation(
                invitation: entry.number, reason: Note(comment ?? "Declined in the calendar, without a reason"),
                on: registrar.today)
        }
    }

    /// In small letters; `nil` for somebody who is unknown, or was erased.
    private func address(of person: PersonReference) throws -> String? {
        do { return try registrar.person(person)?.email.lowercased() } catch SealingError.erased { return nil }
    }
}

extension IncomingMessage.Answer {
    /// What somebody writes when they decline is the reason of their apologies.
    fileprivate func reply(_ comment: String?) -> Reply {
        switch self {
        case .accepted: .accepted
        case .tentative: .tentative
        case .declined: .apologies(reason: comment.map { Note($0) })
        }
    }
}

extension IncomingMessage.Finding {
    fileprivate var kind: String {
        switch self {
        case .bounced: "bounce"
        case .delayed: "delay"
        case .replied: "reply"
        case .automatic: "automatic"
        case .letter: "letter"
        case .notUnderstood: "unclear"
        }
    }
}

/// How far the reply mailbox has been read.
public struct MailboxPosition {
    let session: any DatabaseSession

    public init(_ session: any DatabaseSession) { self.session = session }

    /// The last message that was dealt with.
    public func last() throws -> (numbering: Int, number: Int)? {
        let parts = try session.row("SELECT value FROM setting WHERE name = 'reply-mailbox'")?.text(0)
            .split(separator: "/").compactMap { Int($0) }
        return parts.flatMap { $0.count == 2 ? ($0[0], $0[1]) : nil }
    }

    func set(numbering: Int, number: Int) throws {
        try session.execute(
            """
            INSERT INTO setting (name, value) VALUES ('reply-mailbox', $1)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """, "\(numbering)/\(number)")
    }

    /// What has been dealt with and still lies where it arrived, though nobody has to read it.
    public func unfiled(numbering: Int) throws -> [Int] {
        try session.rows(
            """
            SELECT number FROM incoming_mail WHERE numbering = $1 AND needs_reading = 0 AND filed_at IS NULL
            ORDER BY number LIMIT 200
            """, numbering
        ).map { try $0.integer(0) }
    }

    /// It has been moved, or cannot be.
    public func filed(numbering: Int, number: Int, now: Timestamp) throws {
        try session.execute(
            "UPDATE incoming_mail SET filed_at = $1 WHERE numbering = $2 AND number = $3", now, numbering, number)
    }
}

/// What came back, as a list for whoever reads the mailbox.
public struct InboxReadings {
    let session: any DatabaseSession

    public init(_ session: any DatabaseSession) { self.session = session }

    public struct Line: Sendable {
        public let digest: String
        public let receivedAt: Timestamp
        public let kind: String
        public let person: PersonReference?
        public let matter: Matter?
        public let note: String
        public let isToRead: Bool
    }

    /// - Parameter all: Whether what needs no reading, or was read, is listed too.
    public func list(all: Bool, limit: Int) throws -> [Line] {
        try session.rows(
            """
            SELECT digest, received_at, kind, person, matter, note, needs_reading = 1 AND read_at IS NULL
            FROM incoming_mail WHERE $1 = 1 OR (needs_reading = 1 AND read_at IS NULL)
            ORDER BY received_at DESC, number DESC LIMIT $2
            """, all, limit
        ).reversed().map {
            Line(
                digest: try $0.text(0), receivedAt: try $0.timestamp(1), kind: try $0.text(2),
                person: try $0.optional(3, $0.reference), matter: try $0.optional(4, $0.text).map(Matter.init(text:)),
                note: try $0.text(5), isToRead: try $0.flag(6))
        }
    }

    /// How many a person has to read.
    public func unread() throws -> Int {
        try session.row("SELECT COUNT(*) FROM incoming_mail WHERE needs_reading = 1 AND read_at IS NULL")?.integer(0)
            ?? 0
    }

    /// Ticks a message off.
    ///
    /// - Returns: `false` when none that is to be read is known so.
    public func markRead(beginning prefix: String, now: Timestamp) throws -> Bool {
        try session.execute(
            """
            UPDATE incoming_mail SET read_at = $1
            WHERE digest >= $2 AND digest < $3 AND needs_reading = 1 AND read_at IS NULL
            """, now, prefix, prefix + "g") == 1
    }
}
