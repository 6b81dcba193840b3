import Conferences

/// The identity provider that a partnership signs in with.
///
/// - Source: OpenID Connect Core 1.0 and Discovery 1.0; RFC 7636 (PKCE).
public struct OpenIDSettings: Sendable {
    /// As the provider names itself, without a slash at the end unless it has one.
    public let issuer: String
    public let clientID: String
    public let clientSecret: String?
    /// What is asked for: `openid` and whatever brings name and groups.
    public let scope: String
    /// The claim that lists somebody's groups.
    public let groupsClaim: String
    /// What each group makes somebody.
    public let roles: [String: Role]
    /// What the provider's button says.
    public let label: String
    /// Calls the provider.
    public let call: Call

    /// One request: a GET, or a POST with a form.
    public typealias Call =
        @Sendable (_ url: String, _ form: String?, _ authorization: String?) async throws -> (
            status: Int, body: [UInt8]
        )

    public init(
        issuer: String, clientID: String, clientSecret: String?, scope: String, groupsClaim: String,
        roles: [String: Role], label: String, call: @escaping Call
    ) {
        (self.issuer, self.clientID, self.clientSecret, self.scope) = (issuer, clientID, clientSecret, scope)
        (self.groupsClaim, self.roles, self.label, self.call) = (groupsClaim, roles, label, call)
    }
}

/// Why somebody could not be signed in through the provider; none of it is shown to them but that it failed.
enum OpenIDFault: Error, Equatable, CustomStringConvertible {
    /// The provider's answer is not what the standards ask for.
    case provider(String)
    /// The token does not prove what it should.
    case token(String)

    var description: String {
        switch self {
        case .provider(let what): "the identity provider: \(what)"
        case .token(let what): "the ID token is refused: \(what)"
        }
    }
}
