import Conferences
import WorkingDays

/// How somebody comes in: what they bring is compared, and a session begins.
///
/// Passwords are compared outside a transaction, since that takes long on purpose: first ``password(of:)``, then
/// ``admit(_:attempt:)`` or ``refuse(_:attempt:)``.
public struct SignIn {
    let session: any DatabaseSession
    let now: Timestamp
    let rules: Rules

    /// What a partnership asks of whoever signs in.
    public struct Rules: Sendable, Equatable {
        public let limits: SessionLimits
        public let requiresSecondFactor: Bool

        public init(limits: SessionLimits = .standard, requiresSecondFactor: Bool = false) {
            (self.limits, self.requiresSecondFactor) = (limits, requiresSecondFactor)
        }
    }

    /// What came of it.
    public enum Outcome: Sendable {
        /// A session has begun, under a token never seen before.
        case begun(SecretToken, Sessions.Stage)
        case refused(DisabledReason)
    }

    public init(_ session: any DatabaseSession, now: Timestamp, rules: Rules) {
        (self.session, self.now, self.rules) = (session, now, rules)
    }

    /// What a password is to be compared with: nobody's for whoever has none.
    public func password(of name: AccountName?) throws -> PasswordHash {
        let row = try name.flatMap { try session.row("SELECT password FROM account WHERE name = $1", $0) }
        let text = try row.flatMap { try $0.optional(0, $0.text) }
        return text.map(PasswordHash.init(stored:)) ?? .ofNobody
    }

    /// Somebody brought the right password.
    ///
    /// - Parameters:
    ///   - password: What was compared with. Comparing takes a while, in which its owner may have chosen another.
    ///   - attempt: What ``SignInAttempts`` counted it under.
    /// - Returns: `nil` where that is the account's password no more.
    public func admit(_ name: AccountName, by password: PasswordHash, attempt: [UInt8]) throws -> Outcome? {
        guard try self.password(of: name).text == password.text else { return nil }
        try SignInAttempts(session).clear(attempt)
        let account = try register(by: name).known(name)
        if let reason = try closed(account) { return .refused(reason) }
        if account.hasSecondFactor { return .begun(try begin(name, .code), .code) }
        if rules.requiresSecondFactor { return .begun(try begin(name, .secondFactor), .secondFactor) }
        return .begun(try open(name, by: .password), .open)
    }

    /// Somebody brought the wrong one; the trail hears of it where there is such an account.
    public func refuse(_ name: AccountName?, attempt: [UInt8]) throws {
        guard let name, try register(by: name).account(name) != nil else { return }
        let attempts = try SignInAttempts(session).failures(attempt)
        try AccountRegister(session, actor: "somebody", now: now).record(
            .signInFailed(attempts: max(attempts, 1)), of: name)
    }

    /// Begins a session in which everything can be done that the account allows.
    public func open(_ name: AccountName, by method: SignInMethod) throws -> SecretToken {
        try session.execute("UPDATE account SET seen_at = $1 WHERE name = $2", now, name)
        try register(by: name).record(.signedIn(by: method), of: name)
        return try begin(name, .open)
    }

    private func begin(_ name: AccountName, _ stage: Sessions.Stage) throws -> SecretToken {
        try Sessions(session).begin(for: name, stage: stage, now: now, limits: rules.limits)
    }

    /// Why an account cannot be used; one that has lain idle for too long is disabled here.
    func closed(_ account: Account) throws -> DisabledReason? {
        if case .disabled(let reason) = account.state { return reason }
        guard account.isDormant(at: now) else { return nil }
        try register(by: account.name).disable(account.name, .dormant)
        return .dormant
    }

    func register(by name: AccountName) -> AccountRegister {
        AccountRegister(session, actor: "user/\(name)", now: now)
    }
}

// Choosing a password.
extension SignIn {
    /// Takes a set-up link up: it is good no more, and whoever used it is signed in.
    ///
    /// - Parameter first: Who the first administrator is, where the link makes that account.
    /// - Returns: `nil` when the link is good no more.
    /// - Throws: ``AccountFault``.
    public func setUp(
        _ link: SecretToken, password: PasswordHash, first: (name: AccountName, displayName: String)? = nil
    ) throws -> Outcome? {
        guard let purpose = try SetUpLinks(session).purpose(of: link, now: now) else { return nil }
        let name: AccountName
        switch (purpose, first) {
        case (.account(let known), _):
            name = known
            try setPassword(password, of: known)
            try Sessions(session).endAll(of: known)
        case (.firstAdministrator, let first?):
            name = first.name
            try register(by: name).add(
                name, AccountDetails(displayName: first.displayName, roles: [.administrator]), password: password)
        case (.firstAdministrator, nil): return nil
        }
        try SetUpLinks(session).use(link)
        if rules.requiresSecondFactor { return .begun(try begin(name, .secondFactor), .secondFactor) }
        return .begun(try open(name, by: .link), .open)
    }

    /// Another password; every other session of the account ends.
    public func changePassword(_ password: PasswordHash, of name: AccountName, keeping token: SecretToken) throws {
        try setPassword(password, of: name)
        try session.execute(
            "DELETE FROM account_session WHERE account = $1 AND digest <> $2", name, token.digest)
    }

    private func setPassword(_ password: PasswordHash, of name: AccountName) throws {
        try session.execute(
            "UPDATE account SET password = $1, state = 'active', open_since = $2 WHERE name = $3 AND state <> 'disabled'",
            password.text, now, name)
        try register(by: name).record(.passwordChosen, of: name)
    }

    /// Ends every session of an account.
    public func signOutEverywhere(_ name: AccountName) throws {
        try Sessions(session).endAll(of: name)
        try register(by: name).record(.signedOutEverywhere, of: name)
    }
}
