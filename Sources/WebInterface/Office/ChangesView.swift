import Conferences
import Persistence

/// What something changes in many conferences and discussions: how much in all, then one after the other.
struct ChangesView {
    let reports: [ChangeReport]
    let policy: Policy

    /// Those that are told in full; the summary counts all of them.
    private static let shown = 25

    var content: [String: Any] {
        let summary = ChangeSummary(reports)
        return [
            "isEmpty": summary.isEmpty, "summary": summary.sentences,
            "matters": reports.prefix(Self.shown).map(matter), "more": max(0, reports.count - Self.shown),
        ].dropping(zero: "more")
    }

    private func matter(_ report: ChangeReport) -> [String: Any] {
        let change = ChangeView(reports: [report], title: policy.title(of:)).content
        return change.merging(["reference": report.matter.reference, "link": PagePath.of(report.matter)]) { $1 }
    }
}

extension ChangeSummary {
    /// What is touched, and how many of each; nothing of what is not.
    fileprivate var sentences: [String] {
        [
            (conferences, "conference", "conferences"), (discussions, "strategy discussion", "strategy discussions"),
            (deadlinesMoved, "deadline is new or moves", "deadlines are new or move"),
            (noLongerOwed, "deadline is settled otherwise", "deadlines are settled otherwise"),
            (messagesAdded, "reminder is added or moves", "reminders are added or move"),
            (messagesStopped, "reminder is stopped", "reminders are stopped"),
            (notices, "notice of a moved deadline is sent", "notices of a moved deadline are sent"),
        ].compactMap { count, one, many in count == 0 ? nil : "\(count) \(count == 1 ? one : many)" }
    }
}

extension [String: Any] {
    /// Without the key where it counts nothing, so that a template's section for it is left out.
    func dropping(zero key: String) -> Self {
        var copy = self
        if copy[key] as? Int == 0 { copy[key] = nil }
        return copy
    }
}
