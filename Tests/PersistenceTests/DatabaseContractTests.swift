import Conferences
import TestValues
import Testing
import WorkingDays

@testable import Persistence

/// What every implementation of ``Database`` must do; a further one is a further case of ``Engine``.
@Suite("A database", .serialized)
struct DatabaseContractTests {
    private struct Stop: Error {}

    private func withTable(_ engine: Engine) async throws -> Store {
        let store = try Store(engine)
        try await store.database.write {
            _ = try $0.execute("CREATE TABLE note (name TEXT PRIMARY KEY, number INTEGER, bytes BLOB) STRICT")
        }
        return store
    }

    @Test("shows reads what was committed", arguments: Engine.allCases)
    func committed(engine: Engine) async throws {
        let store = try await withTable(engine)
        try await store.database.write { _ = try $0.execute("INSERT INTO note (name) VALUES ($1)", "a") }
        #expect(try await store.rows("SELECT name FROM note") == ["a"])
    }

    @Test("keeps nothing of a transaction that throws, and passes the error on", arguments: Engine.allCases)
    func thrown(engine: Engine) async throws {
        let store = try await withTable(engine)
        await #expect(throws: Stop.self) {
            try await store.database.write { session in
                try session.execute("INSERT INTO note (name) VALUES ($1)", "a")
                throw Stop()
            }
        }
        #expect(try await store.rows("SELECT name FROM note").isEmpty)
        try await store.database.write { _ = try $0.execute("INSERT INTO note (name) VALUES ($1)", "b") }
        #expect(try await store.rows("SELECT name FROM note") == ["b"])
    }

    @Test("keeps nothing of a transaction whose statement the engine refuses", arguments: Engine.allCases)
    func refused(engine: Engine) async throws {
        let store = try await withTable(engine)
        let error = await #expect(throws: StoreError.self) {
            try await store.database.write { session in
                try session.execute("INSERT INTO note (name) VALUES ($1)", "Ada Lovelace")
                try session.execute("INSERT INTO note (name) VALUES ($1)", "Ada Lovelace")
            }
        }
        #expect(try await store.rows("SELECT name FROM note").isEmpty)
        let sentence = try #require(error).description
        #expect(!sentence.contains("Lovelace"), "An error holds no personal data.")
    }

    @Test("does not let a read write", arguments: Engine.allCases)
    func readOnly(engine: Engine) async throws {
        let store = try await withTable(engine)
        await #expect(throws: StoreError.self) {
            try await store.database.read { _ = try $0.execute("INSERT INTO note (name) VALUES ('a')") }
        }
        #expect(try await store.rows("SELECT name FROM note").isEmpty)
    }

    @Test("returns every kind of value as it was given", arguments: Engine.allCases)
    func values(engine: Engine) async throws {
        let store = try await withTable(engine)
        let texts = ["", "plain", "Ångström — \u{1F600}", "'; DROP TABLE note; --"]
        let numbers: [Int64] = [0, -1, .max, .min]
        let bytes: [[UInt8]] = [[], [0], Array(0...255)]
        try await store.database.write { session in
            for text in texts { try session.execute("INSERT INTO note (name) VALUES ($1)", "t" + text) }
            for (index, number) in numbers.enumerated() {
                try session.execute("INSERT INTO note (name, number) VALUES ($1, $2)", "n\(index)", number)
            }
            for (index, value) in bytes.enumerated() {
                try session.execute("INSERT INTO note (name, bytes) VALUES ($1, $2)", "b\(index)", value)
            }
            try session.execute("INSERT INTO note (name, number) VALUES ($1, $2)", "x", Int?.none)
        }
        try await store.database.read { session in
            for text in texts {
                let row = try session.row("SELECT name FROM note WHERE name = $1", "t" + text)
                #expect(try row?.text(0) == "t" + text)
            }
            let integers = try session.rows("SELECT number FROM note WHERE name LIKE 'n%' ORDER BY name")
            #expect(try integers.map { try $0.integer(0) } == numbers.map { Int($0) })
            let blobs = try session.rows("SELECT bytes FROM note WHERE name LIKE 'b%' ORDER BY name")
            #expect(try blobs.map { try $0.bytes(0) } == bytes)
            let none = try session.row("SELECT number, bytes FROM note WHERE name = 'x'")
            #expect(none?.isNull(0) == true)
            #expect(none?.isNull(1) == true)
        }
    }

    @Test("returns the domain's own values as they were given", arguments: Engine.allCases)
    func domainValues(engine: Engine) async throws {
        let store = try Store(engine)
        let day: CalendarDate = "2027-01-19"
        let time = TimeOfDay(hour: 9, minute: 30)!
        let moment: Timestamp = "2027-01-19T09:30:00Z"
        let person: PersonReference = "P-1"
        try await store.database.write { session in
            try session.execute(
                "CREATE TABLE fact (d TEXT, t TEXT, m INTEGER, r TEXT, yes INTEGER, word TEXT, none TEXT) STRICT")
            try session.execute(
                "INSERT INTO fact VALUES ($1, $2, $3, $4, $5, $6, $7)", day, time, moment, person, true, "chair",
                CalendarDate?.none)
        }
        try await store.database.read { session in
            let row = try #require(try session.row("SELECT * FROM fact"))
            #expect(try row.date(0) == day)
            #expect(try row.time(1) == time)
            #expect(try row.timestamp(2) == moment)
            #expect(try row.reference(3) == person)
            #expect(try row.flag(4))
            #expect(try row.word(5) == Audience.chair)
            #expect(try row.optional(6, row.date) == nil)
        }
    }

    @Test("takes numbered parameters, also one that is used twice", arguments: Engine.allCases)
    func parameters(engine: Engine) async throws {
        let store = try await withTable(engine)
        try await store.database.write { session in
            try session.execute("INSERT INTO note (name, number) VALUES ($1, $2)", "a", 1)
            try session.execute("INSERT INTO note (name, number) VALUES ($1, $2)", "b", 2)
            let twice = try session.rows(
                "SELECT name FROM note WHERE name = $1 OR number = $2 OR name = $1 ORDER BY name", "a", 2)
            #expect(try twice.map { try $0.text(0) } == ["a", "b"])
            let repeated = try #require(try session.row("SELECT $1, $2, $1, $3", "x", "y", "z"))
            #expect(try (0..<4).map { try repeated.text($0) } == ["x", "y", "x", "z"])
        }
    }

    @Test("refuses a text with a zero byte rather than keep a part of it", arguments: Engine.allCases)
    func zeroByte(engine: Engine) async throws {
        let store = try await withTable(engine)
        await #expect(throws: StoreError.self) {
            try await store.database.write { _ = try $0.execute("INSERT INTO note (name) VALUES ($1)", "a\u{0}b") }
        }
        #expect(try await store.rows("SELECT name FROM note").isEmpty)
    }

    @Test("refuses too few and too many values", arguments: Engine.allCases)
    func wrongCount(engine: Engine) async throws {
        let store = try await withTable(engine)
        for values in [["a"], ["a", "b", "c"]] {
            await #expect(throws: StoreError.self) {
                try await store.database.write { session in
                    _ = try session.rows("SELECT $1, $2", values)
                }
            }
        }
    }

    @Test("counts the rows that a statement changed, and returns those it is asked for", arguments: Engine.allCases)
    func changes(engine: Engine) async throws {
        let store = try await withTable(engine)
        try await store.database.write { session in
            #expect(try session.execute("INSERT INTO note (name) VALUES ('a'), ('b'), ('c')") == 3)
            #expect(try session.execute("INSERT INTO note (name) VALUES ('a') ON CONFLICT (name) DO NOTHING") == 0)
            #expect(try session.execute("UPDATE note SET number = 1 WHERE name < $1", "c") == 2)
            #expect(try session.execute("UPDATE note SET number = 1 WHERE name = 'no'") == 0)
            let returned = try session.rows("DELETE FROM note WHERE number = $1 RETURNING name", 1)
            #expect(try returned.map { try $0.text(0) }.sorted() == ["a", "b"])
        }
    }

    @Test("names the column of a value that is not what was expected", arguments: Engine.allCases)
    func unexpected(engine: Engine) async throws {
        let store = try Store(engine)
        try await store.database.read { session in
            let row = try #require(try session.row("SELECT 1, 'x', NULL"))
            #expect(throws: StoreError.unexpectedValue(column: 1)) { try row.integer(1) }
            #expect(throws: StoreError.unexpectedValue(column: 0)) { try row.text(0) }
            #expect(throws: StoreError.unexpectedValue(column: 2)) { try row.text(2) }
            #expect(throws: StoreError.unexpectedValue(column: 1)) { try row.word(1, as: Audience.self) }
        }
    }

    @Test("gives each reader one snapshot while another writes")
    func snapshot() async throws {
        let store = try await withTable(.file)
        try await store.database.write { _ = try $0.execute("INSERT INTO note (name, number) VALUES ('a', 0)") }
        try await withThrowingTaskGroup { group in
            group.addTask {
                for _ in 0..<200 {
                    try await store.database.write {
                        _ = try $0.execute("UPDATE note SET number = number + 1")
                        try $0.execute("UPDATE note SET number = number + 1")
                    }
                }
            }
            group.addTask {
                for _ in 0..<200 {
                    try await store.database.read { session in
                        let first = try session.row("SELECT number FROM note")?.integer(0)
                        let second = try session.row("SELECT number FROM note")?.integer(0)
                        #expect(first == second)
                        #expect(first?.isMultiple(of: 2) == true)
                    }
                }
            }
            try await group.waitForAll()
        }
    }
}
