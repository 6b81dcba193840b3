import Conferences
import Persistence
import TestPeers
import TestValues
import Testing
import WorkingDays

@testable import Daemon

@Suite("What is wrong with a list")
struct ImportProblemTests {
    struct Fault: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let text: String
        /// How the only problem begins, and something else that it says.
        let start: String
        let sentence: String

        init(_ why: String, _ text: String, _ start: String, _ sentence: String) {
            testDescription = why
            (self.text, self.start, self.sentence) = (text, start, sentence)
        }

        /// A row of invitations, in line 2.
        init(invitation why: String, _ row: String, _ column: String, _ sentence: String) {
            self.init(why, ImportSample.invitationHeader + row + "\n", "1.csv:2: column \(column): ", sentence)
        }

        /// A row of conferences, in line 2; the last three columns are left out.
        init(conference why: String, _ row: String, _ column: String, _ sentence: String) {
            self.init(
                why, "reference,type,case,date,time,place,chair,administrator,family,settled_on\n" + row,
                "1.csv:2: column \(column): ", sentence)
        }

        init(person why: String, _ row: String, _ column: String, _ sentence: String) {
            self.init(why, "reference,agency,name,email\n" + row, "1.csv:2: column \(column): ", sentence)
        }
    }

    static let files = [
        Fault("nothing", "", "1.csv:1: column 1: ", "The file is empty"),
        Fault("another header", "a,b,c\n1,2,3\n", "1.csv:1: column 1: ", "code,name | reference,agency,name,email"),
        Fault("no header", "CSC,Social Care\n", "1.csv:1: ", "The header names no table"),
        Fault("a column twice", "code,name,code\n", "1.csv:1: column 11: ", "The column \"code\" stands twice."),
        Fault(
            "an unknown column", "code,name,colour\n", "1.csv:1: column 11: ",
            "\"colour\" is no column of agencies; accepted: code, name, safeguarding_lead, kind, "),
        Fault("a column missing", "reference,agency,name\n", "1.csv:1: column 1: ", "lacks email, which people need"),
        Fault("semicolons", "code;name\nCSC;Social Care\n", "1.csv:1: ", "The header names no table"),
        Fault(
            "too few fields", "code,name,safeguarding_lead\nCSC,Social Care\n", "1.csv:2: ",
            "The row has 2 fields, the header 3."),
        Fault("too many fields", "code,name\nCSC,Social Care,x\n", "1.csv:2: ", "The row has 3 fields, the header 2."),
        Fault("a stray quote", "code,name\nA,B\nC,D\"\n", "1.csv:3: column 4: ", "A quotation mark stands inside"),
        Fault("a control character", "code,name\nA,B\u{7}\n", "1.csv:2: column 4: ", "A control character (code 7)"),
    ]

    static let rows = [
        Fault(person: "a reference that is none", "P 1,CSC,A,a@b.example", "reference", "is not a reference"),
        Fault(person: "no name", "P-1,CSC,,a@b.example", "name", "is empty; a value is needed"),
        Fault(person: "an unknown agency", "P-1,NONE,A,a@b.example", "agency", "No agency is known as NONE"),
        Fault(person: "an address that is none", "P-1,CSC,A,nobody", "email", "should have exactly one @"),
        Fault(
            "a number that cannot be texted", "reference,agency,name,email,mobile\nP-1,CSC,A,a@b.example,020 7946 0000",
            "1.csv:2: column mobile: ", "no UK mobile number"),
        Fault(
            "texts without a number", "reference,agency,name,email,mobile,prefers\nP-1,CSC,A,a@b.example,,text",
            "1.csv:2: column prefers: ", "needs a mobile number"),
        Fault(
            "an unknown way", "reference,agency,name,email,prefers\nP-1,CSC,A,a@b.example,pigeon",
            "1.csv:2: column prefers: ", "mail, text"),
        Fault(
            "an unknown language", "reference,agency,name,email,language\nP-1,CSC,A,a@b.example,klingon",
            "1.csv:2: column language: ", "english (en) or welsh (cy)"),
        Fault(
            "an unknown lead", "code,name,safeguarding_lead\nEDU,Education,P-x", "1.csv:2: column safeguarding_lead: ",
            "Nobody is known as P-x"),
        Fault(
            conference: "an unknown type", "CP-2,final,C-2,2027-01-19,10:00,X,P-chair,P-lead,mother,", "type",
            "use initial, review, pre-birth, transfer-in"),
        Fault(
            conference: "a day that does not exist", "CP-2,initial,C-2,2027-02-29,10:00,X,P-chair,P-lead,mother,",
            "date",
            "2027-02-29 does not exist"),
        Fault(
            conference: "a day of another form", "CP-2,initial,C-2,19/01/2027,10:00,X,P-chair,P-lead,mother,", "date",
            "write it as YYYY-MM-DD"),
        Fault(
            conference: "a time that is none", "CP-2,initial,C-2,2027-01-19,10am,X,P-chair,P-lead,mother,", "time",
            "HH:MM"),
        Fault(
            conference: "an unknown chair", "CP-2,initial,C-2,2027-01-19,10:00,X,P-x,P-lead,mother,", "chair",
            "Nobody is known as P-x"),
        Fault(
            conference: "an unknown administrator", "CP-2,initial,C-2,2027-01-19,10:00,X,P-chair,P-y,mother,",
            "administrator", "Nobody is known as P-y"),
        Fault(
            conference: "a relation that is none", "CP-2,initial,C-2,2027-01-19,10:00,X,P-chair,P-lead,aunt,", "family",
            "mother, father, carer, child"),
        Fault(
            conference: "a relation twice", "CP-2,initial,C-2,2027-01-19,10:00,X,P-chair,P-lead,mother;mother,",
            "family",
            "is named twice"),
        Fault(
            conference: "a day before it was settled",
            "CP-2,initial,C-2,2026-11-02,10:00,X,P-chair,P-lead,mother,2026-11-03",
            "date", "which had passed"),
        Fault(
            conference: "settled in the future", "CP-2,initial,C-2,2027-01-19,10:00,X,P-chair,P-lead,mother,2026-12-01",
            "settled_on", "has not come yet"),
        Fault(
            conference: "another type than before", "CP-1,review,C-1,2027-01-19,10:00,X,P-chair,P-lead,mother;father,",
            "type",
            "an import cannot change it"),
        Fault(
            invitation: "an unknown conference", "CP-9,CSC,P-worker,2026-11-16,,,,,,,,,,,,,,", "conference",
            "No conference CP-9 is scheduled"),
        Fault(
            invitation: "an unknown agency", "CP-1,NONE,,2026-11-16,,,,,,,,,,,,,,", "agency",
            "No agency is known as NONE"),
        Fault(
            invitation: "an unknown person", "CP-1,CSC,P-x,2026-11-16,,,,,,,,,,,,,,", "person", "Nobody is known as P-x"
        ),
        Fault(
            invitation: "a person of another agency", "CP-1,POLICE,P-lead,2026-11-16,,,,,,,,,,,,,,", "agency",
            "belongs to CSC, not to POLICE"),
        Fault(
            invitation: "sent in the future", "CP-1,CSC,P-lead,2026-11-24,,,,,,,,,,,,,,", "sent_on", "has not come yet"),
        Fault(
            invitation: "an unknown reply", "CP-1,CSC,P-worker,2026-11-16,,perhaps,2026-11-17,,,,,,,,,,,", "reply",
            "use accepted, tentative, apologies"),
        Fault(
            invitation: "a reply on no day", "CP-1,CSC,P-worker,2026-11-16,,accepted,,,,,,,,,,,,", "reply_on",
            "is empty"),
        Fault(
            invitation: "apologies for no reason", "CP-1,CSC,P-worker,2026-11-16,,apologies,2026-11-17,,,,,,,,,,,",
            "reason", "is empty"),
        Fault(
            invitation: "a report with no answer about others", "CP-1,CSC,P-worker,2026-11-16,,,,,2026-11-17,,,,,,,,,",
            "covers_significant_others", "is empty"),
        Fault(
            invitation: "neither yes nor no", "CP-1,CSC,P-worker,2026-11-16,,,,,2026-11-17,maybe,,,,,,,,",
            "covers_significant_others", "use yes, no"),
        Fault(
            invitation: "sharing of another form", "CP-1,CSC,P-worker,2026-11-16,,,,,,,,,,mother on Friday,,,,",
            "sharing",
            "mother=face-to-face@2026-12-21"),
        Fault(
            invitation: "sharing by post", "CP-1,CSC,P-worker,2026-11-16,,,,,,,,,,mother=post@2026-11-17,,,,",
            "sharing",
            "face-to-face, video, telephone, sent-only"),
        Fault(
            invitation: "sharing with somebody else",
            "CP-1,CSC,P-worker,2026-11-16,,,,,,,,,,carer=video@2026-11-17,,,,",
            "sharing", "is no family recipient of this conference"),
        Fault(
            invitation: "a delegate without apologies",
            "CP-1,CSC,P-worker,2026-11-16,,accepted,2026-11-17,,,,,,,,P-lead,2026-11-18,,",
            "delegate", "carries no apologies"),
        Fault(
            invitation: "an unknown delegate",
            "CP-1,CSC,P-worker,2026-11-16,,apologies,2026-11-17,Court,,,,,,,P-x,2026-11-18,,",
            "delegate", "Nobody is known as P-x"),
        Fault(
            invitation: "an unknown approver", "CP-1,CSC,P-worker,2026-11-16,,,,,,,2026-11-17,P-x,None,,,,,",
            "exempt_by",
            "Nobody is known as P-x"),
        Fault(
            invitation: "attendance before the day", "CP-1,CSC,P-worker,2026-11-16,,,,,,,,,,,,,,present", "attendance",
            "can be recorded from 2027-01-19"),
        Fault(
            "a row twice", "code,name\nEDU,Education\n\nEDU,Schools\n", "1.csv:4: column code: ",
            "agency EDU stands in line 2 already"),
        Fault(
            "a field in a later line of its row", "code,name,safeguarding_lead\n\"EDU\",\"Edu\ncation\",P-lead\n",
            "1.csv:2: column name: ", "contains a line break"),
    ]

    @Test("is told with file, line, column and reason", arguments: files + rows)
    func place(fault: Fault) async throws {
        let sample = try await ImportSample.filled()
        let length = try await sample.logLength()
        let problems = try await sample.problems([fault.text])
        #expect(problems.count == 1, "\(problems)")
        #expect(problems.first?.hasPrefix(fault.start) == true, "\(problems)")
        #expect(problems.first?.contains(fault.sentence) == true, "\(problems)")
        #expect(try await sample.logLength() == length)
    }

    @Test("is told all at once, over all files")
    func allAtOnce() async throws {
        let problems = try await ImportSample().problems([
            ImportSample.agencies,
            ImportSample.people + "\nP-1,NONE,A,a@b.example\nP-2,CSC,B,nobody\nP 3,CSC,C,c@d.example",
            ImportSample.conferences + "\nCP-2,initial,C-2,2027-02-30,10:00,X,P-chair,P-lead,mother,,,",
            ImportSample.invitations + "\nCP-9,CSC,P-worker,2026-11-16,,,,,,,,,,,,,,",
        ])
        #expect(problems.map { String($0.prefix(8)) } == ["2.csv:7:", "2.csv:8:", "2.csv:9:", "3.csv:3:", "4.csv:4:"])
    }

    @Test("is told of every unreadable file at once, missing ones too")
    func unreadable() async throws {
        let sample = try ImportSample()
        let error = await #expect(throws: ImportError.self) {
            try await Importer(
                database: sample.database, rulebook: .init(policy: .standard, calendar: SampleCalendar.value)
            )
            .run(
                paths: ["/no/such/people.csv", "/no/such/agencies.csv", "/usr"], actor: "tester", now: ImportSample.now)
        }
        #expect(error?.problems.map(\.file) == ["people.csv", "agencies.csv", "usr"])
        #expect(error?.description.contains("/no/such") == false)
    }

    static let injections = [
        "Ada\r\nBcc: everyone@agency.example", "Ada\nBcc: x", "Ada\rBcc: x", "Ada\u{2028}Bcc: x", "Ada\u{2029}Bcc: x",
        "Ada\u{85}Bcc: x", "Ada\u{0B}Bcc: x",
    ]

    @Test("is a line break in a name, of whatever kind", arguments: injections)
    func names(name: String) async throws {
        let sample = try await ImportSample.filled()
        for (text, column) in [
            ("reference,agency,name,email\nP-1,CSC,\"\(name)\",a@b.example\n", "name"),
            ("code,name\nEDU,\"\(name)\"\n", "name"),
            (
                "reference,type,case,date,time,place,chair,administrator,family\nCP-2,initial,C-2,2027-01-19,10:00,"
                    + "\"\(name)\",P-chair,P-lead,mother\n", "place"
            ),
        ] {
            let problems = try await sample.problems([text])
            #expect(problems.count == 1)
            #expect(
                problems.first?.hasPrefix("1.csv:2: column \(column)") == true || name.contains("\u{0B}")
                    || name == "Ada\rBcc: x", "\(problems)")
            #expect(problems.first?.contains("agency.example") == false, "The value is not repeated.")
        }
    }

    @Test(
        "is whatever could add a header or a recipient to a message",
        arguments: [
            "a@b.example\r\nBcc: x@y.example", "a@b.example\nRCPT TO:<x@y.example>", "a@b.example,x@y.example",
            "<a@b.example>", "a@b.example x@y.example", "\"a\r\nb\"@c.example", "=?utf-8?q?a=0d=0a?=@b.example\u{0}",
            "a%0d%0aBcc:x@b.example", "a@b.example?bcc=x@y.example", "a@[127.0.0.1]", "ä@b.example",
        ])
    func addresses(address: String) async throws {
        let sample = try await ImportSample.filled()
        let quoted = address.replacing("\"", with: "\"\"")
        let problems = try await sample.problems(["reference,agency,name,email\nP-1,CSC,A,\"\(quoted)\"\n"])
        #expect(problems.count == 1, "\(problems)")
        #expect(problems.first?.contains("y.example") == false, "The value is not repeated.")
    }

    @Test("is a file of another encoding")
    func encoding() async throws {
        let sample = try ImportSample()
        let error = await #expect(throws: ImportError.self) {
            try await sample.run(bytes: Array("code,name\nEDU,Zo".utf8) + [0xEB, 0x0A])
        }
        #expect(
            error?.problems.map(\.description) == [
                "1.csv:2: column 5: The field is not UTF-8; save the file as UTF-8 text."
            ])
    }
}

/// A calendar by the shipped list.
enum SampleCalendar {
    static let value: WorkingDayCalendar = {
        do {
            return try WorkingDayCalendar(
                division: .englandAndWales,
                published: HolidayFile.read(path: Locations.repository + "/config/bank-holidays.json"))
        } catch {
            fatalError("\(error)")
        }
    }()
}
