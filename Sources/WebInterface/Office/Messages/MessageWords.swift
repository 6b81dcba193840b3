import Conferences
import Persistence
import WorkingDays

/// How a message stands, in words that people who send letters use.
struct MessageWords {
    let line: MessageReadings.Line

    static func state(_ state: MessageReadings.State) -> String {
        switch state {
        case .waiting: "Waiting"
        case .claimed: "Being sent"
        case .sent: "Sent"
        case .failed: "Failed"
        case .superseded: "Not sent"
        }
    }

    var state: String { line.hasBounced && line.state == .sent ? "Came back" : Self.state(line.state) }
    var isTrouble: Bool { line.state == .failed || line.hasBounced && line.state == .sent }

    /// When it left, or what keeps it.
    var standing: String {
        switch line.state {
        case .sent: line.settledAt.map(\.spelledOut) ?? ""
        case .waiting where line.attempts == 0 && line.detail == nil: "Leaves when it is due"
        case .waiting:
            "Tried again \(line.nextAttemptAt?.spelledOut ?? "soon")" + (line.detail.map { ": \($0)" } ?? "")
        case .claimed: "With the server at this moment"
        case .failed, .superseded: line.detail ?? ""
        }
    }

    var channel: String {
        switch line.channel {
        case .mail: "Mail"
        case .text: "Text"
        case .webhook: "Webhook"
        }
    }

    var content: String {
        switch line.content {
        case "alert": "Alert: a message did not arrive"
        case "invitation":
            switch line.letter {
            case .change: "Change of a conference"
            case .cancellation: "Cancellation"
            case .invitation, nil: "Invitation"
            }
        case "call": "Webhook call"
        default: "Reminders"
        }
    }

    /// The conferences and discussions that it is about, each with its page where the reader may see it.
    func matters(for visitor: Visitor) -> [[String: Any]] {
        line.matters.map { matter in
            var content: [String: Any] = ["reference": matter.reference]
            if visitor.may(.readCases) { content["link"] = PagePath.of(matter) }
            return content
        }
    }

    /// A person has a page; a webhook's receiver has none.
    var person: PersonReference? { line.channel == .webhook ? nil : try? Reference(line.recipient) }
}

extension MessageHistory.Incident {
    var words: String {
        switch self {
        case .deferred: "Not delivered; tried again later"
        case .unreachable: "The server could not be reached"
        case .held: "Held: enough messages for one day"
        case .late: "It comes after the deadline; the administrator was told"
        case .takenOver: "Its sender did not say how it ended; sent again"
        case .resent: "Sent once more by order"
        case .cancelled: "Cancelled"
        case .bounced: "Came back"
        case .rerouted: "Leaves the other way"
        case .arrived: "Arrived"
        }
    }
}
