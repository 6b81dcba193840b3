import Hummingbird
import Persistence
import WorkingDays

/// What the pages for people who are not signed in yet have in common.
struct SignInFrame: Sendable {
    let database: SQLiteDatabase
    let pages: Pages
    let cookies: PageCookies
    let rules: SignIn.Rules
    let work: PasswordWork
    let now: @Sendable () -> Timestamp
    /// What the world's clocks say, by which authenticator apps go: a demonstration has a time of its own.
    let worldNow: @Sendable () -> Timestamp

    /// Bytes of a form.
    private static let largestForm = 16 * 1024

    /// Something to be mended, and the field that it is about.
    struct Problem: Error, Equatable, Sendable {
        let field: String
        let sentence: String
    }

    /// A page with a form, which carries what its cookie holds: another site's page can know neither.
    func page(
        _ template: String, title: String, for request: Request, _ content: [String: Any], problem: Problem? = nil,
        status: HTTPResponse.Status? = nil
    ) -> Response {
        let token = cookies.value(.form, in: request) ?? SecretToken().text
        var content = content
        content["formToken"] = token
        content["refusal"] = problem.map { ["field": $0.field, "sentence": $0.sentence] }
        if let problem { content["\(problem.field)Problem"] = problem.sentence }
        var response = pages.page(
            template, title: problem == nil ? title : "Error: \(title)",
            status: status ?? (problem == nil ? .ok : .unprocessableContent), content)
        cookies.set(.form, to: token, in: &response)
        return response
    }

    /// - Throws: `HTTPError` for what was sent from no page of ours.
    func fields(of request: Request) async throws -> [String: String] {
        let fields = try await PageForm.fields(of: request, upTo: Self.largestForm)
        guard let token = cookies.value(.form, in: request), PageForm.same(fields["form-token"], token) else {
            throw HTTPError(.forbidden)
        }
        return fields
    }

    /// Where somebody goes from here, known from now on by a token that nobody has seen before. What the browser
    /// brought is never taken up, and is good no more.
    func begun(_ token: SecretToken, to path: String, instead context: PageContext) async throws -> Response {
        if let earlier = context.signedIn?.token { try await database.write { try Sessions($0).end(earlier) } }
        var response = Response(status: .seeOther, headers: [.location: path])
        cookies.set(.session, to: token.text, in: &response)
        cookies.clear(.form, in: &response)
        return response
    }
}

/// A way back into these pages, which leads to no other site.
enum OwnPath {
    /// - Returns: `nil` for what is no path of ours.
    static func checked(_ text: String?) -> String? {
        guard let text, text.utf8.count <= 500, text.hasPrefix("/"), !text.hasPrefix("//"),
            text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") })
        else { return nil }
        return text
    }
}
