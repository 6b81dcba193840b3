/// The rule for every text that people type: one line, of a bounded length.
public enum SingleLine {
    public enum Fault: Sendable {
        case tooLong, lineBreak
    }

    /// What is wrong with the text, if anything.
    ///
    /// - Parameter limit: The most Unicode scalars.
    public static func fault(of text: String, limit: Int) -> Fault? {
        // Scalars, not characters: a single character may carry any number of combining marks.
        if text.unicodeScalars.count > limit { return .tooLong }
        return text.unicodeScalars.contains(where: breaksLine) ? .lineBreak : nil
    }

    /// - Parameters:
    ///   - what: The text's name, as a sentence begins: *The place*.
    ///   - limit: The most Unicode scalars.
    public static func check(_ text: String, what: String, limit: Int) throws(ConferenceRefusal) {
        switch fault(of: text, limit: limit) {
        case .tooLong: throw .tooLong(what: what, limit: limit)
        case .lineBreak: throw .lineBreak(what: what)
        case nil: break
        }
    }

    private static func breaksLine(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}
