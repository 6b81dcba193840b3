import WorkingDays

/// The year that is rehearsed: 250 working days from 1 September 2026, which have both clock changes, Christmas with its
/// closed days, and Easter in them. A day is known by its number among the working days, the first being 0.
struct YearCalendar: Sendable {
    static let days = 250
    static let closures: [CalendarDate] = [29, 30, 31].map { CalendarDate(year: 2026, month: 12, day: $0)! }
    private static let first = CalendarDate(year: 2026, month: 9, day: 1)!
    /// Beyond the year's end, for what is arranged in it and comes later.
    private static let daysKnown = 450

    private let calendar: WorkingDayCalendar
    private let dates: [CalendarDate]

    init(_ calendar: WorkingDayCalendar) throws {
        self.calendar = calendar
        dates = try (0..<Self.daysKnown).map { number in
            number == 0 ? Self.first : try calendar.date(number, workingDaysAfter: Self.first).date
        }
    }

    var isOver: Timestamp { EuropeLondon.timestamp(on: dates[Self.days], at: TimeOfDay(hour: 0, minute: 0)!) }

    func date(_ day: Int) -> CalendarDate { dates[min(max(day, 0), Self.daysKnown - 1)] }

    /// The last working day on or before a date.
    func day(onOrBefore date: CalendarDate) throws -> Int { try calendar.workingDays(from: Self.first, to: date) }

    /// The same day, or the next on which the offices are open: nobody sits on a closed day.
    func openDay(_ day: Int) -> Int {
        var open = day
        while Self.closures.contains(date(open)) { open += 1 }
        return open
    }
}
