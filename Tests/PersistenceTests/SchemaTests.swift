import TestPeers
import TestStores
import TestValues
import Testing

@testable import Persistence

@Suite("The schema")
struct SchemaTests {
    /// A database as the version of the program that knew only the first `count` steps left it.
    private func stored(steps count: Int, at path: String) throws {
        let steps = Schema.migrations.prefix(count)
        try RawDatabase.execute(
            ["PRAGMA application_id = 0", "CREATE TABLE migration (name TEXT PRIMARY KEY) STRICT"]
                + zip(steps, Self.rows).flatMap { step, rows in
                    step.statements + rows + ["INSERT INTO migration (name) VALUES ('\(step.name)')"]
                }, at: path)
    }

    /// What each step's tables may hold.
    private static let rows = [
        [
            """
            INSERT INTO event VALUES (1, 'agency/CSC', 1, 0, 'tester', 'agencyRecorded', '{}', zeroblob(32),
                zeroblob(32))
            """,
            "INSERT INTO setting VALUES ('rules', 'of old')",
        ],
        ["INSERT INTO agency (code, name) VALUES ('CSC', 'Social Care')"],
        [
            "INSERT INTO outbox (\(Outboxes.early.map(\.column).joined(separator: ", "))) VALUES (\(Outboxes.early.map(\.value).joined(separator: ", ")))"
        ],
        ["INSERT INTO rule_set VALUES (1, '2012-01-01', '{}', 0)"],
        ["INSERT INTO sealing_key VALUES ('case/C-1', NULL, NULL, 0, 1)"],
        ["INSERT INTO outage VALUES ('mail', 0, 1, 0, NULL, 'gone')"],
        ["INSERT INTO ticket VALUES ('m1', 't1', 0, 1, 'arrived', NULL)"],
        [
            """
            INSERT INTO invitation (conference, number, agency, capacity, report, turn)
            VALUES ('CP-1', 1, 'CSC', 'direct-contact', 'requested', 2)
            """
        ],
        [
            """
            INSERT INTO account (name, display_name, roles, state, open_since)
            VALUES ('anna', 'Anna', 'administrator', 'invited', 0)
            """
        ],
        ["INSERT INTO participant (discussion, number, agency) VALUES ('SD-1', 1, 'CSC')"],
        ["UPDATE rule_set SET withdrawn_at = 5"],
        [
            """
            INSERT INTO obligation (id, matter, kind, title, generation, anchored_on, due_on, work_to, due_at, provisional,
                standing, lapses, missed)
            VALUES ('CP-1#1/reply', 'CP-1', 'reply', 'Reply', 1, '2027-01-04', '2027-01-05', '2027-01-05', 0, 0,
                'outstanding', 0, 1)
            """
        ],
        ["INSERT INTO person (reference, agency, contact, language) VALUES ('P-1', 'CSC', 'sealed', 'welsh')"],
        ["INSERT INTO day_apart VALUES ('2026-12-29', 'closed', 'Christmas closure')"],
        // An index alone.
        [],
        ["INSERT INTO sharing VALUES ('CP-1', '1 mother', 1, 'mother', 'refused', '2026-12-29')"],
        ["INSERT INTO legal_hold VALUES ('case/C-1', 0, 'tester')"],
        [
            """
            INSERT INTO calendar_entry VALUES ('u', 'CP-1', 1, 'P-1', 0, '2027-01-19', '10:00', 'Town Hall', 0, 0, 0, 5)
            """
        ],
        // A column alone.
        [],
    ]

    private static let shape = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY name"

    @Test("of every earlier version is brought up to date, and what was stored stays", arguments: 0...19)
    func upgrades(steps: Int) async throws {
        let folder = try TemporaryFolder("schema")
        try stored(steps: steps, at: "\(folder.path)/old.db")
        let old = try SQLiteDatabase(path: "\(folder.path)/old.db")
        let new = try SQLiteDatabase(inMemoryNamed: "new")
        let (oldShape, newShape) = (
            try await old.read { try $0.rows(Self.shape).map(\.values) },
            try await new.read { try $0.rows(Self.shape).map(\.values) }
        )
        #expect(oldShape == newShape)
        let kept = try await old.read { session in
            try [
                "event", "agency", "outbox", "rule_set", "sealing_key", "outage", "ticket", "invitation", "account",
                "participant", "obligation", "person", "day_apart", "sharing", "legal_hold", "calendar_entry",
            ].map { try session.rows("SELECT 1 FROM \($0)").count }
        }
        #expect(kept == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13, 14, 16, 17, 18].map { $0 <= steps ? 1 : 0 })
        #expect(try await old.read { try Settings($0).rules } == (steps > 0 ? "of old" : nil))
    }

    @Test("has steps that are numbered in order, and rows for each in this test")
    func numbered() {
        let numbers = Schema.migrations.compactMap { Int($0.name.prefix(3)) }
        #expect(numbers.count == Schema.migrations.count)
        #expect(numbers == Set(numbers).sorted())
        #expect(Schema.migrations.count == Self.rows.count)
    }

    @Test("keeps what was sent when the read tables are opened to further kinds, and asks for them to be written anew")
    func rebuilt() async throws {
        let folder = try TemporaryFolder("schema")
        let path = "\(folder.path)/old.db"
        try stored(steps: 3, at: path)
        try RawDatabase.execute(
            [
                "DELETE FROM event",
                """
                INSERT INTO reminder VALUES ('CP-1#1/reply', 2, 'T', 'invitee', 'CP-1', 9, 1, 'sent', 'm1', NULL)
                """,
            ], at: path)
        let database = try SQLiteDatabase(path: path)
        let row = try await database.read {
            try $0.row(
                "SELECT obligation, generation, step, audience, matter, leaves_at, urgent, state, message FROM reminder"
            )
        }
        #expect(try row?.text(3) == "owner" && row?.text(4) == "CP-1" && row?.text(8) == "m1")
        #expect(try await database.read { try ReadTables($0).needRebuilding() })
        _ = try await database.write { try ReadTables($0).rebuild(rulebook: Store.rulebook, now: Store.start) }
        #expect(try await !database.read { try ReadTables($0).needRebuilding() })
    }

    @Test("opens a second time without change")
    func again() async throws {
        let folder = try TemporaryFolder("schema")
        let first = try SQLiteDatabase(path: "\(folder.path)/quorate.db")
        try await first.write { try Settings($0).setRules("mine") }
        try first.close()
        let second = try SQLiteDatabase(path: "\(folder.path)/quorate.db")
        #expect(try await second.read { try Settings($0).rules } == "mine")
    }

    @Test("of a newer version is refused by name, and left as it is")
    func newer() throws {
        let folder = try TemporaryFolder("schema")
        let path = "\(folder.path)/quorate.db"
        try stored(steps: 3, at: path)
        try RawDatabase.execute(["INSERT INTO migration (name) VALUES ('904-add-wings')"], at: path)
        let error = #expect(throws: StoreError.self) { try SQLiteDatabase(path: path) }
        #expect(error == .newerSchema(path: path, unknown: ["904-add-wings"]))
        let sentence = try #require(error).description
        #expect(sentence.contains("newer version of Quorate (it has 904-add-wings)"))
        #expect(error?.isWorthRetrying == false)
    }

    @Test("of another program is refused, and nothing is added to it")
    func foreign() throws {
        let folder = try TemporaryFolder("schema")
        let path = "\(folder.path)/other.db"
        try RawDatabase.execute(["CREATE TABLE event (id INTEGER)"], at: path)
        #expect(throws: StoreError.self) { try SQLiteDatabase(path: path) }
        // Were anything kept, this would be refused.
        try RawDatabase.execute(["CREATE TABLE agency (id INTEGER)", "CREATE TABLE migration (id INTEGER)"], at: path)
    }

    @Test("is written with full durability: asked of the connection that writes")
    func durability() throws {
        let folder = try TemporaryFolder("schema")
        let database = try SQLiteDatabase(path: "\(folder.path)/quorate.db")
        #expect(try database.writerSetting("synchronous") == "2")
        #expect(try database.writerSetting("journal_mode") == "wal")
        #expect(try database.writerSetting("foreign_keys") == "1")
    }

    @Test("is written so that what is erased is overwritten: asked of the connection that writes")
    func erasing() throws {
        let folder = try TemporaryFolder("schema")
        let database = try SQLiteDatabase(path: "\(folder.path)/quorate.db")
        #expect(try database.writerSetting("secure_delete") == "1")
    }
}

/// Rows of the outbox.
enum Outboxes {
    /// A message that waits, column by column, as SQL.
    static let valid: [(column: String, value: String)] = early + [("content", "'reminders'"), ("original", "NULL")]

    /// The same before messages told what they hold.
    static let early: [(column: String, value: String)] = [
        ("id", "'m1'"), ("channel", "'mail'"), ("recipient", "'P-1'"), ("obligation", "NULL"),
        ("generation", "NULL"), ("payload", "NULL"), ("slot_at", "0"), ("created_at", "0"), ("state", "'waiting'"),
        ("attempts", "0"), ("next_attempt_at", "5"), ("claim", "NULL"), ("lease_until", "NULL"),
        ("settled_at", "NULL"), ("detail", "NULL"),
    ]
}
