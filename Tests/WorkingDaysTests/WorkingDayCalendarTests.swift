import TestValues
import Testing
import WorkingDays

struct WorkingDayCalendarTests {
    let calendar = GovUKList.calendar()
    let published = GovUKList.published

    @Test(
        arguments: [
            ("2026-11-23", DayKind.workingDay), ("2026-11-28", .weekend(.saturday)), ("2026-11-29", .weekend(.sunday)),
            (
                "2026-12-28",
                .bankHoliday(BankHoliday(date: "2026-12-28", title: "Boxing Day", notes: "Substitute day"))
            ),
            (
                "2029-05-07",
                .bankHoliday(BankHoliday(date: "2029-05-07", title: "Early May bank holiday", source: .projected))
            ),
        ] as [(CalendarDate, DayKind)])
    func `a day says what it is`(day: CalendarDate, kind: DayKind) throws {
        #expect(try calendar.kind(of: day) == kind)
    }

    @Test func `a closed day is a working day that is not open, unless it is no working day anyway`() throws {
        let closing = GovUKList.calendar(closed: ["2026-12-25", "2026-12-27", "2026-12-29"])
        #expect(try closing.kind(of: "2026-12-29") == .closed(reason: "Closed"))
        #expect(try closing.isWorkingDay("2026-12-29") && !closing.isOpen("2026-12-29"))
        #expect(try closing.kind(of: "2026-12-27") == .weekend(.sunday))
        #expect(try closing.kind(of: "2026-12-25") == calendar.kind(of: "2026-12-25"))
        #expect(try closing.lastOpenDay(onOrBefore: "2026-12-29").date == "2026-12-24")
        #expect(try closing.firstOpenDay(onOrAfter: "2026-12-25").date == "2026-12-30")
        #expect(try closing.lastWorkingDay(onOrBefore: "2026-12-29").date == "2026-12-29")
        #expect(try closing.date(0, workingDaysAfter: "2026-12-29").date == "2026-12-29")
        #expect(try closing.workingDays(from: "2026-12-24", to: "2026-12-31") == 3)
    }

    @Test func `more closures add to those there are, and an earlier reason stands`() throws {
        let base = GovUKList.calendar(closed: ["2026-12-29"])
        let more = try base.closing([
            Closure(date: "2026-12-30", reason: "Flood"), Closure(date: "2026-12-29", reason: "Flood"),
            Closure(date: "2026-12-24", reason: "Early close"),
        ])
        #expect(try more.kind(of: "2026-12-29") == .closed(reason: "Closed"))
        #expect(try more.kind(of: "2026-12-30") == .closed(reason: "Flood"))
        #expect(more.closures.map(\.date) == ["2026-12-24", "2026-12-29", "2026-12-30"])
        #expect(try more.date(1, workingDaysBefore: "2026-12-31").date == "2026-12-23")
        #expect(try base.date(1, workingDaysBefore: "2026-12-31").date == "2026-12-30", "the first is untouched")
    }

    @Test func `a local holiday is no working day, and says why`() throws {
        let local = try WorkingDayCalendar(
            division: .scotland, published: published,
            additions: [LocalHoliday(date: "2026-06-15", title: "World Cup", reason: "Proclaimed too late")])
        #expect(
            try local.kind(of: "2026-06-15")
                == .bankHoliday(
                    BankHoliday(date: "2026-06-15", title: "World Cup", source: .local(reason: "Proclaimed too late"))))
        #expect(try local.date(1, workingDaysBefore: "2026-06-16").date == "2026-06-12")
        #expect(local.holidays.count { $0.source == .local(reason: "Proclaimed too late") } == 1)
    }

    @Test func `an addition that the list has caught up with gives way to it`() throws {
        let local = try WorkingDayCalendar(
            division: .englandAndWales, published: published,
            additions: [LocalHoliday(date: "2022-09-19", title: "Funeral", reason: "Not listed yet")])
        #expect(try local.kind(of: "2022-09-19") == calendar.kind(of: "2022-09-19"))
        #expect(local.holidays == calendar.holidays)
    }

    @Test func `a removed bank holiday is a working day, and says so`() throws {
        let removed = try WorkingDayCalendar(
            division: .englandAndWales, published: published,
            removals: [LocalRemoval(date: "2027-05-03", reason: "Duty rota")])
        #expect(
            try removed.kind(of: "2027-05-03")
                == .workingDayByRemoval(title: "Early May bank holiday", reason: "Duty rota"))
        #expect(try removed.date(3, workingDaysBefore: "2027-05-04").date == "2027-04-29")
        #expect(try removed.isOpen("2027-05-03"))
    }

    @Test func `a configuration that cannot be meant is refused with the date in question`() {
        func refusal(
            _ additions: [CalendarDate] = [], removing removals: [CalendarDate] = [], closing: [CalendarDate] = []
        ) -> String? {
            #expect(throws: WorkingDayError.self) {
                try WorkingDayCalendar(
                    division: .englandAndWales, published: published,
                    additions: additions.map { LocalHoliday(date: $0, title: "Fair", reason: "Charter") },
                    removals: removals.map { LocalRemoval(date: $0, reason: "Rota") },
                    closures: closing.map { Closure(date: $0, reason: "Closed") })
            }?.description
        }
        #expect(
            refusal(removing: ["2027-05-04"])
                == "2027-05-04 cannot be removed from the bank holidays of England and Wales: it is not one of them.")
        #expect(
            refusal(["2027-05-04", "2027-05-04"]) == "2027-05-04 stands twice among the additions: once is enough.")
        #expect(
            refusal(removing: ["2027-05-03", "2027-05-03"])
                == "2027-05-03 stands twice among the removals: once is enough.")
        #expect(
            refusal(closing: ["2027-05-05", "2027-05-04", "2027-05-05"])
                == "2027-05-05 stands twice among the closures: once is enough.")
        #expect(
            refusal(["2027-05-03"], removing: ["2027-05-03"])
                == "2027-05-03 is both added to the bank holidays and removed from them: keep one of the two.")
        let outside = "lies outside the calendar, which runs from 2012-01-01 to 2100-12-31."
        #expect(refusal(["2101-03-01"]) == "2101-03-01 \(outside)")
        #expect(refusal(removing: ["2011-12-26"]) == "2011-12-26 \(outside)")
        #expect(refusal(closing: ["2101-01-01"]) == "2101-01-01 \(outside)")
    }

    @Test(arguments: ["2011-12-31", "2101-01-01", "0001-01-01", "9999-12-31"] as [CalendarDate])
    func `a day outside the calendar is refused by every question`(day: CalendarDate) {
        let expected = WorkingDayError.outsideCalendar(day)
        #expect(throws: expected) { try calendar.date(3, workingDaysBefore: day) }
        #expect(throws: expected) { try calendar.date(3, workingDaysAfter: day) }
        #expect(throws: expected) { try calendar.workingDays(from: day, to: "2027-01-01") }
        #expect(throws: expected) { try calendar.workingDays(from: "2027-01-01", to: day) }
        #expect(throws: expected) { try calendar.isWorkingDay(day) }
        #expect(throws: expected) { try calendar.isOpen(day) }
        #expect(throws: expected) { try calendar.kind(of: day) }
        #expect(throws: expected) { try calendar.lastOpenDay(onOrBefore: day) }
        #expect(throws: expected) { try calendar.firstOpenDay(onOrAfter: day) }
        #expect(throws: expected) { try calendar.lastWorkingDay(onOrBefore: day) }
        #expect(throws: expected) { try calendar.walk(3, workingDaysBefore: day) }
        #expect(expected.description == "\(day) lies outside the calendar, which runs from 2012-01-01 to 2100-12-31.")
    }

    @Test(
        arguments: [
            ("2012-01-03", 1, "New Year's Day was kept on the 2nd, so nothing lies before the 3rd"),
            ("2027-01-05", 30_000, "more than the whole calendar"),
            ("2027-01-05", 65_535, "as wide as the tables' numbers"),
            ("2027-01-05", Int.max - 1, "absurd"), ("2027-01-05", Int.max, "one more would overflow"),
        ] as [(CalendarDate, Int, String)])
    func `a count that leaves the calendar is refused`(day: CalendarDate, count: Int, why: String) throws {
        let closing = GovUKList.calendar(closed: ["2026-12-29"])
        let before = WorkingDayError.leavesCalendar(count: count, before: true, day: day)
        #expect(throws: before, "\(why)") { try calendar.date(count, workingDaysBefore: day) }
        #expect(throws: before, "\(why)") { try calendar.date(count, workingDaysBefore: day, clear: true) }
        #expect(throws: before, "\(why)") { try closing.date(count, workingDaysBefore: day) }
        #expect(throws: before, "\(why)") { try closing.walk(count, workingDaysBefore: day, clear: true) }
        if count > 1 {
            let after = WorkingDayError.leavesCalendar(count: count, before: false, day: day)
            #expect(throws: after, "\(why)") { try calendar.date(count, workingDaysAfter: day) }
            #expect(throws: after, "\(why)") { try closing.walk(count, workingDaysAfter: day) }
        }
        #expect(
            before.description
                == "Working day \(count) before \(day) lies outside the calendar, which runs from 2012-01-01 to 2100-12-31."
        )
    }

    @Test func `the calendar can be used to its very ends`() throws {
        #expect(try calendar.date(1, workingDaysAfter: "2012-01-01").date == "2012-01-03")
        #expect(try calendar.date(0, workingDaysBefore: "2012-01-03").date == "2012-01-03")
        #expect(try calendar.date(1, workingDaysAfter: "2100-12-30").date == "2100-12-31")
        #expect(throws: WorkingDayError.self) { try calendar.date(1, workingDaysAfter: "2100-12-31") }
        #expect(throws: WorkingDayError.self) { try calendar.date(0, workingDaysBefore: "2012-01-02") }
        #expect(throws: WorkingDayError.self) { try calendar.lastWorkingDay(onOrBefore: "2012-01-02") }
        let closed = GovUKList.calendar(closed: ["2012-01-03", "2100-12-31"])
        #expect(throws: WorkingDayError.self) { try closed.lastOpenDay(onOrBefore: "2012-01-03") }
        #expect(throws: WorkingDayError.self) { try closed.firstOpenDay(onOrAfter: "2100-12-31") }
        #expect(try calendar.workingDays(from: "2012-01-01", to: "2100-12-31") == 22_504)
    }

    @Test(arguments: [-1, -3, Int.min])
    func `a negative count is refused`(count: Int) {
        #expect(throws: WorkingDayError.negativeCount(count)) {
            try calendar.date(count, workingDaysBefore: "2027-01-05")
        }
        #expect(throws: WorkingDayError.negativeCount(count)) {
            try calendar.date(count, workingDaysAfter: "2027-01-05")
        }
        #expect(
            WorkingDayError.negativeCount(count).description
                == "\(count) is no number of working days: 0 or more is accepted.")
    }

    @Test func `tables of three divisions differ only by their holidays`() {
        #expect(GovUKList.calendar(.scotland).holidays.contains { $0.date == "2099-11-30" && $0.source == .projected })
        #expect(calendar.holidays.first?.date == "2012-01-02" && calendar.holidays.last?.date == "2100-12-28")
    }
}
