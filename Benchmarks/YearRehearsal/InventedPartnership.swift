import Conferences
import Persistence

/// An invented partnership, as large as its year asks for: areas that each have the same twelve agencies with forty
/// people. Nobody in it exists.
struct InventedPartnership: Sendable {
    /// One for each 250 conferences, so that nobody is asked more often in a large partnership than in a small one.
    let areas: Int

    static let peopleEach = 40
    static let roster: [(code: String, name: String, kind: AgencyKind)] = [
        ("CSC", "Children’s social care", .socialCare), ("POL", "Police", .police), ("HLT", "Health visiting", .health),
        ("CAM", "CAMHS", .health), ("GP", "Primary care", .health), ("EDU", "Education", .education),
        ("SCH", "Secondary schools", .education), ("PRB", "Probation", .probation), ("HSG", "Housing", .housing),
        ("YOT", "Youth justice", .other), ("SUB", "Substance misuse service", .other),
        ("VCS", "Voluntary sector", .other),
    ]
    /// The agency without a safeguarding lead: what would climb to one goes to the conference's administrator.
    private static let leaderless = "VCS"
    private static let posts: [(post: Post, person: Int)] = [
        (.teamManager, 36), (.headOfService, 37), (.serviceManager, 38), (.partnership, 39),
    ]

    init(conferences: Int) { areas = max(1, conferences / 250) }

    static func code(_ agency: Int, area: Int) throws -> AgencyCode { try Reference("\(roster[agency].code)\(area)") }

    /// - Parameter number: 1 is the safeguarding lead, up to ``peopleEach``.
    static func person(_ number: Int, of agency: Int, area: Int) throws -> PersonReference {
        try Reference("\(roster[agency].code)\(area)-\(number)")
    }

    func record(area: Int, by registrar: Registrar) throws -> [Fact] {
        var facts: [Fact] = []
        for agency in Self.roster.indices {
            let entry = try entry(agency, area: area)
            try registrar.record(entry)
            facts.append(.of(entry))
            for number in 1...Self.peopleEach {
                let reference = try Self.person(number, of: agency, area: area)
                try registrar.record(
                    Person(
                        reference: reference, agency: entry.code, name: "Person \(number) of \(entry.code)",
                        email: "person.\(number)@\(entry.code.text.lowercased()).example.org"))
            }
        }
        guard area == 0 else { return facts }
        for (post, number) in Self.posts {
            let person = try Self.person(number, of: 0, area: 0)
            try registrar.fill(post, with: person)
            facts.append(.filling(post, person))
        }
        return facts
    }

    /// The police do not share their reports beforehand.
    private func entry(_ agency: Int, area: Int) throws -> Agency {
        let (code, name, kind) = Self.roster[agency]
        return Agency(
            code: try Self.code(agency, area: area), name: name,
            safeguardingLead: code == Self.leaderless ? nil : try Self.person(1, of: agency, area: area), kind: kind,
            sharingExemption: kind == .police
                ? SharingExemption(
                    approvedBy: try Self.person(38, of: 0, area: 0), reason: "Shared with professionals only")
                : nil)
    }
}
