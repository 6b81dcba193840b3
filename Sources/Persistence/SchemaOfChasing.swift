// The step that makes what is to be chased quick to find, however much was missed in the past.
extension Schema {
    static let markMissed = [
        "ALTER TABLE obligation ADD COLUMN missed INTEGER NOT NULL DEFAULT 0 CHECK (missed IN (0, 1))",
        """
        CREATE INDEX obligation_chased ON obligation (work_to)
        WHERE standing = 'outstanding' AND lapses = 0 AND arranged_for IS NULL AND missed = 0
        """,
        "INSERT INTO setting (name, value) VALUES ('rebuild', 'read tables') ON CONFLICT (name) DO NOTHING",
    ]
}
