import Conferences
import WorkingDays

/// The steps of a ladder as fields of a form, numbered from 1.
struct StepFields: Sendable {
    static let most = 30
    private static let extras = [
        ("urgent", "urgent: at any hour of any day"), ("text", "by text message too"),
        ("repeated", "only where it happened before within six months"),
    ]

    /// As a ladder fills them.
    static func filled(with ladder: [LadderStep]) -> [String: String] {
        var fields: [String: String] = [:]
        for (index, step) in ladder.enumerated() {
            let name = "step-\(index + 1)"
            fields.merge(Self.fields(of: step.time, name)) { $1 }
            for audience in step.audiences { fields["\(name)-\(audience.rawValue)"] = "yes" }
            fields["\(name)-urgent"] = step.isUrgent ? "yes" : nil
            fields["\(name)-repeated"] = step.isForRepetition ? "yes" : nil
            fields["\(name)-text"] = step.isAlsoByText ? "yes" : nil
        }
        return fields
    }

    /// How many the form shows.
    static func count(in fields: [String: String]) -> Int {
        (1...most).last { fields["step-\($0)-when"] != nil } ?? 0
    }

    // Reading.

    /// - Throws: ``FormProblem`` where a step lacks its time or its readers, or two leave at one time.
    static func ladder(in fields: [String: String]) throws(FormProblem) -> [LadderStep] {
        var steps: [(number: Int, step: LadderStep)] = []
        for number in 1...most {
            if let step = try step("step-\(number)", fields) { steps.append((number, step)) }
        }
        return steps.map(\.step)
    }

    /// The field of the step in that place of the ladder that was read.
    static func field(ofStep index: Int, in fields: [String: String]) -> String {
        let filled = (1...most).filter { FormText.trimmed(fields["step-\($0)-when"]) != nil }
        return "step-\(index < filled.count ? filled[index] : 1)-when"
    }

    /// - Returns: `nil` where nothing of it is filled in: there is no such step.
    private static func step(_ name: String, _ fields: [String: String]) throws(FormProblem) -> LadderStep? {
        func isTicked(_ part: String) -> Bool { FormText.trimmed(fields["\(name)-\(part)"]) != nil }
        let audiences = Audience.allCases.filter { isTicked($0.rawValue) }
        guard let chosen = FormText.trimmed(fields["\(name)-when"]) else {
            guard audiences.isEmpty else { throw FormProblem("\(name)-when", "Choose when this step leaves.") }
            return nil
        }
        guard let when = StepMoment(rawValue: chosen) else {
            throw FormProblem("\(name)-when", "Choose when this step leaves.")
        }
        guard !audiences.isEmpty else { throw FormProblem("\(name)-owner", "Choose to whom this step goes.") }
        return LadderStep(
            when.time(try days(name, when, fields)), audiences, isUrgent: isTicked("urgent"),
            isForRepetition: isTicked("repeated"), isAlsoByText: isTicked("text"))
    }

    private static func days(
        _ name: String, _ when: StepMoment, _ fields: [String: String]
    ) throws(FormProblem) -> Int {
        if when == .atOnce { return 0 }
        guard let days = FormText.trimmed(fields["\(name)-days"]).flatMap({ Int($0) }), (0...60).contains(days) else {
            throw FormProblem("\(name)-days", "Enter a number of working days from 0 to 60.")
        }
        return days
    }

    private static func fields(of time: StepTime, _ name: String) -> [String: String] {
        let (when, days) = StepMoment.of(time)
        return ["\(name)-when": when.rawValue, "\(name)-days": days.map(String.init) ?? ""]
    }

    // Showing.

    static func content(of fields: [String: String]) -> [[String: Any]] {
        let count = count(in: fields)
        return (0..<count).map { content(of: $0 + 1, last: count, fields) }
    }

    private static func content(of number: Int, last: Int, _ fields: [String: String]) -> [String: Any] {
        let name = "step-\(number)"
        return [
            "field": name, "number": number, "days": fields["\(name)-days"] ?? "",
            "isNotFirst": number > 1, "isNotLast": number < last,
            "whens": [FormText.choice("", "choose", fields["\(name)-when"] ?? "")]
                + StepMoment.allCases.map { FormText.choice($0.rawValue, $0.label, fields["\(name)-when"]) },
            "audiences": Audience.allCases.map { FormText.tick("\(name)-\($0.rawValue)", $0.phrase, fields) },
            "extras": extras.map { FormText.tick("\(name)-\($0.0)", $0.1, fields) },
        ]
    }
}

/// When a step leaves, as a form asks it.
enum StepMoment: String, CaseIterable {
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

    static func of(_ time: StepTime) -> (when: StepMoment, days: Int?) {
        switch time {
        case .atOnce: (.atOnce, nil)
        case .deadline(let days): (days > 0 ? .afterDeadline : .beforeDeadline, abs(days))
        case .conference(let days): (days > 0 ? .afterConference : .beforeConference, abs(days))
        case .anchor(let days): (.afterAnchor, days)
        }
    }
}
