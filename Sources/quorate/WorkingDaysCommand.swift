import ArgumentParser
import Daemon
import Foundation
import WorkingDays

/// Which way to count.
enum CountDirection: String {
    case before, after
}

/// One question: how many working days, which way, from when.
struct WorkingDayCount {
    let direction: CountDirection
    let count: Int
    let date: CalendarDate
    let clear: Bool

    /// Reads `before 3 2027-01-05`.
    init(words: [String], clear: Bool) throws {
        guard words.count == 3, let direction = CountDirection(rawValue: words[0]) else {
            throw ValidationError(
                "Give before or after, a number of working days, and a date, for example: before 3 2027-01-05.")
        }
        guard let count = Int(words[1]), count >= 0 else {
            throw ValidationError("\"\(words[1])\" is no number of working days; give a whole number, 0 or more.")
        }
        if clear, direction == .after { throw ValidationError("--clear goes with before only.") }
        self.direction = direction
        self.count = count
        self.clear = clear
        date = try day(words[2])
    }

    func answer(_ calendar: WorkingDayCalendar) throws -> WorkingDate {
        do {
            return switch direction {
            case .before: try calendar.date(count, workingDaysBefore: date, clear: clear)
            case .after: try calendar.date(count, workingDaysAfter: date)
            }
        } catch {
            throw CommandFailure(code: .wrongUse, message: "Error: \(error)")
        }
    }
}

struct WorkingDaysCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "working-days", abstract: "Count working days from a date.",
        usage: """
            quorate working-days before|after N DATE [--clear] [--division D] [--closed DATES] [--json]
            quorate working-days --csv < rows.csv
            """,
        discussion: """
            With --csv, standard input holds rows "operation,count,date,division,closed" (operation: before, before-clear \
            or after; closed: dates joined by ';'; an empty division means --division). The same rows are written with \
            "result,provisional" appended.
            """)

    @Flag(help: "Read rows from standard input and write them with their results.")
    var csv = false

    @Flag(help: "Print JSON.")
    var json = false

    @Argument(help: "before or after, then how many working days, then the day to count from.")
    var words: [String] = []

    @Flag(help: "Count neither end day (only before).")
    var clear = false

    @OptionGroup var options: CalendarOptions

    func run() throws {
        if csv {
            guard words.isEmpty, !json, !clear else {
                throw ValidationError("--csv takes its rows from standard input and no other question.")
            }
            try WorkingDaysTable(division: options.division, closed: options.closed).run()
            return
        }
        let question = try WorkingDayCount(words: words, clear: clear)
        let calendar = try options.calendar()
        let answer = try question.answer(calendar)
        if json {
            try Output.json(Answer(question, options, answer))
        } else {
            print("\(answer.date.spelledOut) (\(answer.date))")
            if answer.isProvisional { print(provisionalNote(calendar)) }
        }
    }

    private struct Answer: Encodable {
        let operation: String
        let count: Int
        let date: CalendarDate
        let clear: Bool
        let division: String
        let closed: [CalendarDate]
        let result: CalendarDate
        let provisional: Bool

        init(_ question: WorkingDayCount, _ options: CalendarOptions, _ answer: WorkingDate) {
            operation = question.direction.rawValue
            count = question.count
            date = question.date
            clear = question.clear
            division = options.division.rawValue
            closed = options.closed.map(\.date)
            result = answer.date
            provisional = answer.isProvisional
        }
    }
}

/// Why an answer may change.
func provisionalNote(_ calendar: WorkingDayCalendar) -> String {
    "Provisional: bank holidays after \(calendar.publishedThrough.spelledOut) are not published yet and follow the usual pattern."
}
