/// What somebody with an account does in the partnership.
///
/// Practitioners have no account: each link in a message allows one thing, for one invitation.
///
/// - Source: Rulebook 7.
public enum Role: String, CaseIterable, Sendable, Codable {
    /// Arranges conferences and strategy discussions, and sets the rules that they follow.
    case administrator
    /// Chairs conferences: sees those, takes the register, rules and approves the record.
    case chair
    /// Answers for an agency, and sees what is asked of it.
    case agencyLead = "agency-lead"
    /// Reads figures, and no notes.
    case qualityAssurance = "quality-assurance"
    /// Reads the trail, reads of cases included.
    case auditor
    /// Keeps the service running: accounts and deliveries, no case content.
    case `operator`

    /// As people say it.
    public var title: String {
        switch self {
        case .administrator: "Conference administrator"
        case .chair: "Chair"
        case .agencyLead: "Agency lead"
        case .qualityAssurance: "Quality assurance"
        case .auditor: "Auditor"
        case .operator: "System operator"
        }
    }
}
