import Conferences
import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import Mustache

/// Why the pages cannot be served.
public struct PageFault: Error, Equatable, CustomStringConvertible {
    public let file: String
    public let reason: String

    public var description: String { "\(file) cannot be used: \(reason)" }
}

/// The templates, the words, the stylesheet and the script, read once.
///
/// English ones are in the folder itself; another language's practitioners' pages in a folder below it.
struct Pages: Sendable {
    let stylesheet: Asset
    /// Shows what follows from what is chosen while it is being chosen; every page does all that it does without it.
    let script: Asset
    private let tongues: [ReadingLanguage: Tongue]
    private let settings: WebSettings
    /// What practitioners' pages are written in where nobody has chosen.
    private var language: ReadingLanguage

    /// One language's templates and words.
    private struct Tongue: Sendable {
        let words: PageWords
        let library: MustacheLibrary
    }

    /// What practitioners' pages say.
    var words: PageWords { tongue.words }
    /// The office's pages are in English.
    var officeWords: PageWords { reading(.english).words }

    /// The language was there when they were read.
    private var tongue: Tongue { tongues[language]! }

    /// The languages that these pages could be read in instead.
    var otherLanguages: [ReadingLanguage] {
        ReadingLanguage.allCases.filter { $0 != language && tongues[$0] != nil }
    }

    /// The same in what a reader chose, where it is on offer.
    func reading(_ chosen: ReadingLanguage?) -> Pages {
        guard let chosen, tongues[chosen] != nil else { return self }
        var pages = self
        pages.language = chosen
        return pages
    }

    /// What people's links begin with.
    var address: String { settings.address }

    /// What goes with pages, under a name that changes with it, so that browsers may keep it.
    struct Asset: Sendable {
        let path: String
        private let type: String
        private let content: ByteBuffer

        /// - Parameter type: As the web names it, without the coding.
        fileprivate init(_ content: Data, name: String, type: String) {
            let digest = SHA256.hash(data: content).prefix(6).map { String(format: "%02x", $0) }.joined()
            let (stem, ending) = (name.prefix { $0 != "." }, name.drop { $0 != "." })
            (path, self.type, self.content) = ("/\(stem)-\(digest)\(ending)", type, ByteBuffer(bytes: content))
        }

        var response: Response {
            Response(
                status: .ok,
                headers: [
                    .contentType: "\(type); charset=utf-8", .cacheControl: "public, max-age=31536000, immutable",
                ],
                body: ResponseBody(byteBuffer: content))
        }
    }

    init(_ settings: WebSettings) throws(PageFault) {
        self.settings = settings
        var templates: [String: MustacheTemplate] = [:]
        try Self.read(settings.pages, into: &templates)
        guard templates["notice"] != nil else {
            throw PageFault(file: "\(settings.pages)/notice.mustache", reason: "it is not there; the pages need it.")
        }
        var tongues = [ReadingLanguage.english: try Self.tongue(settings.pages, templates)]
        for other in ReadingLanguage.allCases where other != .english {
            let folder = "\(settings.pages)/\(other.rawValue)"
            guard other == settings.language || FileManager.default.fileExists(atPath: folder) else { continue }
            var own = templates
            try Self.read(folder, into: &own)
            tongues[other] = try Self.tongue(folder, own)
        }
        (self.tongues, language) = (tongues, settings.language)
        stylesheet = Asset(try Self.read("\(settings.pages)/style.css"), name: "style.css", type: "text/css")
        script = Asset(try Self.read("\(settings.pages)/choosing.js"), name: "choosing.js", type: "text/javascript")
    }

    private static func tongue(
        _ folder: String, _ templates: [String: MustacheTemplate]
    ) throws(PageFault) -> Tongue {
        let file = "\(folder)/words.yaml"
        return Tongue(
            words: try PageWords(file: file, text: String(decoding: try read(file), as: UTF8.self)),
            library: MustacheLibrary(templates: templates))
    }

    /// Whatever the folder holds, by name.
    private static func names(in folder: String) throws(PageFault) -> [String] {
        let found: [String]
        do { found = try FileManager.default.contentsOfDirectory(atPath: folder) } catch {
            throw PageFault(file: folder, reason: "the folder cannot be read; it holds the pages' templates.")
        }
        return found.filter { $0.hasSuffix(".mustache") }.map { String($0.dropLast(9)) }.sorted()
    }

    private static func read(_ folder: String, into templates: inout [String: MustacheTemplate]) throws(PageFault) {
        for name in try names(in: folder) {
            let file = "\(folder)/\(name).mustache"
            let text = String(decoding: try read(file), as: UTF8.self)
            do { templates[name] = try MustacheTemplate(string: text) } catch {
                throw PageFault(file: file, reason: "\(error)")
            }
        }
    }

    private static func read(_ file: String) throws(PageFault) -> Data {
        guard let content = FileManager.default.contents(atPath: file) else {
            throw PageFault(file: file, reason: "it cannot be read; the pages need it.")
        }
        return content
    }

    /// - Parameters:
    ///   - title: What the browser's tab says: nothing about anybody.
    ///   - content: What the template shows.
    func page(
        _ template: String, title: String, status: HTTPResponse.Status = .ok, _ content: [String: Any]
    ) -> Response {
        let shared: [String: Any?] = [
            "title": title, "stylesheet": stylesheet.path, "partnership": settings.partnership,
            "administratorContact": settings.administratorContact,
        ]
        let view = content.merging(shared.compactMapValues { $0 }) { own, _ in own }
        return Response(
            status: status, headers: [.contentType: "text/html; charset=utf-8"],
            body: ResponseBody(
                byteBuffer: ByteBuffer(string: tongue.library.render(view, withTemplate: template) ?? "")))
    }

    /// A page for somebody signed in: with the way to the others, and what its forms must carry.
    func office(
        _ template: String, title: String, for visit: Visit, status: HTTPResponse.Status = .ok,
        _ content: [String: Any]
    ) -> Response {
        let visitor = visit.visitor
        let frame: [String: Any] = [
            "formToken": visitor.formToken, "visitor": visitor.name,
            "navigation": Navigation.items(for: visitor).map { item in
                [
                    "path": item.path, "label": item.label,
                    "isHere": visit.path == item.path || visit.path.hasPrefix(item.path + "/"),
                ] as [String: Any]
            },
        ]
        return reading(.english).page(
            template, title: title, status: status, content.merging(frame) { own, _ in own })
    }

    /// What there is to say instead of a page, with the way to the others.
    func officeNotice(_ notice: Notice, for visit: Visit, status: HTTPResponse.Status) -> Response {
        office(
            "office-notice", title: notice.heading, for: visit, status: status,
            ["heading": notice.heading, "text": notice.text])
    }

    func notice(_ kind: NoticeKind, status: HTTPResponse.Status) -> Response {
        notice(words.notice(kind), status: status)
    }

    func notice(_ notice: Notice, status: HTTPResponse.Status) -> Response {
        page("notice", title: notice.heading, status: status, ["heading": notice.heading, "text": notice.text])
    }
}
