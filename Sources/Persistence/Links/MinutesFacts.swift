import Conferences
import WorkingDays

/// What a participant of a strategy discussion is shown through a link.
public struct MinutesFacts: Sendable {
    public let discussion: Discussion
    public let participant: DiscussionParticipant
    /// The agenda as far as it has come, without notes.
    public let agenda: AgendaSheet
    /// What participants' agencies are called.
    public let agencies: [AgencyCode: String]
    /// By when this participant was to have the minutes; absent for whoever did not attend.
    public let dueOn: CalendarDate?
}

extension InvitationLinks {
    /// - Parameter link: One that is good.
    /// - Returns: `nil` for a link that is about no strategy discussion.
    public func minutesFacts(for link: SignedLink) throws -> MinutesFacts? {
        guard case .discussion(let reference)? = link.matter, let discussion = try registrar.discussion(reference),
            let participant = discussion.participants.first(where: { $0.number == link.number })
        else { return nil }
        let obligations = try discussion.obligations(
            under: registrar.rules.policy(discussion.ruleSet ?? 1), calendar: registrar.calendar)
        return MinutesFacts(
            discussion: discussion, participant: participant, agenda: AgendaSheet(of: discussion),
            agencies: try registrar.agencies.entries(discussion.participants.map(\.agency)).mapValues(\.name),
            dueOn: obligations.first { $0.id.place == link.number && $0.id.kind == .discussionMinutes }?.deadline
                .workTo)
    }
}
