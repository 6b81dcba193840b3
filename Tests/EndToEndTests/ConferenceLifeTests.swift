import Foundation
import TestPeers
import Testing

@Suite("A conference on the command line")
struct ConferenceLifeTests {
    @Test("lives from the request to its closing, and each command says what it changed")
    func wholeLife() async throws {
        let partnership = try await Partnership()
        let (ago, give) = (partnership.ago, partnership.give)
        _ = try await give(
            "conference request T-1 --type initial --case C-1 --requested-by CSC-3 --on \(ago(40))", nil)
        let requested = try await give("conference show T-1", nil)
        #expect(requested.contains("requested, no day yet") && requested.contains("conference schedule T-1"))
        #expect(try await give("conference list", nil).contains("no day yet"))

        let scheduled = try await give(
            "conference schedule T-1 --day \(ago(0)) --at 00:05 --place 'Town Hall' --chair CSC-1 --administrator CSC-2 --family mother,father --child CH-1 --child CH-2 --on \(ago(39))",
            nil)
        #expect(scheduled.contains("  deadlines\n    sendInvitations  by "))
        for invitee in ["CSC CSC-3", "POL POL-1", "HLT HLT-1", "EDU"] {
            _ = try await give("invitation draft T-1 \(invitee) --on \(ago(35))", nil)
        }
        let sent = try await give("invitation send T-1 --on \(ago(34))", nil)
        #expect(sent.contains("reply ") && sent.contains("#1, #2, #3, #4") && sent.contains("sendInvitations  met"))
        _ = try await give("invitation name T-1#4 EDU-2 --on \(ago(33))", nil)
        try await answers(partnership)
        try await reports(partnership)

        let register = try await give("conference register T-1 1=present 2=delegate 3=part:00:10- 4=absent", nil)
        #expect(register.contains("T-1 is quorate: health, police, social-care."))
        #expect(register.contains("explainAbsence"))
        _ = try await give("conference explain-absence T-1#4 --reason 'The school was closed'", nil)
        _ = try await give("conference decide T-1 CH-1 --plan neglect --dissent 'POL=The threshold is not met'", nil)
        _ = try await give("conference decide T-1 CH-2 --no-plan", nil)
        #expect(try await give("conference letter T-1", nil).contains("decisionLetter  met"))
        _ = try await give("conference core-group T-1", nil)
        try await record(partnership)
        #expect(try await give("conference close T-1", nil).hasPrefix("Closed T-1"))
        #expect(try await partnership.json("conference show T-1")["status"] as? String == "closed")
        #expect(try await partnership.attempt("audit verify").status == 0)
    }

    private func answers(_ partnership: Partnership) async throws {
        let ago = partnership.ago
        try await partnership.give("invitation reply T-1#1 accepted --on \(ago(33))")
        let apologies = try await partnership.give(
            "invitation reply T-1#2 apologies --reason - --on \(ago(33))", input: "Zqx planted reason\n")
        #expect(apologies.contains("The apologies of T-1#2 still lack a report and a briefed delegate."))
        #expect(!apologies.contains("Zqx"))
        #expect(apologies.contains("nameDelegate"))
        try await partnership.give("invitation reply T-1#3 tentative --on \(ago(33))")
        try await partnership.give("invitation delegate name T-1#2 POL-2 --on \(ago(32))")
        try await partnership.give("invitation delegate decline T-1#2 --reason 'On leave' --on \(ago(32))")
        try await partnership.give("invitation delegate name T-1#2 POL-3 --on \(ago(31))")
        try await partnership.give("invitation delegate accept T-1#2 --on \(ago(31))")
        let briefed = try await partnership.give("invitation delegate briefed T-1#2 --on \(ago(30))")
        #expect(briefed.contains("still lack a report."))
    }

    private func reports(_ partnership: Partnership) async throws {
        let ago = partnership.ago
        let without = try await partnership.give("report submit T-1#1 --no-significant-others --on \(ago(20))")
        #expect(without.contains("does not cover significant others"))
        let returned = try await partnership.give("report return T-1#1 --reason 'Incomplete' --on \(ago(19))")
        #expect(returned.contains("(owed again)"))
        let complete = try await partnership.give(
            "report submit T-1#2 --significant-others --household 2 --adults 1 --on \(ago(20))")
        #expect(complete.contains("The apologies of T-1#2 are complete"))
        try await partnership.give("report accept T-1#2 --on \(ago(19))")
        try await partnership.give("report circulate T-1#2 CSC HLT --on \(ago(19))")
        let posted = try await partnership.give("report share T-1#2 mother sent-only --on \(ago(18))")
        #expect(posted.contains("Posting alone is not enough"))
        try await partnership.give("report share T-1#2 mother face-to-face --by POL-1 --on \(ago(17))")
        try await partnership.give("report attempt T-1#2 father telephone --on \(ago(17))")
        let shared = try await partnership.give("report share T-1#2 father unable-to-contact --on \(ago(16))")
        #expect(shared.contains("shareWithFamily  met"))
        try await partnership.give(
            "report exempt T-1#4 --approved-by CSC-1 --reason 'New to the school' --on \(ago(20))")
        try await partnership.give("report exempt-sharing T-1#3 --approved-by CSC-1 --reason 'Risk' --on \(ago(20))")
    }

    private func record(_ partnership: Partnership) async throws {
        for step in ["draft T-1", "to-chair T-1", "return T-1 --reason 'Names'", "to-chair T-1"] {
            try await partnership.give("conference record \(step)")
        }
        #expect(try await partnership.give("today").contains("RECORDS WITH THEIR CHAIR"))
        try await partnership.give("conference record approve T-1")
        #expect(try await partnership.give("conference record circulate T-1 1 2").contains("conferenceRecord  met"))
        try await partnership.give("conference record received T-1#1")
        try await partnership.give("conference record correction T-1#2 --detail 'Page 2'")
        try await partnership.give("conference record circulate T-1")
        let page = try await partnership.give("conference show T-1")
        #expect(page.contains("received by #1 CSC-3") && page.contains("corrections asked for by #2 POL-1"))
        try await partnership.give("conference record final T-1")
    }

    @Test("that is short of a quorum asks for the ruling, is adjourned, sits again late, and warns of two in a row")
    func inquorate() async throws {
        let partnership = try await Partnership()
        try await partnership.arrange("T-1", on: partnership.ago(0), settledOn: partnership.ago(30))
        let short = try await partnership.give("conference register T-1 1=present 2=absent")
        #expect(short.contains("The register of T-1 has no line yet for invitations 3, 4."))
        #expect(short.contains("T-1 is NOT QUORATE: 1 of 3 groups (social-care)."))
        let refused = try await partnership.attempt("conference decide T-1 CH-1 --plan neglect")
        #expect(refused.status == 1)
        #expect(refused.errors.contains("a plan needs the chair's ruling with its reason first."))
        let adjourned = try await partnership.give("conference rule T-1 --adjourn --note 'Health must be there'")
        #expect(adjourned.contains("redate") && adjourned.contains("will not be sent"))
        let late = try await partnership.give("conference move T-1 --day \(partnership.ahead(60)) --dry-run")
        #expect(late.contains("later than ten working days"))
        try await partnership.give("conference move T-1 --day \(partnership.ago(0)) --at 00:06")
        let again = try await partnership.give("conference register T-1 1=present 2=present 3=absent 4=absent")
        #expect(again.contains("not quorate at its last sitting either: two in a row"))
        let ruled = try await partnership.give("conference rule T-1 --proceed delay-harmful")
        #expect(ruled.contains("two in a row"))
        try await partnership.give("conference decide T-1 CH-1 --plan neglect")
        #expect(try await partnership.give("conference show T-1").contains("went on by the chair’s ruling"))
        try await partnership.give("conference correct T-1#3 present --reason 'Signed in late'")
    }

    @Test("is told by what it needs, whom it leaves out and how it is held; reminders are held and released")
    func arrangements() async throws {
        let partnership = try await Partnership()
        try await partnership.arrange("T-1", on: partnership.ahead(30), settledOn: partnership.ago(2))
        try await partnership.give("conference need add T-1 interpreter --for mother --detail 'Sylheti'")
        try await partnership.give("conference exclusion request T-1 father --by CSC-3 --reason 'Threats'")
        try await partnership.give("conference split T-1 --part mother --part father --reason 'They must not meet'")
        try await partnership.give("conference assign T-1 chair CSC-4")
        try await partnership.give("conference add-child T-1 CH-3")
        let page = try await partnership.give("conference show T-1")
        for line in [
            "interpreter for mother, NOT ARRANGED", "WAITS FOR THE CHAIR", "mother; then father",
            "chair                CSC-4", "CH-3: no decision yet", "open: so far 0 of 3 groups",
        ] { #expect(page.contains(line), "\(line)\n\(page)") }
        #expect(page.split(separator: "\n").allSatisfy { $0.count <= 110 })
        #expect(!page.contains("Sylheti") && !page.contains("Threats"))
        #expect(try await partnership.give("today").contains("NEEDS NOT ARRANGED"))
        try await partnership.give("conference need arranged T-1 1")
        try await partnership.give("conference exclusion decide T-1 1 --granted --reason 'Agreed'")
        let notes = try await partnership.give("conference show T-1 --notes")
        #expect(notes.contains("need 1, interpreter: Sylheti") && notes.contains("exclusion 1, decision: Agreed"))
        #expect(try await partnership.give("audit show --case C-1").contains("by conference show --notes"))
        try await partnership.give(
            "conference hold T-1#2 --obligation submitReport --until \(partnership.ahead(9)) --reason 'Leave'")
        try await partnership.give("conference release T-1#2 --obligation submitReport")
        #expect(try await partnership.attempt("conference release T-1").status == 1)
        let tick = try await partnership.attempt("conference tick T-1 room-booked")
        #expect(tick.status == 1 && tick.errors.contains("the policy has none"))
        let cancelled = try await partnership.give("conference cancel T-1 --reason 'The family has moved'")
        #expect(cancelled.contains("will not be sent"))
    }
}
