import Conferences
import Foundation
import Logging
import Outbound
import Persistence
import WorkingDays

/// Runs a period at full speed: the daemon's own planning and delivering, over a copy of the database, by a virtual
/// clock, sending nothing.
public struct Rehearsal: Sendable {
    private let source: SQLiteDatabase
    private let configuration: PartnershipConfiguration

    public init(database: SQLiteDatabase, configuration: PartnershipConfiguration) {
        source = database
        self.configuration = configuration
    }

    /// - Parameters:
    ///   - now: When the run begins.
    ///   - from: Messages that leave before it are part of the run but not of the answer.
    ///   - progress: Told each moment at which something was due.
    /// - Returns: Every message of the period in the order of leaving.
    public func run(
        now: Timestamp, from: Timestamp, to: Timestamp,
        progress: @escaping @Sendable (Timestamp, Int) -> Void = { _, _ in }
    ) async throws -> [ForeseenMessage] {
        let database = try SQLiteDatabase(copyingInMemory: source)
        _ = try await RulesInForce(database: database, rulebook: configuration.rulebook).adopt(now: now)
        let clock = VirtualClock(at: now)
        let recorder = RecordingTransport(clock)
        let run = try VirtualRun(
            database: database, configuration: configuration, clock: clock,
            channels: Channels(mail: recorder, webhooks: nil, texts: recorder), endpoints: [])
        try await run.advance(to: to) { progress($0, recorder.count) }
        return try await database.read { [recorder] session in
            let history = OutboxHistory(session)
            return try recorder.recorded.map { message in
                let (recipient, dueAt, items) = try history.contents(of: message.written.id)
                // What was behind when the period began leaves when it can; everything else when it is due.
                return ForeseenMessage(
                    message.written, leavesAt: max(dueAt, message.at), recipient: recipient, items: items)
            }.filter { $0.leavesAt >= from.iso8601 }.sorted {
                ($0.leavesAt, $0.recipient, $0.channel) < ($1.leavesAt, $1.recipient, $1.channel)
            }
        }
    }
}

/// The two loops driven by a virtual clock from one moment at which something is due to the next.
package struct VirtualRun: Sendable {
    private let database: SQLiteDatabase
    private let rulebook: Rulebook
    private let clock: VirtualClock
    private let planner: Planner
    private let dispatchers: [Dispatcher]

    package init(
        database: SQLiteDatabase, configuration: PartnershipConfiguration, clock: VirtualClock, channels: Channels,
        endpoints: [WebhookSubscription]
    ) throws {
        self.database = database
        self.clock = clock
        rulebook = configuration.rulebook
        planner = Planner(
            database: database, rulebook: rulebook, endpoints: endpoints, texting: configuration.texting)
        let composer = try MailComposer(configuration, keys: database.keys)
        dispatchers = [configuration.mailLane, configuration.textLane].compactMap { $0 }.map { lane in
            Dispatcher(
                database: database, composer: composer, channels: channels, lane: lane,
                configuration: configuration, clock: clock,
                logger: Logger(label: "quorate") { _ in JournalLogHandler(level: .error) })
        }
    }

    /// - Parameters:
    ///   - end: Where the clock then stands.
    ///   - progress: Told each moment at which something was due.
    package func advance(to end: Timestamp, progress: (Timestamp) -> Void = { _ in }) async throws {
        while clock.now <= end {
            try await planner.tick(now: clock.now)
            for dispatcher in dispatchers { _ = try await dispatcher.tick() }
            progress(clock.now)
            guard let next = try await nextMoment(), next <= end else { break }
            clock.move(to: next)
        }
        clock.move(to: end)
    }

    private func nextMoment() async throws -> Timestamp? {
        let now = clock.now
        let (due, attempt, opening) = try await database.read { [rulebook] session in
            let queue = ReminderQueue(session)
            let isBehind = try queue.nextDue().map { $0 <= now } ?? false
            return (
                try queue.nextDue(after: now),
                try [.mail, .text].compactMap { try Outbox(session).nextAttempt(of: $0) }.min(),
                isBehind
                    ? try rulebook.sendingHours(at: now, session).firstSendable(
                        from: now.adding(seconds: 1), calendar: rulebook.calendar(session)) : nil
            )
        }
        return [due, attempt.map { max($0, now.adding(seconds: 1)) }, opening].compactMap { $0 }.min()
    }
}

/// A clock that stands still until it is moved.
package final class VirtualClock: WallClock {
    private let moment: Locked<Timestamp>

    package init(at start: Timestamp) { moment = Locked(start) }

    package var now: Timestamp { moment.withLock { $0 } }

    package func move(to new: Timestamp) { moment.withLock { $0 = max($0, new) } }
}

/// A message as it was handed to a transport.
enum WrittenMessage: Sendable {
    case mail(MailMessage)
    case text(TextMessage)

    var id: String {
        switch self {
        case .mail(let message): message.id
        case .text(let message): message.id
        }
    }
}

/// Accepts every message and keeps it, with the time.
final class RecordingTransport: MailTransport, TextTransport {
    private let clock: any WallClock
    private let messages = Locked<[(written: WrittenMessage, at: Timestamp)]>([])

    init(_ clock: any WallClock) { self.clock = clock }

    var recorded: [(written: WrittenMessage, at: Timestamp)] { messages.withLock { $0 } }
    var count: Int { messages.withLock { $0.count } }

    func deliver(_ message: MailMessage) async -> DeliveryOutcome { keep(.mail(message)) }

    func deliver(_ message: TextMessage) async -> DeliveryOutcome { keep(.text(message)) }

    private func keep(_ message: WrittenMessage) -> DeliveryOutcome {
        let now = clock.now
        messages.withLock { $0.append((message, now)) }
        return .accepted(detail: "rehearsed")
    }

    func stop(within grace: Duration) async {}
}
