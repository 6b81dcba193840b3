import Conferences
import WorkingDays

/// What befell messages on their way, beyond what their state tells.
public struct MessageHistory {
    let session: any DatabaseSession

    public init(_ session: any DatabaseSession) { self.session = session }

    /// What can befall a message.
    public enum Incident: String, Sendable {
        /// Not delivered, to be tried again.
        case deferred
        /// Its destination was out, or took others only.
        case unreachable
        /// Its recipient has had as many messages as a day allows.
        case held
        /// It will come after the deadline that it reminds of, and the administrator was told.
        case late
        /// Whoever had claimed it did not say how it ended.
        case takenOver = "taken-over"
        case resent, cancelled
        /// It came back after it had been accepted.
        case bounced
        /// It failed, and leaves the other way: by text, or by mail.
        case rerouted
        /// The peer that took it says that it has been delivered.
        case arrived
    }

    /// One line of a message's history.
    public struct Entry: Sendable, Equatable {
        public let at: Timestamp
        public let incident: Incident
        public let detail: String
    }

    func note(_ incident: Incident, _ detail: String, of message: String, at now: Timestamp) throws {
        try session.execute(
            """
            INSERT INTO message_history (message, entry, at, what, detail)
            SELECT $1, COALESCE(MAX(entry), 0) + 1, $2, $3, $4 FROM message_history WHERE message = $1
            """, message, now, incident.rawValue, detail)
    }

    /// When it befell the message last.
    func latest(_ incident: Incident, _ message: String) throws -> Timestamp? {
        try session.row(
            "SELECT at FROM message_history WHERE message = $1 AND what = $2 ORDER BY entry DESC LIMIT 1", message,
            incident.rawValue
        )?.timestamp(0)
    }

    func has(_ incident: Incident, _ message: String) throws -> Bool {
        try !session.rows(
            "SELECT 1 FROM message_history WHERE message = $1 AND what = $2 LIMIT 1", message, incident.rawValue
        ).isEmpty
    }

    /// In the order in which it happened.
    public func entries(of message: String) throws -> [Entry] {
        try session.rows("SELECT at, what, detail FROM message_history WHERE message = $1 ORDER BY entry", message)
            .map { Entry(at: try $0.timestamp(0), incident: try $0.word(1), detail: try $0.text(2)) }
    }
}
