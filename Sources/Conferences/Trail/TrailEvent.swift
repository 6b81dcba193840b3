/// What is recorded beside changes to conferences and the directory: reads, and what was done to keys.
public enum TrailEvent: Hashable, Sendable, Codable {
    /// Somebody looked at a case, through one of its conferences or as a whole.
    case caseRead(by: String, conference: ConferenceReference?)
    /// What was sealed for a case or person can be read no more.
    case keyErased(subject: String, reason: String)
    /// The keys of cases and persons were wrapped anew under another master key.
    case masterKeyRotated(to: String, keys: Int)

    /// The name under which the log files it.
    public var kind: String {
        switch self {
        case .caseRead: "caseRead"
        case .keyErased: "keyErased"
        case .masterKeyRotated: "masterKeyRotated"
        }
    }
}
