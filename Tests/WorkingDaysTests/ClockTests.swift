import Foundation
import TestValues
import Testing
import WorkingDays

struct TimeOfDayTests {
    @Test(arguments: [
        ("09:00", 32_400, "09:00"), ("00:00", 0, "00:00"), ("23:59:59", 86_399, "23:59:59"),
        ("17:00:00", 61_200, "17:00"),
    ])
    func `times are read, written and ordered`(text: String, seconds: Int, written: String) throws {
        let time = try TimeOfDay(text: text)
        #expect(time.secondsSinceMidnight == seconds)
        #expect(time.description == written)
        let json = try JSONEncoder().encode([time])
        #expect(String(decoding: json, as: UTF8.self) == "[\"\(written)\"]")
        #expect(try JSONDecoder().decode([TimeOfDay].self, from: json) == [time])
    }

    @Test(arguments: ["24:00", "9:00", "09:60", "09:00:60", "09", "09:00:", "09:00 ", "0900", "", "noon"])
    func `what is no time is refused`(text: String) {
        let error = #expect(throws: CalendarDateError.notATime(text)) { try TimeOfDay(text: text) }
        #expect(error?.description.hasPrefix("“\(text)” is not a time of day: write it as HH:MM") == true)
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([TimeOfDay].self, from: JSONEncoder().encode([text]))
        }
    }

    @Test func `parts out of range make no time`() {
        #expect(TimeOfDay(hour: 24, minute: 0) == nil)
        #expect(TimeOfDay(hour: -1, minute: 0) == nil)
        #expect(TimeOfDay(hour: 12, minute: 60) == nil)
        #expect(TimeOfDay(hour: 9, minute: 30)! < TimeOfDay(hour: 9, minute: 30, second: 1)!)
    }
}

struct TimestampTests {
    @Test(
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("2026-11-23T09:00:00Z", 1_795_424_400), ("1969-12-31T23:59:59Z", -1),
            ("0001-01-01T00:00:00Z", -62_135_596_800), ("9999-12-31T23:59:59Z", 253_402_300_799),
        ] as [(String, Int64)])
    func `instants are read and written`(text: String, seconds: Int64) throws {
        #expect(try Timestamp(iso8601: text) == Timestamp(seconds: seconds))
        #expect(Timestamp(seconds: seconds).description == text)
        #expect(Timestamp(seconds: seconds).iso8601 == text)
        #expect(try JSONDecoder().decode(Timestamp.self, from: Data("\(seconds)".utf8)).seconds == seconds)
        #expect(try String(decoding: JSONEncoder().encode(Timestamp(seconds: seconds)), as: UTF8.self) == "\(seconds)")
    }

    @Test func `offsets are applied, and seconds may be left out`() throws {
        let nine = try Timestamp(iso8601: "2026-07-01T09:00:00Z")
        #expect(try Timestamp(iso8601: "2026-07-01T10:00:00+01:00") == nine)
        #expect(try Timestamp(iso8601: "2026-07-01T03:30-05:30") == nine)
    }

    @Test(arguments: ["2026-11-23", "2026-11-23T09:00:00", "2026-11-23 09:00:00Z", "2026-11-23T09:00:00+0100", "soon"])
    func `what is no instant is refused`(text: String) {
        #expect(throws: CalendarDateError.notATimestamp(text)) { try Timestamp(iso8601: text) }
    }

    @Test func `an instant on a day that does not exist says so`() {
        let error = #expect(throws: CalendarDateError.self) { try Timestamp(iso8601: "2026-02-29T09:00:00Z") }
        #expect(error?.description == "2026-02-29 does not exist: February 2026 has 28 days.")
    }

    @Test func `arithmetic stops at the ends, and so does what is shown`() {
        #expect(Timestamp(seconds: 5).adding(seconds: -10).seconds == -5)
        #expect(Timestamp(seconds: .max).adding(seconds: 1).seconds == .max)
        #expect(Timestamp(seconds: .min).adding(seconds: -1).seconds == .min)
        #expect(Timestamp(seconds: .max).description.hasPrefix("9999-12-31T"))
        #expect(Timestamp(seconds: .min).description.hasPrefix("0001-01-01T"))
        #expect(Timestamp(seconds: 1) < Timestamp(seconds: 2))
    }
}

struct EuropeLondonTests {
    @Test func `summer time agrees with the time zone database in every hour from 2012 to 2037`() throws {
        let london = try #require(TimeZone(identifier: "Europe/London"))
        var wrong: [Int64] = []
        let start = try Timestamp(iso8601: "2012-01-01T00:00:00Z").seconds
        let end = try Timestamp(iso8601: "2038-01-01T00:00:00Z").seconds
        for seconds in stride(from: start, to: end, by: 3600) {
            let offset = london.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
            let (date, time) = EuropeLondon.local(Timestamp(seconds: seconds))
            let shown = Int64(date.dayNumber) * 86_400 + Int64(time.secondsSinceMidnight)
            let isSummer = EuropeLondon.isSummerTime(Timestamp(seconds: seconds))
            let back = EuropeLondon.timestamp(on: date, at: time).seconds
            // The hour that occurs twice comes back as its first occurrence.
            let isSecond = !isSummer && EuropeLondon.isSummerTime(Timestamp(seconds: seconds - 3600))
            if shown - seconds != Int64(offset) || isSummer != (offset == 3600)
                || back != (isSecond ? seconds - 3600 : seconds)
            {
                wrong.append(seconds)
            }
        }
        #expect(wrong.count == 0, "such as \(wrong.prefix(3))")
    }

    @Test(
        arguments: [
            ("2026-11-23", "09:00", "2026-11-23T09:00:00Z", "winter"),
            ("2026-07-01", "09:00", "2026-07-01T08:00:00Z", "summer"),
            ("2027-03-28", "00:59:59", "2027-03-28T00:59:59Z", "the last second before the clocks go forward"),
            ("2027-03-28", "01:00", "2027-03-28T01:00:00Z", "skipped, so 02:00 on the clock"),
            ("2027-03-28", "01:30", "2027-03-28T01:30:00Z", "skipped, so 02:30 on the clock"),
            ("2027-03-28", "02:00", "2027-03-28T01:00:00Z", "the first second of summer time"),
            ("2026-10-25", "00:59:59", "2026-10-24T23:59:59Z", "still summer"),
            ("2026-10-25", "01:00", "2026-10-25T00:00:00Z", "occurs twice: the first"),
            ("2026-10-25", "01:59:59", "2026-10-25T00:59:59Z", "occurs twice: the first"),
            ("2026-10-25", "02:00", "2026-10-25T02:00:00Z", "winter again"),
            ("2026-07-01", "23:59:59", "2026-07-01T22:59:59Z", "a cut-off in summer, Rulebook 3.6"),
            ("2026-07-02", "00:30", "2026-07-01T23:30:00Z", "UTC is still on the day before"),
        ] as [(CalendarDate, String, String, String)])
    func `clock changes fall where the law puts them`(
        date: CalendarDate, time: String, instant: String, why: String
    ) throws {
        let answer = try EuropeLondon.timestamp(on: date, at: TimeOfDay(text: time))
        #expect(answer.description == instant, "\(why)")
    }
}
