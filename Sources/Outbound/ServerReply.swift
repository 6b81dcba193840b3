/// One reply of a mail server: a code and its text, all lines of it.
struct ServerReply: Equatable {
    var code = 0
    var text: [UInt8] = []

    /// More than this of a reply is of no use in a reason.
    private static let maximumLength = 400

    /// Takes a line of the reply; true if it was the last one.
    mutating func receive(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
        guard line.count >= 3, line[..<3].allSatisfy({ (0x30...0x39).contains($0) }) else { return false }
        code = line[..<3].reduce(0) { $0 * 10 + Int($1 - 0x30) }
        let isLast = line.count == 3 || line[3] != UInt8(ascii: "-")
        if line.count > 4 && text.count < Self.maximumLength {
            if !text.isEmpty { text.append(32) }
            // Nothing that could break a line in a log, or a terminal.
            text += line[4...].prefix(Self.maximumLength - text.count).filter { (32...126).contains($0) }
        }
        return isLast
    }

    /// Whether a refusal of the recipient is about the address itself, and not about policy, size or reputation.
    ///
    /// Only a code that says so counts: with a bare 550 a server also refuses to relay, or a sender, which would make
    /// every good address bad.
    ///
    /// - Source: RFC 3463, 3.2 and 3.3, and RFC 7505: 5.1.1 to 5.1.3, 5.1.6, 5.1.10 and 5.2.1 are about the mailbox.
    var saysAddressIsBad: Bool { ["5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1"].contains(enhancedCode) }

    /// Whether it says that the server's disk is full, or that it accepts no mail, whatever the message.
    ///
    /// - Source: RFC 3463, 3.4.
    var saysSystemTakesNothing: Bool { ["4.3.1", "4.3.2"].contains(enhancedCode) }

    private var enhancedCode: String { String(decoding: text.prefix { $0 != 32 }, as: UTF8.self) }

    /// The code and the text without mail addresses and without the recipient's name.
    func summary(recipient: MailAddress) -> String {
        let words = text.split(separator: 32).map { Self.redact($0, localPart: Array(recipient.localPart.utf8)) }
        return ([String(code)] + words).joined(separator: " ")
    }

    /// A word of the reply, with an address in it replaced; punctuation around it stays.
    private static func redact(_ word: ArraySlice<UInt8>, localPart: [UInt8]) -> String {
        guard let first = word.firstIndex(where: { !isPunctuation($0) }),
            let last = word.lastIndex(where: { !isPunctuation($0) })
        else { return String(decoding: word, as: UTF8.self) }
        let core = word[first...last]
        let isName =
            localPart.count >= 3 && core.count == localPart.count && zip(core, localPart).allSatisfy(sameLetter)
        guard core.contains(UInt8(ascii: "@")) || isName else { return String(decoding: word, as: UTF8.self) }
        return String(decoding: word[..<first], as: UTF8.self) + "(address)"
            + String(decoding: word[(last + 1)...], as: UTF8.self)
    }

    private static func isPunctuation(_ byte: UInt8) -> Bool {
        "<>()[]\"',;:.".utf8.contains(byte)
    }

    private static func sameLetter(_ one: UInt8, _ other: UInt8) -> Bool {
        one == other || (one | 0x20 == other | 0x20 && (0x61...0x7A).contains(one | 0x20))
    }
}
