import Conferences
import TestPeers
import TestStores
import TestValues
import Testing
import WorkingDays

@testable import Persistence

/// The kinds of store that every promise holds for.
enum Engine: CaseIterable, CustomTestStringConvertible {
    case file, memory

    var testDescription: String { "\(self)" }
}

/// A database with a small partnership in it.
struct Store {
    let database: SQLiteDatabase
    private let folder: TemporaryFolder

    /// An empty one.
    init(_ engine: Engine = .memory) throws {
        folder = try TemporaryFolder("store")
        database =
            switch engine {
            case .file: try SQLiteDatabase(path: "\(folder.path)/quorate.db")
            case .memory: try SQLiteDatabase(inMemoryNamed: "test")
            }
    }

    /// Three agencies, one without a lead, and a conference on Tuesday 19 January 2027.
    static func withConference(
        _ engine: Engine = .memory, at now: Timestamp = Self.start, under rulebook: Rulebook = Self.rulebook
    ) async throws -> Store {
        let store = try Store(engine)
        try await store.act(at: now, under: rulebook) { registrar in
            for agency in Self.agencies { try registrar.record(agency) }
            for person in Self.people { try registrar.record(person) }
            try registrar.perform(.schedule(Self.scheduling), on: "CP-1")
        }
        return store
    }

    /// A Monday morning; 8 weeks before the conference.
    static let start: Timestamp = "2026-11-23T09:00:00Z"

    static let agencies = [
        Agency(code: "CSC", name: "Social Care", safeguardingLead: "P-lead"),
        Agency(code: "POLICE", name: "Police", safeguardingLead: "P-police-lead"),
        Agency(code: "HOUSING", name: "Housing", safeguardingLead: nil),
    ]
    static let people = [
        person("P-worker", "CSC"), person("P-lead", "CSC"), person("P-chair", "CSC"), person("P-admin", "CSC"),
        person("P-officer", "POLICE"), person("P-police-lead", "POLICE"), person("P-housing", "HOUSING"),
    ]

    private static func person(_ reference: PersonReference, _ agency: AgencyCode) -> Person {
        Person(
            reference: reference, agency: agency, name: "Name of \(reference)",
            email: "\(reference.text.lowercased())@agency.example")
    }

    static let sitting = Sitting(on: "2027-01-19", at: TimeOfDay(hour: 10, minute: 0)!, place: "Civic Centre")
    static let scheduling = Scheduling(
        type: .initial, caseReference: "C-1", sitting: sitting, chair: "P-chair", administrator: "P-admin",
        familyRecipients: [FamilyRecipient(.mother)], on: "2026-11-23")

    static let rulebook = rulebook(.standard)

    static func rulebook(_ policy: Policy, additions: [LocalHoliday] = []) -> Rulebook {
        do {
            let events = Dictionary(
                uniqueKeysWithValues: Division.allCases.map { division in
                    (division, [2026, 2027].flatMap { StatutoryPattern.holidays(inYear: $0, division: division) })
                })
            return Rulebook(
                policy: policy,
                calendar: try WorkingDayCalendar(
                    division: .englandAndWales, published: PublishedHolidays(events: events), additions: additions))
        } catch {
            fatalError("\(error)")
        }
    }

    /// Carries out commands in one transaction.
    func act(
        at now: Timestamp = Self.start, under rulebook: Rulebook = Self.rulebook,
        _ body: @escaping @Sendable (Registrar) throws -> Void
    ) async throws {
        try await database.write { session in
            let registrar = Registrar(session, rulebook: rulebook, actor: "tester", now: now)
            try body(registrar)
            try registrar.finish()
        }
    }

    /// Invites one person of an agency, on the day of `now`.
    func invite(
        _ agency: AgencyCode, _ person: PersonReference?, at now: Timestamp = Self.start
    ) async throws {
        try await act(at: now) {
            try $0.perform(.invite(agency: agency, person: person, on: EuropeLondon.local(now).date), on: "CP-1")
        }
    }

    func plan(
        at now: Timestamp, withinHours: Bool = true, endpoints: [WebhookSubscription] = [], limit: Int = 4000
    ) async throws -> PlanSummary {
        try await database.write {
            try ReminderQueue($0).plan(now: now, withinHours: withinHours, endpoints: endpoints, limit: limit)
        }
    }

    func claim(
        _ limit: Int = 100, of channel: MessageChannel = .mail, as name: String = "claim", at now: Timestamp,
        lease: Int = 120
    ) async throws -> [ClaimedMessage] {
        try await database.write {
            try Outbox($0).claim(limit, of: channel, as: name, now: now, leaseUntil: now.adding(seconds: lease))
        }
    }

    func settle(_ id: String, _ settlement: Settlement, at now: Timestamp) async throws {
        try await database.write { try Outbox($0).settle([(id, settlement)], now: now) }
    }

    /// The answer as text, a row in each element, values joined by `|`.
    func rows(_ sql: String) async throws -> [String] {
        try await database.read { session in
            try session.rows(sql).map { row in
                row.values.map { value in
                    switch value {
                    case .null: "-"
                    case .integer(let number): "\(number)"
                    case .text(let text): text
                    case .bytes(let bytes): "\(bytes.count) bytes"
                    }
                }.joined(separator: "|")
            }
        }
    }

    /// Each stored reminder as `submitReport@0 T-5 owner pending`, with the reason where there is one.
    func reminders(_ condition: String = "TRUE") async throws -> [String] {
        try await database.read { session in
            try session.rows(
                """
                SELECT obligation, generation, step, audience, state, reason FROM reminder WHERE \(condition)
                ORDER BY leaves_at, obligation, generation, step, audience
                """
            ).map { row in
                let key = try ReminderKey(row)
                let kind = key.obligation.split(separator: "/").last ?? ""
                let reason = try row.optional(5, row.text).map { ": \($0)" } ?? ""
                return "\(kind)@\(key.generation) \(key.step) \(key.audience) \(try row.text(4))\(reason)"
            }
        }
    }

    func logLength() async throws -> Int {
        try await database.read { try $0.row("SELECT COUNT(*) FROM event")?.integer(0) ?? 0 }
    }
}

extension ClaimedMessage {
    /// Whom it is for, and the steps that it carries.
    var mail: (recipient: String, steps: [String])? {
        guard case .reminders(let recipient, let items) = content else { return nil }
        return (recipient.reference.text, items.map { "\($0.kind.rawValue) \($0.key.step)" })
    }

    /// Why it cannot be addressed.
    var unaddressed: String? { if case .unaddressed(let reason) = content { reason } else { nil } }
}

extension EventLog {
    /// Where the chain is broken; `nil` when all is well.
    func firstBrokenPosition() throws -> Int? {
        switch try check() {
        case .whole: nil
        case .broken(let fault): fault.position
        }
    }
}
