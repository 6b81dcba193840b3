/// The few facts that the service keeps about itself.
public struct Settings {
    let session: any DatabaseSession

    public init(_ session: any DatabaseSession) { self.session = session }

    /// The calendar that stored deadlines were counted by, as whoever counted wrote it; absent in a new database.
    public var rules: String? {
        get throws { try session.row("SELECT value FROM setting WHERE name = 'rules'")?.text(0) }
    }

    public func setRules(_ calendar: String) throws {
        try session.execute(
            """
            INSERT INTO setting (name, value) VALUES ('rules', $1)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """, calendar)
    }
}
