import Conferences
import TestValues
import Testing
import WorkingDays

@testable import Persistence

@Suite("What comes back")
struct IncomingPostTests {
    private static let morning: Timestamp = "2027-01-07T09:00:00Z"
    private static let digest = String(repeating: "ab", count: 16)

    /// A reminder to somebody, which has left, and its id.
    private func sent() async throws -> (Store, String) {
        let store = try await Store.withConference()
        try await store.invite("POLICE", "P-officer")
        try await store.act(at: "2026-11-23T09:05:00Z") {
            try $0.perform(.reply(invitation: 1, .accepted, on: "2026-11-23"), on: "CP-1")
        }
        _ = try await store.plan(at: Self.morning)
        let message = try #require(try await store.claim(at: Self.morning).first)
        try await store.settle(message.id, .sent(detail: "250 OK"), at: Self.morning)
        return (store, message.id)
    }

    /// Records that a message came back for good.
    private func record(
        bounceOf message: String?, as place: (numbering: Int, number: Int), in store: Store, at now: Timestamp
    ) async throws -> IncomingPost.Record {
        let bounce = IncomingMessage(
            numbering: place.numbering, number: place.number, digest: Self.digest,
            finding: .bounced(message: message, isForGood: true, summary: "550 no such user"))
        return try await store.database.write { session in
            let registrar = Registrar(session, rulebook: Store.rulebook, actor: "reply-mailbox", now: now)
            let record = try IncomingPost(registrar).record(bounce, now: now)
            try registrar.finish()
            return record
        }
    }

    private func unfiled(_ store: Store, _ numbering: Int) async throws -> [Int] {
        try await store.database.read { try MailboxPosition($0).unfiled(numbering: numbering) }
    }

    private func file(_ store: Store, _ place: (numbering: Int, number: Int), at now: Timestamp) async throws {
        try await store.database.write {
            try MailboxPosition($0).filed(numbering: place.numbering, number: place.number, now: now)
        }
    }

    @Test(
        "has its effect once, however often it is found, and is filed from where it was found last",
        arguments: [
            (2, 1, true, "the mailbox numbers anew"),
            (2, 1, false, "it does so before the message was filed, since the daemon was killed"),
            (1, 9, true, "somebody put it back"),
        ])
    func once(numbering: Int, number: Int, wasFiled: Bool, reason: String) async throws {
        let (store, message) = try await sent()
        let (first, again) = (Self.morning.adding(seconds: 60), Self.morning.adding(seconds: 3600))
        #expect(
            try await record(bounceOf: message, as: (1, 7), in: store, at: first)
                == .init(isNew: true, needsReading: false))
        #expect(try await unfiled(store, 1) == [7])
        if wasFiled {
            try await file(store, (1, 7), at: first)
            #expect(try await unfiled(store, 1) == [])
        }

        #expect(
            try await record(bounceOf: message, as: (numbering, number), in: store, at: again)
                == .init(isNew: false, needsReading: false))
        let history = try await store.database.read { try MessageHistory($0).entries(of: message) }
        #expect(history == [.init(at: first, incident: .bounced, detail: "550 no such user")])
        #expect(try await store.rows("SELECT recipient FROM outbox WHERE content = 'alert'") == ["P-admin"])
        #expect(
            try await store.rows("SELECT digest, numbering, number, received_at FROM incoming_mail")
                == ["\(Self.digest)|\(numbering)|\(number)|\(first.seconds)"])

        #expect(try await unfiled(store, numbering) == [number])
        try await file(store, (numbering, number), at: again)
        #expect(try await unfiled(store, numbering) == [])
    }

    @Test(
        "of no message that is known is for a person to read: somebody did not get something",
        arguments: [
            nil, String(repeating: "0", count: 32),
        ])
    func unknown(message: String?) async throws {
        let (store, _) = try await sent()
        #expect(
            try await record(bounceOf: message, as: (1, 7), in: store, at: Self.morning)
                == .init(isNew: true, needsReading: true))
        let listed = try await store.database.read { try InboxReadings($0).list(all: false, limit: 10) }
        #expect(listed.map(\.kind) == ["bounce"])
        #expect(listed.first?.note.hasPrefix("550 no such user (") == true)
    }
}
