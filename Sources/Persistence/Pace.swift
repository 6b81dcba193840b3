import WorkingDays

/// How many messages left one way in the present minute, and on the present day; it survives a restart.
struct Pace {
    let session: any DatabaseSession
    let channel: MessageChannel
    let limits: DeliveryLimits.Pace

    init(_ session: any DatabaseSession, of channel: MessageChannel, _ limits: DeliveryLimits) {
        self.session = session
        self.channel = channel
        self.limits = limits.pace(of: channel)
    }

    /// A span that is counted, with its name in the table and how many may leave in it.
    private var spans: [(destination: String, seconds: Int64, limit: Int)] {
        [
            limits.perMinute.map { (channel.rawValue, 60, $0) },
            limits.perDay.map { ("\(channel.rawValue)/day", 86_400, $0) },
        ].compactMap { $0 }
    }

    /// How many more may leave now.
    func left(now: Timestamp) throws -> Int {
        try spans.map { try left(of: $0, now: now) }.min() ?? .max
    }

    /// Until when nothing more leaves, where the day has had its number.
    func closedUntil(now: Timestamp) throws -> Timestamp? {
        guard let day = spans.first(where: { $0.seconds == 86_400 }), try left(of: day, now: now) == 0 else {
            return nil
        }
        return Timestamp(seconds: (now.seconds / 86_400 + 1) * 86_400)
    }

    private func left(of span: (destination: String, seconds: Int64, limit: Int), now: Timestamp) throws -> Int {
        let row = try session.row(
            "SELECT messages FROM pace WHERE destination = $1 AND minute = $2", span.destination,
            Int(now.seconds / span.seconds))
        return max(0, span.limit - (try row?.integer(0) ?? 0))
    }

    func took(_ count: Int, now: Timestamp) throws {
        guard count > 0 else { return }
        for span in spans {
            try session.execute(
                """
                INSERT INTO pace (destination, minute, messages) VALUES ($1, $2, $3)
                ON CONFLICT (destination) DO UPDATE SET
                    messages = CASE WHEN pace.minute = excluded.minute THEN pace.messages ELSE 0 END
                        + excluded.messages,
                    minute = excluded.minute
                """, span.destination, Int(now.seconds / span.seconds), count)
        }
    }
}
