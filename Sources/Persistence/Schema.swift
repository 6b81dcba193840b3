/// The schema, as numbered steps. A step is frozen once shipped: what changes is a further step.
///
/// Written as SQLite's STRICT tables; a PostgreSQL driver reads `INTEGER` as `BIGINT` and `BLOB` as `BYTEA`.
enum Schema {
    struct Migration {
        let name: String
        let statements: [String]
    }

    static let migrations = [
        Migration(name: "001-create-log", statements: createLog),
        Migration(name: "002-create-read-tables", statements: createReadTables),
        Migration(name: "003-create-outbox", statements: createOutbox),
        Migration(name: "004-open-read-tables", statements: openReadTables),
        Migration(name: "005-seal-notes-and-contacts", statements: sealNotesAndContacts),
        Migration(name: "006-widen-delivery", statements: widenDelivery),
        Migration(name: "007-add-texts", statements: addTexts),
        Migration(name: "008-number-turns", statements: numberTurns),
        Migration(name: "009-add-accounts", statements: addAccounts),
        Migration(name: "010-find-by-person", statements: findByPerson),
        Migration(name: "011-serve-office", statements: serveOffice),
        Migration(name: "012-mark-missed", statements: markMissed),
        Migration(name: "013-add-languages", statements: addLanguages),
        Migration(name: "014-set-days-apart", statements: setDaysApart),
        Migration(name: "015-find-unnamed-invitations", statements: findUnnamedInvitations),
        Migration(name: "016-measure-practice", statements: measurePractice),
        Migration(name: "017-hold-legally", statements: holdLegally),
        Migration(name: "018-order-answers", statements: orderAnswers),
        Migration(name: "019-begin-entries-anew", statements: beginEntriesAnew),
    ]

    static func migrate(_ session: any DatabaseSession, path: String) throws {
        try session.execute("CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY) STRICT")
        let applied = try session.rows("SELECT name FROM migration ORDER BY name").map { try $0.text(0) }
        let unknown = applied.filter { name in !migrations.contains { $0.name == name } }
        guard unknown.isEmpty else { throw StoreError.newerSchema(path: path, unknown: unknown) }
        for migration in migrations where !applied.contains(migration.name) {
            for statement in migration.statements { try session.execute(statement) }
            try session.execute("INSERT INTO migration (name) VALUES ($1)", migration.name)
        }
    }

    /// A condition that holds where a column has one of some words.
    ///
    /// SQLite builds a table in memory for a list of three or more after `IN`, each time a row is checked; comparing
    /// with one after the other costs it nothing.
    static func oneOf(_ column: String, _ words: String) -> String {
        "(" + words.split(separator: " ").map { "\(column) = '\($0)'" }.joined(separator: " OR ") + ")"
    }

    private static let createLog = [
        """
        CREATE TABLE event (
            position INTEGER PRIMARY KEY CHECK (position > 0),
            stream TEXT NOT NULL,
            version INTEGER NOT NULL CHECK (version > 0),
            recorded_at INTEGER NOT NULL,
            actor TEXT NOT NULL,
            kind TEXT NOT NULL,
            payload TEXT,
            payload_digest BLOB NOT NULL CHECK (length(payload_digest) = 32),
            hash BLOB NOT NULL CHECK (length(hash) = 32),
            UNIQUE (stream, version)
        ) STRICT
        """,
        "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
    ]

    private static let createReadTables = [
        """
        CREATE TABLE agency (
            code TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            lead TEXT
        ) STRICT
        """,
        """
        CREATE TABLE person (
            reference TEXT PRIMARY KEY,
            agency TEXT NOT NULL,
            name TEXT NOT NULL,
            email TEXT NOT NULL
        ) STRICT
        """,
        """
        CREATE TABLE conference (
            reference TEXT PRIMARY KEY,
            type TEXT NOT NULL CHECK \(oneOf("type", "initial review pre-birth transfer-in")),
            case_reference TEXT NOT NULL,
            sits_on TEXT NOT NULL,
            sits_at TEXT NOT NULL,
            place TEXT NOT NULL,
            chair TEXT NOT NULL,
            administrator TEXT NOT NULL,
            status TEXT NOT NULL CHECK \(oneOf("status", "scheduled held cancelled"))
        ) STRICT
        """,
        "CREATE INDEX conference_by_day ON conference (sits_on, reference)",
        """
        CREATE TABLE invitation (
            conference TEXT NOT NULL,
            number INTEGER NOT NULL,
            agency TEXT NOT NULL,
            person TEXT,
            sent_on TEXT NOT NULL,
            withdrawn_on TEXT,
            reply TEXT CHECK \(oneOf("reply", "accepted tentative apologies")),
            replied_on TEXT,
            report TEXT NOT NULL CHECK \(oneOf("report", "requested submitted exempt")),
            report_on TEXT,
            attendance TEXT CHECK \(oneOf("attendance", "present part delegate apologies absent")),
            PRIMARY KEY (conference, number),
            CHECK ((reply IS NULL) = (replied_on IS NULL)),
            CHECK ((report = 'requested') = (report_on IS NULL))
        ) STRICT
        """,
        "CREATE INDEX invitation_by_person ON invitation (person)",
        """
        CREATE TABLE obligation (
            id TEXT PRIMARY KEY,
            conference TEXT NOT NULL,
            invitation INTEGER NOT NULL,
            kind TEXT NOT NULL,
            generation INTEGER NOT NULL,
            agency TEXT NOT NULL,
            owed_by TEXT,
            due_on TEXT NOT NULL,
            work_to TEXT NOT NULL,
            due_at INTEGER NOT NULL,
            provisional INTEGER NOT NULL CHECK (provisional IN (0, 1)),
            standing TEXT NOT NULL CHECK \(oneOf("standing",
                "outstanding met exempt withdrawn cancelled impossible-notice")),
            settled_on TEXT,
            CHECK ((settled_on IS NULL) = (standing IN ('outstanding', 'impossible-notice')))
        ) STRICT
        """,
        "CREATE INDEX obligation_by_conference ON obligation (conference)",
        "CREATE INDEX obligation_due ON obligation (due_at) WHERE standing = 'outstanding'",
    ]

    private static let createOutbox = [
        """
        CREATE TABLE reminder (
            obligation TEXT NOT NULL,
            generation INTEGER NOT NULL,
            step TEXT NOT NULL,
            audience TEXT NOT NULL CHECK \(oneOf("audience", "invitee agencyLead chair administrator")),
            conference TEXT NOT NULL,
            leaves_at INTEGER NOT NULL,
            urgent INTEGER NOT NULL CHECK (urgent IN (0, 1)),
            state TEXT NOT NULL CHECK \(oneOf("state", "pending planned sent overtaken stopped failed")),
            message TEXT,
            reason TEXT,
            PRIMARY KEY (obligation, generation, step, audience),
            CHECK (\(oneOf("state", "planned sent failed")) <= (message IS NOT NULL)),
            CHECK (\(oneOf("state", "overtaken stopped failed")) = (reason IS NOT NULL))
        ) STRICT
        """,
        "CREATE INDEX reminder_due ON reminder (leaves_at) WHERE state = 'pending'",
        "CREATE INDEX reminder_by_conference ON reminder (conference)",
        "CREATE INDEX reminder_by_message ON reminder (message) WHERE message IS NOT NULL",
        """
        CREATE TABLE outbox (
            id TEXT PRIMARY KEY,
            channel TEXT NOT NULL CHECK (channel IN ('mail', 'webhook')),
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
            CHECK ((state = 'waiting') = (next_attempt_at IS NOT NULL)),
            CHECK ((state = 'claimed') = (lease_until IS NOT NULL)),
            CHECK ((state = 'claimed') = (claim IS NOT NULL)),
            CHECK (\(oneOf("state", "sent failed superseded")) = (settled_at IS NOT NULL)),
            CHECK ((channel = 'webhook') = (payload IS NOT NULL))
        ) STRICT
        """,
        "CREATE INDEX outbox_waiting ON outbox (channel, next_attempt_at) WHERE state = 'waiting'",
        "CREATE INDEX outbox_claimed ON outbox (lease_until) WHERE state = 'claimed'",
    ]

    private static let sealNotesAndContacts = [
        """
        CREATE TABLE sealing_key (
            subject TEXT PRIMARY KEY,
            master TEXT,
            wrapped BLOB,
            created_at INTEGER NOT NULL,
            erased_at INTEGER,
            CHECK ((wrapped IS NULL) = (erased_at IS NOT NULL)),
            CHECK ((master IS NULL) = (wrapped IS NULL))
        ) STRICT
        """,
        "CREATE INDEX sealing_key_by_master ON sealing_key (master) WHERE wrapped IS NOT NULL",
        // What it holds is sealed into the new table, by the program, when the database is next opened with its keys.
        "ALTER TABLE person RENAME TO plain_person",
        """
        CREATE TABLE person (
            reference TEXT PRIMARY KEY,
            agency TEXT NOT NULL,
            contact TEXT NOT NULL
        ) STRICT
        """,
    ]
}
