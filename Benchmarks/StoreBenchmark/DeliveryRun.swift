import Daemon
import Foundation
import Logging
import Outbound
import Persistence
import WorkingDays

/// The deliver loop, as the daemon runs it, on a prepared outbox.
struct DeliveryRun {
    let configuration: PartnershipConfiguration

    struct Figures: Encodable {
        /// From the first claim until the last settlement is on disk.
        let seconds: Double
        let sent: Int
        let notSent: Int
    }

    func deliver() async throws -> Figures {
        let database = try await configuration.openDatabase()
        var logger = Logger(label: "benchmark")
        logger.logLevel = configuration.logLevel
        let dispatcher = Dispatcher(
            database: database, composer: try MailComposer(configuration, keys: database.keys),
            channels: try Channels(configuration, notify: nil),
            lane: configuration.webhookLane ?? configuration.mailLane, configuration: configuration,
            clock: ShiftedWallClock(startingAt: DueMessages.noon), logger: logger)
        let start = ContinuousClock.now
        let summary = try await dispatcher.tick()
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        let settled = try await database.read { try Outbox($0).counts()["sent", default: 0] }
        try database.close()
        guard settled >= summary.sent else { throw UnsettledMessages(sent: summary.sent, settled: settled) }
        return Figures(seconds: seconds, sent: summary.sent, notSent: summary.deferred + summary.failed)
    }

    func printMessage() async throws {
        let database = try await configuration.openDatabase()
        let noon = DueMessages.noon
        let claimed = try await database.write { session in
            try Outbox(session).claim(1, as: "sample", now: noon, leaseUntil: noon.adding(seconds: 60))
        }
        for message in claimed {
            guard case .reminders(let recipient, let items) = message.content else { continue }
            let mail = try MailComposer(configuration, keys: database.keys)
                .mail(.reminders(recipient: recipient, items: items), id: message.id, now: noon)
            try FileHandle.standardOutput.write(contentsOf: mail.encoded())
        }
    }
}

struct UnsettledMessages: Error, CustomStringConvertible {
    let sent: Int
    let settled: Int

    var description: String { "\(sent) messages were sent, but the database has only \(settled) of them as sent." }
}
