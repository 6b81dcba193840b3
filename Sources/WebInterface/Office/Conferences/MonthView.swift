import Conferences
import Persistence
import WorkingDays

/// The weeks of a month, Monday to Sunday, with the days of its neighbours that fill the first and the last.
struct MonthGrid: Sendable {
    let start: CalendarDate
    let first: CalendarDate
    let last: CalendarDate

    init(of day: CalendarDate) {
        start = day.adding(days: 1 - day.day)
        first = start.adding(days: -(start.weekday.rawValue - Weekday.monday.rawValue))
        let end = start.adding(months: 1).adding(days: -1)
        last = end.adding(days: Weekday.sunday.rawValue - end.weekday.rawValue)
    }

    /// `December 2026`.
    var title: String {
        let words = start.spelledOut.split(separator: " ")
        return words.suffix(2).joined(separator: " ")
    }

    func link(months: Int) -> String {
        let other = start.adding(months: months)
        return "/conferences/month?month=\(other.description.prefix(7))"
    }

    var weeks: [[CalendarDate]] {
        stride(from: 0, to: last - first + 1, by: 7).map { week in (0..<7).map { first.adding(days: week + $0) } }
    }
}

/// A month of conferences as its template sees it.
struct MonthView {
    let month: MonthGrid
    let entries: [ConferenceReadings.Entry]
    let calendar: WorkingDayCalendar
    let today: CalendarDate

    private static let shown = 6

    var content: [String: Any] {
        get throws {
            let byDay = Dictionary(grouping: entries, by: \.on)
            return [
                "title": month.title, "before": month.link(months: -1), "after": month.link(months: 1),
                "weeks": try month.weeks.map { week in
                    ["days": try week.map { try day($0, byDay[$0] ?? []) }]
                },
            ]
        }
    }

    private func day(_ day: CalendarDate, _ entries: [ConferenceReadings.Entry]) throws -> [String: Any] {
        var content: [String: Any] = [
            "number": day.day, "isOther": day.month != month.start.month, "isToday": day == today,
            "entries": entries.prefix(Self.shown).map { entry in
                [
                    "path": "/conferences/\(entry.reference.inPath)", "reference": entry.reference.text,
                    "at": entry.at.shortText, "type": entry.type.rawValue,
                ]
            },
        ]
        if entries.count > Self.shown {
            content["more"] = [
                "count": entries.count - Self.shown, "link": "/conferences?from=\(day)&to=\(day)&status=",
            ]
        }
        content["closed"] = try reason(day)
        return content
    }

    /// Why nobody works on it, weekends apart.
    private func reason(_ day: CalendarDate) throws -> String? {
        switch try calendar.kind(of: day) {
        case .bankHoliday(let holiday): holiday.title
        case .closed(let reason): reason
        case .weekend, .workingDay, .workingDayByRemoval: nil
        }
    }
}
