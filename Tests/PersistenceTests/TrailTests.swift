import Conferences
import TestValues
import Testing
import WorkingDays

@testable import Persistence

@Suite("The trail")
struct TrailTests {
    /// Two conferences of two cases, apologies, and a read of the first.
    private func recorded(_ engine: Engine = .memory) async throws -> Store {
        let store = try await Store.withConference(engine)
        try await store.act { registrar in
            try registrar.perform(
                .schedule(
                    Scheduling(
                        type: .review, caseReference: "C-2", sitting: Store.sitting, chair: "P-chair",
                        administrator: "P-admin", familyRecipients: [FamilyRecipient(.mother)], on: "2026-11-23")),
                on: "CP-2")
        }
        try await store.invite("POLICE", "P-officer", at: Store.start.adding(seconds: 3600))
        try await store.act(at: Store.start.adding(seconds: 86_400)) {
            try $0.perform(.reply(invitation: 1, .apologies(reason: "In court"), on: "2026-11-24"), on: "CP-1")
        }
        try await store.database.write {
            try TrailRecorder($0).recordRead(
                of: "C-1", through: "CP-1", by: "conference show", actor: "account/anna",
                at: Store.start.adding(seconds: 90_000))
        }
        return store
    }

    private func lines(
        _ store: Store, limit: Int = 100, notes: Bool = false, _ narrow: (inout TrailFilter) -> Void
    ) async throws -> [String] {
        var filter = TrailFilter()
        narrow(&filter)
        return try await store.database.read { [filter] session in
            try Trail(session).entries(filter, through: Trail(session).end(), limit: limit, notes: notes)
                .entries.map(\.line)
        }
    }

    @Test("tells of a case what was recorded and who read it, in sentences", arguments: Engine.allCases)
    func ofCase(engine: Engine) async throws {
        let store = try await recorded(engine)
        #expect(
            try await lines(store) { $0.caseReference = "C-1" } == [
                "Mon 23 Nov 2026 09:00  tester  scheduled CP-1, initial child protection conference of case C-1, on Mon 23 Nov 2026 for Tue 19 Jan 2027 at 10:00, Civic Centre: chair P-chair, administrator P-admin, reports to be shared with the mother, rule set 1",
                "Mon 23 Nov 2026 10:00  tester  invited P-officer of POLICE as invitation 1 of CP-1 on Mon 23 Nov 2026",
                "Tue 24 Nov 2026 09:00  tester  recorded apologies for invitation 1 of CP-1 on Tue 24 Nov 2026, reason: …",
                "Tue 24 Nov 2026 10:00  account/anna  read case C-1 through CP-1, by conference show",
            ])
    }

    @Test("tells under an account's name what it did on pages and by commands, and under either name that alone")
    func ofAccount() async throws {
        let store = try await recorded()
        try await store.database.write {
            try TrailRecorder($0).recordRead(
                of: "C-1", through: "CP-1", by: "the page of CP-1", actor: "user/anna",
                at: Store.start.adding(seconds: 90_001))
        }
        #expect(try await lines(store) { $0.actor = "anna" }.count == 2)
        #expect(try await lines(store) { $0.actor = "user/anna" }.count == 1)
        #expect(try await lines(store) { $0.actor = "account/anna" }.count == 1)
        #expect(try await lines(store) { $0.actor = "ann" }.isEmpty)
        #expect(try await !lines(store) { $0.actor = "tester" }.isEmpty)
    }

    @Test("shows notes when they are asked for, and says what was erased")
    func notes() async throws {
        let store = try await recorded()
        let shown = try await lines(store, notes: true) { $0.conference = "CP-1" }
        #expect(shown.contains { $0.hasSuffix("on Tue 24 Nov 2026, reason: In court") })
        try await store.database.write {
            try Keyring($0).erase(.case("C-1"), reason: "kept long enough", actor: "account/bo", now: Store.start)
        }
        #expect(try await store.database.read { try EventLog($0).firstBrokenPosition() } == nil)
        // Somebody has taken a content out: the rest is told all the same, and the chain says where.
        try await store.database.write {
            _ = try $0.execute("UPDATE event SET payload = NULL WHERE kind = 'invited'")
        }
        let after = try await lines(store, notes: true) { $0.caseReference = "C-1" }
        #expect(after[1].hasSuffix("recorded invited in conference/CP-1; its content was taken out"))
        #expect(
            after.last?.hasSuffix("account/bo  erased what was sealed for case/C-1, reason: kept long enough") == true)
        #expect(try await store.database.read { try EventLog($0).firstBrokenPosition() } != nil)
    }

    @Test("of a conference leaves out other conferences of its case, and includes reads through it")
    func ofConference() async throws {
        let store = try await recorded()
        #expect(try await lines(store) { $0.conference = "CP-1" }.count == 4)
        #expect(try await lines(store) { $0.conference = "CP-2" }.count == 1)
        #expect(try await lines(store) { $0.conference = "CP-3" }.isEmpty)
    }

    @Test("of a person holds what is about them and what names them, letter by letter")
    func ofPerson() async throws {
        let store = try await recorded()
        let officer = try await lines(store) { $0.person = "P-officer" }
        #expect(officer.map { $0.contains("recorded P-officer of POLICE") } == [true, false])
        #expect(officer[1].contains("invited P-officer"))
        #expect(try await lines(store) { $0.person = "p-officer" }.isEmpty)
        #expect(try await lines(store) { $0.person = "P_officer" }.isEmpty)
        #expect(try await lines(store) { $0.person = "P-chair" }.count == 3)
    }

    @Test("of an actor and of a period holds those alone")
    func ofActor() async throws {
        let store = try await recorded()
        #expect(try await lines(store) { $0.actor = "account/anna" }.count == 1)
        #expect(try await lines(store) { $0.actor = "account/ann" }.isEmpty)
        #expect(try await lines(store) { $0.from = Store.start.adding(seconds: 3600) }.count == 3)
        #expect(try await lines(store) { $0.to = Store.start.adding(seconds: 3600) }.count == 14)
        let narrow = try await lines(store) {
            $0.from = Store.start.adding(seconds: 3601)
            $0.to = Store.start.adding(seconds: 86_400)
        }
        #expect(narrow.count == 1)
    }

    @Test("is cut to the latest events, and says that there are earlier ones", arguments: [1, 3, 15, 16])
    func limit(count: Int) async throws {
        let store = try await recorded()
        let all = try await lines(store) { _ in }
        #expect(all.count == 16)
        let (entries, hasEarlier) = try await store.database.read {
            try Trail($0).entries(TrailFilter(), through: Trail($0).end(), limit: count, notes: false)
        }
        #expect(entries.map(\.line) == all.suffix(count))
        #expect(hasEarlier == (count < 16))
    }

    @Test("goes through long logs page by page")
    func long() async throws {
        let store = try await recorded()
        try await store.database.write { session in
            for _ in 0..<2500 {
                try TrailRecorder(session).recordRead(
                    of: "C-9", through: nil, by: "audit show", actor: "account/cy", at: Store.start)
            }
        }
        #expect(try await lines(store, limit: 5000) { $0.caseReference = "C-9" }.count == 2500)
        #expect(try await lines(store, limit: 5000) { $0.person = "P-officer" }.count == 2)
    }
}

@Suite("The check of the chain")
struct ChainCheckTests {
    private func filled() async throws -> Store {
        let store = try await Store.withConference()
        try await store.invite("POLICE", "P-officer")
        return store
    }

    private func check(_ store: Store, known: ChainHead? = nil) async throws -> ChainCheck {
        try await store.database.read { try EventLog($0).check(known: known) }
    }

    private func fault(_ store: Store, known: ChainHead? = nil) async throws -> ChainBreak? {
        guard case .broken(let fault) = try await check(store, known: known) else { return nil }
        return fault
    }

    @Test("counts the events and gives the last hash")
    func whole() async throws {
        let store = try await filled()
        let last = try await store.database.read { try $0.row("SELECT hash FROM event WHERE position = 13")?.bytes(0) }
        guard case .whole(let events, let hash) = try await check(store) else {
            Issue.record("It should be whole.")
            return
        }
        #expect(events == 13)
        #expect(hash == String(hexadecimal: try #require(last)))
    }

    @Test(
        "names the first broken event, and what is wrong with it",
        arguments: [
            (
                "UPDATE event SET payload = '{}' WHERE position = 12", 12, ChainBreak.Fault.payload,
                "conference/CP-1, version 1, scheduled, recorded by tester on Mon 23 Nov 2026 at 09:00"
            ),
            (
                "UPDATE event SET actor = 'account/mallory' WHERE position = 4", 4, .metadata,
                "recorded by account/mallory"
            ),
            (
                "DELETE FROM event WHERE position = 5", 5, .missing,
                "the next that is there is 6 (person/P-chair, version 1"
            ),
            (
                """
                INSERT INTO event SELECT 14, 'conference/CP-1', 3, recorded_at, actor, kind, payload, payload_digest, hash
                FROM event WHERE position = 13
                """, 14, .metadata, "Event 14 (conference/CP-1, version 3, invited"
            ),
        ])
    func broken(sql: String, position: Int, fault: ChainBreak.Fault, sentence: String) async throws {
        let store = try await filled()
        try await store.database.write { _ = try $0.execute(sql) }
        let found = try #require(try await self.fault(store))
        #expect(found.position == position)
        #expect(found.fault == fault)
        #expect("\(found)".contains("vent \(position)"))
        #expect("\(found)".contains(sentence), "\(found)")
    }

    @Test("tells by an earlier end of the chain that the log was cut off, or written anew")
    func known() async throws {
        let store = try await filled()
        guard case .whole(let events, let hash) = try await check(store) else { return }
        let head = ChainHead(position: events, hash: hash)
        #expect(try await fault(store, known: head) == nil)
        try await store.invite("CSC", "P-worker")
        #expect(try await fault(store, known: head) == nil)
        #expect(try await fault(store, known: ChainHead(position: 3, hash: hash))?.fault == .rewritten)
        try await store.database.write { _ = try $0.execute("DELETE FROM event WHERE position > 10") }
        #expect(try await fault(store) == nil)
        let cut = try #require(try await fault(store, known: head))
        #expect(cut.fault == .cutOff)
        #expect(cut.position == 11)
    }
}
