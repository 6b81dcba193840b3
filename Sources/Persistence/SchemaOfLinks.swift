// The step that lets messages carry the links through which they are answered.
extension Schema {
    /// An invitation's turn rises whenever the invitee is asked anew.
    static let numberTurns = [
        "ALTER TABLE invitation ADD COLUMN turn INTEGER NOT NULL DEFAULT 0 CHECK (turn >= 0)",
        "INSERT INTO setting (name, value) VALUES ('rebuild', 'read tables') ON CONFLICT (name) DO NOTHING",
    ]
}
