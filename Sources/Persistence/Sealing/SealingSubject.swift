import Conferences

/// Whom a key belongs to: erasing it erases what was sealed about that case or person, and nothing else.
public enum SealingSubject: Hashable, Sendable {
    case `case`(CaseReference)
    case person(PersonReference)
}

extension SealingSubject: CustomStringConvertible {
    /// Reads `case/C-771` or `person/P-3`.
    ///
    /// - Throws: ``UnknownWord`` naming what is accepted, or `ReferenceError`.
    public init(text: String) throws {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        switch (parts.first, parts.count) {
        case ("case", 2): self = .case(try Reference(parts[1]))
        case ("person", 2): self = .person(try Reference(parts[1]))
        default:
            throw UnknownWord(word: text, kind: "case or person", accepted: ["case/REFERENCE", "person/REFERENCE"])
        }
    }

    /// `case/C-771`
    public var description: String {
        switch self {
        case .case(let reference): "case/\(reference)"
        case .person(let reference): "person/\(reference)"
        }
    }
}

extension SealingSubject: Storable {
    public var stored: DatabaseValue { .text(description) }
}
