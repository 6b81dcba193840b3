/// Base32 (RFC 4648, section 6) in lower case and without padding, of bytes in groups of five.
enum Base32 {
    private static let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)

    /// - Parameter bytes: A multiple of five bytes; each five give eight characters.
    static func encoded(_ bytes: [UInt8]) -> String {
        precondition(bytes.count.isMultiple(of: 5), "Only whole groups of five bytes are written.")
        let characters = stride(from: 0, to: bytes.count, by: 5).flatMap { start in
            let group = bytes[start..<(start + 5)].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            return (0..<8).map { alphabet[Int(group >> (35 - 5 * UInt64($0)) & 31)] }
        }
        return String(decoding: characters, as: UTF8.self)
    }

    /// The bytes; nil unless all characters are of the alphabet and make whole groups.
    static func decoded(_ characters: some Collection<UInt8>) -> [UInt8]? {
        let values = characters.compactMap { character in alphabet.firstIndex(of: character).map(UInt64.init) }
        guard values.count == characters.count, values.count.isMultiple(of: 8) else { return nil }
        return stride(from: 0, to: values.count, by: 8).flatMap { start in
            let group = values[start..<(start + 8)].reduce(0) { $0 << 5 | $1 }
            return (0..<5).map { UInt8(truncatingIfNeeded: group >> (32 - 8 * UInt64($0))) }
        }
    }
}
