import Outbound
import WorkingDays

/// What one person answered to an invitation, by way of a calendar.
///
/// It proves nothing about who sent it: the caller compares `attendee` with the one who was invited under `uid`, and
/// decides what the mail that carried it is worth.
///
/// - Source: RFC 5546, 3.2.3.
public struct CalendarReply: Hashable, Sendable {
    /// What a person can answer; everything else is `CalendarReading.Unusable`.
    public enum Answer: String, Hashable, Sendable, CaseIterable {
        case accepted, tentative, declined
    }

    /// Which invitation is answered.
    public let uid: CalendarUID
    /// The version of the invitation that is answered; 0 if the reply does not say.
    public let sequence: Int
    /// Who answers, in small letters and without a name.
    public let attendee: MailAddress
    /// What is answered.
    public let answer: Answer
    /// What the person wrote, as typed, with LF between lines; nil if nothing. It may hold anything, so it is sealed
    /// before it is kept, and never logged.
    public let comment: String?
    /// When the answer was given, by the clock of the person's calendar. Of two for the same version, the later holds.
    public let writtenAt: Timestamp
}
