import Conferences
import Crypto
import Foundation
import WorkingDays

/// The short code in a text message, which has no room for a signed link: it leads to the list of all that is asked of the
/// message's reader.
///
/// Nothing is stored for it: its first half finds the message, and its second, an HMAC-SHA256 cut to 72 bits under a key
/// that follows from a master key, proves that it was sent, to this number.
public struct TextCodes: Sendable {
    private let keys: [SymmetricKey]

    /// - Parameter masters: The current one signs; all of them are read.
    public init(_ masters: MasterKeys) { keys = masters.derived(for: "quorate text code 1").map(\.key) }

    /// Hexadecimal digits of a message's id that a code begins with.
    private static let digits = 12
    private static let proofBytes = 9
    /// Days for which a code is good.
    private static let days = 30

    /// Twenty letters, digits, `-` and `_`.
    ///
    /// - Parameters:
    ///   - message: The id of the message that carries it; 32 hexadecimal digits.
    ///   - mobile: The number that it is sent to.
    /// - Returns: `nil` for what is no id.
    public func code(of message: String, to mobile: String) -> String? {
        guard let start = Self.bytes(hexadecimal: message.prefix(Self.digits)) else { return nil }
        return LinkSigner.encoded(Data(start + proof(of: message, to: mobile, keys[0])))
    }

    private func proof(of message: String, to mobile: String, _ key: SymmetricKey) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: Data("\(message)|\(mobile)".utf8), using: key))
            .prefix(Self.proofBytes).map { $0 }
    }

    private static func bytes(hexadecimal text: Substring) -> [UInt8]? {
        let digits = text.compactMap(\.hexDigitValue)
        guard digits.count == Self.digits else { return nil }
        return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }

    /// Where a code leads.
    ///
    /// - Returns: `nil` for a code that nobody here made, or whose reader has another number since.
    /// - Throws: ``LinkSigner/Fault/expired(_:)`` when it was good once.
    public func link(of code: String, _ registrar: Registrar) throws -> SignedLink? {
        guard code.utf8.count == 20, let bytes = LinkSigner.decoded(code[...]).map(Array.init) else { return nil }
        let start = String(hexadecimal: bytes.prefix(Self.digits / 2).map { $0 })
        for row in try registrar.session.rows(
            "SELECT id, recipient, created_at FROM outbox WHERE id >= $1 AND id < $2 AND channel = 'text'", start,
            start + "g")
        {
            let person: PersonReference = try row.reference(1)
            guard let reader = try registrar.reachable(person), let mobile = reader.mobile,
                proves(Array(bytes.dropFirst(Self.digits / 2)), try row.text(0), mobile)
            else { continue }
            let end = try row.timestamp(2).adding(seconds: Self.days * 86_400)
            guard registrar.now < end else { throw LinkSigner.Fault.expired(end) }
            return .list(of: person, email: reader.email, expiresAt: end)
        }
        return nil
    }

    private func proves(_ proof: [UInt8], _ message: String, _ mobile: String) -> Bool {
        keys.contains { key in
            // Compared by digest, in a time that does not depend on where they differ.
            SHA256.hash(data: Data(proof)) == SHA256.hash(data: Data(self.proof(of: message, to: mobile, key)))
        }
    }
}
