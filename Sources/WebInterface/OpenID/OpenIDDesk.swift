import Conferences
import Hummingbird
import Logging
import Persistence
import WorkingDays

/// The way to the identity provider, and back from there.
struct OpenIDDesk: Sendable {
    let frame: SignInFrame
    let provider: IdentityProvider
    let seal: FlowSeal
    let logger: Logger

    func add(to router: Router<PageContext>) {
        router.get("/sign-in/provider") { request, _ in try await leave(request) }
        router.get("/sign-in/callback") { request, context in try await comeBack(request, context) }
    }

    /// Sends the browser there with what it will be known by; the store knows nothing of it.
    private func leave(_ request: Request) async throws -> Response {
        let to = OwnPath.checked(request.uri.queryParameters["to"].map(String.init))
        let flow = SignInFlow(to: to, now: frame.worldNow())
        do {
            var response = Response(
                status: .seeOther, headers: [.location: try await provider.authorization(flow)])
            frame.cookies.set(.flow, to: try seal.seal(flow), in: &response)
            return response
        } catch { return failed(error) }
    }

    private func comeBack(_ request: Request, _ context: PageContext) async throws -> Response {
        let query = request.uri.queryParameters
        guard let flow = seal.open(frame.cookies.value(.flow, in: request), now: frame.worldNow()),
            PageForm.same(query["state"].map(String.init), flow.state)
        else { return failed(OpenIDFault.provider("somebody came back who had not left from here, or too late")) }
        guard let code = query["code"].map(String.init), !code.isEmpty else {
            return failed(OpenIDFault.provider("it sent no code: \(query["error"].map(String.init) ?? "")"))
        }
        let identity: IDToken
        do { identity = try await provider.identity(code: code, flow) } catch { return failed(error) }
        return try await begin(identity, flow, context)
    }

    private func begin(_ identity: IDToken, _ flow: SignInFlow, _ context: PageContext) async throws -> Response {
        let settings = provider.settings
        let (now, rules) = (frame.now(), frame.rules)
        let roles = Set(identity.groups.compactMap { settings.roles[$0] })
        let provided = ProvidedAccount(
            identity: "\(settings.issuer)|\(identity.subject)", preferredName: identity.preferredName,
            displayName: identity.name, roles: roles)
        let outcome = try await frame.database.write { session in
            try SignIn(session, now: now, rules: rules).admit(provided)
        }
        switch outcome {
        case .begun(let token)?:
            var response = try await frame.begun(token, to: flow.to ?? "/", instead: context)
            frame.cookies.clear(.flow, in: &response)
            return response
        case .refused?: return frame.pages.notice(.closedAccount, status: .forbidden)
        case nil: return frame.pages.notice(.noGroup, status: .forbidden)
        }
    }

    /// Whoever tries to sign in is told that it failed; why is for the log.
    private func failed(_ error: any Error) -> Response {
        logger.warning("signing in through the identity provider failed", metadata: ["reason": "\(error)"])
        var response = frame.pages.notice(.providerFailed, status: .badRequest)
        frame.cookies.clear(.flow, in: &response)
        return response
    }
}

extension Notice {
    static let providerFailed = Notice(
        heading: "Signing in did not work",
        text: "What came back from the identity provider could not be used. Please go to the first page and try again.")
    static let noGroup = Notice(
        heading: "You have no access here yet",
        text:
            "The identity provider knows you, but none of your groups opens these pages. Please ask whoever manages the accounts."
    )
    static let closedAccount = Notice(
        heading: "Your account is disabled", text: "Please ask whoever manages the accounts.")
}
