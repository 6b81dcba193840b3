import Hummingbird
import Persistence

/// The cookies of the pages. None of them is for other sites, or for scripts.
struct PageCookies: Sendable {
    let isSecure: Bool

    enum Kind: String, Sendable {
        /// Who is signed in.
        case session = "quorate"
        /// What the form of somebody who is not signed in must carry.
        case form = "quorate-form"
        /// That an account was used in this browser before.
        case device = "quorate-device"
        /// What somebody left for the identity provider with.
        case flow = "quorate-flow"

        /// Seconds that the browser keeps it; `nil` until it is closed.
        fileprivate var lifetime: Int? {
            switch self {
            case .session, .form: nil
            case .device: 180 * 86_400
            case .flow: SignInFlow.minutes * 60
            }
        }
    }

    /// Browsers take a cookie whose name begins so from this very host alone, and through HTTPS alone.
    private func name(_ kind: Kind) -> String { isSecure ? "__Host-\(kind.rawValue)" : kind.rawValue }

    func value(_ kind: Kind, in request: Request) -> String? {
        // More than one of a name: somebody put one there, and nobody can say which.
        let cookies = request.headers[values: .cookie].flatMap { $0.split(separator: ";") }
            .map { $0.drop(while: \.isWhitespace) }.filter { $0.hasPrefix("\(name(kind))=") }
        guard cookies.count == 1, let value = cookies.first?.dropFirst(name(kind).count + 1),
            (1...2000).contains(value.utf8.count)
        else { return nil }
        return String(value)
    }

    func set(_ kind: Kind, to value: String, in response: inout Response) {
        response.setCookie(cookie(kind, value, maxAge: kind.lifetime))
    }

    func clear(_ kind: Kind, in response: inout Response) { response.setCookie(cookie(kind, "", maxAge: 0)) }

    private func cookie(_ kind: Kind, _ value: String, maxAge: Int?) -> Cookie {
        Cookie(
            name: name(kind), value: value, maxAge: maxAge, path: "/", secure: isSecure, httpOnly: true,
            sameSite: .lax)
    }
}
