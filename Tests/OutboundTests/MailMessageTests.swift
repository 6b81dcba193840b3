import Foundation
import Testing

@testable import Outbound

@Suite("A mail message")
struct MailMessageTests {
    private func message(
        id: String = "0f8fad5b-d9cb", subject: String = "Due today", text: String = "Hello\n", date: Int64 = 0,
        name: String? = nil, references: [String] = []
    ) throws -> MailMessage {
        try MailMessage(
            id: id, from: MailAddress("quorate@council.example", name: name),
            replyTo: MailAddress("team@council.example"), to: MailAddress("a@b.example"), subject: subject,
            text: text, html: "<p>Hello</p>\n", date: date, references: references)
    }

    private func lines(_ message: MailMessage) -> [String] {
        String(decoding: message.encoded(), as: UTF8.self).components(separatedBy: "\r\n")
    }

    @Test("has the form that it always has")
    func wholeMessage() throws {
        let expected = """
            Date: Tue, 05 Jan 2027 10:00:00 +0000
            From: Hackney <quorate@council.example>
            Reply-To: team@council.example
            To: a@b.example
            Subject: Due today
            Message-ID: <0f8fad5b-d9cb@council.example>
            References: <r1@council.example>
             <r2@council.example>
            MIME-Version: 1.0
            Auto-Submitted: auto-generated
            X-Auto-Response-Suppress: All
            Content-Type: multipart/alternative; boundary="=_0f8fad5b-d9cb"

            --=_0f8fad5b-d9cb
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            Hello

            --=_0f8fad5b-d9cb
            Content-Type: text/html; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            <p>Hello</p>

            --=_0f8fad5b-d9cb--

            """
        let message = try message(
            date: 1_799_143_200, name: "Hackney", references: ["r1@council.example", "r2@council.example"])
        #expect(lines(message).joined(separator: "\n") == expected)
        #expect(message.messageID == "<0f8fad5b-d9cb@council.example>")
        #expect(message.encoded() == message.encoded())
    }

    @Test("ends every line in CR LF and keeps to ASCII and to 998 bytes, whatever is in it")
    func wireForm() throws {
        let text = "Zoë\r\nline\rline\n" + String(repeating: "é", count: 3000) + String(repeating: "z", count: 3000)
        let bytes = try message(
            subject: String(repeating: "s", count: 1999), text: text, name: String(repeating: "Ž", count: 150)
        ).encoded()
        #expect(bytes.allSatisfy { $0 < 127 && ($0 >= 32 || $0 == 13 || $0 == 10) })
        for (index, byte) in bytes.enumerated() {
            if byte == 13 { #expect(bytes[index + 1] == 10) }
            if byte == 10 { #expect(bytes[index - 1] == 13) }
        }
        #expect(bytes.split(separator: 10).allSatisfy { $0.count <= 77 })
    }

    @Test(
        "has encoded words of at most 76 columns, none with half a character",
        arguments: [
            "é", "Überfällig: Bericht mit der Familie besprechen – heute", String(repeating: "👩‍👩‍👧", count: 40),
            String(repeating: "a", count: 57) + "ééé", "ends with a space é ",
        ])
    func encodedWords(subject: String) throws {
        let lines = lines(try message(subject: subject))
        let start = try #require(lines.firstIndex { $0.hasPrefix("Subject: ") })
        let folded = [String(lines[start].dropFirst(9))] + lines[(start + 1)...].prefix { $0.hasPrefix(" ") }
        let decoded = try folded.map { line in
            let word = line.trimmingCharacters(in: .whitespaces)
            #expect(word.hasPrefix("=?utf-8?B?") && word.hasSuffix("?=") && word.count <= 75)
            let data = try #require(Data(base64Encoded: String(word.dropFirst(10).dropLast(2))))
            return try #require(String(data: data, encoding: .utf8))
        }
        #expect(decoded.joined() == subject)
        #expect(lines[start...].prefix(folded.count).allSatisfy { $0.utf8.count <= 76 })
    }

    @Test(
        "has names in the form that they need",
        arguments: [
            ("Jo Bell", "Jo Bell"), ("Bell, Jo", "\"Bell, Jo\""), ("Jo \"JB\" B\\", "\"Jo \\\"JB\\\" B\\\\\""),
            ("Zoë", "=?utf-8?B?Wm/Dqw==?="), ("=?utf-8?B?eA==?=", "=?utf-8?B?PT91dGYtOD9CP2VBPT0/PQ==?="),
        ])
    func names(name: String, expected: String) throws {
        #expect(lines(try message(name: name)).contains("From: \(expected) <quorate@council.example>"))
    }

    @Test(
        "gives its date in UTC",
        arguments: [
            (0, "Thu, 01 Jan 1970 00:00:00 +0000"), (-1, "Wed, 31 Dec 1969 23:59:59 +0000"),
            (951_782_400, "Tue, 29 Feb 2000 00:00:00 +0000"), (1_774_746_000, "Sun, 29 Mar 2026 01:00:00 +0000"),
            (4_107_542_399, "Sun, 28 Feb 2100 23:59:59 +0000"), (253_402_300_799, "Fri, 31 Dec 9999 23:59:59 +0000"),
        ])
    func dates(seconds: Int64, expected: String) throws {
        #expect(lines(try message(date: seconds))[0] == "Date: \(expected)")
    }

    @Test(
        "is refused when a value could add headers",
        arguments: [
            ("ok", "Hello\r\nBcc: x@y.example", [], MailMessageError.lineBreakInSubject),
            ("ok", "Hello\nthere", [], .lineBreakInSubject), ("ok", "Hello\u{2028}", [], .lineBreakInSubject),
            ("ok", "Hello\u{0}", [], .controlCharacterInSubject), ("ok", "", [], .emptySubject),
            ("a b", "Hello", [], .id), ("a\r\nb", "Hello", [], .id), ("", "Hello", [], .id),
            ("a_b", "Hello", [], .id), (String(repeating: "i", count: 65), "Hello", [], .id),
            ("ok", "Hello", ["<a@b>"], .reference), ("ok", "Hello", ["a@b\r\nX: y"], .reference),
            ("ok", "Hello", ["a b@c"], .reference), ("ok", "Hello", ["ab"], .reference),
        ] as [(String, String, [String], MailMessageError)])
    func refused(id: String, subject: String, references: [String], expected: MailMessageError) {
        #expect(throws: expected) { try message(id: id, subject: subject, references: references) }
    }
}
