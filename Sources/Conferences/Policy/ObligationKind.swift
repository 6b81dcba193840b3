/// The kinds of obligation, by their names in the rulebook, and those that a partnership adds.
///
/// - Source: Rulebook 4; ``redate`` is section 6's new date after an adjournment.
public enum ObligationKind: Hashable, Sendable {
    case conveneInitial, holdReview, sendInvitations, reply, submitReport, shareWithFamily, nameDelegate
    case decisionLetter, coreGroup, conferenceRecord, corrections, discussionMinutes, explainAbsence
    case redate
    /// One of the partnership's own, met by a recorded tick.
    case own(ObligationName)

    /// Those that every partnership has, in the rulebook's order.
    public static let standard: [ObligationKind] = [
        .conveneInitial, .holdReview, .sendInvitations, .reply, .submitReport, .shareWithFamily, .nameDelegate,
        .decisionLetter, .coreGroup, .conferenceRecord, .corrections, .discussionMinutes, .explainAbsence, .redate,
    ]

    private static let names = Dictionary(uniqueKeysWithValues: standard.map { ($0.rawValue, $0) })

    fileprivate static func isStandard(_ name: String) -> Bool { standard.contains { $0.rawValue == name } }
}

extension ObligationKind: RawRepresentable, Codable {
    /// A standard kind's name; any other name of the right shape is one of the partnership's own.
    public init?(rawValue: String) {
        if let kind = Self.names[rawValue] {
            self = kind
        } else if let name = try? ObligationName(rawValue) {
            self = .own(name)
        } else {
            return nil
        }
    }

    public var rawValue: String {
        switch self {
        case .conveneInitial: "conveneInitial"
        case .holdReview: "holdReview"
        case .sendInvitations: "sendInvitations"
        case .reply: "reply"
        case .submitReport: "submitReport"
        case .shareWithFamily: "shareWithFamily"
        case .nameDelegate: "nameDelegate"
        case .decisionLetter: "decisionLetter"
        case .coreGroup: "coreGroup"
        case .conferenceRecord: "conferenceRecord"
        case .corrections: "corrections"
        case .discussionMinutes: "discussionMinutes"
        case .explainAbsence: "explainAbsence"
        case .redate: "redate"
        case .own(let name): name.text
        }
    }

    /// Whether it is the partnership's own.
    public var isOwn: Bool { if case .own = self { true } else { false } }
}

/// The name of an obligation that a partnership added: 1 to 40 letters, digits and hyphens, a letter first.
public struct ObligationName: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let text: String

    /// - Throws: ``UnknownWord`` when it is not of that shape, or is the name of a standard kind.
    public init(_ text: String) throws(UnknownWord) {
        let isName =
            (1...40).contains(text.utf8.count) && (text.first?.isASCII ?? false) && (text.first?.isLetter ?? false)
            && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        guard isName, !ObligationKind.isStandard(text) else {
            throw UnknownWord(
                word: text, kind: "name for an obligation of your own",
                accepted: ["1 to 40 letters, digits and hyphens, a letter first"], note: "the standard names are taken")
        }
        self.text = text
    }

    public var description: String { text }
    public static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}

extension ObligationName: Codable {
    public init(from decoder: any Decoder) throws {
        try self.init(decoder.singleValueContainer().decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
