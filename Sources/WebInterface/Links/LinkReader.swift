import Conferences
import Hummingbird
import Persistence

/// Whoever came by a link: what they read, and where all that is asked of them stands.
struct LinkReader: Sendable {
    /// Absent for whoever has said nothing.
    let language: ReadingLanguage?
    /// `nil` for somebody without an address.
    let list: String?
}

/// A page behind a link, in its reader's language: what it says, and what every such page has.
struct LinkedPage: Sendable {
    let pages: Pages
    let pass: LinkGate.Pass
    let reader: LinkReader

    init(_ pages: Pages, _ pass: LinkGate.Pass, _ reader: LinkReader) {
        (self.pages, self.pass, self.reader) = (pages.reading(reader.language), pass, reader)
    }

    var words: PageWords { pages.words }

    func response(
        _ template: String, title: PageWord, status: HTTPResponse.Status = .ok, _ content: [String: Any]
    ) -> Response {
        var content = content
        content["languages"] = pages.otherLanguages.map { other in
            ["action": LanguageDesk.path(of: pass), "value": other.rawValue, "code": other.code, "name": other.ownName]
        }
        return pages.page(template, title: words[title], status: status, content)
    }
}

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
