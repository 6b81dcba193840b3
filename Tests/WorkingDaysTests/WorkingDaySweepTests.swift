import TestValues
import Testing
import WorkingDays

/// Every day from 2012 to 2028, and two weeks past the end of the list, in every division.
struct WorkingDaySweepTests {
    private static let days = NaiveReckoning.first...NaiveReckoning.listEnd + 14

    /// Christmas weeks, one Wednesday after the other in July, and odd days all over the week.
    private static let closed: [CalendarDate] = days.map { CalendarDate(dayNumber: Int32($0)) }.filter {
        $0.month == 12 && 24...31 ~= $0.day || $0.month == 7 && $0.weekday == .wednesday || $0.dayNumber % 97 == 0
    }

    @Test(arguments: Division.allCases, [false, true])
    func `every day agrees with a reckoning day by day`(division: Division, closes: Bool) throws {
        let closed = closes ? Self.closed : []
        let calendar = GovUKList.calendar(division, closed: closed)
        let naive = NaiveReckoning(division, closed: closed)
        var wrong: [String] = []
        for day in Self.days {
            let date = CalendarDate(dayNumber: Int32(day))
            for (count, clear) in [
                (0, false), (1, false), (3, false), (5, false), (20, false), (0, true), (3, true), (5, true),
            ] {
                let expected = naive.before(count, day, clear: clear)
                let answer = try? calendar.date(count, workingDaysBefore: date, clear: clear)
                if answer?.plain != expected?.day || answer?.isProvisional != expected?.isProvisional {
                    wrong.append("\(count) before \(date), clear \(clear)")
                }
            }
            for count in [0, 1, 2, 15] {
                let expected = naive.after(count, day)
                let answer = try calendar.date(count, workingDaysAfter: date)
                if answer.plain != expected.day || answer.isProvisional != expected.isProvisional {
                    wrong.append("\(count) after \(date)")
                }
            }
            for distance in [-40, -8, -1, 0, 1, 3, 9, 60] where Self.days ~= day + distance {
                if try calendar.workingDays(from: date, to: date.adding(days: distance))
                    != naive.count(day, day + distance)
                {
                    wrong.append("counting \(distance) days from \(date)")
                }
            }
            if try calendar.isWorkingDay(date) != naive.isWorking(day) || calendar.isOpen(date) != naive.isOpen(day)
                || calendar.kind(of: date).isWorkingDay != naive.isWorking(day)
                || calendar.kind(of: date).isOpen != naive.isOpen(day)
                || calendar.firstOpenDay(onOrAfter: date).plain != naive.firstOpen(day)
            {
                wrong.append("what \(date) is")
            }
        }
        #expect(wrong.count == 0, "such as \(wrong.prefix(3))")
    }

    @Test(arguments: Division.allCases)
    func `counts there and back meet, and never go backwards`(division: Division) throws {
        let calendar = GovUKList.calendar(division)
        let closing = GovUKList.calendar(division, closed: Self.closed)
        var wrong: [String] = []
        // From March 2012 on, so that 40 days back stay inside; to 2099, which is projected.
        for number in stride(from: Int32(15_400), through: 47_400, by: 3) {
            let day = CalendarDate(dayNumber: number)
            for count in [1, 2, 5, 15, 40] {
                let after = try calendar.date(count, workingDaysAfter: day).date
                let before = try calendar.date(count, workingDaysBefore: day).date
                let pulled = try closing.date(count, workingDaysBefore: day).date
                let holds =
                    try before < day && day < after
                    && calendar.workingDays(from: day, to: after) == count
                    && calendar.workingDays(from: day, to: before) == -count
                    && calendar.isWorkingDay(after) && calendar.isWorkingDay(before)
                    && closing.isOpen(pulled) && pulled <= before
                    && calendar.date(count + 1, workingDaysBefore: day).date < before
                    && calendar.date(count, workingDaysBefore: day, clear: true)
                        == calendar.date(count + 1, workingDaysBefore: day)
                    && calendar.date(count, workingDaysBefore: day.adding(days: 1)).date >= before
                    && closing.date(count, workingDaysBefore: day.adding(days: 1)).date >= pulled
                    && calendar.date(count, workingDaysAfter: day.adding(days: 1)).date >= after
                    && closing.date(count, workingDaysAfter: day).date == after
                if !holds { wrong.append("\(count) and \(day)") }
            }
        }
        #expect(wrong.count == 0, "such as \(wrong.prefix(3))")
    }
}

extension WorkingDate {
    fileprivate var plain: Int { Int(date.dayNumber) }
}
