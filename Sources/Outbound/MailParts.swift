extension MailMessage {
    /// The calendar object twice: as an alternative, which calendars act upon, and as a file, for programs that show no
    /// alternative but text. This is what Exchange, Google and Apple send each other.
    ///
    /// - Source: RFC 6047, 2.4.
    func appendMixed(_ calendar: CalendarObject, to out: inout [UInt8]) {
        let boundary = "=_\(id)"
        appendMultipart("mixed", boundary: boundary, to: &out)
        appendDelimiter(boundary, to: &out)
        out.appendLineBreak()
        // Neither boundary begins with the other, since an id has no dot.
        appendAlternative(calendar, boundary: "=_.\(id)", to: &out)
        appendDelimiter(boundary, to: &out)
        out.append(contentsOf: Self.fileHeaders)
        out.appendBase64Lines(calendar.bytes)
        appendDelimiter(boundary, to: &out)
        out.append(contentsOf: "--\r\n".utf8)
    }

    /// The same content in each form, the richest last.
    func appendAlternative(_ calendar: CalendarObject?, boundary: String, to out: inout [UInt8]) {
        appendMultipart("alternative", boundary: boundary, to: &out)
        appendPart("plain", text, boundary: boundary, to: &out)
        appendPart("html", html, boundary: boundary, to: &out)
        if let calendar {
            appendDelimiter(boundary, to: &out)
            out.append(contentsOf: "\r\nContent-Type: text/calendar; method=".utf8)
            out.append(contentsOf: calendar.method.rawValue.utf8)
            out.append(contentsOf: "; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n".utf8)
            out.appendBase64Lines(calendar.bytes)
        }
        appendDelimiter(boundary, to: &out)
        out.append(contentsOf: "--\r\n".utf8)
    }

    private static let fileHeaders = Array(
        ("\r\nContent-Type: application/ics; name=\"invite.ics\"\r\n"
            + "Content-Disposition: attachment; filename=\"invite.ics\"\r\n"
            + "Content-Transfer-Encoding: base64\r\n\r\n").utf8)

    private func appendMultipart(_ subtype: String, boundary: String, to out: inout [UInt8]) {
        out.append(contentsOf: "Content-Type: multipart/".utf8)
        out.append(contentsOf: subtype.utf8)
        out.append(contentsOf: "; boundary=\"".utf8)
        out.append(contentsOf: boundary.utf8)
        out.append(contentsOf: "\"\r\n\r\n".utf8)
    }

    private func appendPart(_ subtype: String, _ content: String, boundary: String, to out: inout [UInt8]) {
        appendDelimiter(boundary, to: &out)
        out.append(contentsOf: "\r\nContent-Type: text/".utf8)
        out.append(contentsOf: subtype.utf8)
        out.append(contentsOf: "; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n".utf8)
        out.appendQuotedPrintable(content)
        out.appendLineBreak()
    }

    /// `=_` occurs neither in quoted-printable text nor in base64, so no part can contain its delimiter.
    private func appendDelimiter(_ boundary: String, to out: inout [UInt8]) {
        out.append(contentsOf: "--".utf8)
        out.append(contentsOf: boundary.utf8)
    }
}
