extension [UInt8] {
    /// Appends text as quoted-printable UTF-8 (RFC 2045, 6.7): lines of at most 76 bytes, ending in CR LF.
    ///
    /// LF, CR LF and CR in the text are line breaks. A dot that starts a line is left alone: escaping it is the
    /// transport's business.
    mutating func appendQuotedPrintable(_ text: String) {
        var text = text
        text.withUTF8 { source in
            var encoder = QuotedPrintableEncoder(source: source)
            // In pieces, so that the worst case (three bytes and a share of a soft break each) is never reserved whole.
            while encoder.position < source.count {
                append(contentsOf: encoder.nextPiece())
            }
        }
    }

    mutating func appendLineBreak() {
        append(13)
        append(10)
    }
}

/// Writes into a small buffer on which no bounds or uniqueness need checking for every byte.
private struct QuotedPrintableEncoder: ~Copyable {
    private static let pieceLength = 2048
    /// At most 3 bytes for each, a soft break for every 73 of them, and room for the last step.
    private static let capacity = pieceLength * 3 + pieceLength * 3 / 73 * 3 + 16

    let source: UnsafeBufferPointer<UInt8>
    var position = 0
    private var column = 0
    private let buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: QuotedPrintableEncoder.capacity)
    private var count = 0

    init(source: UnsafeBufferPointer<UInt8>) {
        self.source = source
    }

    deinit {
        buffer.deallocate()
    }

    mutating func nextPiece() -> UnsafeBufferPointer<UInt8> {
        count = 0
        let end = min(source.count, position + Self.pieceLength)
        while position < end {
            let byte = source[position]
            if Self.isLiteral[Int(byte)] != 0 {
                putLiteral(byte)
            } else {
                putOther(byte)
            }
            position += 1
        }
        return UnsafeBufferPointer(start: buffer, count: count)
    }

    /// Bytes that stand for themselves wherever they are: printable ASCII but `=`. 256 flags.
    private static let isLiteral: [UInt8] = (0...255).map { (33...126).contains($0) && $0 != 61 ? 1 : 0 }

    private mutating func putOther(_ byte: UInt8) {
        switch byte {
        case 10:
            putLineBreak()
        case 13:
            // Half of a CR LF, whose LF makes the break; on its own, a break too.
            if position + 1 == source.count || source[position + 1] != 10 {
                putLineBreak()
            }
        case 32, 9:
            if isBeforeLineBreak(position + 1) {
                putEscaped(byte)
            } else {
                putLiteral(byte)
            }
        default:
            putEscaped(byte)
        }
    }

    private func isBeforeLineBreak(_ index: Int) -> Bool {
        index == source.count || source[index] == 10 || source[index] == 13
    }

    private mutating func putLiteral(_ byte: UInt8) {
        // The 76th column is for a soft break, unless the line ends here.
        if column >= 75 && !(column == 75 && isBeforeLineBreak(position + 1)) {
            putSoftBreak()
        }
        put(byte)
        column += 1
    }

    private mutating func putEscaped(_ byte: UInt8) {
        if column > 72 && !(column == 73 && isBeforeLineBreak(position + 1)) {
            putSoftBreak()
        }
        put(UInt8(ascii: "="))
        put(hexadecimalDigit(byte >> 4))
        put(hexadecimalDigit(byte & 15))
        column += 3
    }

    private mutating func putSoftBreak() {
        put(UInt8(ascii: "="))
        putLineBreak()
    }

    private mutating func putLineBreak() {
        put(13)
        put(10)
        column = 0
    }

    private mutating func put(_ byte: UInt8) {
        buffer[count] = byte
        count += 1
    }
}

/// The capital hexadecimal digit of 0 to 15.
func hexadecimalDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? 0x30 + value : 0x37 + value
}
