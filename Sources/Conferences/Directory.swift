/// An agency of the partnership: children's social care, police, health, a school.
public struct Agency: Hashable, Sendable, Codable {
    public let code: AgencyCode
    public let name: String
    /// Whom reminders escalate to, and who answers while the invitee has no name yet.
    public let safeguardingLead: PersonReference?

    public init(code: AgencyCode, name: String, safeguardingLead: PersonReference?) {
        self.code = code
        self.name = name
        self.safeguardingLead = safeguardingLead
    }
}

/// A professional: never a member of a family.
public struct Person: Hashable, Sendable {
    public let reference: PersonReference
    public let agency: AgencyCode
    public let name: String
    /// The address that reminders go to.
    public let email: String

    public init(reference: PersonReference, agency: AgencyCode, name: String, email: String) {
        self.reference = reference
        self.agency = agency
        self.name = name
        self.email = email
    }
}

extension Person: Codable {
    private enum Key: String, CodingKey { case reference, agency, name, email }

    /// Reads name and address sealed, as plain text from before they were sealed, or as erased.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        self.init(
            reference: try values.decode(PersonReference.self, forKey: .reference),
            agency: try values.decode(AgencyCode.self, forKey: .agency),
            name: try values.decode(Note.self, forKey: .name).shown,
            email: try values.decode(Note.self, forKey: .email).shown)
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(reference, forKey: .reference)
        try values.encode(agency, forKey: .agency)
        try values.encode(Note(name), forKey: .name)
        try values.encode(Note(email), forKey: .email)
    }
}

/// What the log records of agencies and people: the whole entry as it stands from then on.
public enum DirectoryEvent: Hashable, Sendable, Codable {
    case agencyRecorded(agency: Agency)
    case personRecorded(person: Person)
}
