import Foundation
import TestPeers

extension Partnership {
    /// A discussion of today, held with the three that must be there, with a section 47 enquiry.
    func holdDiscussion(_ reference: String, case caseReference: String = "C-1") async throws {
        try await give(
            "discussion arrange \(reference) --case \(caseReference) --date \(ago(0)) --time 10:00 --place Video --chair CSC-1"
        )
        for agency in ["CSC", "POL", "HLT"] { try await give("discussion add \(reference) --agency \(agency)") }
        try await give("discussion attendance \(reference) 1=present 2=present 3=present")
        try await give("discussion hold \(reference)")
        try await give("discussion section47 \(reference) begun --lead-social-worker CSC-2")
    }

    func decoded<Value: Decodable>(_ line: String, as: Value.Type = Value.self) async throws -> Value {
        let text = try await give(line + " --json")
        return try JSONDecoder().decode(Value.self, from: Data(text.utf8))
    }

    /// The day that the program itself counts to.
    func workingDay(_ count: Int, after day: String) async throws -> String {
        struct Answer: Decodable { let result: String }
        let text = try await runSuccessfully(
            Installation.program, ["working-days", "after", "\(count)", day, "--json"])
        return try JSONDecoder().decode(Answer.self, from: Data(text.utf8)).result
    }

    /// When the initial conference is due, as `discussion show` says.
    func deadline(_ discussion: String = "SD-1") async throws -> String? {
        try await decoded("discussion show \(discussion)", as: OwedPage.self)["sd:\(discussion)/conveneInitial"]?.dueOn
    }

    /// The same as the table holds it.
    func deadlineStored() async throws -> String {
        try await installation.query("SELECT due_on FROM obligation WHERE id = 'sd:SD-1/conveneInitial'")
    }

    /// One invitation to a conference four weeks from now.
    func invite(daysAgo: Int) async throws {
        let conferences = try installation.folder.write(
            """
            reference,type,case,date,time,place,chair,administrator,family
            T-1,initial,C-9,\(ahead(28)),10:00,Town Hall,CSC-1,CSC-1,mother

            """, to: "conferences.csv")
        let invitations = try installation.folder.write(
            "conference,agency,person,sent_on\nT-1,POL,POL-1,\(ago(daysAgo))\n", to: "invitations.csv")
        try await give("import \(conferences) \(invitations)")
    }
}

/// What is owed, as `--json` prints it.
struct OwedPage: Decodable {
    let status: String
    let obligations: [Owed]

    struct Owed: Decodable {
        let id: String
        let dueOn: String
        let standing: String
        let arrangedFor: String?
    }

    subscript(_ id: String) -> Owed? { obligations.first { $0.id == id } }
}

/// What a command changed, as `--json` prints it.
struct ChangedPage: Decodable {
    let changes: [Change]

    struct Change: Decodable {
        let matter: String
        let deadlines: [Deadline]
        let added: [Reminder]
    }

    struct Deadline: Decodable {
        let obligation: String
        let was: String?
        let on: String
    }

    struct Reminder: Decodable { let key: String }
}
