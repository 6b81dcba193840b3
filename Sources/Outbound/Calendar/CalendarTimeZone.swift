/// The clock of the United Kingdom as a calendar object carries it, so that no reader needs a time zone database.
///
/// Both changes are at 01:00 UTC, which is 01:00 by the clock in March and 02:00 in October. The rules start in 1996,
/// the first year in which they were these.
///
/// - Source: RFC 5545, 3.6.5; the Summer Time Order 2002.
enum CalendarTimeZone {
    static let identifier = "Europe/London"

    static let text = """
        BEGIN:VTIMEZONE
        TZID:Europe/London
        BEGIN:DAYLIGHT
        TZNAME:BST
        DTSTART:19960331T010000
        TZOFFSETFROM:+0000
        TZOFFSETTO:+0100
        RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
        END:DAYLIGHT
        BEGIN:STANDARD
        TZNAME:GMT
        DTSTART:19961027T020000
        TZOFFSETFROM:+0100
        TZOFFSETTO:+0000
        RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
        END:STANDARD
        END:VTIMEZONE

        """
}
