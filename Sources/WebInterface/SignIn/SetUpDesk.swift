import Conferences
import Foundation
import Hummingbird
import Persistence
import WorkingDays

/// Where a one-time link leads: a password is chosen, and for the very first account a name.
struct SetUpDesk: Sendable {
    let frame: SignInFrame

    func add(to router: Router<PageContext>) {
        router.get("/set-up/:token") { request, context in
            let token = try context.parameters.require("token")
            return page(for: request, token, try await purpose(token), Entry([:]))
        }
        router.post("/set-up/:token") { request, context in
            let token = try context.parameters.require("token")
            return try await take(frame.fields(of: request), token, request, context)
        }
    }

    /// - Throws: ``ClosedLink`` when it is good no more.
    private func purpose(_ token: String) async throws -> SetUpLinks.Purpose {
        let now = frame.now()
        let purpose = try await frame.database.read {
            try SetUpLinks($0).purpose(of: SecretToken(brought: token), now: now)
        }
        guard let purpose else { throw ClosedLink(reason: .used) }
        return purpose
    }

    /// What was typed.
    private struct Entry {
        let name: String
        let displayName: String
        let password: String

        init(_ fields: [String: String]) {
            name = (fields["name"] ?? "").trimmingCharacters(in: .whitespaces)
            displayName = (fields["displayName"] ?? "").trimmingCharacters(in: .whitespaces)
            password = fields["password"] ?? ""
        }
    }

    private func page(
        for request: Request, _ token: String, _ purpose: SetUpLinks.Purpose, _ entry: Entry,
        problem: SignInFrame.Problem? = nil
    ) -> Response {
        var content: [String: Any] = ["action": "/set-up/\(token)", "advice": PasswordRule.advice]
        switch purpose {
        case .account(let name): content["account"] = name.text
        case .firstAdministrator: content["first"] = ["name": entry.name, "displayName": entry.displayName]
        }
        return frame.page("set-up", title: "Choose a password", for: request, content, problem: problem)
    }

    private func take(
        _ fields: [String: String], _ token: String, _ request: Request, _ context: PageContext
    ) async throws -> Response {
        let (purpose, entry) = (try await purpose(token), Entry(fields))
        do {
            let first = try Self.first(purpose, entry)
            try ChosenPassword.check(fields, for: first?.name ?? purpose.name)
            let outcome = try await setUp(SecretToken(brought: token), entry.password, first)
            guard case .begun(let session, let stage)? = outcome else { throw ClosedLink(reason: .used) }
            return try await frame.begun(
                session, to: stage == .open ? "/account?done=set-up" : SignInDesk.next(stage, nil), instead: context)
        } catch let problem as SignInFrame.Problem {
            return page(for: request, token, purpose, entry, problem: problem)
        } catch let fault as AccountFault {
            return page(
                for: request, token, purpose, entry,
                problem: SignInFrame.Problem(field: fault.field, sentence: "\(fault)"))
        }
    }

    private static func first(
        _ purpose: SetUpLinks.Purpose, _ entry: Entry
    ) throws(SignInFrame.Problem) -> (name: AccountName, displayName: String)? {
        guard purpose == .firstAdministrator else { return nil }
        do { return (try AccountName(entry.name), entry.displayName) } catch {
            throw SignInFrame.Problem(field: "name", sentence: "\(error)")
        }
    }

    private func setUp(
        _ link: SecretToken, _ password: String, _ first: (name: AccountName, displayName: String)?
    ) async throws -> SignIn.Outcome? {
        let (now, rules) = (frame.now(), frame.rules)
        let hash = try await frame.work.hash(password)
        return try await frame.database.write { session in
            try SignIn(session, now: now, rules: rules).setUp(link, password: hash, first: first)
        }
    }
}

extension SetUpLinks.Purpose {
    fileprivate var name: AccountName? { if case .account(let name) = self { name } else { nil } }
}

extension AccountFault {
    /// The field of a form that it is about.
    var field: String {
        switch self {
        case .taken, .unknown, .lastManager, .alreadyDisabled, .notDisabled, .provided: "name"
        case .noRole: "roles"
        case .chairWithoutPerson, .unknownPerson: "person"
        case .leadWithoutAgency, .unknownAgency: "agency"
        case .displayName: "displayName"
        }
    }
}

/// A new password in two fields of a form.
enum ChosenPassword {
    /// - Throws: ``SignInFrame/Problem`` naming the field.
    static func check(_ fields: [String: String], for name: AccountName?) throws(SignInFrame.Problem) {
        let password = fields["password"] ?? ""
        guard !password.isEmpty else {
            throw SignInFrame.Problem(field: "password", sentence: "Choose a password.")
        }
        if let name {
            do { try PasswordRule.check(password, for: name) } catch {
                throw SignInFrame.Problem(field: "password", sentence: "\(error)")
            }
        }
        guard fields["again"] == password else {
            throw SignInFrame.Problem(field: "again", sentence: "The two passwords are not the same.")
        }
    }
}
