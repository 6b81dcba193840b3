import Conferences

/// What a delegate is shown through a link: the conference, and for whom they stand in.
public struct DelegateFacts: Sendable {
    public let conference: Conference
    public let invitation: Invitation
    public let delegate: Invitation.Delegate
    public let agency: Agency
    /// Absent where an agency was invited by role, and once the invitee was erased.
    public let inviteeName: String?
}

extension InvitationLinks {
    /// - Parameter link: One that is good.
    /// - Returns: `nil` for a link that is about no delegate.
    public func delegateFacts(for link: SignedLink) throws -> DelegateFacts? {
        guard case .conference(let reference)? = link.matter, let conference = try registrar.conference(reference),
            let invitation = conference.invitation(link.number), let delegate = invitation.delegate,
            let agency = try registrar.agencies.entries([invitation.agency])[invitation.agency]
        else { return nil }
        return DelegateFacts(
            conference: conference, invitation: invitation, delegate: delegate, agency: agency,
            inviteeName: try invitation.person.flatMap { try registrar.reachable($0)?.name })
    }
}
