import Foundation
import TestPeers
import Testing

/// What Rulebook 7 asks of the store: nothing that was typed about a case, no name and no address can be read from it.
@Suite("What is sealed, from outside")
struct SealedStoreTests {
    let installation: Installation

    init() throws {
        installation = try Installation()
        try installation.configure(mail: "transport: maildir\nmaildir: mail")
    }

    private static let reason = "Zqx-planted-reason of the caller"
    private static let cancellation = "Wvy-planted-cancellation"

    /// Apologies, an invitation that is to be answered at once, and a conference that was cancelled.
    private func importPlanted() async throws {
        var files = try installation.writeLists(invitees: 8)
        let today = Date(timeIntervalSinceNow: 0).formatted(
            Date.ISO8601FormatStyle(timeZone: TimeZone(identifier: "Europe/London")!).year().month().day())
        files[3] = try installation.folder.write(
            """
            conference,agency,person,sent_on,reply,reply_on,reason
            T-1,POL,P1,\(today),apologies,\(today),\(Self.reason)
            T-4,POL,P1,\(today),,,

            """, to: "invitations.csv")
        let conferences = try String(contentsOfFile: files[2], encoding: .utf8).split(separator: "\n")
        files[2] = try installation.folder.write(
            conferences.enumerated().map { index, line in
                "\(line),"
                    + (index == 0 ? "status,reason" : line.hasPrefix("T-3,") ? "cancelled,\(Self.cancellation)" : ",")
            }.joined(separator: "\n"), to: "conferences.csv")
        try await runSuccessfully(Installation.program, ["import"] + files + ["--config", installation.configuration])
        // The same files again change nothing, though everything is sealed differently each time.
        let again = try await run(
            Installation.program, ["import"] + files + ["--config", installation.configuration])
        #expect(again.output.contains("nothing changed"), "\(again)")
    }

    private func audit(_ arguments: String...) async throws -> ProgramResult {
        try await run(Installation.program, ["audit"] + arguments + ["--config", installation.configuration])
    }

    private func key(_ arguments: String...) async throws -> ProgramResult {
        try await run(Installation.program, ["key"] + arguments + ["--config", installation.configuration])
    }

    /// Every file that holds data, as one.
    private func stored() throws -> Data {
        try ["", "-wal", "-shm"].map { installation.database + $0 }
            .filter { FileManager.default.fileExists(atPath: $0) }
            .reduce(into: Data()) { $0.append(try Data(contentsOf: URL(fileURLWithPath: $1))) }
    }

    @Test("No name, no address and no reason is in the files of the database, and messages are still addressed")
    func nothingReadable() async throws {
        try await importPlanted()
        let bytes = try stored()
        #expect(bytes.count > 10_000)
        for planted in ["person1@example.org", "Person Nr", "@example.org", Self.reason, "planted"] {
            #expect(bytes.range(of: Data(planted.utf8)) == nil, "\(planted)")
        }
        let show = try await audit("show", "--conference", "T-1", "--notes")
        #expect(show.output.contains("recorded apologies for invitation 1 of T-1"))
        #expect(show.output.contains("reason: \(Self.reason)"))
        let daemon = try installation.serve()
        try await Maildir(installation.folder.path + "/mail").wait(forMessages: 1)
        daemon.stop()
        try await wait(for: "the end", timeout: 10) { !daemon.isRunning }
    }

    @Test("Looking at a case leaves who, when and how; notes are shown when asked for, and that is recorded too")
    func readsAreRecorded() async throws {
        try await importPlanted()
        _ = try await installation.run("conference", "show", "T-1", "--config", installation.configuration)
        let first = try await audit("show", "--case", "C-1")
        #expect(!first.output.contains(Self.reason))
        #expect(first.output.contains("reason: …"))
        _ = try await audit("show", "--conference", "T-1", "--notes")
        let reads = try await audit("show", "--case", "C-1").output.split(separator: "\n").filter {
            $0.contains("read case")
        }
        let account = "system/\(NSUserName())  "
        try #require(reads.count == 3)
        #expect(reads[0].hasSuffix("\(account)read case C-1 through T-1, by conference show"))
        #expect(reads[1].hasSuffix("\(account)read case C-1, by audit show"))
        #expect(reads[2].hasSuffix("\(account)read case C-1 through T-1, by audit show --notes"))
        let refused = try await audit("show", "--notes")
        #expect(refused.status == 2)
    }

    @Test("What cannot be recorded is not shown")
    func unrecordable() async throws {
        try await importPlanted()
        _ = try await installation.query(
            "CREATE TRIGGER full BEFORE INSERT ON event BEGIN SELECT RAISE(FAIL, 'no room'); END")
        for arguments in [["conference", "show", "T-1"], ["audit", "show", "--case", "C-1"]] {
            let result = try await run(
                Installation.program, arguments + ["--config", installation.configuration])
            #expect(result.status == 1)
            #expect(result.output.isEmpty)
            #expect(result.errors.contains("no room"))
        }
    }

    @Test("audit verify finds what was altered, removed or put in, by its position, and exits with 3")
    func verify() async throws {
        try await importPlanted()
        let whole = try await audit("verify")
        #expect(whole.status == 0)
        #expect(whole.output.hasPrefix("The chain is whole: "))
        let head = try #require(whole.output.split(separator: "(").last?.split(separator: ")").first.map(String.init))
        #expect(try await audit("verify", "--known", head, "--json").output.contains("\"whole\" : true"))
        let copy = try Data(contentsOf: URL(fileURLWithPath: installation.database))
        for (sql, sentence) in [
            ("UPDATE event SET payload = replace(payload, 'POL', 'GP') WHERE position = 2", "content of event 2 "),
            ("DELETE FROM event WHERE position = 3", "Event 3 is missing"),
            (
                "INSERT INTO event SELECT position + 1, stream, version + 1, recorded_at, actor, kind, payload, payload_digest, hash FROM event ORDER BY position DESC LIMIT 1",
                "it was altered, or put in"
            ),
            (
                "UPDATE event SET actor = 'account/mallory' WHERE position = 4",
                "Event 4 (person/P3, version 1, personRecorded, recorded by account/mallory on "
            ),
        ] {
            _ = try await installation.query(sql)
            let broken = try await audit("verify")
            #expect(broken.status == 3)
            #expect(broken.errors.contains(sentence), "\(broken.errors)")
            #expect(try await audit("verify", "--json").output.contains("\"position\""))
            try copy.write(to: URL(fileURLWithPath: installation.database))
            try? FileManager.default.removeItem(atPath: installation.database + "-wal")
        }
        #expect(try await audit("verify").status == 0)
    }

    @Test("Erasing a person ends what is sent to them, keeps the chain whole, and asks first")
    func erasePerson() async throws {
        try await importPlanted()
        let asked = try await key("erase", "person/P1", "--reason", "left the partnership")
        #expect(asked.status == 2)
        #expect(asked.errors.contains("--yes"))
        #expect(try await key("erase", "person/P1", "--reason", "left the partnership", "--yes").status == 0)
        #expect(try await key("erase", "person/P1", "--reason", "again", "--yes").status == 1)
        #expect(try await audit("verify").status == 0)
        let shown = try await audit("show", "--person", "P1")
        #expect(shown.output.contains("erased what was sealed for person/P1, reason: left the partnership"))
        let daemon = try installation.serve()
        try await wait(for: "the message to be given up") {
            try await installation.query("SELECT detail FROM outbox WHERE state = 'failed'")
                == "The name and address of P1 were erased."
        }
        daemon.stop()
        try await wait(for: "the end", timeout: 10) { !daemon.isRunning }
        #expect(Maildir(installation.folder.path + "/mail").files.isEmpty)
    }

    @Test("Erasing a case makes its notes unreadable and leaves what was done")
    func eraseCase() async throws {
        try await importPlanted()
        #expect(try await key("erase", "case/C-1", "--reason", "retention", "--yes").status == 0)
        let shown = try await audit("show", "--conference", "T-1", "--notes")
        #expect(shown.output.contains("recorded apologies for invitation 1 of T-1"))
        #expect(shown.output.contains("reason: [erased]"))
        #expect(try await audit("verify").status == 0)
        let other = try await audit("show", "--conference", "T-3", "--notes")
        #expect(other.output.contains(Self.cancellation))
        let page = try await installation.run("conference", "show", "T-1", "--config", installation.configuration)
        #expect(page.output.contains("apologies"))
    }

    @Test("The master key is rotated while the daemon runs, and the old one can then go")
    func rotate() async throws {
        try await importPlanted()
        let daemon = try installation.serve()
        let mail = Maildir(installation.folder.path + "/mail")
        try await mail.wait(forMessages: 1)
        let made = try await installation.run("key", "new", installation.folder.path + "/master-key-2")
        #expect(made.status == 0)
        let new = try String(contentsOfFile: installation.folder.path + "/master-key-2", encoding: .utf8)
        #expect(try await installation.run("key", "new", installation.folder.path + "/master-key-2").status == 1)
        try installation.folder.write(new + Installation.masterKey, to: "master-key")
        let rotated = try await key("rotate")
        #expect(rotated.output.contains("keys wrapped anew under master key"), "\(rotated)")
        let today = try await installation.query("SELECT sent_on FROM invitation LIMIT 1")
        let more = try installation.folder.write(
            "conference,agency,person,sent_on\nT-2,POL,P2,\(today)\n", to: "more.csv")
        try await runSuccessfully(
            Installation.program, ["import", more, "--config", installation.configuration])
        try await mail.wait(forMessages: 2)
        daemon.stop()
        try await wait(for: "the end", timeout: 10) { !daemon.isRunning }
        try installation.folder.write(new, to: "master-key")
        #expect(try await key("list").output.contains("current"))
        #expect(try await audit("show", "--conference", "T-1", "--notes").output.contains(Self.reason))
        try installation.folder.write(Installation.masterKey, to: "master-key")
        let locked = try await key("list")
        #expect(locked.status == 1)
        #expect(locked.errors.contains("needs the master key"))
    }
}
