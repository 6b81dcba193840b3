import Daemon
import Foundation
import Persistence
import WorkingDays

/// Lives through an invented partnership's year with the daemon's own loops. Writes what happened into `facts.csv`, what
/// was sent into `sent.csv`, and reports figures in JSON.
@main
struct YearRehearsal {
    static func main() async throws {
        let options = Options(CommandLine.arguments.dropFirst())
        if let day = options.proclaimed { return try await report(Proclamation(of: day, folder: options.folder).run()) }
        let configuration = try await prepare(options.folder)
        let year = try await RehearsedYear(
            conferences: options.conferences, seed: options.seed, configuration: configuration, folder: options.folder)
        let start = ContinuousClock.now
        let counts = try await year.live { day, counts in
            guard options.showsProgress else { return }
            let seconds = (ContinuousClock.now - start) / .seconds(1)
            FileHandle.standardError.write(
                Data("\(day): \(counts.conferences) conferences, \(counts.messages) messages, \(Int(seconds)) s\n".utf8)
            )
        }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        let figures = YearFigures(counts, seconds: seconds, database: configuration.database)
        try year.database.close()
        try report(figures)
    }

    private static func report(_ figures: some Encodable) throws {
        try FileHandle.standardOutput.write(contentsOf: JSONEncoder().encode(figures) + Data("\n".utf8))
    }

    /// An empty folder with a configuration and a master key in it.
    private static func prepare(_ folder: String) async throws -> PartnershipConfiguration {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let file = folder + "/quorate.yaml"
        guard !FileManager.default.fileExists(atPath: folder + "/quorate.db") else {
            fail("\(folder) has a database already; give an empty folder.")
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

    init(_ counts: RehearsedYear.Counts, seconds: Double, database: String) {
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
        peakMemoryMiB = Self.peakMemory() / 1024
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
