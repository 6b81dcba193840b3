import Conferences
import Crypto
import WorkingDays

/// What the calendar of an invitee, or of their delegate, is told of a conference: an invitation, a change of it, or its
/// end.
public struct CalendarEntry: Sendable, Hashable {
    /// Unguessable, and the same for the whole life of this person's invitation: a reply that names it comes from
    /// somebody who had it.
    public let uid: String
    public let conference: ConferenceReference
    public let number: Int
    public let person: PersonReference
    /// Raised with each real change.
    public let sequence: Int
    public let sitting: Sitting
    public let isCancelled: Bool
    /// When this version was decided.
    public let writtenAt: Timestamp
    /// How often the invitation had been sent anew by then.
    public let timesResent: Int
    /// The `sequence` with which it last began: 0, or later where it had been called off and is wanted after all.
    public let begunWith: Int

    /// Whether it tells of a change to what its reader knows.
    public var isChange: Bool { sequence > begunWith }

    package init(
        uid: String, conference: ConferenceReference, number: Int, person: PersonReference, sequence: Int,
        sitting: Sitting, isCancelled: Bool, writtenAt: Timestamp, timesResent: Int, begunWith: Int = 0
    ) {
        (self.uid, self.conference, self.number, self.person) = (uid, conference, number, person)
        (self.sequence, self.sitting, self.isCancelled) = (sequence, sitting, isCancelled)
        (self.writtenAt, self.timesResent, self.begunWith) = (writtenAt, timesResent, begunWith)
    }
}

/// Keeps what calendars were told equal to the invitations, and writes a message for each difference.
///
/// Only what is sent on the day of recording leaves this way: an invitation recorded afterwards went out otherwise, and
/// nobody is invited twice. Once there is an entry it follows every change until the conference has begun. A delegate hears
/// of it when named, whenever that was, since nobody else tells them.
///
/// While nobody is named for an agency its safeguarding lead has the invitation, and loses it to whoever is named.
public struct CalendarEntries {
    let session: any DatabaseSession

    public init(_ session: any DatabaseSession) { self.session = session }

    /// Who sits in an invitation's place: the invitee, whoever stands in, or the agency's lead while nobody is named.
    struct Seat: Hashable {
        let number: Int
        let person: PersonReference
    }

    /// - Parameters:
    ///   - named: Who was named just now, as invitee or delegate: theirs leave, whenever the invitation was sent.
    ///   - delegatesOnly: Where another system invites.
    func follow(
        _ conference: Conference, named: Set<Seat> = [], delegatesOnly: Bool = false, now: Timestamp
    ) throws {
        // What has met, and be it before its time, is nothing that calendars are told of any more.
        guard conference.sitting.startsAt > now, !conference.status.isPastMeeting else { return }
        let today = EuropeLondon.local(now).date
        var current: [Seat: CalendarEntry] = [:]
        for entry in try entries(of: conference.reference) {
            let isInvitee = conference.invitation(entry.number)?.person == entry.person
            if isInvitee, delegatesOnly { continue }
            current[Seat(number: entry.number, person: entry.person)] = entry
        }
        for (seat, invitation) in try wanted(conference, delegatesOnly: delegatesOnly) {
            guard let entry = current.removeValue(forKey: seat) else {
                let isSentToday = invitation.delegate?.person != seat.person && invitation.sentOn == today
                // Another lead takes over what the one before was told of.
                let takesOver =
                    invitation.person == nil
                    && current.contains { other, entry in
                        other.number == seat.number && other.person != invitation.delegate?.person && !entry.isCancelled
                    }
                if isSentToday || takesOver || named.contains(seat) {
                    try open(seat, conference, invitation, now: now)
                }
                continue
            }
            if entry.isCancelled || entry.sitting != conference.sitting || entry.timesResent != invitation.timesResent {
                try change(
                    entry, to: conference.sitting, isCancelled: false, timesResent: invitation.timesResent, now: now)
            }
        }
        for entry in current.values.sorted(by: { $0.number < $1.number }) where !entry.isCancelled {
            try change(entry, to: entry.sitting, isCancelled: true, timesResent: entry.timesResent, now: now)
        }
    }

    /// Who is to have it in the calendar.
    private func wanted(_ conference: Conference, delegatesOnly: Bool) throws -> [(Seat, Invitation)] {
        guard conference.status == .scheduled else { return [] }
        let sent = conference.invitations.filter { !$0.isDraft && $0.stands && $0.capacity.attends }
        let agencies = delegatesOnly ? [] : sent.filter { $0.person == nil }.map(\.agency)
        let leads = try AgencyRegister(session).entries(agencies).mapValues(\.safeguardingLead)
        return sent.flatMap { invitation -> [(Seat, Invitation)] in
            let invitee = delegatesOnly ? nil : invitation.person ?? leads[invitation.agency] ?? nil
            // A lead may stand in for somebody yet to be named.
            let delegate = invitation.delegate?.person == invitee ? nil : invitation.delegate?.person
            return [invitee, delegate].compactMap { person in
                person.map { (Seat(number: invitation.number, person: $0), invitation) }
            }
        }
    }

    private func open(_ seat: Seat, _ conference: Conference, _ invitation: Invitation, now: Timestamp) throws {
        let uid = String(hexadecimal: SymmetricKey(size: .bits128).withUnsafeBytes(Array.init))
        try write(
            CalendarEntry(
                uid: uid, conference: conference.reference, number: seat.number, person: seat.person, sequence: 0,
                sitting: conference.sitting, isCancelled: false, writtenAt: now, timesResent: invitation.timesResent))
    }

    /// A change that nobody has heard of the thing changed is none: what has not left yet is replaced, or dropped.
    private func change(
        _ entry: CalendarEntry, to sitting: Sitting, isCancelled: Bool, timesResent: Int, now: Timestamp
    ) throws {
        let isKnown = try wasTold(entry)
        try session.execute(
            """
            UPDATE outbox SET state = 'superseded', settled_at = $1, next_attempt_at = NULL,
                detail = CASE WHEN \(Self.wasRefused)
                    THEN '\(Self.refused)' ELSE 'a later change replaces it' END
            WHERE content = 'invitation' AND recipient = $2 AND obligation = $3
                AND (state = 'waiting' OR state = 'failed')
            """, now, entry.person, entry.uid)
        if isCancelled, !isKnown {
            try session.execute("DELETE FROM calendar_entry WHERE uid = $1", entry.uid)
            return
        }
        // Sent once more it is the same invitation, and an answer to either mail is one to it (RFC 5546, 2.1.4).
        let isChanged = entry.sitting != sitting || entry.isCancelled != isCancelled
        let sequence = entry.sequence + (isKnown && isChanged ? 1 : 0)
        // Called off and then wanted at the same time and place: they are asked, as whoever was never asked before.
        let beginsAnew = entry.isCancelled && !isCancelled && entry.sitting == sitting
        try write(
            CalendarEntry(
                uid: entry.uid, conference: entry.conference, number: entry.number, person: entry.person,
                sequence: sequence, sitting: sitting, isCancelled: isCancelled, writtenAt: now,
                timesResent: timesResent, begunWith: beginsAnew ? sequence : entry.begunWith))
    }

    /// Whether a version of it has left, or may have: what was refused at its only attempt has not.
    private func wasTold(_ entry: CalendarEntry) throws -> Bool {
        try session.row(
            """
            SELECT 1 FROM outbox WHERE recipient = $1 AND content = 'invitation' AND obligation = $2
                AND (state = 'sent' OR state = 'claimed' OR state = 'waiting' AND EXISTS (
                        SELECT 1 FROM message_history h
                        WHERE h.message = outbox.id AND h.what IN ('resent', 'taken-over', 'arrived'))
                    OR attempts > 0 AND COALESCE(detail, '') <> '\(Self.refused)' AND NOT (\(Self.wasRefused))) LIMIT 1
            """, entry.person, entry.uid) != nil
    }

    private func write(_ entry: CalendarEntry) throws {
        try session.execute(
            """
            INSERT INTO calendar_entry (uid, conference, number, person, sequence, sits_on, sits_at, place, cancelled,
                written_at, times_resent, begun_with)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            ON CONFLICT (uid) DO UPDATE SET
                sequence = excluded.sequence, sits_on = excluded.sits_on, sits_at = excluded.sits_at,
                place = excluded.place, cancelled = excluded.cancelled, written_at = excluded.written_at,
                times_resent = excluded.times_resent, begun_with = excluded.begun_with
            """, entry.uid, entry.conference, entry.number, entry.person, entry.sequence, entry.sitting.on,
            entry.sitting.at, entry.sitting.place, entry.isCancelled, entry.writtenAt, entry.timesResent,
            entry.begunWith)
        try session.execute(
            """
            INSERT INTO outbox (id, channel, content, recipient, obligation, generation, slot_at, created_at, state,
                next_attempt_at)
            VALUES ($1, 'mail', 'invitation', $2, $3, $4, $5, $5, 'waiting', $5)
            """, try freeID(entry), entry.person, entry.uid, entry.sequence, entry.writtenAt)
    }

    /// A version that is replaced before it left leaves its id behind.
    private func freeID(_ entry: CalendarEntry) throws -> String {
        let earlier = try session.row(
            "SELECT COUNT(*) FROM outbox WHERE recipient = $1 AND content = 'invitation' AND obligation = $2",
            entry.person, entry.uid)
        return MessageID.digest(of: "invitation \(entry.uid) \(try earlier?.integer(0) ?? 0)")
    }

    /// How the reason begins where it was tried again and again: one of the attempts may have gone through.
    public static let givenUp = "given up after"
    private static let refused = "it was refused, and a later change replaces it"
    /// In SQL over the outbox: an attempt before might have gone through, and one that was ordered once more had left before.
    private static let wasRefused = """
        state = 'failed' AND attempts = 1 AND detail NOT LIKE '\(givenUp)%' AND NOT EXISTS (
            SELECT 1 FROM message_history h WHERE h.message = outbox.id AND h.what IN ('resent', 'taken-over'))
        """

    /// Notes when the invitee's answer was given, or their delegate's, by whatever way.
    ///
    /// - Parameter delegate: Who stands in; the others who have an entry answer for the invitee.
    func answered(
        _ conference: ConferenceReference, _ number: Int, byDelegate: Bool, delegate: PersonReference?, at: Timestamp
    ) throws {
        try session.execute(
            """
            UPDATE calendar_entry SET answered_at = $1
            WHERE conference = $2 AND number = $3 AND (person = COALESCE($4, '')) = $5
            """, at, conference, number, delegate, byDelegate)
    }

    /// Notes when the answer was written that a calendar gave.
    func answered(_ uid: String, at: Timestamp) throws {
        try session.execute("UPDATE calendar_entry SET answered_at = $1 WHERE uid = $2", at, uid)
    }

    /// When the answer was given that is on record; `nil` where there is none.
    func answeredAt(_ uid: String) throws -> Timestamp? {
        try session.row("SELECT answered_at FROM calendar_entry WHERE uid = $1", uid).flatMap { row in
            try row.optional(0, row.timestamp)
        }
    }

    private static let columns = """
        uid, conference, number, person, sequence, sits_on, sits_at, place, cancelled, written_at, times_resent,
        begun_with
        """

    func entries(of conference: ConferenceReference) throws -> [CalendarEntry] {
        try session.rows(
            "SELECT \(Self.columns) FROM calendar_entry WHERE conference = $1 ORDER BY number, person", conference
        ).map(Self.entry)
    }

    /// When the conference begins that a message invites to; `nil` for other messages, and once it has begun.
    func beginning(of message: String, after now: Timestamp) throws -> Timestamp? {
        let row = try session.row(
            """
            SELECT e.uid FROM outbox m JOIN calendar_entry e ON e.uid = m.obligation
            WHERE m.id = $1 AND m.content = 'invitation'
            """, message)
        let startsAt = try row.flatMap { try entry(uid: $0.text(0)) }?.sitting.startsAt
        return startsAt.flatMap { $0 > now ? $0 : nil }
    }

    /// The entry that a reply is about.
    public func entry(uid: String) throws -> CalendarEntry? {
        try session.row("SELECT \(Self.columns) FROM calendar_entry WHERE uid = $1", uid).map(Self.entry)
    }

    private static func entry(_ row: DatabaseRow) throws -> CalendarEntry {
        CalendarEntry(
            uid: try row.text(0), conference: try row.reference(1), number: try row.integer(2),
            person: try row.reference(3), sequence: try row.integer(4),
            sitting: Sitting(on: try row.date(5), at: try row.time(6), place: try row.text(7)),
            isCancelled: try row.flag(8), writtenAt: try row.timestamp(9), timesResent: try row.integer(10),
            begunWith: try row.integer(11))
    }
}

/// What an invitation says beside its calendar object.
public struct InvitationLetter: Sendable, Hashable {
    public let entry: CalendarEntry
    public let reader: Reader
    public let type: ConferenceType
    public let agencyName: String?
    /// Whether it takes place, and its reader is not asked any more.
    public let isReleased: Bool
    /// By when the report, and sharing it with the family, are due; absent where they are not owed.
    public let reportBy: CalendarDate?
    public let shareBy: CalendarDate?
    /// By when an answer is due; absent where none is owed any more.
    public let replyBy: CalendarDate?
    /// The invitation's turn; absent where nothing is to be answered any more.
    public let turn: Int?

    /// Whom it goes to.
    public enum Reader: String, Sendable, Hashable {
        case invitee
        /// Whoever was named to stand in for the invitee.
        case delegate
        /// The agency's safeguarding lead, while nobody is named.
        case lead
        /// The lead, once somebody else is named.
        case relievedLead
    }

    package init(
        entry: CalendarEntry, reader: Reader = .invitee, type: ConferenceType, agencyName: String?,
        replyBy: CalendarDate?, turn: Int? = nil, isReleased: Bool = false, reportBy: CalendarDate? = nil,
        shareBy: CalendarDate? = nil
    ) {
        (self.entry, self.type, self.agencyName, self.replyBy) = (entry, type, agencyName, replyBy)
        (self.reader, self.turn, self.isReleased) = (reader, turn, isReleased)
        (self.reportBy, self.shareBy) = (reportBy, shareBy)
    }
}

extension CalendarEntries {
    /// What an invitation says when it leaves; `nil` once a later version replaces it.
    func facts(uid: String, sequence: Int) throws -> InvitationLetter? {
        guard let entry = try entry(uid: uid), entry.sequence == sequence else { return nil }
        let row = try session.row(
            """
            SELECT c.type, a.name, \(Self.due("reply")), i.turn,
                CASE WHEN i.person = $2 THEN 'invitee' WHEN i.delegate = $2 THEN 'delegate'
                    WHEN i.person IS NULL THEN 'lead'
                    WHEN a.lead = $2 AND i.withdrawn_on IS NULL AND c.status <> 'cancelled' THEN 'relievedLead'
                    ELSE 'delegate' END,
                \(Self.due("submitReport")), \(Self.due("shareWithFamily")), c.status
            FROM conference c
            LEFT JOIN invitation i ON i.conference = c.reference AND i.number = $1
            LEFT JOIN agency a ON a.code = i.agency
            WHERE c.reference = $3
            """, entry.number, entry.person, entry.conference)
        guard let row else { return nil }
        let reader: InvitationLetter.Reader = try row.word(4)
        let asks = !entry.isCancelled && reader != .delegate
        return InvitationLetter(
            entry: entry, reader: reader, type: try row.word(0),
            agencyName: try row.optional(1, row.text),
            replyBy: asks ? try row.optional(2, row.date) : nil,
            turn: entry.isCancelled ? nil : try row.optional(3, row.integer),
            isReleased: try entry.isCancelled && !["cancelled", "adjourned"].contains(row.text(7)),
            reportBy: asks ? try row.optional(5, row.date) : nil, shareBy: asks ? try row.optional(6, row.date) : nil)
    }

    /// By when the invitation is to do something that it has not done yet.
    private static func due(_ kind: String) -> String {
        """
        (SELECT o.work_to FROM obligation o WHERE o.matter = c.reference AND o.kind = '\(kind)' AND o.place = $1
            AND o.standing = 'outstanding')
        """
    }
}
