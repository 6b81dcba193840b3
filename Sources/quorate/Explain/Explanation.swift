import ArgumentParser
import Conferences
import WorkingDays

/// One date and how it came about.
struct Explanation {
    let offset: DeadlineOffset
    let from: CalendarDate
    var heading: String?
    /// Matters to hours alone.
    var time = Policy.standard.sendingHours.opens
    var cutOff = Policy.standard.cutOff

    func show(_ calendar: WorkingDayCalendar, json: Bool) throws {
        if json {
            try Output.json(explained(calendar))
        } else {
            print(([heading ?? defaultHeading(calendar), ""] + (try lines(calendar))).joined(separator: "\n"))
        }
    }

    private func defaultHeading(_ calendar: WorkingDayCalendar) -> String {
        offset.unit == .workingDays
            ? "\(offset) \(from.spelledOut), \(calendar.division.title)" : "\(offset) \(from.spelledOut)"
    }

    /// Every day that was looked at, then the result.
    func lines(_ calendar: WorkingDayCalendar) throws -> [String] {
        let deadline = try deadline(calendar)
        var lines: [String] = []
        if offset.unit == .workingDays {
            lines += [try table(calendar, answer: deadline.on).text(indent: "  "), ""]
        }
        lines.append("Result: \(deadline.on.spelledOut) (\(deadline.on))")
        if deadline.workTo != deadline.on {
            let kind = try calendar.kind(of: deadline.on)
            lines.append(
                "That day is no working day (\(kind.because(isProvisional: false))): work to "
                    + "\(deadline.workTo.spelledOut).")
        }
        if deadline.isProvisional { lines.append(provisionalNote(calendar)) }
        return lines
    }

    private func table(_ calendar: WorkingDayCalendar, answer: CalendarDate) throws -> Table {
        var table = Table(header: ["day", "counts", "because"])
        table.add([from.brief, offset.count == 0 ? "" : "0", "the day counted from"])
        for day in try walk(calendar) where day.date != from || offset.count == 0 {
            let isEndOfClear = offset.clear && day.date == answer
            table.add([
                day.date.brief, day.number.map(String.init) ?? (isEndOfClear ? "end" : "-"),
                isEndOfClear
                    ? "working day; neither end day of a clear count is counted"
                    : day.kind.because(isProvisional: day.isProvisional),
            ])
        }
        return table
    }

    private func deadline(_ calendar: WorkingDayCalendar) throws -> Deadline {
        guard offset.count >= 0 else { throw ValidationError("\(offset.count) is negative; give 0 or more.") }
        do { return try offset.deadline(from: from, at: time, cutOff: cutOff, calendar: calendar) } catch {
            throw CommandFailure(code: .wrongUse, message: "Error: \(error)")
        }
    }

    private func walk(_ calendar: WorkingDayCalendar) throws -> [WalkedDay] {
        guard offset.unit == .workingDays else { return [] }
        return switch offset.direction {
        case .before: try calendar.walk(offset.count, workingDaysBefore: from, clear: offset.clear)
        case .after: try calendar.walk(offset.count, workingDaysAfter: from)
        }
    }

    // For programs.

    func explained(_ calendar: WorkingDayCalendar) throws -> Explained {
        let deadline = try deadline(calendar)
        return Explained(
            from: from, rule: "\(offset)", division: calendar.division.rawValue, result: deadline.on,
            workTo: deadline.workTo, provisional: deadline.isProvisional,
            days: try walk(calendar).map(Explained.Day.init))
    }

    struct Explained: Encodable {
        let from: CalendarDate
        let rule: String
        let division: String
        let result: CalendarDate
        let workTo: CalendarDate
        let provisional: Bool
        let days: [Day]

        struct Day: Encodable {
            let date: CalendarDate
            let number: Int?
            let because: String
            let provisional: Bool

            init(_ day: WalkedDay) {
                date = day.date
                number = day.number
                because = day.kind.because(isProvisional: false)
                provisional = day.isProvisional
            }
        }
    }
}

extension DayKind {
    /// The reason a day counts or not, with the source of each holiday.
    func because(isProvisional: Bool) -> String {
        switch self {
        case .workingDay: isProvisional ? "working day, as far as is known" : "working day"
        case .weekend(let weekday): weekday.name
        case .bankHoliday(let holiday):
            holiday.title + (holiday.notes.isEmpty ? "" : ", \(holiday.notes.lowercased())")
                + " (\(holiday.source.phrase))"
        case .closed(let reason): "offices closed" + (reason == "closed" ? "" : ": \(reason)")
        case .workingDayByRemoval(let title, let reason): "working day here: \(title) was removed (\(reason))"
        }
    }
}

extension HolidaySource {
    var phrase: String {
        switch self {
        case .published: "published by GOV.UK"
        case .projected: "projected by rule, not published yet"
        case .local(let reason): "added by the partnership: \(reason)"
        }
    }
}
