import Crypto
import Foundation
import WorkingDays

/// What a provider says of somebody, checked.
///
/// - Source: OpenID Connect Core 1.0, 3.1.3.7; RFC 7519.
struct IDToken: Sendable, Equatable {
    let subject: String
    /// What somebody is called there.
    let preferredName: String?
    let name: String?
    let groups: [String]

    /// What a token must be, for this sign-in.
    struct Expected: Sendable {
        let issuer: String
        let clientID: String
        let nonce: String
        let groupsClaim: String
        let now: Timestamp
    }

    /// Seconds by which clocks may differ.
    private static let leeway: Double = 60

    /// - Throws: ``OpenIDFault/token(_:)``.
    init(_ text: String, keys: ProviderKeys, expected: Expected) throws(OpenIDFault) {
        let claims = try Self.signedClaims(text, keys)
        guard claims["iss"]?.text == expected.issuer else { throw .token("it has another issuer") }
        let audience = claims["aud"]?.list ?? []
        guard audience.contains(expected.clientID) else { throw .token("it is for somebody else") }
        let party = claims["azp"]?.text
        guard party == expected.clientID || (party == nil && audience.count == 1) else {
            throw .token("it was issued to somebody else")
        }
        let now = Double(expected.now.seconds)
        guard let expiry = claims["exp"]?.number, now < expiry + Self.leeway else { throw .token("it has run out") }
        guard let issuedAt = claims["iat"]?.number, issuedAt < now + Self.leeway else {
            throw .token("it was issued in the future")
        }
        guard let nonce = claims["nonce"]?.text, PageForm.same(nonce, expected.nonce) else {
            throw .token("it belongs to another sign-in")
        }
        guard let subject = claims["sub"]?.text, (1...255).contains(subject.utf8.count) else {
            throw .token("it names nobody")
        }
        self.subject = subject
        (preferredName, name) = (claims["preferred_username"]?.text, claims["name"]?.text)
        groups = claims[expected.groupsClaim]?.list ?? []
    }

    /// The claims of a token that one of the keys has signed; nothing in it is believed before that.
    private static func signedClaims(
        _ text: String, _ keys: ProviderKeys
    ) throws(OpenIDFault) -> [String: Claim] {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let header: Header = decoded(parts[0]), let signature = Base64URL.decoded(parts[2])
        else { throw .token("it is no signed token") }
        guard header.crit == nil, let algorithm = ProviderKeys.Algorithm(rawValue: header.alg) else {
            throw .token("it is signed in a way that is not taken")
        }
        let message = Data("\(parts[0]).\(parts[1])".utf8)
        let isSigned = keys.candidates(kid: header.kid, algorithm: algorithm).contains {
            $0.signed(message, signature, algorithm)
        }
        guard isSigned, let claims: [String: Claim] = decoded(parts[1]) else {
            throw .token("none of the provider's keys has signed it")
        }
        return claims
    }

    private static func decoded<Value: Decodable>(_ part: Substring) -> Value? {
        Base64URL.decoded(part).flatMap { try? JSONDecoder().decode(Value.self, from: $0) }
    }

    private struct Header: Decodable {
        let alg: String
        let kid: String?
        /// What a reader must understand, or refuse the token.
        let crit: [String]?
    }

    /// A claim's value, as far as any is looked at.
    private enum Claim: Decodable {
        case text(String)
        case number(Double)
        case list([String])
        case other

        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            if let text = try? value.decode(String.self) {
                self = .text(text)
            } else if let number = try? value.decode(Double.self) {
                self = .number(number)
            } else if let list = try? value.decode([String].self) {
                self = .list(list)
            } else {
                self = .other
            }
        }

        var text: String? { if case .text(let text) = self { text } else { nil } }
        var number: Double? { if case .number(let number) = self { number } else { nil } }
        /// One by itself is a list of one.
        var list: [String]? {
            switch self {
            case .list(let list): list
            case .text(let text): [text]
            case .number, .other: nil
            }
        }
    }
}
