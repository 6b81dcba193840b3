import Conferences
import Logging
import Outbound
import TestPeers
import TestValues
import WorkingDays

@testable import Daemon
@testable import Persistence

/// A partnership with messages to deliver, its clock, and its loops.
struct DeliverySample {
    let configuration: PartnershipConfiguration
    let database: SQLiteDatabase
    let clock: VirtualClock
    private let sample: ConfigurationSample

    /// - Parameters:
    ///   - more: Further sections of the configuration.
    ///   - secrets: Files that it names.
    init(
        at start: Timestamp = "2026-11-23T09:00:00Z", more: String = "", secrets: [String: String] = [:]
    ) async throws {
        sample = try ConfigurationSample(more: more)
        for (name, text) in secrets { try sample.folder.write(text, to: name) }
        configuration = try await sample.load()
        database = try await configuration.openDatabase()
        clock = VirtualClock(at: start)
    }

    /// One with a message due at the present moment, or as many as there are people.
    static func due(
        people: Int = 1, more: String = "", secrets: [String: String] = [:]
    ) async throws -> DeliverySample {
        let sample = try await DeliverySample(more: more, secrets: secrets)
        try await sample.act { registrar in
            try registrar.record(Agency(code: "CSC", name: "Social Care", safeguardingLead: nil))
            for number in 0...people {
                try registrar.record(
                    Person(
                        reference: try Reference("P-\(number)"), agency: "CSC", name: "Person \(number)",
                        email: "p\(number)@csc.example"))
            }
            try registrar.perform(
                .schedule(
                    Scheduling(
                        type: .initial, caseReference: "C-1",
                        sitting: Sitting(on: "2027-01-19", at: TimeOfDay(hour: 10, minute: 0)!, place: "Civic Centre"),
                        chair: "P-0", administrator: "P-0", familyRecipients: [FamilyRecipient(.mother)],
                        on: "2026-11-19")), on: "CP-1")
            for number in 1...people {
                try registrar.perform(
                    .invite(agency: "CSC", person: try Reference("P-\(number)"), on: "2026-11-19"), on: "CP-1")
            }
        }
        _ = try await sample.planner().tick(now: sample.clock.now)
        return sample
    }

    func act(_ body: @escaping @Sendable (Registrar) throws -> Void) async throws {
        let (rulebook, now) = (configuration.rulebook, clock.now)
        try await database.write { session in
            let registrar = Registrar(session, rulebook: rulebook, actor: "tester", now: now)
            try body(registrar)
            try registrar.finish()
        }
    }

    func planner() -> Planner { Planner(database: database, rulebook: configuration.rulebook, endpoints: []) }

    func dispatcher(
        _ transport: any MailTransport, batch: Int = 64,
        lane: DeliveryLane = DeliveryLane(.mail, width: 4, slowest: 4), texts: ScriptedTexts? = nil,
        webhooks: Channels.WebhookChannel? = nil, over other: (any Database)? = nil
    ) throws -> Dispatcher {
        Dispatcher(
            database: other ?? database, composer: try MailComposer(configuration, keys: database.keys),
            channels: Channels(mail: transport, webhooks: webhooks, texts: texts), lane: lane,
            configuration: configuration,
            clock: clock,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, batch: batch)
    }

    /// States of the outbox with the detail of each, sorted; of what administrators are told when it is asked for.
    func outbox(_ content: String = "reminders") async throws -> [String] {
        try await database.read { session in
            try session.rows("SELECT state, attempts, detail FROM outbox WHERE content = $1 ORDER BY id", content).map {
                "\(try $0.text(0)) \(try $0.integer(1)) \(try $0.optional(2, $0.text) ?? "-")"
            }
        }
    }

    func nextAttempt() async throws -> Timestamp? { try await database.read { try Outbox($0).nextAttempt() } }
}
