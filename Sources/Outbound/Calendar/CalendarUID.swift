/// What identifies a meeting between calendars: given once, and never changed while the meeting lives.
///
/// It leaves the building, so it is opaque: a reference or a digest, and never a name.
///
/// - Source: RFC 5545, 3.8.4.7.
public struct CalendarUID: Hashable, Sendable, CustomStringConvertible {
    /// 1 to 200 letters, digits and `- _ . / @`.
    public let text: String

    /// Checks and keeps an identifier.
    ///
    /// - Throws: `CalendarUIDError`.
    public init(_ text: String) throws(CalendarUIDError) {
        guard (1...200).contains(text.utf8.count), text.utf8.allSatisfy(Self.isCharacter) else {
            throw CalendarUIDError()
        }
        self.text = text
    }

    public var description: String { text }

    private static func isCharacter(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "-_./@".utf8.contains(byte)
        }
    }
}

/// A text that no calendar object of ours has as its UID. Trying the same text again does not help.
public struct CalendarUIDError: Error, Equatable, CustomStringConvertible {
    public var description: String {
        "The UID of the calendar object is not accepted; it takes 1 to 200 letters, digits and the characters -_./@."
    }
}
