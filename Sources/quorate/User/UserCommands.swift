import ArgumentParser
import Conferences
import Daemon
import Persistence
import WorkingDays

extension Role: ExpressibleByArgument {}

/// `quorate user …`
struct UserCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "Who may sign in to the pages: list, add, change, disable.",
        discussion: """
            A password is chosen by its owner, behind a one-time link: "add" and "reset" print one. Hand it over so that \
            nobody else sees it. Every change stands in the trail.
            """,
        subcommands: [List.self, Add.self, Roles.self, Disable.self, Enable.self, Reset.self])

    struct List: PermittedCommand {
        static let needs: Set<Permission> = [.manageAccounts]
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List the accounts in order of name.")

        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let (_, database) = try await store.open(for: Self.self)
            let now = SystemWallClock().now
            let accounts = try await database.read { try AccountRegister($0, actor: "", now: now).all() }
            if json {
                try Output.json(accounts.map { ListedAccount($0, now: now) })
                return
            }
            guard !accounts.isEmpty else {
                print("No accounts. `quorate user add` makes one; `quorate serve` prints a link for the first.")
                return
            }
            var table = Table(header: ["name", "", "state", "last signed in", "second factor", "roles"])
            for account in accounts.map({ ListedAccount($0, now: now) }) { table.add(account.row) }
            print(table.text())
        }
    }

    struct Add: PermittedCommand {
        static let needs: Set<Permission> = [.manageAccounts]
        static let configuration = CommandConfiguration(
            commandName: "add", abstract: "Add an account, and print the link to set it up.")

        @Argument(help: .accountName, transform: accountName) var account: AccountName
        @OptionGroup var details: AccountOptions
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let (configuration, database) = try await store.open(for: Self.self)
            let (account, actor, now) = (account, configuration.actor, SystemWallClock().now)
            let wanted = AccountDetails(
                displayName: details.name ?? account.text, roles: Set(details.role), person: details.person,
                agency: details.agency)
            let token = try await changing(database, actor, now) { try $0.add(account, wanted) }
            print("Added \(account).\n\(setUpLink(token, configuration))")
        }
    }

    struct Roles: PermittedCommand {
        static let needs: Set<Permission> = [.manageAccounts]
        static let configuration = CommandConfiguration(
            commandName: "roles", abstract: "Say what an account is from now on.",
            discussion: "All roles that it is to have; what else is not given stays. It holds at the next page.")

        @Argument(help: .accountName, transform: accountName) var account: AccountName
        @OptionGroup var details: AccountOptions
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let (configuration, database) = try await store.open(for: Self.self)
            let (account, details) = (account, details)
            try await changing(database, configuration.actor, SystemWallClock().now) { register in
                guard let known = try register.account(account) else { throw AccountFault.unknown(account) }
                try register.change(
                    account,
                    to: AccountDetails(
                        displayName: details.name ?? known.displayName, roles: Set(details.role),
                        person: details.person ?? known.person, agency: details.agency ?? known.agency))
            }
            print("Changed \(account).")
        }
    }

    struct Disable: PermittedCommand {
        static let needs: Set<Permission> = [.manageAccounts]
        static let configuration = CommandConfiguration(
            commandName: "disable", abstract: "Disable an account: it is signed out at once, and cannot sign in.")

        @Argument(help: .accountName, transform: accountName) var account: AccountName
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let (configuration, database) = try await store.open(for: Self.self)
            let account = account
            try await changing(database, configuration.actor, SystemWallClock().now) { try $0.disable(account) }
            print("Disabled \(account).")
        }
    }

    struct Enable: PermittedCommand {
        static let needs: Set<Permission> = [.manageAccounts]
        static let configuration = CommandConfiguration(
            commandName: "enable",
            abstract: "Enable an account that was disabled, by hand or since nobody used it for 90 days.")

        @Argument(help: .accountName, transform: accountName) var account: AccountName
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let (configuration, database) = try await store.open(for: Self.self)
            let account = account
            try await changing(database, configuration.actor, SystemWallClock().now) { try $0.enable(account) }
            print("Enabled \(account).")
        }
    }

    struct Reset: PermittedCommand {
        static let needs: Set<Permission> = [.manageAccounts]
        static let configuration = CommandConfiguration(
            commandName: "reset", abstract: "Print a link by which a new password is chosen.",
            discussion:
                "The old password and the second factor count no more, and the account is signed out everywhere.")

        @Argument(help: .accountName, transform: accountName) var account: AccountName
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let (configuration, database) = try await store.open(for: Self.self)
            let account = account
            let token = try await changing(database, configuration.actor, SystemWallClock().now) {
                try $0.reset(account)
            }
            print(
                "\(account) is signed out everywhere, and chooses a new password.\n\(setUpLink(token, configuration))")
        }
    }
}

/// What an account is.
struct AccountOptions: ParsableArguments {
    @Option(help: ArgumentHelp("A role; may be given several times.", valueName: "role")) var role: [Role]
    @Option(help: "The name that colleagues know; the pages greet with it.") var name: String?
    @Option(
        help: "Who of the directory it is; a chair sees the conferences of that person.", transform: referenceArgument)
    var person: PersonReference?
    @Option(help: "The agency that a lead answers for.", transform: referenceArgument) var agency: AgencyCode?
}

extension ArgumentHelp {
    fileprivate static var accountName: ArgumentHelp { "The name to sign in with, such as anna.evans." }
}

private func accountName(_ text: String) throws -> AccountName {
    do { return try AccountName(text) } catch { throw ValidationError("\(error)") }
}

@discardableResult
private func changing<Value: Sendable>(
    _ database: SQLiteDatabase, _ actor: String, _ now: Timestamp,
    _ body: @escaping @Sendable (AccountRegister) throws -> Value
) async throws -> Value {
    try await database.write { try body(AccountRegister($0, actor: actor, now: now)) }
}

/// The link, and for how long it is good.
private func setUpLink(_ token: SecretToken, _ configuration: PartnershipConfiguration) -> String {
    let address = configuration.web?.address ?? "(web.address is not set)"
    return "\nGood once, for \(SetUpLinks.hours) hours:\n  \(address)/set-up/\(token.text)"
}

private struct ListedAccount: Encodable {
    let name: String
    let displayName: String
    let state: String
    let lastSignedIn: String?
    let hasSecondFactor: Bool
    let isProvided: Bool
    let roles: [Role]
    let person: String?
    let agency: String?

    init(_ account: Account, now: Timestamp) {
        name = account.name.text
        displayName = account.displayName
        state = account.state == .active && account.isDormant(at: now) ? "dormant" : account.state.word
        lastSignedIn = account.seenAt?.description
        hasSecondFactor = account.hasSecondFactor
        isProvided = account.isProvided
        roles = Role.allCases.filter(account.roles.contains)
        person = account.person?.text
        agency = account.agency?.text
    }

    var row: [String] {
        [
            name, displayName, state, lastSignedIn.map { String($0.prefix(10)) } ?? "never",
            isProvided ? "provider" : hasSecondFactor ? "on" : "off", roles.map(\.rawValue).joined(separator: ", "),
        ]
    }
}
