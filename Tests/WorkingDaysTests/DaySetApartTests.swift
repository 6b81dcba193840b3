import TestValues
import Testing
import WorkingDays

@Suite("Days that are set apart while the service runs")
struct DaySetApartTests {
    private static let closed: [CalendarDate] = ["2026-12-29", "2026-12-30", "2026-12-31", "2027-06-01"]
    private static let holidays: [CalendarDate] = ["2026-09-21", "2027-06-14", "2028-01-05"]

    @Test("make the same calendar as the configuration's, day by day and count by count")
    func sameCalendar() throws {
        let base = GovUKList.calendar()
        let apart = try base.settingApart(
            Self.closed.map { DaySetApart(on: $0, kind: .closed, title: "Closed") }
                + Self.holidays.map { DaySetApart(on: $0, kind: .holiday, title: "Mourning") })
        let configured = try WorkingDayCalendar(
            division: base.division, published: GovUKList.published,
            additions: Self.holidays.map { LocalHoliday(date: $0, title: "Mourning", reason: "Proclaimed") },
            closures: Self.closed.map { Closure(date: $0, reason: "Closed") })
        for offset in 0..<900 {
            let day = ("2026-08-03" as CalendarDate).adding(days: offset)
            #expect(try apart.isWorkingDay(day) == configured.isWorkingDay(day), "\(day)")
            #expect(try apart.isOpen(day) == configured.isOpen(day), "\(day)")
            for count in [1, 3, 5, 15] {
                #expect(
                    try apart.date(count, workingDaysBefore: day) == configured.date(count, workingDaysBefore: day))
                #expect(try apart.date(count, workingDaysAfter: day) == configured.date(count, workingDaysAfter: day))
            }
        }
        #expect((apart.publishedFrom, apart.publishedThrough) == (base.publishedFrom, base.publishedThrough))
        #expect(try base.isOpen("2026-12-29") && base.isWorkingDay("2027-06-14"), "the first is untouched")
    }

    @Test("leave what list and configuration already say of a day as it is")
    func lastWord() throws {
        let base = try WorkingDayCalendar(
            division: .englandAndWales, published: GovUKList.published,
            removals: [LocalRemoval(date: "2027-08-30", reason: "The offices stay open")],
            closures: [Closure(date: "2026-12-29", reason: "Boiler")])
        let apart = try base.settingApart([
            DaySetApart(on: "2026-12-25", kind: .holiday, title: "Ours"),
            DaySetApart(on: "2026-12-28", kind: .closed, title: "Ours"),
            DaySetApart(on: "2026-12-29", kind: .closed, title: "Ours"),
            DaySetApart(on: "2027-08-30", kind: .holiday, title: "Ours"),
        ])
        for day in ["2026-12-25", "2026-12-28", "2026-12-29", "2027-08-30"] as [CalendarDate] {
            #expect(try apart.kind(of: day) == base.kind(of: day), "\(day)")
        }
        #expect(try apart.settingApart([]).holidays == apart.holidays)
    }

    @Test("refuse a day that no calendar knows")
    func outside() {
        #expect(throws: WorkingDayError.outsideCalendar("2101-01-03")) {
            try GovUKList.calendar().settingApart([DaySetApart(on: "2101-01-03", kind: .holiday, title: "Far")])
        }
    }
}
