import ArgumentParser
import Conferences
import Daemon
import WorkingDays

struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Show why a date is what it is, day by day.",
        subcommands: [Before.self, After.self, OfDeadline.self])

    struct Before: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Explain a count backward.")

        @Argument(help: "How many working days, 0 or more.") var count: Int
        @Argument(help: "The day to count from, as YYYY-MM-DD.", transform: day) var date: CalendarDate
        @Flag(help: "Count neither end day.") var clear = false
        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var options: CalendarOptions

        func run() throws {
            try Explanation(offset: DeadlineOffset(count, .workingDays, .before, clear: clear), from: date)
                .show(options.calendar(), json: json)
        }
    }

    struct After: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Explain a count forward.")

        @Argument(help: "How many working days, 0 or more.") var count: Int
        @Argument(help: "The day to count from, as YYYY-MM-DD.", transform: day) var date: CalendarDate
        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var options: CalendarOptions

        func run() throws {
            try Explanation(offset: DeadlineOffset(count, .workingDays, .after), from: date)
                .show(options.calendar(), json: json)
        }
    }

    struct OfDeadline: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "deadline", abstract: "Explain one deadline of a conference.")

        @Argument(help: "Which obligation, for example shareWithFamily.") var kind: ObligationKind
        @Option(help: "initial or review.") var type: ConferenceType
        @Option(help: "The day of the conference, as YYYY-MM-DD.", transform: day) var on: CalendarDate
        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var options: CalendarOptions

        func run() throws {
            guard let rule = Policy.standard.rules[kind], rule.anchor == .conference || rule.anchor == .planMade else {
                throw ValidationError("\(kind.rawValue) is not counted from the conference; explain before or after.")
            }
            try Explanation(
                offset: rule.offset(for: type), from: on,
                heading: "\(rule.title): \(rule.offset(for: type)) \(rule.anchor.phrase) (Rulebook 4, \(kind.rawValue))"
            ).show(options.calendar(), json: json)
        }
    }
}

extension ObligationKind: ExpressibleByArgument {}
extension ConferenceType: ExpressibleByArgument {}

/// One date and how it came about.
struct Explanation {
    let offset: DeadlineOffset
    let from: CalendarDate
    var heading: String?

    func show(_ calendar: WorkingDayCalendar, json: Bool) throws {
        guard offset.unit == .workingDays else {
            try showPlain(calendar, json: json)
            return
        }
        guard offset.count >= 0 else { throw ValidationError("\(offset.count) is negative; give 0 or more.") }
        let walk: [WalkedDay]
        let answer: WorkingDate
        do {
            switch offset.direction {
            case .before:
                walk = try calendar.walk(offset.count, workingDaysBefore: from, clear: offset.clear)
                answer = try calendar.date(offset.count, workingDaysBefore: from, clear: offset.clear)
            case .after:
                walk = try calendar.walk(offset.count, workingDaysAfter: from)
                answer = try calendar.date(offset.count, workingDaysAfter: from)
            }
        } catch {
            throw CommandFailure(code: .wrongUse, message: "Error: \(error)")
        }
        if json {
            try Output.json(
                Explained(
                    from: from, rule: "\(offset)", division: calendar.division.rawValue, result: answer.date,
                    provisional: answer.isProvisional, days: walk.map(Explained.Day.init)))
            return
        }
        print(heading ?? "\(offset) \(from.spelledOut), \(calendar.division.title)")
        print("")
        var table = Table(header: ["day", "counts", "because"])
        table.add([from.brief, offset.count == 0 ? "" : "0", "the day counted from"])
        for day in walk where day.date != from || offset.count == 0 {
            let isEndOfClear = offset.clear && day.date == answer.date
            table.add([
                day.date.brief, day.number.map(String.init) ?? (isEndOfClear ? "end" : "-"),
                isEndOfClear
                    ? "working day; neither end day of a clear count is counted"
                    : day.kind.because(isProvisional: day.isProvisional),
            ])
        }
        print(table.text(indent: "  "))
        print("\nResult: \(answer.date.spelledOut) (\(answer.date))")
        if answer.isProvisional { print(provisionalNote(calendar)) }
    }

    private func showPlain(_ calendar: WorkingDayCalendar, json: Bool) throws {
        let deadline = try offset.deadline(
            from: from, at: Policy.standard.sendingHours.opens, cutOff: Policy.standard.cutOff, calendar: calendar)
        if json {
            try Output.json(
                Explained(
                    from: from, rule: "\(offset)", division: calendar.division.rawValue, result: deadline.on,
                    provisional: deadline.isProvisional, days: []))
            return
        }
        print(heading ?? "\(offset) \(from.spelledOut)")
        print("\nResult: \(deadline.on.spelledOut) (\(deadline.on))")
        if deadline.workTo != deadline.on {
            let kind = try calendar.kind(of: deadline.on)
            print(
                "That day is no working day (\(kind.because(isProvisional: false))): work to \(deadline.workTo.spelledOut)."
            )
        }
        if deadline.isProvisional { print(provisionalNote(calendar)) }
    }

    private struct Explained: Encodable {
        let from: CalendarDate
        let rule: String
        let division: String
        let result: CalendarDate
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
