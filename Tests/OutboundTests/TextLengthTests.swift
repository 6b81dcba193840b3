import Outbound
import Testing

@Suite("The length of a text message")
struct TextLengthTests {
    @Test(
        "is counted in septets while its alphabet allows, and in 16 bits otherwise",
        arguments: [
            ("Due today", TextLength.Alphabet.gsm7, 9), ("£5 é à ñ", .gsm7, 8), ("{€}", .gsm7, 6),
            ("tŷ", .ucs2, 2), ("“due”", .ucs2, 5), ("😀", .ucs2, 2), ("", .gsm7, 0),
        ])
    func counted(text: String, alphabet: TextLength.Alphabet, units: Int) {
        #expect(TextLength(text).alphabet == alphabet)
        #expect(TextLength(text).units == units)
    }

    @Test(
        "makes one message, or parts that each lose room for being joined",
        arguments: [
            ("a", 160, 1), ("a", 161, 2), ("a", 306, 2), ("a", 307, 3), ("ŵ", 70, 1), ("ŵ", 71, 2), ("ŵ", 134, 2),
            ("ŵ", 135, 3),
        ])
    func fragments(character: String, count: Int, fragments: Int) {
        #expect(TextLength(String(repeating: character, count: count)).fragments == fragments)
    }
}
