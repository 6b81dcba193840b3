import Conferences
import WorkingDays

// Counting anew under other rules or another calendar, and writing the read tables anew from the log.
extension Registrar {
    /// Counts the deadlines and reminders of every matter that still has something owed or to come.
    ///
    /// - Parameters:
    ///   - announcesMoves: Whether whoever's deadline moved is told.
    ///   - changed: The only days that differ from those by which it was all counted last; `nil` when more may differ.
    ///   - progress: Told how many are done.
    /// - Returns: How many conferences and discussions were counted.
    public func recomputeOpen(
        announcesMoves: Bool, changed: [CalendarDate]? = nil, progress: (Int) -> Void = { _ in }
    ) throws -> Int {
        var matters = try openMatters()
        if let changed, changed.count <= Self.mostChanged {
            let affected = try AffectedMatters(
                session: session, policies: rules.all().map(\.policy), calendar: try calendar, changed: changed
            ).all()
            matters = matters.filter(affected.contains)
        }
        try rewrite(matters, announcesMoves: announcesMoves, progress: progress)
        return matters.count
    }

    /// Counts anew what is open by the calendar as it now is, where it differs from the one that it was counted by last,
    /// and keeps by which days it was counted. Whoever's deadline moves is told.
    ///
    /// - Returns: How many conferences and discussions were counted; `nil` where the calendar is the same, or nothing was
    ///   counted in this database yet.
    @discardableResult
    public func countAnew() throws -> Int? {
        let (known, days) = (try Settings(session).rules, CountedDays(try calendar))
        guard known != days.text else { return nil }
        try Settings(session).setRules(days.text)
        guard let known else { return nil }
        let changed = CountedDays(text: known).flatMap { days.changedDays(since: $0) }
        return try recomputeOpen(announcesMoves: true, changed: changed)
    }

    /// Where more days changed, looking for what they touch is no shorter.
    private static let mostChanged = 10

    /// Everything that has something outstanding, or that may still bring it: a conference that is to sit, a discussion
    /// that is not closed.
    public func openMatters() throws -> [Matter] {
        try session.rows(
            """
            SELECT DISTINCT matter FROM obligation WHERE standing IN ('outstanding', 'impossible-notice')
            UNION SELECT reference FROM conference WHERE status IN ('scheduled', 'adjourned')
            UNION SELECT 'sd:' || reference FROM discussion WHERE status IN ('arranged', 'held')
            ORDER BY 1
            """
        ).map { try Matter(text: $0.text(0)) }
    }

    func rewrite(_ matters: [Matter], announcesMoves: Bool = false, progress: (Int) -> Void = { _ in }) throws {
        for (index, matter) in matters.enumerated() {
            try changes?.before(matter)
            switch matter {
            case .conference(let reference):
                if let state = try state(reference) {
                    try conferenceProjection(announcesMoves: announcesMoves).write(state, reference: reference)
                }
            case .discussion(let reference):
                if let state = try discussion(reference) {
                    try discussionProjection(announcesMoves: announcesMoves).write(state)
                }
            }
            if matters.count > 100 { forget(matter) }
            if (index + 1).isMultiple(of: 100) { progress(index + 1) }
        }
    }
}

/// Writes the read tables anew from the log.
public struct ReadTables {
    let session: any DatabaseSession

    public init(_ session: any DatabaseSession) { self.session = session }

    /// Whether a step of the schema asks for it.
    public func needRebuilding() throws -> Bool {
        try !session.rows("SELECT 1 FROM setting WHERE name = 'rebuild'").isEmpty
    }

    /// Throws the read tables away and writes them anew. Reminders that were planned or sent are kept: they record what
    /// was done. So are people: their names and addresses are in the log and the table alike, sealed.
    ///
    /// - Returns: How many conferences and discussions there are.
    public func rebuild(
        rulebook: Rulebook, now: Timestamp, progress: (Int) -> Void = { _ in }
    ) throws -> Int {
        for table in [
            "conference", "invitation", "need", "sharing", "adjournment", "discussion", "participant", "obligation",
            "rule_set", "post", "agenda_template",
        ] {
            try session.execute("DELETE FROM \(table)")
        }
        try rebuildRuleSets()
        try DaysApart(session).rebuild()
        try rebuildDirectory()
        let registrar = Registrar(session, rulebook: rulebook, actor: "system", now: now)
        let matters = try session.rows(
            """
            SELECT DISTINCT stream FROM event WHERE stream LIKE 'conference/%' OR stream LIKE 'discussion/%'
            ORDER BY stream
            """
        ).map { row -> Matter in
            let stream = try row.text(0)
            let reference = String(stream[stream.index(after: stream.firstIndex(of: "/")!)...])
            return stream.hasPrefix("conference/")
                ? .conference(try Reference(reference)) : .discussion(try Reference(reference))
        }
        try registrar.rewrite(matters, progress: progress)
        try session.execute("DELETE FROM setting WHERE name = 'rebuild'")
        return matters.count
    }

    private func rebuildRuleSets() throws {
        for entry in try EventLog(session).entries(of: RuleSetAdopted.stream) {
            switch entry.kind {
            case RuleSetWithdrawn.kind:
                let event: RuleSetWithdrawn = try EventCoding.decode(entry, sealer: NoSealer())
                try RuleSets.write(event, at: entry.recordedAt, session)
            default:
                let event: RuleSetAdopted = try EventCoding.decode(entry, sealer: NoSealer())
                try RuleSets.write(event, at: entry.recordedAt, session)
            }
        }
        for entry in try EventLog(session).entries(of: AgendaAdopted.stream) {
            try AgendaTemplates.write(try EventCoding.decode(entry, sealer: NoSealer()), session)
        }
    }

    /// Agencies and posts; people's table holds what the log holds sealed, and is left as it is.
    private func rebuildDirectory() throws {
        let streams = try session.rows(
            "SELECT DISTINCT stream FROM event WHERE stream LIKE 'agency/%' OR stream LIKE 'post/%' ORDER BY stream")
        for stream in streams {
            guard let last = try EventLog(session).entries(of: stream.text(0)).last else { continue }
            switch try EventCoding.decode(last, as: DirectoryEvent.self, sealer: NoSealer()) {
            case .agencyRecorded(let agency): try AgencyRegister(session).write(agency)
            case .postFilled(let post, let person): try PostRegister(session).write(post, person)
            case .personRecorded, .personHeld, .personReleased, .personLanguageChosen: break
            }
        }
        try rebuildHolds()
    }

    /// The latest word on each person's reminders.
    private func rebuildHolds() throws {
        let entries = try session.rows(
            """
            SELECT \(EventLog.columns) FROM event WHERE kind IN ('personHeld', 'personReleased') AND payload IS NOT NULL
            ORDER BY position
            """
        ).map(EventLog.entry)
        let holds = PersonHolds(session)
        for entry in entries {
            switch try EventCoding.decode(entry, as: DirectoryEvent.self, sealer: ClosedSealer()) {
            case .personHeld(let person, let until, _):
                try holds.write(ReminderHold(from: entry.recordedAt, until: until), of: person)
            case .personReleased(let person): try holds.write(nil, of: person)
            case .agencyRecorded, .personRecorded, .postFilled, .personLanguageChosen: break
            }
        }
    }
}
