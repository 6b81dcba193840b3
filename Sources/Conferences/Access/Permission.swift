/// One thing that an account may be allowed to do. Pages, API and commands ask for these and for nothing else.
///
/// - Source: Rulebook 7.
public enum Permission: String, CaseIterable, Sendable {
    /// See conferences and strategy discussions: all of them.
    case readCases
    /// See the conferences that one chairs oneself.
    case readChairedCases
    /// See what one's own agency is asked, and answer for it.
    case readAgencyCases
    /// Arrange, change and record.
    case changeCases
    /// Take the register, rule on quoracy, decide, approve the record.
    case chairCases
    /// See agencies and people, their contact details included.
    case readDirectory
    case changeDirectory
    /// See what was sent and what waits, by opaque reference.
    case readMessages
    /// Send again, cancel, answer what came back.
    case changeMessages
    /// See policy, calendar and templates.
    case readRules
    case changeRules
    /// Figures over agencies and periods; no case's notes.
    case readFigures
    /// Everything that was changed and read, and by whom.
    case readTrail
    case manageAccounts
    /// Run the daemon; look after its keys, its receivers and its tables.
    case keepService
}

extension Role {
    /// What the role allows.
    public var permissions: Set<Permission> {
        switch self {
        case .administrator:
            [
                .readCases, .changeCases, .chairCases, .readDirectory, .changeDirectory, .readMessages,
                .changeMessages, .readRules, .changeRules, .readFigures, .manageAccounts,
            ]
        case .chair: [.readChairedCases, .chairCases, .readRules]
        case .agencyLead: [.readAgencyCases, .readRules]
        case .qualityAssurance: [.readFigures, .readRules]
        case .auditor: [.readTrail, .readFigures, .readRules]
        case .operator: [.readMessages, .readRules, .manageAccounts, .keepService]
        }
    }
}
