// The step that lets practice be measured: what the audit counts and no table held.
extension Schema {
    static let measurePractice = [
        """
        CREATE TABLE sharing (
            conference TEXT NOT NULL,
            place TEXT NOT NULL,
            number INTEGER NOT NULL,
            recipient TEXT NOT NULL,
            outcome TEXT NOT NULL CHECK \(oneOf("outcome",
                "sent-only face-to-face video telephone refused unable-to-contact exempt")),
            shared_on TEXT NOT NULL,
            PRIMARY KEY (conference, place)
        ) STRICT
        """,
        """
        CREATE TABLE adjournment (
            conference TEXT NOT NULL,
            number INTEGER NOT NULL,
            adjourned_on TEXT NOT NULL,
            PRIMARY KEY (conference, number)
        ) STRICT
        """,
        "CREATE INDEX adjournment_by_day ON adjournment (adjourned_on)",
        "ALTER TABLE invitation ADD COLUMN covers INTEGER CHECK (covers IN (0, 1))",
        "ALTER TABLE discussion ADD COLUMN complete INTEGER NOT NULL DEFAULT 0 CHECK (complete IN (0, 1))",
        "ALTER TABLE discussion ADD COLUMN mandatory INTEGER NOT NULL DEFAULT 0 CHECK (mandatory IN (0, 1))",
        "ALTER TABLE obligation ADD COLUMN noticed INTEGER NOT NULL DEFAULT 1 CHECK (noticed IN (0, 1))",
        "CREATE INDEX obligation_of_matter ON obligation (kind, due_on) WHERE place IS NULL",
        "INSERT INTO setting (name, value) VALUES ('rebuild', 'read tables') ON CONFLICT (name) DO NOTHING",
    ]
}
