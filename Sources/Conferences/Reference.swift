/// An opaque reference to a subject: a conference, a case, a person, an agency.
///
/// References leave the building in messages, so they hold nothing but ASCII letters, digits and `- _ . /`,
/// 1 to 40 of them, and begin with a letter or digit.
///
/// - Source: Rulebook 7.
public struct Reference<Subject>: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let text: String

    /// - Throws: ``ReferenceError`` when `text` is not a reference.
    public init(_ text: String) throws(ReferenceError) {
        guard Self.accepts(text.utf8) else { throw ReferenceError(text: text) }
        self.text = text
    }

    private static func accepts(_ bytes: String.UTF8View) -> Bool {
        guard (1...40).contains(bytes.count), let first = bytes.first, isAlphanumeric(first) else { return false }
        return bytes.allSatisfy { isAlphanumeric($0) || "-_./".utf8.contains($0) }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: false
        }
    }

    public var description: String { text }

    public static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}

extension Reference: Codable {
    public init(from decoder: any Decoder) throws {
        try self.init(decoder.singleValueContainer().decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

/// A text that is not a reference.
public struct ReferenceError: Error, Equatable, CustomStringConvertible {
    public let text: String

    public var description: String {
        "\"\(text.prefix(60))\" is not a reference: use 1 to 40 letters, digits, '-', '_', '.' or '/', "
            + "beginning with a letter or digit."
    }
}

public typealias AgencyCode = Reference<Agency>
public typealias PersonReference = Reference<Person>
public typealias ConferenceReference = Reference<Conference>
public typealias CaseReference = Reference<Case>

public typealias DiscussionReference = Reference<Discussion>
public typealias ChildReference = Reference<Child>

/// What a case reference refers to. Quorate holds the reference alone.
public enum Case {}

/// What a child's reference refers to. Quorate holds the reference alone.
public enum Child {}

/// An invitation of one conference, numbered from 1 in the order of inviting.
public struct InvitationID: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    public let conference: ConferenceReference
    public let number: Int

    public init(conference: ConferenceReference, number: Int) {
        self.conference = conference
        self.number = number
    }

    /// `HK-26-014#3`.
    public var description: String { "\(conference)#\(number)" }

    public static func < (left: Self, right: Self) -> Bool {
        (left.conference, left.number) < (right.conference, right.number)
    }
}
