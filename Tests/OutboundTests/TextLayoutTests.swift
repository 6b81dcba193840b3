import Testing

@testable import Outbound

@Suite("The layout of text")
struct TextLayoutTests {
    @Test("wraps at spaces, keeps the indent and never breaks a word")
    func wrapping() {
        let link = "https://example.org/" + String(repeating: "x", count: 90)
        let text = TextLayout.wrapped("  " + String(repeating: "word ", count: 30) + link + " end")
        let lines = text.split(separator: "\n")
        #expect(lines.allSatisfy { $0.hasPrefix("  ") && ($0.count <= 76 || $0 == "  \(link)") })
        #expect(lines.contains("  \(link)"))
        #expect(lines.first?.count == 76)
    }

    @Test("counts characters, not bytes")
    func characters() {
        let text = TextLayout.wrapped(String(repeating: "ŵŷ ", count: 30))
        #expect(text.split(separator: "\n").map(\.count) == [74, 14])
    }

    @Test("takes away spaces at line ends and doubled empty lines")
    func tidying() {
        #expect(TextLayout.wrapped("\n\na  \n \n\n\nb\r\n\n\n") == "a\n\nb\n")
        #expect(TextLayout.wrapped("") == "")
    }

    @Test("makes one line of a subject")
    func singleLine() {
        #expect(TextLayout.singleLine("\n a \r\n\n b\tc \n") == "a b c")
    }
}
