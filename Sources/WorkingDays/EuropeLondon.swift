/// The clock in the United Kingdom: GMT, and an hour ahead of it in summer.
///
/// Summer time begins on the last Sunday of March and ends on the last Sunday of October, both at 01:00 UTC. That has
/// been the rule since 1996; it is applied to every year. It needs no time zone database, which a minimal server may
/// lack.
/// - Source: The Summer Time Act 1972 as amended by the Summer Time Order 2002; Rulebook 3.6.
public enum EuropeLondon {
    /// The instant at which London's clocks show this time on this day.
    ///
    /// A time skipped in spring (01:00 to 01:59:59) moves forward an hour. Of a time that occurs twice in autumn the
    /// first is taken: what is arranged for that time is then never late, and it happens once.
    public static func timestamp(on date: CalendarDate, at time: TimeOfDay) -> Timestamp {
        let asGMT = Timestamp(utc: date, time)
        let asBST = asGMT.adding(seconds: -3600)
        return isSummerTime(asBST) ? asBST : asGMT
    }

    /// What London's calendars and clocks show at an instant.
    public static func local(_ t: Timestamp) -> (date: CalendarDate, time: TimeOfDay) {
        (isSummerTime(t) ? t.adding(seconds: 3600) : t).utc
    }

    /// Whether British Summer Time is in force at an instant.
    public static func isSummerTime(_ t: Timestamp) -> Bool {
        let year = t.utc.date.year
        return change(year: year, month: 3) <= t && t < change(year: year, month: 10)
    }

    /// 01:00 UTC on the last Sunday of a month that has 31 days.
    private static func change(year: Int, month: Int) -> Timestamp {
        let monthEnd = CalendarDate(unchecked: CalendarDate.dayNumber(year: year, month: month, day: 31))
        let lastSunday = monthEnd.adding(days: -(monthEnd.weekday.rawValue % 7))
        return Timestamp(seconds: Int64(lastSunday.dayNumber) * 86_400 + 3600)
    }
}
