import Conferences
import WorkingDays

/// What a delegate sends: whether they stand in.
struct DelegateForm: Sendable {
    let fields: AnswerFields

    enum Answer: Equatable { case standsIn, declined }

    /// - Throws: ``AnswerProblem`` naming the field.
    func answer() throws(AnswerProblem) -> Answer {
        try fields.choice("standsIn", .sayStandIn) { ["yes": .standsIn, "no": .declined][$0] }
    }

    /// - Parameter invitation: The number of the one in whose place they stand.
    func command(for invitation: Int, today: CalendarDate) throws(AnswerProblem) -> ConferenceCommand {
        switch try answer() {
        case .standsIn: .acceptDelegation(invitation: invitation, on: today)
        case .declined:
            .declineDelegation(
                invitation: invitation, reason: try fields.note("reason", .sayWhyNotStandingIn), on: today)
        }
    }
}
