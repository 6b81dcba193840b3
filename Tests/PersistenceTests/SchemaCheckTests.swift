import TestValues
import Testing

@testable import Persistence

@Suite("The schema's checks")
struct SchemaCheckTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let why: String
        /// What differs from a valid row.
        let values: [String: String]

        init(_ why: String, _ values: [String: String]) { (self.why, self.values) = (why, values) }

        var testDescription: String { why }
    }

    private func insert(_ row: Row, into table: String, like valid: [(column: String, value: String)]) async throws {
        let all = valid.map { row.values[$0.column] ?? $0.value }
        precondition(row.values.keys.allSatisfy { key in valid.contains { $0.column == key } })
        try await Store().database.write { session in
            let columns = valid.map(\.column).joined(separator: ", ")
            try session.execute("INSERT INTO \(table) (\(columns)) VALUES (\(all.joined(separator: ", ")))")
        }
    }

    static let outboxBad = [
        Row("waiting for no moment", ["next_attempt_at": "NULL"]),
        Row("waiting, yet claimed", ["claim": "'c'"]),
        Row("waiting, yet leased", ["lease_until": "9"]),
        Row("waiting, yet settled", ["settled_at": "9"]),
        Row("claimed without a lease", ["state": "'claimed'", "next_attempt_at": "NULL", "claim": "'c'"]),
        Row("claimed by nobody", ["state": "'claimed'", "next_attempt_at": "NULL", "lease_until": "9"]),
        Row("claimed, yet waiting for a moment", ["state": "'claimed'", "claim": "'c'", "lease_until": "9"]),
        Row("sent at no time", ["state": "'sent'", "next_attempt_at": "NULL"]),
        Row("failed at no time", ["state": "'failed'", "next_attempt_at": "NULL"]),
        Row("superseded at no time", ["state": "'superseded'", "next_attempt_at": "NULL"]),
        Row("sent, yet to be tried again", ["state": "'sent'", "settled_at": "9"]),
        Row("sent, yet claimed", ["state": "'sent'", "next_attempt_at": "NULL", "settled_at": "9", "claim": "'c'"]),
        Row("of an unknown state", ["state": "'lost'"]),
        Row("of an unknown channel", ["channel": "'pigeon'"]),
        Row("a mail with a payload", ["payload": "'{}'"]),
        Row("a webhook call without one", ["channel": "'webhook'", "content": "'call'"]),
        Row("a webhook call by mail", ["content": "'call'", "payload": "'{}'"]),
        Row("an alert without a payload", ["content": "'alert'"]),
        Row(
            "a webhook call beside a message",
            [
                "channel": "'webhook'", "content": "'call'", "payload": "'{}'", "original": "'m0'",
            ]),
    ]

    @Test("refuse a message in a state that contradicts its times", arguments: outboxBad)
    func outbox(row: Row) async throws {
        await #expect(throws: StoreError.self) { try await insert(row, into: "outbox", like: Outboxes.valid) }
    }

    static let outboxGood = [
        Row("waiting", [:]),
        Row("claimed", ["state": "'claimed'", "next_attempt_at": "NULL", "claim": "'c'", "lease_until": "9"]),
        Row("sent", ["state": "'sent'", "next_attempt_at": "NULL", "settled_at": "9"]),
        Row("failed", ["state": "'failed'", "next_attempt_at": "NULL", "settled_at": "9"]),
        Row("superseded", ["state": "'superseded'", "next_attempt_at": "NULL", "settled_at": "9"]),
        Row("a webhook call", ["channel": "'webhook'", "content": "'call'", "payload": "'{}'"]),
        Row("an alert", ["content": "'alert'", "payload": "'{}'"]),
        Row("a text beside a mail", ["channel": "'text'", "original": "'m0'"]),
    ]

    @Test("accept a message in each state with its times", arguments: outboxGood)
    func outboxAccepted(row: Row) async throws {
        try await insert(row, into: "outbox", like: Outboxes.valid)
    }

    private static let reminder: [(column: String, value: String)] = [
        ("obligation", "'o'"), ("generation", "0"), ("step", "'T'"), ("audience", "'owner'"),
        ("matter", "'CP-1'"), ("leaves_at", "0"), ("urgent", "0"), ("state", "'pending'"), ("message", "NULL"),
        ("reason", "NULL"),
    ]
    static let reminderBad = [
        Row("planned in no message", ["state": "'planned'"]),
        Row("sent in no message", ["state": "'sent'"]),
        Row("failed in no message", ["state": "'failed'", "reason": "'r'"]),
        Row("failed for no reason", ["state": "'failed'", "message": "'m'"]),
        Row("stopped for no reason", ["state": "'stopped'"]),
        Row("overtaken for no reason", ["state": "'overtaken'"]),
        Row("pending with a reason", ["reason": "'r'"]),
        Row("sent with a reason", ["state": "'sent'", "message": "'m'", "reason": "'r'"]),
        Row("of an unknown state", ["state": "'asleep'"]),
        Row("for an unknown audience", ["audience": "'everybody'"]),
        Row("half urgent", ["urgent": "2"]),
    ]

    @Test("refuse a reminder in a state that contradicts its message or reason", arguments: reminderBad)
    func reminders(row: Row) async throws {
        await #expect(throws: StoreError.self) { try await insert(row, into: "reminder", like: Self.reminder) }
    }

    @Test("accept a reminder that stands as it should")
    func reminderAccepted() async throws {
        for row in [
            Row("pending", [:]), Row("planned", ["state": "'planned'", "message": "'m'"]),
            Row("stopped after planning", ["state": "'stopped'", "message": "'m'", "reason": "'r'"]),
        ] {
            try await insert(row, into: "reminder", like: Self.reminder)
        }
    }

    private static let invitation: [(column: String, value: String)] = [
        ("conference", "'CP-1'"), ("number", "1"), ("agency", "'CSC'"),
        ("capacity", "'direct-contact'"), ("sent_on", "'2026-11-23'"), ("delegate", "NULL"), ("briefed_on", "NULL"),
        ("reply", "NULL"), ("replied_on", "NULL"), ("report", "'requested'"), ("report_on", "NULL"),
        ("attendance", "NULL"),
    ]

    @Test(
        "refuse an invitation whose reply or report contradicts its day",
        arguments: [
            Row("a reply on no day", ["reply": "'accepted'"]),
            Row("a day without a reply", ["replied_on": "'2026-11-23'"]),
            Row("a report submitted on no day", ["report": "'submitted'"]),
            Row("a report requested, yet dated", ["report_on": "'2026-11-23'"]),
            Row("an unknown reply", ["reply": "'perhaps'", "replied_on": "'2026-11-23'"]),
            Row("a briefing of nobody", ["briefed_on": "'2026-11-23'"]),
            Row("an unknown capacity", ["capacity": "'guest'"]),
            Row("an unknown attendance", ["attendance": "'late'"]),
        ])
    func invitations(row: Row) async throws {
        await #expect(throws: StoreError.self) { try await insert(row, into: "invitation", like: Self.invitation) }
    }

    private static let obligation: [(column: String, value: String)] = [
        ("id", "'o'"), ("matter", "'CP-1'"), ("place", "1"), ("kind", "'reply'"), ("title", "'t'"),
        ("generation", "0"), ("agency", "'CSC'"), ("anchored_on", "'d'"), ("lapses", "0"), ("due_on", "'d'"),
        ("work_to", "'d'"), ("due_at", "0"), ("provisional", "0"),
        ("standing", "'outstanding'"), ("settled_on", "NULL"),
    ]

    @Test(
        "refuse an obligation whose standing contradicts its day",
        arguments: [
            Row("outstanding, yet settled", ["settled_on": "'2026-11-23'"]),
            Row("impossible notice, yet settled", ["standing": "'impossible-notice'", "settled_on": "'2026-11-23'"]),
            Row("met on no day", ["standing": "'met'"]),
            Row("cancelled on no day", ["standing": "'cancelled'"]),
            Row("of an unknown standing", ["standing": "'forgotten'"]),
            Row("half provisional", ["provisional": "2"]),
        ])
    func obligations(row: Row) async throws {
        await #expect(throws: StoreError.self) { try await insert(row, into: "obligation", like: Self.obligation) }
    }

    private static let conference: [(column: String, value: String)] = [
        ("reference", "'CP-1'"), ("type", "'initial'"), ("case_reference", "'C-1'"), ("sits_on", "'d'"),
        ("sits_at", "'t'"), ("status", "'scheduled'"), ("rule_set", "1"), ("quoracy", "NULL"),
    ]

    @Test(
        "refuse a conference whose state contradicts its day",
        arguments: [
            Row("requested, yet dated", ["status": "'requested'"]),
            Row("scheduled on no day", ["sits_on": "NULL", "sits_at": "NULL", "rule_set": "NULL"]),
            Row("dated without a time", ["sits_at": "NULL"]),
            Row("scheduled under no rules", ["rule_set": "NULL"]),
            Row("of an unknown status", ["status": "'forgotten'"]),
            Row("of an unknown quoracy", ["quoracy": "'nearly'"]),
        ])
    func conferences(row: Row) async throws {
        await #expect(throws: StoreError.self) { try await insert(row, into: "conference", like: Self.conference) }
    }

    @Test("accept invitations, obligations and conferences that stand as they should")
    func accepted() async throws {
        try await insert(Row("sent", [:]), into: "invitation", like: Self.invitation)
        try await insert(Row("outstanding", [:]), into: "obligation", like: Self.obligation)
        try await insert(Row("scheduled", [:]), into: "conference", like: Self.conference)
        let requested = Row(
            "requested", ["status": "'requested'", "sits_on": "NULL", "sits_at": "NULL", "rule_set": "NULL"])
        try await insert(requested, into: "conference", like: Self.conference)
    }

    @Test("refuse an entry of the log with a digest or hash of another length")
    func log() async throws {
        for (digest, hash) in [(31, 32), (32, 33)] {
            await #expect(throws: StoreError.self) {
                try await Store().database.write {
                    try $0.execute(
                        "INSERT INTO event VALUES (1, 's', 1, 0, 'a', 'k', 'p', zeroblob(\(digest)), zeroblob(\(hash)))"
                    )
                }
            }
        }
    }

    @Test("are compared word by word: none builds a table in memory each time a row is written")
    func withoutTables() async throws {
        let opening = try await Store().database.write { session in
            let tables = try session.rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
            return try tables.map { try $0.text(0) }.filter { table in
                try session.rows("EXPLAIN INSERT INTO \(table) DEFAULT VALUES")
                    .contains { try $0.text(1) == "OpenEphemeral" }
            }
        }
        #expect(opening == [])
    }
}
