import Conferences
import WorkingDays

/// How long somebody stays signed in.
public struct SessionLimits: Sendable, Equatable {
    /// Minutes without a page after which one must sign in again.
    public let idleMinutes: Int
    /// Hours after which one must, whatever was done.
    public let hours: Int

    public static let standard = SessionLimits(idleMinutes: 60, hours: 12)

    public init(idleMinutes: Int, hours: Int) { (self.idleMinutes, self.hours) = (idleMinutes, hours) }
}

/// Who is signed in where. A session is known by the digest of its token, which the browser alone holds.
public struct Sessions {
    let session: any DatabaseSession

    public init(_ session: any DatabaseSession) { self.session = session }

    /// How far somebody has come.
    public enum Stage: String, Sendable {
        case open
        /// The password was right; a code is still asked for.
        case code
        /// The password was right; a second factor must be set up before anything else.
        case secondFactor = "second-factor"
    }

    /// Somebody who was recognised.
    public struct SignedIn: Sendable {
        public let account: Account
        public let stage: Stage
        /// What a form must carry.
        public let formToken: String
        public let usedAt: Timestamp

        /// Whether it is worth writing down that it is still used.
        public func isWorthTouching(at now: Timestamp) -> Bool { now.seconds - usedAt.seconds >= 60 }
    }

    /// Minutes in which a code must be given, or a second factor set up.
    private static let stageMinutes = 15

    /// A new one, under a token that nobody has seen before.
    public func begin(
        for name: AccountName, stage: Stage = .open, now: Timestamp, limits: SessionLimits
    ) throws -> SecretToken {
        try session.execute("DELETE FROM account_session WHERE ends_at <= $1", now)
        let token = SecretToken()
        let end = now.adding(seconds: stage == .open ? limits.hours * 3600 : Self.stageMinutes * 60)
        try session.execute(
            """
            INSERT INTO account_session (digest, account, stage, form_token, begun_at, used_at, ends_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """, token.digest, name, stage.rawValue, SecretToken().text, now, now, end)
        return token
    }

    /// - Returns: `nil` for whoever is not signed in any more, or never was, or whose account is not open.
    public func resume(_ token: SecretToken, now: Timestamp, limits: SessionLimits) throws -> SignedIn? {
        let row = try session.row(
            """
            SELECT stage, form_token, used_at, ends_at, \(AccountRegister.columns)
            FROM account_session JOIN account ON account.name = account_session.account WHERE digest = $1
            """, token.digest)
        guard let row else { return nil }
        let usedAt = try row.timestamp(2)
        let account = try AccountRegister.account(row, from: 4)
        guard now.seconds < (try row.timestamp(3)).seconds,
            now.seconds - usedAt.seconds < Int64(limits.idleMinutes * 60), account.state == .active
        else { return nil }
        return SignedIn(account: account, stage: try row.word(0), formToken: try row.text(1), usedAt: usedAt)
    }

    /// Notes that it is still used.
    public func touch(_ token: SecretToken, now: Timestamp) throws {
        try session.execute(
            "UPDATE account_session SET used_at = $1 WHERE digest = $2 AND used_at < $1", now, token.digest)
    }

    public func end(_ token: SecretToken) throws {
        try session.execute("DELETE FROM account_session WHERE digest = $1", token.digest)
    }

    func endAll(of name: AccountName) throws {
        try session.execute("DELETE FROM account_session WHERE account = $1", name)
    }
}
