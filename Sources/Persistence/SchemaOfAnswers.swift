// The step that tells which of two answers by calendar was written last.
extension Schema {
    static let orderAnswers = ["ALTER TABLE calendar_entry ADD COLUMN answered_at INTEGER"]
}
