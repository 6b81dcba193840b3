import Foundation
import TestPeers
import Testing

@Suite("Changing the rules from the command line")
struct RulesTests {
    /// The installation's rules, with reports due so many working days before an initial conference.
    private static func policy(reports days: Int, more: String = "") -> String {
        """
        policy:
          obligations:
            reply: {ladder: [at-once owner urgent]}
            submitReport: {initial: \(days) working days before, ladder: []}
            shareWithFamily: {ladder: []}
        \(more)
        """
    }

    @Test("shows first what a rule set changes, then changes it, and tells whoever's deadline moves")
    func applied() async throws {
        let partnership = try await Partnership()
        try await partnership.invite(daysAgo: 1)
        let file = try partnership.installation.folder.write(Self.policy(reports: 5), to: "rules.yaml")
        let before = try await partnership.workingDay("before 3 \(partnership.ahead(28))")
        let after = try await partnership.workingDay("before 5 \(partnership.ahead(28))")
        let apply = "policy apply \(file) --effective \(partnership.ago(0))"
        #expect(try await partnership.reportDue() == before)

        let kept = try await partnership.give("\(apply) --dry-run")
        #expect(kept.contains("submitReport.initial: 3 working days before → 5 working days before"))
        #expect(kept.contains("keeps the rules that it was arranged under"))
        let told = try await partnership.give("\(apply) --open --dry-run")
        #expect(told.hasPrefix("DRY RUN"))
        #expect(told.contains("1 conference and 0 strategy discussions: 1 deadline new or moved"))
        #expect(told.contains("1 notice of a moved deadline"))
        #expect(try await partnership.reportDue() == before)
        #expect(try await partnership.installation.query("SELECT COUNT(*) FROM rule_set") == "1")

        let done = try await partnership.decoded("\(apply) --open", as: ChangedPage.self)
        #expect(done.changes.map(\.matter) == ["T-1"])
        #expect(done.changes[0].deadlines.map(\.was) == [before])
        #expect(done.changes[0].deadlines.map(\.on) == [after])
        #expect(try await partnership.reportDue() == after)
        let preview = "preview --from \(partnership.ago(0)) --to \(partnership.ahead(7))"
        #expect(try await partnership.give(preview).contains("New date: submit your written report"))

        // Given once more, it is the same set, and nobody is told twice.
        let again = try await partnership.give("\(apply) --open")
        #expect(again.contains("rule set 2 says the same already"))
        #expect(try await partnership.installation.query("SELECT COUNT(*) FROM rule_set") == "2")
        #expect(try await partnership.attempt("rebuild --check").status == 0)
    }

    @Test(
        "follows a rule set with what is arranged from its day on, once asked with what is still to meet, and else not")
    func arrangedLater() async throws {
        let partnership = try await Partnership()
        try await partnership.invite(daysAgo: 1)
        try await partnership.holdDiscussion("SD-1")
        let more = "    conveneInitial: {initial: 12 working days after}"
        let file = try partnership.installation.folder.write(Self.policy(reports: 5, more: more), to: "rules.yaml")
        let apply = "policy apply \(file) --effective \(partnership.ago(0))"
        try await partnership.give(apply)
        try await partnership.invite(daysAgo: 0, to: "T-2")
        let (old, new) = (
            try await partnership.workingDay("before 3 \(partnership.ahead(28))"),
            try await partnership.workingDay("before 5 \(partnership.ahead(28))")
        )
        #expect(try await partnership.reportDue() == old)
        #expect(try await partnership.reportDue(at: "T-2") == new)
        #expect(try await partnership.conveneDue() == partnership.workingDay("after 15 \(partnership.ago(0))"))
        try await partnership.give("\(apply) --open")
        #expect(try await partnership.reportDue() == new)
        // An enquiry that waits for its conference is still to meet, too.
        #expect(try await partnership.conveneDue() == partnership.workingDay("after 12 \(partnership.ago(0))"))
    }

    @Test("never mails what would have left before a rule was switched on")
    func switchedOn() async throws {
        let partnership = try await Partnership()
        // Invited, and that recorded, nine days ago: every step of the reply's ladder has passed.
        try await partnership.invite(daysAgo: 9)
        _ = try await partnership.installation.query(
            "UPDATE event SET recorded_at = recorded_at - 9 * 86400 WHERE stream LIKE 'conference/%'")
        let replies = "SELECT COUNT(*) FROM reminder WHERE obligation LIKE '%/reply' AND state = 'pending'"
        let off = try partnership.installation.folder.write(
            "policy:\n  obligations:\n    reply: {ladder: []}\n", to: "off.yaml")
        try await partnership.give("policy apply \(off) --effective \(partnership.ago(0)) --open")
        #expect(try await partnership.installation.query(replies) == "0")
        let on = try partnership.installation.folder.write(
            "policy:\n  obligations:\n    reply: {ladder: [at-once owner urgent, T owner, T+1 owner]}\n", to: "on.yaml")
        try await partnership.give("policy apply \(on) --effective \(partnership.ago(0)) --open")
        #expect(try await partnership.installation.query(replies) == "0")
        let explained = try await partnership.give("explain obligation T-1#1/reply")
        #expect(explained.contains("OVERDUE"))
        #expect(!explained.contains("will be sent"), "\(explained)")
    }

    @Test("checks a rule set without a database and names every problem with its place")
    func checked() async throws {
        let folder = try TemporaryFolder("rules")
        let wrong = try folder.write(
            """
            policy:
              cutOff: noon
              obligations:
                submitReport: {initial: soon, owner: chair}
            mail: {from: a@b.example}
            """, to: "wrong.yaml")
        let found = try await run(Installation.program, ["policy", "check", wrong])
        #expect(found.status == 3)
        for place in ["line 2, column 11", "line 4, column 29", "owner: is settled by the rulebook", "mail.from"] {
            #expect(found.errors.contains(place), "\(found.errors)")
        }
        let right = try folder.write(Self.policy(reports: 5), to: "right.yaml")
        let fine = try await run(Installation.program, ["policy", "check", right])
        #expect(fine.status == 0)
        #expect(fine.output.contains("5 working days before"))
        #expect(fine.output.split(separator: "\n").allSatisfy { $0.count <= 120 })
    }

    @Test("exports a rule set that it takes back as the same")
    func exported() async throws {
        let partnership = try await Partnership()
        try await partnership.holdDiscussion("SD-1")
        let text = try await partnership.give("policy export")
        let file = try partnership.installation.folder.write(text, to: "exported.yaml")
        let told = try await partnership.give("policy apply \(file) --effective \(partnership.ago(0)) --dry-run")
        #expect(told.contains("rule set 1 says the same already"), "\(told)")
    }

    @Test("brings an obligation of the partnership's own, which is ticked off")
    func ownObligation() async throws {
        let partnership = try await Partnership()
        let own = """
                interpreter:
                  title: Book the interpreter
                  owner: discussionChair
                  anchor: discussion
                  initial: 2 working days after
                  ladder: [T owner, T+1 teamManager]
            """
        let file = try partnership.installation.folder.write(Self.policy(reports: 3, more: own), to: "rules.yaml")
        try await partnership.give("policy apply \(file) --effective \(partnership.ago(0))")
        try await partnership.holdDiscussion("SD-1")
        #expect(try await partnership.give("person show CSC-1").contains("Book the interpreter"))
        let ticked = try await partnership.give("discussion tick SD-1 interpreter")
        #expect(ticked.contains("will not be sent"))
        #expect(try await partnership.attempt("discussion tick SD-1 interpreter").status == 1)
    }

    @Test("counts by a changed calendar when asked, and says beforehand what that moves")
    func calendar() async throws {
        let partnership = try await Partnership()
        try await partnership.holdDiscussion("SD-1")
        #expect(try await partnership.attempt("calendar check").status == 0)
        let before = try await partnership.workingDay("after 15 \(partnership.ago(0))")
        let proclaimed = try await partnership.workingDay("after 6 \(partnership.ago(0))")
        let after = try await partnership.workingDay("after 16 \(partnership.ago(0))")
        try partnership.installation.configure(
            mail: "transport: maildir\nmaildir: mail", additions: [proclaimed])
        let shown = try await partnership.give("calendar show \(String(proclaimed.prefix(4)))")
        #expect(shown.contains("Day of mourning (added by the partnership: Proclaimed late)"))
        #expect(shown.contains("published by GOV.UK"))

        let found = try await partnership.attempt("calendar check")
        #expect(found.status == 3)
        #expect(found.output.contains("sd:SD-1/conveneInitial") || found.output.contains("conveneInitial"))
        #expect(try await partnership.attempt("rebuild").status == 1)
        #expect(try await partnership.conveneDue() == before)
        try await partnership.give("calendar apply")
        #expect(try await partnership.conveneDue() == after)
        #expect(try await partnership.attempt("calendar check").status == 0)
        let notices = "SELECT COUNT(*) FROM reminder WHERE step = 'moved-to-\(after)' AND state = 'pending'"
        #expect(try await partnership.installation.query(notices) == "1")
    }

    @Test("sets days apart by command: says first what that moves, counts by them at once, and takes them back")
    func daysApart() async throws {
        let partnership = try await Partnership()
        try await partnership.holdDiscussion("SD-1")
        let before = try await partnership.conveneDue()
        let day = try await partnership.workingDay("after 6 \(partnership.ago(0))")
        let after = try await partnership.workingDay("after 16 \(partnership.ago(0))")
        let foreseen = try await partnership.give("calendar holiday \(day) --name 'Day of mourning' --dry-run")
        #expect(foreseen.contains("DRY RUN") && foreseen.contains("conveneInitial"))
        #expect(try await partnership.conveneDue() == before)
        struct Made: Decodable {
            let days: [String]
            let changes: [Change]

            struct Change: Decodable { let reference: String? }
        }
        let made = try JSONDecoder().decode(
            Made.self,
            from: Data(try await partnership.give("calendar holiday \(day) --name 'Day of mourning' --json").utf8))
        #expect(made.days == [day] && !made.changes.isEmpty)
        #expect(try await partnership.conveneDue() == after)
        let year = String(day.prefix(4))
        #expect(
            try await partnership.give("calendar show \(year)").contains("Day of mourning (added by the partnership"))
        #expect(try await partnership.give("explain obligation sd:SD-1/conveneInitial").contains("Day of mourning"))
        for command in ["calendar check", "rebuild --check"] {
            #expect(try await partnership.attempt(command).status == 0, "\(command)")
        }
        let again = try await partnership.attempt("calendar close \(day) --reason Closed")
        #expect(again.status == 1 && again.errors.contains("is no working day as it is: Day of mourning"))
        #expect(try await partnership.give("calendar withdraw \(day)").contains("Taken back: "))
        #expect(try await partnership.conveneDue() == before)
        #expect(try await partnership.attempt("calendar withdraw \(day)").errors.contains("was not set apart here"))
        #expect(try await partnership.attempt("calendar close \(day) --reason ' '").status == 2)
    }

    @Test("rebuilds the tables to the same, and finds what is not as the log says")
    func rebuilt() async throws {
        let partnership = try await Partnership()
        try await partnership.holdDiscussion("SD-1")
        try await partnership.give("person silence CSC-2 --until \(partnership.ahead(9)) --reason 'On leave'")
        try await partnership.invite(daysAgo: 3)
        #expect(try await partnership.attempt("rebuild --check").status == 0)
        _ = try await partnership.installation.query(
            "UPDATE obligation SET title = 'Nothing' WHERE kind = 'conveneInitial'; DELETE FROM person_hold")
        let found = try await partnership.attempt("rebuild --check")
        #expect(found.status == 3)
        #expect(found.errors.contains("sd:SD-1/conveneInitial"))
        #expect(found.errors.contains("person_hold"))
        #expect(try await partnership.give("rebuild").hasPrefix("2 conferences and discussions written anew"))
        #expect(try await partnership.attempt("rebuild --check").status == 0)
    }

    @Test("explains an obligation in full: its clause, its count, and what became of each step")
    func explained() async throws {
        let partnership = try await Partnership()
        try await partnership.holdDiscussion("SD-1")
        try await partnership.give(
            "discussion silence SD-1 --obligation conveneInitial --until \(partnership.ahead(1)) --reason Agreed")
        let text = try await partnership.give("explain obligation sd:SD-1/conveneInitial")
        for part in [
            "rule set 1: Rulebook 4, conveneInitial", "15 working days after the strategy discussion", "Saturday",
            "until 23:59:59 London time", "A+3   owner", "will be sent to CSC-2", "SILENCE",
        ] {
            #expect(text.contains(part), "\(part) in \(text)")
        }
        #expect(
            try await partnership.give("audit show --case C-1")
                .contains("by explain obligation sd:SD-1/conveneInitial"))
        struct Explained: Decodable {
            let ruleSet: Int
            let count: Count
            let ladder: [Rung]
            struct Count: Decodable { let result: String }
            struct Rung: Decodable {
                let step: String
                let recipient: String?
                let state: String
            }
        }
        let json = try await partnership.decoded("explain obligation sd:SD-1/conveneInitial", as: Explained.self)
        #expect(try await json.count.result == partnership.workingDay("after 15 \(partnership.ago(0))"))
        #expect(json.ladder.map(\.step) == ["A+3", "A+5", "A+7", "A+10"])
        #expect(json.ladder.first?.recipient == "CSC-2")
    }

    @Test("adopts an edited agenda for the discussions to come, and refuses one that lacks what is mandatory")
    func agenda() async throws {
        let partnership = try await Partnership()
        try await partnership.holdDiscussion("SD-1")
        let folder = partnership.installation.folder
        let standard = try await partnership.give("agenda export")
        let edited = standard.replacing("version: 1", with: "version: 2").replacing(
            "title: Siblings", with: "title: Brothers and sisters")
        let file = try folder.write(edited, to: "agenda.yaml")
        #expect(try await partnership.attempt("agenda check \(file)").status == 0)
        #expect(try await partnership.give("agenda adopt \(file)").contains("changed: siblings"))
        #expect(try await partnership.attempt("agenda adopt \(file)").status == 2)
        try await partnership.give(
            "discussion arrange SD-2 --case C-2 --date \(partnership.ahead(1)) --time 10:00 --place Video --chair CSC-1"
        )
        #expect(try await partnership.give("discussion agenda SD-2").contains("Brothers and sisters"))
        #expect(try await !partnership.give("discussion agenda SD-1").contains("Brothers and sisters"))
        let wrong = try folder.write(
            standard.replacing("version: 1", with: "version: 3").replacing(
                "mandatory: true", with: "mandatory: no way"),
            to: "wrong.yaml")
        let found = try await partnership.attempt("agenda check \(wrong)")
        #expect(found.status == 3)
        #expect(found.errors.contains("3 problems"))
        #expect(found.errors.contains("areas[5].mandatory: takes true or false"))
        let optional = try folder.write(
            standard.replacing("version: 1\n", with: "").replacing("mandatory: true", with: "mandatory: false"),
            to: "optional.yaml")
        #expect(try await partnership.attempt("agenda check \(optional)").errors.contains("mark it as mandatory again"))
    }
}
