import Conferences
import Hummingbird

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
