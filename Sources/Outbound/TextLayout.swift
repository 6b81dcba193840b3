/// Puts rendered text into shape for people who read mail as text.
public enum TextLayout {
    /// Where lines end at the latest, if the words allow.
    public static let columns = 76

    /// One line, with single spaces.
    static func singleLine(_ text: String) -> String {
        var out = ""
        for word in text.utf8.split(whereSeparator: { $0 <= 32 }) {
            if !out.isEmpty { out += " " }
            out += Substring(word)
        }
        return out
    }

    /// Wraps long lines at spaces, indented as they began; takes away spaces at line ends and doubled empty lines, and
    /// ends with one line break. A word that is too long, such as a link, stays whole.
    ///
    /// - Parameter columns: Where lines end at the latest.
    static func wrapped(_ text: String, columns: Int = columns) -> String {
        // In bytes, which is several times as quick as in text.
        let text = Array(text.utf8)
        var out: [UInt8] = []
        out.reserveCapacity(text.count + 64)
        var pendingBlank = false
        for line in text.split(separator: 10, omittingEmptySubsequences: false) {
            let line = trimmed(line)
            if line.isEmpty {
                pendingBlank = !out.isEmpty
                continue
            }
            if pendingBlank { out.append(10) }
            pendingBlank = false
            if line.count <= columns {
                out += line
                out.append(10)
            } else {
                append(line, to: &out, columns: columns)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard let last = line.lastIndex(where: { $0 != 32 && $0 != 13 && $0 != 9 }) else { return line.prefix(0) }
        return line[...last]
    }

    private static func append(_ line: ArraySlice<UInt8>, to out: inout [UInt8], columns: Int) {
        let indent = line.prefix { $0 == 32 }
        var column = 0
        for word in line.split(separator: 32) {
            // Columns are characters, not bytes: a letter with an accent takes one.
            let width = word.count { $0 & 0xC0 != 0x80 }
            if column > 0 && column + 1 + width > columns {
                out.append(10)
                column = 0
            }
            if column == 0 {
                out += indent
                column = indent.count
            } else {
                out.append(32)
                column += 1
            }
            out += word
            column += width
        }
        out.append(10)
    }
}
