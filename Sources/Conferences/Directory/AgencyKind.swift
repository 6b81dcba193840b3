/// What sort of agency one is: quoracy and the minimum of a strategy discussion go by it.
///
/// - Source: Rulebook 2 (*agency*), 6.
public enum AgencyKind: String, CaseIterable, Sendable, Codable {
    case socialCare = "social-care"
    case police, health, education, probation, housing, other
}
