import Conferences
import Persistence

extension ChangeSummary {
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
