/// A status code of RFC 3463, such as 5.1.1.
public struct EnhancedStatusCode: Sendable, Hashable, CustomStringConvertible {
    /// 2 for success, 4 for a failure that may pass, 5 for one that stays.
    public let category: Int
    /// What it concerns, 0 to 999: 1 the address, 2 the mailbox, 4 the network, 7 a policy, and so on.
    public let subject: Int
    /// What exactly, 0 to 999.
    public let detail: Int

    /// Reads a code at the start of the text; what follows a space or a bracket is a comment.
    public init?(_ text: some StringProtocol) {
        let word = text.utf8.prefix { $0 == UInt8(ascii: ".") || (0x30...0x39).contains($0) }
        let numbers = word.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard numbers.count == 3, numbers.allSatisfy({ (1...3).contains($0.count) }),
            numbers[0].elementsEqual("2".utf8) || numbers[0].elementsEqual("4".utf8)
                || numbers[0].elementsEqual("5".utf8)
        else { return nil }
        let values = numbers.map { $0.reduce(0) { $0 * 10 + Int($1 - 0x30) } }
        (category, subject, detail) = (values[0], values[1], values[2])
    }

    /// The first code that stands as a word of its own in the text of a mail server.
    static func first(in text: String) -> EnhancedStatusCode? {
        text.split { $0.isWhitespace || "()[]<>#;:,-".contains($0) }.lazy
            .compactMap { word in EnhancedStatusCode(word).flatMap { word == $0.description ? $0 : nil } }.first
    }

    /// Whether it says only success or failure, and nothing of what.
    var isVague: Bool { subject == 0 && detail == 0 }

    public var description: String { "\(category).\(subject).\(detail)" }

    /// What it concerns, in words that name nobody.
    public var meaning: String {
        switch (subject, detail) {
        case (1, 1), (1, 10): "the address does not exist"
        case (1, 2): "the domain does not exist"
        case (1, 6): "the mailbox has moved"
        case (1, 7), (1, 8): "the sender's address was refused"
        case (1, _): "something about the address"
        case (2, 1): "the mailbox is disabled"
        case (2, 2): "the mailbox is full"
        case (2, 3), (3, 4): "the message is too large"
        case (2, _): "something about the mailbox"
        case (3, _): "something about the receiving system"
        case (4, 7): "the time for delivery ran out"
        case (4, _): "something about the network or the routing"
        case (5, _): "something about the conversation between the servers"
        case (6, _): "something about the content of the message"
        case (7, _): "a policy or a security rule of the receiver"
        default: "no cause was given"
        }
    }
}
