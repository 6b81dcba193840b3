import Conferences
import Hummingbird
import Persistence
import WorkingDays

/// The days that do not count, year by year, each with where it comes from, and those that administrators set apart.
struct CalendarDesk: Sendable {
    let store: OfficeStore
    let pages: Pages

    var routes: [OfficeRoute] {
        [
            .get("/calendar", needs: .readRules) { try await show($0) },
            .post("/calendar/preview", needs: .changeRules) { try await preview($0) },
            .post("/calendar/again", needs: .changeRules) { try await show($0, ClosingForm($0)) },
            .post("/calendar", needs: .changeRules) { try await setApart($0) },
            .get("/calendar/:day/take-back", needs: .changeRules) { try await previewTakingBack($0) },
            .post("/calendar/:day/take-back", needs: .changeRules) { try await takeBack($0) },
        ]
    }

    /// - Parameters:
    ///   - form: What was typed, where it comes back.
    ///   - problem: What is wrong with it.
    private func show(
        _ visit: Visit, _ form: ClosingForm? = nil, _ problem: FormProblem? = nil
    ) async throws -> Response {
        let (calendar, own) = try await store.read { [rulebook = store.rulebook] session in
            (try rulebook.calendar(session), try DaysApart(session).all())
        }
        let year = visit.asked("year").flatMap { Int($0) } ?? form?.year ?? visit.today.year
        let years = calendar.firstDate.year...calendar.lastDate.year
        guard years.contains(year) else { throw HTTPError(.notFound) }
        let mayChange = visit.visitor.may(.changeRules)
        var content = try CalendarView(
            calendar: calendar, year: year, today: visit.today, own: Set(own.map(\.on)), mayTakeBack: mayChange
        ).content
        content["mayChange"] = mayChange
        content["problem"] = problem?.content
        content.merge((form ?? ClosingForm(fields: [:])).content(today: visit.today)) { own, _ in own }
        switch visit.asked("done") {
        case "set-apart": content["done"] = "The days are set apart. Whoever’s deadline moved is told."
        case "taken-back": content["done"] = "The day is an ordinary day again. Whoever’s deadline moved is told."
        default: break
        }
        return pages.office(
            "calendar", title: "Calendar", for: visit, status: problem == nil ? .ok : .unprocessableContent, content)
    }

    private func preview(_ visit: Visit) async throws -> Response {
        let form = ClosingForm(visit)
        do {
            let days = try form.days()
            let change = try await store.foresee(visit) { try days.setApart(by: $0) }.value
            var content = changes(change)
            content["fields"] = form.hidden
            content["isClosing"] = days.kind == .closed
            content["what"] = days.title
            content["isSingle"] = change.days.count == 1
            return pages.office("calendar-preview", title: "What would change", for: visit, content)
        } catch {
            guard let problem = ClosingForm.problem(error) else { throw error }
            return try await show(visit, form, problem)
        }
    }

    private func setApart(_ visit: Visit) async throws -> Response {
        let form = ClosingForm(visit)
        do {
            let days = try form.days()
            let change = try await store.change(visit) { try days.setApart(by: $0) }.value
            return .led(to: "/calendar?year=\(change.days[0].year)&done=set-apart")
        } catch {
            guard let problem = ClosingForm.problem(error) else { throw error }
            return try await show(visit, form, problem)
        }
    }

    private func changes(_ change: CalendarChange) -> [String: Any] {
        var content: [String: Any] = [
            "days": change.days.map { ["day": $0.spelledOut] },
            "changes": ChangesView(reports: change.reports, policy: store.rulebook.policy).content,
        ]
        content["sitting"] =
            change.sitting.map {
                ["matter": $0.matter.reference, "page": PagePath.of($0.matter), "on": $0.on.spelledOut]
            }.asTable
        if !change.passedOver.isEmpty {
            content["passedOver"] = change.passedOver.map(\.spelledOut).joined(separator: ", ")
        }
        return content
    }

    // A day taken back.

    private func day(_ visit: Visit) throws -> CalendarDate {
        guard let day = CalendarDate(try visit.parameters.require("day")) else { throw HTTPError(.notFound) }
        return day
    }

    private func previewTakingBack(_ visit: Visit) async throws -> Response {
        let day = try day(visit)
        var content: [String: Any] = ["day": day.spelledOut, "action": "/calendar/\(day)/take-back"]
        do {
            content.merge(changes(try await store.foresee(visit) { try $0.takeBack(dayApart: day) }.value)) { $1 }
            content["mayTakeBack"] = true
            return pages.office("calendar-take-back", title: "Take a day back", for: visit, content)
        } catch let refusal as DaysApartRefusal { return try refused(refusal, content, visit) }
    }

    private func takeBack(_ visit: Visit) async throws -> Response {
        let day = try day(visit)
        do { _ = try await store.change(visit) { try $0.takeBack(dayApart: day) } } catch let refusal
            as DaysApartRefusal
        {
            return try refused(refusal, ["day": day.spelledOut], visit)
        }
        return .led(to: "/calendar?year=\(day.year)&done=taken-back")
    }

    private func refused(_ refusal: DaysApartRefusal, _ content: [String: Any], _ visit: Visit) throws -> Response {
        if case .notSetApart = refusal { throw HTTPError(.notFound) }
        return pages.office(
            "calendar-take-back", title: "Take a day back", for: visit, status: .unprocessableContent,
            content.merging(["problem": FormProblem("main", "\(refusal)").content]) { $1 })
    }
}

/// One year as its template sees it.
struct CalendarView {
    let calendar: WorkingDayCalendar
    let year: Int
    let today: CalendarDate
    /// Those that were set apart here.
    let own: Set<CalendarDate>
    /// Whether the visitor may make those ordinary days again that are to come.
    let mayTakeBack: Bool

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

    private static let here = "set apart here"

    private func row(_ day: (date: CalendarDate, kind: DayKind)) -> [String: Any] {
        let isOwn = own.contains(day.date)
        let (title, source, counts): (String, String, String) =
            switch day.kind {
            case .bankHoliday(let holiday):
                (
                    holiday.title + (holiday.notes.isEmpty ? "" : ", \(holiday.notes.lowercased())"),
                    isOwn && holiday.source != .published ? Self.here : holiday.source.phrase,
                    day.date.weekday.isWeekend ? "at a weekend" : "does not count"
                )
            case .closed(let reason):
                (
                    "Offices closed" + (reason == "closed" ? "" : ": \(reason)"),
                    isOwn ? Self.here : "set in the configuration",
                    "counts only for deadlines after an event"
                )
            case .workingDayByRemoval(let title, let reason):
                ("\(title), worked here", "set in the configuration: \(reason)", "counts")
            case .workingDay, .weekend: (day.kind.because(), "", "")
            }
        let isPast = day.date < today
        let row: [String: Any] = [
            "date": day.date.spelledOut, "title": title, "source": source, "counts": counts, "isPast": isPast,
        ]
        guard mayTakeBack, isOwn, !isPast else { return row }
        return row.merging(["takeBack": "/calendar/\(day.date)/take-back"]) { $1 }
    }
}
