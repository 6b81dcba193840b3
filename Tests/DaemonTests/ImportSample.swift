import Conferences
import TestPeers
import TestStores
import TestValues
import WorkingDays

@testable import Daemon
@testable import Persistence

/// A database to import into, and files to import.
struct ImportSample {
    let database: SQLiteDatabase
    private let folder: TemporaryFolder
    let rulebook: Rulebook

    static let now: Timestamp = "2026-11-23T09:00:00Z"

    static let agencies = """
        code,name,safeguarding_lead
        CSC,Social Care,P-lead
        POLICE,Police,
        """
    static let people = """
        reference,agency,name,email
        P-lead,CSC,Amina Yusuf,amina@csc.example
        P-worker,CSC,Ben Shaw,ben@csc.example
        P-chair,CSC,Carys Morgan,carys@csc.example
        P-officer,POLICE,Dan Price,dan@police.example
        P-sergeant,POLICE,Eve Hall,eve@police.example
        """
    static let conferences = """
        reference,type,case,date,time,place,chair,administrator,family,settled_on,status,reason
        CP-1,initial,C-1,2027-01-19,10:00,Civic Centre,P-chair,P-lead,mother;father,2026-11-16,,
        """
    static let invitationHeader = """
        conference,agency,person,sent_on,withdrawn_on,reply,reply_on,reason,report_on,covers_significant_others,\
        exempt_on,exempt_by,exempt_reason,sharing,delegate,delegate_on,briefed_on,attendance

        """
    static let invitations =
        invitationHeader + """
            CP-1,CSC,P-worker,2026-11-16,,,,,,,,,,,,,,
            CP-1,POLICE,P-officer,2026-11-16,,,,,,,,,,,,,,
            """

    init() throws {
        folder = try TemporaryFolder("import")
        database = try SQLiteDatabase(inMemoryNamed: "import")
        rulebook = Rulebook(
            policy: .standard,
            calendar: try WorkingDayCalendar(
                division: .englandAndWales,
                published: HolidayFile.read(path: Locations.repository + "/config/bank-holidays.json")))
    }

    /// One that holds the four lists above.
    static func filled() async throws -> ImportSample {
        let sample = try ImportSample()
        _ = try await sample.run([Self.agencies, Self.people, Self.conferences, Self.invitations])
        return sample
    }

    /// Imports texts as files `1.csv`, `2.csv` and so on.
    @discardableResult
    func run(_ texts: [String], now: Timestamp = Self.now, isDryRun: Bool = false) async throws -> ImportSummary {
        let paths = try texts.enumerated().map { try folder.write($1, to: "\($0 + 1).csv") }
        return try await Importer(database: database, rulebook: rulebook)
            .run(paths: paths, actor: "tester", now: now, isDryRun: isDryRun)
    }

    func run(bytes: [UInt8]) async throws {
        try Files.write(bytes, to: "\(folder.path)/1.csv")
        _ = try await Importer(database: database, rulebook: rulebook)
            .run(paths: ["\(folder.path)/1.csv"], actor: "tester", now: Self.now)
    }

    /// What is wrong with files, each as one line; nothing when they were imported.
    func problems(_ texts: [String], now: Timestamp = Self.now) async throws -> [String] {
        do {
            try await run(texts, now: now)
            return []
        } catch let error as ImportError {
            return error.problems.map(\.description)
        }
    }

    /// A number that changes when anything is recorded.
    func logLength() async throws -> Int {
        try await database.read { try $0.row("SELECT COUNT(*) FROM event")?.integer(0) ?? 0 }
    }

    func conference(_ reference: ConferenceReference = "CP-1") async throws -> Conference? {
        let rulebook = rulebook
        return try await database.read {
            try Registrar($0, rulebook: rulebook, actor: "tester", now: Self.now).conference(reference)
        }
    }
}
