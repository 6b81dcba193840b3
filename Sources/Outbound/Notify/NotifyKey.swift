import Crypto
import Foundation

/// An API key of GOV.UK Notify, which signs a token for each request. It does not show in descriptions, logs or dumps.
public struct NotifyKey: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The service's id: whoever a token is issued by.
    public let service: String
    private let secret: SymmetricKey

    /// Reads a key as Notify shows it: a name, the service's id and the secret, with hyphens between them.
    ///
    /// - Throws: ``NotifyKeyError``, whose text does not repeat the key.
    public init(_ text: String) throws(NotifyKeyError) {
        // A name may have hyphens of its own, so it is read from the end: two ids of 36 characters.
        let characters = Array(text)
        guard characters.count >= 75, characters[characters.count - 37] == "-", characters[characters.count - 74] == "-"
        else { throw .parts }
        let service = String(characters.dropLast(37).suffix(36))
        let secret = String(characters.suffix(36))
        guard NotifyID.isAccepted(service) else { throw .service }
        guard NotifyID.isAccepted(secret) else { throw .secret }
        self.service = service
        self.secret = SymmetricKey(data: Array(secret.utf8))
    }

    /// A token for the `Authorization` header; Notify takes it for 30 seconds.
    ///
    /// - Parameter now: Seconds since 1970.
    /// - Source: RFC 7519, signed with HMAC SHA-256 as RFC 7515 section 3.1 and appendix A.1 have it.
    public func token(at now: Int64) -> String {
        let signed = [#"{"alg":"HS256","typ":"JWT"}"#, #"{"iat":\#(now),"iss":"\#(service)"}"#]
            .map { Self.base64URL(Array($0.utf8)) }.joined(separator: ".")
        let signature = HMAC<SHA256>.authenticationCode(for: Array(signed.utf8), using: secret)
        return "\(signed).\(Self.base64URL(Array(signature)))"
    }

    private static func base64URL(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString().replacingOccurrences(of: "+", with: "-")
            .replacingOccurrences(of: "/", with: "_").replacingOccurrences(of: "=", with: "")
    }

    public var description: String { "key of service \(service) (hidden)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// Why an API key of Notify is refused.
public enum NotifyKeyError: Error, Equatable, CustomStringConvertible {
    case parts, service, secret

    public var description: String {
        switch self {
        case .parts:
            "is no API key of GOV.UK Notify, which is a name, the service's id and the secret with hyphens between them."
        case .service:
            "is no API key of GOV.UK Notify: what stands in the place of the service's id is no UUID."
        case .secret:
            "is no API key of GOV.UK Notify: it does not end in a UUID; perhaps a character was lost in copying."
        }
    }
}

/// The ids that Notify gives to services, templates and messages: UUIDs.
public enum NotifyID {
    /// Whether it is written as Notify writes one. Foundation takes some that are none.
    public static func isAccepted(_ text: String) -> Bool {
        let groups = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        return groups.map(\.count) == [8, 4, 4, 4, 12] && groups.joined().allSatisfy(isHexadecimal)
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
        default: false
        }
    }
}
