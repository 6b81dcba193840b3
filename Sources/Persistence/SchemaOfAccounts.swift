// The step that lets people sign in.
extension Schema {
    static let addAccounts = [
        """
        CREATE TABLE account (
            name TEXT PRIMARY KEY,
            display_name TEXT NOT NULL,
            roles TEXT NOT NULL,
            person TEXT,
            agency TEXT,
            state TEXT NOT NULL CHECK \(oneOf("state", "invited active disabled")),
            disabled_for TEXT CHECK \(oneOf("disabled_for", "by-hand dormant")),
            password TEXT,
            identity TEXT UNIQUE,
            second_factor TEXT,
            last_code INTEGER,
            open_since INTEGER NOT NULL,
            seen_at INTEGER,
            CHECK ((state = 'disabled') = (disabled_for IS NOT NULL)),
            CHECK (state <> 'active' OR password IS NOT NULL OR identity IS NOT NULL),
            CHECK (state <> 'invited' OR password IS NULL),
            CHECK (last_code IS NULL OR second_factor IS NOT NULL)
        ) STRICT
        """,
        """
        CREATE TABLE recovery_code (
            account TEXT NOT NULL,
            digest BLOB NOT NULL CHECK (length(digest) = 32),
            PRIMARY KEY (account, digest)
        ) STRICT
        """,
        """
        CREATE TABLE account_session (
            digest BLOB PRIMARY KEY CHECK (length(digest) = 32),
            account TEXT NOT NULL,
            stage TEXT NOT NULL CHECK \(oneOf("stage", "open code second-factor")),
            form_token TEXT NOT NULL,
            begun_at INTEGER NOT NULL,
            used_at INTEGER NOT NULL,
            ends_at INTEGER NOT NULL,
            CHECK (ends_at > begun_at),
            CHECK (used_at >= begun_at)
        ) STRICT
        """,
        "CREATE INDEX account_session_by_account ON account_session (account)",
        "CREATE INDEX account_session_by_end ON account_session (ends_at)",
        // A link without an account makes the first administrator's.
        """
        CREATE TABLE set_up_link (
            digest BLOB PRIMARY KEY CHECK (length(digest) = 32),
            account TEXT UNIQUE,
            expires_at INTEGER NOT NULL
        ) STRICT
        """,
        // By a digest of the name that was given, whether or not there is an account of that name.
        """
        CREATE TABLE sign_in_failure (
            subject BLOB PRIMARY KEY CHECK (length(subject) = 32),
            attempts INTEGER NOT NULL CHECK (attempts > 0),
            last_at INTEGER NOT NULL
        ) STRICT
        """,
        "CREATE INDEX sign_in_failure_by_age ON sign_in_failure (last_at)",
    ]
}
