import Crypto
import CryptoExtras
import Foundation

/// A password as it is stored: by scrypt, with a salt of its own.
///
/// Making one, or trying a password on one, takes some tenths of a second and 32 MiB, on purpose.
///
/// - Source: RFC 7914; the cost is OWASP's for scrypt, its variant of 32 MiB.
public struct PasswordHash: Sendable, Equatable {
    /// `$scrypt$ln=15,r=8,p=3$SALT$KEY`, the last two in Base64.
    public let text: String

    /// How much work it is.
    struct Cost: Equatable, Sendable {
        /// The binary logarithm of how often it is mixed.
        let rounds: Int
        let blockSize: Int
        let parallelism: Int

        static let standard = Cost(rounds: 15, blockSize: 8, parallelism: 3)
    }

    /// Of a new password.
    public init(of password: String) throws { try self.init(of: password, cost: .standard) }

    /// Of a password that is no secret, such as a demonstration's: with next to no work.
    public init(ofKnown password: String) throws {
        try self.init(of: password, cost: Cost(rounds: 10, blockSize: 8, parallelism: 1))
    }

    init(of password: String, cost: Cost) throws {
        let salt = SymmetricKey(size: .bits128).withUnsafeBytes { Data($0) }
        let key = try Self.key(password, salt, cost)
        text =
            "$scrypt$ln=\(cost.rounds),r=\(cost.blockSize),p=\(cost.parallelism)"
            + "$\(salt.base64EncodedString())$\(key.base64EncodedString())"
    }

    /// As it was stored.
    init(stored text: String) { self.text = text }

    /// Of no password at all: trying one on it is as much work as on any other.
    public static let ofNobody = PasswordHash(
        stored: "$scrypt$ln=15,r=8,p=3$AAAAAAAAAAAAAAAAAAAAAA==$\(Data(count: 32).base64EncodedString())")

    /// Whether it is the password, in a time that does not depend on how far it is right.
    ///
    /// - Throws: ``StoreError`` when this was not written by Quorate.
    public func fits(_ password: String) throws -> Bool {
        guard let (cost, salt, key) = parts else { throw StoreError.unexpectedValue(column: 0) }
        return SHA256.hash(data: try Self.key(password, salt, cost)) == SHA256.hash(data: key)
    }

    private var parts: (cost: Cost, salt: Data, key: Data)? {
        let fields = text.split(separator: "$", omittingEmptySubsequences: false)
        guard fields.count == 5, fields[1] == "scrypt", let salt = Data(base64Encoded: String(fields[3])),
            let key = Data(base64Encoded: String(fields[4])), key.count == Self.keyLength
        else { return nil }
        let numbers = fields[2].split(separator: ",").compactMap { $0.split(separator: "=").last.flatMap { Int($0) } }
        guard numbers.count == 3, (10...20).contains(numbers[0]) else { return nil }
        return (Cost(rounds: numbers[0], blockSize: numbers[1], parallelism: numbers[2]), salt, key)
    }

    private static let keyLength = 32

    /// Of the password in one spelling, whatever keyboard it was typed on.
    private static func key(_ password: String, _ salt: Data, _ cost: Cost) throws -> Data {
        try KDF.Scrypt.deriveKey(
            from: Data(password.precomposedStringWithCompatibilityMapping.utf8), salt: salt,
            outputByteCount: keyLength, rounds: 1 << cost.rounds, blockSize: cost.blockSize,
            parallelism: cost.parallelism
        ).withUnsafeBytes { Data($0) }
    }
}
