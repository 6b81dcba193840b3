// The step that lets a person be reached another way: by text message, or by mail once texts fail.
extension Schema {
    static let addTexts = [
        "ALTER TABLE person ADD COLUMN prefers TEXT NOT NULL DEFAULT 'mail' CHECK \(oneOf("prefers", "mail text"))",
        "ALTER TABLE person ADD COLUMN has_mobile INTEGER NOT NULL DEFAULT 0 CHECK (has_mobile IN (0, 1))",
        "ALTER TABLE reminder ADD COLUMN also_text INTEGER NOT NULL DEFAULT 0 CHECK (also_text IN (0, 1))",
        "ALTER TABLE outbox RENAME TO earlier_outbox",
        "DROP INDEX outbox_waiting",
        "DROP INDEX outbox_claimed",
        "DROP INDEX outbox_by_recipient",
        "DROP INDEX outbox_failed",
        """
        CREATE TABLE outbox (
            id TEXT PRIMARY KEY,
            channel TEXT NOT NULL CHECK \(oneOf("channel", "mail webhook text")),
            content TEXT NOT NULL CHECK \(oneOf("content", "reminders alert call invitation")),
            recipient TEXT NOT NULL,
            original TEXT,
            obligation TEXT,
            generation INTEGER,
            payload TEXT,
            slot_at INTEGER NOT NULL,
            created_at INTEGER NOT NULL,
            state TEXT NOT NULL CHECK \(oneOf("state", "waiting claimed sent failed superseded")),
            attempts INTEGER NOT NULL DEFAULT 0,
            next_attempt_at INTEGER,
            claim TEXT,
            lease_until INTEGER,
            settled_at INTEGER,
            detail TEXT,
            wording TEXT,
            CHECK ((state = 'waiting') = (next_attempt_at IS NOT NULL)),
            CHECK ((state = 'claimed') = (lease_until IS NOT NULL)),
            CHECK ((state = 'claimed') = (claim IS NOT NULL)),
            CHECK (\(oneOf("state", "sent failed superseded")) = (settled_at IS NOT NULL)),
            CHECK ((content = 'reminders' OR content = 'invitation') = (payload IS NULL)),
            CHECK ((content = 'call') = (channel = 'webhook')),
            CHECK (original IS NULL OR channel <> 'webhook')
        ) STRICT
        """,
        """
        INSERT INTO outbox (id, channel, content, recipient, obligation, generation, payload, slot_at, created_at, state,
            attempts, next_attempt_at, claim, lease_until, settled_at, detail, wording)
        SELECT id, channel, content, recipient, obligation, generation, payload, slot_at, created_at, state, attempts,
            next_attempt_at, claim, lease_until, settled_at, detail, wording
        FROM earlier_outbox
        """,
        "DROP TABLE earlier_outbox",
        "CREATE INDEX outbox_waiting ON outbox (channel, next_attempt_at) WHERE state = 'waiting'",
        "CREATE INDEX outbox_claimed ON outbox (lease_until) WHERE state = 'claimed'",
        "CREATE INDEX outbox_by_recipient ON outbox (recipient, created_at)",
        "CREATE INDEX outbox_failed ON outbox (settled_at) WHERE state = 'failed'",
        "CREATE UNIQUE INDEX outbox_other_way ON outbox (original, channel) WHERE original IS NOT NULL",
        "ALTER TABLE message_history RENAME TO earlier_message_history",
        """
        CREATE TABLE message_history (
            message TEXT NOT NULL,
            entry INTEGER NOT NULL CHECK (entry > 0),
            at INTEGER NOT NULL,
            what TEXT NOT NULL CHECK \(oneOf("what",
                "deferred unreachable held late taken-over resent cancelled bounced rerouted arrived")),
            detail TEXT NOT NULL,
            PRIMARY KEY (message, entry)
        ) STRICT
        """,
        "INSERT INTO message_history SELECT message, entry, at, what, detail FROM earlier_message_history",
        "DROP TABLE earlier_message_history",
        "ALTER TABLE address_failure RENAME TO earlier_address_failure",
        """
        CREATE TABLE address_failure (
            person TEXT NOT NULL,
            channel TEXT NOT NULL CHECK \(oneOf("channel", "mail text")),
            failed_on TEXT NOT NULL,
            noted_at INTEGER NOT NULL,
            reason TEXT NOT NULL,
            PRIMARY KEY (person, channel)
        ) STRICT
        """,
        """
        INSERT INTO address_failure (person, channel, failed_on, noted_at, reason)
        SELECT person, 'mail', failed_on, noted_at, reason FROM earlier_address_failure
        """,
        "DROP TABLE earlier_address_failure",
        """
        CREATE TABLE ticket (
            message TEXT PRIMARY KEY,
            ticket TEXT NOT NULL,
            taken_at INTEGER NOT NULL,
            turn INTEGER NOT NULL CHECK (turn > 0),
            standing TEXT NOT NULL CHECK \(oneOf("standing", "open arrived failed unknown")),
            ask_at INTEGER,
            CHECK ((standing = 'open') = (ask_at IS NOT NULL))
        ) STRICT
        """,
        "CREATE INDEX ticket_open ON ticket (ask_at) WHERE standing = 'open'",
        "CREATE UNIQUE INDEX ticket_by_number ON ticket (ticket)",
    ]
}
