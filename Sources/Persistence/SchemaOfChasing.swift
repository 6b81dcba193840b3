// The step that makes what is to be chased quick to find, however much was missed in the past.
extension Schema {
    static let markMissed = [
        "ALTER TABLE obligation ADD COLUMN missed INTEGER NOT NULL DEFAULT 0 CHECK (missed IN (0, 1))",
        """
        CREATE INDEX obligation_chased ON obligation (work_to)
        WHERE standing = 'outstanding' AND lapses = 0 AND arranged_for IS NULL AND missed = 0
        """,
        """
        CREATE INDEX obligation_convening ON obligation (due_at)
        WHERE kind = 'conveneInitial' AND standing = 'outstanding' AND arranged_for IS NULL
        """,
        "CREATE INDEX conference_by_discussion ON conference (discussion) WHERE discussion IS NOT NULL",
        "INSERT INTO setting (name, value) VALUES ('rebuild', 'read tables') ON CONFLICT (name) DO NOTHING",
    ]
}
