import Conferences
import Persistence
import WorkingDays

/// What is owed and what was and will be sent about it, as the pages of conferences and discussions print it.
struct OwedTables {
    let obligations: [Obligation]
    let policy: Policy
    let reminders: [ConferenceReadings.ReminderLine]
    let now: Timestamp
    /// Whether reminders that were stopped are listed too.
    let showsStopped: Bool

    var text: String { [owed, messages].joined(separator: "\n\n") }

    private var owed: String {
        guard !obligations.isEmpty else { return "OWED\n  nothing yet" }
        var table = Table(header: ["#", "what", "owed by", "by", "stands"])
        for obligation in obligations {
            table.add([
                obligation.id.place.map(String.init) ?? "", policy.title(of: obligation.id.kind),
                obligation.owedBy?.text ?? obligation.agency?.text ?? "",
                obligation.deadline.workTo.brief + (obligation.deadline.isProvisional ? " (provisional)" : ""),
                obligation.stands(now),
            ])
        }
        return "OWED\n" + table.text(indent: "  ")
    }

    private var messages: String {
        guard !reminders.isEmpty else { return "REMINDERS\n  none" }
        var table = Table(header: ["leaves", "#", "about", "step", "to", "state"])
        let shown = reminders.filter { showsStopped || $0.state != "stopped" }
        for reminder in shown {
            let id = try? ObligationID(text: reminder.key.obligation)
            table.add([
                reminder.leavesAt.brief, id?.place.map(String.init) ?? "", id?.kind.rawValue ?? "",
                reminder.key.step, reminder.key.audience.rawValue,
                reminder.state + (reminder.reason.map { " (\($0))" } ?? ""),
            ])
        }
        let hidden = reminders.count - shown.count
        let note = hidden == 0 ? "" : "  and \(hidden) that were stopped in time (--all lists them)"
        return (["REMINDERS"] + (shown.isEmpty ? [] : [table.text(indent: "  ")]) + (note.isEmpty ? [] : [note]))
            .joined(separator: "\n")
    }
}

// For programs.
struct DescribedObligation: Encodable {
    let id: String
    let kind: String
    let title: String
    let agency: String?
    let owedBy: String?
    let dueOn: CalendarDate
    let workTo: CalendarDate
    let provisional: Bool
    let standing: String
    let settledOn: CalendarDate?
    let arrangedFor: CalendarDate?
    let generation: Int

    init(_ obligation: Obligation, _ policy: Policy) {
        id = obligation.id.description
        kind = obligation.id.kind.rawValue
        title = policy.title(of: obligation.id.kind)
        agency = obligation.agency?.text
        owedBy = obligation.owedBy?.text
        dueOn = obligation.deadline.on
        workTo = obligation.deadline.workTo
        provisional = obligation.deadline.isProvisional
        standing = obligation.standing.word
        settledOn = obligation.standing.settledOn
        arrangedFor = obligation.arrangedFor
        generation = obligation.generation
    }
}

struct DescribedReminder: Encodable {
    let key: String
    let leavesAt: String
    let state: String
    let message: String?
    let reason: String?

    init(_ reminder: ConferenceReadings.ReminderLine) {
        key = reminder.key.description
        leavesAt = reminder.leavesAt.iso8601
        state = reminder.state
        message = reminder.message
        reason = reminder.reason
    }
}
