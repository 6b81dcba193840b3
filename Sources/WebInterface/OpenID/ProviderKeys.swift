import Crypto
import CryptoExtras
import Foundation

/// The keys that a provider signs with.
///
/// - Source: RFC 7517 and RFC 7518 (JSON Web Keys).
struct ProviderKeys: Decodable, Sendable {
    let keys: [Key]

    struct Key: Decodable, Sendable {
        let kty: String
        let kid: String?
        let use: String?
        let alg: String?
        // RSA.
        let n: String?
        let e: String?
        // Elliptic curves.
        let crv: String?
        let x: String?
        let y: String?
    }

    /// The keys that may have signed a token.
    func candidates(kid: String?, algorithm: Algorithm) -> [Key] {
        keys.filter { key in
            key.kty == algorithm.keyType && (key.use ?? "sig") == "sig"
                && (key.alg ?? algorithm.rawValue) == algorithm.rawValue && (kid == nil || key.kid == kid)
        }
    }

    /// What a token may be signed by: public keys alone, so that nothing that is public can sign.
    enum Algorithm: String, Sendable {
        case rs256 = "RS256"
        case es256 = "ES256"

        var keyType: String { self == .rs256 ? "RSA" : "EC" }
    }
}

extension ProviderKeys.Key {
    /// Whether this key made the signature. An RSA key of fewer than 2048 bits makes none that counts.
    func signed(_ message: Data, _ signature: Data, _ algorithm: ProviderKeys.Algorithm) -> Bool {
        switch algorithm {
        case .rs256:
            guard let n = n.flatMap(Base64URL.decoded), let e = e.flatMap(Base64URL.decoded), n.count >= 256,
                let key = try? _RSA.Signing.PublicKey(n: n, e: e)
            else { return false }
            return key.isValidSignature(
                _RSA.Signing.RSASignature(rawRepresentation: signature), for: SHA256.hash(data: message),
                padding: .insecurePKCS1v1_5)
        case .es256:
            guard crv == "P-256", let x = x.flatMap(Base64URL.decoded), let y = y.flatMap(Base64URL.decoded),
                x.count == 32, y.count == 32,
                let key = try? P256.Signing.PublicKey(rawRepresentation: x + y),
                let signature = try? P256.Signing.ECDSASignature(rawRepresentation: signature)
            else { return false }
            return key.isValidSignature(signature, for: SHA256.hash(data: message))
        }
    }
}
