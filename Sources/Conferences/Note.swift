/// Something that a person typed about a case: a reason, an agenda note, a ruling.
///
/// Notes never leave in a message. At rest they are encrypted under their case's or person's key: whoever encodes one
/// puts a ``NoteSealer`` into the coder's `userInfo`, and without one a note is written as plain text, which only tests
/// do. Once the key has been erased, a note reads as ``erased``.
///
/// - Source: Rulebook 7.
public struct Note: Hashable, Sendable {
    /// `nil` once its key was erased.
    public let text: String?

    public init(_ text: String) { self.text = text }

    private init() { text = nil }

    public static let erased = Note()

    /// What a page shows.
    public var shown: String { text ?? "[erased]" }
}

extension Note: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) { self.init(text) }
}

/// Turns notes into what the store keeps, and back.
public protocol NoteSealer: Sendable {
    /// - Throws: When no key is to be had.
    func seal(_ text: String) throws -> String
    /// - Returns: `nil` when the key has been erased.
    /// - Throws: When the key is missing, or what was sealed has been tampered with.
    func open(_ sealed: String) throws -> String?
}

extension CodingUserInfoKey {
    /// Holds the ``NoteSealer`` for notes being encoded or decoded.
    public static let noteSealer = CodingUserInfoKey(rawValue: "noteSealer")!
}

extension Note: Codable {
    private enum Key: String, CodingKey { case sealed }

    /// Reads a sealed note, an erased one, or plain text from before notes were sealed.
    public init(from decoder: any Decoder) throws {
        // Asked for first, since nearly all notes are sealed and a wrong guess costs more than all the rest.
        if let box = try? decoder.container(keyedBy: Key.self) {
            self = try Self.unsealed(box, of: decoder)
            return
        }
        let box = try decoder.singleValueContainer()
        self = box.decodeNil() ? .erased : Note(try box.decode(String.self))
    }

    private static func unsealed(_ box: KeyedDecodingContainer<Key>, of decoder: any Decoder) throws -> Note {
        if box.contains(.sealed), try box.decodeNil(forKey: .sealed) { return .erased }
        let sealed = try box.decode(String.self, forKey: .sealed)
        guard let sealer = decoder.userInfo[.noteSealer] as? any NoteSealer else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "a sealed note needs its key"))
        }
        return try sealer.open(sealed).map { Note($0) } ?? .erased
    }

    public func encode(to encoder: any Encoder) throws {
        guard let sealer = encoder.userInfo[.noteSealer] as? any NoteSealer else {
            var container = encoder.singleValueContainer()
            try container.encode(text)
            return
        }
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(try text.map(sealer.seal), forKey: .sealed)
    }
}
