extension MailMessage {
    /// The whole message as it goes over the wire, before dot-stuffing: RFC 5322, CR LF, 7-bit.
    ///
    /// The same message always gives the same bytes.
    public func encoded() -> [UInt8] {
        var out: [UInt8] = []
        // Quoted-printable adds about a tenth to English HTML; one allocation is the usual case.
        out.reserveCapacity(1024 + (text.utf8.count + html.utf8.count) * 5 / 4 + (calendar?.bytes.count ?? 0) * 3)
        out.appendHeader("Date", token: MailDate(secondsSince1970: date).bytes)
        out.appendHeader("From", address: from)
        if let replyTo {
            out.appendHeader("Reply-To", address: replyTo)
        }
        out.appendHeader("To", address: to)
        out.appendHeader("Subject", text: subject)
        out.appendHeader("Message-ID", token: messageID.utf8)
        appendReferences(to: &out)
        out.append(contentsOf: Self.fixedHeaders)
        if let calendar {
            appendMixed(calendar, to: &out)
        } else {
            appendAlternative(nil, boundary: "=_\(id)", to: &out)
        }
        return out
    }

    private static let fixedHeaders = Array(
        "MIME-Version: 1.0\r\nAuto-Submitted: auto-generated\r\nX-Auto-Response-Suppress: All\r\n".utf8)

    private func appendReferences(to out: inout [UInt8]) {
        guard !references.isEmpty else { return }
        out.append(contentsOf: "References:".utf8)
        for (index, reference) in references.enumerated() {
            // One to a line: an id may be as long as a line.
            out.append(contentsOf: index == 0 ? " <".utf8 : "\r\n <".utf8)
            out.append(contentsOf: reference.utf8)
            out.append(UInt8(ascii: ">"))
        }
        out.appendLineBreak()
    }
}
