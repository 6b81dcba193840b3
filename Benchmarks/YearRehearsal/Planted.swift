import Conferences
import Glibc
import Outbound

/// What people type about a family, planted into every note, so that a message that holds any of it is found.
enum Planted {
    private static let words = ["Quillfeather", "Acacia Avenue", "07700 900461"]

    static func note(_ text: String) -> Note { Note("\(text): \(words.joined(separator: ", "))") }

    static func isIn(_ message: MailMessage) -> Bool {
        [message.subject, message.text, message.html].contains(where: holds)
    }

    /// Byte by byte: of a million messages, looking for characters takes longer than writing them.
    private static func holds(_ part: String) -> Bool { words.contains(where: { strstr(part, $0) != nil }) }
}
