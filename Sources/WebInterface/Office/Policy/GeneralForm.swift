import Conferences
import Foundation
import WorkingDays

/// What holds for every kind, as it is typed.
struct GeneralForm: Sendable {
    let fields: [String: String]

    init(fields: [String: String]) { self.fields = fields }

    init(_ policy: Policy) {
        fields = [
            "cutOff": policy.cutOff.shortText, "sendFrom": policy.sendingHours.opens.shortText,
            "sendUntil": policy.sendingHours.closes.shortText, "exclusion-count": "\(policy.exclusionNotice.count)",
            "conveneFrom": policy.conveneFrom.rawValue, "minimum": "\(policy.quoracy.minimum)",
            "socialCare": policy.quoracy.requiresSocialCare ? "yes" : "",
        ]
    }

    /// What is typed, over the policy that it changes.
    ///
    /// - Throws: ``FormProblem`` where something is missing, or is not of its kind.
    func policy(_ known: Policy) throws(FormProblem) -> Policy {
        var policy = known
        policy.cutOff = try time("cutOff", known.cutOff)
        let hours = SendingHours(
            opens: try time("sendFrom", known.sendingHours.opens),
            closes: try time("sendUntil", known.sendingHours.closes))
        guard hours.opens < hours.closes else {
            throw FormProblem("sendUntil", "Messages must leave until a later time than \(hours.opens.shortText).")
        }
        policy.sendingHours = hours
        let notice = known.exclusionNotice
        policy.exclusionNotice = DeadlineOffset(
            try count("exclusion-count", in: 0...60, of: "days"), notice.unit, notice.direction, clear: notice.clear)
        guard let clock = ConveneClock(rawValue: fields["conveneFrom"] ?? "") else {
            throw FormProblem("conveneFrom", "Choose the first discussion or the last.")
        }
        policy.conveneFrom = clock
        policy.quoracy.minimum = try count("minimum", in: 1...20, of: "groups")
        policy.quoracy.requiresSocialCare = fields["socialCare"] == "yes"
        return policy
    }

    /// What stands as it was shown stays to the second.
    private func time(_ field: String, _ known: TimeOfDay) throws(FormProblem) -> TimeOfDay {
        let text = (fields[field] ?? "").trimmingCharacters(in: .whitespaces)
        if text == known.shortText { return known }
        return try FormProblem.reading(field, text) { try TimeOfDay(text: $0) }
    }

    private func count(_ field: String, in range: ClosedRange<Int>, of what: String) throws(FormProblem) -> Int {
        guard let count = fields[field].flatMap({ Int($0.trimmingCharacters(in: .whitespaces)) }), range.contains(count)
        else {
            throw FormProblem(
                field, "Enter a number of \(what) from \(range.lowerBound) to \(range.upperBound).")
        }
        return count
    }
}
