import Conferences
import Persistence
import WorkingDays

/// What an import changed.
public struct ImportSummary: Sendable, Equatable {
    public var rows = 0
    /// Events recorded; 0 when everything stood like that already.
    public var changes = 0
    /// Replies left out because the conference has moved since they were given.
    public var staleReplies = 0
}

/// Brings lists of agencies, people, conferences and invitations into the log: all of the files, or nothing.
///
/// A row says how things stand; what differs becomes commands. The same file again changes nothing.
public struct Importer: Sendable {
    let database: any Database
    let rulebook: Rulebook

    public init(database: any Database, rulebook: Rulebook) {
        self.database = database
        self.rulebook = rulebook
    }

    /// The lists, and of each the columns that it must have and those that it may have.
    public static let lists = ImportTable.allCases.map {
        (name: $0.rawValue, required: $0.required, optional: $0.optional)
    }

    /// - Parameters:
    ///   - isDryRun: Whether all of it is taken back again: what would change is said, and nothing does.
    ///   - progress: Told how many of the rows are done.
    /// - Throws: ``ImportError`` with every bad row, and then nothing is changed.
    public func run(
        paths: [String], actor: String, now: Timestamp, isDryRun: Bool = false,
        progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) async throws -> ImportSummary {
        let files = try Self.read(paths)
        let take: @Sendable (any DatabaseSession) throws -> ImportSummary = { [rulebook] session in
            let registrar = Registrar(session, rulebook: rulebook, actor: actor, now: now)
            let (rowImport, problems) = try Self.take(files, by: registrar, progress: progress)
            guard problems.isEmpty else { throw ImportError(problems: problems) }
            try registrar.finish()
            return rowImport.summary
        }
        return try await isDryRun ? Rehearsed.run(database, take) : database.write(take)
    }

    /// Takes every row in; nothing of it is to be kept where there are problems.
    static func take(
        _ files: [ImportFile], by registrar: Registrar, progress: (Int, Int) -> Void = { _, _ in }
    ) throws -> (rowImport: RowImport, problems: [ImportProblem]) {
        let total = files.reduce(0) { $0 + $1.rows.count }
        var rowImport = RowImport(registrar: registrar, firstInvited: firstInvitations(in: files))
        var problems: [ImportProblem] = []
        for table in ImportTable.allCases {
            for row in files.lazy.filter({ $0.table == table }).flatMap(\.rows) {
                do { try rowImport.take(row, table) } catch { problems.append(try problem(error, row)) }
                rowImport.summary.rows += 1
                if rowImport.summary.rows.isMultiple(of: 500) { progress(rowImport.summary.rows, total) }
            }
        }
        problems += try rowImport.takePostponed().map { try problem($0.error, $0.row) }
        problems += try rowImport.danglingLeads()
        progress(total, total)
        return (rowImport, problems)
    }

    /// The day of the first invitation to each conference: by then its date was settled, unless a list says when.
    private static func firstInvitations(in files: [ImportFile]) -> [String: CalendarDate] {
        var first: [String: CalendarDate] = [:]
        for row in files.lazy.filter({ $0.table == .invitations }).flatMap(\.rows) {
            guard let conference = row.text("conference"), let text = row.text("sent_on"),
                let sentOn = CalendarDate(text)
            else { continue }
            first[conference] = min(first[conference] ?? sentOn, sentOn)
        }
        return first
    }

    private static func read(_ paths: [String]) throws -> [ImportFile] {
        var files: [ImportFile] = []
        var problems: [ImportProblem] = []
        for path in paths {
            do { files.append(try ImportFile(path: path)) } catch let error as ImportError {
                problems += error.problems
            }
        }
        guard problems.isEmpty else { throw ImportError(problems: problems) }
        return files
    }

    /// What a row's failure says of the row; anything that is not the row's fault goes on up.
    private static func problem(_ error: any Error, _ row: ImportRow) throws -> ImportProblem {
        switch error {
        case let problem as ImportProblem: problem
        case let refusal as ConferenceRefusal:
            ImportProblem(file: row.file, line: row.line, column: refusal.column(of: row), sentence: "\(refusal)")
        case let error as SealingError where error.isOfErased:
            ImportProblem(file: row.file, line: row.line, column: nil, sentence: "\(error)")
        case let error as WorkingDayError:
            ImportProblem(file: row.file, line: row.line, column: nil, sentence: "\(error)")
        default: throw error
        }
    }
}

extension SealingError {
    fileprivate var isOfErased: Bool { if case .erased = self { true } else { false } }
}

extension ConferenceRefusal {
    /// The column of an import that it speaks of, where one is.
    fileprivate func column(of row: ImportRow) -> String? {
        switch self {
        case .unknownAgency, .ofAnotherAgency: "agency"
        case .unknownPerson(let person):
            row.column(holding: person.text, among: ["person", "chair", "administrator", "delegate", "exempt_by"])
        case .inTheFuture(let on, _), .beforeInvitation(let on, _):
            row.column(
                holding: on.description,
                among: [
                    "settled_on", "sent_on", "reply_on", "delegate_on", "briefed_on", "report_on", "exempt_on",
                    "withdrawn_on",
                ]) ?? (row.text("sharing")?.contains(on.description) == true ? "sharing" : nil)
        case .sittingInThePast, .outsideCalendar: "date"
        case .unknownDiscussion, .discussionOfAnotherCase: "discussion"
        case .emptyPlace: "place"
        case .noFamilyRecipient, .repeatedFamilyRecipient: "family"
        case .delegateIsInvitee, .delegateOfAnotherAgency, .noApologies: "delegate"
        case .notAFamilyRecipient, .sharingAlreadySettled, .noAttemptRecorded: "sharing"
        case .registerBeforeSitting, .delegateNotNamed: "attendance"
        case .replyAfterSitting: "reply_on"
        case .invitedAfterSitting: "sent_on"
        default: nil
        }
    }
}
