/// The few facts that the service keeps about itself.
public struct Settings {
    let session: any DatabaseSession

    public init(_ session: any DatabaseSession) { self.session = session }

    /// A fingerprint of the policy and calendar that stored deadlines follow; absent in a new database.
    public var rules: String? {
        get throws { try session.row("SELECT value FROM setting WHERE name = 'rules'")?.text(0) }
    }

    public func setRules(_ fingerprint: String) throws {
        try session.execute(
            """
            INSERT INTO setting (name, value) VALUES ('rules', $1)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """, fingerprint)
    }
}
