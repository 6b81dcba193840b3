import Conferences
import WorkingDays

/// The one-time links through which a password is chosen.
public struct SetUpLinks {
    let session: any DatabaseSession

    public init(_ session: any DatabaseSession) { self.session = session }

    /// Hours for which a link for somebody's account is good.
    public static let hours = 48
    /// Hours for which the link for the first administrator is good.
    public static let firstHours = 1

    /// What a link that is good opens.
    public enum Purpose: Equatable, Sendable {
        case account(AccountName)
        /// There is no account yet, and the first one is made.
        case firstAdministrator
    }

    /// A new one; an earlier one for the same account is good no more.
    func make(for name: AccountName, now: Timestamp) throws -> SecretToken {
        try withdraw(for: name)
        return try insert(name, expiresAt: now.adding(seconds: Self.hours * 3600))
    }

    /// - Returns: `nil` when there is an account, so that the first one is made already.
    public func makeFirst(now: Timestamp) throws -> SecretToken? {
        try session.execute("DELETE FROM set_up_link WHERE account IS NULL")
        guard try session.row("SELECT 1 FROM account LIMIT 1") == nil else { return nil }
        return try insert(nil, expiresAt: now.adding(seconds: Self.firstHours * 3600))
    }

    private func insert(_ name: AccountName?, expiresAt: Timestamp) throws -> SecretToken {
        let token = SecretToken()
        try session.execute(
            "INSERT INTO set_up_link (digest, account, expires_at) VALUES ($1, $2, $3)", token.digest, name, expiresAt)
        return token
    }

    func withdraw(for name: AccountName) throws {
        try session.execute("DELETE FROM set_up_link WHERE account = $1", name)
    }

    /// - Returns: `nil` when it was used, replaced or has run out, or never was.
    public func purpose(of token: SecretToken, now: Timestamp) throws -> Purpose? {
        guard
            let row = try session.row("SELECT account, expires_at FROM set_up_link WHERE digest = $1", token.digest),
            now.seconds < (try row.timestamp(1)).seconds
        else { return nil }
        if let name = try row.optional(0, row.text) { return .account(try AccountName(name)) }
        return try AccountRegister(session, actor: "", now: now).isEmpty() ? .firstAdministrator : nil
    }

    /// Takes the link away, so that it opens nothing a second time.
    func use(_ token: SecretToken) throws {
        try session.execute("DELETE FROM set_up_link WHERE digest = $1", token.digest)
    }
}
