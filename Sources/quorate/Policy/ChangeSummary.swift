import Conferences
import Persistence

/// How many matters, deadlines and messages a change touches, before each of them is told.
struct ChangeSummary: Encodable {
    let conferences: Int
    let discussions: Int
    let deadlinesMoved: Int
    let noLongerOwed: Int
    let notices: Int
    let messagesAdded: Int
    let messagesStopped: Int

    init(_ reports: [ChangeReport]) {
        discussions = reports.count { if case .discussion = $0.matter { true } else { false } }
        conferences = reports.count - discussions
        deadlinesMoved = reports.reduce(0) { $0 + $1.moved.count }
        noLongerOwed = reports.reduce(0) { $0 + $1.settled.count { $0.standing != "outstanding" } }
        notices = reports.reduce(0) { $0 + $1.added.count(where: Self.isNotice) }
        messagesAdded = reports.reduce(0) { $0 + $1.added.count { !Self.isNotice($0) } }
        messagesStopped = reports.reduce(0) { $0 + $1.stopped.count }
    }

    private static func isNotice(_ reminder: ChangeReport.Reminder) -> Bool {
        reminder.key.step.hasPrefix("moved-to-")
    }

    var isEmpty: Bool { conferences + discussions == 0 }

    var text: String {
        """
          \(Self.count(conferences, "conference")) and \(Self.count(discussions, "strategy discussion")): \
        \(Self.count(deadlinesMoved, "deadline")) new or moved, \(noLongerOwed) settled otherwise,
          \(Self.count(messagesAdded, "reminder")) added or moved, \(messagesStopped) stopped, \
        \(Self.count(notices, "notice")) of a moved deadline
        """
    }

    static func count(_ number: Int, _ word: String) -> String { "\(number) \(word)\(number == 1 ? "" : "s")" }
}
