import Conferences
import Outbound

/// What people type about a family, planted into every note, so that a message that holds any of it is found.
enum Planted {
    private static let words = ["Quillfeather", "Acacia Avenue", "07700 900461"]

    static func note(_ text: String) -> Note { Note("\(text): \(words.joined(separator: ", "))") }

    static func isIn(_ message: MailMessage) -> Bool {
        [message.subject, message.text, message.html].contains { part in words.contains { part.contains($0) } }
    }
}
