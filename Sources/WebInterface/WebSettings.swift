import Conferences

/// Where the pages are served, and what they say of whoever serves them.
public struct WebSettings: Sendable {
    /// The address that the server listens on, such as `127.0.0.1`.
    public let host: String
    /// 0 for any that is free.
    public let port: Int
    /// What people's links begin with, without a slash at the end: `https://quorate.example.org`.
    public let address: String
    /// The folder of the pages' templates and stylesheet.
    public let pages: String
    /// What practitioners read.
    public let language: ReadingLanguage
    public let partnership: String
    /// Whom a reader may ask; `nil` to name nobody.
    public let administratorContact: String?
    public let signIn: SignInSettings

    public init(
        host: String, port: Int, address: String, pages: String, language: ReadingLanguage = .english,
        partnership: String, administratorContact: String?, signIn: SignInSettings
    ) {
        self.signIn = signIn
        (self.host, self.port, self.address, self.pages) = (host, port, address, pages)
        self.language = language
        (self.partnership, self.administratorContact) = (partnership, administratorContact)
    }
}
