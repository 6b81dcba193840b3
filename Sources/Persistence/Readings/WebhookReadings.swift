import WorkingDays

/// How the receivers of webhooks stand.
public struct WebhookReadings {
    let session: any DatabaseSession

    public init(_ session: any DatabaseSession) { self.session = session }

    /// A receiver that said it was gone for good, and is not called until somebody orders it.
    public struct SwitchedOff: Sendable, Equatable {
        public let endpoint: String
        public let at: Timestamp
        public let reason: String
    }

    /// How many calls of one receiver have not arrived.
    public struct Counts: Sendable, Equatable {
        /// To be made, or being made.
        public var waiting = 0
        public var failed = 0

        public init() {}
    }

    /// The receivers that are switched off, in order of name.
    public func switchedOff() throws -> [SwitchedOff] {
        try session.rows("SELECT endpoint, disabled_at, reason FROM webhook_disabled ORDER BY endpoint").map {
            SwitchedOff(endpoint: try $0.text(0), at: try $0.timestamp(1), reason: try $0.text(2))
        }
    }

    /// By the receiver's name; one of which no call waits or failed is not in it.
    public func counts() throws -> [String: Counts] {
        // One state at a time: each has an index of its own.
        try ["waiting", "claimed", "failed"].reduce(into: [:]) { counts, state in
            let rows = try session.rows(
                """
                SELECT recipient, COUNT(*) FROM outbox WHERE state = '\(state)' AND channel = 'webhook'
                GROUP BY recipient
                """)
            for row in rows {
                let number = try row.integer(1)
                if state == "failed" {
                    counts[try row.text(0), default: Counts()].failed += number
                } else {
                    counts[try row.text(0), default: Counts()].waiting += number
                }
            }
        }
    }
}
