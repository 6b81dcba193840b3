import Foundation
import TestPeers

/// A partnership in a folder of its own, run by the built program as its users run it.
struct Installation {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder("quorate")
        _ = try folder.write(Self.masterKey, to: "master-key")
    }

    /// As its file holds it.
    static let masterKey = String(repeating: "5a", count: 32) + "\n"

    /// The program that this build made, beside the test bundle.
    static let program: String = {
        let bundle = Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
        return bundle.deletingLastPathComponent().appendingPathComponent("quorate").path
    }()

    var configuration: String { folder.path + "/quorate.yaml" }
    var database: String { folder.path + "/quorate.db" }

    /// Writes the configuration: mail through `mail`, and a policy under which invitees are asked for a reply at once,
    /// at any hour, and for nothing else.
    ///
    /// - Parameter sendsInvitations: Most look at reminders alone.
    func configure(
        mail: String, more: String = "", lease: Int = 6, closures: [String] = [], additions: [String] = [],
        sendsInvitations: Bool = false, commands: String = "others: [administrator, auditor, operator]"
    ) throws {
        // Each day of a list has its reason behind it.
        func list(_ days: [String], _ reason: String) -> String {
            days.map { "\($0) | \(reason)" }.joined(separator: ", ")
        }
        _ = try folder.write(
            """
            partnership:
              name: Test Partnership
            database: quorate.db
            commands:
              \(commands)
            encryption:
              masterKeyFiles: [master-key]
            calendar:
              closures: [\(list(closures, "Closed"))]
              additions: [\(list(additions, "Day of mourning | Proclaimed late"))]
            policy:
              obligations:
                reply:
                  ladder: ["at-once owner urgent"]
                submitReport:
                  ladder: []
                shareWithFamily:
                  ladder: []
            delivery:
              lease: \(lease)
              firstRetry: 1
              longestRetry: 2
              attempts: 100
            mail:
              from: reminders@example.org
              fromName: Conference team
              replyTo: conferences@example.org
            \(mail.indented(by: 2))
            invitations:
              send: \(sendsInvitations)
            \(more)
            """, to: "quorate.yaml")
    }

    func configure(exim: EximServer, more: String = "", sendsInvitations: Bool = false) throws {
        _ = try folder.write(EximServer.password + "\n", to: "password")
        try configure(
            mail: """
                transport: smtp
                smtp:
                  host: localhost
                  port: \(exim.port)
                  security: startTLS
                  username: \(EximServer.username)
                  passwordFile: password
                  caFile: \(exim.certificates.caFile)
                  connections: 4
                  connectTimeout: 3
                  timeout: 3
                """, more: more, sendsInvitations: sendsInvitations)
    }

    /// Lists in which each of `invitees` people is invited to one of a few conferences four weeks from today.
    func writeLists(invitees: Int) throws -> [String] {
        let today = Date(timeIntervalSinceNow: 0)
        let calendar = Calendar(identifier: .gregorian)
        let iso = Date.ISO8601FormatStyle(timeZone: TimeZone(identifier: "Europe/London")!).year().month().day()
        var sitting = calendar.date(byAdding: .day, value: 28, to: today)!
        while calendar.isDateInWeekend(sitting) { sitting = calendar.date(byAdding: .day, value: 1, to: sitting)! }
        let day = sitting.formatted(iso)
        let now = today.formatted(iso)
        var people = "reference,agency,name,email\n"
        var invitations = "conference,agency,person,sent_on\n"
        for number in 1...invitees {
            people += "P\(number),POL,Person Nr \(number),person\(number)@example.org\n"
            invitations += "T-\(number % 7),POL,P\(number),\(now)\n"
        }
        let conferences =
            "reference,type,case,date,time,place,chair,administrator,family\n"
            + (0..<7).map { "T-\($0),initial,C-\($0),\(day),10:00,Town Hall,P1,P1,mother\n" }.joined()
        return [
            try folder.write("code,name,safeguarding_lead\nPOL,Police,P1\n", to: "agencies.csv"),
            try folder.write(people, to: "people.csv"),
            try folder.write(conferences, to: "conferences.csv"),
            try folder.write(invitations, to: "invitations.csv"),
        ]
    }

    func run(_ arguments: String..., input: String? = nil) async throws -> ProgramResult {
        try await TestPeers.run(Self.program, arguments, input: input)
    }

    func importLists(invitees: Int) async throws {
        try await runSuccessfully(
            Self.program, ["import"] + writeLists(invitees: invitees) + ["--config", configuration])
    }

    func serve(environment: [String: String] = [:]) throws -> PeerProcess {
        try PeerProcess(
            Self.program, ["serve", "--config", configuration], outputPath: folder.path + "/serve.log",
            environment: environment)
    }

    /// What a query says of the database, asked by Debian's own sqlite3.
    func query(_ sql: String) async throws -> String {
        try await runSuccessfully("/usr/bin/sqlite3", ["-cmd", ".timeout 5000", database, sql])
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }
}

extension String {
    fileprivate func indented(by count: Int) -> String {
        split(separator: "\n", omittingEmptySubsequences: false)
            .map { String(repeating: " ", count: count) + $0 }.joined(separator: "\n")
    }
}
