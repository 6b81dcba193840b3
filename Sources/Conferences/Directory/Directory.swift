import WorkingDays

/// An agency of the partnership: children's social care, police, health, a school.
public struct Agency: Hashable, Sendable, Codable {
    public let code: AgencyCode
    public let name: String
    /// Whom reminders escalate to, and who answers while the invitee has no name yet.
    public let safeguardingLead: PersonReference?
    /// Absent where nobody has said; then the agency is a quoracy group of its own.
    public let kind: AgencyKind?
    /// Held by an agency that does not share its reports beforehand, the police commonly.
    public let sharingExemption: SharingExemption?

    public init(
        code: AgencyCode, name: String, safeguardingLead: PersonReference?, kind: AgencyKind? = nil,
        sharingExemption: SharingExemption? = nil
    ) {
        self.code = code
        self.name = name
        self.safeguardingLead = safeguardingLead
        self.kind = kind
        self.sharingExemption = sharingExemption
    }
}

/// Why an agency's reports are not shared with the family beforehand, and who approved it.
///
/// It is about the agency, never about a case.
public struct SharingExemption: Hashable, Sendable, Codable {
    public let approvedBy: PersonReference
    public let reason: String

    public init(approvedBy: PersonReference, reason: String) {
        self.approvedBy = approvedBy
        self.reason = reason
    }
}

/// A professional: never a member of a family.
public struct Person: Hashable, Sendable {
    public let reference: PersonReference
    public let agency: AgencyCode
    public let name: String
    /// The address that reminders go to.
    public let email: String
    /// The number that text messages go to, `+447…`; absent where none is known.
    public let mobile: String?
    /// How reminders go; by mail where no number is known.
    public let preferredChannel: PreferredChannel
    /// What they read; absent for whoever has said nothing, and reads what the partnership writes in.
    public let language: ReadingLanguage?

    public init(
        reference: PersonReference, agency: AgencyCode, name: String, email: String, mobile: String? = nil,
        preferredChannel: PreferredChannel = .mail, language: ReadingLanguage? = nil
    ) {
        self.reference = reference
        self.agency = agency
        self.name = name
        self.email = email
        self.mobile = mobile
        self.preferredChannel = preferredChannel
        self.language = language
    }
}

/// How somebody wants to be reminded. Invitations come by mail in any case, for the calendar's sake.
public enum PreferredChannel: String, CaseIterable, Sendable, Codable {
    case mail, text
}

extension Person: Codable {
    private enum Key: String, CodingKey { case reference, agency, name, email, mobile, preferredChannel, language }

    /// Reads name, address and number sealed, as plain text from before they were sealed, or as erased.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        self.init(
            reference: try values.decode(PersonReference.self, forKey: .reference),
            agency: try values.decode(AgencyCode.self, forKey: .agency),
            name: try values.decode(Note.self, forKey: .name).shown,
            email: try values.decode(Note.self, forKey: .email).shown,
            mobile: try values.decodeIfPresent(Note.self, forKey: .mobile)?.shown,
            preferredChannel: try values.decodeIfPresent(PreferredChannel.self, forKey: .preferredChannel) ?? .mail,
            language: try values.decodeIfPresent(ReadingLanguage.self, forKey: .language))
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(reference, forKey: .reference)
        try values.encode(agency, forKey: .agency)
        try values.encode(Note(name), forKey: .name)
        try values.encode(Note(email), forKey: .email)
        try values.encodeIfPresent(mobile.map { Note($0) }, forKey: .mobile)
        // Left out where it says nothing: events from before there was a choice stay as they are.
        if preferredChannel != .mail { try values.encode(preferredChannel, forKey: .preferredChannel) }
        try values.encodeIfPresent(language, forKey: .language)
    }
}

/// The posts that ladders climb to, each held by one person.
///
/// - Source: Rulebook 4, *to whom it climbs*.
public enum Post: String, CaseIterable, Sendable, Codable {
    case teamManager, headOfService, serviceManager, partnership

    public var title: String {
        switch self {
        case .teamManager: "team manager"
        case .headOfService: "head of service"
        case .serviceManager: "service manager"
        case .partnership: "the partnership"
        }
    }
}

/// Reminders held back until a day: a silence.
///
/// - Source: Rulebook 4, as the administrator orders it; the last step before a conference is never held.
public struct ReminderHold: Hashable, Sendable, Codable {
    /// When it was ordered; what had left before is not touched.
    public let from: Timestamp
    /// The first day on which reminders leave again.
    public let until: CalendarDate

    public init(from: Timestamp, until: CalendarDate) {
        self.from = from
        self.until = until
    }
}

/// What the log records of agencies and people: the whole entry as it stands from then on.
public enum DirectoryEvent: Hashable, Sendable, Codable {
    case agencyRecorded(agency: Agency)
    case personRecorded(person: Person)
    case postFilled(post: Post, person: PersonReference)
    /// Everything that this person owes is quiet until that day.
    case personHeld(person: PersonReference, until: CalendarDate, reason: Note)
    case personReleased(person: PersonReference)
    /// They chose, by a link, what they read from then on.
    case personLanguageChosen(person: PersonReference, language: ReadingLanguage)

    /// The name under which the log files it.
    public var kind: String {
        switch self {
        case .agencyRecorded: "agencyRecorded"
        case .personRecorded: "personRecorded"
        case .postFilled: "postFilled"
        case .personHeld: "personHeld"
        case .personReleased: "personReleased"
        case .personLanguageChosen: "personLanguageChosen"
        }
    }
}
