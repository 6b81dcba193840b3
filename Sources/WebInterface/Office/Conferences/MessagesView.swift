import Conferences
import Persistence
import WorkingDays

/// What was and will be sent about a conference.
struct MessagesView {
    let dossier: ConferenceDossier
    /// Who each invitee is, by the invitation's number.
    let invitees: [Int: String]
    let now: Timestamp
    /// Whether the visitor may see all messages.
    let mayRead: Bool

    private static let shown = 10

    var content: [String: Any] {
        let coming = dossier.reminders.filter { $0.state == "pending" || $0.state == "planned" }
        let failed = dossier.reminders.filter { $0.state == "failed" }
        var content: [String: Any] = [
            "summary": summary, "failed": failed.map(row), "coming": coming.prefix(Self.shown).map(row),
            "isQuiet": coming.isEmpty && failed.isEmpty,
        ]
        if coming.count > Self.shown { content["ofMore"] = ["shown": Self.shown, "count": coming.count] }
        content["all"] = mayRead ? PagePath.query("/messages", [("about", dossier.reference.text)]) : nil
        return content
    }

    private var summary: String {
        let counts = Dictionary(grouping: dossier.reminders, by: \.state).mapValues(\.count)
        let words = [
            ("sent", "sent"), ("planned", "on their way"), ("pending", "to come"), ("failed", "failed"),
            ("stopped", "stopped, since nothing is owed"), ("overtaken", "overtaken by later ones"),
        ].compactMap { state, word in counts[state].map { "\($0) \(word)" } }
        return words.isEmpty ? "No reminders." : "Reminders: \(words.joined(separator: ", "))."
    }

    private func row(_ reminder: ConferenceReadings.ReminderLine) -> [String: Any] {
        let (date, time) = EuropeLondon.local(reminder.leavesAt)
        let id = try? ObligationID(text: reminder.key.obligation)
        return [
            "when": "\(date.spelledOut), \(time.shortText)", "to": reminder.key.audience.phrase,
            "about": id.map { dossier.policy.title(of: $0.kind) } ?? reminder.key.obligation,
            "hasWho": id?.place != nil,
            "who": id?.place.map { invitees[$0] ?? "invitee \($0)" } ?? "", "reason": reminder.reason ?? "",
        ]
    }
}
