import Persistence
import WebInterface

extension Importer {
    /// Takes lists in that were pasted into a page. Where something is wrong with them, nothing of it is to be kept.
    static func takeIn(_ lists: [PastedList], by registrar: Registrar) throws -> TakenIn {
        var files: [ImportFile] = []
        var problems: [ImportProblem] = []
        for list in lists {
            var reader = CSVReader(Array(list.text.utf8))
            do { files.append(try ImportFile(&reader, name: list.name)) } catch let error as ImportError {
                problems += error.problems
            }
        }
        guard problems.isEmpty else { return TakenIn(rows: [], faults: problems.map(fault), staleReplies: 0) }
        let (rowImport, found) = try take(files, by: registrar)
        return TakenIn(
            rows: rowImport.outcomes.map(row), faults: found.map(fault), staleReplies: rowImport.summary.staleReplies)
    }

    private static func row(_ outcome: RowImport.Outcome) -> TakenIn.Row {
        TakenIn.Row(
            line: outcome.line, subject: outcome.subject,
            outcome: outcome.changes == 0 ? .same : outcome.isNew ? .new : .changed)
    }

    private static func fault(_ problem: ImportProblem) -> TakenIn.Fault {
        TakenIn.Fault(list: problem.file, line: problem.line, column: problem.column, sentence: problem.sentence)
    }
}
