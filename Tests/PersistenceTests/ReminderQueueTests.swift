import Conferences
import TestValues
import Testing
import WorkingDays

@testable import Persistence

@Suite("Planning")
struct ReminderQueueTests {
    private static let dueDay: Timestamp = "2027-01-14T09:00:00Z"

    /// Both police officers' and the social worker's invitations, a reply from each.
    private func invited(_ people: [(AgencyCode, PersonReference?)]) async throws -> Store {
        let store = try await Store.withConference()
        for (agency, person) in people { try await store.invite(agency, person) }
        try await store.act(at: "2026-11-23T09:05:00Z") { registrar in
            for number in 1...people.count {
                try registrar.perform(.reply(invitation: number, .accepted, on: "2026-11-23"), on: "CP-1")
            }
        }
        return store
    }

    private func messages(_ store: Store) async throws -> [String] {
        try await store.rows(
            """
            SELECT m.recipient, r.obligation, r.step FROM outbox m JOIN reminder r ON r.message = m.id
            ORDER BY m.recipient, r.obligation
            """)
    }

    @Test("gathers what is due for one person in one digest")
    func oneDigest() async throws {
        let store = try await invited([("POLICE", "P-officer"), ("CSC", "P-worker")])
        let summary = try await store.plan(at: "2027-01-07T09:00:00Z")
        #expect(summary.messages == 2)
        #expect(summary.reminders == 4)
        #expect(
            try await messages(store) == [
                "P-officer|CP-1#1/shareWithFamily|T-5", "P-officer|CP-1#1/submitReport|T-5",
                "P-worker|CP-1#2/shareWithFamily|T-5", "P-worker|CP-1#2/submitReport|T-5",
            ])
    }

    @Test("plans each step once: a second tick plans nothing", arguments: Engine.allCases)
    func once(engine: Engine) async throws {
        let store = try await Store.withConference(engine)
        try await store.invite("POLICE", "P-officer")
        #expect(try await store.plan(at: Self.dueDay).messages > 0)
        #expect(try await store.plan(at: Self.dueDay) == PlanSummary())
        #expect(try await store.plan(at: Self.dueDay.adding(seconds: 60)) == PlanSummary())
    }

    @Test("plans nothing before its time")
    func tooEarly() async throws {
        let store = try await invited([("POLICE", "P-officer")])
        #expect(try await store.plan(at: "2027-01-07T08:59:59Z") == PlanSummary())
        let next = try await store.database.read { try ReminderQueue($0).nextDue() }
        #expect(next == "2027-01-07T09:00:00Z")
    }

    @Test("sends the latest step alone when several of an obligation are behind, and marks the others overtaken")
    func overtaken() async throws {
        let store = try await invited([("POLICE", "P-officer")])
        let summary = try await store.plan(at: Self.dueDay)
        #expect(summary.messages == 1)
        #expect(summary.reminders == 2)
        #expect(summary.overtaken == 4)
        #expect(
            try await store.reminders("obligation LIKE '%/submitReport' AND leaves_at <= \(Self.dueDay.seconds)") == [
                "submitReport@0 T-5 owner overtaken: a later step left in the same message",
                "submitReport@0 T-2 owner overtaken: a later step left in the same message",
                "submitReport@0 T owner planned",
            ])
    }

    @Test("outside hours lets only what is urgent leave")
    func urgent() async throws {
        var policy = Policy.standard
        policy.rules[.reply]?.ladder = [LadderStep(.deadline(0), isUrgent: true)]
        let rulebook = Store.rulebook(policy)
        let store = try await Store.withConference(under: rulebook)
        try await store.invite("POLICE", "P-officer")
        #expect(try await store.plan(at: Self.dueDay, withinHours: false).reminders == 1)
        #expect(try await messages(store) == ["P-officer|CP-1#1/reply|T"])
        #expect(try await store.plan(at: Self.dueDay, withinHours: true).reminders == 2)
    }

    struct Address: Sendable, CustomTestStringConvertible {
        let why: String
        let agency: AgencyCode
        let person: PersonReference?
        let moment: Timestamp
        let recipients: Set<String>
        var testDescription: String { why }
    }

    static let addresses = [
        Address(
            why: "the invitee", agency: "POLICE", person: "P-officer", moment: "2027-01-07T09:00:00Z",
            recipients: ["P-officer"]),
        Address(
            why: "the agency's lead, while nobody is named", agency: "POLICE", person: nil,
            moment: "2027-01-07T09:00:00Z", recipients: ["P-police-lead"]),
        Address(
            why: "the administrator, where nobody is named and the agency has no lead", agency: "HOUSING",
            person: nil, moment: "2027-01-07T09:00:00Z", recipients: ["P-admin"]),
        Address(
            why: "invitee and lead, when it is late", agency: "POLICE", person: "P-officer",
            moment: "2027-01-15T09:00:00Z", recipients: ["P-officer", "P-police-lead"]),
        Address(
            why: "invitee and administrator, when it is late and the agency has no lead", agency: "HOUSING",
            person: "P-housing", moment: "2027-01-15T09:00:00Z", recipients: ["P-housing", "P-admin"]),
        Address(
            why: "the chair too, the day before", agency: "POLICE", person: "P-officer",
            moment: "2027-01-18T09:00:00Z", recipients: ["P-officer", "P-police-lead", "P-chair"]),
    ]

    @Test("addresses the right people", arguments: addresses)
    func recipients(address: Address) async throws {
        let store = try await invited([(address.agency, address.person)])
        _ = try await store.plan(at: address.moment)
        #expect(Set(try await store.rows("SELECT recipient FROM outbox")) == address.recipients)
    }

    @Test("never divides a recipient's reminders between two messages when there is much to plan")
    func partial() async throws {
        let store = try await invited([("POLICE", "P-officer"), ("CSC", "P-worker"), ("HOUSING", "P-housing")])
        var messages = 0
        for limit in 1...7 {
            let copy = try SQLiteDatabase(copyingInMemory: store.database)
            let summary = try await copy.write {
                try ReminderQueue($0).plan(now: "2027-01-07T09:00:00Z", withinHours: true, endpoints: [], limit: limit)
            }
            #expect(summary.isPartial == (limit <= 6))
            if limit >= 3 { #expect(summary.reminders == summary.messages * 2, "limit \(limit)") }
            messages = summary.messages
        }
        #expect(messages == 3)
    }

    @Test("plans all in the end, in however small portions")
    func portions() async throws {
        let store = try await invited([("POLICE", "P-officer"), ("CSC", "P-worker"), ("HOUSING", "P-housing")])
        var summary = PlanSummary()
        var rounds = 0
        repeat {
            summary = try await store.plan(at: "2027-01-07T09:00:00Z", limit: 3)
            rounds += 1
        } while summary.isPartial && rounds < 20
        #expect(try await messages(store).count == 6)
        #expect(try await store.rows("SELECT id FROM outbox").count == 3)
    }

    @Test("calls each webhook once for each step, however many people it addresses, and names no person")
    func webhooks() async throws {
        let store = try await invited([("POLICE", "P-officer")])
        let summary = try await store.plan(
            at: "2027-01-15T09:00:00Z",
            endpoints: [
                WebhookSubscription("case-system"), WebhookSubscription("board"),
            ])
        // One step of each obligation, to the invitee and to the lead.
        #expect(summary.reminders == 4)
        #expect(summary.webhookCalls == 4)
        let calls = try await store.rows(
            "SELECT recipient, payload FROM outbox WHERE channel = 'webhook' ORDER BY payload")
        #expect(
            calls.map { String($0.prefix { $0 != "|" }) }.sorted() == ["board", "board", "case-system", "case-system"])
        for call in calls {
            for person in Store.people {
                #expect(!call.contains(person.reference.text))
                #expect(!call.contains(person.name))
                #expect(!call.contains(person.email))
            }
            #expect(!call.contains("C-1\""), "A call does not carry the reference of the case.")
        }
        let payload = try #require(calls.first { $0.contains("submitReport") }?.drop { $0 != "{" })
        #expect(
            payload == """
                {"data":{"conference":"CP-1","dueOn":"2027-01-14","kind":"submitReport",\
                "obligation":"CP-1#1/submitReport","step":"T+1"},"timestamp":"2027-01-15T09:00:00Z",\
                "type":"obligation.overdue"}
                """)
    }

    @Test("foresees exactly the messages that planning then makes, under the same ids")
    func preview() async throws {
        let store = try await invited([("POLICE", "P-officer"), ("HOUSING", nil)])
        let moments: [Timestamp] = [
            "2027-01-07T09:00:00Z", "2027-01-12T09:00:00Z", "2027-01-14T09:00:00Z", "2027-01-15T09:00:00Z",
            "2027-01-18T09:00:00Z",
        ]
        let foreseen = try await store.database.read {
            try ReminderQueue($0).preview(now: Store.start, to: "2027-02-01T00:00:00Z", behind: Store.start)
                .map { "\($0.id)|\($0.digest.recipient)|\($0.digest.slot.seconds)" }
        }
        for moment in moments { _ = try await store.plan(at: moment) }
        let planned = try await store.rows("SELECT id, recipient, slot_at FROM outbox ORDER BY slot_at, recipient")
        #expect(foreseen == planned)
        #expect(planned.count >= 8)
    }
}
