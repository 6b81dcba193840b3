extension EventSentence {
    /// - Parameter account: The account's name.
    public func phrase(_ event: AccountEvent, of account: String) -> String {
        switch event {
        case .added(let roles, let person, let agency):
            "added the account \(account) as \(said(roles, person, agency))"
        case .rolesChanged(let roles, let person, let agency):
            "changed the account \(account) to \(said(roles, person, agency))"
        case .reset: "had a new password chosen for the account \(account)"
        case .disabled(.byHand): "disabled the account \(account)"
        case .disabled(.dormant): "disabled the account \(account): it was not used for 90 days"
        case .enabled: "enabled the account \(account)"
        case .passwordChosen: "chose a password for the account \(account)"
        case .secondFactorOn: "turned the second factor of the account \(account) on"
        case .secondFactorOff: "turned the second factor of the account \(account) off"
        case .recoveryCodesMade: "had recovery codes made for the account \(account)"
        case .signedIn(let method): "signed in to the account \(account) by \(said(method))"
        case .signInFailed(let attempts):
            "failed to sign in to the account \(account), \(count(attempts, "attempt", "attempts")) in a row"
        case .signedOutEverywhere: "signed the account \(account) out everywhere"
        }
    }

    private func said(_ roles: [Role], _ person: PersonReference?, _ agency: AgencyCode?) -> String {
        list(roles.map { $0.title.lowercased() }) + (person.map { ", known as \($0)" } ?? "")
            + (agency.map { ", of \($0)" } ?? "")
    }

    private func said(_ method: SignInMethod) -> String {
        switch method {
        case .password: "password"
        case .code: "password and code"
        case .recoveryCode: "password and recovery code"
        case .provider: "the identity provider"
        case .link: "a one-time link"
        }
    }
}
