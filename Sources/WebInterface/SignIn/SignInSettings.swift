import Persistence

/// How people sign in to the pages.
public struct SignInSettings: Sendable {
    public let rules: SignIn.Rules
    /// Whether the pages are reached through HTTPS, so that browsers are told to send cookies through nothing else.
    public let isSecure: Bool
    /// Whether a web server on the same machine stands in front and says in `X-Forwarded-For` who asked it.
    public let isBehindProxy: Bool
    /// Absent where people sign in with passwords alone.
    public let openID: OpenIDSettings?

    public init(
        rules: SignIn.Rules = SignIn.Rules(), isSecure: Bool, isBehindProxy: Bool, openID: OpenIDSettings? = nil
    ) {
        self.openID = openID
        (self.rules, self.isSecure, self.isBehindProxy) = (rules, isSecure, isBehindProxy)
    }
}
