import Outbound

/// What a text message says: what is most urgent, and the reference that tells what it is about. No names of people.
struct TextWording {
    let words: MessageWords
    /// What stands before it, and counts.
    let prefix: String
    /// Where all that is asked of the reader stands, as short as a text has room for.
    var link: String?

    /// A message of more parts arrives in pieces on some telephones, and costs as much as that many.
    static let mostFragments = 2

    /// The most that there is room for.
    ///
    /// - Throws: ``TextTooLong`` when there is no room for the shortest words.
    func text(of mail: ReminderMail) throws(TextTooLong) -> String {
        let forms = [full(mail), short(mail, link: link), short(mail, link: nil)]
        guard let fitting = forms.first(where: { fragments($0) <= Self.mostFragments }) else {
            throw TextTooLong(fragments: fragments(forms[2]))
        }
        return fitting
    }

    func fragments(_ text: String) -> Int { TextLength(prefix + text).fragments }

    private func full(_ mail: ReminderMail) -> String {
        let items = mail.items.filter(\.isOverdue) + mail.items.filter { !$0.isOverdue }
        guard let first = items.first else { return short(mail, link: link) }
        switch mail.kind {
        case .reminder: return items.count == 1 ? words[.textReminder, values(first)] : several(items)
        case .invitation: return words[.textInvitation, sitting(first)]
        case .delegation: return words[.textDelegation, sitting(first)]
        case .change: return words[.textChange, sitting(first)]
        case .cancellation: return words[.textCancellation, sitting(first)]
        case .alert: return words[.textAlert, ["conference": first.conference]]
        }
    }

    private func several(_ items: [ReminderMail.Item]) -> String {
        let overdue = items.count(where: \.isOverdue)
        var values = values(items[0])
        values["count"] = "\(items.count)"
        if overdue > 0 { values["overdue"] = "\(overdue)" }
        return words[.textReminders, values]
    }

    private func values(_ item: ReminderMail.Item) -> [String: Any] {
        var values: [String: Any] = [
            "urgency": item.urgency, "ask": item.ask, "conference": item.conference,
            "isEscalation": item.isEscalation,
        ]
        if !item.due.isEmpty { values["due"] = item.due }
        values["link"] = link
        return values
    }

    private func sitting(_ item: ReminderMail.Item) -> [String: Any] {
        var values: [String: Any] = ["conference": item.conference, "when": item.when]
        values["link"] = link
        return values
    }

    /// How urgent, and about what.
    private func short(_ mail: ReminderMail, link: String?) -> String {
        let first = mail.items.first(where: \.isOverdue) ?? mail.items.first
        var values: [String: Any] = [
            "count": "\(mail.items.count)", "isSingle": mail.items.count == 1, "urgency": first?.urgency ?? "",
            "conference": first?.conference ?? "",
        ]
        values["link"] = link
        return words[.textShort, values]
    }
}

/// A text that would take more parts than are sent.
struct TextTooLong: Error, CustomStringConvertible {
    let fragments: Int

    var description: String {
        "The text message would take \(fragments) parts with the name of the service before it; "
            + "\(TextWording.mostFragments) are sent at the most."
    }
}
