import Conferences
import Daemon
import Foundation
import Persistence
import WorkingDays

/// A partnership's year, lived through hour by hour with the daemon's own loops.
///
/// Of each case only the hour is kept in which something happens to it next: its life is worked out anew in that hour. So
/// memory does not grow with the number of conferences.
struct RehearsedYear {
    let conferences: Int
    let seed: UInt64
    let configuration: PartnershipConfiguration
    let database: SQLiteDatabase

    private let year: YearCalendar
    private let partnership: InventedPartnership
    private let clock: VirtualClock
    private let transport: NotingTransport
    private let run: VirtualRun
    private let facts: FactsFile
    private let sent: SentFile

    /// Where a year that was interrupted goes on.
    private let begun: Standing?

    struct Counts: Codable, Sendable {
        var cases = 0
        var conferences = 0
        var commands = 0
        var refused = 0
        var messages = 0
        var reminders = 0
        /// Messages that held something of what people typed about a family.
        var leaks = 0
    }

    /// - Parameter begun: How far the same year was lived through before; `nil` to begin it.
    init(
        conferences: Int, seed: UInt64, configuration: PartnershipConfiguration, folder: String, begun: Standing?
    ) async throws {
        self.begun = begun
        self.conferences = conferences
        self.seed = seed
        self.configuration = configuration
        database = try await configuration.openDatabase()
        year = try YearCalendar(configuration.calendar)
        partnership = InventedPartnership(conferences: conferences)
        clock = VirtualClock(
            at: begun?.at ?? EuropeLondon.timestamp(on: year.date(0), at: TimeOfDay(hour: 0, minute: 0)!))
        transport = NotingTransport(clock: clock)
        run = try VirtualRun(
            database: database, configuration: configuration, clock: clock,
            channels: Channels(mail: transport, webhooks: nil), endpoints: [])
        facts = try FactsFile(folder + "/facts.csv", isContinued: begun != nil)
        sent = try SentFile(folder, after: begun?.counts)
    }

    /// - Parameters:
    ///   - isInterrupted: Asked after each hour in which something happened.
    ///   - progress: Told then its day, and what has happened until then.
    /// - Returns: How far it came.
    func live(
        until isInterrupted: @Sendable () -> Bool, telling progress: @Sendable (CalendarDate, Counts) -> Void
    ) async throws -> Standing {
        var counts = begun?.counts ?? Counts()
        if begun == nil { try await prepare() }
        var agenda = try Agenda(
            conferences: conferences, seed: seed, year: year, areas: partnership.areas,
            after: begun.map { Agenda.hour(of: $0.at) })
        counts.cases = agenda.cases
        var isWhole = true
        while let moments = try agenda.nextHour() {
            let day = EuropeLondon.local(moments[0][0].at).date
            for moment in moments { try await record(moment, &counts) }
            progress(day, counts)
            isWhole = !isInterrupted()
            if !isWhole { break }
        }
        if isWhole { try await advance(to: year.isOver, &counts) }
        try facts.flush()
        try sent.flush()
        return Standing(conferences: conferences, seed: seed, at: clock.now, isWhole: isWhole, counts: counts)
    }

    /// The directory, and what the facts begin with.
    private func prepare() async throws {
        try await RulesInForce(database: database, rulebook: configuration.rulebook).adopt(now: clock.now)
        for day in YearCalendar.closures { try facts.write(.closed(day)) }
        for area in 0..<partnership.areas {
            for fact in try await write({ [partnership] in try partnership.record(area: area, by: $0) }) {
                try facts.write(fact)
            }
        }
    }

    private func advance(to moment: Timestamp, _ counts: inout Counts) async throws {
        try await run.advance(to: moment)
        try await sent.write(transport.take(), from: database)
        (counts.messages, counts.reminders) = (sent.messages, sent.reminders)
        counts.leaks = (begun?.counts.leaks ?? 0) + transport.leaks
    }

    /// Everything that is recorded at one moment, some cases at a time.
    private func record(_ happenings: [Happening], _ counts: inout Counts) async throws {
        try await advance(to: happenings[0].at, &counts)
        for first in stride(from: 0, to: happenings.count, by: Self.together) {
            let batch = Array(happenings[first..<min(first + Self.together, happenings.count)])
            for recorded in try await write({ try Self.perform(batch, by: $0) }) {
                guard let recorded else {
                    counts.refused += 1
                    continue
                }
                counts.commands += 1
                for fact in recorded.facts {
                    if fact.name == "schedule", fact.word != "discussion" { counts.conferences += 1 }
                    try facts.write(fact, at: clock.now, of: recorded.matter)
                }
            }
        }
    }

    /// Happenings in one transaction.
    private static let together = 100

    private func write<Value: Sendable>(
        _ body: @escaping @Sendable (Registrar) throws -> Value
    ) async throws -> Value {
        try await database.write { [rulebook = configuration.rulebook, now = clock.now] session in
            let registrar = Registrar(session, rulebook: rulebook, actor: "rehearsal", now: now)
            let value = try body(registrar)
            try registrar.finish()
            return value
        }
    }

    private struct Recorded: Sendable {
        let matter: Matter
        let facts: [Fact]
    }

    /// - Returns: For each what it brought; `nil` where a rule forbids it.
    private static func perform(_ happenings: [Happening], by registrar: Registrar) throws -> [Recorded?] {
        var before: Matter?
        return try happenings.map { happening in
            // Each conference and discussion is seen through before the next, as if each had a transaction of its own.
            if let before, before != happening.matter { try registrar.finish() }
            before = happening.matter
            do {
                switch happening.act {
                case .conference(let command, let reference):
                    let events = try registrar.perform(command, on: reference)
                    return Recorded(matter: happening.matter, facts: events.flatMap(Fact.of))
                case .discussion(let command, let reference):
                    let events = try registrar.perform(command, on: reference)
                    return Recorded(matter: happening.matter, facts: events.flatMap(Fact.of))
                }
            } catch is ConferenceRefusal {
                return nil
            } catch is DiscussionRefusal {
                return nil
            }
        }
    }
}

extension Happening {
    fileprivate var matter: Matter {
        switch act {
        case .conference(_, let reference): .conference(reference)
        case .discussion(_, let reference): .discussion(reference)
        }
    }
}
