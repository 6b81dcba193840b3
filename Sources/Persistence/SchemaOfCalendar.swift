// The step that lets days be set apart while the service runs.
extension Schema {
    static let setDaysApart = [
        """
        CREATE TABLE day_apart (
            day TEXT PRIMARY KEY,
            kind TEXT NOT NULL CHECK \(oneOf("kind", "closed holiday")),
            title TEXT NOT NULL
        ) STRICT
        """
    ]
}
