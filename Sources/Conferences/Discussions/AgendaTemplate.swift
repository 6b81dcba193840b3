/// The name of an area of the agenda, the same in every version: `significant-others`.
///
/// Small letters, digits and `-`, 1 to 60 of them, beginning with a letter.
public struct AgendaAreaName: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let text: String

    /// - Throws: ``AgendaTemplateRefusal/notAName(_:)`` when `text` is no such name.
    public init(_ text: String) throws(AgendaTemplateRefusal) {
        guard Self.accepts(text.utf8) else { throw .notAName(text) }
        self.text = text
    }

    /// A name that this program itself spells.
    init(known text: String) { self.text = text }

    private static func accepts(_ bytes: String.UTF8View) -> Bool {
        let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
        guard (1...60).contains(bytes.count), let first = bytes.first, letters.contains(first) else { return false }
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        return bytes.allSatisfy { letters.contains($0) || digits.contains($0) || $0 == UInt8(ascii: "-") }
    }

    public var description: String { text }

    public static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}

extension AgendaAreaName: Codable {
    public init(from decoder: any Decoder) throws {
        try self.init(decoder.singleValueContainer().decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

/// What one area of a strategy discussion asks.
public struct AgendaArea: Hashable, Sendable, Codable {
    public let name: AgendaAreaName
    public let title: String
    /// The questions under it.
    public let prompts: [String]
    /// Whether the partnership counts how often it is considered; three areas always are.
    public let isMandatory: Bool
    /// Whether each agency taking part answers for itself.
    public let perAgency: Bool

    public init(
        name: AgendaAreaName, title: String, prompts: [String], isMandatory: Bool = false, perAgency: Bool = false
    ) {
        self.name = name
        self.title = title
        self.prompts = prompts
        self.isMandatory = isMandatory
        self.perAgency = perAgency
    }
}

/// The agenda that a partnership uses every time, one version of it. Every area is addressed, even where no action is
/// needed.
///
/// - Source: Rulebook 1.1.
public struct AgendaTemplate: Hashable, Sendable, Codable {
    /// Counted up with every edit; a discussion keeps the version that it was arranged with.
    public let version: Int
    /// In the order of the discussion.
    public let areas: [AgendaArea]

    public init(version: Int, areas: [AgendaArea]) {
        self.version = version
        self.areas = areas
    }

    public subscript(name: AgendaAreaName) -> AgendaArea? { areas.first { $0.name == name } }
}
