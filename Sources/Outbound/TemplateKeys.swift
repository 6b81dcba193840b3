/// Finds the tags of a template and checks that each names something that messages have.
enum TemplateKeys {
    /// - Parameters:
    ///   - file: The name to give in an error.
    ///   - isPartial: Whether others include it. That may be from inside the list, so all keys are open to it.
    ///   - partials: The templates that may be included.
    static func check(
        _ template: String, file: String, isPartial: Bool, partials: [String]
    ) throws(TemplateError) {
        var sections: [String] = isPartial ? ["items"] : []
        for tag in tags(in: template) {
            switch tag.kind {
            case "!", "%", "=":
                continue
            case "/":
                _ = sections.popLast()
            case ">", "<":
                guard partials.contains(tag.name) else {
                    throw .unknownPartial(file: file, line: tag.line, name: tag.name)
                }
                if tag.kind == "<" { sections.append("") }
            case "$":
                sections.append("")
            default:
                guard isKnown(tag.name, in: sections) else {
                    throw .unknownKey(file: file, line: tag.line, key: tag.name)
                }
                if tag.kind == "#" || tag.kind == "^" { sections.append(tag.kind == "#" ? tag.name : "") }
            }
        }
    }

    private static func isKnown(_ name: String, in sections: [String]) -> Bool {
        // What a transform such as first() is applied to stands between its brackets.
        if let open = name.lastIndex(of: "("), name.hasSuffix(")") {
            let inner = name[name.index(after: open)...].prefix { $0 != ")" }
            return inner.isEmpty ? sections.contains("items") : isKnown(String(inner), in: sections)
        }
        if name == "." { return sections.contains { !$0.isEmpty } }
        if ReminderView.values[name] != nil { return true }
        return sections.contains("items") && ReminderItemView.values[name] != nil
    }

    struct Tag: Equatable {
        /// `#`, `^`, `/`, `>`, … or a space for a plain value.
        let kind: Character
        let name: String
        let line: Int
    }

    /// The tags between double and triple braces. Changed delimiters are not understood; no template needs them.
    static func tags(in template: String) -> [Tag] {
        var tags: [Tag] = []
        var rest = template[...]
        var line = 1
        while let open = rest.firstRange(of: "{{") {
            line += rest[..<open.lowerBound].count { $0.isNewline }
            rest = rest[open.upperBound...]
            guard let close = rest.firstRange(of: "}}") else { break }
            var content = rest[..<close.lowerBound]
            // Of {{{name}}} and {{&name}} only the name matters.
            content = content.drop { $0 == "{" || $0 == "&" || $0 == " " }
            let first = content.first ?? " "
            let isMarked = "#^/>!%=$<".contains(first)
            let name = (isMarked ? content.dropFirst() : content).filter { !$0.isWhitespace }
            tags.append(Tag(kind: isMarked ? first : " ", name: String(name), line: line))
            line += rest[..<close.lowerBound].count { $0.isNewline }
            rest = rest[close.upperBound...].drop { $0 == "}" }
        }
        return tags
    }
}
