extension MailAddress {
    /// The address as a `mailto` URI; what a URI gives a meaning of its own is percent-encoded.
    ///
    /// - Source: RFC 6068, 2.
    var mailto: String {
        var out = Array("mailto:".utf8)
        for byte in address.utf8 {
            if "%/?#&=^`{|}".utf8.contains(byte) {
                out += [UInt8(ascii: "%"), hexadecimalDigit(byte >> 4), hexadecimalDigit(byte & 15)]
            } else {
                out.append(byte)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// The name with quotation marks as apostrophes and without circumflexes.
    ///
    /// RFC 5545 cannot write either in a parameter, and not every calendar knows the way that RFC 6868 added.
    var calendarName: String? {
        name?.replacing("\"", with: "'").replacing("^", with: "")
    }
}
