import Conferences
import Persistence
import WorkingDays

/// What failed, by destination, and the form that sends it once more, as the list's template sees them.
struct FailedView {
    /// Those of the days that the form looks back on.
    let destinations: [FailedMessages.Destination]
    let today: CalendarDate
    /// What was typed and refused.
    var typed: [String: String] = [:]

    /// Days for which failures are counted: what is older has long been seen to, or is past mending.
    private static let daysBack = 28

    static func start(_ now: Timestamp) -> Timestamp {
        Self.midnight(EuropeLondon.local(now).date.adding(days: -daysBack))
    }

    static func midnight(_ day: CalendarDate) -> Timestamp {
        EuropeLondon.timestamp(on: day, at: TimeOfDay(hour: 0, minute: 0)!)
    }

    /// What `?resent=` and `?left=` say was done.
    static func sentence(resent: String?, left: String?) -> String? {
        guard let resent = resent.flatMap(Int.init), let left = left.flatMap(Int.init), resent >= 0, left >= 0 else {
            return nil
        }
        let sent = resent == 1 ? "1 message is sent once more." : "\(resent) messages are sent once more."
        guard left > 0 else { return sent }
        return sent + (left == 1 ? " 1 is left out" : " \(left) are left out")
            + ": no longer owed, told the other way, or to an address at which nobody is reached."
    }

    /// `nil` where nothing has failed.
    var content: [String: Any]? {
        guard !destinations.isEmpty else { return nil }
        return [
            "since": typed["since"] ?? "\(today.adding(days: -7))",
            "destinations": destinations.map { destination in
                [
                    "value": destination.name, "label": "\(Self.label(destination.name)): \(destination.failed)",
                    "isChosen": destination.name == typed["destination"],
                ] as [String: Any]
            },
        ]
    }

    private static func label(_ destination: String) -> String {
        switch destination {
        case "mail": "Mail"
        case "text": "Text messages"
        default: "The webhook \(destination.dropFirst("webhook/".count))"
        }
    }
}
