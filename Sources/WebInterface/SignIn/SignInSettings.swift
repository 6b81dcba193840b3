import Persistence

/// How people sign in to the pages.
public struct SignInSettings: Sendable {
    public let rules: SignIn.Rules
    /// Whether the pages are reached through HTTPS, so that browsers are told to send cookies through nothing else.
    public let isSecure: Bool

    public init(rules: SignIn.Rules = SignIn.Rules(), isSecure: Bool) {
        (self.rules, self.isSecure) = (rules, isSecure)
    }
}
