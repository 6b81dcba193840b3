/// How long what is sealed is kept, by class of record. What has no term is kept until somebody erases it.
///
/// - Source: Rulebook 7 (*retention*).
public struct RetentionSchedule: Hashable, Sendable {
    /// Years that the notes of a case are kept after anything of it was last recorded or sat; 1...100.
    public let caseYears: Int?
    /// Years that a professional's name and address are kept after they last had a part in anything; 1...100.
    public let personYears: Int?

    public init(caseYears: Int? = nil, personYears: Int? = nil) {
        (self.caseYears, self.personYears) = (caseYears, personYears)
    }

    public var isEmpty: Bool { caseYears == nil && personYears == nil }
}
