/// The bank holidays that law and custom give a year which GOV.UK has not published.
///
/// One-off holidays and moved ones are proclaimed, so no rule knows them: whatever rests on this is provisional.
/// - Source: Rulebook 3.8; the Banking and Financial Dealings Act 1971, Schedule 1, and yearly proclamations;
///   substitute days and titles as GOV.UK lists them.
public enum StatutoryPattern {
    /// The holidays of one year in date order, each ``HolidaySource/projected``.
    ///
    /// - Parameter year: 1...9999, though the pattern means little before 1978.
    public static func holidays(inYear year: Int, division: Division) -> [BankHoliday] {
        let easter = easterSunday(year)
        var days = [
            holiday("Good Friday", easter.adding(days: -2)),
            holiday("Early May bank holiday", firstMonday(year, 5)),
            holiday("Spring bank holiday", lastMonday(year, 5)),
            fixed("Christmas Day", year, 12, 25, orElse: 27),
            fixed("Boxing Day", year, 12, 26, orElse: 28),
        ]
        switch division {
        case .englandAndWales, .northernIreland:
            days += [
                fixed("New Year’s Day", year, 1, 1),
                holiday("Easter Monday", easter.adding(days: 1)),
                holiday("Summer bank holiday", lastMonday(year, 8)),
            ]
        case .scotland:
            days += [
                fixed("New Year’s Day", year, 1, 1, orElse: 3),
                fixed("2nd January", year, 1, 2, orElse: 4),
                holiday("Summer bank holiday", firstMonday(year, 8)),
                fixed("St Andrew’s Day", year, 11, 30),
            ]
        }
        if division == .northernIreland {
            days += [
                fixed("St Patrick’s Day", year, 3, 17),
                fixed("Battle of the Boyne (Orangemen’s Day)", year, 7, 12),
            ]
        }
        return days.sorted { $0.date < $1.date }
    }

    /// Easter Sunday in the Gregorian calendar, by the anonymous algorithm of 1876 (Meeus, Jones and Butcher).
    ///
    /// - Parameter year: 1...9999.
    public static func easterSunday(_ year: Int) -> CalendarDate {
        let golden = year % 19
        let (century, rest) = (year / 100, year % 100)
        let moonShift = (century - (century + 8) / 25 + 1) / 3
        let epact = (19 * golden + century - century / 4 - moonShift + 15) % 30
        let toSunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7
        let correction = (golden + 11 * epact + 22 * toSunday) / 451
        let monthAndDay = epact + toSunday - 7 * correction + 114
        return date(year, monthAndDay / 31, monthAndDay % 31 + 1)
    }

    /// A feast on a fixed day. At a weekend the substitute is `substituteDay` of the same month, or else the next
    /// Monday.
    ///
    /// Two feasts in a row each have a substitute day of their own two days later: one that falls on the Monday
    /// itself stays there, and the other's moves past it to the Tuesday.
    private static func fixed(
        _ title: String, _ year: Int, _ month: Int, _ day: Int, orElse substituteDay: Int? = nil
    ) -> BankHoliday {
        let feast = date(year, month, day)
        guard feast.weekday.isWeekend else { return holiday(title, feast) }
        let nextMonday = feast.adding(days: 8 - feast.weekday.rawValue)
        return holiday(title, substituteDay.map { date(year, month, $0) } ?? nextMonday, notes: "Substitute day")
    }

    private static func holiday(_ title: String, _ date: CalendarDate, notes: String = "") -> BankHoliday {
        BankHoliday(date: date, title: title, notes: notes, source: .projected)
    }

    private static func firstMonday(_ year: Int, _ month: Int) -> CalendarDate {
        let first = date(year, month, 1)
        return first.adding(days: (8 - first.weekday.rawValue) % 7)
    }

    /// Of a month with 31 days.
    private static func lastMonday(_ year: Int, _ month: Int) -> CalendarDate {
        let last = date(year, month, 31)
        return last.adding(days: 1 - last.weekday.rawValue)
    }

    private static func date(_ year: Int, _ month: Int, _ day: Int) -> CalendarDate {
        CalendarDate(unchecked: CalendarDate.dayNumber(year: year, month: month, day: day))
    }
}
