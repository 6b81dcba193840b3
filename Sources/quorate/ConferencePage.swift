import Conferences
import Persistence
import WorkingDays

/// One conference as `conference show` prints it.
struct ConferencePage {
    let conference: Conference
    let obligations: [Obligation]
    let policy: Policy
    let reminders: [ConferenceReadings.ReminderLine]
    let agencies: [AgencyCode: String]
    let now: Timestamp
    /// Whether reminders that were stopped are listed too.
    let showsStopped: Bool

    var text: String { [heading, invitees, owed, messages].joined(separator: "\n\n") }

    private var heading: String {
        let status =
            switch conference.status {
            case .scheduled: conference.moves == 0 ? "scheduled" : "rescheduled (moved \(conference.moves)×)"
            case .cancelled(let on, _): "cancelled on \(on.brief)"
            default: conference.status.word
            }
        return """
            \(conference.reference)  \(conference.type.title), \(status)
            \(conference.sitting.on.spelledOut) at \(conference.sitting.at.shortText), \(conference.sitting.place)
            case \(conference.caseReference), chair \(conference.chair), administrator \(conference.administrator)
            reports are shared with: \(conference.familyRecipients.map(\.description).joined(separator: ", "))
            """
    }

    private var invitees: String {
        var table = Table(header: ["#", "agency", "who", "reply", "report", "shared with", "attendance"])
        for invitation in conference.invitations {
            table.add([
                "\(invitation.number)", agencies[invitation.agency] ?? invitation.agency.text,
                invitation.person?.text ?? "(by role)", reply(invitation), report(invitation), sharing(invitation),
                invitation.attendance?.attendance.rawValue ?? "",
            ])
        }
        return "INVITED\n" + table.text(indent: "  ")
    }

    private func reply(_ invitation: Invitation) -> String {
        if let on = invitation.withdrawnOn { return "withdrawn \(on.brief)" }
        guard let response = invitation.response else { return "none" }
        guard case .apologies = response.reply else { return response.reply.word }
        guard let delegate = invitation.delegate else { return "apologies, no delegate" }
        return "apologies, delegate \(delegate.person)" + (delegate.briefedOn == nil ? " (not briefed)" : " (briefed)")
    }

    private func report(_ invitation: Invitation) -> String {
        let covers = invitation.report.versions.last?.coversSignificantOthers ?? true
        return switch invitation.report.stage {
        case .requested: "none"
        case .exempt: "exempt"
        case .submitted(let on): on.brief + (covers ? "" : ", without significant others")
        case .accepted(let on): "accepted \(on.brief)"
        case .returned(let on, _): "returned \(on.brief)"
        }
    }

    private func sharing(_ invitation: Invitation) -> String {
        let parts = conference.familyRecipients.map { recipient in
            "\(recipient): \(invitation.sharing[recipient]?.outcome.phrase ?? "no")"
        }
        if invitation.report.isExempt { return "exempt" }
        return parts.joined(separator: ", ")
    }

    private var owed: String {
        var table = Table(header: ["#", "what", "by", "stands"])
        for obligation in obligations {
            table.add([
                obligation.id.place.map(String.init) ?? "", policy.title(of: obligation.id.kind),
                obligation.deadline.workTo.brief + (obligation.deadline.isProvisional ? " (provisional)" : ""),
                stands(obligation),
            ])
        }
        return "OWED\n" + table.text(indent: "  ")
    }

    private func stands(_ obligation: Obligation) -> String {
        switch obligation.standing {
        case .outstanding: obligation.deadline.at < now ? "OVERDUE" : "outstanding"
        case .met(let on): on > obligation.deadline.on ? "met late, \(on.brief)" : "met \(on.brief)"
        case .exempt(let on): "exempt \(on.brief)"
        case .withdrawn(let on): "withdrawn \(on.brief)"
        case .cancelled(let on): "cancelled \(on.brief)"
        case .impossibleNotice: "impossible notice: not chased"
        }
    }

    private var messages: String {
        guard !reminders.isEmpty else { return "REMINDERS\n  none" }
        var table = Table(header: ["leaves", "#", "about", "step", "to", "state"])
        let shown = reminders.filter { showsStopped || $0.state != "stopped" }
        for reminder in shown {
            let (date, time) = EuropeLondon.local(reminder.leavesAt)
            let id = try? ObligationID(text: reminder.key.obligation)
            table.add([
                "\(date.brief) \(time.shortText)", id?.place.map(String.init) ?? "", id?.kind.rawValue ?? "",
                reminder.key.step, reminder.key.audience.rawValue,
                reminder.state + (reminder.reason.map { " (\($0))" } ?? ""),
            ])
        }
        let hidden = reminders.count - shown.count
        let note = hidden == 0 ? "" : "\n  and \(hidden) that were stopped in time (--all lists them)"
        return "REMINDERS\n" + table.text(indent: "  ") + note
    }
}

// For programs.
extension ConferencePage {
    struct Described: Encodable {
        let reference: String
        let type: String
        let caseReference: String
        let on: CalendarDate
        let at: String
        let place: String
        let status: String
        let moves: Int
        let obligations: [Owed]
        let reminders: [Reminder]

        struct Owed: Encodable {
            let id: String
            let kind: String
            let agency: String?
            let owedBy: String?
            let dueOn: CalendarDate
            let workTo: CalendarDate
            let provisional: Bool
            let standing: String
            let settledOn: CalendarDate?
            let generation: Int
        }

        struct Reminder: Encodable {
            let key: String
            let leavesAt: String
            let state: String
            let message: String?
            let reason: String?
        }
    }

    var described: Described {
        Described(
            reference: conference.reference.text, type: conference.type.rawValue,
            caseReference: conference.caseReference.text, on: conference.sitting.on,
            at: conference.sitting.at.shortText, place: conference.sitting.place,
            status: conference.status.word,
            moves: conference.moves,
            obligations: obligations.map {
                .init(
                    id: $0.id.description, kind: $0.id.kind.rawValue, agency: $0.agency?.text,
                    owedBy: $0.owedBy?.text, dueOn: $0.deadline.on, workTo: $0.deadline.workTo,
                    provisional: $0.deadline.isProvisional, standing: $0.standing.word,
                    settledOn: $0.standing.settledOn, generation: $0.generation)
            },
            reminders: reminders.map {
                .init(
                    key: $0.key.description, leavesAt: $0.leavesAt.iso8601, state: $0.state, message: $0.message,
                    reason: $0.reason)
            })
    }
}
