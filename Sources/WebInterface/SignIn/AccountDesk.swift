import Conferences
import Foundation
import HTTPTypes
import Hummingbird
import Persistence
import WorkingDays

/// One's own account: the password, and signing out.
struct AccountDesk: Sendable {
    let frame: SignInFrame

    private static let everybody = Set(Permission.allCases)

    var routes: [OfficeRoute] {
        [
            OfficeRoute(method: .get, path: "/account", needs: Self.everybody) { try await show($0) },
            OfficeRoute(method: .post, path: "/account/password", needs: Self.everybody) {
                try await changePassword($0)
            },
            OfficeRoute(method: .get, path: "/account/second-factor", needs: Self.everybody) {
                try await propose(TimeCode(), $0)
            },
            OfficeRoute(method: .post, path: "/account/second-factor", needs: Self.everybody) {
                try await turnOn($0)
            },
            OfficeRoute(method: .post, path: "/account/second-factor/off", needs: Self.everybody) {
                try await turnOff($0)
            },
            OfficeRoute(method: .post, path: "/account/recovery-codes", needs: Self.everybody) {
                try await makeRecoveryCodes($0)
            },
            OfficeRoute(method: .post, path: "/account/sign-out-everywhere", needs: Self.everybody) { visit in
                let (now, rules) = (visit.now, frame.rules)
                let name = try AccountName(visit.visitor.account)
                try await frame.database.write {
                    try SignIn($0, now: now, rules: rules).signOutEverywhere(name)
                }
                return signedOut("everywhere")
            },
            OfficeRoute(method: .post, path: "/sign-out", needs: Self.everybody) { visit in
                try await frame.database.write { try Sessions($0).end(visit.token) }
                return signedOut("out")
            },
        ]
    }

    private func signedOut(_ how: String) -> Response {
        var response = Response(
            status: .seeOther,
            headers: [.location: "/sign-in?said=\(how)", HTTPField.Name("Clear-Site-Data")!: "\"cache\""])
        frame.cookies.clear(.session, in: &response)
        return response
    }

    func account(_ visit: Visit) async throws -> Account {
        let name = try AccountName(visit.visitor.account)
        let account = try await frame.database.read {
            try AccountRegister($0, actor: visit.actor, now: visit.now).account(name)
        }
        guard let account else { throw HTTPError(.notFound) }
        return account
    }

    func show(_ visit: Visit, problem: SignInFrame.Problem? = nil) async throws -> Response {
        let account = try await account(visit)
        let left = try await frame.database.read {
            try SecondFactor($0, of: account.name, now: visit.now).recoveryCodesLeft()
        }
        let view = AccountView(
            account: account, recoveryCodes: left, mayTurnOff: !frame.rules.requiresSecondFactor,
            done: visit.query["done"], problem: problem)
        return frame.pages.office(
            "account", title: problem == nil ? "Your account" : "Error: Your account", for: visit,
            status: problem == nil ? .ok : .unprocessableContent, view.content)
    }

    private func changePassword(_ visit: Visit) async throws -> Response {
        let account = try await account(visit)
        do {
            try await requirePassword(visit, of: account.name, in: "current")
            try ChosenPassword.check(visit.fields, for: account.name)
        } catch let problem as SignInFrame.Problem { return try await show(visit, problem: problem) }
        let hash = try await frame.work.hash(visit.fields["password"] ?? "")
        let rules = frame.rules
        try await frame.database.write { session in
            try SignIn(session, now: visit.now, rules: rules).changePassword(
                hash, of: account.name, keeping: visit.token)
        }
        return Response(status: .seeOther, headers: [.location: "/account?done=password"])
    }

    /// What is done to an account is done by whoever knows its password, not by whoever finds a browser open.
    ///
    /// - Throws: ``SignInFrame/Problem``; guesses are slowed down as they are at the door.
    func requirePassword(_ visit: Visit, of name: AccountName, in field: String) async throws {
        let (now, rules) = (visit.now, frame.rules)
        let subject = SignInAttempts.subject("\(name) in its own pages", device: nil)
        let stored = try await frame.database.write { session -> PasswordHash in
            guard try SignInAttempts(session).begin(subject, now: now) == nil else {
                throw SignInFrame.Problem(
                    field: field, sentence: "That was not your password several times. Please wait a few minutes.")
            }
            return try SignIn(session, now: now, rules: rules).password(of: name)
        }
        guard try await frame.work.compare(visit.fields[field] ?? "", with: stored) else {
            throw SignInFrame.Problem(field: field, sentence: "That is not your present password.")
        }
        try await frame.database.write { try SignInAttempts($0).clear(subject) }
    }
}

/// One's own account as its template sees it.
struct AccountView {
    let account: Account
    let recoveryCodes: Int
    /// Whether a second factor is optional here.
    let mayTurnOff: Bool
    let done: String?
    let problem: SignInFrame.Problem?

    var content: [String: Any] {
        var content: [String: Any] = [
            "name": account.name.text, "displayName": account.displayName,
            "roles": Role.allCases.filter(account.roles.contains).map(\.title), "advice": PasswordRule.advice,
        ]
        content["person"] = account.person?.text
        content["agency"] = account.agency?.text
        content["done"] = said
        content["refusal"] = problem.map { ["field": $0.field, "sentence": $0.sentence] }
        if let problem { content["\(problem.field)Problem"] = problem.sentence }
        content["hasPassword"] = !account.isProvided
        if account.hasSecondFactor { content["factor"] = ["left": left, "mayTurnOff": mayTurnOff] as [String: Any] }
        return content
    }

    private var left: String {
        recoveryCodes == 1 ? "1 recovery code is left." : "\(recoveryCodes) recovery codes are left."
    }

    private var said: String? {
        switch done {
        case "second-factor-off": "The second factor is off."
        case "set-up": "Your password is set, and you are signed in."
        case "password": "Your password is changed. Wherever else you were signed in, you are signed out."
        default: nil
        }
    }
}
