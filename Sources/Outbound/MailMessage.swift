/// A mail to one recipient, with the same content as text and as HTML, and perhaps as a calendar object.
///
/// Everything that ends up in a header is checked when the value is made, so `encoded()` cannot fail and cannot be
/// made to write a header of somebody else's choosing.
public struct MailMessage: Sendable {
    /// The outbox id: letters, digits and hyphens, 1 to 64 of them. The Message-ID comes from it, so a message that is
    /// sent again is recognisable as the same one.
    public let id: String
    public let from: MailAddress
    /// A mailbox that somebody reads; nil to leave the header out.
    public let replyTo: MailAddress?
    public let to: MailAddress
    public let subject: String
    /// The plain part. Lines may end in LF or CR LF.
    public let text: String
    /// The HTML part, a whole document.
    public let html: String
    /// When it was decided to send this, in seconds since 1970. Part of the content: a repeat has the same.
    public let date: Int64
    /// Message-IDs that this one belongs with, oldest first, without angle brackets.
    public let references: [String]
    /// What a calendar makes of it: an invitation or its cancellation; nil for any other mail.
    public let calendar: CalendarObject?

    /// Where a server sends what it has to say of this message; nil for the sender's address. It is seen by servers only.
    public var returnPath: MailAddress?
    /// What it is: a transport with templates of its own goes by it.
    public var kind = ReminderMail.Kind.reminder
    /// Whether it was tried before, and may have been taken then.
    public var isRepeat = false
    /// When somebody last ordered that it be sent once more, in seconds since 1970: what was taken before is not that.
    public var orderedAt: Int64?

    /// Checks and keeps a message.
    ///
    /// - Throws: `MailMessageError` if a value would be unsafe in a header, or the calendar object is another
    ///   person's.
    public init(
        id: String, from: MailAddress, replyTo: MailAddress? = nil, to: MailAddress, subject: String,
        text: String, html: String, date: Int64, references: [String] = [], calendar: CalendarObject? = nil
    ) throws(MailMessageError) {
        guard (1...64).contains(id.utf8.count), id.utf8.allSatisfy(Self.isIdCharacter) else { throw .id }
        try Self.check(subject: subject)
        for reference in references {
            try Self.check(reference: Array(reference.utf8))
        }
        // Year 1 to 9999: the Date header has four digits for it.
        guard (-62_135_596_800...253_402_300_799).contains(date) else { throw .date(date) }
        if let calendar, calendar.attendee != to.address { throw .calendarOfAnother }
        self.id = id
        self.from = from
        self.replyTo = replyTo
        self.to = to
        self.subject = subject
        self.text = text
        self.html = html
        self.date = date
        self.references = references
        self.calendar = calendar
    }

    /// `<id@domain>`, the domain being the sender's.
    public var messageID: String {
        "<\(id)@\(from.domain)>"
    }

    private static func isIdCharacter(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D: true
        default: false
        }
    }

    private static func check(subject: String) throws(MailMessageError) {
        guard !subject.isEmpty else { throw .emptySubject }
        guard subject.utf8.count <= 2000 else { throw .subjectTooLong(subject.utf8.count) }
        for scalar in subject.unicodeScalars {
            if scalar == "\r" || scalar == "\n" || scalar == "\u{2028}" || scalar == "\u{2029}" {
                throw .lineBreakInSubject
            }
            if scalar.properties.generalCategory == .control { throw .controlCharacterInSubject }
        }
    }

    private static func check(reference: [UInt8]) throws(MailMessageError) {
        guard (3...250).contains(reference.count), reference.filter({ $0 == UInt8(ascii: "@") }).count == 1 else {
            throw .reference
        }
        for byte in reference {
            guard MailAddress.isAtomCharacter(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "@") else {
                throw .reference
            }
        }
    }
}

/// Why a message cannot be made. Trying the same values again does not help.
public enum MailMessageError: Error, Equatable, CustomStringConvertible {
    case id
    case emptySubject
    case subjectTooLong(Int)
    case lineBreakInSubject
    case controlCharacterInSubject
    case reference
    case date(Int64)
    case calendarOfAnother

    public var description: String {
        switch self {
        case .id:
            "The message id is not accepted; it takes 1 to 64 letters, digits and hyphens."
        case .emptySubject:
            "The subject of the message is empty."
        case .subjectTooLong(let count):
            "The subject of the message takes \(count) bytes; at most 2000 are accepted."
        case .lineBreakInSubject:
            "The subject of the message contains a line break, which could add headers to it."
        case .controlCharacterInSubject:
            "The subject of the message contains a control character; only printable characters are accepted."
        case .reference:
            "A reference of the message is not accepted; it takes an id, an @ and a domain, without angle brackets."
        case .date(let seconds):
            "The date of the message, \(seconds) seconds since 1970, is outside the years 1 to 9999."
        case .calendarOfAnother:
            "The calendar object in the message has another attendee than the recipient; only the recipient's own is "
                + "accepted."
        }
    }
}
