import Foundation
import Mustache

/// The templates of messages in one language: `reminder-subject`, `reminder-text` and `reminder-html`, each with the ending
/// `.mustache`, those that other kinds of message have of their own (`invitation-text`, …), and whatever partials they
/// include.
public struct ReminderTemplates: Sendable {
    private let library: MustacheLibrary
    private let drafts = ReminderDrafts()
    /// Whether what is the reader's own is only ever put in as it is; a transform of it must see it.
    private let sharesDrafts: Bool
    /// The templates' names, without the ending.
    public let names: [String]

    private enum Part: String, CaseIterable { case subject, text, html }

    /// Reads every template of a folder and checks it.
    ///
    /// - Throws: `TemplateError` naming the file, if one is missing, cannot be parsed or asks for a key that messages do
    ///   not have.
    public init(directory: String) throws(TemplateError) {
        var library = MustacheLibrary()
        var transforms = false
        let names = try Self.templateNames(in: directory)
        for part in Part.allCases where !names.contains(Self.name(.reminder, part)) {
            throw .missing(file: "\(Self.name(.reminder, part)).mustache")
        }
        let layouts = Set(ReminderMail.Kind.allCases.flatMap { kind in Part.allCases.map { Self.name(kind, $0) } })
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
            transforms = transforms || TemplateKeys.tags(in: text).contains { $0.name.contains("(") }
            try TemplateKeys.check(text, file: file, isPartial: !layouts.contains(name), partials: names)
        }
        self.library = library
        sharesDrafts = !transforms
        self.names = names
    }

    /// Fills the templates in.
    ///
    /// - Parameter columns: How long the lines of the text may be.
    /// - Returns: A subject of one line, a text, and an HTML document.
    /// - Throws: `TemplateError` if the subject comes out empty.
    public func render(
        _ view: ReminderMail, columns: Int = TextLayout.columns
    ) throws(TemplateError) -> (subject: String, text: String, html: String) {
        let found = sharesDrafts ? drafts.drafts(for: view, drafts(of:)) : drafts(of: view)
        let own = ReminderDrafts.Own(of: view)
        let subject = TextLayout.singleLine(found.subject.filled(with: own))
        guard !subject.isEmpty else { throw .emptySubject(file: "\(layout(view.kind, .subject)).mustache") }
        return (
            subject, TextLayout.wrapped(found.text.filled(with: own), columns: columns),
            found.html.filled(with: own, TemplateText.escaped)
        )
    }

    private func drafts(of view: ReminderMail) -> ReminderDrafts.Drafts {
        let plain = ReminderView(view, isHTML: false)
        return ReminderDrafts.Drafts(
            subject: .init(rendered(layout(view.kind, .subject), plain)),
            text: .init(rendered(layout(view.kind, .text), plain)),
            html: .init(rendered(layout(view.kind, .html), ReminderView(view, isHTML: true))))
    }

    /// The template of this kind of message, or the reminders' where it has none.
    private func layout(_ kind: ReminderMail.Kind, _ part: Part) -> String {
        let own = Self.name(kind, part)
        return names.contains(own) ? own : Self.name(.reminder, part)
    }

    private static func name(_ kind: ReminderMail.Kind, _ part: Part) -> String { "\(kind.rawValue)-\(part.rawValue)" }

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

    static func detail(of error: any Error) -> String {
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
    case emptySubject(file: String)

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
            "The template \(file) asks in line \(line) for \(key), which messages do not have at that place."
        case .unknownPartial(let file, let line, let name):
            "The template \(file) includes \(name) in line \(line), and there is no \(name).mustache in the folder."
        case .emptySubject(let file):
            "The template \(file) gave an empty subject."
        }
    }
}
