import WorkingDays

/// Someone in the family a report is shared with, by relationship and never by name.
///
/// - Source: Rulebook 2 (*family recipient*).
public struct FamilyRecipient: Hashable, Sendable, CustomStringConvertible {
    public enum Relationship: String, CaseIterable, Sendable {
        case mother, father, carer, child
        case otherParentalResponsibility = "other-parental-responsibility"
    }

    public let relationship: Relationship
    /// 1, or more where a family has several of one relationship.
    public let ordinal: Int

    public init(_ relationship: Relationship, ordinal: Int = 1) {
        self.relationship = relationship
        self.ordinal = ordinal
    }

    /// Reads `mother` or, for the second of a relationship, `carer:2`.
    ///
    /// - Throws: ``UnknownWord`` naming what is accepted.
    public init(text: String) throws(UnknownWord) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        let ordinal = parts.count == 2 ? Int(parts[1]) : 1
        guard (1...2).contains(parts.count), let relationship = Relationship(rawValue: String(parts[0])),
            let ordinal, (1...20).contains(ordinal)
        else {
            throw UnknownWord(
                word: text, kind: "family recipient", accepted: Relationship.allCases.map(\.rawValue),
                note: "a second of the same relationship is written like \"carer:2\"")
        }
        self.init(relationship, ordinal: ordinal)
    }

    public var description: String {
        ordinal == 1 ? relationship.rawValue : "\(relationship.rawValue):\(ordinal)"
    }
}

extension FamilyRecipient: Codable {
    public init(from decoder: any Decoder) throws {
        try self.init(text: decoder.singleValueContainer().decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// How a report was discussed. Face to face is ideal, then video, then telephone.
///
/// - Source: Rulebook 1.7. Post is absent on purpose: posting alone is not enough.
public enum DiscussionMethod: String, CaseIterable, Sendable, Codable {
    case faceToFace = "face-to-face"
    case video, telephone
}

/// What came of sharing one report with one family recipient.
///
/// - Source: Rulebook 5 (*sharing*).
public enum SharingOutcome: Hashable, Sendable, Codable {
    /// Posted or e-mailed, not talked through: the obligation stays open.
    case sentOnly
    /// - Parameter by: Who discussed it; absent where it is not known.
    case discussed(method: DiscussionMethod, by: PersonReference? = nil)
    case refused
    /// The days on which contact was attempted, beside the attempts that were recorded one by one.
    case unableToContact(attemptedOn: [CalendarDate])
    case exempt(approvedBy: PersonReference, reason: Note)

    /// Whether nothing more is owed to this recipient.
    public var settles: Bool {
        if case .sentOnly = self { false } else { true }
    }

    /// Whether it was talked through: then a new version asks whether to share again.
    public var isDiscussed: Bool { if case .discussed = self { true } else { false } }

    /// As a table shows it.
    public var phrase: String {
        switch self {
        case .sentOnly: "sent only"
        case .discussed(let method, _): method.rawValue
        case .refused: "refused"
        case .unableToContact: "unable to contact"
        case .exempt: "exempt"
        }
    }
}

/// One try to reach a family recipient.
///
/// - Source: Rulebook 5: *unable to contact (attempts)*.
public struct ContactAttempt: Hashable, Sendable {
    public let on: CalendarDate
    public let method: DiscussionMethod
    public let by: PersonReference?
}

/// A word of a closed list that is none of them.
public struct UnknownWord: Error, Equatable, CustomStringConvertible {
    public let word: String
    public let kind: String
    public let accepted: [String]
    public var note: String?

    public init(word: String, kind: String, accepted: [String], note: String? = nil) {
        self.word = word
        self.kind = kind
        self.accepted = accepted
        self.note = note
    }

    public var description: String {
        "\"\(word.prefix(60))\" is not a \(kind): use \(accepted.joined(separator: ", "))"
            + (note.map { " (\($0))" } ?? "") + "."
    }
}
