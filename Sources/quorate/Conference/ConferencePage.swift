import Conferences
import Persistence
import WorkingDays

/// One conference as `conference show` prints it.
struct ConferencePage: Sendable {
    let dossier: ConferenceDossier
    let now: Timestamp
    /// Whether what is settled and reminders that were stopped are listed too.
    let showsAll: Bool
    /// Whether what people typed is shown, and the categories of plans.
    let showsNotes: Bool

    var reference: ConferenceReference { dossier.reference }
    var state: ConferenceState { dossier.state }
    var obligations: [Obligation] { dossier.obligations }
    var policy: Policy { dossier.policy }
    var reminders: [ConferenceReadings.ReminderLine] { dossier.reminders }
    var agencies: [AgencyCode: Agency] { dossier.agencies }

    var text: String {
        switch state {
        case .requested(let request): requested(request, "requested, no day yet")
        case .requestDropped(let request, let on): requested(request, "request dropped on \(on.brief)")
        case .arranged(let conference): sections(of: conference).filter { !$0.isEmpty }.joined(separator: "\n\n")
        }
    }

    private func sections(of conference: Conference) -> [String] {
        let table = InvitationTable(conference: conference, agencies: agencies)
        return [
            heading(conference) + "\n\n" + Facts(page: self, conference: conference).text, table.text,
            table.sharing, owed, RecordSection(conference: conference).text, messages,
            showsNotes ? notes(of: conference) : "",
        ]
    }

    private func notes(of conference: Conference) -> String {
        let lines = ConferenceNotes(conference).lines
        return "NOTES\n" + (lines.isEmpty ? "  none" : lines.map { "  \($0)" }.joined(separator: "\n"))
    }

    private func requested(_ request: ConferenceRequest, _ status: String) -> String {
        var lines = [
            "\(reference)  \(request.type.title), \(status)",
            "case \(request.caseReference), asked for by \(request.requestedBy) on \(request.on.brief)"
                + (request.discussion.map { ", after strategy discussion \($0)" } ?? ""),
        ]
        if case .requested = state { lines.append("`quorate conference schedule \(reference)` gives it its day.") }
        return lines.joined(separator: "\n")
    }

    private func heading(_ conference: Conference) -> String {
        let status =
            switch conference.status {
            case .scheduled: conference.moves == 0 ? "scheduled" : "rescheduled (moved \(conference.moves)×)"
            case .cancelled(let on, _): "cancelled on \(on.brief)"
            case .adjourned(let on): "adjourned inquorate on \(on.brief)"
            case .closed(let on): "closed on \(on.brief)"
            case .recordIssued: "record issued"
            default: conference.status.word
            }
        let sitting = conference.sitting
        return """
            \(conference.reference)  \(conference.type.title), \(status)
            \(sitting.on.spelledOut) at \(sitting.at.shortText), \(sitting.place)\(sitting.videoLink.map { "\n\($0)" } ?? "")
            """
    }

    // What is owed.

    private var owed: String {
        let shown = obligations.filter { showsAll || isOpen($0) }
            .sorted { ($0.deadline.at, $0.id) < ($1.deadline.at, $1.id) }
        let missed = obligations.filter(\.isMissed).count
        let hidden = [
            (obligations.count - shown.count - (showsAll ? 0 : missed), "settled"), (showsAll ? 0 : missed, "missed"),
        ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: " and ")
        let note = hidden.isEmpty ? "" : "\n  \(hidden) (--all lists them)"
        guard !shown.isEmpty else { return "OWED\n  nothing" + note }
        var table = Table(header: ["by", "#", "what", "who", "stands"])
        for obligation in shown {
            table.add([
                obligation.deadline.workTo.brief + (obligation.deadline.isProvisional ? " (provisional)" : ""),
                obligation.id.place.map(String.init) ?? "", policy.title(of: obligation.id.kind),
                obligation.owedBy?.text ?? obligation.agency?.text ?? "", stands(obligation),
            ])
        }
        return "OWED\n" + table.text(indent: "  ") + note
    }

    private func isOpen(_ obligation: Obligation) -> Bool {
        (obligation.standing == .outstanding || obligation.standing == .impossibleNotice) && !obligation.isMissed
    }

    private func stands(_ obligation: Obligation) -> String {
        switch obligation.standing {
        case .outstanding:
            if obligation.isMissed {
                "missed"
            } else if let on = obligation.arrangedFor {
                "arranged for \(on.brief)"
            } else if obligation.lapses {
                obligation.deadline.at < now ? "window closed" : "window open"
            } else {
                (obligation.isOverdue(at: now) ? "OVERDUE" : "outstanding")
                    + (obligation.holds.isEmpty ? "" : ", reminders held")
            }
        case .met(let on): on > obligation.deadline.on ? "met late, \(on.brief)" : "met \(on.brief)"
        case .exempt(let on): "exempt \(on.brief)"
        case .withdrawn(let on): "withdrawn \(on.brief)"
        case .cancelled(let on): "cancelled \(on.brief)"
        case .impossibleNotice: "impossible notice: not chased"
        }
    }

    // What was and will be sent.

    private var messages: String {
        guard !reminders.isEmpty else { return "REMINDERS\n  none" }
        let waiting = reminders.filter { $0.state == "pending" || $0.state == "failed" || $0.state == "planned" }
        let shown = showsAll ? reminders : Array(waiting.prefix(Self.remindersShown))
        var table = Table(header: ["leaves", "#", "about", "step", "to", "state"])
        for reminder in shown {
            let (date, time) = EuropeLondon.local(reminder.leavesAt)
            let id = try? ObligationID(text: reminder.key.obligation)
            table.add([
                "\(date.brief) \(time.shortText)", id?.place.map(String.init) ?? "", id?.kind.rawValue ?? "",
                reminder.key.step, reminder.key.audience.rawValue,
                reminder.state + (reminder.reason.map { " (\($0))" } ?? ""),
            ])
        }
        let counts = Dictionary(grouping: reminders, by: \.state).mapValues(\.count)
        let summary = ["sent", "planned", "pending", "failed", "overtaken", "stopped"]
            .compactMap { state in counts[state].map { "\($0) \(state)" } }.joined(separator: ", ")
        let hint = shown.count == reminders.count ? "" : " (--all lists them)"
        return "REMINDERS  \(summary)\(hint)" + (shown.isEmpty ? "" : "\n" + table.text(indent: "  "))
    }

    private static let remindersShown = 12
}
