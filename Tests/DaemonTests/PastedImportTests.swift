import TestValues
import Testing
import WebInterface

@testable import Daemon
@testable import Persistence

@Suite("Lists that are pasted into a page")
struct PastedImportTests {
    private func takeIn(_ text: String, into sample: ImportSample) async throws -> TakenIn {
        try await sample.database.write { session in
            let registrar = Registrar(
                session, rulebook: sample.rulebook, actor: "user/anna", now: ImportSample.now)
            let taken = try Importer.takeIn([PastedList(name: "list", text: text)], by: registrar)
            if taken.faults.isEmpty { try registrar.finish() }
            return taken
        }
    }

    private func told(_ taken: TakenIn) -> [String] {
        taken.rows.map { "\($0.line) \($0.subject): \($0.outcome.rawValue)" }
    }

    @Test("tell row by row what is new, changed or the same")
    func outcomes() async throws {
        let sample = try await ImportSample.filled()
        let people = """
            reference,agency,name,email
            P-lead,CSC,Amina Yusuf,amina@csc.example
            P-worker,CSC,Ben Shaw,ben.shaw@csc.example
            P-new,POLICE,Fay Lunt,fay@police.example
            """
        #expect(
            told(try await takeIn(people, into: sample)) == [
                "2 person P-lead: same", "3 person P-worker: changed", "4 person P-new: new",
            ])
        #expect(told(try await takeIn(ImportSample.conferences, into: sample)) == ["2 conference CP-1: same"])
    }

    @Test("count for a row what had to wait until all were read")
    func postponed() async throws {
        let sample = try await ImportSample.filled()
        let withdrawn =
            ImportSample.invitationHeader + """
                CP-1,CSC,P-worker,2026-11-16,2026-11-20,,,,,,,,,,,,,
                CP-1,POLICE,P-officer,2026-11-16,,,,,,,,,,,,,,
                """
        #expect(
            told(try await takeIn(withdrawn, into: sample)) == [
                "2 invitation of P-worker to CP-1: changed", "3 invitation of P-officer to CP-1: same",
            ])
    }

    @Test("name every fault with its line and column, and what is no list at all")
    func faults() async throws {
        let sample = try await ImportSample.filled()
        let taken = try await takeIn(
            "reference,agency,name,email\nP-1,NHS,A,a@b.example\nP-2,CSC,B,nowhere\n", into: sample)
        #expect(taken.faults.map { "\($0.line) \($0.column ?? "-")" } == ["2 agency", "3 email"])
        for text in ["", "nothing,of,ours\n", "reference,agency,name,email\n\"open"] {
            #expect(try await takeIn(text, into: sample).faults.count == 1, "\(text)")
        }
    }
}
