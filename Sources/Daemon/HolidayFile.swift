import Foundation
import WorkingDays
import Yams

/// Reads GOV.UK's `bank-holidays.json`.
///
/// JSON is read as the part of YAML that it is, since that reader refuses repeated keys and knows line and column.
public enum HolidayFile {
    /// - Throws: ``HolidayFileError`` saying where the list cannot be relied on, and what is expected there.
    public static func read(path: String) throws(HolidayFileError) -> PublishedHolidays {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw HolidayFileError(path: path, sentence: "The file cannot be read.")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw HolidayFileError(path: path, sentence: "The file is not UTF-8 text.")
        }
        return try read(text, path: path)
    }

    /// - Parameter path: What the list is called where something is wrong with it.
    package static func read(_ text: String, path: String) throws(HolidayFileError) -> PublishedHolidays {
        let root = try compose(text, path: path)
        guard text.first(where: { !$0.isWhitespace }) == "{", let divisions = root.mapping else {
            throw fault(path, root, "The list must be a JSON object with a key for each division.")
        }
        var events: [Division: [BankHoliday]] = [:]
        for (key, value) in divisions {
            guard let division = key.string.flatMap(Division.init(rawValue:)) else {
                throw fault(
                    path, key,
                    "\"\(key.string ?? "")\" is no division; use \(Division.allCases.map(\.rawValue).joined(separator: ", "))."
                )
            }
            events[division] = try holidays(value, of: division, path: path)
        }
        do { return try PublishedHolidays(events: events) } catch {
            throw HolidayFileError(path: path, sentence: "\(error)")
        }
    }

    private static func compose(_ text: String, path: String) throws(HolidayFileError) -> Node {
        do {
            guard let root = try Yams.compose(yaml: text) else {
                throw HolidayFileError(path: path, sentence: "The file is empty.")
            }
            return root
        } catch let error as HolidayFileError {
            throw error
        } catch YamlError.duplicatedKeysInMapping(let duplicates, let context) {
            throw HolidayFileError(
                path: path, line: context.mark.line, column: context.mark.column,
                sentence:
                    "The key \(duplicates.map { "\"\($0)\"" }.joined(separator: ", ")) stands twice in one object.")
        } catch YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _) {
            throw HolidayFileError(
                path: path, line: mark.line, column: mark.column, sentence: "The file is not JSON here: \(problem).")
        } catch {
            throw HolidayFileError(path: path, sentence: "The file is not JSON: \(error)")
        }
    }

    private static func holidays(
        _ node: Node, of division: Division, path: String
    ) throws(HolidayFileError) -> [BankHoliday] {
        guard let events = node.mapping?["events"]?.sequence else {
            throw fault(path, node, "\(division.rawValue) must hold \"events\", a list.")
        }
        var seen: Set<CalendarDate> = []
        var holidays: [BankHoliday] = []
        for event in events {
            // Yams resolves both keys for each look into a mapping; reading it through once takes a tenth of that.
            let fields = Dictionary(
                event.mapping?.map { ($0.key.scalar?.string ?? "", $0.value) } ?? [],
                uniquingKeysWith: { first, _ in first })
            guard let title = fields["title"]?.scalar?.string, let date = fields["date"] else {
                throw fault(path, event, "An event of \(division.rawValue) must be an object with a title and a date.")
            }
            let day: CalendarDate
            do { day = try CalendarDate(iso: date.scalar?.string ?? "") } catch { throw fault(path, date, "\(error)") }
            guard seen.insert(day).inserted else {
                throw fault(path, date, "\(day) is listed twice for \(division.rawValue); once is expected.")
            }
            holidays.append(BankHoliday(date: day, title: title, notes: fields["notes"]?.scalar?.string ?? ""))
        }
        return holidays
    }

    private static func fault(_ path: String, _ node: Node, _ sentence: String) -> HolidayFileError {
        HolidayFileError(path: path, line: node.mark?.line, column: node.mark?.column, sentence: sentence)
    }
}

/// A bank-holiday list that cannot be relied on.
public struct HolidayFileError: Error, Equatable, CustomStringConvertible {
    public let path: String
    public var line: Int?
    public var column: Int?
    public let sentence: String

    public var description: String {
        let place = line.map { ":\($0)" + (column.map { ":\($0)" } ?? "") } ?? ""
        return "\(path)\(place): \(sentence)"
    }
}
