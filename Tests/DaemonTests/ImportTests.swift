import Conferences
import TestPeers
import TestValues
import Testing
import WorkingDays

@testable import Daemon
@testable import Persistence

@Suite("Importing lists")
struct ImportTests {
    private func row(_ invitation: String) -> String { ImportSample.invitationHeader + invitation + "\n" }

    @Test("takes mobile numbers as people write them, and how somebody is reminded")
    func mobiles() async throws {
        let sample = try ImportSample()
        let people = """
            reference,agency,name,email,mobile,prefers
            P-lead,CSC,Amina Yusuf,amina@csc.example,07900 900123,text
            P-worker,CSC,Ben Shaw,ben@csc.example,+44 7900 900124,
            P-chair,CSC,Carys Morgan,carys@csc.example,,mail
            """
        _ = try await sample.run([ImportSample.agencies, people])
        let recorded = try await sample.database.read { session in
            try (["P-lead", "P-worker", "P-chair"] as [PersonReference]).compactMap {
                try PersonRegister(session).person($0)
            }
        }
        #expect(recorded.map(\.mobile) == ["+447900900123", "+447900900124", nil])
        #expect(recorded.map(\.preferredChannel) == [.text, .mail, .mail])
        #expect(try await sample.run([ImportSample.agencies, people]).changes == 0)
    }

    @Test("records agencies, people, conferences and invitations")
    func records() async throws {
        let sample = try await ImportSample.filled()
        let conference = try #require(try await sample.conference())
        #expect(conference.type == .initial)
        #expect(conference.sitting.on == "2027-01-19")
        #expect(conference.datedOn == "2026-11-16")
        #expect(conference.familyRecipients.map(\.description) == ["mother", "father"])
        #expect(conference.invitations.map(\.person) == ["P-worker", "P-officer"])
        #expect(conference.invitations.map(\.sentOn) == ["2026-11-16", "2026-11-16"])
    }

    @Test("takes the files in any order on the command line")
    func anyOrder() async throws {
        let files = [ImportSample.agencies, ImportSample.people, ImportSample.conferences, ImportSample.invitations]
        for shift in 0..<4 {
            let sample = try ImportSample()
            let turned = Array(files[shift...] + files[..<shift])
            let summary = try await sample.run(shift.isMultiple(of: 2) ? turned : turned.reversed())
            #expect(summary.rows == 10)
            #expect(summary.changes == 10)
        }
    }

    @Test("takes columns in any order, and leaves out those that may be absent")
    func columns() async throws {
        let sample = try ImportSample()
        try await sample.run(["name,code\nSocial Care,CSC\n", "email,name,agency,reference\nb@csc.example,Ben,CSC,P-1"])
        #expect(try await sample.logLength() == 2)
    }

    @Test("says what it would change, and changes nothing, on a dry run")
    func dryRun() async throws {
        let sample = try ImportSample()
        let summary = try await sample.run([ImportSample.agencies, ImportSample.people], isDryRun: true)
        #expect(summary.rows == 7 && summary.changes == 7)
        #expect(try await sample.logLength() == 0)
        #expect(try await sample.run([ImportSample.agencies, ImportSample.people]).changes == 7)
    }

    @Test("leaves as it is what a list has no column for, and takes away what has an empty cell")
    func absentColumns() async throws {
        let sample = try ImportSample()
        let people = """
            reference,agency,name,email,mobile,prefers
            P-lead,CSC,Amina Yusuf,amina@csc.example,07900 900123,text
            """
        let agencies = """
            code,name,kind,safeguarding_lead,sharing_exempt_by,sharing_exempt_reason
            CSC,Social Care,social-care,P-lead,P-lead,Agreed
            """
        try await sample.run([agencies, people])
        func recorded() async throws -> (Agency?, Person?) {
            let rulebook = sample.rulebook
            return try await sample.database.read { session in
                let registrar = Registrar(session, rulebook: rulebook, actor: "tester", now: ImportSample.now)
                return (try registrar.agency("CSC"), try registrar.person("P-lead"))
            }
        }
        try await sample.run([
            "code,name\nCSC,Children\n", "reference,agency,name,email\nP-lead,CSC,Amina,a@csc.example\n",
        ])
        var (agency, person) = try await recorded()
        #expect(agency?.name == "Children" && person?.name == "Amina")
        #expect(agency?.kind == .socialCare && agency?.safeguardingLead == "P-lead")
        #expect(agency?.sharingExemption?.approvedBy == "P-lead")
        #expect(person?.mobile == "+447900900123" && person?.preferredChannel == .text)

        try await sample.run([
            "code,name,kind,safeguarding_lead,sharing_exempt_by\nCSC,Children,,,\n",
            "reference,agency,name,email,mobile\nP-lead,CSC,Amina,a@csc.example,\n",
        ])
        (agency, person) = try await recorded()
        #expect(agency?.kind == nil && agency?.safeguardingLead == nil && agency?.sharingExemption == nil)
        #expect(person?.mobile == nil && person?.preferredChannel == .mail)
    }

    @Test("changes nothing when the same files come again")
    func again() async throws {
        let sample = try await ImportSample.filled()
        let full = row(
            """
            CP-1,CSC,P-worker,2026-11-16,,accepted,2026-11-17,,2026-11-18,yes,,,,\
            mother=video@2026-11-18;father=unable-to-contact@2026-11-19,,,,
            CP-1,POLICE,P-officer,2026-11-16,,apologies,2026-11-17,Court,,,2026-11-18,P-chair,No contact,,\
            P-sergeant,2026-11-18,2026-11-19,
            """)
        let first = try await sample.run([full])
        #expect(first.changes == 8)
        let length = try await sample.logLength()
        for now in [ImportSample.now, "2026-12-01T12:00:00Z", "2027-06-01T12:00:00Z"] as [Timestamp] {
            let summary = try await sample.run(
                [ImportSample.agencies, ImportSample.people, ImportSample.conferences, full], now: now)
            #expect(summary.changes == 0)
        }
        #expect(try await sample.logLength() == length)
    }

    @Test("moves a conference whose day has changed, and does not take old replies for answers to the new day")
    func rescheduled() async throws {
        let sample = try await ImportSample.filled()
        let replied = row("CP-1,CSC,P-worker,2026-11-16,,accepted,2026-11-17,,,,,,,,,,,")
        try await sample.run([replied])
        let moved = ImportSample.conferences.replacing("2027-01-19", with: "2027-02-16")
            .replacing("2026-11-16", with: "2026-11-20")
        let summary = try await sample.run([moved, replied])
        #expect(summary.changes == 1)
        #expect(summary.staleReplies == 1)
        let conference = try #require(try await sample.conference())
        #expect(conference.sitting.on == "2027-02-16")
        #expect(conference.moves == 1)
        #expect(conference.invitation(1)?.response == nil)
        let length = try await sample.logLength()
        try await sample.run([moved, replied])
        #expect(try await sample.logLength() == length)
    }

    @Test("cancels, withdraws and records what has changed in a row")
    func changes() async throws {
        let sample = try await ImportSample.filled()
        try await sample.run([row("CP-1,CSC,P-worker,2026-11-16,,tentative,2026-11-17,,,,,,,,,,,")])
        try await sample.run([row("CP-1,CSC,P-worker,2026-11-16,,accepted,2026-11-18,,2026-11-18,no,,,,,,,,")])
        try await sample.run([row("CP-1,POLICE,P-officer,2026-11-16,2026-11-19,,,,,,,,,,,,,")])
        var conference = try #require(try await sample.conference())
        #expect(conference.invitation(1)?.response?.reply == .accepted)
        #expect(conference.invitation(1)?.report.stage == .submitted(on: "2026-11-18"))
        #expect(conference.invitation(1)?.report.versions.last?.coversSignificantOthers == false)
        #expect(conference.invitation(2)?.withdrawnOn == "2026-11-19")
        let summary = try await sample.run([ImportSample.conferences.replacing("16,,", with: "16,cancelled,Not needed")]
        )
        #expect(summary.changes == 1)
        conference = try #require(try await sample.conference())
        #expect(conference.status == .cancelled(on: "2026-11-23", reason: "Not needed"))
    }

    @Test("takes a whole history at once: a conference held or cancelled, with everybody who was invited")
    func history() async throws {
        let sample = try ImportSample()
        let conferences = """
            reference,type,case,date,time,place,chair,administrator,family,settled_on,status,reason,letter_on,record_on
            CP-1,initial,C-1,2026-11-17,10:00,Civic Centre,P-chair,P-lead,mother,2026-11-02,,,2026-11-18,2026-11-20
            CP-2,review,C-2,2027-01-19,10:00,Civic Centre,P-chair,P-lead,mother,2026-11-02,cancelled,Moved away,,
            """
        let invitations = row(
            """
            CP-1,CSC,P-worker,2026-11-02,,accepted,2026-11-03,,2026-11-10,yes,,,,mother=video@2026-11-11,,,,present
            CP-1,POLICE,P-officer,2026-11-02,,apologies,2026-11-03,Court,,,,,,,P-sergeant,2026-11-04,2026-11-05,delegate
            CP-1,CSC,P-lead,2026-11-02,2026-11-04,,,,,,,,,,,,,
            CP-2,CSC,P-worker,2026-11-02,,accepted,2026-11-03,,,,,,,,,,,
            CP-2,POLICE,P-officer,2026-11-02,,,,,,,,,,,,,,
            """)
        let files = [ImportSample.agencies, ImportSample.people, conferences, invitations]
        #expect(try await sample.problems(files) == [])
        let held = try #require(try await sample.conference())
        #expect(held.status == .recordIssued && held.letterIssuedOn == "2026-11-18")
        #expect(held.invitations.map { $0.attendance?.attendance } == [.present, .delegatePresent, nil])
        #expect(held.invitation(3)?.withdrawnOn == "2026-11-04")
        #expect(try await sample.conference("CP-2")?.invitations.count == 2)
        let length = try await sample.logLength()
        try await sample.run(files)
        #expect(try await sample.logLength() == length)
        let pending = try await sample.database.read {
            try $0.rows("SELECT DISTINCT obligation FROM reminder WHERE state = 'pending'").map { try $0.text(0) }
        }
        // Nothing of the past is chased; the windows for corrections are open.
        #expect(pending.allSatisfy { $0.hasSuffix("/corrections") } && pending.count == 2)
    }

    @Test("keeps nothing when one row of one file is wrong")
    func nothing() async throws {
        let sample = try ImportSample()
        let wrong = ImportSample.invitations + "\nCP-1,NONE,,2026-11-16,,,,,,,,,,,,,,"
        let problems = try await sample.problems(
            [ImportSample.agencies, ImportSample.people, ImportSample.conferences, wrong])
        #expect(problems == ["4.csv:4: column agency: No agency is known as NONE; record the agency first."])
        #expect(try await sample.logLength() == 0)
        for table in ["agency", "person", "conference", "invitation", "obligation", "reminder"] {
            #expect(try await sample.database.read { try $0.rows("SELECT 1 FROM \(table)") }.isEmpty)
        }
    }

    @Test("takes 5,000 rows, tells its progress, and then takes them again without change")
    func many() async throws {
        let sample = try ImportSample()
        var conferences = "reference,type,case,date,time,place,chair,administrator,family\n"
        var invitations = "conference,agency,person,sent_on\n"
        for number in 1...1000 {
            let day: CalendarDate = "2027-01-04"
            conferences +=
                "CP-\(number),review,C-\(number),\(day.adding(days: number % 200)),10:00,Video,P-chair,P-lead,mother\n"
            for (agency, person) in [
                ("CSC", "P-worker"), ("CSC", ""), ("POLICE", "P-officer"), ("POLICE", "P-sergeant"),
            ] {
                invitations += "CP-\(number),\(agency),\(person),2026-11-16\n"
            }
        }
        let files = [ImportSample.agencies, ImportSample.people, conferences, invitations]
        let summary = try await sample.run(files)
        #expect(summary.rows == 5007)
        #expect(summary.changes == 5007)
        #expect(try await sample.run(files).changes == 0)
        #expect(try await sample.logLength() == 5008)
    }

    @Test("does not bring back somebody whose name and address were erased")
    func erased() async throws {
        let sample = try await ImportSample.filled()
        try await sample.database.write {
            try Keyring($0).erase(.person("P-worker"), reason: "left", actor: "tester", now: ImportSample.now)
        }
        let problems = try await sample.problems([ImportSample.people])
        #expect(problems.count == 1)
        #expect(problems.first?.hasPrefix("1.csv:3: The key of person/P-worker was erased") == true, "\(problems)")
        let others = ImportSample.people.split(separator: "\n").filter { !$0.hasPrefix("P-worker") }
        #expect(try await sample.run([others.joined(separator: "\n")]).changes == 0)
    }
}
