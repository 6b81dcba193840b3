/// The content lines of a calendar object, each in one piece and without its line end.
///
/// Lines end in CR LF, or in LF alone, as some programs write them.
///
/// - Source: RFC 5545, 3.1.
struct UnfoldedLines: Sequence, IteratorProtocol {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    mutating func next() -> [UInt8]? {
        guard position < bytes.count else { return nil }
        var line = Array(physicalLine())
        while position < bytes.count, bytes[position] == 32 || bytes[position] == 9 {
            position += 1
            line += physicalLine()
        }
        return line
    }

    private mutating func physicalLine() -> ArraySlice<UInt8> {
        let end = bytes[position...].firstIndex(of: 10) ?? bytes.count
        let line = bytes[position..<end]
        position = Swift.min(end + 1, bytes.count)
        return line.last == 13 ? line.dropLast() : line
    }
}
