/// The plain text of a message.
public struct LetterText: Sendable, Equatable {
    /// Where the text is from.
    public enum Source: Sendable, Equatable {
        case plainText
        /// There was only HTML; its tags were taken away.
        case html
        /// The message has no text, only attachments or nothing.
        case none
    }

    /// At most 64 KiB of UTF-8, with line feeds and without control characters.
    public let text: String
    public let source: Source
    /// Whether there was more.
    public let isTruncated: Bool

    /// Bytes of UTF-8 that are kept.
    public static let maximumBytes = 64 * 1024

    init(of message: MIMEMessage) {
        let shown = message.ownEntities.filter { !$0.isAttachment }
        let plain = shown.filter { $0.type == "text/plain" }.compactMap(\.text).joined(separator: "\n")
        if plain.contains(where: { !$0.isWhitespace }) {
            self.init(plain, source: .plainText)
        } else if let html = shown.first(where: { $0.type == "text/html" })?.text {
            self.init(HTMLText.text(of: html), source: .html)
        } else {
            self.init("", source: .none)
        }
    }

    private init(_ whole: String, source: Source) {
        let scalars = whole.replacing("\r\n", with: "\n").unicodeScalars.filter { scalar in
            scalar == "\n" || scalar == "\t" || scalar.properties.generalCategory != .control
        }
        var kept = String.UnicodeScalarView()
        var bytes = 0
        for scalar in scalars {
            bytes += UTF8.width(scalar)
            if bytes > Self.maximumBytes { break }
            kept.append(scalar)
        }
        text = trimmed(String(kept))
        isTruncated = bytes > Self.maximumBytes
        self.source = source
    }
}
