import Conferences
import Persistence
import WorkingDays

/// One obligation as `explain obligation` prints it.
struct ObligationPage: Sendable {
    let obligation: Obligation
    let rule: ObligationRule
    let ruleSet: RuleSet
    /// The conference or discussion, in words.
    let subject: String
    let offset: DeadlineOffset
    let anchorTime: TimeOfDay
    let rungs: [LadderRung]
    let reminders: [ObligationReadings.ReminderLine]
    /// Of this obligation, or of its whole conference or discussion.
    let ownHolds: [ReminderHold]
    /// Of whoever owes it.
    let personHold: ReminderHold?
    let calendar: WorkingDayCalendar
    let now: Timestamp

    private var cutOff: TimeOfDay { rule.cutOff ?? ruleSet.policy.cutOff }

    func text() throws -> String {
        let sections = [heading, clause] + [try count(), deadline, ladder, earlier, holds].compactMap(\.self)
        return sections.joined(separator: "\n\n")
    }

    private var heading: String {
        let isOfAgency = rule.owner == .invitee || rule.owner == .agency
        let agency = obligation.agency.map { isOfAgency ? " of \($0)" : " to \($0)" } ?? ""
        let owner =
            obligation.owedBy.map { "\($0)\(agency)" } ?? obligation.agency.map { "\($0), by role" } ?? "nobody named"
        return """
            \(obligation.id)  \(rule.title)
            \(subject)
            owed by \(owner) (\(rule.owner.phrase)): \(obligation.stands(now))
            """
    }

    // The rule.

    private var clauseName: String {
        rule.kind.isOwn ? "the partnership’s own, \(rule.kind.rawValue)" : "Rulebook 4, \(rule.kind.rawValue)"
    }

    private var clause: String {
        let since =
            ruleSet.effectiveOn == WorkingDayCalendar.firstDate ? "" : ", in force from \(ruleSet.effectiveOn.brief)"
        let limit = rule.noLaterThan.map { ", no later than \($0) the conference" } ?? ""
        return """
            RULE
              rule set \(ruleSet.number)\(since): \(clauseName)
              \(offset) \(rule.anchor.phrase)\(limit)
              counted from \(rule.anchor.phrase), on \(obligation.anchoredOn.spelledOut)
            """
    }

    // The count.

    /// What the rule arrives at by itself, or by its limit where that is earlier.
    private enum Arrival {
        case rule(Explanation)
        case limit(Explanation)
        /// The limit had passed when it arose: it is owed on that day.
        case atOnce
    }

    private func arrival() throws -> Arrival {
        let own = explanation(offset, from: obligation.anchoredOn)
        if try own.explained(calendar).result == obligation.deadline.on { return .rule(own) }
        if let limit = rule.noLaterThan, let on = obligation.conferenceOn {
            let limited = explanation(limit, from: on)
            if try limited.explained(calendar).result == obligation.deadline.on { return .limit(limited) }
        }
        return .atOnce
    }

    private func explanation(_ offset: DeadlineOffset, from day: CalendarDate) -> Explanation {
        Explanation(offset: offset, from: day, time: anchorTime, cutOff: cutOff)
    }

    private func count() throws -> String {
        switch try arrival() {
        case .rule(let explanation): "COUNT\n" + (try explanation.lines(calendar)).joined(separator: "\n")
        case .limit(let explanation):
            "COUNT, back from the conference: the rule’s own day lies later\n"
                + (try explanation.lines(calendar)).joined(separator: "\n")
        case .atOnce: "COUNT\n  it arose so late that it is owed on the same day"
        }
    }

    private var deadline: String {
        let (date, time) = EuropeLondon.local(obligation.deadline.at)
        let until = offset.unit == .hours ? "until \(time) on \(date.brief)" : "until \(time) London time on that day"
        return """
            DEADLINE
              \(obligation.deadline.on.spelledOut), \(until)\(obligation.deadline.isProvisional ? " (provisional)" : "")
            """
    }

    // The ladder.

    private var ladder: String {
        guard !rows.isEmpty else { return "LADDER\n  the rule has no reminders" }
        var table = Table(header: ["step", "to", "leaves", "what becomes of it"])
        for row in rows { table.add([row.step, row.audience, row.leavesAt?.brief ?? "", row.fate]) }
        return "LADDER\n" + table.text(indent: "  ")
    }

    struct Row {
        let step: String
        let audience: String
        let leavesAt: Timestamp?
        let state: String
        let recipient: PersonReference?
        let message: ObligationReadings.Message?
        let fate: String
    }

    /// The rungs of the present turn with what was sent, then the notices of moved deadlines.
    private var rows: [Row] {
        let present = reminders.filter { $0.key.generation == obligation.generation }
        let byStep = Dictionary(present.map { ("\($0.key.step) \($0.key.audience)", $0) }) { first, _ in first }
        let steps = rungs.map { rung in
            row(rung, byStep["\(rung.step) \(rung.audience)"])
        }
        let known = Set(rungs.map { "\($0.step) \($0.audience)" })
        return steps + present.filter { !known.contains("\($0.key.step) \($0.key.audience)") }.map { row(nil, $0) }
    }

    private func row(_ rung: LadderRung?, _ reminder: ObligationReadings.ReminderLine?) -> Row {
        let step = rung?.step.description ?? reminder.map(Self.name) ?? ""
        return Row(
            step: step, audience: (rung?.audience ?? reminder?.key.audience)?.rawValue ?? "",
            leavesAt: reminder?.leavesAt ?? rung?.leavesAt, state: reminder?.state ?? "none",
            recipient: reminder?.recipient, message: reminder?.message, fate: fate(rung, reminder))
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

    /// What was sent before the date moved, the report was sent back, or the like.
    private var earlier: String? {
        let lines = reminders.filter { $0.key.generation < obligation.generation && $0.state != "stopped" }
        guard !lines.isEmpty else { return nil }
        var table = Table(header: ["turn", "step", "to", "leaves", "what became of it"])
        for line in lines {
            table.add([
                "\(line.key.generation + 1)", Self.name(line), line.key.audience.rawValue, line.leavesAt.brief,
                fate(nil, line),
            ])
        }
        return "EARLIER TURNS\n" + table.text(indent: "  ")
    }

    private var holds: String? {
        let lines =
            ownHolds.map { "  silent until \($0.until.brief), ordered \($0.from.brief)" }
            + (personHold.map {
                [
                    "  everything that \(obligation.owedBy?.text ?? "") owes is silent until \($0.until.brief), ordered \($0.from.brief)"
                ]
            } ?? [])
        return lines.isEmpty ? nil : "SILENCE\n" + lines.joined(separator: "\n")
    }
}

// For programs.
extension ObligationPage {
    struct Described: Encodable {
        let obligation: DescribedObligation
        let ruleSet: Int
        let clause: String
        let rule: String
        let anchor: String
        let anchoredOn: CalendarDate
        let count: Explanation.Explained?
        let limited: Bool
        let dueAt: String
        let ladder: [Rung]
        let earlier: [DescribedLine]
        let holds: [Hold]

        struct Rung: Encodable {
            let step: String
            let audience: String
            let leavesAt: String?
            let state: String
            let recipient: String?
            let message: String?
            let settledAt: String?
            let explanation: String
        }

        struct DescribedLine: Encodable {
            let key: String
            let leavesAt: String
            let state: String
        }

        struct Hold: Encodable {
            let until: CalendarDate
            let from: String
            let ofPerson: Bool
        }
    }

    func described() throws -> Described {
        let (explanation, isLimited): (Explanation?, Bool) =
            switch try arrival() {
            case .rule(let explanation): (explanation, false)
            case .limit(let explanation): (explanation, true)
            case .atOnce: (nil, true)
            }
        return Described(
            obligation: DescribedObligation(obligation, ruleSet.policy), ruleSet: ruleSet.number, clause: clauseName,
            rule: "\(offset)", anchor: rule.anchor.rawValue, anchoredOn: obligation.anchoredOn,
            count: try explanation?.explained(calendar), limited: isLimited, dueAt: obligation.deadline.at.iso8601,
            ladder: rows.map {
                .init(
                    step: $0.step, audience: $0.audience, leavesAt: $0.leavesAt?.iso8601, state: $0.state,
                    recipient: $0.recipient?.text, message: $0.message?.id, settledAt: $0.message?.settledAt?.iso8601,
                    explanation: $0.fate)
            },
            earlier: reminders.filter { $0.key.generation < obligation.generation && $0.state != "stopped" }.map {
                .init(key: $0.key.description, leavesAt: $0.leavesAt.iso8601, state: $0.state)
            },
            holds: ownHolds.map { .init(until: $0.until, from: $0.from.iso8601, ofPerson: false) }
                + (personHold.map { [.init(until: $0.until, from: $0.from.iso8601, ofPerson: true)] } ?? []))
    }
}
