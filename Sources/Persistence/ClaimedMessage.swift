import Conferences
import WorkingDays

/// A message that somebody has claimed and is about to send.
public struct ClaimedMessage: Sendable {
    public enum Content: Sendable {
        case reminders(recipient: Recipient, items: [ReminderItem])
        case alert(recipient: Recipient, [DeliveryAlert])
        case invitation(recipient: Recipient, InvitationLetter)
        case webhook(endpoint: String, payload: String)
        /// One whose recipient's address cannot be had any more.
        case unaddressed(reason: String)

        /// Whom it is for; absent for a call, and where nobody can be written to.
        public var recipient: Recipient? {
            switch self {
            case .reminders(let recipient, _), .alert(let recipient, _), .invitation(let recipient, _): recipient
            case .webhook, .unaddressed: nil
            }
        }
    }

    public struct Recipient: Sendable, Hashable {
        public let reference: PersonReference
        public let name: String
        public let email: String
        /// As ``Conferences/Person/mobile`` has it.
        public let mobile: String?
        /// As ``Conferences/Person/language`` has it.
        public let language: ReadingLanguage?

        package init(
            reference: PersonReference, name: String, email: String, mobile: String? = nil,
            language: ReadingLanguage? = nil
        ) {
            (self.reference, self.name, self.email, self.mobile) = (reference, name, email, mobile)
            self.language = language
        }
    }

    public let id: String
    public let slot: Timestamp
    /// 1 for the first.
    public let attempt: Int
    public let content: Content
    /// When somebody last ordered that it be sent once more, where this is not the first attempt since.
    public let orderedAt: Timestamp?

    package init(id: String, slot: Timestamp, attempt: Int, content: Content, orderedAt: Timestamp? = nil) {
        (self.id, self.slot, self.attempt, self.content) = (id, slot, attempt, content)
        self.orderedAt = orderedAt
    }
}

/// One line of a digest: everything a message may say of a step.
public struct ReminderItem: Sendable, Hashable {
    public let key: ReminderKey
    public let kind: ObligationKind
    /// What is owed, in the words of a heading.
    public let title: String
    public let matter: Matter
    /// Absent for a strategy discussion.
    public let type: ConferenceType?
    public let sitting: Sitting
    /// Absent for what is owed by a role of the conference.
    public let agencyName: String?
    public let dueOn: CalendarDate
    public let workTo: CalendarDate
    public let dueAt: Timestamp
    public let isProvisional: Bool
    /// Whether whoever owes it is known; otherwise the agency was invited by role.
    public let isNamed: Bool
    /// Whether the agency has a safeguarding lead; otherwise the conference administrator stands in.
    public let hasLead: Bool
    /// By when it was due before the rules or the calendar changed; only in the notice that tells so.
    public let wasDueOn: CalendarDate?
    /// Where whoever is reminded may answer by a link; absent where there is no invitation that is out.
    public let place: AnswerPlace?

    /// An invitation as it was asked last, or a participant's place in a strategy discussion.
    public struct AnswerPlace: Sendable, Hashable {
        public let number: Int
        public let turn: Int

        package init(number: Int, turn: Int) { (self.number, self.turn) = (number, turn) }
    }

    package init(
        key: ReminderKey, kind: ObligationKind, title: String, matter: Matter, type: ConferenceType?, sitting: Sitting,
        agencyName: String?, dueOn: CalendarDate, workTo: CalendarDate, dueAt: Timestamp, isProvisional: Bool,
        isNamed: Bool, hasLead: Bool, wasDueOn: CalendarDate? = nil, place: AnswerPlace? = nil
    ) {
        (self.key, self.kind, self.title, self.matter, self.type) = (key, kind, title, matter, type)
        (self.sitting, self.agencyName) = (sitting, agencyName)
        (self.dueOn, self.workTo, self.dueAt, self.isProvisional) = (dueOn, workTo, dueAt, isProvisional)
        (self.isNamed, self.hasLead, self.wasDueOn, self.place) = (isNamed, hasLead, wasDueOn, place)
    }
}

/// The ways a message leaves.
public enum MessageChannel: String, Sendable, CaseIterable {
    case mail, webhook, text

    /// The other way to a person; absent for calls, which are no person's.
    var other: MessageChannel? {
        switch self {
        case .mail: .text
        case .text: .mail
        case .webhook: nil
        }
    }
}

/// How an attempt ended.
public enum Settlement: Sendable, Equatable {
    ///
    /// - Parameter ticket: What the peer knows it by, where it can be asked later what became of it.
    case sent(detail: String, ticket: String? = nil)
    /// To be tried again.
    case deferred(until: Timestamp, reason: String)
    /// To be tried again when its destination is back. The attempt does not count, unless the destination has taken others
    /// since this one was turned away before: then it is this one that is not wanted.
    ///
    /// - Parameter givenUp: Why it fails where the attempt counts; `nil` while there are more attempts.
    case unreachable(until: Timestamp, reason: String, givenUp: String? = nil)
    /// To be tried again then, as everything for its destination, which takes nothing more before.
    case closed(until: Timestamp, reason: String)
    case failed(reason: String)
    /// Failed, since its destination does not let us in: what else is for it waits for a trial.
    case shutOut(reason: String)
    /// Failed, since nobody is reached at the recipient's address.
    case badAddress(reason: String)
    /// Failed, since the receiver wants nothing any more.
    case gone(reason: String)
    /// Given back untried, since the daemon stops.
    case released
}

extension ReminderItem {
    static let columns = """
        o.kind, o.title, o.matter, c.type, COALESCE(c.sits_on, d.sits_on), COALESCE(c.sits_at, d.sits_at),
        COALESCE(c.place, d.place), a.name, o.due_on, o.work_to, o.due_at, o.provisional, o.owed_by IS NOT NULL,
        a.lead IS NOT NULL, r.was_due_on, COALESCE(i.number, n.number), COALESCE(i.turn, 0)
        """
    static let columnCount = 17

    /// From a reminder `r` and its obligation `o` to what they are about, to the agency, where there is one, and to the
    /// place of whoever is reminded: the invitation of whoever owes it, or the participant who lacks minutes. For an agency
    /// without a name its lead answers.
    static let joins = """
        LEFT JOIN conference c ON c.reference = o.matter
        LEFT JOIN discussion d ON d.reference = CASE WHEN o.matter LIKE 'sd:%' THEN substr(o.matter, 4) END
        LEFT JOIN agency a ON a.code = o.agency
        LEFT JOIN invitation i ON i.conference = o.matter AND i.number = o.place
            AND (i.person = o.owed_by OR i.person IS NULL AND o.owed_by IS NULL AND a.lead IS NOT NULL)
            AND i.sent_on IS NOT NULL AND r.audience = 'owner'
        LEFT JOIN participant n ON n.discussion = d.reference AND n.number = o.place AND n.person IS NOT NULL
            AND r.audience = 'participant'
        """

    /// Reads the key's four columns and then ``columns``.
    init(_ row: DatabaseRow) throws {
        let kind = try row.text(4)
        guard let kind = ObligationKind(rawValue: kind) else { throw StoreError.unexpectedValue(column: 4) }
        self.init(
            key: try ReminderKey(row), kind: kind, title: try row.text(5), matter: try Matter(text: row.text(6)),
            type: try row.optional(7) { try row.word($0) },
            sitting: Sitting(on: try row.date(8), at: try row.time(9), place: try row.text(10)),
            agencyName: try row.optional(11, row.text), dueOn: try row.date(12), workTo: try row.date(13),
            dueAt: try row.timestamp(14), isProvisional: try row.flag(15), isNamed: try row.flag(16),
            hasLead: try row.flag(17), wasDueOn: try row.optional(18, row.date),
            place: try row.optional(19, row.integer).map { AnswerPlace(number: $0, turn: try row.integer(20)) })
    }
}
