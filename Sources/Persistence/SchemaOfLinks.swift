// The steps that let messages carry the links through which they are answered, and a person see all of theirs.
extension Schema {
    /// An invitation's turn rises whenever the invitee is asked anew.
    static let numberTurns = [
        "ALTER TABLE invitation ADD COLUMN turn INTEGER NOT NULL DEFAULT 0 CHECK (turn >= 0)",
        "INSERT INTO setting (name, value) VALUES ('rebuild', 'read tables') ON CONFLICT (name) DO NOTHING",
    ]

    static let findByPerson = [
        "CREATE INDEX invitation_by_delegate ON invitation (delegate) WHERE delegate IS NOT NULL",
        "CREATE INDEX participant_by_person ON participant (person) WHERE person IS NOT NULL",
    ]

    /// For the lists of safeguarding leads.
    static let findUnnamedInvitations = [
        "CREATE INDEX invitation_unnamed ON invitation (agency) WHERE person IS NULL"
    ]
}
