import Conferences
import Persistence
import WorkingDays

/// The demonstration's accounts: one for each role, under a password that everybody may know.
public enum SampleAccounts {
    /// All of them have this one.
    public static let password = "tea-with-nine-badgers"

    public struct Sample: Sendable {
        public let name: AccountName
        public let details: AccountDetails
    }

    /// In the order of the roles.
    public static func all() throws -> [Sample] {
        try Role.allCases.map { role in
            switch role {
            case .administrator: try sample("anna", "Anna Evans", role, person: "CSC-05")
            case .chair: try sample("colin", "Colin Hughes", role, person: "CSC-02")
            case .agencyLead: try sample("priya", "Priya Shah", role, person: "HLT-01", agency: "HLT")
            case .qualityAssurance: try sample("quentin", "Quentin Moss", role)
            case .auditor: try sample("audrey", "Audrey Lind", role)
            case .operator: try sample("oscar", "Oscar Reid", role)
            }
        }
    }

    private static func sample(
        _ name: String, _ displayName: String, _ role: Role, person: String? = nil, agency: String? = nil
    ) throws -> Sample {
        Sample(
            name: try AccountName(name),
            details: AccountDetails(
                displayName: displayName, roles: [role], person: try person.map { try Reference($0) },
                agency: try agency.map { try Reference($0) }))
    }

    static func add(to database: SQLiteDatabase, now: Timestamp) async throws {
        let (samples, hash) = (try all(), try PasswordHash(ofKnown: password))
        try await database.write { session in
            let register = AccountRegister(session, actor: "demonstration", now: now)
            for sample in samples { try register.add(sample.name, sample.details, password: hash) }
        }
    }
}
