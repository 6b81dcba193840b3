import Conferences

/// Whom a key belongs to: erasing it erases what was sealed about that case or person, and nothing else.
public enum SealingSubject: Hashable, Sendable {
    case `case`(CaseReference)
    case person(PersonReference)
    case account(AccountName)
}

extension SealingSubject: CustomStringConvertible {
    /// Reads `case/C-771`, `person/P-3` or `account/anna`.
    ///
    /// - Throws: ``UnknownWord`` naming what is accepted, `ReferenceError` or `AccountNameError`.
    public init(text: String) throws {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        switch (parts.first, parts.count) {
        case ("case", 2): self = .case(try Reference(parts[1]))
        case ("person", 2): self = .person(try Reference(parts[1]))
        case ("account", 2): self = .account(try AccountName(parts[1]))
        default:
            throw UnknownWord(word: text, kind: "case or person", accepted: ["case/REFERENCE", "person/REFERENCE"])
        }
    }

    /// `case/C-771`
    public var description: String {
        switch self {
        case .case(let reference): "case/\(reference)"
        case .person(let reference): "person/\(reference)"
        case .account(let name): "account/\(name)"
        }
    }
}

extension SealingSubject: Storable {
    public var stored: DatabaseValue { .text(description) }
}
