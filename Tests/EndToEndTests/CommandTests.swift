import Foundation
import TestPeers
import Testing

@Suite("The command line")
struct CommandTests {
    let installation: Installation

    init() throws { installation = try Installation() }

    @Test(
        "Wrong use ends with exit code 2 and says what would be accepted",
        arguments: [
            (["working-days", "before", "3", "2027-02-30"], "February 2027 has 28 days"),
            (["working-days", "sideways", "3", "2027-02-03"], "before or after"),
            (["working-days", "before", "x", "2027-02-03"], "whole number"),
            (["working-days", "before", "3", "2101-02-03"], "2012-01-01 to 2100-12-31"),
            (["working-days", "after", "3", "2027-02-03", "--clear"], "before only"),
            (["working-days", "before", "3", "2027-02-03", "--division", "wales"], "england-and-wales"),
            (["deadlines", "--type", "initial"], "--on"),
            (["deadlines", "--type", "final", "--on", "2027-01-05"], "initial"),
            (["preview", "--from", "2027-01-05", "--to", "2027-01-04"], "later day"),
        ])
    func wrongUse(arguments: [String], expected: String) async throws {
        let result = try await run(Installation.program, arguments)
        #expect(result.status == 2)
        #expect(result.errors.contains(expected), "\(result.errors)")
        #expect(result.output.isEmpty)
    }

    @Test("working-days answers in words and in JSON")
    func workingDays() async throws {
        let words = try await installation.run("working-days", "before", "3", "2027-01-05")
        #expect(words.output == "Wednesday 30 December 2026 (2026-12-30)\n")
        let json = try await installation.run("working-days", "before", "3", "2029-01-10", "--json")
        #expect(json.output.contains("\"result\" : \"2029-01-05\""))
        #expect(json.output.contains("\"provisional\" : true"))
    }

    @Test("working-days --csv writes the same rows with result and provisional appended")
    func workingDaysTable() async throws {
        let result = try await installation.run(
            "working-days", "--csv",
            input: """
                operation,count,date,division,closed
                before,3,2027-01-05,england-and-wales,
                before,3,2027-01-05,scotland,
                before-clear,5,2027-01-05,,
                before,3,2027-01-05,,2026-12-29;2026-12-30;2026-12-31
                after,15,2026-12-26,england-and-wales,
                before,3,2029-01-10,england-and-wales,

                """)
        #expect(
            result.output == """
                operation,count,date,division,closed,result,provisional
                before,3,2027-01-05,england-and-wales,,2026-12-30,false
                before,3,2027-01-05,scotland,,2026-12-29,false
                before-clear,5,2027-01-05,,,2026-12-23,false
                before,3,2027-01-05,,2026-12-29;2026-12-30;2026-12-31,2026-12-23,false
                after,15,2026-12-26,england-and-wales,,2027-01-19,false
                before,3,2029-01-10,england-and-wales,,2029-01-05,true

                """)
    }

    @Test("A row that cannot be answered ends the table with line, column and reason, and exit code 1")
    func badRow() async throws {
        let result = try await installation.run(
            "working-days", "--csv", input: "before,3,2027-01-05,,\nbefore,3,2027-13-05,,\n")
        #expect(result.status == 1)
        #expect(result.output == "before,3,2027-01-05,,,2026-12-30,false\n")
        #expect(result.errors.contains("line 2, column 10"))
    }

    @Test("deadlines --csv appends every deadline of a conference")
    func deadlinesTable() async throws {
        let result = try await installation.run(
            "deadlines", "--csv", input: "type,date,division,closed\ninitial,2026-12-22,,\nreview,2027-01-05,,\n")
        let lines = result.output.split(separator: "\n")
        #expect(
            lines[0]
                == "type,date,division,closed,holdReview,sendInvitations,submitReport,shareWithFamily,decisionLetter,coreGroup,conferenceRecord,provisional"
        )
        #expect(
            lines[1]
                == "initial,2026-12-22,,,2027-03-22,2026-12-11,2026-12-17,2026-12-17,2026-12-23,2027-01-08,2027-01-15,false"
        )
        #expect(lines[2].hasPrefix("review,2027-01-05,,,2027-07-05,2026-12-03,2026-12-24,2026-12-24,2027-01-06"))
    }

    @Test("explain names each holiday passed over and where it comes from")
    func explain() async throws {
        let result = try await installation.run("explain", "before", "4", "2027-01-04")
        #expect(result.output.contains("New Year’s Day (published by GOV.UK)"))
        #expect(result.output.contains("Boxing Day, substitute day (published by GOV.UK)"))
        #expect(result.output.contains("Result: Thursday 24 December 2026"))
        let later = try await installation.run("explain", "before", "3", "2031-01-03")
        #expect(later.output.contains("projected by rule, not published yet"))
        #expect(later.output.contains("Provisional"))
    }

    @Test("Importing the same files again changes nothing, and long work prints no progress into a pipe")
    func importTwice() async throws {
        try installation.configure(mail: "transport: maildir\nmaildir: mail")
        let files = try installation.writeLists(invitees: 600)
        let arguments = ["import"] + files + ["--config", installation.configuration]
        let first = try await run(Installation.program, arguments)
        #expect(first.status == 0)
        #expect(first.errors.isEmpty)
        let events = try await installation.query("SELECT COUNT(*) FROM event")
        let second = try await run(Installation.program, arguments)
        #expect(second.output == "1208 rows read, nothing changed.\n")
        #expect(try await installation.query("SELECT COUNT(*) FROM event") == events)
        let list = try await installation.run("conference", "list", "--config", installation.configuration)
        #expect(list.output.split(separator: "\n").count == 8)
    }

    @Test("An unknown reference is refused with those that resemble it")
    func unknownReference() async throws {
        try installation.configure(mail: "transport: maildir\nmaildir: mail")
        try await installation.importLists(invitees: 8)
        let result = try await installation.run("conference", "show", "T-8", "--config", installation.configuration)
        #expect(result.status == 1)
        #expect(result.errors.contains("Did you mean T-0 or T-1 or T-2?"))
    }
}
