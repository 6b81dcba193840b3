import Conferences
import Hummingbird
import Persistence
import WorkingDays

/// The days that do not count, year by year, each with where it comes from.
struct CalendarDesk: Sendable {
    let store: OfficeStore
    let pages: Pages

    var routes: [OfficeRoute] { [.get("/calendar", needs: .readRules) { try await show($0) }] }

    private func show(_ visit: Visit) async throws -> Response {
        let calendar = store.rulebook.calendar
        let year = visit.asked("year").flatMap { Int($0) } ?? visit.today.year
        let years = calendar.firstDate.year...calendar.lastDate.year
        guard years.contains(year) else { throw HTTPError(.notFound) }
        return pages.office(
            "calendar", title: "Calendar", for: visit,
            try CalendarView(calendar: calendar, year: year, today: visit.today).content)
    }
}

/// One year as its template sees it.
struct CalendarView {
    let calendar: WorkingDayCalendar
    let year: Int
    let today: CalendarDate

    var content: [String: Any] {
        get throws(WorkingDayError) {
            let years = calendar.firstDate.year...calendar.lastDate.year
            var content: [String: Any] = [
                "year": year, "division": calendar.division.title,
                "days": try calendar.daysApart(in: year).map(row).asTable,
                "publishedThrough": calendar.publishedThrough.spelledOut,
                "isProjected": year > calendar.publishedThrough.year,
            ]
            if years.contains(year - 1) { content["earlier"] = year - 1 }
            if years.contains(year + 1) { content["later"] = year + 1 }
            return content
        }
    }

    private func row(_ day: (date: CalendarDate, kind: DayKind)) -> [String: Any] {
        let (title, source, counts): (String, String, String) =
            switch day.kind {
            case .bankHoliday(let holiday):
                (
                    holiday.title + (holiday.notes.isEmpty ? "" : ", \(holiday.notes.lowercased())"),
                    holiday.source.phrase, day.date.weekday.isWeekend ? "at a weekend" : "does not count"
                )
            case .closed(let reason):
                (
                    "Offices closed" + (reason == "closed" ? "" : ": \(reason)"), "set by the partnership",
                    "counts only for deadlines after an event"
                )
            case .workingDayByRemoval(let title, let reason):
                ("\(title), worked here", "set by the partnership: \(reason)", "counts")
            case .workingDay, .weekend: (day.kind.because(), "", "")
            }
        return [
            "date": day.date.spelledOut, "title": title, "source": source, "counts": counts,
            "isPast": day.date < today,
        ]
    }
}
