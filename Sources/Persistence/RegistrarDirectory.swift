import Conferences
import WorkingDays

// Agencies, people, posts and holds.
extension Registrar {
    /// Records an agency as it now is.
    ///
    /// - Returns: `false` when it stood like that already and nothing was recorded.
    @discardableResult
    public func record(_ agency: Agency) throws -> Bool {
        let before = try agencies.agency(agency.code)
        guard before != agency else { return false }
        try append(.agencyRecorded(agency: agency), to: "agency/\(agency.code)")
        try agencies.write(agency)
        // Whether a conference was quorate goes by what sort of agency was there.
        if agency.kind != before?.kind { try rewrite(try mattersAttended(by: agency.code)) }
        if agency.safeguardingLead != before?.safeguardingLead { try handOverInvitations(of: agency.code) }
        return true
    }

    /// What the lead before was invited to in the place of somebody yet to be named is the next one's.
    private func handOverInvitations(of agency: AgencyCode) throws {
        for row in try session.rows(
            """
            SELECT DISTINCT i.conference FROM invitation i JOIN conference c ON c.reference = i.conference
            WHERE i.agency = $1 AND i.person IS NULL AND i.withdrawn_on IS NULL AND c.status = 'scheduled'
                AND c.sits_on >= $2
            ORDER BY 1
            """, agency, today)
        {
            let reference: ConferenceReference = try row.reference(0)
            try changes?.before(.conference(reference))
            if let conference = try conference(reference) { try follow(conference) }
        }
    }

    /// Records an agency whose lead, and whoever approved its exemption, the directory must know already.
    ///
    /// - Throws: ``ConferenceRefusal/unknownPerson(_:)``, and for a text of several lines what is wrong with it.
    public func amend(_ agency: Agency) throws {
        for text in [agency.name, agency.sharingExemption?.reason].compactMap(\.self) {
            try SingleLine.check(text, what: "The value", limit: 500)
        }
        for person in [agency.safeguardingLead, agency.sharingExemption?.approvedBy].compactMap(\.self) {
            guard try knows(person) else { throw ConferenceRefusal.unknownPerson(person) }
        }
        try record(agency)
    }

    /// Records a person as they now are.
    ///
    /// - Parameter isTried: Whether they are written to again at a contact at which nobody was reached, though it is recorded
    ///   as it stands already: whoever records one person wants that, and who brings in a list does not.
    /// - Returns: `false` when they stood like that already and nothing was recorded.
    /// - Throws: ``SealingError/erased(_:)`` for somebody whose name and address were erased.
    @discardableResult
    public func record(_ person: Person, isTried: Bool = true) throws -> Bool {
        guard try agencies.agency(person.agency) != nil else { throw ConferenceRefusal.unknownAgency(person.agency) }
        let register = PersonRegister(session)
        let known = try register.person(person.reference)
        let isNew = known?.email != person.email || known?.mobile != person.mobile
        let isReleased = try (isTried || isNew) && AddressFailures(session).release(person.reference, now: now)
        guard known != person else { return isReleased }
        try register.write(person, actor: actor, now: now)
        directoryEvents.append(.personRecorded(person: person))
        return true
    }

    /// Records what somebody chose to read. It says nothing of their address: one that failed stays failed.
    ///
    /// - Returns: `false` when they read that already and nothing was recorded.
    @discardableResult
    public func choose(_ language: ReadingLanguage, for person: PersonReference) throws -> Bool {
        let register = PersonRegister(session)
        guard try register.language(of: person) != language else { return false }
        try append(.personLanguageChosen(person: person, language: language), to: "person/\(person)")
        try register.write(language, of: person)
        return true
    }

    /// What somebody chose to read; `nil` for whoever has said nothing, or is unknown.
    public func language(of person: PersonReference) throws -> ReadingLanguage? {
        try PersonRegister(session).language(of: person)
    }

    /// The agency as the directory has it.
    public func agency(_ code: AgencyCode) throws -> Agency? { try agencies.agency(code) }

    /// The person as the directory has them.
    ///
    /// - Throws: ``SealingError/erased(_:)``.
    public func person(_ reference: PersonReference) throws -> Person? {
        try PersonRegister(session).person(reference)
    }

    /// Records who fills a post.
    ///
    /// - Returns: `false` when they fill it already.
    @discardableResult
    public func fill(_ post: Post, with person: PersonReference) throws -> Bool {
        guard try knows(person) else { throw ConferenceRefusal.unknownPerson(person) }
        guard try PostRegister(session).holders()[post] != person else { return false }
        try append(.postFilled(post: post, person: person), to: "post/\(post.rawValue)")
        try PostRegister(session).write(post, person)
        return true
    }

    /// Holds the reminders for everything that a person owes, or releases them again.
    ///
    /// - Parameter hold: Until when, and why; `nil` to release.
    public func hold(_ person: PersonReference, _ hold: (until: CalendarDate, reason: Note)?) throws {
        guard try knows(person) else { throw ConferenceRefusal.unknownPerson(person) }
        if let hold {
            guard hold.until > today else { throw ConferenceRefusal.holdIntoThePast(hold.until, today: today) }
            let days = WorkingDayCalendar.daysWithRoom
            guard days.contains(hold.until) else {
                throw ConferenceRefusal.outsideCalendar(hold.until, first: days.lowerBound, last: days.upperBound)
            }
            guard !(hold.reason.text ?? "").allSatisfy(\.isWhitespace) else {
                throw ConferenceRefusal.emptyReason(of: "Holding reminders back")
            }
            let sealer = try Keyring(session).sealer(for: .person(person), now: now)
            let event = DirectoryEvent.personHeld(person: person, until: hold.until, reason: hold.reason)
            directoryEvents.append(event)
            let log = EventLog(session)
            try log.append(
                [(event.kind, try EventCoding.encode(event, sealer: sealer))], to: "person/\(person)",
                after: log.version(of: "person/\(person)"), actor: actor, at: now)
        } else {
            guard try holds.all()[person] != nil else { throw PersonNotOnHold(person: person) }
            try append(.personReleased(person: person), to: "person/\(person)")
        }
        try holds.write(hold.map { ReminderHold(from: now, until: $0.until) }, of: person)
        try rewrite(try mattersOwed(by: person))
    }

    private func mattersOwed(by person: PersonReference) throws -> [Matter] {
        try session.rows(
            "SELECT DISTINCT matter FROM obligation WHERE owed_by = $1 AND standing = 'outstanding' ORDER BY matter",
            person
        ).map { try Matter(text: $0.text(0)) }
    }

    private func mattersAttended(by agency: AgencyCode) throws -> [Matter] {
        try session.rows(
            """
            SELECT DISTINCT c.reference FROM conference c JOIN invitation i ON i.conference = c.reference
            WHERE i.agency = $1 AND c.quoracy IS NOT NULL ORDER BY 1
            """, agency
        ).map { .conference(try $0.reference(0)) }
    }

    private func append(_ event: DirectoryEvent, to stream: String) throws {
        directoryEvents.append(event)
        let log = EventLog(session)
        try log.append(
            [(event.kind, try EventCoding.encode(event))], to: stream, after: log.version(of: stream), actor: actor,
            at: now)
    }
}

/// There is nothing to release.
public struct PersonNotOnHold: Error, CustomStringConvertible {
    public let person: PersonReference

    public var description: String { "No reminders of \(person) are held; there is nothing to release." }
}
