import Conferences
import WorkingDays

/// All that there is to show of one strategy discussion, read at one moment.
public struct DiscussionDossier: Sendable {
    public let discussion: Discussion
    /// Of its events: what a change must still find as it was.
    public let version: Int
    public let obligations: [Obligation]
    public let policy: Policy
    public let agencies: [AgencyCode: Agency]
    public let agencyKinds: [AgencyCode: AgencyKind]
}

extension DiscussionReadings {
    /// - Returns: `nil` when there is none of that reference.
    public func dossier(of reference: DiscussionReference, rulebook: Rulebook) throws -> DiscussionDossier? {
        let readings = ConferenceReadings(session)
        guard let discussion = try readings.discussion(reference) else { return nil }
        let policy = try RuleSets(session, rulebook: rulebook).policy(discussion.ruleSet ?? 1)
        return DiscussionDossier(
            discussion: discussion, version: try readings.version(of: .discussion(reference)),
            obligations: try discussion.obligations(under: policy, calendar: rulebook.calendar(session)),
            policy: policy,
            agencies: try AgencyRegister(session).entries(discussion.participants.map(\.agency)),
            agencyKinds: try agencyKinds())
    }
}
