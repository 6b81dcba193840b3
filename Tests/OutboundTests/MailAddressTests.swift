import Outbound
import Testing

@Suite("A mail address")
struct MailAddressTests {
    @Test(
        "is accepted in its usual forms",
        arguments: [
            "a@b.example", "jo.bell+chair@council.gov.uk", "o'neil@example.org", "x@localhost",
            "root@xn--mgbh0fb.example", String(repeating: "l", count: 64) + "@example.org",
        ])
    func accepted(text: String) throws {
        #expect(try MailAddress(text).address == text)
    }

    @Test(
        "is refused when it could do harm, with a reason that does not repeat it",
        arguments: [
            ("", MailAddressError.empty), ("a@b.example\r\nRCPT TO:<c@d.example>", .lineBreak),
            ("a@b.example\nBcc: c@d.example", .lineBreak), ("a@b.example\r", .lineBreak),
            ("a\u{0}b@c.example", .controlCharacter), ("a\tb@c.example", .controlCharacter),
            ("zoë@example.org", .notASCII), ("a@b@c.example", .notLocalAtDomain), ("nobody", .notLocalAtDomain),
            ("a b@c.example", .localPart), ("<a@b.example>", .localPart), ("a,c@b.example", .localPart),
            ("\"a b\"@c.example", .localPart), (".a@b.example", .localPart), ("a..b@c.example", .localPart),
            ("@b.example", .localPart), ("a@", .domain), ("a@b.example>", .domain), ("a@b c.example", .domain),
            ("a@[127.0.0.1]", .domain), ("a@b..example", .domain),
            (String(repeating: "l", count: 65) + "@example.org", .localPart),
            ("a@" + String(repeating: "d", count: 253), .tooLong(255)),
        ] as [(String, MailAddressError)])
    func refused(text: String, expected: MailAddressError) throws {
        let error = #expect(throws: MailAddressError.self) { try MailAddress(text) }
        #expect(error == expected)
        #expect(text.isEmpty || text.count < 4 || error?.description.contains(text) == false)
    }

    @Test("says that a line break is one")
    func sentence() {
        let error = #expect(throws: MailAddressError.self) { try MailAddress("a@b.example\r\n") }
        #expect(error?.description.contains("contains a line break") == true)
    }

    @Test(
        "is refused with a name that could add headers",
        arguments: [
            ("Jo\r\nBcc: x@y.example", MailAddressError.lineBreakInName), ("Jo\u{2028}Bell", .lineBreakInName),
            ("Jo\nBell", .lineBreakInName), ("Jo\u{7}", .controlCharacterInName), ("Jo\u{85}", .controlCharacterInName),
            (String(repeating: "n", count: 321), .nameTooLong(321)),
        ] as [(String, MailAddressError)])
    func refusedName(name: String, expected: MailAddressError) {
        #expect(throws: expected) { try MailAddress("a@b.example", name: name) }
    }

    @Test("treats an empty name as none")
    func emptyName() throws {
        #expect(try MailAddress("a@b.example", name: "").name == nil)
    }
}
