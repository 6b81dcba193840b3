import Outbound

extension ParsedCalendar.Attendee {
    /// The mail address in the `mailto` URI, or in the parameter EMAIL where the URI is of another kind.
    ///
    /// - Source: RFC 5545, 3.3.3; RFC 6068, 2.
    var mailAddress: MailAddress {
        get throws(CalendarReading.Unusable) {
            guard let text = mailto.map(Self.unescaped) ?? email else { throw .attendeeAddress }
            do { return try MailAddress(text.lowercased()) } catch { throw .attendeeAddress }
        }
    }

    /// What follows `mailto:`, without header fields; nil if that is not how the URI begins.
    private var mailto: String? {
        guard address.prefix(7).lowercased() == "mailto:" else { return nil }
        return String(address.dropFirst(7).prefix { $0 != "?" })
    }

    /// The text with its percent-encoded bytes as they are; nil if it has half of one.
    private static func unescaped(_ text: String) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = hexadecimal(rest.popFirst()), let low = hexadecimal(rest.popFirst()) else { return nil }
            bytes.append(high << 4 | low)
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func hexadecimal(_ byte: UInt8?) -> UInt8? {
        byte.flatMap { Character(Unicode.Scalar($0)).hexDigitValue }.map(UInt8.init)
    }
}
