import Mustache

/// A piece of text in a template, which escapes itself where it is part of HTML.
///
/// swift-mustache would do all of this for a plain string, but it looks at every character's place in a dictionary to
/// escape it and reflects on the string to find a key in it, which takes most of the time of a reminder.
struct TemplateText: MustacheCustomRenderable, MustacheParent, MustacheTransformable {
    let text: String
    let isHTML: Bool

    var renderText: String { isHTML ? Self.escaped(text) : text }
    var isNull: Bool { false }

    /// Text has no parts; keys inside its section are those around it.
    func child(named name: String) -> Any? { nil }

    func transform(_ name: String) -> Any? {
        guard let result = text.transform(name) else { return nil }
        return (result as? String).map { TemplateText(text: $0, isHTML: isHTML) } ?? result
    }

    /// The text with the characters that mean something in HTML, and in its attributes, replaced.
    static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: { replacement($0) != nil }) else { return text }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count + 32)
        for byte in text.utf8 {
            if let replacement = replacement(byte) {
                bytes.append(contentsOf: replacement.utf8)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func replacement(_ byte: UInt8) -> String? {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): "&#39;"
        default: nil
        }
    }
}
