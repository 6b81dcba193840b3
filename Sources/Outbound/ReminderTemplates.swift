import Crypto
import Foundation
import Mustache

/// The partnership's templates for reminders: `reminder-subject`, `reminder-text` and `reminder-html`, each with the
/// ending `.mustache`, and whatever partials they include.
public struct ReminderTemplates: Sendable {
    private let library: MustacheLibrary
    private let drafts = ReminderDrafts()
    /// Whether the name is only ever put in as it is; a transform of it must see it.
    private let sharesDrafts: Bool
    /// The templates' names, without the ending.
    public let names: [String]
    /// Which templates these are: the first 8 hexadecimal digits of a digest over all of them.
    public let version: String

    private static let required = ["reminder-subject", "reminder-text", "reminder-html"]

    /// Reads every template of a folder and checks it.
    ///
    /// - Throws: `TemplateError` naming the file, if one is missing, cannot be parsed or asks for a key that reminders
    ///   do not have.
    public init(directory: String) throws(TemplateError) {
        var library = MustacheLibrary()
        var transformsName = false
        var hasher = SHA256()
        let names = try Self.templateNames(in: directory)
        for name in Self.required where !names.contains(name) {
            throw .missing(file: "\(name).mustache")
        }
        for name in names {
            let file = "\(name).mustache"
            let text: String
            do {
                text = try String(contentsOfFile: "\(directory)/\(file)", encoding: .utf8)
            } catch {
                throw .unreadable(file: file)
            }
            do {
                // The values escape themselves, so the library is told not to, in partials too.
                try library.register("{{% CONTENT_TYPE:TEXT}}" + text, named: name)
            } catch {
                throw .syntax(file: file, detail: Self.detail(of: error))
            }
            transformsName = transformsName || text.contains("(recipientName")
            hasher.update(data: Data("\(name)\0\(text)\0".utf8))
            try TemplateKeys.check(text, file: file, partials: names)
        }
        self.library = library
        sharesDrafts = !transformsName
        self.names = names
        version = hasher.finalize().prefix(4).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }

    /// Fills the templates in.
    ///
    /// - Returns: A subject of one line, a text with lines of at most 76 columns, and an HTML document.
    /// - Throws: `TemplateError` if the subject comes out empty.
    public func render(
        _ view: ReminderMail
    ) throws(TemplateError) -> (subject: String, text: String, html: String) {
        let found = sharesDrafts ? drafts.drafts(for: view, drafts(of:)) : drafts(of: view)
        let subject = TextLayout.singleLine(found.subject.filled(with: view.recipientName))
        guard !subject.isEmpty else { throw .emptySubject }
        return (
            subject, TextLayout.wrapped(found.text.filled(with: view.recipientName)),
            found.html.filled(with: TemplateText.escaped(view.recipientName))
        )
    }

    private func drafts(of view: ReminderMail) -> ReminderDrafts.Drafts {
        let plain = ReminderView(view, isHTML: false)
        return ReminderDrafts.Drafts(
            subject: .init(rendered("reminder-subject", plain)), text: .init(rendered("reminder-text", plain)),
            html: .init(rendered("reminder-html", ReminderView(view, isHTML: true))))
    }

    private func rendered(_ name: String, _ view: ReminderView) -> String {
        library.render(view, withTemplate: name) ?? ""
    }

    private static func templateNames(in directory: String) throws(TemplateError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: directory)
                .filter { $0.hasSuffix(".mustache") }
                .map { String($0.dropLast(".mustache".count)) }
                .sorted()
        } catch {
            throw .folder(directory)
        }
    }

    private static func detail(of error: any Error) -> String {
        guard let error = error as? MustacheTemplate.ParserError else { return "\(error)" }
        return "line \(error.context.lineNumber), column \(error.context.columnNumber): \(error.error)"
    }
}

/// Why templates cannot be used. Trying again helps once the file is put right.
public enum TemplateError: Error, Equatable, CustomStringConvertible {
    case folder(String)
    case missing(file: String)
    case unreadable(file: String)
    case syntax(file: String, detail: String)
    case unknownKey(file: String, line: Int, key: String)
    case unknownPartial(file: String, line: Int, name: String)
    case emptySubject

    public var description: String {
        switch self {
        case .folder(let path):
            "The folder of templates \(path) could not be read."
        case .missing(let file):
            "The template \(file) is missing from the folder of templates."
        case .unreadable(let file):
            "The template \(file) could not be read as UTF-8 text."
        case .syntax(let file, let detail):
            "The template \(file) is not valid Mustache (\(detail))."
        case .unknownKey(let file, let line, let key):
            "The template \(file) asks in line \(line) for \(key), which a reminder does not have at that place."
        case .unknownPartial(let file, let line, let name):
            "The template \(file) includes \(name) in line \(line), and there is no \(name).mustache in the folder."
        case .emptySubject:
            "The template reminder-subject.mustache gave an empty subject."
        }
    }
}
