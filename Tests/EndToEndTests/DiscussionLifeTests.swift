import Foundation
import TestPeers
import Testing

@Suite("A strategy discussion on the command line")
struct DiscussionLifeTests {
    @Test("lives from its arranging to its last minutes, and the conference that follows meets what it began")
    func life() async throws {
        let partnership = try await Partnership()
        let arranged = try await partnership.give(
            "discussion arrange SD-1 --case C-1 --date \(partnership.ago(0)) --time 10:00 --place Video --chair CSC-1 --open-case"
        )
        #expect(arranged.hasPrefix("Arranged SD-1"))
        for agency in ["CSC", "POL", "HLT"] {
            try await partnership.give("discussion add SD-1 --agency \(agency)")
        }
        try await partnership.give("discussion attendance SD-1 1=present 2=present 3=apologies")
        let short = try await partnership.attempt("discussion hold SD-1")
        #expect(short.status == 1)
        #expect(short.errors.contains("nobody present for health"))
        let secret = "The school nurse could not be reached"
        try await partnership.give("discussion hold SD-1 --without-minimum -", input: secret + "\n")

        let enquiry = try await partnership.decoded(
            "discussion section47 SD-1 begun --lead-social-worker CSC-2", as: ChangedPage.self)
        let deadline = try await partnership.workingDay("after 15 \(partnership.ago(0))")
        #expect(enquiry.changes[0].deadlines.map(\.on) == [deadline])
        #expect(enquiry.changes[0].added.count == 4)

        try await considerAgenda(partnership)
        try await takeMinutes(partnership)

        // The conference that follows.
        try await schedule(partnership, on: 5)
        #expect(try await page(partnership)["sd:SD-1/conveneInitial"]?.arrangedFor == partnership.ahead(5))
        #expect(try await partnership.give("discussion show SD-1").contains("arranged for"))
        try await schedule(partnership, on: 0)
        let attended = try partnership.installation.folder.write(
            "conference,agency,person,sent_on,attendance\nICPC-1,CSC,CSC-2,\(partnership.ago(0)),present\n",
            to: "attendance.csv")
        try await partnership.give("import \(attended)")
        let end = try await page(partnership)
        #expect(end["sd:SD-1/conveneInitial"]?.standing == "met")
        #expect(end.status == "closed")

        let shown = try await partnership.give("discussion show SD-1")
        #expect(shown.contains("[ ] health: not there"))
        #expect(shown.contains("ICPC-1  held on"))
        #expect(!shown.contains(secret))
        #expect(try await partnership.give("discussion show SD-1 --notes").contains(secret))
        let trail = try await partnership.give("audit show --case C-1")
        #expect(trail.contains("by discussion show SD-1\n"))
        #expect(trail.contains("by discussion show SD-1 --notes\n"))
        #expect(!trail.contains(secret))
        #expect(try await partnership.attempt("rebuild --check").status == 0)
    }

    private func considerAgenda(_ partnership: Partnership) async throws {
        struct Sheet: Decodable {
            let areas: [Area]
            struct Area: Decodable {
                let name: String
                let agencies: [Agency]
            }
            struct Agency: Decodable { let agency: String }
        }
        try await partnership.give("discussion flag SD-1 significant-others --by 2")
        let early = try await partnership.attempt("discussion close SD-1")
        #expect(early.status == 1)
        #expect(early.errors.contains("significant-others"))
        let sheet = try await partnership.decoded("discussion agenda SD-1", as: Sheet.self)
        for area in sheet.areas {
            for agency in area.agencies.isEmpty ? [[]] : area.agencies.map({ ["--agency", $0.agency] }) {
                let outcome =
                    area.name == "siblings"
                    ? ["--action", "POL-1 \(partnership.ahead(7)) See the younger child"] : ["--no-action"]
                try await runSuccessfully(
                    Installation.program,
                    ["discussion", "consider", "SD-1", area.name, "--note", "-"] + outcome + agency
                        + ["--config", partnership.installation.configuration], input: "Considered.\nIn two lines.\n")
            }
        }
        try await partnership.give("discussion action done SD-1 1")
        let printed = try await partnership.give("discussion agenda SD-1")
        #expect(!printed.contains("not yet"))
        #expect(!printed.contains("In two lines"))
        try await partnership.give("discussion close SD-1")
    }

    private func takeMinutes(_ partnership: Partnership) async throws {
        let out = try await partnership.attempt("minutes circulate SD-1")
        #expect(out.status == 1)
        #expect(out.errors.contains("begin the draft first"))
        for step in ["draft", "submit"] { try await partnership.give("minutes \(step) SD-1") }
        try await partnership.give("minutes send-back SD-1 --reason 'Names are missing'")
        for step in ["submit", "approve", "circulate"] { try await partnership.give("minutes \(step) SD-1") }
        try await partnership.give("minutes missing SD-1 2")
        #expect(try await partnership.give("discussion show SD-1").contains("MISSING"))
        let received = try await partnership.give("minutes received SD-1 2")
        #expect(received.contains("will not be sent"))
        try await partnership.give("minutes correction SD-1 2 --text 'The time is wrong'")
        try await partnership.give("minutes final SD-1")
        try await partnership.give("minutes received SD-1 1")
        #expect(try await page(partnership)["sd:SD-1#1/discussionMinutes"]?.standing == "met")
    }

    private func schedule(_ partnership: Partnership, on offset: Int) async throws {
        let list = try partnership.installation.folder.write(
            """
            reference,type,case,date,time,place,chair,administrator,family,lead_social_worker,discussion
            ICPC-1,initial,C-1,\(partnership.ahead(offset)),00:05,Town Hall,CSC-1,CSC-1,mother,CSC-2,SD-1

            """, to: "conferences.csv")
        try await partnership.give("import \(list)")
    }

    private func page(_ partnership: Partnership) async throws -> OwedPage {
        try await partnership.decoded("discussion show SD-1", as: OwedPage.self)
    }

    @Test("changes nothing in a dry run, which says what would")
    func dryRun() async throws {
        let partnership = try await Partnership()
        try await partnership.holdDiscussion("SD-1")
        let before = try await partnership.installation.query("SELECT COUNT(*) FROM event")
        let told = try await partnership.give(
            "discussion silence SD-1 --obligation conveneInitial --until \(partnership.ahead(30)) --reason 'Agreed with the manager' --dry-run"
        )
        #expect(told.hasPrefix("DRY RUN"))
        #expect(told.contains("will not be sent"))
        #expect(try await partnership.installation.query("SELECT COUNT(*) FROM event") == before)
    }

    @Test("is silent while it is asked to be, and speaks again when released")
    func silence() async throws {
        let partnership = try await Partnership()
        try await partnership.holdDiscussion("SD-1")
        let pending = "SELECT COUNT(*) FROM reminder WHERE obligation = 'sd:SD-1/conveneInitial' AND state = 'pending'"
        #expect(try await partnership.installation.query(pending) == "4")
        try await partnership.give("person silence CSC-2 --until \(partnership.ahead(60)) --reason 'On leave'")
        #expect(try await partnership.installation.query(pending) == "1")
        #expect(try await partnership.give("person show CSC-2").contains("silent until"))
        try await partnership.give("person release CSC-2")
        #expect(try await partnership.installation.query(pending) == "4")
        #expect(try await partnership.attempt("person release CSC-2").status == 1)
    }

    @Test(
        "refuses with a sentence and exit code 1, and names what is near",
        arguments: [
            (["discussion", "show", "SD-2"], "No strategy discussion is known as SD-2. Did you mean SD-1?"),
            (["discussion", "hold", "SD-11"], "Did you mean SD-1?"),
            (["discussion", "hold", "SD-1"], "it can no longer be moved, cancelled or held again"),
            (["discussion", "add", "SD-1", "--agency", "HLTH"], "Did you mean HLT?"),
            (["discussion", "assign-chair", "SD-1", "CSC-9"], "Did you mean CSC-1 or CSC-2 or CSC-3?"),
            (["discussion", "flag", "SD-1", "sibling", "--by", "1"], "Did you mean siblings?"),
            (["discussion", "flag", "SD-1", "identity", "--by", "1"], "Did you mean ethnicity-culture-identity"),
            (["discussion", "tick", "SD-1", "interpreter"], "the policy has none"),
            (
                [
                    "discussion", "silence", "SD-1", "--obligation", "convineInitial", "--until", "2090-01-01",
                    "--reason", "x",
                ], "Did you mean sd:SD-1/conveneInitial?"
            ),
            (["explain", "obligation", "sd:SD-1/convineInitial"], "Did you mean sd:SD-1/conveneInitial?"),
            (["explain", "obligation", "sd:SD-2/conveneInitial"], "Did you mean sd:SD-1/conveneInitial?"),
            (["explain", "obligation", "sd:SD-1#9/discussionMinutes"], "Did you mean sd:SD-1#1/discussionMinutes or"),
            (["person", "show", "CSC-11"], "Did you mean CSC-1"), (["agency", "show", "POK"], "Did you mean POL?"),
            (["person", "set", "P-7", "--name", "Somebody"], "give --agency, --name and --email"),
            (["person", "set", "CSC-1", "--email", "nobody"], "exactly one @"),
            (["agenda", "show", "7"], "no agenda template of version 7"), (["policy", "show", "7"], "no rule set 7"),
        ])
    func refused(arguments: [String], sentence: String) async throws {
        let partnership = try await Self.shared.value
        let result = try await TestPeers.run(
            Installation.program, arguments + ["--config", partnership.installation.configuration])
        #expect(result.status == 1)
        #expect(result.errors.contains(sentence), "\(result.errors)")
        #expect(result.output.isEmpty)
    }

    @Test(
        "ends with exit code 2 when it is used wrongly",
        arguments: [
            (["discussion", "consider", "SD-1", "siblings", "--note", "x"], "--no-action where none is needed"),
            (["discussion", "attendance", "SD-1", "1=maybe"], "present, absent, apologies"),
            (["discussion", "attendance", "SD-1", "1=present", "1=absent"], "given twice"),
            (["discussion", "move", "SD-1"], "--date, --time or --place"),
            (["discussion", "section47", "SD-1", "perhaps"], "begun"),
            (["minutes", "circulate", "SD-1", "--to", "all"], "attended, invited"),
            (["agency", "set", "POL", "--kind", "spies"], "social-care"),
            (["post", "set", "boss", "CSC-1"], "teamManager"),
            (["explain", "obligation", "SD-1"], "is not a name of an obligation"),
            (["calendar", "show", "2101"], "from 2012 to 2100"),
        ])
    func wrongUse(arguments: [String], sentence: String) async throws {
        let partnership = try await Self.shared.value
        let result = try await TestPeers.run(
            Installation.program, arguments + ["--config", partnership.installation.configuration])
        #expect(result.status == 2)
        #expect(result.errors.contains(sentence), "\(result.errors)")
    }

    /// One for all refusals: nothing is changed in it.
    private static let shared = Task {
        let partnership = try await Partnership()
        try await partnership.holdDiscussion("SD-1")
        return partnership
    }
}
