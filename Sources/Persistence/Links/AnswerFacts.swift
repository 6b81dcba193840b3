import Conferences
import WorkingDays

/// What an invitee is shown through a link: the conference, and what is asked of them.
public struct AnswerFacts: Sendable {
    public let conference: Conference
    public let invitation: Invitation
    public let agency: Agency
    /// What this invitee owes, or owed.
    public let obligations: [Obligation]
    /// Who of the same agency could stand in, or be named where nobody is, by name.
    public let colleagues: [Colleague]

    /// Somebody of the directory.
    public struct Colleague: Sendable {
        public let reference: PersonReference
        public let name: String
    }

    /// Whether an earlier version of the report was talked through: then a new one asks whether to share again.
    public var hasBeenDiscussed: Bool {
        !invitation.report.versions.isEmpty && invitation.sharing.values.contains { $0.outcome.isDiscussed }
    }

    public func obligation(_ kind: ObligationKind) -> Obligation? { obligations.first { $0.id.kind == kind } }
}

extension InvitationLinks {
    /// - Parameter link: One that is good.
    /// - Returns: `nil` for a link that is about no conference.
    public func facts(for link: SignedLink) throws -> AnswerFacts? {
        guard case .conference(let reference)? = link.matter else { return nil }
        return try facts(of: link.number, in: reference)
    }

    /// - Returns: `nil` where there is no such invitation.
    public func facts(of number: Int, in reference: ConferenceReference) throws -> AnswerFacts? {
        guard let conference = try registrar.conference(reference), let invitation = conference.invitation(number),
            let agency = try registrar.agencies.entries([invitation.agency])[invitation.agency]
        else { return nil }
        let obligations = try conference.obligations(
            under: registrar.rules.policy(conference.ruleSet), calendar: registrar.calendar)
        return AnswerFacts(
            conference: conference, invitation: invitation, agency: agency,
            obligations: obligations.filter { $0.id.place == number },
            colleagues: try colleagues(of: invitation))
    }

    /// Names are opened only where somebody is to be chosen.
    private func colleagues(of invitation: Invitation) throws -> [AnswerFacts.Colleague] {
        guard invitation.person == nil || invitation.response?.reply.isApologies ?? false else { return [] }
        return try DirectoryReadings(registrar.session).people(of: invitation.agency, now: registrar.now)
            .filter { $0.reference != invitation.person }
            .compactMap { line in line.contact.map { .init(reference: line.reference, name: $0.name) } }
            .sorted { $0.name < $1.name }
    }
}
