extension [UInt8] {
    /// Appends a header whose value needs neither folding nor encoding.
    mutating func appendHeader(_ name: String, token: some Sequence<UInt8>) {
        appendHeaderName(name)
        append(contentsOf: token)
        appendLineBreak()
    }

    /// Appends an unstructured header: folded where it has spaces, as encoded words where it has to be.
    mutating func appendHeader(_ name: String, text: String) {
        appendHeaderName(name)
        let bytes = Array(text.utf8)
        if bytes.canStandUnencoded {
            appendFolded(bytes, column: name.utf8.count + 2)
        } else {
            _ = appendEncodedWords(bytes, column: name.utf8.count + 2)
        }
        appendLineBreak()
    }

    /// Appends a header with one address.
    mutating func appendHeader(_ name: String, address: MailAddress) {
        appendHeaderName(name)
        var column = name.utf8.count + 2
        if let displayName = address.name {
            column = appendDisplayName(Array(displayName.utf8), column: column)
            if column + address.address.utf8.count + 3 > 76 {
                appendLineBreak()
            }
            append(32)
            append(UInt8(ascii: "<"))
            append(contentsOf: address.address.utf8)
            append(UInt8(ascii: ">"))
        } else {
            append(contentsOf: address.address.utf8)
        }
        appendLineBreak()
    }

    private mutating func appendHeaderName(_ name: String) {
        append(contentsOf: name.utf8)
        append(UInt8(ascii: ":"))
        append(32)
    }

    /// Appends a name as words, quoted text or encoded words; returns the column that it ends in.
    private mutating func appendDisplayName(_ name: [UInt8], column: Int) -> Int {
        guard name.count <= 60, name.canStandUnencoded else {
            return appendEncodedWords(name, column: column)
        }
        if name.allSatisfy({ $0 == 32 || MailAddress.isAtomCharacter($0) }) {
            append(contentsOf: name)
            return column + name.count
        }
        let before = count
        append(UInt8(ascii: "\""))
        for byte in name {
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
                append(UInt8(ascii: "\\"))
            }
            append(byte)
        }
        append(UInt8(ascii: "\""))
        return column + count - before
    }

    /// Whether a header may hold this as it is and give it back unchanged: printable ASCII with single spaces
    /// inside, no word that would be taken for an encoded one, none too long to fold.
    private var canStandUnencoded: Bool {
        guard first != 32, last != 32 else { return false }
        var wordLength = 0
        for (index, byte) in enumerated() {
            guard (32...126).contains(byte) else { return false }
            wordLength = byte == 32 ? 0 : wordLength + 1
            if byte == 32 && self[index - 1] == 32 { return false }
            if wordLength > 900 { return false }
            if byte == UInt8(ascii: "?") && index > 0 && self[index - 1] == UInt8(ascii: "=") { return false }
        }
        return true
    }

    /// Appends words, breaking before a space so that lines have at most 76 bytes if the words allow.
    private mutating func appendFolded(_ bytes: [UInt8], column: Int) {
        var column = column
        for (index, word) in bytes.split(separator: 32).enumerated() {
            if index > 0 {
                if column + 1 + word.count > 76 {
                    appendLineBreak()
                    column = 0
                }
                append(32)
                column += 1
            }
            append(contentsOf: word)
            column += word.count
        }
    }

    /// Appends UTF-8 as RFC 2047 encoded words, one to a line, never splitting a character; returns the last column.
    private mutating func appendEncodedWords(_ bytes: [UInt8], column: Int) -> Int {
        var column = column
        var start = 0
        while start < bytes.count {
            if start > 0 {
                append(contentsOf: [13, 10, 32])
                column = 1
            }
            // "=?utf-8?B?" and "?=" take 12 bytes; a line with an encoded word has at most 76.
            let room = Swift.min(75, 76 - column) - 12
            var end = Swift.min(bytes.count, start + Swift.max(room / 4 * 3, 4))
            while end < bytes.count && bytes[end] & 0xC0 == 0x80 {
                end -= 1
            }
            let before = count
            append(contentsOf: "=?utf-8?B?".utf8)
            appendBase64(bytes[start..<end])
            append(contentsOf: "?=".utf8)
            column += count - before
            start = end
        }
        return column
    }
}
