import Conferences
import Outbound
import Persistence

/// What is said of messages that do not reach their reader, to whoever can see to it.
struct AlertWording {
    let words: MessageWords

    /// - Parameter alerts: Each with what the undelivered message asked for.
    func mail(
        _ alerts: [(DeliveryAlert, asked: [ReminderMail.Item])], to recipientName: String, from partnership: String
    ) -> ReminderMail {
        let isSeveral = Self.count(alerts) > 1
        // Of one message two things may be told, and what it asked for stands there once.
        let items = (isSeveral ? alerts[...] : alerts.suffix(1)).flatMap { alert, asked in
            asked.map { item($0, of: alert, isOneOfSeveral: isSeveral) }
        }
        return ReminderMail(
            kind: .alert, partnership: partnership, recipientName: recipientName,
            subject: isSeveral ? words[.alertSubject, ["count": "\(Self.count(alerts))"]] : nil, intro: intro(alerts),
            matters: words.matters(alerts.flatMap(\.asked)), items: items, reason: words[.alertReason])
    }

    /// How many messages they are about.
    private static func count(_ alerts: [(DeliveryAlert, asked: [ReminderMail.Item])]) -> Int {
        Set(alerts.map(\.0.message)).count
    }

    /// Of several, how many, and what is said of those below which nothing stands.
    private func intro(_ alerts: [(DeliveryAlert, asked: [ReminderMail.Item])]) -> String {
        guard Self.count(alerts) > 1 else { return alerts.map { sentence($0.0) }.joined(separator: " ") }
        let bare = alerts.filter(\.asked.isEmpty).map { sentence($0.0) }
        return ([words[.alertSeveral, ["count": "\(Self.count(alerts))"]]] + bare).joined(separator: " ")
    }

    private func sentence(_ alert: DeliveryAlert) -> String {
        var person: [String: Any] = ["person": alert.person.text]
        person["agency"] = alert.agencyName
        let reader = words[.alertReader, person]
        let values = [
            "reader": reader, "reason": alert.reason,
            "what": words[what(alert), ["reader": reader]],
        ]
        return switch alert.kind {
        case .failed: words[.alertFailed, values]
        case .address: words[alert.channel == .text ? .alertNumber : .alertAddress, values]
        case .late: words[.alertLate, values]
        case .held: words[.alertHeld, values]
        case .closed: words[.alertClosed, values]
        }
    }

    private func what(_ alert: DeliveryAlert) -> Word {
        alert.channel == .text ? .alertText : alert.isInvitation ? .alertInvitation : .alertReminder
    }

    /// What the undelivered message asked for, as something to see to.
    private func item(
        _ item: ReminderMail.Item, of alert: DeliveryAlert, isOneOfSeveral: Bool
    ) -> ReminderMail.Item {
        var item = item
        item.urgency = words[.alertUrgency]
        if alert.invitation != nil { item.ask = words[.alertInvitationAsk, ["person": alert.person.text]] }
        item.detail = isOneOfSeveral ? "\(sentence(alert)) \(advice(alert))" : advice(alert)
        item.isEscalation = true
        return item
    }

    private func advice(_ alert: DeliveryAlert) -> String {
        let person = ["person": alert.person.text]
        return switch alert.kind {
        case .address: words[alert.channel == .text ? .adviceOnNumber : .adviceOnAddress, person]
        case .failed, .late, .closed: words[.advice]
        case .held: words[.adviceOnHeld]
        }
    }
}
