import Outbound
import Persistence

/// The words for messages that do not reach their reader, to whoever can see to it.
struct AlertWording {
    private let alert: DeliveryAlert

    init(_ alert: DeliveryAlert) { self.alert = alert }

    private var reader: String {
        "\(alert.person)" + (alert.agencyName.map { " (\($0))" } ?? "")
    }

    private var what: String { alert.isInvitation ? "An invitation to" : "A reminder to" }

    var intro: String {
        switch alert.kind {
        case .failed: "\(what) \(reader) was given up: \(alert.reason)."
        case .address:
            "A message to \(reader) came back, and nothing more is sent to that address: \(alert.reason)."
        case .late: "\(what) \(reader) cannot be delivered before the deadline that it is about: \(alert.reason)."
        case .held: "\(what) \(reader) is held back until the next working day: \(alert.reason)."
        }
    }

    /// What the undelivered message asked for, as something to see to.
    func item(_ item: ReminderMail.Item) -> ReminderMail.Item {
        var item = item
        item.urgency = "Not delivered"
        if alert.invitation != nil { item.ask = "The invitation of \(alert.person) has not arrived" }
        item.detail = advice
        item.isEscalation = true
        return item
    }

    private var advice: String {
        switch alert.kind {
        case .address:
            "Please correct the address (\"quorate person set \(alert.person)\"); until then, reach them another way: by "
                + "telephone, or through the agency's safeguarding lead."
        case .failed, .late: "Please reach them another way: by telephone, or through the agency's safeguarding lead."
        case .held: "Please see why so many messages go to one person; if something is amiss, hold their reminders."
        }
    }
}
