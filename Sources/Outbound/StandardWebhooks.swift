import Crypto
import Foundation

/// Signatures as the Standard Webhooks specification (version 1, symmetric) has them.
public enum StandardWebhooks {
    /// The value of the `webhook-signature` header: `v1,` and the Base64 of HMAC-SHA256 over `id.timestamp.body`.
    ///
    /// - Parameter timestamp: Seconds since 1970, as in the `webhook-timestamp` header.
    public static func signature(id: String, timestamp: Int64, body: [UInt8], secret: WebhookSecret) -> String {
        var authentication = secret.authentication
        authentication.update(data: Array("\(id).\(timestamp).".utf8) + body)
        return "v1," + Data(authentication.finalize()).base64EncodedString()
    }
}

/// How a receiver can tell that a call comes from us.
public enum WebhookSigning: Sendable {
    /// By signatures, the current secret's first. While a secret is being replaced there are two, so that a receiver
    /// may change over at any moment between.
    case secrets(current: WebhookSecret, previous: WebhookSecret?)
    /// By nothing but its knowing the address, which is the secret: Teams and Slack.
    case addressAlone

    /// The value of the `webhook-signature` header, each secret's signature, separated by spaces; `nil` where nothing
    /// is signed.
    ///
    /// - Source: Standard Webhooks, *Signature scheme* and *Secret rotation*.
    func header(id: String, timestamp: Int64, body: [UInt8]) -> String? {
        guard case .secrets(let current, let previous) = self else { return nil }
        return [current, previous].compactMap { $0 }
            .map { StandardWebhooks.signature(id: id, timestamp: timestamp, body: body, secret: $0) }
            .joined(separator: " ")
    }
}

/// A key shared with a receiver. It does not show in descriptions, logs or dumps.
public struct WebhookSecret: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// With the key, and nothing yet to authenticate: a signature begins with a copy.
    let authentication: HMAC<SHA256>

    /// Reads a secret in its usual form, `whsec_` followed by the Base64 of 24 to 64 bytes.
    ///
    /// - Throws: `WebhookSecretError`, whose text does not repeat the secret.
    public init(_ text: String) throws(WebhookSecretError) {
        guard text.hasPrefix("whsec_") else { throw .prefix }
        guard let bytes = Data(base64Encoded: String(text.dropFirst("whsec_".count))) else { throw .base64 }
        guard (24...64).contains(bytes.count) else { throw .length(bytes.count) }
        authentication = HMAC(key: SymmetricKey(data: bytes))
    }

    /// A new secret in its usual form, of 32 random bytes.
    public static func makeText() -> String {
        "whsec_" + SymmetricKey(size: .bits256).withUnsafeBytes { Data($0).base64EncodedString() }
    }

    public var description: String { "whsec_(hidden)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// Why a webhook secret is refused.
public enum WebhookSecretError: Error, Equatable, CustomStringConvertible {
    case prefix
    case base64
    case length(Int)

    public var description: String {
        switch self {
        case .prefix:
            "The webhook secret does not start with whsec_, which every Standard Webhooks secret does."
        case .base64:
            "The webhook secret is not Base64 after whsec_; perhaps a character was lost in copying."
        case .length(let count):
            "The webhook secret has \(count) bytes; 24 to 64 are accepted."
        }
    }
}
