/// The name by which somebody signs in, and by which the trail knows what they did: `anna.evans`.
///
/// 2 to 40 lower-case letters, digits and `. - _`, beginning with a letter or digit. Capitals that are typed count as
/// lower case. It is no address and no person's full name.
public struct AccountName: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let text: String

    /// - Throws: ``AccountNameError`` when `text` is no such name.
    public init(_ text: String) throws(AccountNameError) {
        let lower = text.lowercased()
        guard Self.accepts(lower.utf8) else { throw AccountNameError(text: text) }
        self.text = lower
    }

    private static func accepts(_ bytes: String.UTF8View) -> Bool {
        guard (2...40).contains(bytes.count), let first = bytes.first, isAlphanumeric(first) else { return false }
        return bytes.allSatisfy { isAlphanumeric($0) || "-_.".utf8.contains($0) }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    }

    public var description: String { text }

    public static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}

/// A text that is no account's name.
public struct AccountNameError: Error, Equatable, CustomStringConvertible {
    public let text: String

    public var description: String {
        "\"\(text.prefix(60))\" is not a name to sign in with: use 2 to 40 letters, digits, '.', '-' or '_', "
            + "beginning with a letter or digit."
    }
}
