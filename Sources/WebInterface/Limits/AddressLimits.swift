import HTTPTypes
import Hummingbird
import NIOCore
import Persistence

/// Keeps any one address from asking faster than people do. A whole office may stand behind one address, so that looking
/// is hardly limited; proving who one is, and following links, is.
struct AddressLimits: RouterMiddleware {
    /// Whether a web server on this machine says in `X-Forwarded-For` who asked it.
    let isBehindProxy: Bool
    private let buckets = Locked(TokenBuckets<Key>(most: 20_000))
    /// How long it has been in force.
    private let elapsed: @Sendable () -> Duration

    init(isBehindProxy: Bool, elapsed: @escaping @Sendable () -> Duration) {
        (self.isBehindProxy, self.elapsed) = (isBehindProxy, elapsed)
    }

    private struct Key: Hashable {
        let address: String
        let kind: Kind
    }

    /// What is limited apart from the rest.
    enum Kind: Hashable, Sendable {
        case signingIn, links, changes, looks

        init(_ request: Request) {
            let changes = request.method != .get && request.method != .head
            self =
                switch Self.path(request) {
                case let path where path.hasPrefix("/sign-in"): changes ? .signingIn : .looks
                case let path where Self.keys.contains(where: path.hasPrefix): .links
                default: changes ? .changes : .looks
                }
        }

        /// As the router reads it, which passes over doubled slashes.
        private static func path(_ request: Request) -> String {
            "/" + request.uri.path.split(separator: "/").joined(separator: "/") + "/"
        }

        /// What stands before a key in a path: somebody could try keys.
        private static let keys = ["/set-up/", "/a/", "/d/", "/m/", "/l/", "/t/", "/c/", "/language/"]

        var allowance: Allowance {
            switch self {
            case .signingIn: Allowance(burst: 100, secondsEach: 10)
            case .links: Allowance(burst: 120, secondsEach: 1)
            case .changes: Allowance(burst: 200, secondsEach: 0.5)
            case .looks: Allowance(burst: 600, secondsEach: 0.05)
            }
        }
    }

    func handle(
        _ request: Request, context: PageContext, next: (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        let key = Key(address: Self.address(of: request, context, isBehindProxy), kind: Kind(request))
        if let wait = buckets.withLock({ $0.take(key, key.kind.allowance, now: elapsed()) }) {
            throw HTTPError(.tooManyRequests, headers: [.retryAfter: "\(wait)"])
        }
        return try await next(request, context)
    }

    /// Who asks. What a request says of itself counts only if it came from this machine, and then what was added last:
    /// anything before that is as its sender wrote it.
    static func address(of request: Request, _ context: PageContext, _ isBehindProxy: Bool) -> String {
        let peer = context.remoteAddress?.ipAddress ?? ""
        let isLocal = peer == "::1" || peer.hasPrefix("127.") || peer.hasPrefix("::ffff:127.")
        guard isBehindProxy, isLocal,
            let told = request.headers[values: HTTPField.Name("X-Forwarded-For")!].last?.split(separator: ",").last
        else { return network(peer) }
        return network(String(told.drop(while: \.isWhitespace).prefix(60)))
    }

    /// Of an IPv6 address the half that names the network: whoever has one has all of it.
    private static func network(_ address: String) -> String {
        guard let parsed = try? SocketAddress(ipAddress: address, port: 0), case .v6 = parsed,
            !address.hasPrefix("::ffff:")
        else { return address }
        // Behind family, port and flow of a sockaddr_in6 come the address's 16 bytes.
        return parsed.withSockAddr { pointer, size in
            UnsafeRawBufferPointer(start: pointer, count: size)[8..<16].map { "\($0)" }.joined(separator: ".")
        }
    }
}
