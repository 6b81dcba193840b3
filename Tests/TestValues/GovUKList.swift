import Foundation
import WorkingDays

/// The list that ships with the program, `config/bank-holidays.json`, as GOV.UK serves it.
public enum GovUKList {
    public static let events: [Division: [BankHoliday]] = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let file = root.appending(path: "config/bank-holidays.json")
        do {
            return try JSONDecoder().decode([Division: Listing].self, from: Data(contentsOf: file))
                .mapValues { $0.events.map { BankHoliday(date: $0.date, title: $0.title, notes: $0.notes) } }
        } catch {
            fatalError("\(file.path()) cannot be read: \(error)")
        }
    }()

    public static let published: PublishedHolidays = {
        do { return try PublishedHolidays(events: events) } catch { fatalError("\(error)") }
    }()

    public static let englandAndWales = calendar()

    public static func calendar(_ division: Division = .englandAndWales, closed: [CalendarDate] = [])
        -> WorkingDayCalendar
    {
        do {
            return try WorkingDayCalendar(
                division: division, published: published, closures: closed.map { Closure(date: $0, reason: "Closed") })
        } catch {
            fatalError("\(error)")
        }
    }

    private struct Listing: Decodable {
        var events: [Event]
    }

    private struct Event: Decodable {
        var date: CalendarDate
        var title: String
        var notes: String
    }
}
