import Conferences
import Foundation
import WorkingDays

/// The times that hold for every kind, as they are typed.
struct GeneralForm: Sendable {
    let fields: [String: String]
    static let exclusion = OffsetFields(name: "exclusion")

    init(fields: [String: String]) { self.fields = fields }

    init(_ policy: Policy) {
        fields = [
            "cutOff": policy.cutOff.shortText, "sendFrom": policy.sendingHours.opens.shortText,
            "sendUntil": policy.sendingHours.closes.shortText, "conveneFrom": policy.conveneFrom.rawValue,
        ].merging(Self.exclusion.filled(with: policy.exclusionNotice)) { $1 }
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
        do { try hours.check() } catch { throw FormProblem("sendUntil", "\(error)") }
        policy.sendingHours = hours
        guard let notice = try Self.exclusion.offset(in: fields) else {
            throw FormProblem("exclusion-count", "Enter how long before the conference an exclusion is asked for.")
        }
        policy.exclusionNotice = notice
        guard let clock = ConveneClock(rawValue: fields["conveneFrom"] ?? "") else {
            throw FormProblem("conveneFrom", "Choose the first discussion or the last.")
        }
        policy.conveneFrom = clock
        return policy
    }

    /// What stands as it was shown stays to the second.
    private func time(_ field: String, _ known: TimeOfDay) throws(FormProblem) -> TimeOfDay {
        let text = FormText.trimmed(fields[field]) ?? ""
        if text == known.shortText { return known }
        return try FormProblem.reading(field, text) { try TimeOfDay(text: $0) }
    }
}
