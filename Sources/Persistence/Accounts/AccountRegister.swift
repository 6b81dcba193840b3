import Conferences
import WorkingDays

/// The accounts: added, changed, disabled, each change in the trail.
public struct AccountRegister {
    let session: any DatabaseSession
    let actor: String
    let now: Timestamp

    /// - Parameter actor: Who changes something, as the trail names them.
    public init(_ session: any DatabaseSession, actor: String, now: Timestamp) {
        (self.session, self.actor, self.now) = (session, actor, now)
    }

    static let columns = """
        name, display_name, roles, person, agency, state, disabled_for, second_factor IS NOT NULL,
        identity IS NOT NULL, open_since, seen_at
        """

    static func account(_ row: DatabaseRow, from first: Int = 0) throws -> Account {
        let state: Account.State =
            switch try row.text(first + 5) {
            case "invited": .invited
            case "active": .active
            default: .disabled(try row.word(first + 6))
            }
        return Account(
            name: try AccountName(row.text(first)), displayName: try row.text(first + 1),
            roles: try roles(row.text(first + 2)), person: try row.optional(first + 3, row.reference),
            agency: try row.optional(first + 4, row.reference), state: state,
            hasSecondFactor: try row.flag(first + 7), isProvided: try row.flag(first + 8),
            openSince: try row.timestamp(first + 9), seenAt: try row.optional(first + 10, row.timestamp))
    }

    /// Written one after the other, in the order of the rulebook.
    private static func roles(_ text: String) throws -> Set<Role> {
        try Set(
            text.split(separator: " ").map { word in
                guard let role = Role(rawValue: String(word)) else { throw StoreError.unexpectedValue(column: 2) }
                return role
            })
    }

    private static func ordered(_ roles: Set<Role>) -> [Role] { Role.allCases.filter(roles.contains) }

    private static func text(_ roles: Set<Role>) -> String {
        ordered(roles).map(\.rawValue).joined(separator: " ")
    }

    public func account(_ name: AccountName) throws -> Account? {
        try session.row("SELECT \(Self.columns) FROM account WHERE name = $1", name).map { try Self.account($0) }
    }

    /// In order of name.
    public func all() throws -> [Account] {
        try session.rows("SELECT \(Self.columns) FROM account ORDER BY name").map { try Self.account($0) }
    }

    /// Whether there is any account at all.
    public func isEmpty() throws -> Bool { try session.row("SELECT 1 FROM account LIMIT 1") == nil }

    /// - Returns: What opens the page on which its password is chosen.
    /// - Throws: ``AccountFault``.
    public func add(_ name: AccountName, _ details: AccountDetails) throws -> SecretToken {
        try insert(name, details, state: "invited")
        return try SetUpLinks(session).make(for: name, now: now)
    }

    /// An account whose password is known from the start.
    ///
    /// - Throws: ``AccountFault``.
    public func add(_ name: AccountName, _ details: AccountDetails, password: PasswordHash) throws {
        try insert(name, details, state: "active", password: password)
    }

    func insert(
        _ name: AccountName, _ details: AccountDetails, state: String, password: PasswordHash? = nil,
        identity: String? = nil
    ) throws {
        try check(details, isProvided: identity != nil)
        guard try account(name) == nil else { throw AccountFault.taken(name) }
        try session.execute(
            """
            INSERT INTO account (name, display_name, roles, person, agency, state, password, identity, open_since)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """, name, details.displayName, Self.text(details.roles), details.person, details.agency, state,
            password?.text, identity, now)
        try record(
            .added(roles: Self.ordered(details.roles), person: details.person, agency: details.agency), of: name)
    }

    private func check(_ details: AccountDetails, isProvided: Bool) throws {
        try details.check(isProvided: isProvided)
        if let person = details.person,
            try session.row("SELECT 1 FROM person WHERE reference = $1", person) == nil
        {
            throw AccountFault.unknownPerson(person)
        }
        if let agency = details.agency, try session.row("SELECT 1 FROM agency WHERE code = $1", agency) == nil {
            throw AccountFault.unknownAgency(agency)
        }
    }

    /// What the account is from now on; who is signed in with it notices at the next page.
    ///
    /// - Throws: ``AccountFault``; the roles of an account that a provider vouches for are changed there.
    public func change(_ name: AccountName, to details: AccountDetails) throws {
        let before = try known(name)
        try check(details, isProvided: before.isProvided)
        if before.isProvided, details.roles != before.roles { throw AccountFault.provided(name) }
        try requireManagerLeft(without: before, if: !Self.manages(details.roles))
        try write(details, of: before)
    }

    func write(_ details: AccountDetails, of before: Account) throws {
        try session.execute(
            "UPDATE account SET display_name = $1, roles = $2, person = $3, agency = $4 WHERE name = $5",
            details.displayName, Self.text(details.roles), details.person, details.agency, before.name)
        guard (before.roles, before.person, before.agency) != (details.roles, details.person, details.agency) else {
            return
        }
        try record(
            .rolesChanged(roles: Self.ordered(details.roles), person: details.person, agency: details.agency),
            of: before.name)
    }

    /// Closes an account at once, wherever it is signed in.
    ///
    /// - Throws: ``AccountFault``.
    public func disable(_ name: AccountName, _ reason: DisabledReason = .byHand) throws {
        let account = try known(name)
        if case .disabled = account.state { throw AccountFault.alreadyDisabled(name) }
        if reason == .byHand { try requireManagerLeft(without: account, if: true) }
        try session.execute(
            "UPDATE account SET state = 'disabled', disabled_for = $1 WHERE name = $2", reason.rawValue, name)
        try Sessions(session).endAll(of: name)
        try SetUpLinks(session).withdraw(for: name)
        try record(.disabled(reason: reason), of: name)
    }

    /// Opens an account that was disabled, as it was.
    ///
    /// - Throws: ``AccountFault``.
    public func enable(_ name: AccountName) throws {
        let account = try known(name)
        guard case .disabled = account.state else { throw AccountFault.notDisabled(name) }
        try session.execute(
            """
            UPDATE account SET disabled_for = NULL, open_since = $1,
                state = CASE WHEN password IS NULL AND identity IS NULL THEN 'invited' ELSE 'active' END
            WHERE name = $2
            """, now, name)
        try record(.enabled, of: name)
    }

    /// Has a new password chosen: the old one, the second factor and what is signed in count no more.
    ///
    /// - Returns: What opens the page on which it is chosen.
    /// - Throws: ``AccountFault``.
    public func reset(_ name: AccountName) throws -> SecretToken {
        let account = try known(name)
        if account.isProvided { throw AccountFault.provided(name) }
        if case .disabled = account.state { throw AccountFault.alreadyDisabled(name) }
        try session.execute(
            """
            UPDATE account SET state = 'invited', password = NULL, last_code = NULL, second_factor = NULL,
                open_since = $1
            WHERE name = $2
            """, now, name)
        try session.execute("DELETE FROM recovery_code WHERE account = $1", name)
        try Sessions(session).endAll(of: name)
        try record(.reset, of: name)
        return try SetUpLinks(session).make(for: name, now: now)
    }

    func known(_ name: AccountName) throws -> Account {
        guard let account = try account(name) else { throw AccountFault.unknown(name) }
        return account
    }

    func record(_ event: AccountEvent, of name: AccountName) throws {
        try AccountTrail.record(event, of: name, actor: actor, at: now, in: session)
    }

    private static func manages(_ roles: Set<Role>) -> Bool {
        roles.contains { $0.permissions.contains(.manageAccounts) }
    }

    /// So that nobody is left who could let anybody in.
    private func requireManagerLeft(without account: Account, if isLost: Bool) throws {
        guard isLost, Self.manages(account.roles), account.state == .active else { return }
        let others = try all().filter { $0.name != account.name && $0.state == .active && Self.manages($0.roles) }
        guard !others.isEmpty else { throw AccountFault.lastManager(account.name) }
    }
}

/// Writes what happened to accounts into the trail.
enum AccountTrail {
    static func record(
        _ event: AccountEvent, of name: AccountName, actor: String, at now: Timestamp, in session: any DatabaseSession
    ) throws {
        let log = EventLog(session)
        let stream = "user/\(name)"
        try log.append(
            [(event.kind, try EventCoding.encode(event))], to: stream, after: log.version(of: stream), actor: actor,
            at: now)
    }
}

extension AccountName: Storable { public var stored: DatabaseValue { .text(text) } }
