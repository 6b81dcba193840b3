import Hummingbird
import Persistence

/// Where the short address in a text message leads: on to the list of all that is asked of its reader.
struct TextDesk: Sendable {
    let gate: LinkGate

    func add(to router: Router<PageContext>) {
        router.get("/t/:code") { _, context in try await lead(context.parameters.require("code")) }
    }

    private func lead(_ code: String) async throws -> Response {
        let (database, rulebook, now) = (gate.database, gate.rulebook, gate.now())
        do {
            let link = try await database.read { session in
                try TextCodes(database.keys).link(
                    of: code, Registrar(session, rulebook: rulebook, actor: "", now: now))
            }
            guard let link else { throw HTTPError(.notFound) }
            let token = LinkSigner(database.keys).token(of: link, in: code)
            return Response(status: .seeOther, headers: [.location: "/\(link.purpose.folder)/\(token)"])
        } catch LinkSigner.Fault.expired { throw ClosedLink(reason: .expired) }
    }
}
