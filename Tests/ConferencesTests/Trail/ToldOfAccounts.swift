import Conferences
import TestValues
import Testing

extension Told<AccountEvent> {
    static let account = [
        Told(
            .added(roles: [.administrator, .chair], person: "csc-2", agency: nil),
            "added the account anna as conference administrator and chair, known as csc-2"),
        Told(
            .rolesChanged(roles: [.agencyLead], person: nil, agency: "POL"),
            "changed the account anna to agency lead, of POL"),
        Told(.reset, "had a new password chosen for the account anna"),
        Told(.disabled(reason: .byHand), "disabled the account anna"),
        Told(.disabled(reason: .dormant), "disabled the account anna: it was not used for 90 days"),
        Told(.enabled, "enabled the account anna"),
        Told(.passwordChosen, "chose a password for the account anna"),
        Told(.secondFactorOn, "turned the second factor of the account anna on"),
        Told(.secondFactorOff, "turned the second factor of the account anna off"),
        Told(.recoveryCodesMade, "had recovery codes made for the account anna"),
        Told(.signedIn(by: .password), "signed in to the account anna by password"),
        Told(.signedIn(by: .code), "signed in to the account anna by password and code"),
        Told(.signedIn(by: .recoveryCode), "signed in to the account anna by password and recovery code"),
        Told(.signedIn(by: .provider), "signed in to the account anna by the identity provider"),
        Told(.signedIn(by: .link), "signed in to the account anna by a one-time link"),
        Told(.signInFailed(attempts: 1), "failed to sign in to the account anna, 1 attempt in a row"),
        Told(.signInFailed(attempts: 6), "failed to sign in to the account anna, 6 attempts in a row"),
        Told(.signedOutEverywhere, "signed the account anna out everywhere"),
    ]
}

@Suite("What happened to an account, as a sentence")
struct AccountSentenceTests {
    @Test("tells of every event", arguments: Told<AccountEvent>.account)
    func account(_ row: Told<AccountEvent>) {
        row.check { $0.phrase($1, of: "anna") }
    }

    @Test("leaves no way of signing in out")
    func complete() {
        let told = Told<AccountEvent>.account.map(\.event)
        for method in SignInMethod.allCases { #expect(told.contains(.signedIn(by: method))) }
        for reason in DisabledReason.allCases { #expect(told.contains(.disabled(reason: reason))) }
        #expect(Set(told.map(\.kind)).count == 12)
    }
}
