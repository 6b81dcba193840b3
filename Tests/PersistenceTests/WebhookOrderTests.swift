import Conferences
import TestValues
import Testing
import WorkingDays

@testable import Persistence

@Suite("Webhooks in the outbox")
struct WebhookOrderTests {
    private static let morning: Timestamp = "2027-01-15T09:00:00Z"
    private static let day: CalendarDate = "2027-01-15"

    /// Two obligations whose deadline passed the day before, and the webhooks that are told.
    private func overdue(_ subscriptions: WebhookSubscription...) async throws -> Store {
        let store = try await Store.withConference()
        try await store.invite("POLICE", "P-officer")
        try await store.act(at: "2026-11-23T09:05:00Z") {
            try $0.perform(.reply(invitation: 1, .accepted, on: "2026-11-23"), on: "CP-1")
        }
        _ = try await store.plan(at: Self.morning, endpoints: subscriptions)
        return store
    }

    private func settleCalls(_ store: Store, _ settlement: Settlement) async throws -> Int {
        let calls = try await store.claim(of: .webhook, at: Self.morning)
        for call in calls { try await store.settle(call.id, settlement, at: Self.morning) }
        return calls.count
    }

    private func states(_ store: Store) async throws -> [String] {
        try await store.rows("SELECT state FROM outbox WHERE content = 'call' ORDER BY state")
    }

    @Test("A webhook is told of the kinds that it subscribed to, and of no other")
    func subscriptions() async throws {
        let store = try await overdue(
            WebhookSubscription("all"), WebhookSubscription("due", to: [.reminderDue]),
            WebhookSubscription("overdue", to: [.obligationOverdue]),
            WebhookSubscription("failures", to: [.messageFailed]))
        #expect(
            try await store.rows(
                "SELECT DISTINCT recipient FROM outbox WHERE content = 'call' ORDER BY recipient") == [
                    "all", "overdue",
                ])
        // A step before the deadline is the other kind.
        let early = try await Store.withConference()
        try await early.invite("POLICE", "P-officer")
        _ = try await early.plan(
            at: "2027-01-07T09:00:00Z",
            endpoints: [
                WebhookSubscription("due", to: [.reminderDue]),
                WebhookSubscription("failures", to: [.messageFailed]),
            ])
        let told = try await early.rows("SELECT recipient, payload FROM outbox WHERE content = 'call'")
        #expect(!told.isEmpty)
        #expect(told.allSatisfy { $0.hasPrefix("due|") && $0.contains(#""type":"reminder.due""#) })
    }

    @Test(
        "A message that cannot be delivered is told of: what it was about and why, but not to whom, nor in whose words")
    func messageFailed() async throws {
        let store = try await overdue()
        let subscriptions = [
            WebhookSubscription("desk", to: [.messageFailed]), WebhookSubscription("r", to: [.reminderDue]),
        ]
        let mails = try await store.claim(at: Self.morning)
        #expect(mails.count == 2)
        try await store.database.write { session in
            let outbox = Outbox(session, telling: subscriptions)
            try outbox.settle(
                [
                    (mails[0].id, .failed(reason: "554 P-officer@agency.example is barred")),
                    (mails[1].id, .badAddress(reason: "550 no such user")),
                ], now: Self.morning)
        }
        let calls = try await store.rows(
            "SELECT recipient, obligation, payload FROM outbox WHERE content = 'call' ORDER BY payload")
        #expect(calls.count == 2 && calls.allSatisfy { $0.hasPrefix("desk|-|") })
        #expect(
            calls.contains(
                """
                desk|-|{"data":{"conferences":["CP-1"],"content":"reminders","discussions":[],\
                "kinds":["shareWithFamily","submitReport"],"message":"\(mails[0].id)",\
                "obligations":["CP-1#1/shareWithFamily","CP-1#1/submitReport"],"reason":"failed"},\
                "timestamp":"2027-01-15T09:00:00Z","type":"message.failed"}
                """), "\(calls)")
        #expect(calls.contains { $0.contains(#""reason":"address""#) })
        for person in Store.people {
            #expect(!calls.joined().contains(person.reference.text) && !calls.joined().contains(person.email))
        }
        // It leaves although no obligation is its own.
        #expect(try await store.claim(of: .webhook, as: "calls", at: Self.morning).count == 2)
    }

    @Test("Of a call that failed itself nobody is told")
    func failedCall() async throws {
        let store = try await overdue(WebhookSubscription("desk"))
        let call = try #require(try await store.claim(1, of: .webhook, at: Self.morning).first)
        try await store.database.write {
            try Outbox($0, telling: [WebhookSubscription("desk")])
                .settle([(call.id, .failed(reason: "HTTP 400"))], now: Self.morning)
        }
        #expect(try await store.rows("SELECT id FROM outbox WHERE payload LIKE '%message.failed%'").isEmpty)
    }

    @Test("Every event is read as it was written")
    func roundTrip() throws {
        let step = WebhookEvent.Step(
            obligation: "sd:SD-1/minutes", conference: nil, discussion: "SD-1", kind: "discussionMinutes", step: "T",
            dueOn: "2027-01-14")
        let failure = WebhookEvent.Failure(
            message: "5d41", content: "alert", reason: .address, conferences: ["CP-1"], discussions: [],
            obligations: ["CP-1#1/reply"], kinds: ["reply"])
        let lateness = WebhookEvent.Lateness(
            messages: ["5d41"], conferences: [], discussions: ["SD-1"], obligations: ["sd:SD-1/minutes"],
            kinds: ["discussionMinutes"])
        for event in [
            WebhookEvent.reminderDue(step, at: Self.morning), .obligationOverdue(step, at: Self.morning),
            .messageFailed(failure, at: Self.morning), .messageLate(lateness, at: Self.morning),
            .test(webhook: "desk", at: Self.morning),
        ] {
            #expect(try WebhookEvent(json: event.json()) == event)
        }
        #expect(throws: DecodingError.self) {
            try WebhookEvent(json: #"{"data":{},"timestamp":"2027-01-15T09:00:00Z","type":"report.late"}"#)
        }
    }

    @Test("A receiver that says it is gone is switched off, enabled by order, and then called again for what it missed")
    func goneAndBack() async throws {
        let store = try await overdue(WebhookSubscription("desk"), WebhookSubscription("board"))
        let first = try #require(try await store.claim(of: .webhook, at: Self.morning).first { $0.endpoint == "desk" })
        try await store.settle(first.id, .gone(reason: "HTTP 410"), at: Self.morning)
        let later = Self.morning.adding(seconds: 300)
        let rest = try await store.claim(of: .webhook, as: "later", at: later)
        #expect(rest.compactMap(\.endpoint) == ["board", "board"])
        for call in rest { try await store.settle(call.id, .sent(detail: "HTTP 204"), at: later) }
        #expect(
            try await store.database.read { try WebhookReadings($0).switchedOff() } == [
                .init(endpoint: "desk", at: Self.morning, reason: "HTTP 410")
            ])
        await #expect(throws: WebhookOrders.Refusal.switchedOff("desk")) {
            try await store.database.write {
                try WebhookOrders($0).replay("desk", on: Self.day...Self.day, actor: "account/jo", now: later)
            }
        }
        let replay = try await store.database.write { session in
            try WebhookOrders(session).enable("desk", actor: "account/jo", now: later)
            return try WebhookOrders(session).replay("desk", on: Self.day...Self.day, actor: "account/jo", now: later)
        }
        #expect(replay.calls.count == 2 && replay.noLongerOwed == 0)
        let again = try await store.claim(of: .webhook, as: "again", at: later)
        #expect(Set(again.map(\.id)) == Set(replay.calls) && again.contains { $0.id == first.id })
        #expect(again.allSatisfy { $0.attempt == 1 })
        #expect(
            try await store.rows("SELECT kind, actor FROM event WHERE stream = 'webhook/desk' ORDER BY version")
                == ["webhookEnabled|account/jo", "webhookReplayed|account/jo"])
        await #expect(throws: WebhookOrders.Refusal.notSwitchedOff("desk")) {
            try await store.database.write { try WebhookOrders($0).enable("desk", actor: "account/jo", now: later) }
        }
    }

    @Test(
        "A replay leaves out what waits, what somebody cancelled, other days, other webhooks and what is no longer owed"
    )
    func replaySelects() async throws {
        let store = try await overdue(WebhookSubscription("desk"), WebhookSubscription("board"))
        #expect(
            try await store.database.read { try WebhookOrders($0).replayable("desk", on: Self.day...Self.day) }
                == .init(calls: [], noLongerOwed: 0))
        #expect(try await settleCalls(store, .sent(detail: "HTTP 204")) == 4)
        func replayable(_ days: ClosedRange<CalendarDate>) async throws -> WebhookOrders.Replay {
            try await store.database.read { try WebhookOrders($0).replayable("desk", on: days) }
        }
        #expect(try await replayable(Self.day...Self.day).calls.count == 2)
        #expect(try await replayable("2027-01-16"..."2027-01-20").calls.isEmpty)
        #expect(try await replayable("2027-01-01"..."2027-01-14").calls.isEmpty)
        try await store.act(at: Self.morning) {
            try $0.perform(
                .submitReport(invitation: 1, coversSignificantOthers: true, on: "2027-01-15"), on: "CP-1")
        }
        let rest = try await replayable(Self.day...Self.day)
        #expect(rest.calls.count == 1 && rest.noLongerOwed == 1)
        _ = try await store.database.write {
            try WebhookOrders($0).replay("desk", on: Self.day...Self.day, actor: "a", now: Self.morning)
        }
        try await store.database.write {
            try OutboxOrders($0).cancel(rest.calls[0], actor: "a", now: Self.morning)
        }
        #expect(try await replayable(Self.day...Self.day).calls.isEmpty)
        #expect(try await states(store) == ["sent", "sent", "sent", "superseded"])
    }

    @Test("Its calls that wait and that failed are counted, each webhook's for itself")
    func counts() async throws {
        let store = try await overdue(WebhookSubscription("desk"), WebhookSubscription("board"))
        let calls = try await store.claim(3, of: .webhook, at: Self.morning)
        let failed = try #require(calls.first { $0.endpoint == "desk" })
        try await store.settle(failed.id, .failed(reason: "HTTP 400"), at: Self.morning)
        let counts = try await store.database.read { try WebhookReadings($0).counts() }
        #expect(counts["desk"]?.failed == 1 && counts["desk"]?.waiting == 1)
        #expect(counts["board"]?.failed == 0 && counts["board"]?.waiting == 2)
    }
}

extension ClaimedMessage {
    /// Which webhook it is for.
    fileprivate var endpoint: String? { if case .webhook(let endpoint, _) = content { endpoint } else { nil } }
}
