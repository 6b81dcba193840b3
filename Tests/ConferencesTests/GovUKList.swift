import Conferences
import Foundation
import WorkingDays

/// The list that ships with the program, `config/bank-holidays.json`, as GOV.UK serves it.
enum GovUKList {
    static let published: PublishedHolidays = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let file = root.appending(path: "config/bank-holidays.json")
        do {
            let events = try JSONDecoder().decode([Division: Listing].self, from: Data(contentsOf: file))
                .mapValues { $0.events.map { BankHoliday(date: $0.date, title: $0.title, notes: $0.notes) } }
            return try PublishedHolidays(events: events)
        } catch {
            fatalError("\(file.path()) cannot be read: \(error)")
        }
    }()

    static let englandAndWales = calendar()

    static func calendar(_ division: Division = .englandAndWales, closed: [CalendarDate] = []) -> WorkingDayCalendar {
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
