import Foundation
import TestPeers
import Testing

@Suite("Commands on conferences")
struct ConferenceCommandTests {
    @Test("With --dry-run a command says the same as it does without, and changes nothing")
    func dryRun() async throws {
        let partnership = try await Partnership()
        try await partnership.arrange("T-1", on: partnership.ahead(30), settledOn: partnership.ago(0))
        let before = try await partnership.events()
        let dry = try await partnership.give("invitation reply T-1#1 apologies --dry-run")
        #expect(dry.hasPrefix("DRY RUN: nothing was changed."))
        #expect(try await partnership.events() == before)
        #expect(try await partnership.give("invitation list T-1").contains("none since"))
        let real = try await partnership.give("invitation reply T-1#1 apologies")
        #expect(dry.hasSuffix(real))
        let refused = try await partnership.attempt("invitation reply T-1#1 accepted --on 2031-01-06 --dry-run")
        #expect(refused.status == 1 && refused.errors.contains("has not come yet"))
    }

    @Test("What a rule forbids ends with exit code 1 and its sentence; what is unknown suggests what is near")
    func refusals() async throws {
        let partnership = try await Partnership()
        try await partnership.arrange("TEST-26-001", on: partnership.ahead(30), settledOn: partnership.ago(0))
        try await partnership.give(
            "conference request TEST-26-777 --type review --case C-2 --requested-by CSC-3")
        for (line, sentence) in [
            ("conference letter TEST-26-001", "has not been held"),
            ("conference letter TEST-26-002", "Did you mean TEST-26-001?"),
            ("conference letter TEST-26-777", "No conference TEST-26-777 is scheduled; schedule it first.\n"),
            ("conference show TEST-26-01", "Did you mean TEST-26-001?"),
            ("invitation list TEST-26-01", "Did you mean TEST-26-001?"),
            ("conference assign TEST-26-001 chair CSC-9", "Did you mean CSC-1 or CSC-2 or CSC-3?"),
            ("invitation invite TEST-26-001 PAL", "Did you mean POL?"),
            ("invitation withdraw TEST-26-001#9", "has no invitation 9."),
            ("report accept TEST-26-001#1", "has no report waiting"),
            ("conference register TEST-26-001 1=present", "from \(partnership.ahead(30)), the day of the conference"),
        ] {
            let result = try await partnership.attempt(line)
            #expect(result.status == 1 && result.output.isEmpty)
            #expect(result.errors.contains(sentence), "\(line): \(result.errors)")
        }
    }

    @Test(
        "Wrong use ends with exit code 2 and says what would be accepted",
        arguments: [
            ("conference register T-1 1=here", "use present, part, delegate, apologies, absent"),
            ("conference register T-1", "lines"),
            ("conference rule T-1", "either --proceed with its reason, or --adjourn"),
            ("conference rule T-1 --adjourn", "--note"),
            ("conference rule T-1 --proceed because", "enough-information"),
            ("conference decide T-1 CH-1", "either --plan with its category, or --no-plan"),
            ("conference decide T-1 CH-1 --plan abuse", "physical-abuse"),
            ("conference decide T-1 CH-1 --no-plan --dissent POL", "POL=The threshold is not met"),
            ("conference move T-1", "--day, --at, --place or --video-link"),
            ("conference list --status open", "record-issued"),
            ("conference assign T-1 boss CSC-1", "lead-social-worker"),
            ("conference hold T-1#2 --until 2031-01-06 --reason x", "--obligation submitReport"),
            ("conference split T-1 --part mum --reason x", "other-parental-responsibility"),
            ("conference exclusion decide T-1 1 --reason x", "granted"),
            ("conference cancel T-1 --reason -", "Standard input ended before the reason"),
            ("invitation reply T-1#x accepted", "HK-26-014#3"),
            ("invitation reply T-1#1 yes", "tentative"),
            ("invitation reply T-1#1 accepted --reason x", "goes with apologies"),
            ("report share T-1#1 mother email", "unable-to-contact"),
            ("report share T-1#1 mother exempt", "--approved-by and --reason"),
            ("report share T-1#1 mother refused --attempted 2026-01-05", "--attempted goes with unable-to-contact"),
            ("report submit T-1#1", "significant-others"),
            ("report submit T-1#1 --significant-others --adults 1", "--household and --adults together"),
        ])
    func wrongUse(line: String, expected: String) async throws {
        let installation = try Installation()
        try installation.configure(mail: "transport: maildir\nmaildir: mail")
        let result = try await run(
            Installation.program, Self.words(line) + ["--config", installation.configuration])
        #expect(result.status == 2 && result.output.isEmpty)
        #expect(result.errors.contains(expected), "\(result.errors)")
    }

    private static func words(_ line: String) -> [String] { line.split(separator: " ").map(String.init) }

    @Test("A conference where an invitation is asked for is answered with its invitations")
    func whichInvitation() async throws {
        let partnership = try await Partnership()
        try await partnership.arrange("T-1", on: partnership.ahead(30), settledOn: partnership.ago(0))
        let result = try await partnership.attempt("invitation reply T-1 accepted")
        #expect(result.status == 2)
        #expect(result.errors.contains("T-1#1  CSC, CSC-3") && result.errors.contains("T-1#4  EDU"))
    }

    @Test("The daily questions are answered in words and in JSON")
    func today() async throws {
        let partnership = try await Partnership()
        try await partnership.arrange("T-1", on: partnership.ahead(1), settledOn: partnership.ago(20))
        try await partnership.arrange("T-2", on: partnership.ago(3), settledOn: partnership.ago(20), case: "C-2")
        try await partnership.give("invitation reply T-1#1 accepted --on \(partnership.ago(10))")
        try await partnership.give("invitation reply T-1#2 accepted --on \(partnership.ago(10))")
        try await partnership.give("invitation bounce T-1#3 --on \(partnership.ago(10))")
        let page = try await partnership.give("today")
        for line in [
            "OVERDUE", "NO REGISTER YET", "made by any one of HLT-1 (#3), EDU (#4)", "NO REPLY, conferences",
            "#3 HLT-1, #4 EDU", "NO REPORT, conferences", "NOT DISCUSSED WITH THE FAMILY", "BOUNCED, conferences",
        ] { #expect(page.contains(line), "\(line)\n\(page)") }
        #expect(page.split(separator: "\n").allSatisfy { $0.count <= 110 })
        let json = try await partnership.json("today")
        let meeting = try #require((json["conferences"] as? [[String: Any]])?.first)
        #expect(meeting["forecast"] as? String == "open" && meeting["tippedBy"] as? [Int] == [3, 4])
        #expect((json["bounced"] as? [[String: Any]])?.first?["invitation"] as? String == "T-1#3")
        #expect(json["withoutRegister"] as? [String] == ["T-2"])
        let silent = try await partnership.give("invitation list --no-reply")
        #expect(silent.contains("T-1#3") && silent.contains("T-1#4") && !silent.contains("T-1#1"))
        #expect(!silent.contains("T-2"))
        #expect(try await partnership.give("invitation list --bounced --agency CSC") == "No invitations like that.\n")
    }

    @Test("Every answer is to be had as JSON")
    func asJSON() async throws {
        let partnership = try await Partnership()
        try await partnership.arrange("T-1", on: partnership.ahead(30), settledOn: partnership.ago(0))
        let change = try await partnership.json("invitation reply T-1#1 apologies --dry-run")
        #expect(change["dryRun"] as? Bool == true)
        let first = try #require((change["changes"] as? [[String: Any]])?.first)
        #expect((first["advice"] as? [String])?.first?.contains("still lack a reason") ?? false)
        #expect((first["deadlines"] as? [[String: Any]])?.first?["obligation"] as? String == "T-1#1/nameDelegate")
        let page = try await partnership.json("conference show T-1")
        #expect((page["invitations"] as? [[String: Any]])?.count == 4)
        #expect((page["quoracy"] as? [String: Any])?["forecast"] as? String == "open")
        #expect(page["notes"] == nil)
        for line in ["conference list", "invitation list T-1"] {
            let list = try JSONSerialization.jsonObject(
                with: Data(try await partnership.give("\(line) --json").utf8))
            #expect((list as? [[String: Any]])?.isEmpty == false)
        }
    }
}
