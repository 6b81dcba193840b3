/// What an agency is, as far as a minimum attendance asks for it.
///
/// - Source: Rulebook 2 (*agency*).
public enum AgencyKind: String, CaseIterable, Sendable, Codable {
    case socialCare = "social-care"
    case police, health, education, probation, housing, other
}
