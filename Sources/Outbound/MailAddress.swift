/// A mail address that is safe to put on the wire and into a header, with the name that people see.
public struct MailAddress: Hashable, Sendable {
    /// The address itself, `local@domain`: ASCII, at most 254 characters.
    public let address: String
    /// The display name, in any script, without control characters; nil if there is none.
    public let name: String?

    /// Checks and keeps an address.
    ///
    /// libcurl sends a line break inside a recipient to the server as it is, so nothing unchecked may reach it.
    ///
    /// - Parameters:
    ///   - address: `local@domain` in unquoted form; internationalised domains in their ASCII form.
    ///   - name: What to show beside it. An empty name counts as none.
    /// - Throws: `MailAddressError`, whose text never repeats the address.
    public init(_ address: String, name: String? = nil) throws(MailAddressError) {
        try Self.check(address: Array(address.utf8))
        if let name {
            try Self.check(name: name)
        }
        self.address = address
        self.name = name.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The part after the @.
    public var domain: Substring {
        address.lastIndex(of: "@").map { address[address.index(after: $0)...] } ?? ""
    }

    /// The part before the @.
    public var localPart: Substring {
        address.lastIndex(of: "@").map { address[..<$0] } ?? ""
    }

    private static func check(address: [UInt8]) throws(MailAddressError) {
        guard !address.isEmpty else { throw .empty }
        if address.contains(where: { $0 == 13 || $0 == 10 }) { throw .lineBreak }
        if address.contains(where: { $0 < 32 || $0 == 127 }) { throw .controlCharacter }
        if address.contains(where: { $0 >= 128 }) { throw .notASCII }
        guard address.count <= 254 else { throw .tooLong(address.count) }
        let parts = address.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard parts.count == 2 else { throw .notLocalAtDomain }
        guard isDotted(parts[0], maximum: 64, isAllowed: isAtomCharacter) else { throw .localPart }
        guard isDotted(parts[1], maximum: 253, isAllowed: isDomainCharacter) else { throw .domain }
    }

    private static func check(name: String) throws(MailAddressError) {
        for scalar in name.unicodeScalars {
            if scalar == "\r" || scalar == "\n" || scalar == "\u{2028}" || scalar == "\u{2029}" {
                throw .lineBreakInName
            }
            if scalar.properties.generalCategory == .control { throw .controlCharacterInName }
        }
        guard name.utf8.count <= 320 else { throw .nameTooLong(name.utf8.count) }
    }

    /// Whether the bytes are non-empty runs of allowed characters with single dots between them.
    private static func isDotted(
        _ bytes: ArraySlice<UInt8>, maximum: Int, isAllowed: (UInt8) -> Bool
    ) -> Bool {
        guard bytes.count <= maximum else { return false }
        return bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
            .allSatisfy { !$0.isEmpty && $0.allSatisfy(isAllowed) }
    }

    /// RFC 5322 `atext`.
    static func isAtomCharacter(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
        }
    }

    private static func isDomainCharacter(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D: true
        default: false
        }
    }
}

/// Why text is not a mail address that Quorate sends to. Trying the same text again does not help.
public enum MailAddressError: Error, Equatable, CustomStringConvertible {
    case empty
    case lineBreak
    case controlCharacter
    case notASCII
    case tooLong(Int)
    case notLocalAtDomain
    case localPart
    case domain
    case lineBreakInName
    case controlCharacterInName
    case nameTooLong(Int)

    public var description: String {
        switch self {
        case .empty:
            "The mail address is empty; it should look like name@example.org."
        case .lineBreak:
            "The mail address contains a line break, which could add headers or recipients to a message."
        case .controlCharacter:
            "The mail address contains a control character; only printable characters are accepted."
        case .notASCII:
            "The mail address contains characters outside ASCII; write an internationalised domain in its xn-- form."
        case .tooLong(let count):
            "The mail address has \(count) characters; at most 254 are accepted."
        case .notLocalAtDomain:
            "The mail address should have exactly one @, with a name before it and a domain after it."
        case .localPart:
            "The part of the mail address before the @ is not accepted; it takes up to 64 letters, digits and "
                + "the characters !#$%&'*+-/=?^_`{|}~, with single dots between them."
        case .domain:
            "The domain of the mail address is not accepted; it takes letters, digits, hyphens and single dots."
        case .lineBreakInName:
            "The name beside the mail address contains a line break, which could add headers to a message."
        case .controlCharacterInName:
            "The name beside the mail address contains a control character; only printable characters are accepted."
        case .nameTooLong(let count):
            "The name beside the mail address takes \(count) bytes; at most 320 are accepted."
        }
    }
}
