import ArgumentParser
import Conferences
import WorkingDays

/// One date and how it came about.
struct Explanation {
    let count: DeadlineCount
    var heading: String?

    init(_ count: DeadlineCount, heading: String? = nil) { (self.count, self.heading) = (count, heading) }

    init(_ offset: DeadlineOffset, from day: CalendarDate, heading: String? = nil) {
        self.init(DeadlineCount(offset, from: day), heading: heading)
    }

    func show(_ calendar: WorkingDayCalendar, json: Bool) throws {
        if json {
            try Output.json(explained(calendar))
        } else {
            print(([heading ?? defaultHeading(calendar), ""] + (try lines(calendar))).joined(separator: "\n"))
        }
    }

    private func defaultHeading(_ calendar: WorkingDayCalendar) -> String {
        count.offset.unit == .workingDays
            ? "\(count.offset) \(count.from.spelledOut), \(calendar.division.title)"
            : "\(count.offset) \(count.from.spelledOut)"
    }

    /// Every day that was looked at, then the result.
    func lines(_ calendar: WorkingDayCalendar) throws -> [String] {
        let deadline = try deadline(calendar)
        var lines: [String] = []
        if count.offset.unit == .workingDays { lines += [try table(calendar).text(indent: "  "), ""] }
        lines.append("Result: \(deadline.on.spelledOut) (\(deadline.on))")
        if deadline.workTo != deadline.on {
            let kind = try calendar.kind(of: deadline.on)
            lines.append("That day is no working day (\(kind.because())): work to \(deadline.workTo.spelledOut).")
        }
        if deadline.isProvisional { lines.append(provisionalNote(calendar)) }
        return lines
    }

    private func table(_ calendar: WorkingDayCalendar) throws -> Table {
        var table = Table(header: ["day", "counts", "because"])
        for day in try count.days(by: calendar) {
            let mark =
                switch day.mark {
                case .start: count.offset.count == 0 ? "" : "0"
                case .counted(let number): "\(number)"
                case .passedOver: "-"
                case .clearEnd: "end"
                }
            table.add([day.date.brief, mark, day.because])
        }
        return table
    }

    private func deadline(_ calendar: WorkingDayCalendar) throws -> Deadline {
        guard count.offset.count >= 0 else {
            throw ValidationError("\(count.offset.count) is negative; give 0 or more.")
        }
        do { return try count.deadline(by: calendar) } catch {
            throw CommandFailure(code: .wrongUse, message: "Error: \(error)")
        }
    }

    // For programs.

    func explained(_ calendar: WorkingDayCalendar) throws -> Explained {
        let deadline = try deadline(calendar)
        return Explained(
            from: count.from, rule: "\(count.offset)", division: calendar.division.rawValue, result: deadline.on,
            workTo: deadline.workTo, provisional: deadline.isProvisional,
            days: try count.walk(calendar).map(Explained.Day.init))
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
                because = day.kind.because()
                provisional = day.isProvisional
            }
        }
    }
}
