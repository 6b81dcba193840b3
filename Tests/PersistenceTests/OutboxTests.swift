import Conferences
import TestStores
import TestValues
import Testing
import WorkingDays

@testable import Persistence

@Suite("The outbox")
struct OutboxTests {
    private static let morning: Timestamp = "2027-01-07T09:00:00Z"

    /// Three people with a message each.
    private func planned(_ engine: Engine = .memory, endpoints: [WebhookSubscription] = []) async throws -> Store {
        let store = try await Store.withConference(engine)
        for (agency, person) in [("POLICE", "P-officer"), ("CSC", "P-worker"), ("HOUSING", "P-housing")]
            as [(AgencyCode, PersonReference)]
        {
            try await store.invite(agency, person)
        }
        try await store.act(at: "2026-11-23T09:05:00Z") { registrar in
            for number in 1...3 {
                try registrar.perform(.reply(invitation: number, .accepted, on: "2026-11-23"), on: "CP-1")
            }
        }
        _ = try await store.plan(at: Self.morning, endpoints: endpoints)
        return store
    }

    private func submitReport(_ store: Store, _ number: Int) async throws {
        try await store.act(at: Self.morning.adding(seconds: 30)) {
            try $0.perform(
                .submitReport(invitation: number, coversSignificantOthers: true, on: "2027-01-07"), on: "CP-1")
        }
    }

    private func share(_ store: Store, _ number: Int) async throws {
        try await store.act(at: Self.morning.adding(seconds: 30)) {
            try $0.perform(
                .recordSharing(
                    invitation: number, with: FamilyRecipient(.mother), .discussed(method: .faceToFace),
                    on: "2027-01-07"), on: "CP-1")
        }
    }

    private func states(_ store: Store) async throws -> [String: Int] {
        try await store.database.read { try Outbox($0).counts() }
    }

    @Test("hands out what has waited longest, and no more than asked for", arguments: Engine.allCases)
    func order(engine: Engine) async throws {
        let store = try await planned(engine)
        let ids = try await store.rows("SELECT id FROM outbox ORDER BY id")
        let first = try #require(try await store.claim(1, at: Self.morning).first)
        // Deferred: now the last in order.
        try await store.settle(
            first.id, .deferred(until: Self.morning.adding(seconds: 10), reason: "busy"), at: Self.morning)
        let rest = try await store.claim(2, as: "rest", at: Self.morning.adding(seconds: 60))
        #expect(Set(rest.map(\.id)) == Set(ids).subtracting([first.id]))
        let last = try await store.claim(as: "last", at: Self.morning.adding(seconds: 60))
        #expect(last.map(\.id) == [first.id])
        #expect(last.map(\.attempt) == [2])
    }

    @Test("hands out who and what")
    func content() async throws {
        let store = try await planned()
        let mails = try await store.claim(at: Self.morning).compactMap(\.mail)
        #expect(Set(mails.map(\.recipient)) == ["P-officer", "P-worker", "P-housing"])
        #expect(mails.allSatisfy { $0.steps == ["shareWithFamily T-5", "submitReport T-5"] })
    }

    @Test("does not take over from whoever is still at work, whatever the clock says")
    func held() async throws {
        let store = try await planned()
        #expect(try await store.claim(as: "mine", at: Self.morning).count == 3)
        let later = Self.morning.adding(seconds: 31 * 86_400)
        let taken = try await store.database.write { session in
            try Outbox(session).claim(
                9, as: "again", holding: ["mine"], now: later, leaseUntil: later.adding(seconds: 120))
        }
        #expect(taken.isEmpty)
        #expect(try await store.claim(as: "another", at: later).count == 3)
    }

    @Test("leaves the claims of another way out to whoever works on it")
    func otherChannel() async throws {
        let store = try await planned()
        #expect(try await store.claim(as: "mail", at: Self.morning).count == 3)
        let later = Self.morning.adding(seconds: 600)
        #expect(try await store.claim(of: .webhook, as: "calls", at: later).isEmpty)
        #expect(try await states(store) == ["claimed": 3])
        #expect(try await store.database.read { try Outbox($0).nextAttempt(of: .webhook) } == nil)
    }

    @Test("hands nothing out twice while a lease lasts")
    func leased() async throws {
        let store = try await planned()
        #expect(try await store.claim(at: Self.morning).count == 3)
        #expect(try await store.claim(as: "other", at: Self.morning.adding(seconds: 119)).isEmpty)
        let next = try await store.database.read { try Outbox($0).nextAttempt() }
        #expect(next == Self.morning.adding(seconds: 120))
    }

    @Test("hands out again, under the same id, what was not settled before its lease ended", arguments: Engine.allCases)
    func leaseEnded(engine: Engine) async throws {
        let store = try await planned(engine)
        let first = try await store.claim(at: Self.morning)
        let again = try await store.claim(as: "other", at: Self.morning.adding(seconds: 120))
        #expect(again.map(\.id).sorted() == first.map(\.id).sorted())
        #expect(again.allSatisfy { $0.attempt == 2 })
        #expect(Set(again.compactMap(\.mail).map(\.steps)) == Set(first.compactMap(\.mail).map(\.steps)))
    }

    @Test("keeps what was sent as sent, its reminders with it")
    func sent() async throws {
        let store = try await planned()
        let message = try #require(try await store.claim(1, at: Self.morning).first)
        try await store.settle(message.id, .sent(detail: "250 OK"), at: Self.morning.adding(seconds: 1))
        #expect(try await states(store) == ["sent": 1, "waiting": 2])
        #expect(
            try await store.rows("SELECT detail, settled_at FROM outbox WHERE state = 'sent'")
                == ["250 OK|\(Self.morning.seconds + 1)"])
        #expect(try await store.reminders("state = 'sent'").count == 2)
        // Whoever comes late changes nothing.
        try await store.settle(message.id, .failed(reason: "late"), at: Self.morning.adding(seconds: 9))
        try await store.settle(message.id, .deferred(until: Self.morning, reason: "late"), at: Self.morning)
        try await store.settle(message.id, .released, at: Self.morning)
        #expect(try await states(store) == ["sent": 1, "waiting": 2])
        #expect(try await store.claim(as: "other", at: Self.morning.adding(seconds: 500)).count == 2)
    }

    @Test("shows what has failed, with the reason, and its reminders too")
    func failed() async throws {
        let store = try await planned()
        let message = try #require(try await store.claim(1, at: Self.morning).first)
        try await store.settle(message.id, .failed(reason: "no such mailbox"), at: Self.morning)
        #expect(try await store.rows("SELECT detail FROM outbox WHERE state = 'failed'") == ["no such mailbox"])
        let reminders = try await store.reminders("state = 'failed'")
        #expect(reminders.count == 2)
        #expect(reminders.allSatisfy { $0.hasSuffix("failed: no such mailbox") })
        // The two others, and what the administrator is told of this one.
        let rest = try await store.claim(at: Self.morning.adding(seconds: 5000))
        #expect(rest.count { if case .alert = $0.content { true } else { false } } == 1)
        #expect(rest.count == 3)
    }

    @Test("offers what was deferred when its time has come, not before")
    func deferred() async throws {
        let store = try await planned()
        let message = try #require(try await store.claim(1, at: Self.morning).first)
        for other in try await store.claim(at: Self.morning) {
            try await store.settle(other.id, .sent(detail: "250"), at: Self.morning)
        }
        let until = Self.morning.adding(seconds: 300)
        try await store.settle(message.id, .deferred(until: until, reason: "451 later"), at: Self.morning)
        #expect(try await store.database.read { try Outbox($0).nextAttempt() } == until)
        #expect(try await store.claim(at: until.adding(seconds: -1)).isEmpty)
        #expect(try await store.claim(at: until).map(\.id) == [message.id])
    }

    @Test("takes back what was released, as if it had not been tried")
    func released() async throws {
        let store = try await planned()
        for message in try await store.claim(at: Self.morning) {
            try await store.settle(message.id, .released, at: Self.morning)
        }
        let again = try await store.claim(as: "other", at: Self.morning)
        #expect(again.map(\.attempt) == [1, 1, 1])
    }

    @Test("lets nothing leave that stopped being owed after it was planned, and says why")
    func superseded() async throws {
        let store = try await planned()
        try await submitReport(store, 1)
        try await share(store, 1)
        let claimed = try await store.claim(at: Self.morning.adding(seconds: 60)).compactMap(\.mail)
        #expect(Set(claimed.map(\.recipient)) == ["P-worker", "P-housing"])
        #expect(
            try await store.rows("SELECT recipient, detail FROM outbox WHERE state = 'superseded'")
                == ["P-officer|no longer owed: met"])
    }

    @Test("carries only what is still owed")
    func partlyStopped() async throws {
        let store = try await planned()
        try await submitReport(store, 1)
        let claimed = try await store.claim(at: Self.morning.adding(seconds: 60)).compactMap(\.mail)
        #expect(claimed.first { $0.recipient == "P-officer" }?.steps == ["shareWithFamily T-5"])
        #expect(claimed.first { $0.recipient == "P-worker" }?.steps.count == 2)
    }

    @Test("lets nothing leave for a day that has been changed meanwhile")
    func movedMeanwhile() async throws {
        let store = try await planned(endpoints: [WebhookSubscription("case-system")])
        let later = Sitting(on: "2027-02-16", at: Store.sitting.at, place: Store.sitting.place)
        try await store.act(at: Self.morning.adding(seconds: 30)) {
            try $0.perform(.reschedule(later, on: "2027-01-07"), on: "CP-1")
        }
        #expect(try await store.claim(at: Self.morning.adding(seconds: 60)).isEmpty)
        #expect(try await store.claim(of: .webhook, at: Self.morning.adding(seconds: 60)).isEmpty)
        #expect(
            Set(try await store.rows("SELECT channel, state, detail FROM outbox")) == [
                "mail|superseded|no longer owed: the date moved",
                "webhook|superseded|no longer owed: settled before it left",
            ])
    }

    @Test("looks again at what is owed when it tries again")
    func metBetweenAttempts() async throws {
        let store = try await planned()
        for message in try await store.claim(at: Self.morning) {
            try await store.settle(
                message.id, .deferred(until: Self.morning.adding(seconds: 60), reason: "451"), at: Self.morning)
        }
        try await submitReport(store, 1)
        try await share(store, 1)
        #expect(try await store.claim(at: Self.morning.adding(seconds: 60)).count == 2)
    }

    @Test("hands nothing out twice to claimers at work at one time, in one process or two")
    func concurrently() async throws {
        let store = try await Store.withConference(.file)
        try await store.database.write { session in
            for number in 0..<600 {
                try session.execute(
                    """
                    INSERT INTO obligation
                        (id, matter, place, kind, title, generation, anchored_on, due_on, work_to, due_at, provisional,
                        standing, lapses)
                    VALUES ($1, 'CP-1', 1, 'reply', 't', 0, 'd', 'd', 'd', 0, 0, 'outstanding', 0)
                    """, "o\(number)")
                try session.execute(
                    """
                    INSERT INTO outbox (id, channel, content, recipient, obligation, generation, payload, slot_at, created_at,
                        state, next_attempt_at)
                    VALUES ($1, 'webhook', 'call', 'w', $2, 0, '{}', 0, 0, 'waiting', 0)
                    """, "m\(number)", "o\(number)")
            }
        }
        let second = try SQLiteDatabase(path: store.database.path)
        let claimed = try await withThrowingTaskGroup(of: [String].self) { group in
            for (index, database) in [store.database, store.database, second, second].enumerated() {
                group.addTask {
                    var mine: [String] = []
                    while true {
                        let round = mine.count
                        let batch = try await database.write {
                            try Outbox($0).claim(
                                7, of: .webhook, as: "\(index)-\(round)", now: Self.morning,
                                leaseUntil: Self.morning.adding(seconds: 120))
                        }
                        if batch.isEmpty { return mine }
                        mine += batch.map(\.id)
                    }
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(claimed.count == 600)
        #expect(Set(claimed).count == 600)
        #expect(try await states(store) == ["claimed": 600])
    }
}
