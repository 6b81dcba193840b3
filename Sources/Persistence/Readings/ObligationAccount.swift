import Conferences
import WorkingDays

/// All that there is to say of one obligation: its rule, how its date came about, and what was and will be sent.
public struct ObligationAccount: Sendable {
    public let obligation: Obligation
    public let rule: ObligationRule
    public let ruleSet: RuleSet
    public let caseReference: CaseReference
    /// Absent for a strategy discussion.
    public let chair: PersonReference?
    /// The conference or discussion, in words.
    public let subject: String
    public let offset: DeadlineOffset
    public let rungs: [LadderRung]
    public let reminders: [ObligationReadings.ReminderLine]
    /// Of this obligation, or of its whole conference or discussion.
    public let ownHolds: [ReminderHold]
    /// Of whoever owes it.
    public let personHold: ReminderHold?
    public let calendar: WorkingDayCalendar
    public let now: Timestamp
    let anchorTime: TimeOfDay

    /// *Rulebook 4, submitReport*, or that it is the partnership's own.
    public var clause: String {
        rule.kind.isOwn ? "the partnership’s own, \(rule.kind.rawValue)" : "Rulebook 4, \(rule.kind.rawValue)"
    }

    /// The conference that it belongs to; `nil` for a strategy discussion.
    public var conference: ConferenceReference? {
        if case .conference(let reference) = obligation.id.matter { reference } else { nil }
    }
}

// How the date came about.
extension ObligationAccount {
    /// What the rule arrives at by itself, or by its limit where that is earlier.
    public enum Arrival: Sendable {
        case rule(DeadlineCount)
        /// Back from the conference: the rule's own day lies later.
        case limit(DeadlineCount)
        /// The limit had passed when it arose: it is owed on that day.
        case atOnce
    }

    /// - Throws: ``WorkingDayError`` when a day falls outside the calendar.
    public func arrival() throws(WorkingDayError) -> Arrival {
        let own = count(offset, from: obligation.anchoredOn)
        if try own.deadline(by: calendar).on == obligation.deadline.on { return .rule(own) }
        if let limit = rule.noLaterThan, let on = obligation.conferenceOn {
            let limited = count(limit, from: on)
            if try limited.deadline(by: calendar).on == obligation.deadline.on { return .limit(limited) }
        }
        return .atOnce
    }

    private func count(_ offset: DeadlineOffset, from day: CalendarDate) -> DeadlineCount {
        DeadlineCount(offset, from: day, at: anchorTime, cutOff: rule.cutOff ?? ruleSet.policy.cutOff)
    }
}

// The ladder.
extension ObligationAccount {
    /// One step for one audience, and what becomes of it.
    public struct Step: Sendable {
        /// Absent for a notice of a moved deadline.
        public let time: StepTime?
        /// As its permanent key has it.
        public let name: String
        public let audience: Audience?
        public let leavesAt: Timestamp?
        /// Of the reminder; `none` where there is none.
        public let state: String
        public let recipient: PersonReference?
        public let message: ObligationReadings.Message?
        public let fate: String
        /// From 1; it rises when the date moves, or the like.
        public let turn: Int
    }

    /// The rungs of the present turn with what was sent, then the notices of moved deadlines.
    public var steps: [Step] {
        let present = reminders.filter { $0.key.generation == obligation.generation }
        let byStep = Dictionary(present.map { (Self.place($0.key.step, $0.key.audience), $0) }) { first, _ in first }
        let known = Set(rungs.map { Self.place($0.step.description, $0.audience) })
        return rungs.map { step($0, byStep[Self.place($0.step.description, $0.audience)]) }
            + present.filter { !known.contains(Self.place($0.key.step, $0.key.audience)) }.map { step(nil, $0) }
    }

    /// What was sent before the date moved, the report was sent back, or the like.
    public var earlierSteps: [Step] {
        reminders.filter { $0.key.generation < obligation.generation && $0.state != "stopped" }.map { step(nil, $0) }
    }

    private static func place(_ step: String, _ audience: Audience) -> String { "\(step) \(audience.rawValue)" }

    private func step(_ rung: LadderRung?, _ reminder: ObligationReadings.ReminderLine?) -> Step {
        Step(
            time: rung?.step ?? reminder.flatMap { StepTime(text: $0.key.step) },
            name: rung?.step.description ?? reminder.map(Self.name) ?? "",
            audience: rung?.audience ?? reminder?.key.audience, leavesAt: reminder?.leavesAt ?? rung?.leavesAt,
            state: reminder?.state ?? "none", recipient: reminder?.recipient, message: reminder?.message,
            fate: fate(rung, reminder), turn: (reminder?.key.generation ?? obligation.generation) + 1)
    }

    private static func name(_ reminder: ObligationReadings.ReminderLine) -> String {
        guard reminder.wasDueOn != nil, let on = CalendarDate(String(reminder.key.step.suffix(10))) else {
            return reminder.key.step
        }
        return "moved to \(on.brief)"
    }

    private func fate(_ rung: LadderRung?, _ reminder: ObligationReadings.ReminderLine?) -> String {
        let whom = reminder?.recipient.map { " to \($0)" } ?? ""
        switch reminder?.state {
        case "sent": return "sent\(whom)" + (reminder?.message?.settledAt.map { ", \($0.brief)" } ?? "")
        case "failed": return "FAILED\(whom): \(reminder?.reason ?? "")"
        case "planned": return "on its way\(whom)" + (reminder?.message?.detail.map { ": \($0)" } ?? "")
        case "overtaken": return "not sent: \(reminder?.reason ?? "")"
        default: break
        }
        if case .settled(.impossibleNotice)? = rung?.silence {
            return "not sent: the deadline had passed when the date was settled"
        }
        if let silence = rung?.silence { return "not sent: \(silence.phrase)" }
        switch reminder?.state {
        case "pending": return "will be sent\(whom)"
        case "stopped": return "not sent: \(reminder?.reason ?? "")"
        default:
            return rung?.leavesAt.map { $0 < now } ?? true
                ? "not sent: it had passed before this rule applied" : "not planned yet"
        }
    }
}

extension Obligation {
    /// Where it stands, in the words of a table.
    public func stands(_ now: Timestamp) -> String {
        switch standing {
        case .outstanding:
            if isMissed {
                "missed"
            } else {
                arrangedFor.map { "arranged for \($0.brief)" } ?? (isOverdue(at: now) ? "OVERDUE" : "outstanding")
            }
        case .met(let on): on > deadline.on ? "met late, \(on.brief)" : "met \(on.brief)"
        case .exempt(let on): "exempt \(on.brief)"
        case .withdrawn(let on): "withdrawn \(on.brief)"
        case .cancelled(let on): "cancelled \(on.brief)"
        case .impossibleNotice: "impossible notice: not chased"
        }
    }
}
