import Conferences
import WorkingDays

/// A person's name, address and number as the table of people keeps them: one text, sealed under the person's key.
struct PersonContact: Equatable {
    let name: String
    let email: String
    let mobile: String?

    func sealed(by sealer: SubjectSealer) throws -> String {
        try sealer.seal([email, name, mobile].compactMap { $0 }.joined(separator: "\n"))
    }

    init(name: String, email: String, mobile: String? = nil) {
        (self.name, self.email, self.mobile) = (name, email, mobile)
    }

    /// - Returns: `nil` once the person's key was erased.
    init?(_ sealed: String, _ sealer: SubjectSealer) throws {
        guard let text = try sealer.open(sealed) else { return nil }
        let parts = text.split(separator: "\n", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
        guard parts.count >= 2 else { throw SealingError.tampered(sealer.subject) }
        self.init(name: parts[1], email: parts[0], mobile: parts.count > 2 ? parts[2] : nil)
    }
}

/// Seals the names and addresses that a database from before sealing keeps in plain text, in its table of people and
/// in its log. The log's old entries lose their content, which stands, sealed, in new ones.
public struct PlainContacts {
    let session: any DatabaseSession

    public init(_ session: any DatabaseSession) { self.session = session }

    public var areThere: Bool {
        get throws { try !session.rows("SELECT 1 FROM plain_person LIMIT 1").isEmpty }
    }

    private static let kind = "personRecorded"

    /// Whether an entry may have lost its content here, which no other may.
    static func empties(_ entry: LoggedEvent) -> Bool { entry.kind == kind }

    public func seal(now: Timestamp) throws {
        let people = try session.rows("SELECT reference, agency, name, email FROM plain_person ORDER BY reference")
            .map { row in
                Person(
                    reference: try row.reference(0), agency: try row.reference(1), name: try row.text(2),
                    email: try row.text(3))
            }
        try session.execute("UPDATE event SET payload = NULL WHERE kind = '\(Self.kind)'")
        for person in people { try PersonRegister(session).write(person, actor: "system", now: now) }
        try session.execute("DELETE FROM plain_person")
    }
}
