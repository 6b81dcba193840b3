import Conferences
import Foundation
import Hummingbird
import Persistence
import WorkingDays

/// The page that asks who it is.
struct SignInDesk: Sendable {
    let frame: SignInFrame
    let devices: KnownDevice
    /// What the way to the identity provider is called, where there is one.
    let provider: String?

    func add(to router: Router<PageContext>) {
        router.get("/sign-in") { request, context in
            let to = OwnPath.checked(request.uri.queryParameters["to"].map(String.init))
            if context.visitor != nil { return Response(status: .seeOther, headers: [.location: to ?? "/"]) }
            return page(for: request, name: "", to: to)
        }
        router.post("/sign-in") { request, context in try await signIn(request, context) }
    }

    private func page(
        for request: Request, name: String, to: String?, problem: SignInFrame.Problem? = nil,
        status: HTTPResponse.Status? = nil
    ) -> Response {
        var content: [String: Any] = ["name": name]
        content["to"] = to
        content["provider"] = provider.map { ["label": $0, "path": "/sign-in/provider" + Self.back(to)] }
        content["said"] = Self.said(request.uri.queryParameters["said"].map(String.init))
        return frame.page("sign-in", title: "Sign in", for: request, content, problem: problem, status: status)
    }

    /// What has just happened elsewhere.
    private static func said(_ word: String?) -> String? {
        switch word {
        case "out": "You are signed out."
        case "everywhere": "You are signed out everywhere."
        default: nil
        }
    }

    private func signIn(_ request: Request, _ context: PageContext) async throws -> Response {
        let fields = try await frame.fields(of: request)
        let (typed, password) = (fields["name"] ?? "", fields["password"] ?? "")
        let to = OwnPath.checked(fields["to"])
        do {
            let attempt = try Attempt(
                typed: typed, password: password, devices: devices, request: request, frame: frame)
            switch try await begin(attempt) {
            case .begun(let token, let stage):
                var response = try await frame.begun(token, to: Self.next(stage, to), instead: context)
                if let name = attempt.name { frame.cookies.set(.device, to: devices.sign(for: name), in: &response) }
                return response
            case .refused(let reason): throw SignInFrame.Problem(field: "name", sentence: Self.sentence(reason))
            }
        } catch let problem as SignInFrame.Problem {
            return page(for: request, name: typed, to: to, problem: problem)
        } catch let wait as Wait {
            var response = page(
                for: request, name: typed, to: to, problem: wait.problem, status: .tooManyRequests)
            response.headers[.retryAfter] = "\(wait.seconds)"
            return response
        }
    }

    static func next(_ stage: Sessions.Stage, _ to: String?) -> String {
        switch stage {
        case .open: to ?? "/"
        case .code: "/sign-in/code" + back(to)
        case .secondFactor: "/sign-in/second-factor" + back(to)
        }
    }

    private static func back(_ to: String?) -> String {
        to.flatMap { $0.addingPercentEncoding(withAllowedCharacters: .alphanumerics) }.map { "?to=\($0)" } ?? ""
    }

    /// Told to nobody but whoever knows the password.
    private static func sentence(_ reason: DisabledReason) -> String {
        switch reason {
        case .byHand: "This account is disabled. Please ask whoever manages the accounts."
        case .dormant:
            "This account was not used for \(Account.dormantAfter) days and is disabled. Please ask whoever manages the accounts."
        }
    }
}

// One attempt.
extension SignInDesk {
    private struct Attempt: Sendable {
        let name: AccountName?
        let password: String
        /// What it is counted under.
        let subject: [UInt8]

        /// - Throws: ``SignInFrame/Problem`` for an empty field.
        init(
            typed: String, password: String, devices: KnownDevice, request: Request, frame: SignInFrame
        ) throws(SignInFrame.Problem) {
            let text = typed.trimmingCharacters(in: .whitespaces).lowercased()
            guard !text.isEmpty else { throw SignInFrame.Problem(field: "name", sentence: "Enter your name.") }
            guard !password.isEmpty else {
                throw SignInFrame.Problem(field: "password", sentence: "Enter your password.")
            }
            name = try? AccountName(text)
            self.password = String(password.prefix(PasswordRule.longest + 1))
            let device = devices.device(frame.cookies.value(.device, in: request), of: name)
            subject = SignInAttempts.subject(String(text.prefix(200)), device: device)
        }
    }

    /// Too many attempts have failed.
    private struct Wait: Error {
        let seconds: Int64

        var problem: SignInFrame.Problem {
            let wait = seconds > 90 ? "\((seconds + 59) / 60) minutes" : "\(seconds) seconds"
            return SignInFrame.Problem(
                field: "name", sentence: "That did not work several times. Please wait \(wait), then try again.")
        }
    }

    /// The same work, and the same answer, whether there is such an account or not.
    ///
    /// - Throws: ``Wait``, or ``SignInFrame/Problem``.
    private func begin(_ attempt: Attempt) async throws -> SignIn.Outcome {
        let (now, rules) = (frame.now(), frame.rules)
        let stored = try await frame.database.write { session in
            if let opensAt = try SignInAttempts(session).begin(attempt.subject, now: now) {
                throw Wait(seconds: opensAt.seconds - now.seconds)
            }
            return try SignIn(session, now: now, rules: rules).password(of: attempt.name)
        }
        let fits = try await frame.work.compare(attempt.password, with: stored)
        return try await frame.database.write { session in
            let signIn = SignIn(session, now: now, rules: rules)
            if fits, let name = attempt.name,
                let outcome = try signIn.admit(name, by: stored, attempt: attempt.subject)
            {
                return outcome
            }
            try signIn.refuse(attempt.name, attempt: attempt.subject)
            return nil
        }
            ?? {
                throw SignInFrame.Problem(field: "name", sentence: "Name or password is not right. Please try again.")
            }()
    }
}
