import Conferences
import Persistence
import WorkingDays

/// The calendar that stored deadlines were counted by, and the read tables that hold them.
public struct RulesInForce: Sendable {
    private let database: any Database
    private let rulebook: Rulebook

    public init(database: any Database, rulebook: Rulebook) {
        self.database = database
        self.rulebook = rulebook
    }

    /// What had to be done.
    public struct Adoption: Sendable, Equatable {
        /// Conferences and discussions whose rows were written anew from the log; `nil` when the tables stood.
        public var rebuilt: Int?
        /// Those whose deadlines were counted anew by another calendar; `nil` when it is the same.
        public var recounted: Int?
        /// Whether the configuration's policy is another than the first rule set of the log, which stays in force.
        public var configurationDiffers = false
    }

    /// Writes the read tables anew where the schema asks for it, and counts every open deadline anew when the calendar
    /// differs from that of the last time. Whoever's deadline moves is told.
    @discardableResult
    public func adopt(now: Timestamp) async throws -> Adoption {
        let (needsTables, isCounted, differs) = try await database.read { [rulebook] session in
            (
                try ReadTables(session).needRebuilding(), try Self.isCounted(by: rulebook, session),
                try RuleSets(session, rulebook: rulebook).configurationDiffers()
            )
        }
        var adoption = Adoption(configurationDiffers: differs)
        guard needsTables || !isCounted else { return adoption }
        (adoption.rebuilt, adoption.recounted) = try await database.write { [rulebook] session in
            let rebuilt = needsTables ? try ReadTables(session).rebuild(rulebook: rulebook, now: now) : nil
            return (rebuilt, try Registrar(session, rulebook: rulebook, actor: "system", now: now).countAnew())
        }
        return adoption
    }

    /// Whether what is stored was counted by the calendar as it is here.
    private static func isCounted(by rulebook: Rulebook, _ session: any DatabaseSession) throws -> Bool {
        try Settings(session).rules == CountedDays(rulebook.calendar(session)).text
    }

    /// Whether deadlines were counted by another calendar than this.
    public func calendarDiffers() async throws -> Bool {
        try await database.read { [rulebook] session in
            try Settings(session).rules != nil && !Self.isCounted(by: rulebook, session)
        }
    }

    /// What counting anew by this calendar changes; nothing is kept.
    public func foreseen(now: Timestamp) async throws -> [ChangeReport] {
        try await Rehearsed.run(database) { [rulebook] session in
            let registrar = Registrar(session, rulebook: rulebook, actor: "system", now: now, notesChanges: true)
            try registrar.countAnew()
            return try registrar.changeReports().filter(\.hasConsequences)
        }
    }

    /// The database as it will be once these rules are in force: itself, or a copy in memory with everything counted anew.
    static func applied(
        _ rulebook: Rulebook, to source: SQLiteDatabase, now: Timestamp
    ) async throws -> SQLiteDatabase {
        let isCurrent = try await source.read { session in
            try isCounted(by: rulebook, session) && !ReadTables(session).needRebuilding()
        }
        if isCurrent { return source }
        let copy = try SQLiteDatabase(copyingInMemory: source)
        try await RulesInForce(database: copy, rulebook: rulebook).adopt(now: now)
        return copy
    }
}
