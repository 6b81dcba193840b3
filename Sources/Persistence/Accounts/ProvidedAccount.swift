import Conferences
import WorkingDays

/// Somebody whom an identity provider has vouched for.
public struct ProvidedAccount: Sendable {
    /// The provider and whom it means by it: no two people ever have the same.
    public let identity: String
    public let preferredName: String?
    public let displayName: String?
    /// What their groups make them, today.
    public let roles: Set<Role>

    public init(identity: String, preferredName: String?, displayName: String?, roles: Set<Role>) {
        (self.identity, self.preferredName, self.displayName, self.roles) =
            (identity, preferredName, displayName, roles)
    }

    /// What may be an account's name, from what somebody is called there; an address loses its domain.
    func name(_ attempt: Int) throws(AccountNameError) -> AccountName {
        let called = (preferredName ?? "").lowercased().prefix { $0 != "@" }
        let plain = String(called.map { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) ? $0 : "-" })
        let base = String(plain.drop { "-_.".contains($0) }.prefix(30))
        let name = base.count >= 2 ? base : "sso-\(String(hexadecimal: SecretToken.digest(identity).prefix(6)))"
        return try AccountName(attempt == 1 ? name : "\(name)-\(attempt)")
    }

    /// What the pages greet with.
    func shownName(_ name: AccountName) -> String {
        let shown = String((displayName ?? "").prefix(AccountDetails.longestName))
        return shown.isEmpty || SingleLine.fault(of: shown, limit: AccountDetails.longestName) != nil
            ? name.text : shown
    }
}

extension SignIn {
    /// What came of somebody whom the provider vouched for.
    public enum ProvidedOutcome: Sendable {
        case begun(SecretToken)
        case refused(DisabledReason)
    }

    /// Signs somebody in whom the provider has vouched for; the account is made when they first come, and its roles
    /// follow their groups each time.
    ///
    /// - Returns: `nil` for whoever is in no group that opens anything; what they had open ends.
    public func admit(_ provided: ProvidedAccount) throws -> ProvidedOutcome? {
        let row = try session.row("SELECT name FROM account WHERE identity = $1", provided.identity)
        let known = try row.map { try AccountName($0.text(0)) }
        guard !provided.roles.isEmpty else {
            if let known { try Sessions(session).endAll(of: known) }
            return nil
        }
        let register = AccountRegister(session, actor: "provider", now: now)
        let name = try known ?? register.add(provided)
        if let reason = try closed(register.known(name)) { return .refused(reason) }
        try register.follow(provided, name)
        return .begun(try open(name, by: .provider))
    }
}

extension AccountRegister {
    /// - Returns: The name that it got: the one wished for, with a number where that is taken.
    fileprivate func add(_ provided: ProvidedAccount) throws -> AccountName {
        var attempt = 1
        while try account(provided.name(attempt)) != nil { attempt += 1 }
        let name = try provided.name(attempt)
        let details = AccountDetails(displayName: provided.shownName(name), roles: provided.roles)
        try insert(name, details, state: "active", identity: provided.identity)
        return name
    }

    /// Brings roles and shown name up to what the provider says now.
    fileprivate func follow(_ provided: ProvidedAccount, _ name: AccountName) throws {
        let account = try known(name)
        try write(
            AccountDetails(
                displayName: provided.shownName(name), roles: provided.roles, person: account.person,
                agency: account.agency),
            of: account)
    }
}
