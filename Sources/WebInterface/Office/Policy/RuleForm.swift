import Conferences
import Foundation
import WorkingDays

/// One kind's rule as it is typed.
struct RuleForm: Sendable {
    let fields: [String: String]

    /// Steps that a form offers: those there are, and some to fill.
    static func steps(for rule: ObligationRule) -> Int { rule.ladder.count + 2 }
    private static let mostSteps = 30

    init(fields: [String: String]) { self.fields = fields }

    /// As a rule fills it.
    init(_ rule: ObligationRule) {
        var fields = ["title": rule.title, "cutOff": rule.cutOff?.shortText ?? ""]
        for (name, offset) in [("initial", rule.initial), ("review", rule.review), ("limit", rule.noLaterThan)] {
            guard let offset else { continue }
            fields["\(name)-count"] = "\(offset.count)"
            fields["\(name)-unit"] = offset.clear ? "clear" : offset.unit.rawValue
            fields["\(name)-direction"] = offset.direction.rawValue
        }
        for (index, step) in rule.ladder.enumerated() {
            let name = "step-\(index + 1)"
            fields.merge(Self.fields(of: step.time, name)) { $1 }
            for audience in step.audiences { fields["\(name)-\(audience.rawValue)"] = "yes" }
            fields["\(name)-urgent"] = step.isUrgent ? "yes" : nil
            fields["\(name)-repeated"] = step.isForRepetition ? "yes" : nil
            fields["\(name)-text"] = step.isAlsoByText ? "yes" : nil
        }
        self.fields = fields
    }

    /// When a step leaves, as a form asks it.
    enum When: String, CaseIterable {
        case atOnce = "at-once"
        case beforeDeadline = "before-deadline"
        case afterDeadline = "after-deadline"
        case beforeConference = "before-conference"
        case afterConference = "after-conference"
        case afterAnchor = "after-anchor"

        var label: String {
            switch self {
            case .atOnce: "at once"
            case .beforeDeadline: "working days before the deadline (0: on its day)"
            case .afterDeadline: "working days after the deadline"
            case .beforeConference: "working days before the conference (0: on its day)"
            case .afterConference: "working days after the conference"
            case .afterAnchor: "working days after the day it is counted from"
            }
        }

        func time(_ days: Int) -> StepTime {
            switch self {
            case .atOnce: .atOnce
            case .beforeDeadline: .deadline(-days)
            case .afterDeadline: .deadline(days)
            case .beforeConference: .conference(-days)
            case .afterConference: .conference(days)
            case .afterAnchor: .anchor(days)
            }
        }
    }

    private static func fields(of time: StepTime, _ name: String) -> [String: String] {
        let (when, days): (When, Int?) =
            switch time {
            case .atOnce: (.atOnce, nil)
            case .deadline(let days): (days > 0 ? .afterDeadline : .beforeDeadline, abs(days))
            case .conference(let days): (days > 0 ? .afterConference : .beforeConference, abs(days))
            case .anchor(let days): (.afterAnchor, days)
            }
        return ["\(name)-when": when.rawValue, "\(name)-days": days.map(String.init) ?? ""]
    }

    /// What is typed, over the rule that it changes.
    ///
    /// - Throws: ``FormProblem`` where something is missing, or is not of its kind.
    func rule(_ known: ObligationRule) throws(FormProblem) -> ObligationRule {
        var rule = known
        guard let title = text("title") else { throw FormProblem("title", "Enter what is owed, in a few words.") }
        do { try SingleLine.check(title, what: "The title", limit: 200) } catch {
            throw FormProblem("title", "\(error)")
        }
        rule.title = title
        rule.initial = try offset("initial", "Enter by when it is owed for an initial conference.")
        rule.review = try offset("review", "Enter by when it is owed for a review conference.")
        rule.noLaterThan = text("limit-count") == nil ? nil : try offset("limit", "")
        rule.cutOff = try FormProblem.reading("cutOff", text("cutOff")) { try TimeOfDay(text: $0) }
        rule.ladder = try ladder()
        if let twice = rule.repeatedMoment {
            throw FormProblem(
                "step-1-when", "Two steps leave \(twice.phrase). Put those to whom they go into one step.")
        }
        return rule
    }

    private func offset(_ name: String, _ missing: String) throws(FormProblem) -> DeadlineOffset {
        guard let count = text("\(name)-count") else { throw FormProblem("\(name)-count", missing) }
        guard let count = Int(count), (0...400).contains(count) else {
            throw FormProblem("\(name)-count", "\(count) is no count. Enter a whole number from 0 to 400.")
        }
        let unit = text("\(name)-unit") ?? ""
        guard let direction = text("\(name)-direction").flatMap(DeadlineOffset.Direction.init(rawValue:)) else {
            throw FormProblem("\(name)-direction", "Choose before or after.")
        }
        if unit == "clear" {
            guard direction == .before else {
                throw FormProblem("\(name)-unit", "Clear working days are counted backward only. Choose before.")
            }
            return DeadlineOffset(count, .workingDays, .before, clear: true)
        }
        guard let unit = DeadlineOffset.Unit(rawValue: unit) else {
            throw FormProblem("\(name)-unit", "Choose what is counted.")
        }
        return DeadlineOffset(count, unit, direction)
    }

    private func ladder() throws(FormProblem) -> [LadderStep] {
        var steps: [LadderStep] = []
        for number in 1...Self.mostSteps {
            if let step = try step("step-\(number)") { steps.append(step) }
        }
        return steps
    }

    /// - Returns: `nil` where nothing is chosen: there is no such step.
    private func step(_ name: String) throws(FormProblem) -> LadderStep? {
        let audiences = Audience.allCases.filter { text("\(name)-\($0.rawValue)") != nil }
        guard let chosen = text("\(name)-when") else {
            guard audiences.isEmpty else { throw FormProblem("\(name)-when", "Choose when this step leaves.") }
            return nil
        }
        guard let when = When(rawValue: chosen) else { throw FormProblem("\(name)-when", "Choose when it leaves.") }
        guard !audiences.isEmpty else { throw FormProblem("\(name)-owner", "Choose to whom this step goes.") }
        return LadderStep(
            when.time(try days(name, when)), audiences, isUrgent: text("\(name)-urgent") != nil,
            isForRepetition: text("\(name)-repeated") != nil, isAlsoByText: text("\(name)-text") != nil)
    }

    private func days(_ name: String, _ when: When) throws(FormProblem) -> Int {
        if when == .atOnce { return 0 }
        guard let days = text("\(name)-days").flatMap({ Int($0) }), (0...60).contains(days) else {
            throw FormProblem("\(name)-days", "Enter a number of working days from 0 to 60.")
        }
        return days
    }

    private func text(_ field: String) -> String? {
        let text = fields[field]?.trimmingCharacters(in: .whitespacesAndNewlines)
        return text?.isEmpty == false ? text : nil
    }
}
