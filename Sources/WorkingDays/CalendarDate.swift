/// A day of the Gregorian calendar, without time or zone: the number of days since 1970-01-01.
///
/// Every value lies within the years 1...9999. Arithmetic stops at either end instead of overflowing, so that an
/// absurd offset ends as a date that the ``WorkingDayCalendar`` refuses by name.
public struct CalendarDate: Hashable, Sendable {
    /// Days since 1970-01-01; negative before it.
    public let dayNumber: Int32

    /// The first day that exists here, 0001-01-01, a Monday.
    public static let earliest = CalendarDate(unchecked: -719_162)
    /// The last day that exists here, 9999-12-31.
    public static let latest = CalendarDate(unchecked: 2_932_896)

    /// The day with this number.
    ///
    /// - Precondition: `dayNumber` lies within the years 1...9999, that is -719 162...2 932 896.
    @inlinable
    public init(dayNumber: Int32) {
        precondition(-719_162 <= dayNumber && dayNumber <= 2_932_896, "A day number outside the years 1 to 9999.")
        self.dayNumber = dayNumber
    }

    @inlinable
    init(unchecked dayNumber: Int32) {
        self.dayNumber = dayNumber
    }

    @inlinable
    init(saturating dayNumber: Int) {
        self.dayNumber = Int32(min(max(dayNumber, -719_162), 2_932_896))
    }

    /// The given day, or nil if there is none such: 30 February, a 13th month, a year outside 1...9999.
    @inlinable
    public init?(year: Int, month: Int, day: Int) {
        guard 1...9999 ~= year, 1...12 ~= month, day >= 1,
            day <= CalendarDate.daysInMonth(month, ofYear: year)
        else { return nil }
        self.init(unchecked: CalendarDate.dayNumber(year: year, month: month, day: day))
    }

    /// The year, 1...9999.
    @inlinable public var year: Int { civil.year }
    /// The month, 1...12.
    @inlinable public var month: Int { civil.month }
    /// The day of the month, 1...31.
    @inlinable public var day: Int { civil.day }

    /// The day of the week.
    @inlinable
    public var weekday: Weekday {
        // 0001-01-01 was a Monday, and no day comes before it.
        Weekday(rawValue: Int((dayNumber &+ 719_162) % 7) + 1)!
    }

    /// The day so many calendar days later, or earlier when negative; stops at 0001-01-01 and 9999-12-31.
    @inlinable
    public func adding(days: Int) -> CalendarDate {
        let (sum, overflow) = Int(dayNumber).addingReportingOverflow(days)
        return CalendarDate(saturating: overflow ? days : sum)
    }

    /// The same day number so many months later, or earlier when negative; clamped to the end of a shorter month.
    ///
    /// Stops at 0001-01-01 and 9999-12-31.
    /// - Source: Rulebook 3.4.
    public func adding(months: Int) -> CalendarDate {
        let (year, month, day) = civil
        let (sum, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
        if overflow || sum >= 120_000 { return months < 0 ? .earliest : .latest }
        if sum < 12 { return .earliest }
        let (newYear, newMonth) = (sum / 12, sum % 12 + 1)
        let lastDay = CalendarDate.daysInMonth(newMonth, ofYear: newYear)
        return CalendarDate(
            unchecked: CalendarDate.dayNumber(year: newYear, month: newMonth, day: min(day, lastDay)))
    }

    /// Calendar days from `start` to `end`; negative when `end` comes first.
    @inlinable
    public static func - (end: CalendarDate, start: CalendarDate) -> Int {
        Int(end.dayNumber) - Int(start.dayNumber)
    }
}

extension CalendarDate: Comparable {
    @inlinable
    public static func < (one: CalendarDate, other: CalendarDate) -> Bool {
        one.dayNumber < other.dayNumber
    }
}

/// Between day numbers and years, months and days, after Howard Hinnant's `chrono`-compatible algorithms.
///
/// Years begin on 1 March inside, so that the leap day comes last; 719 468 days lie between 0000-03-01 and
/// 1970-01-01.
extension CalendarDate {
    @inlinable
    var civil: (year: Int, month: Int, day: Int) {
        let days = UInt32(bitPattern: dayNumber &+ 719_468)
        let (era, dayOfEra) = (days / 146_097, days % 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (Int(year), Int(month), Int(day))
    }

    @inlinable
    static func dayNumber(year: Int, month: Int, day: Int) -> Int32 {
        let marchYear = month <= 2 ? year - 1 : year
        let (era, yearOfEra) = (marchYear / 400, marchYear % 400)
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return Int32(era * 146_097 + dayOfEra - 719_468)
    }

    @inlinable
    static func daysInMonth(_ month: Int, ofYear year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 31
        }
    }
}
