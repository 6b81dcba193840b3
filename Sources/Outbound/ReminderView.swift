import Mustache

/// A reminder as the templates see it. The keys are a table, so what a template may ask for can be checked before the
/// first message: swift-mustache renders a misspelt key as nothing, silently.
struct ReminderView: MustacheParent {
    private let mail: ReminderMail
    private let items: [ReminderItemView]

    init(_ mail: ReminderMail) {
        self.mail = mail
        items =
            mail.items.filter(\.isOverdue).map(ReminderItemView.init)
            + mail.items.filter { !$0.isOverdue }.map(ReminderItemView.init)
    }

    func child(named name: String) -> Any? {
        Self.values[name]?(self)
    }

    static let values: [String: @Sendable (ReminderView) -> Any?] = [
        "partnership": { $0.mail.partnership },
        "recipientName": { $0.mail.recipientName },
        "intro": { $0.mail.intro },
        "items": { $0.items },
        "administratorContact": { $0.mail.administratorContact },
        "reason": { $0.mail.reason },
        "count": { $0.items.count },
        "isSingle": { $0.items.count == 1 },
        "overdueCount": { $0.overdueCount > 0 ? $0.overdueCount : nil },
        "conferences": { $0.conferences },
    ]

    private var overdueCount: Int {
        items.count { $0.item.isOverdue }
    }

    /// "your conference" or "your conferences".
    private var conferences: String {
        let first = items.first?.item.conference
        return items.allSatisfy { $0.item.conference == first } ? "your conference" : "your conferences"
    }
}

/// One item as the templates see it.
struct ReminderItemView: MustacheParent {
    let item: ReminderMail.Item

    func child(named name: String) -> Any? {
        Self.values[name]?(item)
    }

    static let values: [String: @Sendable (ReminderMail.Item) -> Any?] = [
        "conference": { $0.conference },
        "conferenceType": { $0.conferenceType },
        "when": { $0.when },
        "place": { $0.place.isEmpty ? nil : $0.place },
        "ask": { $0.ask },
        "askInSentence": { startingSmall($0.ask) },
        "detail": { $0.detail.isEmpty ? nil : $0.detail },
        "due": { $0.due },
        "urgency": { $0.urgency },
        "urgencyInSentence": { startingSmall($0.urgency) },
        "isOverdue": { $0.isOverdue },
        "isEscalation": { $0.isEscalation },
        "about": { $0.about },
        "provisional": { $0.provisional },
        "link": { $0.link },
        "guidanceTitle": { $0.guidanceTitle ?? "Guidance" },
        "guidanceLink": { $0.guidanceLink },
    ]
}

/// The text with a small first letter, unless its first word is an abbreviation.
private func startingSmall(_ text: String) -> String {
    let second = text.dropFirst().first
    guard let first = text.first, second?.isUppercase != true else { return text }
    return first.lowercased() + text.dropFirst()
}
