// Answers the questions of `working_days.py` and reports, as JSON, how long each took and which holidays it knew.
//
// The files of dates and answers hold 32-bit day numbers in the machine's byte order.

import Foundation
import WorkingDays

struct Listing: Decodable {
    struct Event: Decodable {
        var date: CalendarDate
        var title: String
    }
    var events: [Event]
}

struct Report: Encodable {
    var holidays: [CalendarDate]
    var nanoseconds: [String: [Double]]
    /// How many dates rest on projected holidays: reported so that working it out belongs to what is timed.
    var provisional: [String: Int]
}

/// Nanoseconds an answer in every round, the answers of the last, and how many of those are provisional.
func measureDates(
    rounds: Int, count: Int, answer: (Int) throws(WorkingDayError) -> WorkingDate
) throws(WorkingDayError) -> (nanoseconds: [Double], answers: [Int32], provisional: Int) {
    var answers = [Int32](repeating: 0, count: count)
    var nanoseconds: [Double] = []
    var provisional = 0
    for _ in 0..<rounds {
        provisional = 0
        let start = ContinuousClock.now
        for index in 0..<count {
            let date = try answer(index)
            answers[index] = date.date.dayNumber
            provisional += date.isProvisional ? 1 : 0
        }
        nanoseconds.append((ContinuousClock.now - start) / .nanoseconds(1) / Double(count))
    }
    return (nanoseconds, answers, provisional)
}

/// Nanoseconds an answer in every round, and the answers of the last.
func measure(
    rounds: Int, count: Int, answer: (Int) throws(WorkingDayError) -> Int32
) throws(WorkingDayError) -> (nanoseconds: [Double], answers: [Int32]) {
    var answers = [Int32](repeating: 0, count: count)
    var nanoseconds: [Double] = []
    for _ in 0..<rounds {
        let start = ContinuousClock.now
        for index in 0..<count { answers[index] = try answer(index) }
        nanoseconds.append((ContinuousClock.now - start) / .nanoseconds(1) / Double(count))
    }
    return (nanoseconds, answers)
}

func run(holidays: String, dates: String, answers: String, rounds: Int) throws {
    let events = try JSONDecoder().decode([Division: Listing].self, from: Data(contentsOf: URL(filePath: holidays)))
        .mapValues { $0.events.map { BankHoliday(date: $0.date, title: $0.title) } }
    let calendar = try WorkingDayCalendar(
        division: .englandAndWales, published: PublishedHolidays(events: events))
    let days = try Data(contentsOf: URL(filePath: dates)).withUnsafeBytes {
        $0.bindMemory(to: Int32.self).map { CalendarDate(dayNumber: $0) }
    }
    let count = days.count / 2
    let (starts, ends) = (Array(days.prefix(count)), Array(days.suffix(count)))

    let three = try measureDates(rounds: rounds, count: count) { index throws(WorkingDayError) in
        try calendar.date(3, workingDaysBefore: starts[index])
    }
    let fifteen = try measureDates(rounds: rounds, count: count) { index throws(WorkingDayError) in
        try calendar.date(15, workingDaysBefore: starts[index])
    }
    let between = try measure(rounds: rounds, count: count) { index throws(WorkingDayError) in
        Int32(try calendar.workingDays(from: starts[index], to: ends[index]))
    }

    let all = three.answers + fifteen.answers + between.answers
    try all.withUnsafeBytes { Data($0) }.write(to: URL(filePath: answers))
    let report = Report(
        holidays: calendar.holidays.map(\.date),
        nanoseconds: ["3": three.nanoseconds, "15": fifteen.nanoseconds, "between": between.nanoseconds],
        provisional: ["3": three.provisional, "15": fifteen.provisional])
    try FileHandle.standardOutput.write(contentsOf: JSONEncoder().encode(report))
}

let arguments = CommandLine.arguments
guard arguments.count == 5, let rounds = Int(arguments[4]), rounds > 0 else {
    FileHandle.standardError.write(
        Data("Usage: WorkingDaysBenchmark BANK-HOLIDAYS.json DATES ANSWERS ROUNDS\n".utf8))
    exit(2)
}
try run(holidays: arguments[1], dates: arguments[2], answers: arguments[3], rounds: rounds)
