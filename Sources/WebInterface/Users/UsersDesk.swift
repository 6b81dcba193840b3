import Conferences
import Foundation
import Hummingbird
import Persistence
import WorkingDays

/// The accounts, for whoever manages them.
struct UsersDesk: Sendable {
    let store: OfficeStore
    let pages: Pages
    /// What links begin with, without a slash at the end.
    let address: String

    var routes: [OfficeRoute] {
        [
            .get("/users", needs: .manageAccounts) { try await list($0) },
            .post("/users", needs: .manageAccounts) { try await add($0) },
            .get("/users/:name", needs: .manageAccounts) { try await show($0) },
            .post("/users/:name/roles", needs: .manageAccounts) { try await change($0) },
            .post("/users/:name/disable", needs: .manageAccounts) { visit in
                try await act(visit, done: "disabled") { try $0.disable($1) }
            },
            .post("/users/:name/enable", needs: .manageAccounts) { visit in
                try await act(visit, done: "enabled") { try $0.enable($1) }
            },
            .post("/users/:name/reset", needs: .manageAccounts) { try await reset($0) },
        ]
    }

    private func list(
        _ visit: Visit, entry: UserEntry = UserEntry(), problem: SignInFrame.Problem? = nil
    ) async throws -> Response {
        let accounts = try await store.read { try AccountRegister($0, actor: visit.actor, now: visit.now).all() }
        let view = UsersView(accounts: accounts, now: visit.now, entry: entry, problem: problem)
        return pages.office(
            "users", title: problem == nil ? "Accounts" : "Error: Accounts", for: visit,
            status: problem == nil ? .ok : .unprocessableContent, view.content)
    }

    private func show(
        _ visit: Visit, problem: SignInFrame.Problem? = nil, overtaken: Overtaken? = nil
    ) async throws -> Response {
        let account = try await account(visit)
        let known = UserEntry(account)
        let entry =
            overtaken != nil
            ? UserEntry(UserEntry.opened(visit.fields).merged(into: known.fields))
            : problem != nil ? UserEntry(visit.fields) : known
        let view = UserView(
            account: account, now: visit.now, isOwn: account.name.text == visit.visitor.account, entry: entry,
            done: visit.query["done"], problem: problem)
        var content = view.content
        content["opened"] = OpenedRecord.hidden(known.fields)
        content["overtaken"] = overtaken?.content
        let status: HTTPResponse.Status = overtaken != nil ? .conflict : problem != nil ? .unprocessableContent : .ok
        return pages.office(
            "user", title: status == .ok ? "Account" : "Error: Account", for: visit, status: status, content)
    }

    /// - Throws: `HTTPError` 404 when there is none.
    private func account(_ visit: Visit) async throws -> Account {
        guard let name = try? AccountName(visit.parameters.require("name")) else { throw HTTPError(.notFound) }
        let account = try await store.read { try AccountRegister($0, actor: visit.actor, now: visit.now).account(name) }
        guard let account else { throw HTTPError(.notFound) }
        return account
    }

    private func add(_ visit: Visit) async throws -> Response {
        let entry = UserEntry(visit.fields)
        do {
            let (name, details) = (try entry.accountName(), try entry.details())
            let token = try await store.register(visit) { try $0.add(name, details) }
            return link(token, to: name, visit)
        } catch let problem as SignInFrame.Problem {
            return try await list(visit, entry: entry, problem: problem)
        } catch let fault as AccountFault {
            return try await list(visit, entry: entry, problem: .init(field: fault.field, sentence: "\(fault)"))
        }
    }

    private func change(_ visit: Visit) async throws -> Response {
        let account = try await account(visit)
        do {
            try requireOther(account, visit)
            var entry = UserEntry(visit.fields)
            if account.isProvided { (entry.roles, entry.displayName) = (account.roles, account.displayName) }
            let details = try entry.details()
            try await store.register(visit) { register in
                if let known = try register.account(account.name) {
                    try UserEntry.opened(visit.fields).check(UserEntry(known).fields)
                }
                try register.change(account.name, to: details)
            }
            return done("changed", account.name)
        } catch let overtaken as Overtaken {
            return try await show(visit, overtaken: overtaken)
        } catch let problem as SignInFrame.Problem { return try await show(visit, problem: problem) } catch let fault
            as AccountFault
        { return try await show(visit, problem: .init(field: fault.field, sentence: "\(fault)")) }
    }

    private func act(
        _ visit: Visit, done word: String,
        _ body: @escaping @Sendable (AccountRegister, AccountName) throws -> Void
    ) async throws -> Response {
        let account = try await account(visit)
        do {
            try requireOther(account, visit)
            try await store.register(visit) { try body($0, account.name) }
            return done(word, account.name)
        } catch let problem as SignInFrame.Problem { return try await show(visit, problem: problem) } catch let fault
            as AccountFault
        { return try await show(visit, problem: .init(field: "standing", sentence: "\(fault)")) }
    }

    private func reset(_ visit: Visit) async throws -> Response {
        let account = try await account(visit)
        do {
            try requireOther(account, visit)
            return link(try await store.register(visit) { try $0.reset(account.name) }, to: account.name, visit)
        } catch let problem as SignInFrame.Problem { return try await show(visit, problem: problem) } catch let fault
            as AccountFault
        { return try await show(visit, problem: .init(field: "standing", sentence: "\(fault)")) }
    }

    /// So that nobody gives themselves a role, and nobody shuts themselves out.
    ///
    /// - Throws: ``SignInFrame/Problem``.
    private func requireOther(_ account: Account, _ visit: Visit) throws {
        guard account.name.text != visit.visitor.account else {
            throw SignInFrame.Problem(
                field: "standing",
                sentence: "This is your own account. Somebody else who manages accounts must change it.")
        }
    }

    private func done(_ word: String, _ name: AccountName) -> Response {
        Response(status: .seeOther, headers: [.location: "/users/\(name)?done=\(word)"])
    }

    /// Answers the form directly: the link is kept nowhere, so no other page could show it.
    private func link(_ token: SecretToken, to name: AccountName, _ visit: Visit) -> Response {
        pages.office(
            "user-link", title: "A link to hand over", for: visit,
            ["name": name.text, "link": "\(address)/set-up/\(token.text)", "hours": SetUpLinks.hours])
    }
}

extension OfficeStore {
    /// Changes accounts in one transaction, in the visitor's name.
    fileprivate func register<Value: Sendable>(
        _ visit: Visit, _ body: @escaping @Sendable (AccountRegister) throws -> Value
    ) async throws -> Value {
        try await database.write { try body(AccountRegister($0, actor: visit.actor, now: visit.now)) }
    }
}
