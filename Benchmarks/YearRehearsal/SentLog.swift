import Conferences
import Daemon
import Outbound
import Persistence
import WorkingDays

/// Accepts every message and notes when it left; what it carried is looked up a batch at a time and written out, so
/// that nothing stays in memory.
final class NotingTransport: MailTransport {
    private let clock: VirtualClock
    private let noted = Locked<[(at: Timestamp, message: String)]>([])

    init(clock: VirtualClock) { self.clock = clock }

    /// How many messages held something of what people typed about a family.
    var leaks: Int { leaked.withLock { $0 } }
    private let leaked = Locked(0)

    func deliver(_ message: MailMessage) async -> DeliveryOutcome {
        let now = clock.now
        if Planted.isIn(message) { leaked.withLock { $0 += 1 } }
        noted.withLock { $0.append((now, message.id)) }
        return .accepted(detail: "rehearsed")
    }

    func stop(within grace: Duration) async {}

    /// What left since the last time.
    func take() -> [(at: Timestamp, message: String)] {
        noted.withLock { noted in
            defer { noted.removeAll(keepingCapacity: true) }
            return noted
        }
    }
}

/// One line for each reminder that was delivered.
final class SentFile {
    private let file: LinesFile
    private(set) var messages: Int
    private(set) var reminders: Int

    /// - Parameter counts: What has left already, where a year goes on.
    init(_ folder: String, after counts: RehearsedYear.Counts?) throws {
        file = try LinesFile(
            folder + "/sent.csv", columns: "leftAt,message,obligation,generation,step,audience,recipient",
            isContinued: counts != nil)
        (messages, reminders) = (counts?.messages ?? 0, counts?.reminders ?? 0)
    }

    func write(_ sent: [(at: Timestamp, message: String)], from database: any Database) async throws {
        for first in stride(from: 0, to: sent.count, by: 1000) {
            let batch = sent[first..<min(first + 1000, sent.count)]
            let contents = try await database.read { session in
                let history = OutboxHistory(session)
                return try batch.map { try history.carried(by: $0.message) }
            }
            for (entry, content) in zip(batch, contents) {
                messages += 1
                for key in content.keys { try write(key, entry, to: content.recipient.text) }
            }
        }
    }

    private func write(_ key: ReminderKey, _ entry: (at: Timestamp, message: String), to recipient: String) throws {
        reminders += 1
        try file.write([
            entry.at.iso8601, entry.message, key.obligation, String(key.generation), key.step, key.audience.rawValue,
            recipient,
        ])
    }

    func flush() throws { try file.flush() }
}
