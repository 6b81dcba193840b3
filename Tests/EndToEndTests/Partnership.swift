import Foundation
import TestPeers

/// An installation with four agencies and their people, in which commands are given as an administrator gives them.
struct Partnership {
    let installation: Installation

    init() async throws {
        installation = try Installation()
        try installation.configure(mail: "transport: maildir\nmaildir: mail")
        let agencies = [("CSC", "social-care"), ("POL", "police"), ("HLT", "health"), ("EDU", "education")]
        let files = [
            try installation.folder.write(
                "code,name,kind\n" + agencies.map { "\($0.0),Agency \($0.0),\($0.1)\n" }.joined(), to: "agencies.csv"),
            try installation.folder.write(
                "reference,agency,name,email\n"
                    + agencies.flatMap { agency in
                        (1...4).map {
                            "\(agency.0)-\($0),\(agency.0),Somebody \($0),\(agency.0)\($0)@example.org\n"
                        }
                    }.joined(), to: "people.csv"),
        ]
        try await runSuccessfully(Installation.program, ["import"] + files + ["--config", installation.configuration])
    }

    /// The day so many days ago.
    func ago(_ days: Int) -> String {
        Date(timeIntervalSinceNow: Double(days) * -86_400).formatted(
            Date.ISO8601FormatStyle(timeZone: TimeZone(identifier: "Europe/London")!).year().month().day())
    }

    func ahead(_ days: Int) -> String { ago(-days) }

    /// Runs a command, whatever becomes of it.
    func attempt(_ line: String, input: String? = nil) async throws -> ProgramResult {
        try await run(Installation.program, Self.words(line) + ["--config", installation.configuration], input: input)
    }

    /// Runs a command that must succeed.
    ///
    /// - Returns: What it said.
    @discardableResult
    func give(_ line: String, input: String? = nil) async throws -> String {
        try await runSuccessfully(
            Installation.program, Self.words(line) + ["--config", installation.configuration], input: input)
    }

    /// What a command says as JSON.
    func json(_ line: String) async throws -> [String: Any] {
        let output = try await give(line + " --json")
        return try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any] ?? [:]
    }

    func events() async throws -> String { try await installation.query("SELECT COUNT(*) FROM event") }

    /// A conference that sits on a day, everybody invited: #1 CSC, #2 POL, #3 HLT, #4 EDU.
    func arrange(_ reference: String, on day: String, settledOn: String, case caseReference: String = "C-1")
        async throws
    {
        try await give(
            "conference schedule \(reference) --type initial --case \(caseReference) --day \(day) --at 00:05 --place Hall --chair CSC-1 --administrator CSC-2 --lead-social-worker CSC-3 --family mother,father --child CH-1 --child CH-2 --on \(settledOn)"
        )
        for invitee in ["CSC CSC-3", "POL POL-1", "HLT HLT-1", "EDU"] {
            try await give("invitation invite \(reference) \(invitee) --on \(settledOn)")
        }
    }

    /// Splits at spaces, except within single quotes.
    private static func words(_ line: String) -> [String] {
        line.split(separator: "'", omittingEmptySubsequences: false).enumerated().flatMap { index, part in
            index.isMultiple(of: 2) ? part.split(separator: " ").map(String.init) : [String(part)]
        }
    }
}
