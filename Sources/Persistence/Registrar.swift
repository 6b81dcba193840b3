import Conferences
import WorkingDays

/// Carries out commands within one transaction: decides, appends to the log, and brings the read tables, obligations
/// and reminders of whatever was touched up to date.
///
/// Call ``finish()`` before the transaction ends; until then the read tables lag behind the log.
public final class Registrar {
    public let session: any DatabaseSession
    let rulebook: Rulebook
    let rules: RuleSets
    let agencies: AgencyRegister
    let holds: PersonHolds
    let actor: String
    let now: Timestamp
    var conferences: [ConferenceReference: Loaded<ConferenceState>] = [:]
    var discussions: [DiscussionReference: Loaded<Discussion>] = [:]
    /// Whose read tables are behind the log.
    private var touched: Set<Matter> = []
    /// Notes what becomes of each matter, for whoever wants to tell.
    let changes: ChangeNotes?
    private var knownCalendar: WorkingDayCalendar?
    /// What happened to agencies, people and posts.
    public internal(set) var directoryEvents: [DirectoryEvent] = []

    struct Loaded<State> {
        var state: State?
        var version: Int
        /// Whether what happened may concern other conferences and discussions of the case.
        var concernsOthers = false
        /// Who was named, as invitee or delegate.
        var named: Set<CalendarEntries.Seat> = []
        /// Whether it follows other rules since, so that whoever's deadline moves by that is told.
        var changedRules = false
    }

    /// - Parameter notesChanges: Whether ``changeReports()`` will be asked for.
    public init(
        _ session: any DatabaseSession, rulebook: Rulebook, actor: String, now: Timestamp, notesChanges: Bool = false
    ) {
        self.session = session
        self.rulebook = rulebook
        self.actor = actor
        self.now = now
        rules = RuleSets(session, rulebook: rulebook)
        agencies = AgencyRegister(session)
        holds = PersonHolds(session)
        changes = notesChanges ? ChangeNotes(session) : nil
    }

    /// The calendar to count by, read once.
    var calendar: WorkingDayCalendar {
        get throws {
            if let knownCalendar { return knownCalendar }
            let calendar = try rulebook.calendar(session)
            knownCalendar = calendar
            return calendar
        }
    }

    /// Lets the calendar be read anew once days were set apart.
    func forgetCalendar() { knownCalendar = nil }

    /// The day on which it works, in London.
    public var today: CalendarDate { EuropeLondon.local(now).date }

    /// The conference as it stands, this transaction's changes included.
    public func conference(_ reference: ConferenceReference) throws -> Conference? {
        try load(reference).state?.conference
    }

    /// What is on record under the reference, a request included.
    public func state(_ reference: ConferenceReference) throws -> ConferenceState? { try load(reference).state }

    /// The strategy discussion as it stands, this transaction's changes included.
    public func discussion(_ reference: DiscussionReference) throws -> Discussion? { try load(reference).state }

    /// Whether the directory has this person.
    public func knows(_ person: PersonReference) throws -> Bool {
        try !session.rows("SELECT 1 FROM person WHERE reference = $1", person).isEmpty
    }

    /// - Returns: What happened.
    /// - Throws: ``ConferenceRefusal`` when a rule forbids it, ``StoreError`` when the store does.
    @discardableResult
    public func perform(_ command: ConferenceCommand, on reference: ConferenceReference) throws -> [ConferenceEvent] {
        var loaded = try load(reference)
        let context = try context(for: command, loaded.state?.conference)
        let events = try Conference.decide(command, reference: reference, state: loaded.state, context: context)
        for event in events {
            loaded.state = Conference.evolve(loaded.state, reference: reference, event, at: now)
        }
        guard let state = loaded.state else { preconditionFailure("a conference begins with a request or a date") }
        try changes?.before(.conference(reference))
        try append(
            events.map { ($0.kind, $0) }, to: .conference(reference), of: state.caseReference, &loaded.version,
            .conference(state))
        loaded.concernsOthers = loaded.concernsOthers || events.contains(where: \.concernsOthers)
        loaded.changedRules = loaded.changedRules || events.contains(where: \.changesRules)
        loaded.named.formUnion(events.compactMap(\.seat))
        for event in events { try noteAnswer(event, state, reference) }
        conferences[reference] = loaded
        changes?.happened(events.map { .conference($0, reference) }, to: .conference(reference))
        return events
    }

    /// What a calendar says later may have been written before.
    private func noteAnswer(
        _ event: ConferenceEvent, _ state: ConferenceState, _ reference: ConferenceReference
    ) throws {
        let (number, byDelegate): (Int, Bool)
        switch event {
        case .replied(let invitation, _, _): (number, byDelegate) = (invitation, false)
        case .delegateAccepted(let invitation, _): (number, byDelegate) = (invitation, true)
        default: return
        }
        let delegate = state.conference?.invitation(number)?.delegate?.person
        try CalendarEntries(session).answered(
            reference, number, byDelegate: byDelegate, delegate: delegate, at: now)
    }

    /// - Returns: What happened.
    /// - Throws: ``DiscussionRefusal`` when a rule forbids it, ``StoreError`` when the store does.
    @discardableResult
    public func perform(_ command: DiscussionCommand, on reference: DiscussionReference) throws -> [DiscussionEvent] {
        var loaded = try load(reference)
        let context = try context(for: command, loaded.state)
        let events = try Discussion.decide(command, reference: reference, state: loaded.state, context: context)
        for event in events {
            loaded.state = Discussion.evolve(loaded.state, reference: reference, event, at: now)
        }
        guard let state = loaded.state else { preconditionFailure("a discussion begins with being arranged") }
        try changes?.before(.discussion(reference))
        try append(
            events.map { ($0.kind, $0) }, to: .discussion(reference), of: state.caseReference, &loaded.version,
            .discussion(state))
        loaded.concernsOthers = loaded.concernsOthers || events.contains(where: \.concernsOthers)
        loaded.changedRules = loaded.changedRules || events.contains(where: \.changesRules)
        discussions[reference] = loaded
        changes?.happened(events.map { .discussion($0, reference) }, to: .discussion(reference))
        return events
    }

    private func append<Event: Encodable>(
        _ events: [(kind: String, event: Event)], to matter: Matter, of caseReference: CaseReference,
        _ version: inout Int, _ state: StateMemory.State
    ) throws {
        let sealer = try Keyring(session).sealer(for: .case(caseReference), now: now)
        let hash = try EventLog(session).append(
            events.map { ($0.kind, try EventCoding.encode($0.event, sealer: sealer)) }, to: matter.stream,
            after: version, actor: actor, at: now)
        version += events.count
        touched.insert(matter)
        session.memory.remember(
            StateMemory.Entry(
                head: StateMemory.Head(version: version, hash: hash), state: state, isErased: sealer.isErased),
            of: matter)
    }

    /// Writes the read tables of every conference and discussion touched, and lets those that it concerns know.
    public func finish() throws {
        // What one tells another may concern a third; each tells only what is new, so this ends.
        while !touched.isEmpty {
            let told = try writeTouched()
            for conference in told.conferences { try tellOthers(of: conference) }
            for discussion in told.discussions { try tellOthers(of: discussion) }
        }
    }

    private func writeTouched() throws -> (conferences: [Conference], discussions: [Discussion]) {
        var told: (conferences: [Conference], discussions: [Discussion]) = ([], [])
        let matters = touched
        touched = []
        for matter in matters {
            switch matter {
            case .conference(let reference):
                if let conference = try write(reference) { told.conferences.append(conference) }
            case .discussion(let reference):
                if let discussion = try write(reference) { told.discussions.append(discussion) }
            }
        }
        return (
            told.conferences.sorted { $0.sitting.startsAt < $1.sitting.startsAt },
            told.discussions.sorted { $0.sitting.startsAt < $1.sitting.startsAt }
        )
    }

    /// - Returns: The conference, if what happened to it may concern others.
    private func write(_ reference: ConferenceReference) throws -> Conference? {
        guard let loaded = conferences[reference], let state = loaded.state else { return nil }
        try conferenceProjection(announcesMoves: loaded.changedRules).write(state, reference: reference)
        if let conference = state.conference {
            try follow(conference, named: loaded.named)
            conferences[reference]?.named = []
        }
        conferences[reference]?.concernsOthers = false
        conferences[reference]?.changedRules = false
        return loaded.concernsOthers ? state.conference : nil
    }

    /// Keeps calendars equal to a conference's invitations.
    func follow(_ conference: Conference, named: Set<CalendarEntries.Seat> = []) throws {
        try CalendarEntries(session).follow(
            conference, named: named, delegatesOnly: !rulebook.sendsInvitations, now: now)
    }

    /// - Returns: The discussion, if what happened to it may concern others.
    private func write(_ reference: DiscussionReference) throws -> Discussion? {
        guard let loaded = discussions[reference], let state = loaded.state else { return nil }
        try discussionProjection(announcesMoves: loaded.changedRules).write(state)
        discussions[reference]?.concernsOthers = false
        discussions[reference]?.changedRules = false
        return loaded.concernsOthers ? state : nil
    }

    func conferenceProjection(announcesMoves: Bool = false) throws -> ConferenceProjection {
        ConferenceProjection(session: session, rules: rules, agencies: agencies, writer: try writer(announcesMoves))
    }

    func discussionProjection(announcesMoves: Bool = false) throws -> DiscussionProjection {
        DiscussionProjection(session: session, rules: rules, writer: try writer(announcesMoves))
    }

    private func writer(_ announcesMoves: Bool) throws -> ObligationWriter {
        ObligationWriter(
            session: session, calendar: try calendar, now: now, holds: holds, announcesMoves: announcesMoves)
    }

    /// Forgets what was loaded, when many matters are worked through.
    func forget(_ matter: Matter) {
        switch matter {
        case .conference(let reference): conferences[reference] = nil
        case .discussion(let reference): discussions[reference] = nil
        }
    }
}

extension ConferenceEvent {
    /// Who was named by it.
    fileprivate var seat: CalendarEntries.Seat? {
        switch self {
        case .inviteeNamed(let number, let person, _), .delegateNamed(let number, let person, _):
            CalendarEntries.Seat(number: number, person: person)
        default: nil
        }
    }
}
