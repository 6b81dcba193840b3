import Conferences
import WorkingDays

/// Destinations that could not be spoken to: the mail server, GOV.UK Notify, or a webhook's receiver; and the reply mailbox.
///
/// After some failures without a success between them a destination counts as out: nothing is sent to it but one message
/// at growing intervals, which tries whether it is back. So an outage uses up no message's attempts, and a server that
/// comes back is not run over.
public struct Outages {
    let session: any DatabaseSession

    public init(_ session: any DatabaseSession) { self.session = session }

    public struct Outage: Sendable, Equatable {
        /// `mail`, `text`, `replies`, or `webhook/` and the receiver's name.
        public let destination: String
        public let since: Timestamp
        public let failures: Int
        /// When it is tried again.
        public let probeAt: Timestamp
        public let reason: String

        /// What is out, since when, and why.
        ///
        /// - Parameter spelled: How moments are written.
        public func sentence(_ spelled: (Timestamp) -> String, with queue: Queue? = nil) -> String {
            let name =
                switch destination {
                case MessageChannel.mail.rawValue: "The mail server"
                case MessageChannel.text.rawValue: "GOV.UK Notify, for texts,"
                case Outages.replyMailbox: "The reply mailbox"
                default: "The receiver \(destination.dropFirst(8))"
                }
            let what =
                "\(name) has not been reached since \(spelled(since)): \(reason)" + (reason.hasSuffix(".") ? "" : ".")
            return ([what, "It is tried again at \(spelled(probeAt))."] + (queue.map(meanwhile) ?? []))
                .joined(separator: " ")
        }

        private func meanwhile(_ queue: Queue) -> [String] {
            if destination == Outages.replyMailbox {
                return ["What has come back since is not known: answers from calendars, bounces, letters."]
            }
            guard queue.waiting > 0 else { return [] }
            let waiting = queue.waiting == 1 ? "1 message waits" : "\(queue.waiting) messages wait"
            return [
                queue.late == 0 ? "\(waiting)." : "\(waiting), of which \(queue.late) may leave after the deadline."
            ]
        }
    }

    /// What waits for a destination that is out.
    public struct Queue: Sendable, Equatable {
        public let waiting: Int
        /// Those of which somebody was told that they may leave after the deadline of what they remind of.
        public let late: Int
    }

    /// The reply mailbox, among the destinations.
    public static let replyMailbox = "replies"

    /// So many failures in a row make an outage.
    static let patience = 3
    /// Seconds until the first trial; each further wait is twice as long.
    private static let firstWait = 30
    /// Seconds that no wait exceeds: mail that waits should not wait long once the server is back.
    private static let longestWait = 300

    /// A message's destination, in SQL over the outbox.
    static let destination = "(CASE channel WHEN 'webhook' THEN 'webhook/' || recipient ELSE channel END)"
    static func destination(of outbox: String) -> String {
        "(CASE \(outbox).channel WHEN 'webhook' THEN 'webhook/' || \(outbox).recipient ELSE \(outbox).channel END)"
    }
    /// As a receiver of webhooks is named among the destinations.
    public static func destination(ofWebhook name: String) -> String { "webhook/\(name)" }
    static let openOnes = "SELECT destination FROM outage WHERE failures >= \(patience)"

    /// The destinations that are out, in order of name.
    public func open(_ channel: MessageChannel? = nil) throws -> [Outage] {
        try session.rows(
            """
            SELECT destination, since, failures, probe_at, reason FROM outage WHERE failures >= \(Self.patience)
            ORDER BY destination
            """
        ).map {
            Outage(
                destination: try $0.text(0), since: try $0.timestamp(1), failures: try $0.integer(2),
                probeAt: try $0.timestamp(3), reason: try $0.text(4))
        }.filter { channel == nil || $0.destination.hasPrefix(channel!.rawValue) }
    }

    public func queue(_ outage: Outage) throws -> Queue {
        let row = try session.row(
            """
            SELECT COUNT(*), COALESCE(SUM(EXISTS (
                SELECT 1 FROM message_history h WHERE (h.message = m.id OR h.message = m.original) AND h.what = 'late')), 0)
            FROM outbox m WHERE m.state = 'waiting' AND \(Self.destination(of: "m")) = $1
            """, outage.destination)
        return Queue(waiting: try row?.integer(0) ?? 0, late: try row?.integer(1) ?? 0)
    }

    /// The reply mailbox could not be read.
    public func mailboxFailed(because reason: String, triedAgainAt probeAt: Timestamp, now: Timestamp) throws {
        try session.execute(
            """
            INSERT INTO outage (destination, since, failures, probe_at, reason) VALUES ($1, $2, 1, $3, $4)
            ON CONFLICT (destination) DO UPDATE SET
                failures = outage.failures + 1, probe_at = excluded.probe_at, reason = excluded.reason
            """, Self.replyMailbox, now, probeAt, reason)
    }

    /// Whether the reply mailbox could not be read when it was tried last.
    public func hasMailboxFailed() throws -> Bool {
        try session.row("SELECT 1 FROM outage WHERE destination = $1", Self.replyMailbox) != nil
    }

    /// The reply mailbox was read.
    public func mailboxIsBack() throws {
        try session.execute("DELETE FROM outage WHERE destination = $1", Self.replyMailbox)
    }

    /// Whether any destination has failed lately.
    func areAny() throws -> Bool {
        try session.row("SELECT 1 FROM outage WHERE destination <> '\(Self.replyMailbox)' LIMIT 1") != nil
    }

    /// Forgets all others.
    public func keep(only destinations: Set<String>) throws {
        for row in try session.rows("SELECT destination FROM outage") {
            let destination = try row.text(0)
            if !destinations.contains(destination) {
                try session.execute("DELETE FROM outage WHERE destination = $1", destination)
            }
        }
    }

    /// This message tries whether the destination is back; should it not say how that ended, another does later.
    func probe(_ outage: Outage, with message: String, now: Timestamp) throws {
        try session.execute(
            "UPDATE outage SET probe_at = $1, probe = $2 WHERE destination = $3",
            now.adding(seconds: Self.longestWait), message, outage.destination)
    }

    /// A destination could not be spoken to.
    ///
    /// - Returns: Whether it counts as out from now on and did not before.
    @discardableResult
    func failed(destinationOf message: String, reason: String, now: Timestamp) throws -> Bool {
        try failed(destinationOf: message, atLeast: 1, reason: reason, now: now)
    }

    /// A destination does not let us in: it counts as out at once.
    func shutOut(destinationOf message: String, reason: String, now: Timestamp) throws {
        try failed(destinationOf: message, atLeast: Self.patience, reason: reason, now: now)
    }

    /// - Parameter least: How many failures it counts for where there were none before.
    @discardableResult
    private func failed(
        destinationOf message: String, atLeast least: Int, reason: String, now: Timestamp
    ) throws -> Bool {
        guard let destination = try destination(of: message) else { return false }
        let before = try session.row("SELECT failures, probe FROM outage WHERE destination = $1", destination)
        let failures = max(try (before?.integer(0) ?? 0) + 1, least)
        // What was already under way when it went out tells nothing new.
        if let before, failures > Self.patience, try before.optional(1, before.text) != message { return false }
        try session.execute(
            """
            INSERT INTO outage (destination, since, failures, probe_at, reason) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (destination) DO UPDATE SET
                failures = excluded.failures, probe_at = excluded.probe_at, reason = excluded.reason
            """, destination, now, failures, now.adding(seconds: Self.wait(after: failures)), reason)
        return failures == Self.patience
    }

    /// A destination takes nothing more until then: it counts as out at once, and is not tried before.
    ///
    /// - Returns: The destination.
    func closed(
        destinationOf message: String, until: Timestamp, reason: String, now: Timestamp
    ) throws -> String {
        let destination = try destination(of: message) ?? ""
        try closed(destination, until: until, reason: reason, now: now)
        return destination
    }

    func closed(_ destination: String, until: Timestamp, reason: String, now: Timestamp) throws {
        try session.execute(
            """
            INSERT INTO outage (destination, since, failures, probe_at, reason) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (destination) DO UPDATE SET
                failures = excluded.failures, probe_at = excluded.probe_at, reason = excluded.reason
            """, destination, now, Self.patience, until, reason)
    }

    /// A destination took something: it is back.
    func succeeded(destinationOf message: String) throws {
        guard let destination = try destination(of: message) else { return }
        try session.execute("DELETE FROM outage WHERE destination = $1", destination)
    }

    /// Since when a message's destination has failed without a success.
    func since(destinationOf message: String) throws -> Timestamp? {
        try session.row(
            "SELECT since FROM outage WHERE destination = (SELECT \(Self.destination) FROM outbox WHERE id = $1)",
            message
        )?.timestamp(0)
    }

    private func destination(of message: String) throws -> String? {
        try session.row("SELECT \(Self.destination) FROM outbox WHERE id = $1", message)?.text(0)
    }

    private static func wait(after failures: Int) -> Int {
        min(firstWait << min(max(failures - patience, 0), 10), longestWait)
    }
}
