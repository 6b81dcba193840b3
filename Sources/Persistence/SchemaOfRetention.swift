// The step that lets a legal hold suspend the schedule of retention.
extension Schema {
    static let holdLegally = [
        "CREATE TABLE legal_hold (subject TEXT PRIMARY KEY, held_at INTEGER NOT NULL, actor TEXT NOT NULL) STRICT"
    ]
}
