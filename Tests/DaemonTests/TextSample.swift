import Conferences
import Outbound
import TestPeers
import TestValues
import WorkingDays

@testable import Daemon
@testable import Persistence

/// A partnership that sends texts, with one person who owes something and has a mobile number.
struct TextSample {
    let delivery: DeliverySample
    let mail: ScriptedTransport
    let texts: ScriptedTexts

    /// A section that lets texts leave.
    static let notify = """
        notify:
          apiKeyFile: key
          textTemplates: {reminder: \(NotifyServer.textTemplate)}

        """

    static let secrets = ["key": NotifyServer.apiKey]

    /// - Parameters:
    ///   - prefers: How the person wants to be reminded.
    ///   - more: Further sections.
    init(
        prefers: PreferredChannel = .mail, mobile: String? = "+447900900123", more: String = "",
        mail: @escaping @Sendable (MailMessage) -> DeliveryOutcome = { _ in .accepted(detail: "250 OK") },
        texts: @escaping @Sendable (TextMessage) -> DeliveryOutcome = { .accepted(detail: "taken", ticket: $0.id) }
    ) async throws {
        delivery = try await DeliverySample(more: Self.notify + more, secrets: Self.secrets)
        self.mail = ScriptedTransport(delivery.clock) { mail($0) }
        self.texts = ScriptedTexts { texts($0) }
        try await delivery.act { registrar in
            try registrar.record(Agency(code: "CSC", name: "Social Care", safeguardingLead: nil))
            try registrar.record(
                Person(reference: "P-0", agency: "CSC", name: "Admin", email: "p0@csc.example"))
            try registrar.record(
                Person(
                    reference: "P-1", agency: "CSC", name: "Person 1", email: "p1@csc.example", mobile: mobile,
                    preferredChannel: prefers))
            try registrar.perform(
                .schedule(
                    Scheduling(
                        type: .initial, caseReference: "C-1",
                        sitting: Sitting(on: "2027-01-19", at: TimeOfDay(hour: 10, minute: 0)!, place: "Civic Centre"),
                        chair: "P-0", administrator: "P-0", familyRecipients: [FamilyRecipient(.mother)],
                        on: "2026-11-19")), on: "CP-1")
            try registrar.perform(.invite(agency: "CSC", person: "P-1", on: "2026-11-19"), on: "CP-1")
        }
        try await plan()
    }

    func plan() async throws {
        _ = try await Planner(
            database: delivery.database, rulebook: delivery.configuration.rulebook, endpoints: [],
            texting: delivery.configuration.texting
        ).tick(now: delivery.clock.now)
    }

    /// Works both lanes through, twice: what fails in one may leave by the other.
    func deliver() async throws {
        for _ in 0..<2 {
            for channel in [MessageChannel.mail, .text] {
                _ = try await delivery.dispatcher(
                    mail, lane: DeliveryLane(channel, width: 4, slowest: 4), texts: texts
                ).tick()
            }
        }
    }

    /// The outbox but for alerts, as `channel state`, in order.
    func outbox(_ content: String = "reminders") async throws -> [String] {
        try await delivery.database.read { session in
            try session.rows(
                "SELECT channel, state FROM outbox WHERE content = $1 ORDER BY channel, state", content
            ).map { "\(try $0.text(0)) \(try $0.text(1))" }
        }
    }

    /// In which states the reminders to the person are that were planned.
    func reminders() async throws -> [String] {
        try await delivery.database.read { session in
            try session.rows("SELECT DISTINCT state FROM reminder WHERE message IS NOT NULL ORDER BY state").map {
                try $0.text(0)
            }
        }
    }

    /// What the peer says of a message that it took.
    func tell(
        _ message: String, _ standing: Tickets.Standing, telling subscriptions: [WebhookSubscription] = []
    ) async throws {
        let (now, texting) = (delivery.clock.now, delivery.configuration.texting)
        try await delivery.database.write { session in
            guard let ticket = try Tickets(session).ticket(message) else { return }
            try Tickets(session).record(ticket, standing, telling: subscriptions, texting: texting, now: now)
        }
    }
}
