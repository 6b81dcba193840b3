import Mustache

/// A reminder as the templates see it. The keys are a table, so what a template may ask for can be checked before the
/// first message: swift-mustache renders a misspelt key as nothing, silently.
final class ReminderView: MustacheParent {
    private let mail: ReminderMail
    private let items: [ReminderItemView]
    private let isHTML: Bool

    /// - Parameter isHTML: Whether values are to be escaped for HTML.
    init(_ mail: ReminderMail, isHTML: Bool) {
        self.mail = mail
        self.isHTML = isHTML
        items = (mail.items.filter(\.isOverdue) + mail.items.filter { !$0.isOverdue })
            .map { ReminderItemView($0, isHTML: isHTML) }
    }

    func child(named name: String) -> Any? {
        Self.values[name]?(self).content(isHTML: isHTML)
    }

    static let values: [String: @Sendable (ReminderView) -> TemplateValue] = [
        "partnership": { .text($0.mail.partnership) },
        "recipientName": { .text($0.mail.recipientName) },
        "subject": { .optionalText($0.mail.subject) },
        "intro": { .optionalText($0.mail.intro) },
        "items": { .items($0.items) },
        "listLink": { .optionalText($0.mail.listLink) },
        "administratorContact": { .optionalText($0.mail.administratorContact) },
        "reason": { .optionalText($0.mail.reason) },
        "count": { .text(String($0.items.count)) },
        "isSingle": { .flag($0.items.count == 1) },
        "overdueCount": { .optionalText($0.overdueCount > 0 ? String($0.overdueCount) : nil) },
        "conferences": { .text($0.mail.matters) },
    ]

    private var overdueCount: Int {
        mail.items.count { $0.isOverdue }
    }
}

/// One item as the templates see it.
final class ReminderItemView: MustacheParent, Sendable {
    private let item: ReminderMail.Item
    private let isHTML: Bool

    init(_ item: ReminderMail.Item, isHTML: Bool) {
        self.item = item
        self.isHTML = isHTML
    }

    func child(named name: String) -> Any? {
        Self.values[name]?(item).content(isHTML: isHTML)
    }

    static let values: [String: @Sendable (ReminderMail.Item) -> TemplateValue] = [
        "conference": { .text($0.conference) },
        "matter": { .text($0.matter) },
        "matterInSentence": { .text(startingSmall($0.matter)) },
        "conferenceType": { .text($0.conferenceType) },
        "when": { .text($0.when) },
        "place": { .optionalText($0.place) },
        "ask": { .text($0.ask) },
        "askInSentence": { .text(startingSmall($0.ask)) },
        "detail": { .optionalText($0.detail) },
        "due": { .optionalText($0.due.isEmpty ? nil : $0.due) },
        "urgency": { .text($0.urgency) },
        "urgencyInSentence": { .text(startingSmall($0.urgency)) },
        "isDiscussion": { .flag($0.isDiscussion) },
        "isOverdue": { .flag($0.isOverdue) },
        "isEscalation": { .flag($0.isEscalation) },
        "provisional": { .flag($0.provisional) },
        "link": { .optionalText($0.link) },
        "guidanceTitle": { .text($0.guidanceTitle ?? "") },
        "guidanceLink": { .optionalText($0.guidanceLink) },
    ]
}

/// What a key of a template stands for.
enum TemplateValue {
    case text(String)
    /// Absent if nil or empty.
    case optionalText(String?)
    case flag(Bool)
    case items([ReminderItemView])

    fileprivate func content(isHTML: Bool) -> Any? {
        switch self {
        case .text(let text): TemplateText(text: text, isHTML: isHTML)
        case .optionalText(let text): text.flatMap { $0.isEmpty ? nil : TemplateText(text: $0, isHTML: isHTML) }
        case .flag(let flag): flag
        case .items(let items): items
        }
    }
}

/// The text with a small first letter, unless its first word is an abbreviation.
private func startingSmall(_ text: String) -> String {
    let second = text.dropFirst().first
    guard let first = text.first, second?.isUppercase != true else { return text }
    return first.lowercased() + text.dropFirst()
}
