import Conferences
import Foundation
import WorkingDays

/// The rules under which decisions are taken and deadlines computed.
public struct Rulebook: Sendable {
    public let policy: Policy
    public let calendar: WorkingDayCalendar

    public init(policy: Policy, calendar: WorkingDayCalendar) {
        self.policy = policy
        self.calendar = calendar
    }
}

/// Carries out commands within one transaction: decides, appends to the log, and brings the read tables, obligations
/// and reminders of whatever was touched up to date.
///
/// Call ``finish()`` before the transaction ends; until then the read tables lag behind the log.
public final class Registrar {
    private let session: any DatabaseSession
    private let rulebook: Rulebook
    private let actor: String
    private let now: Timestamp
    private var conferences: [ConferenceReference: Loaded] = [:]

    private struct Loaded {
        var state: Conference?
        var version: Int
        var isTouched = false
    }

    public init(_ session: any DatabaseSession, rulebook: Rulebook, actor: String, now: Timestamp) {
        self.session = session
        self.rulebook = rulebook
        self.actor = actor
        self.now = now
    }

    /// The conference as it stands, this transaction's changes included.
    public func conference(_ reference: ConferenceReference) throws -> Conference? { try load(reference).state }

    /// Whether the directory has this person.
    public func knows(_ person: PersonReference) throws -> Bool {
        try !session.rows("SELECT 1 FROM person WHERE reference = $1", person).isEmpty
    }

    /// - Returns: What happened.
    /// - Throws: ``ConferenceRefusal`` when a rule forbids it, ``StoreError`` when the store does.
    @discardableResult
    public func perform(_ command: ConferenceCommand, on reference: ConferenceReference) throws -> [ConferenceEvent] {
        var loaded = try load(reference)
        let events = try Conference.decide(
            command, reference: reference, state: loaded.state, context: context(for: command))
        for event in events {
            loaded.state = Conference.evolve(loaded.state, reference: reference, event, at: now)
        }
        guard let state = loaded.state else { preconditionFailure("a conference begins with being scheduled") }
        let sealer = try Keyring(session).sealer(for: .case(state.caseReference), now: now)
        try EventLog(session).append(
            events.map { ($0.kind, try EventCoding.encode($0, sealer: sealer)) }, to: Self.stream(reference),
            after: loaded.version, actor: actor, at: now)
        loaded.version += events.count
        loaded.isTouched = true
        conferences[reference] = loaded
        return events
    }

    /// Records an agency as it now is.
    ///
    /// - Returns: `false` when it stood like that already and nothing was recorded.
    @discardableResult
    public func record(_ agency: Agency) throws -> Bool {
        let known = try session.row("SELECT name, lead FROM agency WHERE code = $1", agency.code).map {
            Agency(
                code: agency.code, name: try $0.text(0), safeguardingLead: try $0.optional(1, $0.reference))
        }
        guard known != agency else { return false }
        try append(.agencyRecorded(agency: agency), kind: "agencyRecorded", stream: "agency/\(agency.code)")
        try session.execute(
            """
            INSERT INTO agency (code, name, lead) VALUES ($1, $2, $3)
            ON CONFLICT (code) DO UPDATE SET name = excluded.name, lead = excluded.lead
            """, agency.code, agency.name, agency.safeguardingLead)
        return true
    }

    /// Records a person as they now are.
    ///
    /// - Returns: `false` when they stood like that already and nothing was recorded.
    /// - Throws: ``SealingError/erased(_:)`` for somebody whose name and address were erased.
    @discardableResult
    public func record(_ person: Person) throws -> Bool {
        guard try session.rows("SELECT 1 FROM agency WHERE code = $1", person.agency).count == 1 else {
            throw ConferenceRefusal.unknownAgency(person.agency)
        }
        let register = PersonRegister(session)
        guard try register.person(person.reference) != person else { return false }
        try register.write(person, actor: actor, now: now)
        return true
    }

    /// Writes the read tables of every conference touched.
    public func finish() throws {
        for (reference, loaded) in conferences where loaded.isTouched {
            guard let state = loaded.state else { continue }
            try ConferenceProjection(session: session, rulebook: rulebook, now: now).write(state)
            conferences[reference]?.isTouched = false
        }
    }

    /// Counts the deadlines and reminders of every conference that is not over anew, under changed rules.
    ///
    /// - Returns: How many conferences were looked at.
    public func recomputeOpenConferences() throws -> Int {
        let open = try session.rows("SELECT reference FROM conference WHERE status = 'scheduled'")
        for row in open {
            let reference: ConferenceReference = try row.reference(0)
            if let state = try conference(reference) {
                try ConferenceProjection(session: session, rulebook: rulebook, now: now).write(state)
            }
            conferences[reference] = nil
        }
        return open.count
    }

    static func stream(_ reference: ConferenceReference) -> String { "conference/\(reference)" }

    private func load(_ reference: ConferenceReference) throws -> Loaded {
        if let loaded = conferences[reference] { return loaded }
        let stream = try ConferenceStream(reference, in: session)
        let loaded = Loaded(
            state: Conference.replaying(try stream.events(session), reference: reference),
            version: stream.entries.last?.version ?? 0)
        conferences[reference] = loaded
        return loaded
    }

    private func append(_ event: DirectoryEvent, kind: String, stream: String) throws {
        let log = EventLog(session)
        try log.append(
            [(kind, try EventCoding.encode(event))], to: stream, after: log.version(of: stream), actor: actor,
            at: now)
    }

    private func context(for command: ConferenceCommand) throws -> DecisionContext {
        var agencyOfPerson: [PersonReference: AgencyCode] = [:]
        for person in command.people {
            agencyOfPerson[person] = try session.row("SELECT agency FROM person WHERE reference = $1", person)?
                .reference(0)
        }
        let agencies = try command.agencies.filter {
            try !session.rows("SELECT 1 FROM agency WHERE code = $1", $0).isEmpty
        }
        return DecisionContext(
            today: EuropeLondon.local(now).date, calendar: rulebook.calendar, agencyOfPerson: agencyOfPerson,
            agencies: Set(agencies))
    }
}
