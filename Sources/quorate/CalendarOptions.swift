import ArgumentParser
import Daemon
import Foundation
import WorkingDays

extension CalendarDate: ExpressibleByArgument {
    public init?(argument: String) {
        do { try self.init(iso: argument) } catch { return nil }
    }
}

extension Division: ExpressibleByArgument {}

/// A day as an argument; its error says why a day does not exist.
func day(_ text: String) throws -> CalendarDate {
    do { return try CalendarDate(iso: text) } catch { throw ValidationError("\(error)") }
}

/// Which calendar a command counts by.
struct CalendarOptions: ParsableArguments {
    @Option(help: "Whose bank holidays: england-and-wales, scotland or northern-ireland.")
    var division: Division = .englandAndWales

    @Option(
        help: ArgumentHelp("Days on which the offices are closed, joined by ';'.", valueName: "dates"),
        transform: { try closures($0) })
    var closed: [Closure] = []

    /// - Throws: ``CommandFailure`` when the list of holidays cannot be relied on.
    func calendar() throws -> WorkingDayCalendar {
        try WorkingDayCalendar.installed(division).closing(closed)
    }
}

/// Reads `2026-12-29;2026-12-30`.
func closures(_ text: some StringProtocol) throws -> [Closure] {
    if text.isEmpty { return [] }
    return try text.split(separator: ";", omittingEmptySubsequences: false).map {
        Closure(date: try CalendarDate(iso: $0), reason: "closed")
    }
}

extension WorkingDayCalendar {
    /// The calendar of the list that is installed with the program.
    static func installed(_ division: Division) throws -> WorkingDayCalendar {
        let published = try HolidayFile.read(path: SharedFiles.path(of: "bank-holidays.json"))
        return try WorkingDayCalendar(division: division, published: published)
    }
}
