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

/// The templates and the stylesheet, read once.
struct Pages: Sendable {
    let stylesheet: Stylesheet
    private let library: MustacheLibrary
    private let settings: WebSettings

    /// What people's links begin with.
    var address: String { settings.address }

    /// The stylesheet under a name that changes with it, so that browsers may keep it.
    struct Stylesheet: Sendable {
        let path: String
        fileprivate let content: ByteBuffer

        var response: Response {
            Response(
                status: .ok,
                headers: [
                    .contentType: "text/css; charset=utf-8", .cacheControl: "public, max-age=31536000, immutable",
                ],
                body: ResponseBody(byteBuffer: content))
        }
    }

    init(_ settings: WebSettings) throws(PageFault) {
        self.settings = settings
        var templates: [String: MustacheTemplate] = [:]
        for name in try Self.names(in: settings.pages) {
            let file = "\(settings.pages)/\(name).mustache"
            let text = String(decoding: try Self.read(file), as: UTF8.self)
            do { templates[name] = try MustacheTemplate(string: text) } catch {
                throw PageFault(file: file, reason: "\(error)")
            }
        }
        library = MustacheLibrary(templates: templates)
        let style = try Self.read("\(settings.pages)/style.css")
        let digest = SHA256.hash(data: style).prefix(6).map { String(format: "%02x", $0) }.joined()
        stylesheet = Stylesheet(path: "/style-\(digest).css", content: ByteBuffer(bytes: style))
    }

    /// Whatever the folder holds, by name.
    private static func names(in folder: String) throws(PageFault) -> [String] {
        let found: [String]
        do { found = try FileManager.default.contentsOfDirectory(atPath: folder) } catch {
            throw PageFault(file: folder, reason: "the folder cannot be read; it holds the pages' templates.")
        }
        let names = found.filter { $0.hasSuffix(".mustache") }.map { String($0.dropLast(9)) }
        guard names.contains("notice") else {
            throw PageFault(file: "\(folder)/notice.mustache", reason: "it is not there; the pages need it.")
        }
        return names.sorted()
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
            body: ResponseBody(byteBuffer: ByteBuffer(string: library.render(view, withTemplate: template) ?? "")))
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
        return page(template, title: title, status: status, content.merging(frame) { own, _ in own })
    }

    /// What there is to say instead of a page, with the way to the others.
    func officeNotice(_ notice: Notice, for visit: Visit, status: HTTPResponse.Status) -> Response {
        office(
            "office-notice", title: notice.heading, for: visit, status: status,
            ["heading": notice.heading, "text": notice.text])
    }

    func notice(_ notice: Notice, status: HTTPResponse.Status) -> Response {
        page("notice", title: notice.heading, status: status, ["heading": notice.heading, "text": notice.text])
    }
}

/// A page that says why there is nothing else, and what to do.
struct Notice: Equatable, Sendable {
    let heading: String
    let text: String

    static let notAllowed = Notice(
        heading: "This page is not for your role",
        text:
            "What an account may see depends on its roles. If you need this page for your work, please ask whoever manages the accounts."
    )

    static let nothingHere = Notice(
        heading: "There is nothing here",
        text:
            "No conference, discussion, person or message is known by what stands in the address, or it is not yours to see."
    )

    static func of(_ status: HTTPResponse.Status) -> Notice {
        switch status {
        case .notFound:
            Notice(
                heading: "There is no such page",
                text:
                    "If you followed a link in a message, please use the newest message. Some mail programs cut long links in two: then copy the whole of it."
            )
        case .tooManyRequests:
            Notice(
                heading: "Too many requests",
                text: "More came from where you are than people usually send. Please wait a minute, then try again.")
        case .serviceUnavailable:
            Notice(
                heading: "Many people are signing in just now", text: "Please try again in a minute.")
        case .conflict:
            Notice(
                heading: "That is not possible any more",
                text: "It was changed meanwhile. Please look at the page again.")
        case .contentTooLarge: Notice(heading: "That was too long", text: "Please go back and write less.")
        case .forbidden:
            Notice(heading: "That was not sent from this page", text: "Please open the link in your message again.")
        case let status where status.code < 500:
            Notice(heading: "That was not understood", text: "Please open the link in your message again.")
        default:
            Notice(
                heading: "Something went wrong here",
                text: "Nothing was changed. Please try again in a few minutes.")
        }
    }
}
