/// A calendar object for one recipient, ready to be carried by a `MailMessage`.
public struct CalendarObject: Hashable, Sendable {
    /// What the recipient's calendar is to do with it.
    ///
    /// - Source: RFC 5546, 3.2.
    public enum Method: String, Sendable {
        /// Take the meeting in, or bring it up to date, and ask for an answer.
        case request = "REQUEST"
        /// The meeting does not take place, or no longer concerns the recipient.
        case cancel = "CANCEL"
    }

    /// Also named in the media type of the part that carries it.
    public let method: Method
    /// The one attendee's address: the only one that the object may be sent to.
    public let attendee: String
    /// The object as RFC 5545 has it: UTF-8, CR LF, lines folded.
    public let bytes: [UInt8]
}
