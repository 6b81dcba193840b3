import Conferences
import Foundation
import WorkingDays

/// A count of days, months or hours before or after an event, as three fields of a form.
struct OffsetFields: Sendable {
    /// What the three fields' names begin with.
    let name: String

    private static let units = [
        ("workingDays", "working days"), ("clear", "clear working days"), ("calendarDays", "calendar days"),
        ("hours", "hours"), ("months", "months"),
    ]

    /// As an offset fills them.
    func filled(with offset: DeadlineOffset) -> [String: String] {
        [
            "\(name)-count": "\(offset.count)", "\(name)-unit": offset.clear ? "clear" : offset.unit.rawValue,
            "\(name)-direction": offset.direction.rawValue,
        ]
    }

    /// - Returns: `nil` where no number is typed.
    /// - Throws: ``FormProblem`` for what is no number in range, or is not counted in that direction.
    func offset(in fields: [String: String]) throws(FormProblem) -> DeadlineOffset? {
        guard let typed = text("count", fields) else { return nil }
        guard let count = Int(typed), (0...400).contains(count) else {
            throw FormProblem("\(name)-count", "\(typed) is no count. Enter a whole number from 0 to 400.")
        }
        guard let direction = text("direction", fields).flatMap(DeadlineOffset.Direction.init(rawValue:)) else {
            throw FormProblem("\(name)-direction", "Choose before or after.")
        }
        let unit = text("unit", fields) ?? ""
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

    private func text(_ part: String, _ fields: [String: String]) -> String? {
        FormText.trimmed(fields["\(name)-\(part)"])
    }

    /// As a template shows them.
    func content(_ legend: String, hint: String? = nil, _ fields: [String: String]) -> [String: Any] {
        var content: [String: Any] = [
            "field": name, "legend": legend, "count": fields["\(name)-count"] ?? "",
            "units": Self.units.map { FormText.choice($0.0, $0.1, fields["\(name)-unit"]) },
            "directions": ["before", "after"].map { FormText.choice($0, $0, fields["\(name)-direction"]) },
        ]
        content["hint"] = hint
        return content
    }
}

/// What the policy's forms hold, and how a template sees it.
enum FormText {
    /// - Returns: `nil` where nothing is typed.
    static func trimmed(_ text: String?) -> String? {
        let text = text?.trimmingCharacters(in: .whitespacesAndNewlines)
        return text?.isEmpty == false ? text : nil
    }

    static func choice(_ value: String, _ label: String, _ chosen: String?) -> [String: Any] {
        ["value": value, "label": label, "isChosen": value == chosen]
    }

    static func tick(_ name: String, _ label: String, _ fields: [String: String]) -> [String: Any] {
        ["tick": name, "label": label, "isTicked": fields[name] == "yes"]
    }
}
