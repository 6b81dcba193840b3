/// What happened to an account, filed under its name. No event holds a password, a code or a link.
public enum AccountEvent: Hashable, Sendable, Codable {
    case added(roles: [Role], person: PersonReference?, agency: AgencyCode?)
    case rolesChanged(roles: [Role], person: PersonReference?, agency: AgencyCode?)
    /// A link was made by which a password is chosen; what was there before no longer opens the account.
    case reset
    case disabled(reason: DisabledReason)
    case enabled
    case passwordChosen
    case secondFactorOn
    case secondFactorOff
    case recoveryCodesMade
    case signedIn(by: SignInMethod)
    /// The nth attempt in a row that failed.
    case signInFailed(attempts: Int)
    case signedOutEverywhere

    /// The name under which the log files it.
    public var kind: String {
        switch self {
        case .added: "added"
        case .rolesChanged: "rolesChanged"
        case .reset: "reset"
        case .disabled: "disabled"
        case .enabled: "enabled"
        case .passwordChosen: "passwordChosen"
        case .secondFactorOn: "secondFactorOn"
        case .secondFactorOff: "secondFactorOff"
        case .recoveryCodesMade: "recoveryCodesMade"
        case .signedIn: "signedIn"
        case .signInFailed: "signInFailed"
        case .signedOutEverywhere: "signedOutEverywhere"
        }
    }
}

/// Why an account cannot be used.
public enum DisabledReason: String, CaseIterable, Sendable, Codable {
    /// Somebody who manages accounts disabled it.
    case byHand = "by-hand"
    /// Nobody had signed in with it for 90 days.
    case dormant
}

/// What somebody proved who they are with.
public enum SignInMethod: String, CaseIterable, Sendable, Codable {
    case password
    case code
    case recoveryCode = "recovery-code"
    /// The partnership's own identity provider said so.
    case provider
    /// The link by which the password was chosen.
    case link
}
