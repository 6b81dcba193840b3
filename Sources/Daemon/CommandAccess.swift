import Conferences
import Persistence
import WorkingDays

/// Who gives a command on the server, and whether they may: by the same roles and permissions as on the pages.
///
/// - Source: Rulebook 7.
public struct CommandAccess: Sendable {
    private let commands: PartnershipConfiguration.Commands
    private let login: String

    /// - Parameter login: The system's account, such as `anna`.
    public init(_ configuration: PartnershipConfiguration, login: String) {
        commands = configuration.commands
        self.login = login
    }

    /// As the trail names them: `account/anna.evans`, or `system/root` for a system account that stands for no account
    /// of Quorate's.
    public var actor: String { commands.accounts[login].map { "account/\($0)" } ?? "system/\(login)" }

    /// - Parameter needs: Any one of these is enough.
    /// - Throws: ``CommandRefusal``.
    public func require(_ needs: Set<Permission>, _ session: any DatabaseSession, now: Timestamp) throws {
        let roles = try roles(session, now: now)
        guard !needs.isDisjoint(with: roles.flatMap(\.permissions)) else {
            throw CommandRefusal.notAllowed(
                actor: actor, roles: Role.allCases.filter(roles.contains),
                takes: Role.allCases.filter { !needs.isDisjoint(with: $0.permissions) })
        }
    }

    private func roles(_ session: any DatabaseSession, now: Timestamp) throws -> Set<Role> {
        guard let name = commands.accounts[login] else { return commands.others }
        guard let account = try AccountRegister(session, actor: actor, now: now).account(name) else {
            throw CommandRefusal.noAccount(login: login, name: name)
        }
        if case .disabled = account.state { throw CommandRefusal.disabled(login: login, name: name) }
        return account.roles
    }
}

/// Why a command is not carried out for whoever gives it.
public enum CommandRefusal: Error, Equatable, Sendable, CustomStringConvertible {
    case notAllowed(actor: String, roles: [Role], takes: [Role])
    case noAccount(login: String, name: AccountName)
    case disabled(login: String, name: AccountName)

    public var description: String {
        switch self {
        case .notAllowed(let actor, let roles, let takes):
            """
            \(actor) may not do this: it takes the role \(Self.list(takes)), and \(actor) has \
            \(roles.isEmpty ? "none" : Self.list(roles, by: "and")). The configuration says under \"commands\" which \
            account or role each of the system's accounts stands for.
            """
        case .noAccount(let login, let name):
            """
            The configuration says under \"commands\" that the system account \(login) stands for \(name), and there is \
            no such account. Take the line out, make the account with `quorate user add \(name)`, and put the line back.
            """
        case .disabled(let login, let name):
            "The account \(name), which the system account \(login) stands for, is disabled."
        }
    }

    private static func list(_ roles: [Role], by word: String = "or") -> String {
        let words = roles.map(\.rawValue)
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " \(word) " + last
    }
}
