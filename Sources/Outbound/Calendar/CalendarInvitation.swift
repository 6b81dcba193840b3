import WorkingDays

/// One person's invitation to a meeting, as calendars exchange it.
///
/// Everything is checked when the value is made, so that writing it cannot fail. Its texts leave the building: the
/// caller keeps them neutral.
///
/// - Source: RFC 5545 and RFC 5546, 3.2; Rulebook 7.
public struct CalendarInvitation: Hashable, Sendable {
    /// The same for the whole life of this person's invitation to this meeting.
    public let uid: CalendarUID
    /// Which version of the invitation this is, 0 for the first. Calendars ignore one lower than they know.
    public let sequence: Int
    /// The partnership's mailbox that reads the replies.
    public let organizer: MailAddress
    /// The recipient; nobody else is named.
    public let attendee: MailAddress
    /// When this version was decided. Part of the content: a repeat has the same.
    public let writtenAt: Timestamp
    /// When the meeting starts; written by the clock in London.
    public let startsAt: Timestamp
    /// When it ends, after `startsAt`.
    public let endsAt: Timestamp
    /// The title in the calendar, such as `Meeting CP-2026-0141`.
    public let summary: String
    /// Where it is; nil if that is not said.
    public let location: String?
    /// What else is to be known; nil if nothing.
    public let description: String?
    /// An `http` or `https` address, such as the page on which to answer; nil if there is none.
    public let url: String?

    /// Checks and keeps an invitation.
    ///
    /// - Parameters:
    ///   - sequence: 0...2 147 483 647.
    ///   - writtenAt: In the years 2000 to 9998, as the other times.
    ///   - startsAt: Not in the hour that London's clocks show for the second time, on the last Sunday of October.
    ///   - endsAt: After `startsAt`, and likewise not in that hour.
    ///   - summary: 1 to 1000 bytes. As in the other texts, line breaks and tabs are kept; no other control characters.
    ///   - location: At most 1000 bytes; an empty one counts as none.
    ///   - description: At most 8000 bytes; an empty one counts as none.
    ///   - url: At most 2000 characters of printable ASCII; an empty one counts as none.
    /// - Throws: `CalendarInvitationError`, whose text repeats none of the values that could be personal.
    public init(
        uid: CalendarUID, sequence: Int, organizer: MailAddress, attendee: MailAddress, writtenAt: Timestamp,
        startsAt: Timestamp, endsAt: Timestamp, summary: String, location: String? = nil, description: String? = nil,
        url: String? = nil
    ) throws(CalendarInvitationError) {
        guard (0...Int(Int32.max)).contains(sequence) else { throw .sequence(sequence) }
        for instant in [writtenAt, startsAt, endsAt] { try Self.check(instant) }
        guard startsAt < endsAt else { throw .endsBeforeItStarts }
        try Self.check(startsAt: startsAt, endsAt: endsAt)
        guard !summary.isEmpty else { throw .emptySummary }
        try Self.check(summary, as: .summary, maximum: 1000)
        try Self.check(location ?? "", as: .location, maximum: 1000)
        try Self.check(description ?? "", as: .description, maximum: 8000)
        try Self.check(url: url ?? "")
        self.uid = uid
        self.sequence = sequence
        self.organizer = organizer
        self.attendee = attendee
        self.writtenAt = writtenAt
        self.startsAt = startsAt
        self.endsAt = endsAt
        self.summary = summary
        self.location = location.flatMap { $0.isEmpty ? nil : $0 }
        self.description = description.flatMap { $0.isEmpty ? nil : $0 }
        self.url = url.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The object that asks the recipient to attend, or tells of a change.
    public func request() -> CalendarObject {
        object(.request)
    }

    /// The object that takes the meeting out of the recipient's calendar.
    ///
    /// Its `sequence` must not be lower than that of the last request.
    public func cancellation() -> CalendarObject {
        object(.cancel)
    }

    private func object(_ method: CalendarObject.Method) -> CalendarObject {
        let writer = CalendarWriter(invitation: self, method: method)
        return CalendarObject(method: method, attendee: attendee.address, bytes: writer.bytes())
    }
}
