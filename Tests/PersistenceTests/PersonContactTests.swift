import Conferences
import Foundation
import TestPeers
import TestStores
import TestValues
import Testing
import WorkingDays

@testable import Persistence

@Suite("Names and addresses")
struct PersonContactTests {
    /// A Monday morning in the week before the conference, when reports are asked for.
    private static let morning: Timestamp = "2027-01-07T09:00:00Z"

    private func erase(_ person: PersonReference, in store: Store) async throws {
        try await store.database.write {
            try Keyring($0).erase(.person(person), reason: "left the partnership", actor: "tester", now: Store.start)
        }
    }

    private func planned() async throws -> Store {
        let store = try await Store.withConference()
        try await store.invite("POLICE", "P-officer")
        try await store.invite("CSC", "P-worker")
        _ = try await store.plan(at: Self.morning)
        return store
    }

    @Test("are in the database in no readable form, and are read all the same", arguments: Engine.allCases)
    func sealed(engine: Engine) async throws {
        let store = try await Store.withConference(engine)
        for table in ["person", "event"] {
            let rows = try await store.rows("SELECT * FROM \(table)").joined()
            #expect(!rows.contains("Name of"))
            #expect(!rows.contains("@agency.example"))
        }
        let officer = try await store.database.read { try PersonRegister($0).person("P-officer") }
        #expect(officer == Store.people.first { $0.reference == "P-officer" })
        let entry = try #require(
            try await store.database.read { try EventLog($0).entries(of: "person/P-officer") }.first)
        let event = try await store.database.read {
            try EventCoding.decode(
                entry, as: DirectoryEvent.self, sealer: Keyring($0).opener(for: .person("P-officer")))
        }
        #expect(event == .personRecorded(person: try #require(officer)))
    }

    @Test("reach the messages that are claimed, and those that are foreseen")
    func claimed() async throws {
        let store = try await Store.withConference()
        try await store.invite("POLICE", "P-officer")
        let names = try await store.database.read { session in
            try ReminderQueue(session).preview(now: Store.start, to: Self.morning, behind: Store.start).compactMap {
                try OutboxHistory(session).draft($0.digest)?.recipient
            }
        }
        #expect(names.contains { $0.name == "Name of P-officer" && $0.email == "p-officer@agency.example" })
        _ = try await store.plan(at: Self.morning)
        let claimed = try await store.claim(at: Self.morning)
        #expect(
            claimed.contains { message in
                guard case .reminders(let recipient, _) = message.content else { return false }
                return recipient.name == "Name of P-officer" && recipient.email == "p-officer@agency.example"
            })
    }

    @Test(
        "that were erased leave the messages to that person without an address, with the reason, and those to nobody else"
    )
    func erased() async throws {
        let store = try await planned()
        try await erase("P-officer", in: store)
        let claimed = try await store.claim(at: Self.morning)
        #expect(Set(claimed.compactMap(\.mail).map(\.recipient)) == ["P-worker", "P-lead", "P-police-lead"])
        #expect(claimed.compactMap(\.unaddressed) == ["The name and address of P-officer were erased."])
        let foreseen = try await store.database.read { session in
            try ReminderQueue(session)
                .preview(now: Self.morning, to: Self.morning.adding(seconds: 1_209_600), behind: Self.morning)
                .map { ($0.digest.recipient, try OutboxHistory(session).draft($0.digest)?.recipient.name) }
        }
        #expect(foreseen.contains { $0.0 == "P-officer" })
        #expect(foreseen.allSatisfy { ($0.0 == "P-officer") == ($0.1 == nil) })
    }

    @Test("that were tampered with hold up that person's messages alone")
    func tampered() async throws {
        let store = try await planned()
        try await store.database.write {
            _ = try $0.execute(
                """
                UPDATE person SET contact = (SELECT contact FROM person WHERE reference = 'P-chair')
                WHERE reference = 'P-officer'
                """)
        }
        let claimed = try await store.claim(at: Self.morning)
        #expect(Set(claimed.compactMap(\.mail).map(\.recipient)) == ["P-worker", "P-lead", "P-police-lead"])
        #expect(
            claimed.compactMap(\.unaddressed)
                == ["Something sealed for person/P-officer was altered, or belongs to somebody else."])
    }

    @Test("cannot be recorded again after they were erased")
    func recordedAgain() async throws {
        let store = try await Store.withConference()
        try await erase("P-worker", in: store)
        let before = try await store.logLength()
        await #expect(throws: SealingError.erased(.person("P-worker"))) {
            try await store.act { try $0.record(Store.people[0]) }
        }
        #expect(try await store.logLength() == before)
    }

    /// A database as the version before sealing left it, with two people in it, one recorded twice.
    private func storedPlainly(at path: String) async throws {
        let plain = Schema.migrations.filter { $0.name < "005" }
        try RawDatabase.execute(
            ["CREATE TABLE migration (name TEXT PRIMARY KEY) STRICT"]
                + plain.flatMap { $0.statements + ["INSERT INTO migration (name) VALUES ('\($0.name)')"] }
                + [
                    "INSERT INTO agency (code, name) VALUES ('CSC', 'Social Care')",
                    "INSERT INTO person VALUES ('P-1', 'CSC', 'Amina Yusuf', 'amina@csc.example')",
                    "INSERT INTO person VALUES ('P-2', 'CSC', 'Ben Shaw', 'ben@csc.example')",
                ], at: path)
        // The log is written by the program itself, so that its chain is right.
        let database = try SQLiteDatabase(path: path)
        try await database.write { session in
            for (number, name) in [(1, "Amina Old"), (1, "Amina Yusuf"), (2, "Ben Shaw")] {
                let person = #"{"agency":"CSC","email":"a@csc.example","name":"\#(name)","reference":"P-\#(number)"}"#
                let log = EventLog(session)
                try log.append(
                    [("personRecorded", #"{"personRecorded":{"person":\#(person)}}"#)], to: "person/P-\(number)",
                    after: log.version(of: "person/P-\(number)"), actor: "tester", at: Store.start)
            }
        }
        try database.close()
    }

    @Test("of a database from before they were sealed are sealed, in the table and in the log")
    func upgraded() async throws {
        let folder = try TemporaryFolder("plain")
        let path = "\(folder.path)/quorate.db"
        try await storedPlainly(at: path)
        let database = try SQLiteDatabase(path: path)
        #expect(try await database.read { try PlainContacts($0).areThere })
        try await database.write { try PlainContacts($0).seal(now: Store.start) }
        #expect(try await !database.read { try PlainContacts($0).areThere })
        #expect(try await database.dropRemains())
        try await database.read { session in
            #expect(try PersonRegister(session).person("P-1")?.email == "amina@csc.example")
            #expect(try PersonRegister(session).person("P-2")?.name == "Ben Shaw")
            let entries = try EventLog(session).entries(of: "person/P-1")
            #expect(entries.map { $0.payload == nil } == [true, true, false])
            #expect(entries.last?.actor == "system")
            #expect(try EventLog(session).firstBrokenPosition() == nil)
        }
        try database.close()
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        for text in ["Amina", "Ben Shaw", "csc.example"] { #expect(bytes.range(of: Data(text.utf8)) == nil, "\(text)") }
    }
}
