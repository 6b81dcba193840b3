import Conferences
import Hummingbird
import Persistence
import WorkingDays

/// Recognises whoever is signed in by the cookie that their browser holds.
struct Recognition: RouterMiddleware {
    let database: SQLiteDatabase
    let cookies: PageCookies
    let limits: SessionLimits
    let now: @Sendable () -> Timestamp

    func handle(
        _ request: Request, context: PageContext, next: (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        if let value = cookies.value(.session, in: request) {
            try await recognise(SecretToken(brought: value), &context)
        }
        return try await next(request, context)
    }

    private func recognise(_ token: SecretToken, _ context: inout PageContext) async throws {
        let (now, limits) = (now(), limits)
        let found = try await database.read { try Sessions($0).resume(token, now: now, limits: limits) }
        guard let found else { return }
        if found.isWorthTouching(at: now) { try await database.write { try Sessions($0).touch(token, now: now) } }
        context.signedIn = (token, found)
        if found.stage == .open { context.visitor = Visitor(found) }
    }
}

extension Visitor {
    init(_ found: Sessions.SignedIn) {
        self.init(
            account: found.account.name.text, name: found.account.displayName, roles: found.account.roles,
            person: found.account.person, agency: found.account.agency, formToken: found.formToken)
    }
}
