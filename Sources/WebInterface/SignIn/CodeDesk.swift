import Conferences
import HTTPTypes
import Hummingbird
import Persistence
import WorkingDays

/// The steps between a right password and the pages: a code, or setting a second factor up.
struct CodeDesk: Sendable {
    let frame: SignInFrame

    func add(to router: Router<PageContext>) {
        router.get("/sign-in/code") { request, context in
            guard Self.name(in: context, at: .code) != nil else { return Self.startAgain }
            return codePage(for: request)
        }
        router.post("/sign-in/code") { request, context in try await takeCode(request, context) }
        router.get("/sign-in/second-factor") { request, context in
            guard let name = Self.name(in: context, at: .secondFactor) else { return Self.startAgain }
            return proposal(TimeCode(), for: request, name)
        }
        router.post("/sign-in/second-factor") { request, context in try await setUp(request, context) }
    }

    private static let startAgain = Response(status: .seeOther, headers: [.location: "/sign-in"])

    /// Who has come so far.
    private static func name(in context: PageContext, at stage: Sessions.Stage) -> AccountName? {
        guard let session = context.signedIn?.session, session.stage == stage else { return nil }
        return session.account.name
    }

    private static func to(_ request: Request) -> String? {
        OwnPath.checked(request.uri.queryParameters["to"].map(String.init))
    }

    private func codePage(
        for request: Request, to: String? = nil, problem: SignInFrame.Problem? = nil
    ) -> Response {
        var content: [String: Any] = [:]
        content["to"] = to ?? Self.to(request)
        return frame.page("sign-in-code", title: "Enter your code", for: request, content, problem: problem)
    }

    private func takeCode(_ request: Request, _ context: PageContext) async throws -> Response {
        let fields = try await frame.fields(of: request)
        guard let name = Self.name(in: context, at: .code) else { return Self.startAgain }
        let to = OwnPath.checked(fields["to"])
        let code = String((fields["code"] ?? "").prefix(100))
        guard code.contains(where: { !$0.isWhitespace }) else {
            return codePage(for: request, to: to, problem: .init(field: "code", sentence: "Enter the code."))
        }
        switch try await check(code, of: name) {
        case .wrong:
            return codePage(
                for: request, to: to,
                problem: .init(
                    field: "code", sentence: "That code is not right, or was used already. Please give the next one."))
        case .wait:
            return codePage(
                for: request, to: to,
                problem: .init(
                    field: "code",
                    sentence: "That did not work several times. Please wait a few minutes, then try again."))
        case .right(let token): return try await frame.begun(token, to: to ?? "/", instead: context)
        }
    }

    private enum Check: Sendable {
        case wrong, wait
        case right(SecretToken)
    }

    /// Six digits are soon guessed: here too each further attempt has to wait.
    private func check(_ code: String, of name: AccountName) async throws -> Check {
        let (now, worldNow, rules) = (frame.now(), frame.worldNow(), frame.rules)
        return try await frame.database.write { session in
            let (attempts, subject) = (SignInAttempts(session), SignInAttempts.subject("\(name) code", device: nil))
            guard try attempts.begin(subject, now: now) == nil else { return .wait }
            let signIn = SignIn(session, now: now, rules: rules)
            guard let method = try SecondFactor(session, of: name, now: now).take(code, worldNow: worldNow) else {
                try signIn.refuse(name, attempt: subject)
                return .wrong
            }
            try attempts.clear(subject)
            return .right(try signIn.open(name, by: method))
        }
    }
}

// Setting a second factor up where it is required.
extension CodeDesk {
    private func proposal(
        _ code: TimeCode, for request: Request, _ name: AccountName, problem: SignInFrame.Problem? = nil
    ) -> Response {
        frame.page(
            "second-factor-first", title: "Set up a second factor", for: request,
            frame.pages.proposal(code, account: name), problem: problem)
    }

    private func setUp(_ request: Request, _ context: PageContext) async throws -> Response {
        let fields = try await frame.fields(of: request)
        guard let name = Self.name(in: context, at: .secondFactor) else { return Self.startAgain }
        let code = TimeCode(text: fields["secret"] ?? "") ?? TimeCode()
        guard let step = code.step(of: fields["code"] ?? "", now: frame.worldNow(), after: nil) else {
            return proposal(code, for: request, name, problem: .wrongCode)
        }
        let (now, rules) = (frame.now(), frame.rules)
        let begun = try await frame.database.write { session -> (codes: [String], token: SecretToken)? in
            guard let codes = try SecondFactor(session, of: name, now: now).turnOn(code, step: step) else { return nil }
            return (codes, try SignIn(session, now: now, rules: rules).open(name, by: .code))
        }
        guard let (codes, token) = begun else { return Self.startAgain }
        var response = try await frame.begun(token, to: "/", instead: context)
        let shown = frame.pages.page(
            "recovery-codes", title: "Your recovery codes", ["codes": codes, "next": "/"])
        response.status = .ok
        response.headers[.location] = nil
        response.headers[.contentType] = shown.headers[.contentType]
        response.body = shown.body
        return response
    }
}

extension SignInFrame.Problem {
    static let wrongCode = SignInFrame.Problem(
        field: "code", sentence: "That is not the code that the app shows now. Please give the next one.")
}

extension Pages {
    /// What an app must be told, as the templates see it.
    func proposal(_ code: TimeCode, account: AccountName) -> [String: Any] {
        let text = code.text
        let groups = stride(from: 0, to: text.count, by: 4).map { String(text.dropFirst($0).prefix(4)) }
        return [
            "secret": text, "groups": groups.joined(separator: " "),
            "address": code.address(issuer: "Quorate", account: account.text),
        ]
    }
}
