import Conferences
import Hummingbird
import NIOCore
import Persistence

/// What the pages know of a request beside what it says.
struct PageContext: RequestContext, RemoteAddressRequestContext {
    var coreContext: CoreRequestContextStorage
    let remoteAddress: SocketAddress?
    /// Who is signed in; `nil` for whoever is not.
    var visitor: Visitor?
    /// Whose cookie the request brought, and how far they have come with signing in.
    var signedIn: (token: SecretToken, session: Sessions.SignedIn)?

    init(source: ApplicationRequestContextSource) {
        self.init(source, from: source.channel.remoteAddress)
    }

    /// - Parameter remoteAddress: Who asks.
    init(_ source: some RequestContextSource, from remoteAddress: SocketAddress?) {
        coreContext = CoreRequestContextStorage(source: source)
        self.remoteAddress = remoteAddress
    }
}

/// Whoever is signed in, for the length of one request.
struct Visitor: Sendable {
    /// The account's name, by which the trail knows what was done.
    let account: String
    /// As the pages greet.
    let name: String
    let roles: Set<Role>
    /// Whose conferences a chair sees; whom the directory knows by this.
    let person: PersonReference?
    /// Whom an agency's lead answers for.
    let agency: AgencyCode?
    /// What a form must carry to be this visitor's own.
    let formToken: String

    var permissions: Set<Permission> { roles.reduce(into: []) { $0.formUnion($1.permissions) } }

    func may(_ permission: Permission) -> Bool { roles.contains { $0.permissions.contains(permission) } }
}
