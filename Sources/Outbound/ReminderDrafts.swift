/// Messages that differ in their reader's name and links alone are rendered once: everybody invited to a conference is
/// asked for the same on the same morning, and rendering is the costliest part of sending.
final class ReminderDrafts: Sendable {
    /// A character of nobody's name, which stands where something of the reader's own belongs. The next one tells what.
    static let mark: Unicode.Scalar = "\u{E0F1}"

    /// What a message has of its reader's own. Placeholders of the same shape stand in a draft.
    struct Own: Equatable {
        let name: String
        let listLink: String?
        /// In the order of the items.
        let links: [String?]

        init(of mail: ReminderMail) {
            (name, listLink, links) = (mail.recipientName, mail.listLink, mail.items.map(\.link))
        }

        /// By the numbers of their placeholders.
        fileprivate var values: [String] { [name, listLink ?? ""] + links.map { $0 ?? "" } }
    }

    /// More items than any person is told of at once; beyond it a message is rendered by itself.
    private static let mostItems = 200
    private static let firstNumber: UInt32 = 0xE000

    private static func placeholder(_ number: Int) -> String {
        var text = String(String.UnicodeScalarView([mark]))
        text.unicodeScalars.append(Unicode.Scalar(firstNumber + UInt32(number))!)
        return text
    }

    /// The same message, with placeholders for what is its reader's own.
    private static func common(_ mail: ReminderMail) -> ReminderMail {
        var common = mail
        common.recipientName = placeholder(0)
        common.listLink = mail.listLink.map { _ in placeholder(1) }
        for index in mail.items.indices where mail.items[index].link != nil {
            common.items[index].link = placeholder(index + 2)
        }
        return common
    }

    /// A rendered template, cut where something of the reader's own belongs.
    struct Draft: Sendable {
        private let first: String
        /// What belongs there, by its number, and the text after it.
        private let rest: [(number: Int, text: String)]

        /// Cut by bytes: by characters it takes as long as the rendering.
        init(_ rendered: String) {
            let mark = Array(String(String.UnicodeScalarView([ReminderDrafts.mark])).utf8)
            var text = rendered
            (first, rest) = text.withUTF8 { bytes in
                var pieces: [(Int, String)] = []
                var (start, index, number) = (0, 0, -1)
                while index + 2 * mark.count <= bytes.count {
                    if bytes[index] == mark[0], bytes[index..<(index + mark.count)].elementsEqual(mark),
                        let next = Self.number(bytes[(index + mark.count)..<(index + 2 * mark.count)])
                    {
                        pieces.append((number, String(decoding: bytes[start..<index], as: UTF8.self)))
                        index += 2 * mark.count
                        (start, number) = (index, next)
                    } else {
                        index += 1
                    }
                }
                pieces.append((number, String(decoding: bytes[start...], as: UTF8.self)))
                return (pieces[0].1, Array(pieces.dropFirst()))
            }
        }

        private static func number(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
            let scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars
            guard scalars.count == 1, let scalar = scalars.first, scalar.value >= firstNumber else { return nil }
            let number = Int(scalar.value - firstNumber)
            return number < mostItems + 2 ? number : nil
        }

        /// - Parameter escaped: How a value is written where it belongs.
        func filled(with own: Own, _ escaped: (String) -> String = { $0 }) -> String {
            let values = own.values.map(escaped)
            return rest.reduce(into: first) { text, piece in
                if piece.number < values.count { text += values[piece.number] }
                text += piece.text
            }
        }
    }

    struct Drafts: Sendable {
        let subject: Draft
        let text: Draft
        let html: Draft
    }

    private let known: Remembered<ReminderMail, Drafts>

    /// - Parameter limit: How many are kept; beyond it all are forgotten.
    init(limit: Int = 1000) { known = Remembered(limit: limit) }

    func drafts(for mail: ReminderMail, _ render: (ReminderMail) -> Drafts) -> Drafts {
        guard mail.items.count <= Self.mostItems else { return render(mail) }
        let common = Self.common(mail)
        return known[common, { render(common) }]
    }
}
