import TestValues
import Testing
import WorkingDays

/// The published list ends on Sunday 31 December 2028; Monday 1 January 2029 is projected. Rulebook 3.8.
struct ProvisionalTests {
    let calendar = GovUKList.calendar()

    @Test(
        arguments: [
            (3, "2028-12-31", "2028-12-27", false, "the whole count is published"),
            (3, "2029-01-01", "2028-12-27", false, "day 0 itself is not looked at"),
            (3, "2029-01-02", "2028-12-27", true, "1 January might not be a holiday"),
            (1, "2029-01-03", "2029-01-02", true, "the answer itself lies past the end"),
            (0, "2028-12-29", "2028-12-29", false, "a count of 0 looks at the day"),
            (0, "2029-01-01", "2028-12-29", true, "and the day is projected"),
        ] as [(Int, CalendarDate, CalendarDate, Bool, String)])
    func `a date before is provisional when a day looked at is`(
        count: Int, day: CalendarDate, answer: CalendarDate, isProvisional: Bool, why: String
    ) throws {
        let expected = WorkingDate(date: answer, isProvisional: isProvisional)
        #expect(try calendar.date(count, workingDaysBefore: day) == expected, "\(why)")
        let walk = try calendar.walk(count, workingDaysBefore: day)
        #expect(walk.contains { $0.isProvisional } == isProvisional, "\(why)")
    }

    @Test(
        arguments: [
            (1, "2028-12-28", "2028-12-29", false, "the last working day that is published"),
            (1, "2028-12-29", "2029-01-02", true, "over the end"),
            (1, "2028-12-31", "2029-01-02", true, "from the last day"),
            (15, "2028-12-08", "2029-01-03", true, "over Christmas and the end"),
            (0, "2028-12-29", "2028-12-29", false, "a count of 0 looks at the day"),
            (0, "2028-12-30", "2029-01-02", true, "which is a Saturday, so the next one counts"),
        ] as [(Int, CalendarDate, CalendarDate, Bool, String)])
    func `a date after is provisional when a day looked at is`(
        count: Int, day: CalendarDate, answer: CalendarDate, isProvisional: Bool, why: String
    ) throws {
        let expected = WorkingDate(date: answer, isProvisional: isProvisional)
        #expect(try calendar.date(count, workingDaysAfter: day) == expected, "\(why)")
        let walk = try calendar.walk(count, workingDaysAfter: day)
        #expect(walk.contains { $0.isProvisional } == isProvisional, "\(why)")
    }

    @Test func `the nearest open or working day is provisional when the day asked about is`() throws {
        #expect(try calendar.lastOpenDay(onOrBefore: "2029-01-01").isProvisional)
        #expect(try calendar.lastWorkingDay(onOrBefore: "2029-01-01").isProvisional)
        #expect(try calendar.firstOpenDay(onOrAfter: "2028-12-30").isProvisional)
        #expect(try !calendar.firstOpenDay(onOrAfter: "2028-12-29").isProvisional)
        #expect(try !calendar.lastWorkingDay(onOrBefore: "2028-12-31").isProvisional)
    }

    @Test func `a list that begins later leaves the years before it provisional too`() throws {
        let recent = try PublishedHolidays(events: GovUKList.events.mapValues { $0.filter { $0.date.year >= 2020 } })
        let calendar = try WorkingDayCalendar(division: .englandAndWales, published: recent)
        #expect(
            try calendar.date(1, workingDaysBefore: "2020-01-03")
                == WorkingDate(date: "2020-01-02", isProvisional: false))
        #expect(
            try calendar.date(1, workingDaysBefore: "2020-01-02")
                == WorkingDate(date: "2019-12-31", isProvisional: true))
        #expect(try calendar.date(1, workingDaysAfter: "2019-12-30").isProvisional)
        #expect(try !calendar.date(1, workingDaysAfter: "2019-12-31").isProvisional)
        #expect(try calendar.date(1, workingDaysAfter: "2012-05-25").date == "2012-05-29", "the Jubilee is not known")
    }
}

struct WalkTests {
    @Test func `an explanation names and numbers every day looked at`() throws {
        let calendar = GovUKList.calendar(closed: ["2026-12-30"])
        let walk = try calendar.walk(3, workingDaysBefore: "2027-01-05", clear: true)
        let lines = walk.map { "\($0.date) \($0.number.map(String.init) ?? "-")" }
        #expect(
            lines == [
                "2027-01-04 1", "2027-01-03 -", "2027-01-02 -", "2027-01-01 -", "2026-12-31 2", "2026-12-30 -",
                "2026-12-29 3", "2026-12-28 -", "2026-12-27 -", "2026-12-26 -", "2026-12-25 -", "2026-12-24 -",
            ])
        #expect(walk[5].kind == .closed(reason: "Closed"))
        #expect(walk[11].kind == .workingDay && !walk[11].counts, "a clear count does not count its end day")
    }

    @Test func `closed days count in a walk forward`() throws {
        let walk = try GovUKList.calendar(closed: ["2026-12-29"]).walk(2, workingDaysAfter: "2026-12-27")
        #expect(walk.map(\.number) == [nil, 1, 2])
        #expect(walk[1].kind == .closed(reason: "Closed"))
    }

    @Test func `a count of 0 looks at the day itself first`() throws {
        let calendar = GovUKList.calendar()
        #expect(try calendar.walk(0, workingDaysBefore: "2026-11-23").map(\.number) == [0])
        #expect(try calendar.walk(0, workingDaysBefore: "2026-11-29").map(\.number) == [nil, nil, 0])
        #expect(try calendar.walk(0, workingDaysAfter: "2026-11-29").map(\.number) == [nil, 0])
        #expect(try calendar.walk(0, workingDaysBefore: "2026-11-23", clear: true).map(\.number) == [nil, nil, nil])
    }

    @Test(arguments: Division.allCases)
    func `a walk ends at the answer and counts as many days as asked`(division: Division) throws {
        let calendar = GovUKList.calendar(division, closed: ["2027-05-10", "2027-05-11", "2027-12-29"])
        for offset in 0..<400 {
            let day = CalendarDate("2027-01-01").adding(days: offset)
            for count in [1, 4, 15] {
                let before = try calendar.walk(count, workingDaysBefore: day)
                #expect(try before.last?.date == calendar.date(count, workingDaysBefore: day).date)
                #expect(before.compactMap(\.number) == Array(1...count))
                let clear = try calendar.walk(count, workingDaysBefore: day, clear: true)
                #expect(try clear.last?.date == calendar.date(count, workingDaysBefore: day, clear: true).date)
                #expect(clear.compactMap(\.number) == Array(1...count))
                let after = try calendar.walk(count, workingDaysAfter: day)
                #expect(try after.last?.date == calendar.date(count, workingDaysAfter: day).date)
                #expect(after.compactMap(\.number) == Array(1...count))
            }
        }
    }
}
