import Mustache

/// A sentence or a part of one, with places to be filled in: Mustache, but not escaped, since whatever shows it does that.
public struct Phrase: Sendable {
    private let text: String
    /// Absent where nothing is to be filled in, which is most of them.
    private let template: MustacheTemplate?
    /// What it asks for, in the order of the text.
    public let keys: [String]

    /// - Throws: ``PhraseError`` when it is not Mustache.
    public init(_ text: String) throws(PhraseError) {
        self.text = text
        let tags = TemplateKeys.tags(in: text)
        keys = tags.filter { " #^".contains($0.kind) && $0.name != "." }.map(\.name)
        do {
            template = tags.isEmpty ? nil : try MustacheTemplate(string: "{{% CONTENT_TYPE:TEXT}}" + text)
        } catch {
            throw PhraseError(detail: ReminderTemplates.detail(of: error))
        }
    }

    /// - Parameter values: Texts, and flags for sections.
    public func filled(_ values: [String: Any] = [:]) -> String { template?.render(PhraseView(values: values)) ?? text }
}

/// The values as ``TemplateText``, which the library fills in much faster than plain strings.
private struct PhraseView: MustacheParent {
    let values: [String: Any]

    func child(named name: String) -> Any? {
        let value = values[name]
        return (value as? String).map { TemplateText(text: $0, isHTML: false) } ?? value
    }
}

/// Why a phrase cannot be used.
public struct PhraseError: Error, Equatable, CustomStringConvertible {
    let detail: String

    public var description: String { "is not valid Mustache (\(detail))." }
}
