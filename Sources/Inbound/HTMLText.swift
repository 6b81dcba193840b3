/// HTML without its tags: good enough to read what somebody wrote, never to show as HTML.
struct HTMLText {
    private var rest: Substring.UnicodeScalarView
    private var text = String.UnicodeScalarView()

    /// Elements after which a line ends.
    private static let blocks: Set<String> = [
        "address", "article", "blockquote", "br", "div", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li",
        "ol", "p", "pre", "section", "table", "tr", "ul",
    ]
    /// Elements whose content nobody sees.
    private static let unseen: Set<String> = ["head", "script", "style", "template", "title"]

    /// The text; a run of white space is one space, and no more than one line in a row is empty.
    static func text(of html: String) -> String {
        var stripper = HTMLText(rest: Substring(html).unicodeScalars)
        stripper.run()
        return String(stripper.text)
    }

    private init(rest: Substring.UnicodeScalarView) {
        self.rest = rest
    }

    private mutating func run() {
        while let scalar = rest.first {
            switch scalar {
            case "<": takeTag()
            case "&": takeReference()
            case _ where scalar.properties.isWhitespace:
                rest.removeFirst()
                appendSpace()
            default:
                rest.removeFirst()
                text.append(scalar)
            }
        }
    }

    private mutating func takeTag() {
        let inside = rest.dropFirst()
        if inside.starts(with: "!--".unicodeScalars) {
            skip(past: "-->")
        } else if let first = inside.first,
            first == "/" || first == "!" || first == "?" || first.properties.isAlphabetic
        {
            takeElement(inside)
        } else {
            rest.removeFirst()
            text.append("<")
        }
    }

    private mutating func takeElement(_ inside: Substring.UnicodeScalarView) {
        let isEnd = inside.first == "/"
        let name = String((isEnd ? inside.dropFirst() : inside).prefix(12).prefix(while: Self.isNameCharacter))
            .lowercased()
        skip(past: ">")
        if !isEnd && Self.unseen.contains(name) {
            skip(past: "</\(name)")
            skip(past: ">")
        } else if Self.blocks.contains(name) {
            appendLineEnd()
        } else if name == "td" || name == "th" {
            appendSpace()
        }
    }

    private static func isNameCharacter(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
    }

    /// To after the next place where the words stand, without regard to case; to the end if there is none.
    private mutating func skip(past words: String) {
        let words = Array(words.unicodeScalars)
        while !rest.isEmpty {
            let matches = rest.prefix(words.count).elementsEqual(words) {
                $0 == $1 || ($0.isASCII && $0.properties.lowercaseMapping.unicodeScalars.first == $1)
            }
            if matches {
                rest = rest.dropFirst(words.count)
                return
            }
            rest.removeFirst()
        }
    }

    private mutating func takeReference() {
        rest.removeFirst()
        let name = String(rest.prefix(10).prefix(while: { $0 == "#" || Self.isNameCharacter($0) }))
        guard let scalar = Self.scalar(named: name) else {
            text.append("&")
            return
        }
        rest = rest.dropFirst(name.unicodeScalars.count)
        if rest.first == ";" { rest.removeFirst() }
        scalar == " " ? appendSpace() : text.append(scalar)
    }

    private static func scalar(named name: String) -> Unicode.Scalar? {
        if name.hasPrefix("#") {
            let digits = name.dropFirst()
            let isHexadecimal = digits.first == "x" || digits.first == "X"
            let number = isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
            return number.flatMap(Unicode.Scalar.init)
        }
        return names[name]
    }

    /// Those that mail programs write although they could write the character itself.
    private static let names: [String: Unicode.Scalar] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "pound": "\u{A3}", "copy": "\u{A9}",
        "euro": "\u{20AC}", "ndash": "\u{2013}", "mdash": "\u{2014}", "hellip": "\u{2026}", "lsquo": "\u{2018}",
        "rsquo": "\u{2019}", "ldquo": "\u{201C}", "rdquo": "\u{201D}", "bull": "\u{2022}", "acirc": "\u{E2}",
        "ecirc": "\u{EA}", "icirc": "\u{EE}", "ocirc": "\u{F4}", "ucirc": "\u{FB}", "wcirc": "\u{175}",
        "ycirc": "\u{177}", "eacute": "\u{E9}", "egrave": "\u{E8}", "aacute": "\u{E1}", "ntilde": "\u{F1}",
        "ouml": "\u{F6}", "uuml": "\u{FC}", "auml": "\u{E4}", "ccedil": "\u{E7}", "deg": "\u{B0}",
    ]

    private mutating func appendSpace() {
        if let last = text.last, last != " ", last != "\n" { text.append(" ") }
    }

    private mutating func appendLineEnd() {
        while text.last == " " { text.removeLast() }
        let isEmptyAlready = text.suffix(2).elementsEqual("\n\n".unicodeScalars)
        if !text.isEmpty && !isEmptyAlready { text.append("\n") }
    }
}
