import Conferences
import WorkingDays

/// What a participant of a strategy discussion sends.
struct MinutesForm: Sendable {
    let part: Part
    let fields: AnswerFields

    /// The forms of the page, each with an address of its own.
    enum Part: String, CaseIterable, Sendable {
        /// The minutes have come.
        case received
        /// They have not.
        case missing
        /// An area of the agenda is not covered.
        case flag
    }

    /// - Parameter participant: The participant's number.
    /// - Throws: ``AnswerProblem`` naming the field.
    func command(for participant: Int, today: CalendarDate) throws(AnswerProblem) -> DiscussionCommand {
        switch part {
        case .received:
            .minutes(.recordReceived(participant: participant, on: try fields.day("receivedOn", today: today)))
        case .missing: .minutes(.reportMissing(participant: participant, on: today))
        case .flag:
            .flagArea(
                try fields.choice("area", .sayArea) { try? AgendaAreaName($0) }, participant: participant, on: today)
        }
    }
}
