import Conferences
import WorkingDays

/// All that there is to show of one conference, read at one moment.
public struct ConferenceDossier: Sendable {
    public let reference: ConferenceReference
    public let state: ConferenceState
    /// Of its events: what a change must still find as it was.
    public let version: Int
    public let obligations: [Obligation]
    public let policy: Policy
    public let reminders: [ConferenceReadings.ReminderLine]
    /// The directory's entries for the agencies invited.
    public let agencies: [AgencyCode: Agency]
}

extension ConferenceReadings {
    /// - Returns: `nil` when there is none of that reference.
    public func dossier(of reference: ConferenceReference, rulebook: Rulebook) throws -> ConferenceDossier? {
        guard let state = try state(reference) else { return nil }
        let policy = try RuleSets(session, rulebook: rulebook).policy(state.conference?.ruleSet ?? 1)
        return ConferenceDossier(
            reference: reference, state: state,
            version: try version(of: .conference(reference)),
            obligations: try state.conference?.obligations(under: policy, calendar: rulebook.calendar(session)) ?? [],
            policy: policy, reminders: try reminders(of: .conference(reference)),
            agencies: try AgencyRegister(session).entries(state.conference?.invitations.map(\.agency) ?? []))
    }
}

extension ConferenceReadings {
    /// How many events a matter has had; 0 where there is none of that reference.
    public func version(of matter: Matter) throws -> Int { try EventLog(session).version(of: matter.stream) }
}

extension DirectoryReadings {
    /// The names of people whom the directory knows; whoever was erased is left out.
    public func names(of people: some Sequence<PersonReference>) throws -> [PersonReference: String] {
        var names: [PersonReference: String] = [:]
        for person in Set(people) {
            guard let row = try session.row("SELECT contact FROM person WHERE reference = $1", person) else { continue }
            names[person] = try PersonContact(row.text(0), Keyring(session).opener(for: .person(person)))?.name
        }
        return names
    }
}
