// The step that lets delivery wait for a destination, remember what it met with, and tell of what it could not do.
extension Schema {
    static let widenDelivery = [
        "ALTER TABLE outbox RENAME TO earlier_outbox",
        "DROP INDEX outbox_waiting",
        "DROP INDEX outbox_claimed",
        """
        CREATE TABLE outbox (
            id TEXT PRIMARY KEY,
            channel TEXT NOT NULL CHECK (channel IN ('mail', 'webhook')),
            content TEXT NOT NULL CHECK \(oneOf("content", "reminders alert call invitation")),
            recipient TEXT NOT NULL,
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
            CHECK ((content = 'call') = (channel = 'webhook'))
        ) STRICT
        """,
        """
        INSERT INTO outbox (id, channel, content, recipient, obligation, generation, payload, slot_at, created_at, state,
            attempts, next_attempt_at, claim, lease_until, settled_at, detail)
        SELECT id, channel, CASE channel WHEN 'webhook' THEN 'call' ELSE 'reminders' END, recipient, obligation,
            generation, payload, slot_at, created_at, state, attempts, next_attempt_at, claim, lease_until, settled_at,
            detail
        FROM earlier_outbox
        """,
        "DROP TABLE earlier_outbox",
        "CREATE INDEX outbox_waiting ON outbox (channel, next_attempt_at) WHERE state = 'waiting'",
        "CREATE INDEX outbox_claimed ON outbox (lease_until) WHERE state = 'claimed'",
        "CREATE INDEX outbox_by_recipient ON outbox (recipient, created_at)",
        "CREATE INDEX outbox_failed ON outbox (settled_at) WHERE state = 'failed'",
        """
        CREATE TABLE message_history (
            message TEXT NOT NULL,
            entry INTEGER NOT NULL CHECK (entry > 0),
            at INTEGER NOT NULL,
            what TEXT NOT NULL CHECK \(oneOf("what",
                "deferred unreachable held late taken-over resent cancelled bounced")),
            detail TEXT NOT NULL,
            PRIMARY KEY (message, entry)
        ) STRICT
        """,
        """
        CREATE TABLE outage (
            destination TEXT PRIMARY KEY,
            since INTEGER NOT NULL,
            failures INTEGER NOT NULL CHECK (failures > 0),
            probe_at INTEGER NOT NULL,
            probe TEXT,
            reason TEXT NOT NULL
        ) STRICT
        """,
        """
        CREATE TABLE pace (
            destination TEXT PRIMARY KEY,
            minute INTEGER NOT NULL,
            messages INTEGER NOT NULL CHECK (messages > 0)
        ) STRICT
        """,
        """
        CREATE TABLE webhook_disabled (
            endpoint TEXT PRIMARY KEY,
            disabled_at INTEGER NOT NULL,
            reason TEXT NOT NULL
        ) STRICT
        """,
        """
        CREATE TABLE calendar_entry (
            uid TEXT PRIMARY KEY,
            conference TEXT NOT NULL,
            number INTEGER NOT NULL,
            person TEXT NOT NULL,
            sequence INTEGER NOT NULL CHECK (sequence >= 0),
            sits_on TEXT NOT NULL,
            sits_at TEXT NOT NULL,
            place TEXT NOT NULL,
            cancelled INTEGER NOT NULL CHECK (cancelled IN (0, 1)),
            written_at INTEGER NOT NULL,
            times_resent INTEGER NOT NULL,
            UNIQUE (conference, number, person)
        ) STRICT
        """,
        """
        CREATE TABLE incoming_mail (
            digest TEXT PRIMARY KEY,
            numbering INTEGER NOT NULL,
            number INTEGER NOT NULL,
            received_at INTEGER NOT NULL,
            kind TEXT NOT NULL CHECK \(oneOf("kind", "bounce delay reply automatic letter unclear")),
            message TEXT,
            person TEXT,
            matter TEXT,
            note TEXT NOT NULL,
            needs_reading INTEGER NOT NULL CHECK (needs_reading IN (0, 1)),
            read_at INTEGER,
            filed_at INTEGER,
            CHECK ((read_at IS NULL) OR needs_reading = 1)
        ) STRICT
        """,
        "CREATE INDEX incoming_mail_unfiled ON incoming_mail (numbering) WHERE needs_reading = 0 AND filed_at IS NULL",
        "CREATE INDEX incoming_mail_by_time ON incoming_mail (received_at, number)",
        "CREATE INDEX incoming_mail_unread ON incoming_mail (received_at) WHERE needs_reading = 1 AND read_at IS NULL",
        """
        CREATE TABLE address_failure (
            person TEXT PRIMARY KEY,
            failed_on TEXT NOT NULL,
            noted_at INTEGER NOT NULL,
            reason TEXT NOT NULL
        ) STRICT
        """,
    ]
}
