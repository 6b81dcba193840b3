import Conferences
import WorkingDays

/// Somebody who may sign in.
public struct Account: Sendable, Equatable {
    public let name: AccountName
    /// As the pages greet, and as colleagues know them.
    public let displayName: String
    public let roles: Set<Role>
    /// Whom the directory knows by this; a chair's conferences are found by it.
    public let person: PersonReference?
    /// Whom an agency's lead answers for.
    public let agency: AgencyCode?
    public let state: State
    public let hasSecondFactor: Bool
    /// Whether an identity provider says who it is.
    public let isProvided: Bool
    /// Since when it may be used: made, or enabled again.
    let openSince: Timestamp
    /// When somebody last signed in.
    public let seenAt: Timestamp?

    public enum State: Equatable, Sendable {
        /// A password is still to be chosen, through a link.
        case invited
        case active
        case disabled(DisabledReason)

        /// As tables and JSON say it.
        public var word: String {
            switch self {
            case .invited: "invited"
            case .active: "active"
            case .disabled: "disabled"
            }
        }
    }

    /// Days without signing in after which an account can no longer be used.
    public static let dormantAfter = 90

    /// Whether it has not been used for so long that it can no longer be.
    public func isDormant(at now: Timestamp) -> Bool {
        let last = max(seenAt?.seconds ?? openSince.seconds, openSince.seconds)
        return now.seconds - last > Int64(Self.dormantAfter * 86_400)
    }
}

/// Who is to have an account, and for what.
public struct AccountDetails: Sendable {
    public let displayName: String
    public let roles: Set<Role>
    public let person: PersonReference?
    public let agency: AgencyCode?

    /// The longest name that is shown, in characters.
    public static let longestName = 80

    public init(displayName: String, roles: Set<Role>, person: PersonReference? = nil, agency: AgencyCode? = nil) {
        (self.displayName, self.roles, self.person, self.agency) = (displayName, roles, person, agency)
    }

    /// - Parameter isProvided: Whether a provider gives the roles, and knows nothing of our directory: such an account sees
    ///   no case until somebody says whose it is.
    /// - Throws: ``AccountFault`` when something is wanting.
    func check(isProvided: Bool) throws {
        guard !roles.isEmpty else { throw AccountFault.noRole }
        if roles.contains(.chair), person == nil, !isProvided { throw AccountFault.chairWithoutPerson }
        if roles.contains(.agencyLead), agency == nil, !isProvided { throw AccountFault.leadWithoutAgency }
        guard !displayName.isEmpty, SingleLine.fault(of: displayName, limit: Self.longestName) == nil else {
            throw AccountFault.displayName
        }
    }
}

/// Why an account cannot be made, changed or used so.
public enum AccountFault: Error, Equatable, Sendable, CustomStringConvertible {
    case taken(AccountName)
    case unknown(AccountName)
    case noRole
    case chairWithoutPerson
    case leadWithoutAgency
    case unknownPerson(PersonReference)
    case unknownAgency(AgencyCode)
    case displayName
    case lastManager(AccountName)
    case alreadyDisabled(AccountName)
    case notDisabled(AccountName)
    case provided(AccountName)

    public var description: String {
        switch self {
        case .taken(let name): "There is an account \(name) already; choose another name."
        case .unknown(let name): "There is no account \(name)."
        case .noRole: "An account needs one role at least."
        case .chairWithoutPerson: "A chair's conferences are found by the person; say who of the directory it is."
        case .leadWithoutAgency: "An agency lead answers for an agency; say which."
        case .unknownPerson(let person): "The directory knows nobody as \(person)."
        case .unknownAgency(let agency): "No agency is known as \(agency)."
        case .displayName: "Give a name of 1 to \(AccountDetails.longestName) characters, in one line."
        case .lastManager(let name):
            "\(name) is the only account left that manages accounts; let another one do so first."
        case .alreadyDisabled(let name): "The account \(name) is disabled already."
        case .notDisabled(let name): "The account \(name) is not disabled."
        case .provided(let name):
            "Who signs in as \(name) is vouched for by the identity provider, which keeps the password and gives the roles; change them there."
        }
    }
}
