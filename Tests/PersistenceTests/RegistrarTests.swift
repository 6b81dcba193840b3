import Conferences
import TestValues
import Testing
import WorkingDays

@testable import Persistence

@Suite("Carrying out commands")
struct RegistrarTests {
    private struct Stop: Error {}

    @Test("writes log, read tables and reminders in one transaction", arguments: Engine.allCases)
    func together(engine: Engine) async throws {
        let store = try await Store.withConference(engine)
        try await store.invite("POLICE", "P-officer")
        #expect(
            try await store.rows("SELECT kind, actor FROM event WHERE stream = 'conference/CP-1' ORDER BY version")
                == ["scheduled|tester", "invited|tester"])
        #expect(
            try await store.rows("SELECT reference, type, sits_on, sits_at, status FROM conference")
                == ["CP-1|initial|2027-01-19|10:00|scheduled"])
        #expect(
            try await store.rows("SELECT number, agency, person, sent_on, report FROM invitation")
                == ["1|POLICE|P-officer|2026-11-23|requested"])
        #expect(
            try await store.rows("SELECT id, due_on, standing FROM obligation ORDER BY id") == [
                "CP-1#1/reply|2026-11-25|outstanding", "CP-1#1/shareWithFamily|2027-01-14|outstanding",
                "CP-1#1/submitReport|2027-01-14|outstanding", "CP-1/sendInvitations|2027-01-08|met",
            ])
        #expect(
            try await store.reminders("obligation LIKE '%submitReport'") == [
                "submitReport@0 T-5 owner pending", "submitReport@0 T-2 owner pending",
                "submitReport@0 T owner pending", "submitReport@0 T+1 agencyLead pending",
                "submitReport@0 T+1 owner pending", "submitReport@0 C-1 chair pending",
            ])
    }

    @Test("leaves nothing of what one transaction did when it ends in an error", arguments: Engine.allCases)
    func nothingKept(engine: Engine) async throws {
        let store = try await Store.withConference(engine)
        let before = try await store.logLength()
        let tables = ["invitation", "obligation", "reminder"]
        var rows: [[String]] = []
        for table in tables { rows.append(try await store.rows("SELECT * FROM \(table)")) }
        await #expect(throws: Stop.self) {
            try await store.act { registrar in
                try registrar.perform(.invite(agency: "CSC", person: "P-worker", on: "2026-11-23"), on: "CP-1")
                try registrar.finish()
                throw Stop()
            }
        }
        #expect(try await store.logLength() == before)
        for (table, rows) in zip(tables, rows) { #expect(try await store.rows("SELECT * FROM \(table)") == rows) }
    }

    static let refused: [(ConferenceCommand, ConferenceRefusal)] = [
        (.invite(agency: "CSC", person: "P-nobody", on: "2026-11-23"), .unknownPerson("P-nobody")),
        (.invite(agency: "NONE", person: nil, on: "2026-11-23"), .unknownAgency("NONE")),
        (
            .invite(agency: "CSC", person: "P-officer", on: "2026-11-23"),
            .ofAnotherAgency("P-officer", agency: "POLICE", invitedFor: "CSC")
        ),
        (.withdraw(invitation: 9, on: "2026-11-23"), .unknownInvitation(9, of: "CP-1")),
        (.schedule(Store.scheduling), .alreadyScheduled("CP-1")),
        (
            .invite(agency: "CSC", person: "P-worker", on: "2026-11-24"),
            .inTheFuture("2026-11-24", today: "2026-11-23")
        ),
    ]

    @Test("leaves nothing of a command that a rule refuses", arguments: refused)
    func refusal(command: ConferenceCommand, refusal: ConferenceRefusal) async throws {
        let store = try await Store.withConference()
        let before = try await store.logLength()
        await #expect(throws: refusal) { try await store.act { try $0.perform(command, on: "CP-1") } }
        #expect(try await store.logLength() == before)
        #expect(try await store.rows("SELECT * FROM invitation").isEmpty)
    }

    @Test("sees earlier commands of the same transaction")
    func sameTransaction() async throws {
        let store = try await Store.withConference()
        try await store.act { registrar in
            try registrar.perform(.invite(agency: "CSC", person: "P-worker", on: "2026-11-23"), on: "CP-1")
            try registrar.perform(.reply(invitation: 1, .accepted, on: "2026-11-23"), on: "CP-1")
            #expect(try registrar.conference("CP-1")?.invitation(1)?.response?.reply == .accepted)
        }
        #expect(try await store.rows("SELECT reply, replied_on FROM invitation") == ["accepted|2026-11-23"])
    }

    @Test("records people and agencies only when something differs")
    func directory() async throws {
        let store = try await Store.withConference()
        let before = try await store.logLength()
        try await store.act { registrar in
            let same = [try registrar.record(Store.people[0]), try registrar.record(Store.agencies[0])]
            #expect(same == [false, false])
            let moved = Person(reference: "P-worker", agency: "CSC", name: "Other", email: "other@agency.example")
            let leaderless = Agency(code: "CSC", name: "Social Care", safeguardingLead: nil)
            let changed = [try registrar.record(moved), try registrar.record(leaderless)]
            #expect(changed == [true, true])
        }
        #expect(try await store.logLength() == before + 2)
        let worker = try await store.database.read { try PersonRegister($0).person("P-worker") }
        #expect(worker?.name == "Other")
        #expect(try await store.rows("SELECT lead FROM agency WHERE code = 'CSC'") == ["-"])
        await #expect(throws: ConferenceRefusal.unknownAgency("NONE")) {
            try await store.act {
                try $0.record(Person(reference: "P-x", agency: "NONE", name: "X", email: "x@agency.example"))
            }
        }
    }

    @Test("makes of the log, entry by entry, what the read tables say")
    func replay() async throws {
        let store = try await Store.withConference()
        try await store.invite("POLICE", "P-officer")
        try await store.act { registrar in
            try registrar.perform(.reply(invitation: 1, .apologies(reason: "Court"), on: "2026-11-23"), on: "CP-1")
            try registrar.perform(.nameDelegate(invitation: 1, "P-police-lead", on: "2026-11-23"), on: "CP-1")
        }
        try await store.act { registrar in
            let conference = try #require(try registrar.conference("CP-1"))
            #expect(conference.invitation(1)?.delegate?.person == "P-police-lead")
            #expect(conference.sitting == Store.sitting)
        }
        #expect(try await store.rows("SELECT reply FROM invitation") == ["apologies"])
    }
}
