// The step that opened the read tables to the whole rulebook: strategy discussions, drafts, further kinds.
extension Schema {
    /// What was in the read tables is written anew from the log when the database is next opened for work; reminders
    /// are a record of what was done, so they are carried over.
    static let openReadTables = [
        "DROP TABLE invitation",
        "DROP TABLE obligation",
        "DROP TABLE conference",
        """
        CREATE TABLE conference (
            reference TEXT PRIMARY KEY,
            type TEXT NOT NULL CHECK \(oneOf("type", "initial review pre-birth transfer-in")),
            case_reference TEXT NOT NULL,
            sits_on TEXT,
            sits_at TEXT,
            place TEXT,
            chair TEXT,
            administrator TEXT,
            lead_social_worker TEXT,
            discussion TEXT,
            status TEXT NOT NULL CHECK \(oneOf("status",
                "requested dropped scheduled held adjourned cancelled decided record-issued closed")),
            rule_set INTEGER,
            quoracy TEXT CHECK \(oneOf("quoracy", "quorate inquorate inquorate-proceeded inquorate-adjourned")),
            record_on TEXT,
            record TEXT CHECK \(oneOf("record", "drafting chair-review approved circulated final")),
            CHECK ((record IS NULL) = (record_on IS NULL)),
            CHECK ((status IN ('requested', 'dropped')) = (sits_on IS NULL)),
            CHECK ((sits_on IS NULL) = (sits_at IS NULL)),
            CHECK ((sits_on IS NULL) = (rule_set IS NULL))
        ) STRICT
        """,
        "CREATE INDEX conference_by_day ON conference (sits_on, reference)",
        "CREATE INDEX conference_by_case ON conference (case_reference)",
        "CREATE INDEX conference_with_chair ON conference (record_on) WHERE record = 'chair-review'",
        """
        CREATE TABLE need (
            conference TEXT NOT NULL,
            number INTEGER NOT NULL,
            kind TEXT NOT NULL CHECK \(oneOf("kind", "interpreter advocate access")),
            recipient TEXT,
            arranged_on TEXT,
            PRIMARY KEY (conference, number)
        ) STRICT
        """,
        "CREATE INDEX need_open ON need (conference) WHERE arranged_on IS NULL",
        """
        CREATE TABLE invitation (
            conference TEXT NOT NULL,
            number INTEGER NOT NULL,
            agency TEXT NOT NULL,
            person TEXT,
            capacity TEXT NOT NULL CHECK \(oneOf("capacity",
                "direct-contact no-direct-contact report-only note-taker")),
            sent_on TEXT,
            withdrawn_on TEXT,
            bounced_on TEXT,
            reply TEXT CHECK \(oneOf("reply", "accepted tentative apologies")),
            replied_on TEXT,
            delegate TEXT,
            briefed_on TEXT,
            report TEXT NOT NULL CHECK \(oneOf("report", "requested submitted accepted returned exempt")),
            report_on TEXT,
            attendance TEXT CHECK \(oneOf("attendance", "present part delegate apologies absent")),
            PRIMARY KEY (conference, number),
            CHECK ((reply IS NULL) = (replied_on IS NULL)),
            CHECK ((report = 'requested') = (report_on IS NULL)),
            CHECK ((briefed_on IS NOT NULL) <= (delegate IS NOT NULL))
        ) STRICT
        """,
        "CREATE INDEX invitation_by_person ON invitation (person)",
        "CREATE INDEX invitation_absent ON invitation (agency) WHERE attendance = 'absent'",
        "CREATE INDEX invitation_bounced ON invitation (conference) WHERE bounced_on IS NOT NULL",
        """
        CREATE TABLE discussion (
            reference TEXT PRIMARY KEY,
            case_reference TEXT NOT NULL,
            sits_on TEXT NOT NULL,
            sits_at TEXT NOT NULL,
            place TEXT NOT NULL,
            chair TEXT NOT NULL,
            lead_social_worker TEXT,
            status TEXT NOT NULL CHECK \(oneOf("status", "arranged held closed cancelled")),
            section_47 INTEGER CHECK (section_47 IN (0, 1)),
            rule_set INTEGER NOT NULL
        ) STRICT
        """,
        "CREATE INDEX discussion_by_day ON discussion (sits_on, reference)",
        "CREATE INDEX discussion_by_case ON discussion (case_reference)",
        """
        CREATE TABLE participant (
            discussion TEXT NOT NULL,
            number INTEGER NOT NULL,
            agency TEXT NOT NULL,
            person TEXT,
            withdrawn_on TEXT,
            attendance TEXT CHECK \(oneOf("attendance", "present absent apologies")),
            minutes_received_on TEXT,
            PRIMARY KEY (discussion, number)
        ) STRICT
        """,
        """
        CREATE TABLE obligation (
            id TEXT PRIMARY KEY,
            matter TEXT NOT NULL,
            place INTEGER,
            kind TEXT NOT NULL,
            title TEXT NOT NULL,
            generation INTEGER NOT NULL,
            agency TEXT,
            owed_by TEXT,
            anchored_on TEXT NOT NULL,
            due_on TEXT NOT NULL,
            work_to TEXT NOT NULL,
            due_at INTEGER NOT NULL,
            provisional INTEGER NOT NULL CHECK (provisional IN (0, 1)),
            standing TEXT NOT NULL CHECK \(oneOf("standing",
                "outstanding met exempt withdrawn cancelled impossible-notice")),
            settled_on TEXT,
            lapses INTEGER NOT NULL CHECK (lapses IN (0, 1)),
            arranged_for TEXT,
            CHECK ((settled_on IS NULL) = (standing IN ('outstanding', 'impossible-notice')))
        ) STRICT
        """,
        "CREATE INDEX obligation_by_matter ON obligation (matter)",
        "CREATE INDEX obligation_due ON obligation (due_at) WHERE standing = 'outstanding'",
        "CREATE INDEX obligation_owed ON obligation (owed_by) WHERE standing = 'outstanding'",
        "ALTER TABLE reminder RENAME TO earlier_reminder",
        """
        CREATE TABLE reminder (
            obligation TEXT NOT NULL,
            generation INTEGER NOT NULL,
            step TEXT NOT NULL,
            audience TEXT NOT NULL CHECK \(oneOf("audience",
                "owner agencyLead chair administrator participant teamManager headOfService serviceManager "
                + "partnership")),
            matter TEXT NOT NULL,
            leaves_at INTEGER NOT NULL,
            urgent INTEGER NOT NULL CHECK (urgent IN (0, 1)),
            was_due_on TEXT,
            state TEXT NOT NULL CHECK \(oneOf("state", "pending planned sent overtaken stopped failed")),
            message TEXT,
            reason TEXT,
            PRIMARY KEY (obligation, generation, step, audience),
            CHECK (\(oneOf("state", "planned sent failed")) <= (message IS NOT NULL)),
            CHECK (\(oneOf("state", "overtaken stopped failed")) = (reason IS NOT NULL))
        ) STRICT
        """,
        """
        INSERT INTO reminder
            (obligation, generation, step, audience, matter, leaves_at, urgent, state, message, reason)
        SELECT obligation, generation, step, CASE audience WHEN 'invitee' THEN 'owner' ELSE audience END, conference,
            leaves_at, urgent, state, message, reason
        FROM earlier_reminder
        """,
        "DROP TABLE earlier_reminder",
        "CREATE INDEX reminder_due ON reminder (leaves_at) WHERE state = 'pending'",
        "CREATE INDEX reminder_by_matter ON reminder (matter)",
        "CREATE INDEX reminder_by_message ON reminder (message) WHERE message IS NOT NULL",
        "ALTER TABLE agency ADD COLUMN kind TEXT",
        "ALTER TABLE agency ADD COLUMN sharing_exempt_by TEXT",
        "ALTER TABLE agency ADD COLUMN sharing_exempt_reason TEXT",
        """
        CREATE TABLE post (
            post TEXT PRIMARY KEY CHECK \(oneOf("post", "teamManager headOfService serviceManager partnership")),
            person TEXT NOT NULL
        ) STRICT
        """,
        "CREATE TABLE person_hold (person TEXT PRIMARY KEY, held_at INTEGER NOT NULL, until_on TEXT NOT NULL) STRICT",
        """
        CREATE TABLE rule_set (
            number INTEGER PRIMARY KEY CHECK (number > 0),
            effective_on TEXT NOT NULL,
            policy TEXT NOT NULL,
            adopted_at INTEGER NOT NULL
        ) STRICT
        """,
        "CREATE TABLE agenda_template (version INTEGER PRIMARY KEY, template TEXT NOT NULL) STRICT",
        // Taken away once the read tables have been written anew.
        "INSERT INTO setting (name, value) VALUES ('rebuild', 'read tables') ON CONFLICT (name) DO NOTHING",
    ]
}
