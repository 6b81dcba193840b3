import Conferences
import Persistence
import WorkingDays

/// Why an obligation is due when it is, as its template sees it.
struct ExplanationView {
    let account: ObligationAccount

    private var obligation: Obligation { account.obligation }
    private var rule: ObligationRule { account.rule }

    /// - Throws: ``WorkingDayError`` when a day falls outside the calendar.
    func content(for visitor: Visitor) throws(WorkingDayError) -> [String: Any] {
        var content: [String: Any] = [
            "id": obligation.id.description, "what": rule.title, "subject": account.subject,
            "due": due, "isOverdue": isOverdue,
            "stands": stands, "owner": rule.owner.phrase, "ruleSet": account.ruleSet.number, "clause": account.clause,
            "offset": account.offset.description, "anchor": rule.anchor.phrase,
            "anchoredOn": obligation.anchoredOn.spelledOut, "isProvisional": obligation.deadline.isProvisional,
            "publishedThrough": account.calendar.publishedThrough.spelledOut, "holds": holds,
            "steps": account.steps.map { step($0, visitor) }.asTable,
            "earlier": account.earlierSteps.map { step($0, visitor) }.asTable,
        ]
        if visitor.may(.readCases) || visitor.may(.readChairedCases) {
            content["subjectLink"] = PagePath.of(obligation.id.matter)
        }
        content["limit"] = rule.noLaterThan?.description
        if account.ruleSet.effectiveOn != WorkingDayCalendar.firstDate {
            content["inForceFrom"] = account.ruleSet.effectiveOn.spelledOut
        }
        if let person = obligation.owedBy {
            content["owedBy"] = person.text
            if visitor.may(.readDirectory) { content["owedByLink"] = PagePath.of(person) }
        }
        content["agency"] = obligation.agency?.text
        if visitor.may(.readRules) { content["ruleLink"] = "/policy/\(PagePath.escaped(rule.kind.rawValue))" }
        content.merge(try count()) { $1 }
        return content
    }

    private var due: String {
        let (date, time) = EuropeLondon.local(obligation.deadline.at)
        return "\(date.spelledOut), until \(time.shortText)"
    }

    private var isOverdue: Bool { obligation.isOverdue(at: account.now) }

    private var stands: String {
        let words = isOverdue ? "overdue" : obligation.stands(account.now)
        return words.prefix(1).uppercased() + words.dropFirst()
    }

    // The count, day by day.

    private func count() throws(WorkingDayError) -> [String: Any] {
        switch try account.arrival() {
        case .rule(let count): return try content(of: count)
        case .limit(let count): return try content(of: count).merging(["isLimited": true]) { $1 }
        case .atOnce: return ["isAtOnce": true]
        }
    }

    private func content(of count: DeadlineCount) throws(WorkingDayError) -> [String: Any] {
        let deadline = try count.deadline(by: account.calendar)
        var content: [String: Any] = [
            "rule": count.offset.description, "from": count.from.spelledOut, "result": deadline.on.spelledOut,
            "days": try count.days(by: account.calendar).map(day).asTable,
        ]
        if deadline.workTo != deadline.on {
            content["workTo"] = deadline.workTo.spelledOut
            content["workToReason"] = try account.calendar.kind(of: deadline.on).because()
        }
        return content
    }

    private func day(_ day: DeadlineCount.Day) -> [String: Any] {
        let (mark, isCounted): (String, Bool) =
            switch day.mark {
            case .start: ("day 0", false)
            case .counted(let number): ("\(number)", true)
            case .passedOver: ("not counted", false)
            case .clearEnd: ("the end", false)
            }
        return ["date": day.date.spelledOut, "mark": mark, "isCounted": isCounted, "because": day.because]
    }

    // What was and will be sent.

    private func step(_ step: ObligationAccount.Step, _ visitor: Visitor) -> [String: Any] {
        var content: [String: Any] = [
            "step": step.time?.phrase ?? step.name, "audience": step.audience?.phrase ?? "",
            "leavesAt": step.leavesAt?.spelledOut ?? "", "turn": step.turn,
            "fate": step.state == "failed" ? step.fate.replacing("FAILED", with: "Failed") : step.fate,
            "isTrouble": step.state == "failed",
        ]
        if let message = step.message, visitor.may(.readMessages) {
            content["messageLink"] = PagePath.ofMessage(message.id)
        }
        return content
    }

    private var holds: [String] {
        let meeting = if case .conference = obligation.id.matter { "conference" } else { "discussion" }
        let spared = obligation.endsAt == nil ? "" : " The last step before the \(meeting) leaves all the same."
        let ordered =
            account.ownHolds.map { ("Reminders are", $0) }
            + (account.personHold.map { [("Everything that \(obligation.owedBy?.text ?? "they") owes is", $0)] } ?? [])
        return ordered.map { what, hold in
            "\(what) silent until \(hold.until.spelledOut), as ordered \(hold.from.spelledOut).\(spared)"
        }
    }
}
