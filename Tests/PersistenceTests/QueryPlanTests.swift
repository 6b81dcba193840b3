import Conferences
import TestStores
import TestValues
import Testing
import WorkingDays

@testable import Persistence

/// What the loops and commands ask again and again must not grow slower with what has been sent and done.
@Suite("Statements that are asked all day")
struct QueryPlanTests {
    private static let morning: Timestamp = "2027-01-07T09:00:00Z"

    @Test("read no table from end to end")
    func noScans() async throws {
        let store = try await Store.withConference(at: Store.start)
        let scans = Scans()
        try await perform(scans, store, at: Store.start) { registrar in
            for (agency, person) in [("POLICE", "P-officer"), ("CSC", "P-worker")] as [(AgencyCode, PersonReference)] {
                try registrar.perform(.invite(agency: agency, person: person, on: "2026-11-23"), on: "CP-1")
            }
        }
        try await perform(scans, store, at: "2026-11-23T09:05:00Z") { registrar in
            try registrar.perform(.reply(invitation: 1, .accepted, on: "2026-11-23"), on: "CP-1")
        }
        try await store.database.write { session in
            let explained = try ExplainedSession(session, scans)
            let queue = ReminderQueue(explained)
            _ = try queue.plan(now: Self.morning, withinHours: true, endpoints: [], limit: 10)
            _ = try queue.nextDue()
            let outbox = Outbox(explained)
            _ = try outbox.claim(1, as: "first", now: Self.morning, leaseUntil: Self.morning.adding(seconds: 60))
            // The first lease has ended: it is taken over, and given out again.
            let later = Self.morning.adding(seconds: 90)
            let claimed = try outbox.claim(5, as: "second", now: later, leaseUntil: later.adding(seconds: 60))
            try #require(claimed.count >= 2)
            try outbox.settle(
                [
                    (claimed[0].id, .sent(detail: "250 ok")),
                    (claimed[1].id, .deferred(until: later.adding(seconds: 60), reason: "busy")),
                ], now: later)
            _ = try outbox.nextAttempt()
            try session.execute("UPDATE person SET has_mobile = 1, prefers = 'text'")
            try askOfTickets(explained, of: claimed[0].id, at: later)
        }
        try await readByLink(scans, store)
        #expect(scans.statements > 40)
        #expect(scans.found == [])
    }

    @Test("read of messages only the part that is asked for, and of silences only where one was ordered")
    func lists() async throws {
        let store = try await Store.withConference(at: Store.start)
        let scans = Scans()
        try await store.database.read { session in
            let explained = try ExplainedSession(session, scans)
            let place = MessageReadings.Place(dueAt: Self.morning, id: "00")
            _ = try MessageReadings(explained).list(MessageReadings.Filter(beyond: place), limit: 50)
            _ = try SilenceReadings(explained).inForce(on: "2026-11-24")
            _ = try InboxReadings(explained).unread()
            _ = try FailedMessages(explained).destinations(since: Self.morning)
        }
        #expect(scans.statements >= 3)
        #expect(scans.found == [])
    }

    /// What calendars ask for every few hours, and what a text message leads to.
    private func readByLink(_ scans: Scans, _ store: Store) async throws {
        try await store.database.write { session in
            let explained = try ExplainedSession(session, scans)
            let readings = EngagementReadings(explained)
            let found = try readings.engagements(of: "P-officer", from: "2026-11-01")
            #expect(found.map(\.matter) == [.conference("CP-1")])
            let codes = TextCodes(MasterKeys(bytes: [[UInt8](repeating: 1, count: 32)]))
            let code = try #require(codes.code(of: String(repeating: "a", count: 32), to: "+447900900123"))
            let registrar = Registrar(explained, rulebook: Store.rulebook, actor: "", now: Self.morning)
            #expect(try codes.link(of: code, registrar) == nil)
        }
    }

    /// What was taken is asked after, and what then fails leaves the other way.
    private func askOfTickets(_ session: ExplainedSession, of message: String, at now: Timestamp) throws {
        let (tickets, texting) = (Tickets(session), Texting(isOn: true) { $1 })
        try tickets.open(message, "t-1", now: now)
        let ticket = try #require(try tickets.due(now: now.adding(seconds: 60), limit: 10).first)
        try tickets.record(ticket, .open, texting: texting, now: now)
        try tickets.record(ticket, .failedForNow("off"), texting: texting, now: now)
        try tickets.open(message, "t-2", now: now)
        let second = try #require(try tickets.ticket("t-2"))
        try tickets.record(second, .failedForGood("nobody"), texting: texting, now: now)
        let queue = ReminderQueue(session, texting: texting)
        _ = try queue.plan(now: "2027-01-12T09:00:00Z", withinHours: true, endpoints: [], limit: 10)
        _ = try Outbox(session, texting: texting).claim(
            5, of: .text, as: "third", now: "2027-01-12T09:00:00Z", leaseUntil: "2027-01-12T09:05:00Z",
            limits: DeliveryLimits(texts: .init(perMinute: 10, perDay: 100)))
    }

    private func perform(
        _ scans: Scans, _ store: Store, at now: Timestamp, _ body: @escaping @Sendable (Registrar) throws -> Void
    ) async throws {
        try await store.database.write { session in
            let registrar = try Registrar(
                ExplainedSession(session, scans), rulebook: Store.rulebook, actor: "tester", now: now)
            try body(registrar)
            try registrar.finish()
        }
    }
}

/// What reads a whole table, with its statement.
///
/// `@unchecked Sendable`: only touched inside transactions, of which there is one at a time.
final class Scans: @unchecked Sendable {
    fileprivate(set) var found: [String] = []
    fileprivate(set) var statements = 0
    fileprivate var asked: Set<String> = []
}

/// A transaction that asks the engine about each statement's plan before it carries it out.
struct ExplainedSession: DatabaseSession {
    private let session: any DatabaseSession
    private let scans: Scans
    /// Indexes that hold only what is at hand, such as what waits.
    private let small: Set<String>
    /// Tables that hold what a partnership sets up, not what it does.
    private static let setUp: Set = ["agency", "day_apart", "outage", "pace", "person_hold", "rule_set"]

    init(_ session: any DatabaseSession, _ scans: Scans) throws {
        self.session = session
        self.scans = scans
        let partial = "SELECT name FROM sqlite_master WHERE type = 'index' AND sql LIKE '% WHERE %'"
        small = try Set(session.rows(partial).map { try $0.text(0) })
    }

    var keys: SessionKeys { session.keys }
    var memory: StateMemory { session.memory }

    func execute(_ sql: String, _ arguments: [any Storable]) throws -> Int {
        try explain(sql, arguments)
        return try session.execute(sql, arguments)
    }

    func rows(_ sql: String, _ arguments: [any Storable]) throws -> [DatabaseRow] {
        try explain(sql, arguments)
        return try session.rows(sql, arguments)
    }

    private func explain(_ sql: String, _ arguments: [any Storable]) throws {
        guard scans.asked.insert(sql).inserted else { return }
        scans.statements += 1
        for row in try session.rows("EXPLAIN QUERY PLAN " + sql, arguments) {
            let words = try row.text(3).split(separator: " ").map(String.init)
            // The last event is found from the end of the log.
            guard words.first == "SCAN", small.isDisjoint(with: words), !Self.setUp.contains(words[1]),
                !sql.hasSuffix("ORDER BY position DESC LIMIT 1")
            else { continue }
            scans.found.append("\(words.joined(separator: " ")): \(sql)")
        }
    }
}
