// The step that the office's pages need.
extension Schema {
    static let serveOffice = [
        // A rule set that was taken back stays: what met under it is still explained by it.
        "ALTER TABLE rule_set ADD COLUMN withdrawn_at INTEGER",
        "CREATE INDEX event_of_hold ON event (stream) WHERE kind = 'remindersHeld'",
        "CREATE INDEX outbox_by_slot ON outbox (slot_at, id)",
    ]
}
