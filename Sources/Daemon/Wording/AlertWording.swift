import Conferences
import Outbound
import Persistence

/// What is said of messages that do not reach their reader, to whoever can see to it.
struct AlertWording {
    private let alert: DeliveryAlert
    private let words: MessageWords

    init(_ alert: DeliveryAlert, words: MessageWords) { (self.alert, self.words) = (alert, words) }

    /// - Parameter items: What the undelivered message asked for.
    func mail(_ items: [ReminderMail.Item], to recipientName: String, from partnership: String) -> ReminderMail {
        ReminderMail(
            kind: .alert, partnership: partnership, recipientName: recipientName, intro: intro,
            matters: words.matters(items), items: items.map(item), reason: words[.alertReason])
    }

    private var intro: String {
        var person: [String: Any] = ["person": alert.person.text]
        person["agency"] = alert.agencyName
        let reader = words[.alertReader, person]
        let values = [
            "reader": reader, "reason": alert.reason,
            "what": words[what, ["reader": reader]],
        ]
        return switch alert.kind {
        case .failed: words[.alertFailed, values]
        case .address: words[alert.channel == .text ? .alertNumber : .alertAddress, values]
        case .late: words[.alertLate, values]
        case .held: words[.alertHeld, values]
        case .closed: words[.alertClosed, values]
        }
    }

    private var what: Word {
        alert.channel == .text ? .alertText : alert.isInvitation ? .alertInvitation : .alertReminder
    }

    /// What the undelivered message asked for, as something to see to.
    private func item(_ item: ReminderMail.Item) -> ReminderMail.Item {
        var item = item
        item.urgency = words[.alertUrgency]
        if alert.invitation != nil { item.ask = words[.alertInvitationAsk, person] }
        item.detail = advice
        item.isEscalation = true
        return item
    }

    private var advice: String {
        switch alert.kind {
        case .address: words[alert.channel == .text ? .adviceOnNumber : .adviceOnAddress, person]
        case .failed, .late, .closed: words[.advice]
        case .held: words[.adviceOnHeld]
        }
    }

    private var person: [String: Any] { ["person": alert.person.text] }
}
