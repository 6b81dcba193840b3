import Daemon
import Foundation
import Persistence
import WorkingDays

/// Lives through an invented partnership's year with the daemon's own loops. Writes what happened into `facts.csv`, what
/// was sent into `sent.csv`, and reports figures in JSON.
///
/// Told to stop, by SIGTERM or SIGINT, it ends with the hour, and goes on from there when it is started again.
@main
struct YearRehearsal {
    static func main() async throws {
        let options = Options(CommandLine.arguments.dropFirst())
        if let day = options.proclaimed { return try await report(Proclamation(of: day, folder: options.folder).run()) }
        let begun = try begun(options)
        let configuration = try await prepare(options.folder, isBegun: begun != nil)
        let year = try await RehearsedYear(
            conferences: options.conferences, seed: options.seed, configuration: configuration, folder: options.folder,
            begun: begun)
        Interruption.listen()
        let start = ContinuousClock.now
        var standing = try await year.live(
            until: { Interruption.isAsked },
            telling: { day, counts in
                guard options.showsProgress else { return }
                let seconds = Int((ContinuousClock.now - start) / .seconds(1))
                let line = "\(day): \(counts.conferences) conferences, \(counts.messages) messages, \(seconds) s\n"
                FileHandle.standardError.write(Data(line.utf8))
            })
        standing.seconds = (begun?.seconds ?? 0) + (ContinuousClock.now - start) / .seconds(1)
        standing.peakMemory = max(begun?.peakMemory ?? 0, YearFigures.peakMemory() / 1024)
        standing.parts = (begun?.parts ?? 0) + 1
        let figures = YearFigures(standing, database: configuration.database)
        try year.database.close()
        try standing.keep(in: options.folder)
        try report(figures)
    }

    /// How far the year in the folder came, taken away: what is broken off without a mark cannot go on.
    private static func begun(_ options: Options) throws -> Standing? {
        guard let kept = try Standing.kept(in: options.folder) else { return nil }
        guard !kept.isWhole else { fail("The year in \(options.folder) is over; give another folder.") }
        guard kept.conferences == options.conferences, kept.seed == options.seed else {
            fail("\(options.folder) has a year of --conferences \(kept.conferences) --seed \(kept.seed); give these.")
        }
        try Standing.forget(in: options.folder)
        return kept
    }

    private static func report(_ figures: some Encodable) throws {
        try FileHandle.standardOutput.write(contentsOf: JSONEncoder().encode(figures) + Data("\n".utf8))
    }

    /// A folder with a configuration and a master key in it, and with a database alone where its year goes on.
    private static func prepare(_ folder: String, isBegun: Bool) async throws -> PartnershipConfiguration {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let file = folder + "/quorate.yaml"
        if isBegun { return try await .load(path: file, environment: [:]) }
        guard !FileManager.default.fileExists(atPath: folder + "/quorate.db") else {
            fail("\(folder) has a database already, and nothing says how far its year came; give an empty folder.")
        }
        let closures = YearCalendar.closures.map { "    - \($0) | Offices closed after Christmas" }
        try Data((yaml + closures.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: file))
        _ = try MasterKeys.makeFile(folder + "/master-key")
        do { return try await .load(path: file, environment: [:]) } catch let error as ConfigurationError {
            fail("\(error)")
        }
    }

    private static let yaml = """
        partnership:
          name: Hackbridge Safeguarding Children Partnership
          administratorContact: the conference team on 020 7946 0123
        database: quorate.db
        encryption:
          masterKeyFiles: [master-key]
        mail:
          transport: maildir
          maildir: mail
          from: reminders@hackbridge.example.org
        # Reminders are what is counted.
        invitations:
          send: false
        calendar:
          closures:

        """

    static func fail(_ sentence: String) -> Never {
        FileHandle.standardError.write(Data("YearRehearsal: \(sentence)\n".utf8))
        exit(2)
    }
}

/// What is asked for.
struct Options: Sendable {
    var conferences = 1500
    var seed: UInt64 = 1
    var folder = ""
    var showsProgress = false
    /// A holiday to be proclaimed over a year that was rehearsed before.
    var proclaimed: String?

    init(_ arguments: some Sequence<String>) {
        var rest = Array(arguments)[...]
        while let name = rest.popFirst() {
            switch (name, rest.first) {
            case ("--progress", _): showsProgress = true
            case ("--conferences", let value?): conferences = Self.number(value, of: name)
            case ("--seed", let value?): seed = UInt64(Self.number(value, of: name))
            case ("--folder", let value?): folder = value
            case ("--proclaim", let value?): proclaimed = value
            default: YearRehearsal.fail("\(name) is not understood. \(Self.usage)")
            }
            if name != "--progress" { rest = rest.dropFirst() }
        }
        if folder.isEmpty { YearRehearsal.fail(Self.usage) }
    }

    private static let usage = """
        Usage: YearRehearsal [--conferences N] [--seed N] [--progress] --folder FOLDER
               YearRehearsal --proclaim DATE --folder FOLDER
        """

    private static func number(_ text: String, of name: String) -> Int {
        guard let number = Int(text), number > 0 else { YearRehearsal.fail("\(name) takes a number, 1 or more.") }
        return number
    }
}

/// What is reported of a year.
struct YearFigures: Encodable {
    let conferences: Int
    let cases: Int
    let commands: Int
    let refused: Int
    let messages: Int
    let reminders: Int
    let leaks: Int
    let seconds: Double
    let conferencesPerSecond: Double
    let messagesPerSecond: Double
    let peakMemoryMiB: Double
    let databaseBytes: Int
    let isWhole: Bool
    /// Without an interruption, one.
    let parts: Int

    init(_ standing: Standing, database: String) {
        let (counts, seconds) = (standing.counts, standing.seconds)
        (isWhole, parts) = (standing.isWhole, standing.parts)
        conferences = counts.conferences
        cases = counts.cases
        commands = counts.commands
        refused = counts.refused
        messages = counts.messages
        reminders = counts.reminders
        leaks = counts.leaks
        self.seconds = seconds
        conferencesPerSecond = Double(counts.conferences) / seconds
        messagesPerSecond = Double(counts.messages) / seconds
        peakMemoryMiB = standing.peakMemory
        databaseBytes = ["", "-wal"].reduce(0) { total, suffix in
            let attributes = try? FileManager.default.attributesOfItem(atPath: database + suffix)
            return total + (attributes?[.size] as? Int ?? 0)
        }
    }

    /// KiB: the most that was ever resident.
    static func peakMemory() -> Double {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
        return line.split(separator: " ").compactMap { Double($0.trimmingCharacters(in: .whitespaces)) }.first ?? 0
    }
}
