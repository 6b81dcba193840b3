// The step that tells which of two answers by calendar was written last.
extension Schema {
    static let orderAnswers = ["ALTER TABLE calendar_entry ADD COLUMN answered_at INTEGER"]

    /// The version of an entry that asks somebody who had been told that they are not needed: no change, but an invitation.
    static let beginEntriesAnew = ["ALTER TABLE calendar_entry ADD COLUMN begun_with INTEGER NOT NULL DEFAULT 0"]
}
