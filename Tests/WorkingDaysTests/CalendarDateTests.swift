import Foundation
import TestValues
import Testing
import WorkingDays

struct CalendarDateTests {
    @Test func `day numbers, civil dates, weekdays and texts agree on every day from 1900 to 2199`() throws {
        var wrong: [String] = []
        var expected = (year: 1900, month: 1, day: 1, weekday: 1)
        for number in Int32(-25_567)...84_005 {
            let date = CalendarDate(dayNumber: number)
            let same = CalendarDate(year: expected.year, month: expected.month, day: expected.day)
            if date != same || date.weekday.rawValue != expected.weekday
                || (date.year, date.month, date.day) != (expected.year, expected.month, expected.day)
                || CalendarDate(date.description) != date
            {
                wrong.append("\(number): \(date), not \(expected)")
            }
            expected.weekday = expected.weekday % 7 + 1
            expected.day += 1
            if CalendarDate(year: expected.year, month: expected.month, day: expected.day) == nil {
                (expected.month, expected.day) = (expected.month + 1, 1)
            }
            if expected.month == 13 { (expected.year, expected.month) = (expected.year + 1, 1) }
        }
        #expect(wrong.count == 0, "such as \(wrong.prefix(3))")
        #expect((expected.year, expected.month, expected.day) == (2200, 1, 1), "the sweep ends where 300 years end")
    }

    @Test(
        arguments: [
            ("0001-01-01", -719_162, Weekday.monday, "the first day there is"),
            ("1969-12-31", -1, .wednesday, "negative below 1970"),
            ("1970-01-01", 0, .thursday, "the origin"),
            ("2000-02-29", 11_016, .tuesday, "a century that is a leap year"),
            ("2012-01-01", 15_340, .sunday, "the calendar's first"),
            ("2100-12-31", 47_846, .friday, "the calendar's last"),
            ("9999-12-31", 2_932_896, .friday, "the last day there is"),
        ] as [(CalendarDate, Int, Weekday, String)])
    func `known days have their known numbers`(date: CalendarDate, number: Int, weekday: Weekday, why: String) {
        #expect(date.dayNumber == number, "\(why)")
        #expect(date.weekday == weekday, "\(why)")
    }

    @Test(arguments: [
        ("2026-02-30", "2026-02-30 does not exist: February 2026 has 28 days."),
        ("2100-02-29", "2100-02-29 does not exist: February 2100 has 28 days."),
        ("2024-02-30", "2024-02-30 does not exist: February 2024 has 29 days."),
        ("2026-04-31", "2026-04-31 does not exist: April 2026 has 30 days."),
        ("2026-04-00", "2026-04-00 does not exist: April 2026 has 30 days."),
        ("2026-13-01", "2026-13-01 does not exist: months run from 01 to 12."),
        ("2026-00-01", "2026-00-01 does not exist: months run from 01 to 12."),
        ("0000-01-01", "0000-01-01 does not exist: years run from 0001 to 9999."),
        ("5/1/2027", "“5/1/2027” is not a date: write it as YYYY-MM-DD, for example 2027-01-05."),
        ("", "“” is not a date: write it as YYYY-MM-DD, for example 2027-01-05."),
        ("2027-1-05", "“2027-1-05” is not a date: write it as YYYY-MM-DD, for example 2027-01-05."),
        ("2027-01-05 ", "“2027-01-05 ” is not a date: write it as YYYY-MM-DD, for example 2027-01-05."),
        ("+027-01-05", "“+027-01-05” is not a date: write it as YYYY-MM-DD, for example 2027-01-05."),
        ("٢٠٢٧-٠١-٠٥", "“٢٠٢٧-٠١-٠٥” is not a date: write it as YYYY-MM-DD, for example 2027-01-05."),
        (
            "Mrs Somebody, 14 Some Street, pasted by mistake",
            "“Mrs Somebody, 14 Some Street, p…” is not a date: write it as YYYY-MM-DD, for example 2027-01-05."
        ),
    ])
    func `a text that is no date is refused with what would do`(text: String, sentence: String) {
        let error = #expect(throws: CalendarDateError.self) { try CalendarDate(iso: text) }
        #expect(error?.description == sentence)
        #expect(CalendarDate(text) == nil)
    }

    @Test(
        arguments: [
            ("2026-11-30", 3, "2027-02-28", "clamped, Rulebook 3.4"),
            ("2027-11-30", 3, "2028-02-29", "clamped to a leap day"),
            ("2026-12-22", 3, "2027-03-22", "an ordinary review date"),
            ("2026-08-31", 6, "2027-02-28", "across a new year"),
            ("2027-03-31", -1, "2027-02-28", "backward"),
            ("2027-01-15", -1, "2026-12-15", "backward across a new year"),
            ("2027-01-15", 0, "2027-01-15", "nothing"),
            ("2024-02-29", 12, "2025-02-28", "a year after a leap day"),
            ("2027-01-15", 200_000, "9999-12-31", "stops at the end"),
            ("2027-01-15", Int.max, "9999-12-31", "however far"),
            ("2027-01-15", Int.min, "0001-01-01", "and at the beginning"),
        ] as [(CalendarDate, Int, CalendarDate, String)])
    func `months keep the day of the month, or take the last`(
        from: CalendarDate, months: Int, to: CalendarDate, why: String
    ) {
        #expect(from.adding(months: months) == to, "\(why)")
    }

    @Test func `days are added and subtracted across years, and stop at either end of time`() {
        let date: CalendarDate = "2026-12-30"
        #expect(date.adding(days: 3) == "2027-01-02")
        #expect(date.adding(days: -365) == "2025-12-30")
        #expect(date.adding(days: 3) - date == 3)
        #expect(date - date.adding(days: 400) == -400)
        #expect(date.adding(days: .max) == CalendarDate.latest)
        #expect(date.adding(days: .min) == CalendarDate.earliest)
        #expect(date < "2027-01-01" && date > "2026-12-29")
    }

    @Test func `people read the day's name first`() {
        #expect(CalendarDate("2027-01-05").spelledOut == "Tuesday 5 January 2027")
        #expect(CalendarDate("2026-09-30").brief == "Wed 30 Sep 2026")
        #expect(Weekday.allCases.map(\.name).map { $0.prefix(2) } == ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"])
    }

    @Test func `dates travel as ISO strings, and a bad one in a document says why`() throws {
        let dates: [CalendarDate] = ["0987-06-05", "2027-01-05"]
        let json = try JSONEncoder().encode(dates)
        #expect(String(decoding: json, as: UTF8.self) == #"["0987-06-05","2027-01-05"]"#)
        #expect(try JSONDecoder().decode([CalendarDate].self, from: json) == dates)
        let error = #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([CalendarDate].self, from: Data(#"["2026-02-30"]"#.utf8))
        }
        #expect("\(error!)".contains("February 2026 has 28 days"))
    }

    @Test func `a substring is read as well as a string`() throws {
        let row = "2027-01-05,initial"
        #expect(try CalendarDate(iso: row.prefix(10)) == "2027-01-05")
    }
}
