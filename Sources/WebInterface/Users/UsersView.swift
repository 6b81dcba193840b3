import Conferences
import Persistence
import WorkingDays

/// The list of accounts as its template sees it.
struct UsersView {
    let accounts: [Account]
    let now: Timestamp
    let entry: UserEntry
    let problem: SignInFrame.Problem?

    var content: [String: Any] {
        var content: [String: Any] = ["entry": entry.content(problem)]
        content["accounts"] =
            accounts.isEmpty
            ? nil
            : [
                "rows": accounts.map { account in
                    [
                        "name": account.name.text, "displayName": account.displayName,
                        "roles": account.rolesInWords, "state": account.stateInWords(at: now),
                        "isClosed": account.isClosed(at: now), "seen": account.seenInWords,
                        "factor": account.isProvided ? "at the provider" : account.hasSecondFactor ? "on" : "off",
                    ] as [String: Any]
                }
            ]
        content["refusal"] = problem.map { ["field": $0.field, "sentence": $0.sentence] }
        return content
    }
}

/// One account as its template sees it.
struct UserView {
    let account: Account
    let now: Timestamp
    let isOwn: Bool
    let entry: UserEntry
    let done: String?
    let problem: SignInFrame.Problem?

    var content: [String: Any] {
        var content: [String: Any] = [
            "account": account.name.text, "heading": account.displayName, "state": account.stateInWords(at: now),
            "seen": account.seenInWords, "rolesInWords": account.rolesInWords, "isOwn": isOwn,
            "mayChange": !isOwn, "isProvided": account.isProvided, "entry": entry.content(problem),
        ]
        content["done"] = said
        if !isOwn {
            content["mayEnable"] = account.isDisabled
            content["mayDisable"] = !account.isDisabled
            content["mayReset"] = !account.isDisabled && !account.isProvided
        }
        content["refusal"] = problem.map { ["field": $0.field, "sentence": $0.sentence] }
        return content
    }

    private var said: String? {
        switch done {
        case "changed": "The account is changed."
        case "disabled": "The account is disabled, and signed out everywhere."
        case "enabled": "The account is enabled."
        default: nil
        }
    }
}

extension Account {
    var isDisabled: Bool { if case .disabled = state { true } else { false } }

    func isClosed(at now: Timestamp) -> Bool { isDisabled || isDormant(at: now) }

    var rolesInWords: String {
        Role.allCases.filter(roles.contains).map(\.title).joined(separator: ", ")
    }

    func stateInWords(at now: Timestamp) -> String {
        switch state {
        case .disabled(.byHand): "disabled"
        case .disabled(.dormant): "disabled: not used for \(Account.dormantAfter) days"
        case .invited: "no password chosen yet"
        case .active where isDormant(at: now): "closed: not used for \(Account.dormantAfter) days"
        case .active: "open"
        }
    }

    var seenInWords: String {
        seenAt.map { EuropeLondon.local($0).date.spelledOut } ?? "never"
    }
}
