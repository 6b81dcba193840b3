import Conferences
import Hummingbird
import Persistence

/// Where whoever came by a link chooses what they read: on these pages, and in messages from then on.
struct LanguageDesk: Sendable {
    let gate: LinkGate

    /// Where the choice is sent; it leads back to the page.
    static func path(of pass: LinkGate.Pass) -> String { "/language" + pass.path }

    func add(to router: Router<PageContext>) {
        router.post("/language/:folder/:token") { request, context in
            let folder = try context.parameters.require("folder")
            // A calendar's address is nobody's page.
            guard let purpose = SignedLink.Purpose.allCases.first(where: { $0.folder == folder && $0 != .calendar })
            else { throw HTTPError(.notFound) }
            let pass = try gate.pass(context.parameters.require("token"), for: purpose)
            let fields = try await PageForm.fields(of: request, upTo: LinkGate.largestForm)
            guard let language = fields["language"].flatMap(ReadingLanguage.init(rawValue:)) else {
                throw HTTPError(.badRequest)
            }
            try await gate.change(by: pass, field: "language") { try $0.choose(language, for: pass.link.person) }
            return Response(status: .seeOther, headers: [.location: pass.path])
        }
    }
}
