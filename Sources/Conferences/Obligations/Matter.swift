/// What obligations belong to: a conference or a strategy discussion.
public enum Matter: Hashable, Comparable, Sendable, CustomStringConvertible {
    case conference(ConferenceReference)
    case discussion(DiscussionReference)

    /// `HK-26-014`, or `sd:SD-26-009`; no reference holds a colon, so the two never meet.
    public var description: String {
        switch self {
        case .conference(let reference): reference.text
        case .discussion(let reference): "sd:\(reference)"
        }
    }

    /// - Throws: ``ReferenceError`` when `text` is neither.
    public init(text: some StringProtocol) throws(ReferenceError) {
        if text.hasPrefix("sd:") {
            self = .discussion(try Reference(String(text.dropFirst(3))))
        } else {
            self = .conference(try Reference(String(text)))
        }
    }

    /// The reference without what tells the two apart.
    public var reference: String {
        switch self {
        case .conference(let reference): reference.text
        case .discussion(let reference): reference.text
        }
    }

    public static func < (left: Self, right: Self) -> Bool { left.description < right.description }
}

/// `HK-26-014#3/submitReport`, `HK-26-014/decisionLetter`, `sd:SD-26-009/conveneInitial`.
public struct ObligationID: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let matter: Matter
    /// The invitation or participant that it belongs to; absent for one of the matter as a whole.
    public let place: Int?
    public let kind: ObligationKind

    public init(_ matter: Matter, place: Int? = nil, kind: ObligationKind) {
        self.matter = matter
        self.place = place
        self.kind = kind
    }

    public init(invitation: InvitationID, kind: ObligationKind) {
        self.init(.conference(invitation.conference), place: invitation.number, kind: kind)
    }

    public var description: String { "\(matter)\(place.map { "#\($0)" } ?? "")/\(kind.rawValue)" }

    /// - Throws: ``UnknownWord`` showing how one is written.
    public init(text: String) throws(UnknownWord) {
        // A reference may hold a slash; the kind never does.
        guard let slash = text.lastIndex(of: "/"),
            let kind = ObligationKind(rawValue: String(text[text.index(after: slash)...]))
        else { throw Self.unknown(text) }
        let parts = text[..<slash].split(separator: "#", omittingEmptySubsequences: false)
        let place = parts.count == 2 ? Int(parts[1]) : nil
        guard (1...2).contains(parts.count), parts.count == 1 || (place ?? 0) > 0 else { throw Self.unknown(text) }
        do { self.init(try Matter(text: parts[0]), place: place, kind: kind) } catch { throw Self.unknown(text) }
    }

    private static func unknown(_ text: String) -> UnknownWord {
        UnknownWord(
            word: text, kind: "name of an obligation",
            accepted: [
                "\"HK-26-014#3/submitReport\"", "\"HK-26-014/decisionLetter\"", "\"sd:SD-26-009/conveneInitial\"",
            ])
    }

    public static func < (left: Self, right: Self) -> Bool {
        (left.matter, left.place ?? 0, left.kind.rawValue) < (right.matter, right.place ?? 0, right.kind.rawValue)
    }
}

extension ObligationID: Codable {
    public init(from decoder: any Decoder) throws {
        try self.init(text: decoder.singleValueContainer().decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
