import Conferences
import Persistence
import WorkingDays

/// What a conference's page is made from, read at one moment.
struct ConferenceFacts: Sendable {
    let dossier: ConferenceDossier
    /// The names of the people in it, for those who see the page.
    let names: [PersonReference: String]
    /// The latest of what was recorded, the last first; who read it stands in the trail alone.
    let trail: [TrailEntry]
    /// Whether earlier ones are left out.
    let hasEarlier: Bool

    private static let latest = 15
    /// When all is asked for.
    private static let most = 500

    /// - Parameter isWhole: Whether all that was recorded is asked for.
    /// - Returns: `nil` when there is none of that reference, or the visitor may not see it.
    init?(
        _ session: any DatabaseSession, _ reference: ConferenceReference, rulebook: Rulebook, visit: Visit,
        isWhole: Bool = false
    ) throws {
        guard let dossier = try ConferenceReadings(session).dossier(of: reference, rulebook: rulebook) else {
            return nil
        }
        guard visit.visitor.sees(dossier.state) else { return nil }
        self.dossier = dossier
        names = try DirectoryReadings(session).names(of: dossier.state.people)
        var filter = TrailFilter()
        filter.conference = reference
        filter.leavesOutReading = true
        let trail = Trail(session)
        let found = try trail.entries(
            filter, through: trail.end(), limit: isWhole ? Self.most : Self.latest, notes: false)
        (self.trail, hasEarlier) = (found.entries.reversed(), found.hasEarlier)
    }
}

extension ConferenceState {
    /// Everybody who has a part in it.
    fileprivate var people: [PersonReference] {
        switch self {
        case .requested(let request), .requestDropped(let request, _): [request.requestedBy]
        case .arranged(let conference):
            [conference.chair, conference.administrator] + (conference.leadSocialWorker.map { [$0] } ?? [])
                + conference.invitations.flatMap { [$0.person, $0.delegate?.person].compactMap { $0 } }
        }
    }
}
