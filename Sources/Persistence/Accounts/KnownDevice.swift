import Conferences
import Crypto
import Foundation

/// A browser in which an account was signed in to before: it holds a sign of that, made with keys that follow from the
/// master keys. It opens nothing; it only has its attempts counted by themselves.
///
/// - Source: OWASP, *Slow down online guessing attacks with device cookies*.
public struct KnownDevice: Sendable {
    private let keys: [SymmetricKey]

    public init(_ masters: MasterKeys) { keys = masters.derived(for: "quorate known device 1").map(\.key) }

    /// What a browser is given once somebody has signed in there.
    public func sign(for name: AccountName) -> String {
        let nonce = String(hexadecimal: SymmetricKey(size: .bits128).withUnsafeBytes(Array.init))
        return "\(nonce).\(Self.code(name, nonce, keys[0]))"
    }

    /// Which browser it is, if the account was used in it before.
    public func device(_ sign: String?, of name: AccountName?) -> String? {
        guard let sign, let name else { return nil }
        let parts = sign.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].count == 32 else { return nil }
        let nonce = String(parts[0])
        let isOurs = keys.contains {
            SHA256.hash(data: Data(Self.code(name, nonce, $0).utf8)) == SHA256.hash(data: Data(parts[1].utf8))
        }
        return isOurs ? nonce : nil
    }

    private static func code(_ name: AccountName, _ nonce: String, _ key: SymmetricKey) -> String {
        String(
            hexadecimal: Array(HMAC<SHA256>.authenticationCode(for: Data("\(name)\n\(nonce)".utf8), using: key)))
    }
}
