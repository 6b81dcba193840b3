import Crypto
import Foundation

/// Return paths that name the message they belong to, so that whatever comes back to one says what it is about, and
/// that nobody else can make.
///
/// An address is `PREFIX+MESSAGE-SIGNATURE@DOMAIN` (the form known as VERP). The signature is the first 80 bits of
/// HMAC-SHA256 over prefix, message and domain in Base32, so case does not matter to it: some servers change it.
public struct ReturnPath: Sendable {
    /// The part before the plus sign, such as `bounce`.
    public let prefix: String
    /// The domain, in lower case.
    public let domain: String
    private let keys: [ReturnPathKey]

    /// RFC 5321, 4.5.3.1.1, less what follows the prefix.
    private static let maximumPrefix = 64 - 1 - messageLength - 1 - signatureLength
    private static let messageLength = 32
    private static let signatureBytes = 10
    private static let signatureLength = 16

    /// Checks and keeps the parts.
    ///
    /// - Parameters:
    ///   - prefix: 1 to 14 letters, digits, hyphens or underscores.
    ///   - domain: The domain whose mail for `PREFIX+…` reaches the reply mailbox.
    ///   - keys: The first signs. The others are earlier ones, whose addresses are still understood.
    /// - Throws: `ReturnPathError`.
    public init(prefix: String = "bounce", domain: String, keys: [ReturnPathKey]) throws(ReturnPathError) {
        guard (1...Self.maximumPrefix).contains(prefix.utf8.count), prefix.utf8.allSatisfy(Self.isPrefixCharacter)
        else { throw .prefix(maximum: Self.maximumPrefix) }
        let labels = domain.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard domain.utf8.count <= 189, labels.allSatisfy({ !$0.isEmpty && $0.allSatisfy(Self.isDomainCharacter) })
        else { throw .domain }
        guard !keys.isEmpty else { throw .noKey }
        self.prefix = prefix
        self.domain = domain.lowercased()
        self.keys = keys
    }

    /// The return path of a message.
    ///
    /// - Parameter messageID: A message's id in the outbox: 32 hexadecimal characters in lower case.
    /// - Throws: `ReturnPathError.messageID` if it is anything else.
    public func address(of messageID: String) throws(ReturnPathError) -> String {
        guard messageID.utf8.count == Self.messageLength, messageID.utf8.allSatisfy(Self.isHexadecimal) else {
            throw .messageID
        }
        return "\(prefix)+\(messageID)-\(Base32.encoded(signature(of: messageID, keys[0])))@\(domain)"
    }

    /// The id of the message whose return path this is; nil if it is not one that any of the keys has signed.
    ///
    /// Takes the same time whether or not a signature is right.
    public func messageID(in address: String) -> String? {
        let expected = "\(prefix)+".lowercased()
        let address = address.lowercased()
        guard address.hasPrefix(expected), address.hasSuffix("@\(domain)") else { return nil }
        let tag = Array(address.utf8.dropFirst(expected.utf8.count).dropLast(domain.utf8.count + 1))
        guard tag.count == Self.messageLength + 1 + Self.signatureLength, tag[Self.messageLength] == UInt8(ascii: "-"),
            tag.prefix(Self.messageLength).allSatisfy(Self.isHexadecimal),
            let claimed = Base32.decoded(tag.suffix(Self.signatureLength))
        else { return nil }
        let messageID = String(decoding: tag.prefix(Self.messageLength), as: UTF8.self)
        // Every key is tried, so that the time does not tell which one it was.
        let matches = keys.count { Self.isEqual(signature(of: messageID, $0), claimed) }
        return matches > 0 ? messageID : nil
    }

    private func signature(of messageID: String, _ key: ReturnPathKey) -> [UInt8] {
        let text = "quorate return path\n\(prefix.lowercased())\n\(messageID)\n\(domain)"
        let whole = HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: key.key)
        return Array(whole.prefix(Self.signatureBytes))
    }

    /// In a time that depends on the length only. swift-crypto compares whole codes so, but not truncated ones.
    private static func isEqual(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        guard one.count == other.count else { return false }
        return zip(one, other).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
    }

    private static func isDomainCharacter(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D: true
        default: false
        }
    }

    private static func isPrefixCharacter(_ byte: UInt8) -> Bool {
        isDomainCharacter(byte) || byte == UInt8(ascii: "_")
    }
}

/// A key that signs return paths. It does not show in descriptions, logs or dumps.
public struct ReturnPathKey: Sendable, CustomStringConvertible, CustomReflectable {
    let key: SymmetricKey

    /// Keeps a key.
    ///
    /// - Parameter bytes: 32 bytes or more, drawn at random.
    /// - Throws: `ReturnPathError.keyLength`.
    public init(_ bytes: [UInt8]) throws(ReturnPathError) {
        guard bytes.count >= 32 else { throw .keyLength(bytes.count) }
        key = SymmetricKey(data: bytes)
    }

    public var description: String { "(hidden)" }
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// Why a return path cannot be made. Trying the same again does not help.
public enum ReturnPathError: Error, Equatable, CustomStringConvertible {
    case prefix(maximum: Int)
    case domain
    case noKey
    case keyLength(Int)
    case messageID

    public var description: String {
        switch self {
        case .prefix(let maximum):
            "The prefix of return paths is not accepted; it takes 1 to \(maximum) letters, digits, hyphens and "
                + "underscores, such as bounce."
        case .domain:
            "The domain of return paths is not accepted; it takes up to 189 letters, digits, hyphens and single dots."
        case .noKey:
            "There is no key to sign return paths with; at least one is needed."
        case .keyLength(let count):
            "The key for return paths has \(count) bytes; 32 or more are accepted."
        case .messageID:
            "A return path was asked for something that is not a message's id, which has 32 hexadecimal characters."
        }
    }
}
