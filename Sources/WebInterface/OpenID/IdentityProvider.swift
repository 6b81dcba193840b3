import Crypto
import Foundation
import Persistence
import WorkingDays

/// Speaks to the identity provider: finds out where it is, sends people there, and takes what they bring back.
struct IdentityProvider: Sendable {
    let settings: OpenIDSettings
    /// Where people come back to.
    let redirectURI: String
    /// What the world's clocks say.
    let worldNow: @Sendable () -> Timestamp
    private let known = Locked<Known?>(nil)

    init(_ settings: OpenIDSettings, redirectURI: String, worldNow: @escaping @Sendable () -> Timestamp) {
        (self.settings, self.redirectURI, self.worldNow) = (settings, redirectURI, worldNow)
    }

    /// What the provider says of itself.
    private struct Metadata: Decodable, Sendable {
        let issuer: String
        let authorizationEndpoint: String
        let tokenEndpoint: String
        let keys: String

        enum CodingKeys: String, CodingKey {
            case issuer
            case authorizationEndpoint = "authorization_endpoint"
            case tokenEndpoint = "token_endpoint"
            case keys = "jwks_uri"
        }
    }

    /// What it gives for a code, as far as that is looked at.
    private struct Tokens: Decodable {
        let idToken: String

        enum CodingKeys: String, CodingKey { case idToken = "id_token" }
    }

    private struct Known: Sendable {
        let metadata: Metadata
        let keys: ProviderKeys
        let readAt: Timestamp
    }

    /// Seconds for which what it says is believed.
    private static let lifetime: Int64 = 3600
    /// Seconds before it is asked again though a token's key is unknown.
    private static let patience: Int64 = 60

    /// Where somebody signs in.
    func authorization(_ flow: SignInFlow) async throws -> String {
        let endpoint = try await read(maximumAge: Self.lifetime).metadata.authorizationEndpoint
        let query = Self.form([
            ("response_type", "code"), ("client_id", settings.clientID), ("redirect_uri", redirectURI),
            ("scope", settings.scope), ("state", flow.state), ("nonce", flow.nonce),
            ("code_challenge", flow.challenge), ("code_challenge_method", "S256"),
        ])
        return endpoint + (endpoint.contains("?") ? "&" : "?") + query
    }

    /// What the provider says of whoever brought the code.
    ///
    /// - Throws: ``OpenIDFault``, or whatever the call throws.
    func identity(code: String, _ flow: SignInFlow) async throws -> IDToken {
        let known = try await read(maximumAge: Self.lifetime)
        let token = try await redeem(code, flow, at: known.metadata.tokenEndpoint)
        let expected = IDToken.Expected(
            issuer: settings.issuer, clientID: settings.clientID, nonce: flow.nonce,
            groupsClaim: settings.groupsClaim, now: worldNow())
        do { return try IDToken(token, keys: known.keys, expected: expected) } catch {
            // It may have new keys.
            let fresh = try await read(maximumAge: Self.patience)
            guard fresh.readAt != known.readAt else { throw error }
            return try IDToken(token, keys: fresh.keys, expected: expected)
        }
    }

    private func redeem(_ code: String, _ flow: SignInFlow, at endpoint: String) async throws -> String {
        var fields = [
            ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", redirectURI),
            ("code_verifier", flow.verifier),
        ]
        if settings.clientSecret == nil { fields.append(("client_id", settings.clientID)) }
        let basic = settings.clientSecret.map { secret in
            // Each is encoded as in a form first: RFC 6749, 2.3.1.
            "Basic " + Data("\(Self.encoded(settings.clientID)):\(Self.encoded(secret))".utf8).base64EncodedString()
        }
        let tokens: Tokens = try await answer(endpoint, form: Self.form(fields), basic)
        return tokens.idToken
    }

    private func read(maximumAge: Int64) async throws -> Known {
        let now = worldNow()
        if let known = known.withLock({ $0 }), now.seconds - known.readAt.seconds < maximumAge { return known }
        let issuer = settings.issuer.hasSuffix("/") ? String(settings.issuer.dropLast()) : settings.issuer
        let metadata: Metadata = try await answer("\(issuer)/.well-known/openid-configuration")
        guard metadata.issuer == settings.issuer else { throw OpenIDFault.provider("it names itself otherwise") }
        let isLocal = issuer.hasPrefix("http://")
        for place in [metadata.authorizationEndpoint, metadata.tokenEndpoint, metadata.keys]
        where !place.hasPrefix("https://") && !(isLocal && place.hasPrefix("http://")) {
            throw OpenIDFault.provider("it is not reached through HTTPS")
        }
        let found = Known(metadata: metadata, keys: try await answer(metadata.keys), readAt: now)
        known.withLock { $0 = found }
        return found
    }

    private func answer<Value: Decodable>(
        _ url: String, form: String? = nil, _ authorization: String? = nil
    ) async throws -> Value {
        let (status, body) = try await settings.call(url, form, authorization)
        guard status == 200 else { throw OpenIDFault.provider("it answered \(status)") }
        do { return try JSONDecoder().decode(Value.self, from: Data(body)) } catch {
            throw OpenIDFault.provider("its answer cannot be read")
        }
    }

    private static func form(_ fields: [(String, String)]) -> String {
        fields.map { "\($0)=\(encoded($1))" }.joined(separator: "&")
    }

    private static let plain = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")

    private static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
    }
}
