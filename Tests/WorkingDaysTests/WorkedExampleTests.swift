import TestValues
import Testing
import WorkingDays

/// The table of Rulebook 3, line by line.
struct WorkedExampleTests {
    struct Conference: CustomTestStringConvertible, Sendable {
        let on: CalendarDate
        let three: CalendarDate
        let five: CalendarDate
        let threeClear: CalendarDate
        let fiveClear: CalendarDate
        let why: String
        var testDescription: String { "\(on.brief): \(why)" }

        init(
            _ on: CalendarDate, _ three: CalendarDate, _ five: CalendarDate, clear threeClear: CalendarDate,
            _ fiveClear: CalendarDate, _ why: String
        ) {
            (self.on, self.three, self.five, self.why) = (on, three, five, why)
            (self.threeClear, self.fiveClear) = (threeClear, fiveClear)
        }
    }

    @Test(arguments: [
        Conference("2026-10-16", "2026-10-13", "2026-10-09", clear: "2026-10-12", "2026-10-08", "an ordinary Friday"),
        Conference(
            "2026-12-29", "2026-12-22", "2026-12-18", clear: "2026-12-21", "2026-12-17", "Boxing Day's substitute"),
        Conference(
            "2027-01-04", "2026-12-29", "2026-12-23", clear: "2026-12-24", "2026-12-22", "New Year and weekends"),
        Conference("2027-01-05", "2026-12-30", "2026-12-24", clear: "2026-12-29", "2026-12-23", "three holidays"),
        Conference("2026-04-08", "2026-04-01", "2026-03-30", clear: "2026-03-31", "2026-03-27", "after Easter"),
        Conference("2027-03-30", "2027-03-23", "2027-03-19", clear: "2027-03-22", "2027-03-18", "right after Easter"),
        Conference("2027-05-04", "2027-04-28", "2027-04-26", clear: "2027-04-27", "2027-04-23", "early May"),
        Conference("2028-01-04", "2027-12-29", "2027-12-23", clear: "2027-12-24", "2027-12-22", "three substitutes"),
    ])
    func `reports are due three and five working days before`(_ conference: Conference) throws {
        let calendar = GovUKList.calendar()
        let answers = try [(3, false), (5, false), (3, true), (5, true)].map { count, clear in
            try calendar.date(count, workingDaysBefore: conference.on, clear: clear)
        }
        #expect(
            answers.map(\.date) == [conference.three, conference.five, conference.threeClear, conference.fiveClear])
        #expect(answers.allSatisfy { !$0.isProvisional })
    }

    @Test func `offices closed from 29 to 31 December pull the dates before 5 January earlier`() throws {
        let calendar = GovUKList.calendar(closed: ["2026-12-29", "2026-12-30", "2026-12-31"])
        #expect(try calendar.date(3, workingDaysBefore: "2027-01-05").date == "2026-12-23")
        #expect(try calendar.date(5, workingDaysBefore: "2027-01-05").date == "2026-12-21")
    }

    @Test(
        arguments: [
            ("2026-12-01", 15, "2026-12-22", "no holiday on the way"),
            ("2026-12-14", 15, "2027-01-07", "over Christmas and New Year"),
            ("2026-12-26", 15, "2027-01-19", "from a Saturday"),
            ("2026-03-16", 15, "2026-04-08", "over Easter"),
            ("2026-12-22", 1, "2026-12-23", "decision letter"),
            ("2026-12-22", 10, "2027-01-08", "core group"),
            ("2026-12-22", 15, "2027-01-15", "record"),
        ] as [(CalendarDate, Int, CalendarDate, String)])
    func `what follows an event is due so many working days after`(
        event: CalendarDate, count: Int, due: CalendarDate, why: String
    ) throws {
        let plain = GovUKList.calendar()
        let closed = GovUKList.calendar(closed: ["2026-12-29", "2026-12-30", "2026-12-31"])
        #expect(try plain.date(count, workingDaysAfter: event).date == due, "\(why)")
        #expect(try closed.date(count, workingDaysAfter: event).date == due, "\(why); closures never extend it")
    }

    @Test func `reviews are due months later, to be worked to on a working day`() throws {
        let calendar = GovUKList.calendar()
        #expect(CalendarDate("2026-12-22").adding(months: 3) == "2027-03-22")
        let review = CalendarDate("2026-11-30").adding(months: 3)
        #expect(review.spelledOut == "Sunday 28 February 2027")
        #expect(try calendar.lastWorkingDay(onOrBefore: review).date == "2027-02-26")
    }

    @Test func `Scotland keeps 4 January 2027, so its date is a day earlier`() throws {
        #expect(try GovUKList.calendar(.scotland).date(3, workingDaysBefore: "2027-01-05").date == "2026-12-29")
    }
}
