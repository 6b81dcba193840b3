import Foundation

/// Reminders that differ in the recipient's name alone are rendered once: everybody invited to a conference is asked
/// for the same on the same morning, and rendering is the costliest part of sending.
///
/// `@unchecked Sendable`: the drafts are only touched with the lock held.
final class ReminderDrafts: @unchecked Sendable {
    /// A character of nobody's name, which stands where the name belongs.
    static let placeholder = "\u{E0F1}"

    /// A rendered template, cut where the name belongs.
    struct Draft {
        private let pieces: [String]

        /// Cut by bytes: by characters it takes as long as the rendering.
        init(_ rendered: String) {
            let mark = Array(ReminderDrafts.placeholder.utf8)
            var text = rendered
            pieces = text.withUTF8 { bytes in
                var pieces: [String] = []
                var (start, index) = (0, 0)
                while index + mark.count <= bytes.count {
                    if bytes[index] == mark[0], bytes[index..<(index + mark.count)].elementsEqual(mark) {
                        pieces.append(String(decoding: bytes[start..<index], as: UTF8.self))
                        index += mark.count
                        start = index
                    } else {
                        index += 1
                    }
                }
                return pieces + [String(decoding: bytes[start...], as: UTF8.self)]
            }
        }

        func filled(with name: String) -> String { pieces.joined(separator: name) }
    }

    struct Drafts {
        let subject: Draft
        let text: Draft
        let html: Draft
    }

    private let limit: Int
    private let lock = NSLock()
    private var drafts: [ReminderMail: Drafts] = [:]

    /// - Parameter limit: How many are kept; beyond it all are forgotten.
    init(limit: Int = 1000) { self.limit = limit }

    func drafts(for mail: ReminderMail, _ render: (ReminderMail) -> Drafts) -> Drafts {
        var nameless = mail
        nameless.recipientName = Self.placeholder
        if let known = lock.withLock({ drafts[nameless] }) { return known }
        let new = render(nameless)
        lock.withLock {
            if drafts.count >= limit { drafts.removeAll(keepingCapacity: true) }
            drafts[nameless] = new
        }
        return new
    }
}
