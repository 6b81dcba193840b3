import Conferences
import WorkingDays

/// Whether a link that is genuine may still be used: what it is about may have changed since it was sent.
public enum LinkStanding: Equatable, Sendable {
    case good
    case revoked(Revocation)

    /// Why a link is good no more.
    public enum Revocation: Equatable, Sendable {
        /// The conference has another day or time, or was sent out anew: a newer link asks.
        case moved
        case withdrawn
        case cancelled
        /// Somebody else has taken the place.
        case replaced
        /// The delegate declined, or is not needed any more.
        case stoodDown
        /// The person has another address since.
        case readdressed
        /// The conference, the discussion or the person is not known any more.
        case unknown
    }
}

/// Makes links, and says whether they are still good.
public struct InvitationLinks {
    let registrar: Registrar

    public init(_ registrar: Registrar) { self.registrar = registrar }

    /// The link through which an invitee answers.
    ///
    /// - Parameter expiresAt: When it ends, whatever happens.
    /// - Returns: `nil` for an invitation that is withdrawn, not sent yet, or to an agency without a name and a lead.
    public func link(
        toAnswer number: Int, of reference: ConferenceReference, expiresAt: Timestamp
    ) throws -> SignedLink? {
        guard let conference = try registrar.conference(reference), let invitation = conference.invitation(number),
            invitation.stands, !invitation.isDraft, let person = try registrar.answerer(for: invitation),
            let email = try registrar.email(of: person)
        else { return nil }
        return SignedLink(
            .answer, matter: .conference(reference), number: number, person: person,
            turn: SignedLink.turn(conference.turn(of: invitation), sentTo: email), expiresAt: expiresAt)
    }

    /// The link through which a delegate says whether they stand in; `nil` while none is named.
    public func link(
        toDelegateFor number: Int, of reference: ConferenceReference, expiresAt: Timestamp
    ) throws -> SignedLink? {
        guard let conference = try registrar.conference(reference), let invitation = conference.invitation(number),
            invitation.stands, let person = invitation.delegate?.person,
            let email = try registrar.email(of: person)
        else { return nil }
        return SignedLink(
            .delegate, matter: .conference(reference), number: number, person: person,
            turn: SignedLink.turn(conference.turn(of: invitation), sentTo: email), expiresAt: expiresAt)
    }

    /// Whether what a link is about still stands as it did when the link was made.
    ///
    /// Whoever was erased, or has another mailbox since, is let in by none: whoever has the first may be somebody else.
    public func standing(of link: SignedLink) throws -> LinkStanding {
        let standing = try standing(ofMatter: link)
        guard standing == .good else { return standing }
        guard let email = try registrar.email(of: link.person) else { return .revoked(.unknown) }
        let mailbox = SignedLink.turn(0, sentTo: email)
        return link.turn & 0xFFFF_FFFF == mailbox ? .good : .revoked(.readdressed)
    }

    private func standing(ofMatter link: SignedLink) throws -> LinkStanding {
        switch link.matter {
        case nil: return .good
        case .conference(let reference):
            guard let conference = try registrar.conference(reference),
                let invitation = conference.invitation(link.number)
            else { return .revoked(.unknown) }
            if case .cancelled = conference.status { return .revoked(.cancelled) }
            guard invitation.stands else { return .revoked(.withdrawn) }
            guard conference.turn(of: invitation) == link.turn >> 32 else { return .revoked(.moved) }
            if link.purpose == .delegate {
                guard let delegate = invitation.delegate else { return .revoked(.stoodDown) }
                return delegate.person == link.person ? .good : .revoked(.replaced)
            }
            return try registrar.answerer(for: invitation) == link.person ? .good : .revoked(.replaced)
        case .discussion(let reference):
            guard let discussion = try registrar.discussion(reference),
                let participant = discussion.participants.first(where: { $0.number == link.number })
            else { return .revoked(.unknown) }
            if case .cancelled = discussion.status { return .revoked(.cancelled) }
            guard participant.withdrawnOn == nil else { return .revoked(.withdrawn) }
            return participant.person == link.person ? .good : .revoked(.replaced)
        }
    }
}

extension Registrar {
    /// Who answers an invitation: the invitee, and the agency's safeguarding lead while nobody is named.
    func answerer(for invitation: Invitation) throws -> PersonReference? {
        try invitation.person ?? agencies.agency(invitation.agency)?.safeguardingLead
    }
}

extension Conference {
    /// Rises whenever the invitee is asked anew: a link from before is good no more.
    func turn(of invitation: Invitation) -> Int { moves + invitation.timesResent }
}
