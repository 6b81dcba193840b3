import HTTPTypes
import Hummingbird
import Logging

/// What every answer carries: nothing is kept, framed, guessed at or told to others.
struct PageHeaders<Context: RequestContext>: RouterMiddleware {
    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        for (name, value) in Self.values where response.headers[name] == nil { response.headers[name] = value }
        return response
    }

    private static var values: [(HTTPField.Name, String)] {
        [
            (.contentSecurityPolicy, ContentSecurityPolicy.standard),
            (.cacheControl, "no-store"),
            (.xContentTypeOptions, "nosniff"),
            (HTTPField.Name("Referrer-Policy")!, "no-referrer"),
            (HTTPField.Name("X-Frame-Options")!, "DENY"),
            (HTTPField.Name("Cross-Origin-Opener-Policy")!, "same-origin"),
            (HTTPField.Name("Cross-Origin-Resource-Policy")!, "same-origin"),
            (HTTPField.Name("Permissions-Policy")!, "camera=(), geolocation=(), microphone=()"),
            (HTTPField.Name("X-Robots-Tag")!, "noindex"),
            (.strictTransportSecurity, "max-age=31536000"),
        ]
    }
}

/// What a page may load, and where it may send to.
enum ContentSecurityPolicy {
    static let standard =
        "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    /// Of the pages that have our script.
    static let withScript = "\(standard); script-src 'self'; connect-src 'self'"
}

/// Refuses forms that another site's page sent, where the browser says so.
struct OwnPagesOnly<Context: RequestContext>: RouterMiddleware {
    /// The address that the pages are known by.
    let address: String

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        let changes = request.method != .get && request.method != .head
        guard !changes || !(isFromElsewhere(request) || hasForeignOrigin(request)) else { throw HTTPError(.forbidden) }
        return try await next(request, context)
    }

    private func isFromElsewhere(_ request: Request) -> Bool {
        guard let site = request.headers[HTTPField.Name("Sec-Fetch-Site")!] else { return false }
        return site != "same-origin" && site != "none"
    }

    /// Older browsers name the origin alone. Of our own pages they say `null`, since those give no referrer.
    private func hasForeignOrigin(_ request: Request) -> Bool {
        guard let origin = request.headers[.origin], origin != "null", origin != address else { return false }
        guard let asked = request.head.authority else { return true }
        return origin != "http://\(asked)" && origin != "https://\(asked)"
    }
}

/// Refuses addresses that hold a zero byte: no text that is kept has one, so that nothing can be found by it.
struct NoZeroBytes<Context: RequestContext>: RouterMiddleware {
    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        guard !request.uri.string.contains("%00") else { throw HTTPError(.badRequest) }
        return try await next(request, context)
    }
}

/// Turns whatever goes wrong into a page that says what to do.
struct Kindness<Context: RequestContext>: RouterMiddleware {
    let pages: Pages
    let logger: Logger

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        do { return try await next(request, context) } catch let error as HTTPError {
            var response = pages.notice(NoticeKind.of(error.status), status: error.status)
            response.headers[.retryAfter] = error.headers[.retryAfter]
            return response
        } catch let closed as ClosedLink {
            return pages.reading(closed.language).notice(closed.notice, status: .gone)
        } catch {
            // Not the path: a link is a key.
            logger.error("a page failed", metadata: ["method": "\(request.method)", "reason": "\(error)"])
            return pages.notice(NoticeKind.failed, status: .internalServerError)
        }
    }
}
