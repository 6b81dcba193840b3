/// The rule for every text that people type: one line, of a bounded length.
public enum SingleLine {
    /// - Parameters:
    ///   - what: The text's name, as a sentence begins: *The place*.
    ///   - limit: The most Unicode scalars.
    public static func check(_ text: String, what: String, limit: Int) throws(ConferenceRefusal) {
        // Scalars, not characters: a single character may carry any number of combining marks.
        guard text.unicodeScalars.count <= limit else { throw .tooLong(what: what, limit: limit) }
        guard !text.unicodeScalars.contains(where: breaksLine) else { throw .lineBreak(what: what) }
    }

    private static func breaksLine(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}
