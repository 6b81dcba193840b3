import Conferences
import Persistence
import TestValues
import Testing
import WorkingDays

@testable import WebInterface

@Suite("The pages of messages")
struct MessageDeskTests {
    /// The first reminders of a reply leave on the day it is due.
    private static let firstDue: Timestamp = "2026-11-25T09:00:00Z"

    @Test("list the latest first, in parts, narrowed to what is asked")
    func list() async throws {
        let sample = try await OfficeSample(at: "2026-11-27T10:00:00Z")
        try await sample.send(at: Self.firstDue)
        try await sample.send(at: "2026-11-26T09:00:00Z", .failed(reason: "550 nobody there"))
        let all = try await sample.get("/messages")
        let (late, early) = (
            all.text.firstRange(of: "Thursday 26 November 2026, 09:00"),
            all.text.firstRange(of: "Wednesday 25 November 2026, 09:00")
        )
        #expect(try #require(late).lowerBound < #require(early).lowerBound)
        #expect(all.text.contains("<a href=\"/people/P-officer\">P-officer</a>"))

        let failed = try await sample.get("/messages", query: ["state": "failed"])
        #expect(
            failed.text.contains("550 nobody there") && !failed.text.contains("Wednesday 25 November 2026, 09:00</a>"))
        let nobody = try await sample.get("/messages", query: ["recipient": "P-nobody"])
        #expect(nobody.text.contains("No message is like that"))
        let other = try await sample.get("/messages", query: ["about": "CP-2"])
        #expect(other.text.contains("No message is like that"))
        let period = try await sample.get("/messages", query: ["from": "2026-11-26", "about": "CP-1"])
        #expect(
            period.text.contains("550 nobody there") && !period.text.contains("Wednesday 25 November 2026, 09:00</a>"))
    }

    @Test(
        "say what is wrong with what was asked, and keep it",
        arguments: [
            (["about": "two words"], "is not a reference", "value=\"two words\""),
            (["from": "tomorrow"], "tomorrow", "value=\"tomorrow\""),
            (
                ["from": "2026-11-26", "to": "2026-11-25"], "The last day comes before the first",
                "value=\"2026-11-25\""
            ),
            (["state": "lost"], "Choose one of the states", "Find messages"),
        ])
    func wrongSearch(query: [String: String], sentence: String, kept: String) async throws {
        let answer = try await OfficeSample().get("/messages", query: query)
        #expect(answer.status == 422)
        #expect(answer.text.contains(sentence) && answer.text.contains(kept))
    }

    @Test("lead from part to part without leaving one out")
    func parts() async throws {
        let sample = try await OfficeSample()
        let ids = try await sample.database.write { session in
            try (0..<MessageSearch.pageSize + 3).map { number in
                let id = String(repeating: "0", count: 30) + "\(10 + number)"
                try session.execute(
                    """
                    INSERT INTO outbox (id, channel, content, recipient, slot_at, created_at, state, next_attempt_at)
                    VALUES ($1, 'mail', 'reminders', 'P-officer', $2, $2, 'waiting', $2)
                    """, [id, Self.firstDue])
                return id
            }
        }
        let first = try await sample.get("/messages")
        let older = try #require(first.text.firstMatch(of: /href="\/messages\?beyond=([^"]+)"/))
        let second = try await sample.get("/messages", query: ["beyond": String(older.1)])
        for id in ids {
            let link = "href=\"/messages/\(id)\""
            #expect(first.text.contains(link) != second.text.contains(link), "\(id)")
        }
        #expect(!second.text.contains("Older messages"))
    }

    @Test("show one with what it tells, and let it be sent again or cancelled")
    func orders() async throws {
        let sample = try await OfficeSample(at: "2026-11-25T10:00:00Z")
        let id = try #require(try await sample.send(at: Self.firstDue, .failed(reason: "554 no")).first)
        let page = try await sample.get("/messages/:id", ["id": id])
        #expect(page.text.contains("554 no") && page.text.contains("Reply to the invitation"))
        #expect(page.text.contains("/explain?obligation=CP-1%23") && page.text.contains("on the day of the deadline"))
        #expect(page.text.contains("Send it once more") && !page.text.contains("Cancel this message"))

        let resent = try await sample.post("/messages/:id/resend", ["id": id])
        #expect(resent.status == 303 && resent.location == "/messages/\(id)?done=resend")
        let again = try await sample.post("/messages/:id/resend", ["id": id])
        #expect(again.status == 422 && again.text.contains("It waits to be sent already"))
        let cancelled = try await sample.post("/messages/:id/cancel", ["id": id])
        #expect(cancelled.status == 303)
        let after = try await sample.get("/messages/:id", ["id": String(id.prefix(8))], query: ["done": "cancel"])
        #expect(after.text.contains("will not be sent") && after.text.contains("cancelled by user/anna"))
        #expect(try await sample.events("messageResent", by: "user/anna") == 1)
        #expect(try await sample.events("messageCancelled", by: "user/anna") == 1)
    }

    @Test("send all that failed somewhere once more, and say what was left out")
    func resendFailed() async throws {
        let sample = try await OfficeSample(at: "2026-11-25T10:00:00Z")
        #expect(!(try await sample.get("/messages")).text.contains("Send again what failed"))
        let ids = try await sample.send(at: Self.firstDue, .failed(reason: "HTTP 403"))
        try await sample.act(at: "2026-11-25T09:30:00Z") { registrar in
            try registrar.perform(.reply(invitation: 1, .accepted, on: "2026-11-25"), on: "CP-1")
        }
        let page = try await sample.get("/messages")
        #expect(page.text.contains("<option value=\"mail\">Mail: \(ids.count)</option>"))
        let wrong = try await sample.post("/messages/resend", fields: ["destination": "mail", "since": "Tuesday"])
        #expect(
            wrong.status == 422 && wrong.text.contains("value=\"Tuesday\"") && wrong.text.contains("href=\"#since\""))
        for nowhere in ["webhook/nobody", "mail\0"] {
            let unknown = try await sample.post(
                "/messages/resend", fields: ["destination": nowhere, "since": "2026-11-25"])
            #expect(unknown.status == 422 && unknown.text.contains("href=\"#destination\""))
        }
        let right = try await sample.post("/messages/resend", fields: ["destination": "mail", "since": "2026-11-25"])
        #expect(right.status == 303 && right.location == "/messages?resent=\(ids.count - 1)&left=1")
        #expect(try await sample.events("messageResent", by: "user/anna") == ids.count - 1)
        let after = try await sample.get("/messages", query: ["resent": "2", "left": "1"])
        #expect(after.text.contains("2 messages are sent once more. 1 is left out"))
    }

    @Test("correct an address and send there, or do neither")
    func address() async throws {
        let sample = try await OfficeSample(at: "2026-11-25T10:00:00Z")
        let ids = try await sample.send(at: Self.firstDue, .failed(reason: "550 unknown"))
        let id = try await sample.database.read { session in
            try #require(try MessageReadings(session).list(.init(recipient: "P-officer"), limit: 1).first).id
        }
        #expect(ids.contains(id))
        let wrong = try await sample.post("/messages/:id/address", ["id": id], fields: ["email": "nowhere"])
        #expect(
            wrong.status == 422 && wrong.text.contains("value=\"nowhere\"") && wrong.text.contains("href=\"#email\""))
        let right = try await sample.post("/messages/:id/address", ["id": id], fields: ["email": "new@agency.example"])
        #expect(right.status == 303 && right.location == "/messages/\(id)?done=address")
        let (email, state) = try await sample.database.read { session in
            (
                try DirectoryReadings(session).people(only: "P-officer", now: Self.firstDue).first?.contact?.email,
                try MessageReadings(session).messages(beginning: id).first?.state
            )
        }
        #expect(email == "new@agency.example" && state == .waiting)
    }

    @Test("correct an address though nothing is owed any more, and send nothing then")
    func addressAlone() async throws {
        let sample = try await OfficeSample(at: "2026-11-25T10:00:00Z")
        try await sample.send(at: Self.firstDue, .failed(reason: "550 unknown"))
        let id = try await sample.database.read { session in
            try #require(try MessageReadings(session).list(.init(recipient: "P-officer"), limit: 1).first).id
        }
        try await sample.act(at: "2026-11-25T09:30:00Z") { registrar in
            try registrar.perform(.reply(invitation: 1, .accepted, on: "2026-11-25"), on: "CP-1")
        }
        let refused = try await sample.post("/messages/:id/resend", ["id": id])
        #expect(refused.status == 422 && refused.text.contains("Nothing that it was about is owed any more"))
        let recorded = try await sample.post(
            "/messages/:id/address", ["id": id], fields: ["email": "new@agency.example"])
        #expect(recorded.location == "/messages/\(id)?done=recorded")
        let (email, state) = try await sample.database.read { session in
            (
                try DirectoryReadings(session).people(only: "P-officer", now: Self.firstDue).first?.contact?.email,
                try MessageReadings(session).messages(beginning: id).first?.state
            )
        }
        #expect(email == "new@agency.example" && state == .failed)
    }

    @Test("name nobody to whoever keeps the service running, and let them correct no address")
    func operators() async throws {
        let sample = try await OfficeSample(at: "2026-11-25T10:00:00Z")
        let id = try #require(try await sample.send(at: Self.firstDue, .failed(reason: "550 unknown")).first)
        let page = try await sample.get("/messages/:id", ["id": id], as: [.operator])
        #expect(page.text.contains("P-") && !page.text.contains("Name of") && !page.text.contains("/explain"))
        #expect(!page.text.contains("Send it once more"))
        await #expect(throws: NotAllowed.self) {
            try await sample.post(
                "/messages/:id/address", ["id": id], fields: ["email": "x@y.example"], as: [.operator])
        }
    }

    @Test("list letters to read, and tick them off")
    func inbox() async throws {
        let sample = try await OfficeSample()
        let digest = String(repeating: "ab", count: 32)
        try await sample.act { registrar in
            _ = try IncomingPost(registrar).record(
                IncomingMessage(numbering: 1, number: 1, digest: digest, finding: .letter(inReplyTo: nil)),
                now: OfficeSample.start)
        }
        #expect(try await sample.get("/messages").text.contains("1 letter to read"))
        #expect(try await sample.get("/inbox").text.contains("I have read it"))
        #expect(try await sample.get("/inbox", as: [.operator]).text.contains("not yet"))
        let read = try await sample.post("/inbox/:mail/read", ["mail": digest])
        #expect(read.location == "/inbox?done=read")
        let after = try await sample.get("/inbox", query: ["done": "read"])
        #expect(after.text.contains("It is ticked off") && after.text.contains("There is nothing to read"))
        #expect(try await sample.get("/inbox", query: ["all": "yes"]).text.contains("done</td>"))
    }
}
