import Conferences
import Foundation
import WorkingDays

/// Which part of the trail is asked for; what is absent does not narrow it.
public struct TrailFilter: Sendable {
    public var caseReference: CaseReference?
    public var conference: ConferenceReference?
    /// Events about a person, or in which the person is named.
    public var person: PersonReference?
    /// As the trail has it, such as `account/anna`; or an account's name, for its commands and its pages.
    public var actor: String?
    /// Whether who read a case is left out.
    public var leavesOutReading = false
    public var from: Timestamp?
    public var to: Timestamp?

    public init() {}
}

/// One event of the trail as it is told.
public struct TrailEntry: Sendable {
    public let event: LoggedEvent
    /// What the actor did, beginning in lower case: *cancelled HK-26-014 on Mon 23 Nov 2026, reason: …*
    public let phrase: String

    /// `Mon 23 Nov 2026 10:05  account/anna  cancelled …`
    public var line: String {
        let (date, time) = EuropeLondon.local(event.recordedAt)
        return "\(date.brief) \(time.description.prefix(5))  \(event.actor)  \(phrase)"
    }
}

/// Everything that was recorded, told in sentences.
public struct Trail {
    let session: any DatabaseSession

    public init(_ session: any DatabaseSession) { self.session = session }

    /// The case of a conference or discussion; `nil` when there is none of that reference.
    public func caseReference(of matter: Matter) throws -> CaseReference? {
        try CaseStream<ConferenceEvent>(matter.stream, in: session).caseReference
    }

    /// The conferences and discussions of a case in order of reference.
    public func matters(of caseReference: CaseReference) throws -> [Matter] {
        try session.rows("SELECT reference FROM conference WHERE case_reference = $1 ORDER BY reference", caseReference)
            .map { .conference(try $0.reference(0)) }
            + session.rows(
                "SELECT reference FROM discussion WHERE case_reference = $1 ORDER BY reference", caseReference
            ).map { .discussion(try $0.reference(0)) }
    }

    /// The position of the latest event; 0 in an empty log.
    public func end() throws -> Int {
        try session.row("SELECT COALESCE(MAX(position), 0) FROM event")?.integer(0) ?? 0
    }

    /// The latest events that fit, in the order in which they were recorded.
    ///
    /// - Parameters:
    ///   - through: No event after this position.
    ///   - notes: Whether the notes that people typed are opened and shown.
    /// - Returns: At most `limit`, and whether there are earlier ones.
    public func entries(
        _ filter: TrailFilter, through end: Int, limit: Int, notes: Bool
    ) throws -> (entries: [TrailEntry], hasEarlier: Bool) {
        let streams = try streams(of: filter)
        var teller = TrailTeller(session: session, showsNotes: notes)
        var found: [TrailEntry] = []
        var end = end
        while true {
            let page = try page(filter, streams, through: end)
            for event in page where filter.accepts(event) {
                if found.count == limit { return (found.reversed(), true) }
                found.append(TrailEntry(event: event, phrase: try teller.phrase(event)))
            }
            guard let last = page.last, page.count == Self.pageSize else { return (found.reversed(), false) }
            end = last.position - 1
        }
    }

    private static let pageSize = 1000

    private func page(_ filter: TrailFilter, _ streams: [String]?, through end: Int) throws -> [LoggedEvent] {
        var conditions = ["position <= $1"]
        var arguments: [any Storable] = [end]
        func parameter(_ value: any Storable) -> String {
            arguments.append(value)
            return "$\(arguments.count)"
        }
        if let streams { conditions.append("stream IN (\(streams.map { parameter($0) }.joined(separator: ", ")))") }
        if let person = filter.person {
            let named = parameter("%\"\(person.text.replacing("_", with: "\\_"))\"%")
            let (own, keys) = (parameter("person/\(person)"), parameter("key/person/\(person)"))
            conditions.append("(payload LIKE \(named) ESCAPE '\\' OR stream = \(own) OR stream = \(keys))")
        }
        if let actor = filter.actor {
            // An account's name alone means all that it did, on pages and by commands.
            let names =
                actor.contains("/") || actor.contains(" ") ? [actor] : [actor, "user/\(actor)", "account/\(actor)"]
            conditions.append("actor IN (\(names.map { parameter($0) }.joined(separator: ", ")))")
        }
        if let from = filter.from { conditions.append("recorded_at >= \(parameter(from))") }
        if let to = filter.to { conditions.append("recorded_at <= \(parameter(to))") }
        return try session.rows(
            """
            SELECT \(EventLog.columns) FROM event WHERE \(conditions.joined(separator: " AND "))
            ORDER BY position DESC LIMIT \(Self.pageSize)
            """, arguments
        ).map(EventLog.entry)
    }

    /// The streams that a filter confines the answer to.
    private func streams(of filter: TrailFilter) throws -> [String]? {
        if let conference = filter.conference {
            let reference = try caseReference(of: .conference(conference))
            let reading = filter.leavesOutReading ? nil : reference.map { "reading/\($0)" }
            return [Matter.conference(conference).stream] + (reading.map { [$0] } ?? [])
        }
        guard let reference = filter.caseReference else { return nil }
        return ["reading/\(reference)", "key/\(SealingSubject.case(reference))"]
            + (try matters(of: reference).map(\.stream))
    }
}

extension TrailFilter {
    /// What only the content tells, letter by letter: whether the person or the conference is named in it.
    fileprivate func accepts(_ event: LoggedEvent) -> Bool {
        if let conference, event.stream != Matter.conference(conference).stream, !names(conference.text, event) {
            return false
        }
        guard let person else { return true }
        return ["person/\(person)", "key/person/\(person)"].contains(event.stream) || names(person.text, event)
    }

    private func names(_ reference: String, _ event: LoggedEvent) -> Bool {
        event.payload?.contains("\"\(reference)\"") == true
    }
}

extension Registrar {
    /// What was recorded of a matter after a version of it, in sentences without notes.
    public func happenings(in matter: Matter, after version: Int) throws -> [String] {
        var teller = TrailTeller(session: session, showsNotes: false)
        return try session.rows(
            "SELECT \(EventLog.columns) FROM event WHERE stream = $1 AND version > $2 ORDER BY version", matter.stream,
            version
        ).map(EventLog.entry).map { event in
            TrailEntry(event: event, phrase: try teller.phrase(event)).line
        }
    }
}

/// Finds the words for events, whatever stream they are in.
private struct TrailTeller {
    let session: any DatabaseSession
    let showsNotes: Bool
    private let sentence: EventSentence
    private var sealers: [Matter: any NoteSealer] = [:]

    init(session: any DatabaseSession, showsNotes: Bool) {
        self.session = session
        self.showsNotes = showsNotes
        sentence = EventSentence(showsNotes: showsNotes)
    }

    mutating func phrase(_ event: LoggedEvent) throws -> String {
        guard event.payload != nil else {
            return "recorded \(event.kind) in \(event.stream); its content was taken out"
        }
        let parts = event.stream.split(separator: "/", maxSplits: 1).map(String.init)
        let subject = parts.count == 2 ? parts[1] : ""
        switch parts[0] {
        case "conference":
            let conference: ConferenceReference = try Reference(subject)
            return sentence.phrase(
                try EventCoding.decode(event, as: ConferenceEvent.self, sealer: sealer(of: .conference(conference))),
                of: conference)
        case "discussion":
            let discussion: DiscussionReference = try Reference(subject)
            return sentence.phrase(
                try EventCoding.decode(event, as: DiscussionEvent.self, sealer: sealer(of: .discussion(discussion))),
                of: discussion)
        case "agency", "post":
            return sentence.phrase(try EventCoding.decode(event, as: DirectoryEvent.self, sealer: ClosedSealer()))
        case "person":
            let sealer: any NoteSealer =
                showsNotes ? try Keyring(session).opener(for: .person(Reference(subject))) : ClosedSealer()
            return sentence.phrase(try EventCoding.decode(event, as: DirectoryEvent.self, sealer: sealer))
        case RuleSetAdopted.stream:
            if event.kind == RuleSetWithdrawn.kind {
                let withdrawn: RuleSetWithdrawn = try EventCoding.decode(event, sealer: ClosedSealer())
                return sentence.phrase(ruleSetWithdrawn: withdrawn.number)
            }
            let adopted: RuleSetAdopted = try EventCoding.decode(event, sealer: ClosedSealer())
            return sentence.phrase(ruleSetAdopted: adopted.number, effectiveOn: adopted.effectiveOn)
        case DaysApart.stream:
            if event.kind == DayTakenBack.kind {
                let taken: DayTakenBack = try EventCoding.decode(event, sealer: ClosedSealer())
                return sentence.phrase(dayTakenBack: taken.on)
            }
            return sentence.phrase(try EventCoding.decode(event, as: DaySetApart.self, sealer: ClosedSealer()))
        case AgendaAdopted.stream:
            let adopted: AgendaAdopted = try EventCoding.decode(event, sealer: ClosedSealer())
            return sentence.phrase(agendaAdopted: adopted.template)
        case "reading", "key", "message", "webhook":
            return sentence.phrase(
                try EventCoding.decode(event, as: TrailEvent.self, sealer: ClosedSealer()), of: subject)
        case "user":
            return sentence.phrase(
                try EventCoding.decode(event, as: AccountEvent.self, sealer: ClosedSealer()), of: subject)
        default: return "recorded \(event.kind) in \(event.stream)"
        }
    }

    private mutating func sealer(of matter: Matter) throws -> any NoteSealer {
        guard showsNotes else { return ClosedSealer() }
        if let known = sealers[matter] { return known }
        let reference = try Trail(session).caseReference(of: matter)
        let sealer: any NoteSealer = try reference.map { try Keyring(session).opener(for: .case($0)) } ?? ClosedSealer()
        sealers[matter] = sealer
        return sealer
    }
}
