import Testing

@testable import Outbound

@Suite("Quoted-printable")
struct QuotedPrintableTests {
    private func encoded(_ text: String) -> String {
        var bytes: [UInt8] = []
        bytes.appendQuotedPrintable(text)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Written from RFC 2045 alone.
    private func decoded(_ text: String) -> String {
        var bytes: [UInt8] = []
        let source = Array(text.utf8)
        var index = 0
        while index < source.count {
            if source[index] != UInt8(ascii: "=") {
                bytes.append(source[index])
                index += 1
            } else if source[index + 1] == 13 {
                index += 3
            } else {
                bytes.append(UInt8(String(decoding: source[(index + 1)...(index + 2)], as: UTF8.self), radix: 16)!)
                index += 3
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(
        "encodes what it must and leaves the rest",
        arguments: [
            ("a=b", "a=3Db"), ("é", "=C3=A9"), ("a\n", "a\r\n"), ("a\r\n", "a\r\n"), ("a\rb", "a\r\nb"),
            ("end ", "end=20"), ("end \nnext\t\n", "end=20\r\nnext=09\r\n"), ("a b\tc", "a b\tc"), ("\n\n", "\r\n\r\n"),
            (".\n..x", ".\r\n..x"), ("", ""), ("\u{0}\u{7F}", "=00=7F"),
        ])
    func examples(text: String, expected: String) {
        #expect(encoded(text) == expected)
    }

    @Test(
        "keeps lines to 76 columns and loses nothing, at every length", arguments: ["x", "é", "x ", "=", "👧", "ab\t"])
    func lengths(unit: String) {
        for count in 0...400 {
            for tail in ["", "\n", " \n", "é\nx"] {
                let text = "." + String(repeating: unit, count: count) + tail
                let result = encoded(text)
                #expect(result.utf8.split(separator: 10).allSatisfy { $0.count <= 77 })
                #expect(decoded(result).replacing("\r\n", with: "\n") == text)
            }
        }
    }

    @Test("is not confused by the edge of a piece")
    func pieces() {
        for start in 2030...2060 {
            let text = String(repeating: "w", count: start) + "é \r\n=👧 \rz\n"
            #expect(
                decoded(encoded(text)).replacing("\r\n", with: "\n")
                    == text.replacing("\r\n", with: "\n").replacing("\r", with: "\n"))
        }
    }
}
